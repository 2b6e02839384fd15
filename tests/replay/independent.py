# SPDX-License-Identifier: Apache-2.0
"""What a folder of mail holds, by Python alone: nothing here knows copil but its README."""
import base64
import email
import email.parser
import hashlib
import io
import mailbox
import os
import re
import tempfile
import zipfile

ENVELOPE = ("from", "to", "subject", "date", "message-id", "received", "return-path")
DOCUMENT = re.compile(r"^(mimetype|(.*/)?content\.xml|\[Content_Types\]\.xml|META-INF/manifest\.xml"
                      r"|(word|xl|ppt)/.*)$", re.IGNORECASE)
LITTER = re.compile(r"(^|/)(\.[^/]*|thumbs\.db|desktop\.ini|__macosx)(/|$)", re.IGNORECASE)
# What a form, or what somebody may have sent instead of one, begins with.
DOCUMENTS = (b"PK\3\4", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf", b"<?xml", b"\xef\xbb\xbf<?xml",
             b"<office:document", b"<fiche")


def sha256(data):
    return hashlib.sha256(data).hexdigest()


class File:
    """A file: its path, whether it lies in a Maildir, its bytes read when asked for."""

    def __init__(self, path, maildir):
        self.path, self.maildir = path, maildir
        with open(path, "rb") as file:
            self.sha256 = sha256(file.read())

    def read(self):
        with open(self.path, "rb") as file:
            return file.read()


def files(folder):
    """All files that count, Maildirs as mail programs see them, hidden ones left out."""
    return list(_walk(folder, False, set()))


def _walk(folder, maildir, seen):
    identity = (os.stat(folder).st_dev, os.stat(folder).st_ino)
    if identity in seen:
        return
    seen.add(identity)
    names = sorted(os.listdir(folder))
    box = all(os.path.isdir(os.path.join(folder, name)) for name in ("new", "cur"))
    for name in names:
        full = os.path.join(folder, name)
        if name.startswith("."):
            continue
        if os.path.isdir(full):
            if not (box and name == "tmp"):
                yield from _walk(full, (box and name in ("new", "cur")) or maildir, seen)
        elif os.path.isfile(full) and not box:
            yield File(full, maildir)


def members(data):
    """[bytes] of a ZIP that is no document and that Python can read whole; else None."""
    if data[:4] != b"PK\3\4":
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if not infos or any(DOCUMENT.match(info.filename) for info in infos):
                return None
            if sum(info.file_size for info in infos) > 256 << 20:
                return None
            return [archive.read(info) for info in infos
                    if not info.is_dir() and not LITTER.search(info.filename)]
    except Exception:  # zipfile raises what it likes on what is broken
        return None


def is_mbox(data):
    """"From " and, on this line, a date or, on the next, a field."""
    lines = re.split(rb"\r*\n|\r", blank_free(data)[:4096])
    return lines[0].startswith(b"From ") and len(lines) > 1 and (
        re.search(rb"\d:\d\d|^From - *$", lines[0]) is not None
        or re.match(rb"[!-9;-~]+[ \t]*:", lines[1]) is not None)


def blank_free(data):
    """Without the byte order mark and the blank lines that programs write before the header."""
    return re.sub(rb"^(\xef\xbb\xbf)?([ \t]*[\r\n])*", b"", data)


def envelope_fields(data):
    """How many fields of an envelope Python's parser finds before anything that is no field."""
    parsed = email.parser.BytesHeaderParser().parsebytes(blank_free(data[:65536]))
    return sum(parsed.get(name) is not None for name in ENVELOPE)


def mailbox_count(data):
    """How many mails the standard library's mbox reader sees."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        return len(mailbox.mbox(file.name, create=False))


def covering(data, by_head):
    """[SHA-256] of the mails that an mbox falls into with nothing between them but "From " lines
    and one empty line each; None when bytes are left over.  BY_HEAD: {first 16 bytes: [(bytes,
    SHA-256)]}, longest first."""
    ends = {b"", b"\n", b"\r\n", b"\r\r\n", b"\r"}
    line_end = b"\n" if b"\n" in data else b"\r"
    data = blank_free(data)
    stack = [(0, ())]
    while stack:
        at, taken = stack.pop()
        if at == len(data):
            return list(taken)
        if data[at:at + 5] != b"From ":
            continue
        line = data.find(line_end, at)
        start = len(data) if line < 0 else line + 1
        for piece, digest in reversed(by_head.get(data[start:start + 16][:16], [])
                                      + by_head.get("short", [])):
            if not data.startswith(piece, start):
                continue
            after = start + len(piece)
            for end in ends:
                here = after + len(end)
                if data.startswith(end, after) and (here == len(data)
                                                    or data.startswith(b"From ", here)):
                    stack.append((here, (*taken, digest)))
    return None


def index(pieces):
    """Of {SHA-256: bytes}, what covering() wants."""
    found = {}
    for digest, data in sorted(pieces.items(), key=lambda item: len(item[1])):
        found.setdefault(data[:16] if len(data) >= 16 else "short", []).append((data, digest))
    return found


def documents(data):
    """{SHA-256: declared name} of the leaves in which Python finds a document."""
    found = {}
    try:
        parsed = email.message_from_bytes(data)
        for leaf in parsed.walk():
            payload = None if leaf.is_multipart() else leaf.get_payload(decode=True)
            if payload and payload.startswith(DOCUMENTS):
                found[sha256(payload)] = str(leaf.get_filename() or leaf.get_content_type())
    except Exception as why:  # the parser of the standard library has its own bugs
        found["?"] = f"Python: {type(why).__name__}"
    return found


def grafts(data, form):
    """The mail DATA with FORM as its first part, and as its last; [] when Python sees no parts."""
    try:
        boundary = email.message_from_bytes(data).get_boundary()
    except Exception:
        return []
    if not boundary or is_mbox(data):
        return []
    mark = b"--" + boundary.encode("utf-8", "surrogateescape")
    end = b"\r\n" if b"\r\n" in data else b"\n"
    part = end.join([mark, b'Content-Type: application/octet-stream; name="fiche.odt"',
                     b"Content-Transfer-Encoding: base64", b"",
                     base64.encodebytes(form).replace(b"\n", end)])
    found = []
    for last, place in ((b"", 0), (b"--", -1)):
        lines = list(re.finditer(rb"^" + re.escape(mark + last) + rb"[ \t]*\r?$", data,
                                 re.MULTILINE))
        if lines:
            at = lines[place].start()
            found.append(data[:at] + part + data[at:])
    return found


def automatic(data):
    """Why no person wrote this, in Python's eyes: by the fields that RFC 3834, 3464, 2919 name."""
    head = email.parser.BytesHeaderParser().parsebytes(blank_free(data))
    sender = str(head.get("From", "")).lower()
    if re.search(r"mailer-daemon|mail delivery|postmaster@|^\s*<>", sender):
        return "From"
    if re.fullmatch(r"\s*<\s*>\s*|.*mailer-daemon.*", str(head.get("Return-Path", "x")).lower()):
        return "Return-Path"
    if str(head.get("Auto-Submitted", "no")).strip().lower().split(";")[0] != "no":
        return "Auto-Submitted"
    if str(head.get("Content-Type", "")).lower().startswith("multipart/report"):
        return "multipart/report"
    if str(head.get("Precedence", "")).strip().lower() in ("bulk", "list", "junk", "auto_reply"):
        return "Precedence"
    if "List-Id" in head:
        return "List-Id"
    if "X-Failed-Recipients" in head:
        return "X-Failed-Recipients"
    return None
