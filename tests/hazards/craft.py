# SPDX-License-Identifier: Apache-2.0
"""What attacks are made of: forms, mails and ZIP files written field by field, since no library
writes what these hold.  Nothing here knows copil but the codes and elements of sheet 3.3."""
import base64
import struct
import zlib

# Who the cases speak for; the honest messages beside them speak for others.
WHO, ADDRESS, TERRITORY = "0779102A", "direction@sainte-maquette.example", "CRETEIL"
ODT = "application/vnd.oasis.opendocument.text"


def sheet(count=3, who=WHO, territory=TERRITORY, before="", name="École", period="2013-2014-S1"):
    """Sheet 3.3 as XML, with COUNT of interventions; BEFORE stands before the root."""
    return (f'<?xml version="1.0"?>{before}<fiche-3.3 xmlns="urn:copil:idf-2013"><organisme>{name}'
            f"</organisme><identifiant>{who}</identifiant><academie>{territory}</academie><periode>"
            f"{period}</periode><redacteur>A</redacteur><date_remplissage>2014-02-01"
            "</date_remplissage><interventions><ligne diplome=\"GI\"><interventions>"
            f"{count}</interventions><eleves_touches>20</eleves_touches><eleves_accueillis>0"
            "</eleves_accueillis></ligne></interventions></fiche-3.3>").encode()


# ---- documents ----

SPACES = " ".join(f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
                  for prefix, name in {"office": "office", "text": "text", "table": "table",
                                       "manifest": "manifest", "script": "script"}.items())


def row(*cells):
    return "<table:table-row>" + "".join(
        f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells
    ) + "</table:table-row>"


def table(count=3, more=""):
    """The answers of sheet 3.3 in a table, MORE below it."""
    return ("<table:table>" + row("FA33-01", "Organisme", "École") +
            row("FA33-02", "Identifiant", WHO) + row("FA33-03", "Académie", TERRITORY) +
            row("FA33-04", "Période", "2013-2014-S1") + row("FA33-05", "Rempli par", "A") +
            row("FA33-07", "Date", "01/02/2014") + row("FA33-10.GI", "CAP", count, 20, 0) +
            "</table:table>" + more)


def content(body, before="", scripts="", encoding="UTF-8"):
    return (f'<?xml version="1.0" encoding="{encoding}"?>{before}<office:document-content {SPACES}>'
            f"{scripts}<office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>").encode(encoding)


def flat(body):
    return (f'<?xml version="1.0"?><office:document {SPACES} office:mimetype="{ODT}"><office:body>'
            f"<office:text>{body}</office:text></office:body></office:document>").encode()


# ---- ZIP, by its specification (APPNOTE) ----

class Entry:
    """One entry; what its headers say can be told to differ from what it is."""

    def __init__(self, name, data=b"", **said):
        squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
        self.name = name.encode() if isinstance(name, str) else name
        self.data = said.pop("packed", None) or squeeze.compress(data) + squeeze.flush()
        self.said = {"version": 20, "flags": 0x800, "method": 8, "crc": zlib.crc32(data),
                     "packed": len(self.data), "size": len(data), "mode": 0o100644 << 16,
                     "place": None, **said}
        if name == "mimetype":
            self.data = data
            self.said |= {"method": 0, "packed": len(data)}

    def fields(self):
        said = self.said
        return struct.pack("<HHHHHIIIHH", said["version"], said["flags"], said["method"], 0, 33,
                           said["crc"], said["packed"], said["size"], len(self.name), 0)

    def local(self):
        return b"PK\3\4" + self.fields() + self.name + self.data

    def central(self, place):
        return (b"PK\1\2" + struct.pack("<H", 0x314) + self.fields() + struct.pack(
            "<HHHII", 0, 0, 0, self.said["mode"], place) + self.name)


def archive(*entries):
    """A ZIP of them; an entry's "place" says where its local header is instead of one of its own
    (a fraction of nothing: an earlier entry)."""
    body, directory, places = b"", b"", []
    for entry in entries:
        shared = entry.said["place"]
        places.append(len(body) if shared is None else places[shared])
        body += entry.local() if shared is None else b""
        directory += entry.central(places[-1])
    return body + directory + b"PK\5\6" + struct.pack(
        "<HHHHIIH", 0, 0, len(entries), len(entries), len(directory), len(body), 0)


def package(*entries):
    """An ODT: its mimetype, then ENTRIES."""
    return archive(Entry("mimetype", ODT.encode()), *entries)


def document(count=3, **how):
    return package(Entry("content.xml", content(table(count), **how)))


def zeros(megabytes):
    """An entry's packed bytes and checksum: that many megabytes of zeros, packed once, repeated."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = b"\0" * (1 << 20)
    piece = squeeze.compress(block) + squeeze.flush(zlib.Z_FULL_FLUSH)
    check = 0
    for _ in range(megabytes):
        check = zlib.crc32(block, check)
    return {"packed": piece * megabytes + b"\x03\0", "crc": check, "size": megabytes << 20}


# ---- mail ----

def part(data, name="fiche.xml", kind="application/octet-stream", more=()):
    """A leaf in base64; NAME may be raw bytes, or None."""
    lines = [b"Content-Type: " + kind.encode()]
    if name is not None:
        name = name if isinstance(name, bytes) else b'filename="' + name.encode() + b'"'
        lines.append(b"Content-Disposition: attachment; " + name)
    return b"\r\n".join([*lines, b"Content-Transfer-Encoding: base64", *more, b"",
                         base64.encodebytes(data).replace(b"\n", b"\r\n")])


def mixed(parts, boundary="limite", kind="mixed"):
    edge = b"--" + boundary.encode()
    return (f'Content-Type: multipart/{kind}; boundary="{boundary}"\r\n\r\n'.encode() +
            b"".join(edge + b"\r\n" + one + b"\r\n" for one in parts) + edge + b"--\r\n")


def mail(body, number, more=(), sender=ADDRESS, received="Mon, 7 Jul 2014 10:00:00 +0200",
         identity=True):
    """A message whose last fields and body are BODY; NUMBER tells it from the others."""
    lines = [b"Received: from mx.example; " + received.encode(),
             b"From: <" + sender.encode() + b">", b"To: <secretariat@copil.example>",
             b"Subject: hasard %d" % number, b"MIME-Version: 1.0", *more]
    if identity:
        lines.append(b"Message-ID: <%d.hazard@copil.example>" % number)
    return b"\r\n".join(lines) + b"\r\n" + body
