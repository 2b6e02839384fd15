# SPDX-License-Identifier: Apache-2.0
"""Small PDFs with signature fields, increments and signatures, written byte by byte.

A second program: it knows ISO 32000-1 and openssl, and nothing of copil.
"""
import os
import re
import subprocess
import zlib

PAGES = 2
CATALOG, TREE, FORM, INFO = 1, 2, 3, 4
FIRST_PAGE = 10  # its content is one further
FIRST_FIELD = 30


def write_objects(data, objects):
    """DATA with OBJECTS {number: bytes} behind it, and where each begins."""
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    return data, places


def stream(content, extra=b""):
    return b"<< /Length %d %s>>\nstream\n%s\nendstream" % (len(content), extra, content)


def issue(names, identifier="00112233445566778899aabbccddeeff", text="Essai"):
    """A document of two pages; the fields NAMES stand on the second."""
    fields = [FIRST_FIELD + i for i in range(len(names))]
    refs = b" ".join(b"%d 0 R" % number for number in fields)
    objects = {
        CATALOG: b"<< /Type /Catalog /Pages %d 0 R /AcroForm %d 0 R /PageLabels << /Nums"
                 b" [0 << /S /D /St 1 >>] >> >>" % (TREE, FORM),
        TREE: b"<< /Type /Pages /Count %d /Kids [%s] >>" % (
            PAGES, b" ".join(b"%d 0 R" % (FIRST_PAGE + 2 * i) for i in range(PAGES))),
        FORM: b"<< /Fields [%s] /SigFlags 1 >>" % refs,
        INFO: b"<< /Title (Essai) >>",
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    }
    for i in range(PAGES):
        page = FIRST_PAGE + 2 * i
        annots = b"/Annots [%s] " % refs if i == PAGES - 1 else b""
        objects[page] = (b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] %s"
                         b"/Resources << /Font << /F 5 0 R >> >> /Contents %d 0 R >>" %
                         (TREE, annots, page + 1))
        objects[page + 1] = stream(b"BT /F 20 Tf 50 700 Td (%s %d) Tj ET" % (text.encode(), i + 1))
    last = FIRST_PAGE + 2 * (PAGES - 1)
    for i, name in enumerate(names):
        objects[fields[i]] = field(name, last, (50, 600 - 60 * i, 250, 650 - 60 * i))
    data, places = write_objects(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", objects)
    return finish(data, places, b"/Root 1 0 R /Info 4 0 R /ID [<%s><%s>]" %
                  (identifier.encode(), identifier.encode()), None)


def field(name, page, rect, extra=b""):
    return (b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (%s) /TU (Signature de %s) /F 4 "
            b"/P %d 0 R /Rect [%s] %s>>" % (name.encode(), name.encode(), page,
                                            b" ".join(b"%d" % x for x in rect), extra))


def start_of(data):
    return int(re.findall(rb"startxref\s+(\d+)", data)[-1])


def size_of(data):
    return max(int(n) for n in re.findall(rb"/Size (\d+)", data))


def root_of(data):
    """What leads to the document, as the last trailer has it."""
    found = [re.findall(rb"/%s \d+ 0 R" % key, data)[-1] for key in (b"Root", b"Info")]
    return b" ".join(found + re.findall(rb"/ID \[<[0-9a-f<>]*\]", data)[-1:])


def finish(data, places, trailer, prev):
    """DATA with a table of PLACES, in sections, and its trailer."""
    at = len(data)
    size = max([*places, 0 if prev is None else size_of(data) - 1]) + 1
    data += b"xref\n" + (b"0 1\n0000000000 65535 f \n" if prev is None else b"")
    for number, place in sorted(places.items()):
        data += b"%d 1\n%010d 00000 n \n" % (number, place)
    data += b"trailer\n<< /Size %d %s %s>>\n" % (
        size, trailer, b"" if prev is None else b"/Prev %d " % prev)
    return data + b"startxref\n%d\n%%%%EOF\n" % at


def increment(data, objects, trailer=None):
    """DATA with OBJECTS in an increment, as a table."""
    prev, trailer = start_of(data), trailer or root_of(data)
    grown, places = write_objects(data, objects)
    return finish(grown, places, trailer, prev)


def increment_stream(data, objects):
    """The same with a compressed table and an object stream for what is no stream."""
    prev, trailer, size = start_of(data), root_of(data), size_of(data)
    packed = {n: body for n, body in objects.items()
              if b"stream" not in body and b"/ByteRange" not in body}
    heads, bodies = b"", b""
    for number, body in sorted(packed.items()):
        heads += b"%d %d " % (number, len(bodies))
        bodies += body + b"\n"
    holder, table = max([size - 1, *objects]) + 1, max([size - 1, *objects]) + 2
    content = zlib.compress(heads + bodies)
    rest = {n: body for n, body in objects.items() if n not in packed}
    rest[holder] = stream(content, b"/Type /ObjStm /Filter /FlateDecode /N %d /First %d " %
                          (len(packed), len(heads)))
    grown, places = write_objects(data, rest)
    places[table] = len(grown)
    rows, index = b"", b""
    for number in sorted([*places, *packed]):
        index += b"%d 1 " % number
        if number in packed:
            rows += bytes([2]) + holder.to_bytes(4, "big") + bytes([sorted(packed).index(number)])
        else:
            rows += bytes([1]) + places[number].to_bytes(4, "big") + b"\0"
    body = stream(zlib.compress(rows), b"/Type /XRef /Filter /FlateDecode /W [1 4 1] /Index [%s] "
                  b"/Size %d /Prev %d %s " % (index, table + 1, prev, trailer))
    grown, _ = write_objects(grown, {table: body})
    return grown + b"startxref\n%d\n%%%%EOF\n" % places[table]


def object_of(data, number):
    """The last body of object NUMBER that stands by itself."""
    return re.findall(rb"(?<![0-9])%d 0 obj\n(.*?)\nendobj" % number, data, re.S)[-1]


def with_keys(body, extra):
    assert body.endswith(b">>")
    return body[:-2] + extra + b" >>"


class Person:
    """A key and a certificate of an authority, made in FOLDER."""

    def __init__(self, folder, name, authority=None, key=("rsa:2048",), usage="digitalSignature",
                 purpose=None, days=("-not_before", "20200101000000Z", "-not_after", "20400101000000Z")):
        self.path = os.path.join(folder, re.sub(r"\W", "-", name))
        self.name, self.authority = name, authority
        subject = f"/O=Essai/CN={name}"
        request = ["openssl", "req", "-newkey", *key, "-nodes", "-keyout", self.key, "-utf8",
                   "-subj", subject]
        if authority is None:
            call(*request, "-x509", "-days", "9000", "-out", self.certificate, "-addext",
                 "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=keyCertSign")
            return
        call(*request, "-out", self.path + ".csr")
        ca = [authority.certificate, authority.key]
        os.makedirs(self.path + ".ca", exist_ok=True)
        config = self.path + ".cnf"
        with open(config, "w") as file:
            file.write(f"[ca]\ndefault_ca=d\n[d]\nnew_certs_dir={self.path}.ca\n"
                       f"database={self.path}.ca/index\nrand_serial=yes\npolicy=p\n"
                       "default_md=sha256\nunique_subject=no\nx509_extensions=e\n[p]\n"
                       "organizationName=supplied\ncommonName=supplied\n[e]\n"
                       f"basicConstraints=CA:FALSE\nkeyUsage=critical,{usage}\n" +
                       (f"extendedKeyUsage={purpose}\n" if purpose else ""))
        open(self.path + ".ca/index", "w").close()
        names = dict(zip(days[::2], days[1::2]))
        call("openssl", "ca", "-batch", "-notext", "-config", config, "-utf8", "-cert", ca[0],
             "-keyfile", ca[1], "-in", self.path + ".csr", "-out", self.certificate, "-startdate",
             names["-not_before"], "-enddate", names["-not_after"])

    key = property(lambda self: self.path + ".key")
    certificate = property(lambda self: self.path + ".pem")

    def cms(self, data, *options):
        return call("openssl", "cms", "-sign", "-binary", "-outform", "DER", "-signer",
                    self.certificate, "-inkey", self.key, *options, stdin=data)


def call(*command, stdin=None):
    done = subprocess.run(command, input=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode != 0:
        raise RuntimeError(f"{command}: {done.stderr.decode()}")
    return done.stdout


ROOM = 6000  # bytes for the signature
HOLE = b"/ByteRange [0 %-10d %-10d %-10d]"


def sign(data, number, cms, subfilter=b"adbe.pkcs7.detached", kind=b"Sig", add=increment, extra=None,
         date=b"D:20150710120000+02'00'", ranges=None):
    """DATA with field NUMBER signed by CMS, a function from bytes to DER.  EXTRA: other objects of
    the increment.  RANGES: a function that lies about the ByteRange."""
    value = size_of(data)
    dictionary = (b"<< /Type /%s /Filter /Adobe.PPKLite /SubFilter /%s /M (%s) " %
                  (kind, subfilter, date) + HOLE % (0, 0, 0) +
                  b" /Contents <" + b"0" * 2 * ROOM + b"> >>")
    objects = {value: dictionary}
    if number is not None:
        objects[number] = with_keys(object_of(data, number), b"/V %d 0 R" % value)
    objects.update(extra(value) if extra else {})
    # A signature can't stand in an object stream.
    made = add(data, {n: b for n, b in objects.items()})
    at = made.rindex(b"/Contents <" + b"0" * 2 * ROOM) + len(b"/Contents ")
    end = at + 2 * ROOM + 2
    honest = (at, end, len(made) - end)
    told = ranges(*honest) if ranges else honest
    place = made.rindex(HOLE % (0, 0, 0))
    made = made[:place] + HOLE % told + made[place + len(HOLE % (0, 0, 0)):]
    signature = cms(made[:told[0]] + made[told[1]:told[1] + told[2]]).hex().encode()
    assert len(signature) <= 2 * ROOM
    return made[:at + 1] + signature + made[at + 1 + len(signature):]
