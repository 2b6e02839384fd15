# SPDX-License-Identifier: Apache-2.0
"""Mails and the forms in them: what is typed in each cell, with email, zipfile and lxml alone."""
import email
import email.policy
import email.utils
import hashlib
import io
import mailbox
import os
import re
import zipfile
from dataclasses import dataclass

from lxml import etree

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
UNREAD = {OFFICE + "annotation", TEXT + "note", TEXT + "tracked-changes"}


@dataclass
class Original:
    """A form as it came.  CELLS: (code or name of the field, item, column) → text; the column is
    a number in forms of people (from the left), a name in XML, None where there is but one.
    MOTIFS: (name, item, column) → NC or NEANT, of XML."""
    place: str     # file of the mail
    message: str   # SHA-256 of the mail
    received: int  # seconds, or None: the mail doesn't say
    part: int
    bytes: str     # SHA-256 of the form
    sheet: str
    strict: bool   # XML from a machine
    cells: dict
    motifs: dict


# ---- OpenDocument ----

def cell_text(node):
    """Paragraphs of a cell, without notes, comments and what tracked changes deleted."""
    if node.tag in UNREAD or not isinstance(node.tag, str):
        return ""
    text = node.text or ""
    if node.tag == TEXT + "s":
        text = " " * int(node.get(TEXT + "c", "1"))
    elif node.tag in (TEXT + "tab", TEXT + "line-break"):
        text = "\n" if node.tag == TEXT + "line-break" else "\t"
    text += "".join(cell_text(child) + (child.tail or "") for child in node)
    return text + "\n" if node.tag == TEXT + "p" else text


def read_odf(data, convention):
    """(sheet, cells) of a document with tables code | question | answers…"""
    if data[:2] == b"PK":
        data = zipfile.ZipFile(io.BytesIO(data)).read("content.xml")
    sheets = {name.replace(".", ""): name for name in convention.sheets}
    sheet, cells = None, {}
    for row in etree.fromstring(data).iter(TABLE + "table-row"):
        texts = [cell_text(cell).strip() for cell in row.findall(TABLE + "table-cell")]
        code = re.fullmatch(convention.prefix + r"(\d+)-(\d\d)(?:\.(\w+))?", texts[0] if texts
                            else "")
        if not code:
            continue
        sheet = sheets[code[1]]
        for column, text in enumerate(texts[2:]):
            cells[code[2], code[3], column if code[3] else None] = text
    return sheet, cells


# ---- XML ----

def read_xml(data):
    """(sheet, cells, motifs) of a form in XML."""
    root = etree.fromstring(data)
    cells, motifs = {}, {}

    def put(key, node):
        if node.get("motif"):
            motifs[key] = node.get("motif")
        else:
            cells[key] = node.text or ""
    for node in root.iterchildren("*"):
        name = etree.QName(node).localname
        rows = list(node.iterchildren("*"))
        for row in rows:
            (item,) = row.attrib.values()
            for column in row.iterchildren("*"):
                put((name, item, etree.QName(column).localname), column)
        if not rows:
            put((name, None, None), node)
    return etree.QName(root).localname.removeprefix("fiche-"), cells, motifs


# ---- mails ----

def leaves(message):
    """The bytes of each part, members of zips among them."""
    for part in message.walk():
        if part.is_multipart():
            continue
        data = part.get_payload(decode=True) or b""
        try:
            members = zipfile.ZipFile(io.BytesIO(data)) if data[:2] == b"PK" else None
        except zipfile.BadZipFile:
            members = None
        if members and "content.xml" not in members.namelist():
            for name in members.namelist():
                yield members.read(name)
        else:
            yield data


def mails(folder):
    """(place, bytes) of every mail below FOLDER; those of an mbox are numbered from 1."""
    for place, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            path = os.path.join(place, name)
            if name.endswith(".mbox"):
                box = mailbox.mbox(path, create=False)
                for number, key in enumerate(box.keys(), 1):
                    yield f"{os.path.relpath(path, folder)}#{number}", box.get_bytes(key)
            else:
                with open(path, "rb") as file:
                    yield os.path.relpath(path, folder), file.read()


def received(message):
    """When the topmost host took it, in seconds."""
    head = next(iter(message.get_all("Received", [])), None)
    if head is None:
        return None
    time = email.utils.parsedate_to_datetime(" ".join(str(head).rpartition(";")[2].split()))
    return int(time.timestamp())


def forms_of(place, data, convention):
    """Every form of CONVENTION in a mail."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    mark = f'"{convention.namespace}"'.encode()
    code = re.compile(rb">%s\d+-\d\d<" % convention.prefix.encode())
    for part, leaf in enumerate(leaves(message)):
        motifs, strict = {}, False
        if leaf[:2] == b"PK":
            try:
                content = zipfile.ZipFile(io.BytesIO(leaf)).read("content.xml")
                sheet, cells = read_odf(leaf, convention) if code.search(content) else (None, {})
            except (zipfile.BadZipFile, KeyError, RuntimeError, etree.XMLSyntaxError):
                continue  # damaged or encrypted
        elif code.search(leaf) and b"office:document" in leaf[:4096]:
            sheet, cells = read_odf(leaf, convention)
        elif mark in leaf[:4096] and b"<fiche-" in leaf[:4096]:
            strict = True
            sheet, cells, motifs = read_xml(leaf)
        else:
            continue
        if sheet:
            yield Original(place, hashlib.sha256(data).hexdigest(), received(message), part,
                           hashlib.sha256(leaf).hexdigest(), sheet, strict, cells, motifs)
