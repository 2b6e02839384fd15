# SPDX-License-Identifier: Apache-2.0
"""Messages as mail programs write them, byte for byte the same at each run: dates, boundaries and
Message-IDs follow from the message's name and from the time it was received."""
import base64
import datetime
import hashlib
import io
import quopri
import zipfile
import zoneinfo
from dataclasses import dataclass, field
from email.header import Header
from email.utils import format_datetime
from urllib.parse import quote

SECRETARIAT = "secretariat@comite-habitat.example"
TYPES = {"odt": "application/vnd.oasis.opendocument.text",
         "ott": "application/vnd.oasis.opendocument.text-template",
         "fodt": "application/vnd.oasis.opendocument.text-flat-xml", "xml": "application/xml",
         "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
         "pdf": "application/pdf", "jpg": "image/jpeg", "zip": "application/zip",
         "dat": "application/ms-tnef"}


@dataclass
class File:
    """An attachment: FORM names its bytes ("a+b": a zip of both), SHOWN is its file name."""
    form: str
    shown: str
    disposition: str = "attachment"  # or "inline", or "" for none at all
    naming: str = "plain"            # plain, 2047, 2231, 2231split, raw
    type: str = ""
    members: tuple = ()              # names within the zip


@dataclass
class Mail:
    name: str
    received: str  # "2014-02-06 09:12", in Paris
    sender: str    # identifier of a participant, or "Name <address>"
    subject: str
    text: str
    files: list = field(default_factory=list)
    charset: str = "utf-8"
    coding: str = "quoted-printable"  # or 8bit, base64
    html: bool = False                # with an HTML twin
    alone: bool = False               # the only file is the message itself
    raw: bool = False                 # text is all that follows the headers, Content-Type first
    forwarded: object = None          # a Mail
    headers: tuple = ()               # more of them, whole lines
    return_path: str = None           # instead of the sender's address


def moment(text, seconds=0):
    time = datetime.datetime.strptime(text, "%Y-%m-%d %H:%M")
    time = time.replace(tzinfo=zoneinfo.ZoneInfo("Europe/Paris"))
    return time + datetime.timedelta(seconds=seconds)


def digest(text, length=16):
    return hashlib.sha256(text.encode()).hexdigest()[:length]


def encoded_word(text, charset):
    if text.isascii():
        return text
    return Header(text, charset, maxlinelen=72).encode(linesep="\n")


def file_name(name, naming):
    """Parameters of Content-Disposition, each on a line of its own."""
    if naming == "2047":
        word = quopri.encodestring(name.encode("latin-1"), header=True).decode()
        return f';\n filename="=?iso-8859-1?Q?{word}?="'
    if naming == "2231":
        return f";\n filename*=UTF-8''{quote(name)}"
    if naming == "2231split":
        half = len(name) // 2
        return (f";\n filename*0*=ISO-8859-1'fr'{quote(name[:half], encoding='latin-1')}"
                f";\n filename*1*={quote(name[half:], encoding='latin-1')}")
    return f';\n filename="{name}"'  # raw: 8-bit characters as they are


def body(data, coding):
    if coding == "base64":
        return base64.encodebytes(data)
    if coding == "quoted-printable":
        return quopri.encodestring(data)
    return data


def part(content_type, data, coding, *more):
    lines = [f"Content-Type: {content_type}", f"Content-Transfer-Encoding: {coding}", *more]
    encoded = body(data, coding)
    end = b"" if encoded.endswith(b"\n") else b"\n"
    return "\n".join(lines).encode() + b"\n\n" + encoded + end


def multipart(subtype, key, parts):
    boundary = f"=_{digest(key + subtype, 24)}"
    joined = b"".join(f"--{boundary}\n".encode() + one + b"\n" for one in parts)
    kind = f'multipart/{subtype}; boundary="{boundary}"'
    return f"Content-Type: {kind}\n\n".encode() + joined + f"--{boundary}--\n".encode()


def zipped(names, documents):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, document in zip(names, documents, strict=True):
            entry = zipfile.ZipInfo(name, (2014, 6, 24, 10, 0, 0))
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, document)
    return stream.getvalue()


def file_part(file, form):
    names = file.form.split("+")
    data = zipped(file.members, [form(name) for name in names]) if file.members else form(names[0])
    kind = file.type or TYPES[file.shown.rsplit(".", 1)[-1].lower()]
    if not file.disposition:
        return part(f'{kind};\n name="{file.shown}"', data, "base64",
                    f"X-Attachment-Id: {file.form}")
    return part(kind, data, "base64", f"X-Attachment-Id: {file.form}",
                f"Content-Disposition: {file.disposition}{file_name(file.shown, file.naming)}")


def text_part(mail, signature):
    words = mail.text + (f"\n\n-- \n{signature}\n" if signature and mail.text else "\n")
    plain = part(f"text/plain; charset={mail.charset}", words.encode(mail.charset), mail.coding)
    if not mail.html:
        return plain
    paragraphs = "".join(f"<p>{line}</p>" for line in words.split("\n") if line.strip())
    twin = part("text/html; charset=utf-8", f"<html><body>{paragraphs}</body></html>".encode(),
                "quoted-printable")
    return multipart("alternative", mail.name, [plain, twin])


def headers(mail, address, sender):
    domain = address.split("@")[1]
    host = int(digest(domain, 4), 16) % 250 + 1
    mx = f"mx.{domain} (mx.{domain} [192.0.2.{host}])"
    arrived, sent = moment(mail.received, 41), moment(mail.received)
    path = address if mail.return_path is None else mail.return_path
    who = f"{encoded_word(sender, mail.charset)} <{address}>" if sender else address
    return [f"Return-Path: <{path}>", f"Delivered-To: {SECRETARIAT}",
            f"Received: from {mx}\n\tby mail.comite-habitat.example (Postfix) with ESMTP id "
            f"{digest(mail.name, 10).upper()}\n\tfor <{SECRETARIAT}>; {format_datetime(arrived)}",
            f"Received: from [198.51.100.{host}] (poste.{domain})\n\tby mx.{domain} with ESMTPSA; "
            f"{format_datetime(moment(mail.received, 12))}",
            f"From: {who}", f"To: {SECRETARIAT}", f"Date: {format_datetime(sent)}",
            f"Subject: {encoded_word(mail.subject, mail.charset)}",
            f"Message-ID: <{digest(mail.name)}@{domain}>", *mail.headers, "MIME-Version: 1.0"]


def identity(mail, people):
    """Address, name and signature of the sender."""
    if "<" in mail.sender:
        name, address = mail.sender.rstrip(">").split("<")
        return address, name.strip(), name.strip()
    identifier, _, chosen = mail.sender.partition(":")
    person = people[identifier]
    address = chosen or person["courriel"].split(" ")[0]
    sender = person["contact"] or person["nom"]
    return address, sender, f"{sender}\n{person['nom']}\nTél. {person['telephone']}"


def compose(mail, people, form):
    """The whole message; FORM gives the bytes of a form by its name."""
    address, sender, signature = identity(mail, people)
    head = "\n".join(headers(mail, address, sender)).encode() + b"\n"
    if mail.raw:
        return head + mail.text.encode(mail.charset)
    if mail.alone:
        return head + file_part(mail.files[0], form)
    parts = [text_part(mail, signature)]
    if mail.forwarded:
        inner = compose(mail.forwarded, people, form)
        parts.append(b"Content-Type: message/rfc822\nContent-Disposition: inline\n\n" + inner)
    parts += [file_part(file, form) for file in mail.files]
    return head + (parts[0] if len(parts) == 1 else multipart("mixed", mail.name, parts))
