#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""What comes back signed: honest files of several signers, and attacks; each with its sentence.

The editions are small PDFs of our own, put into a register in place of its real ones; real.t signs
a real one with other people's programs.
"""
import json
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../cli"))
from cli import *  # noqa: E402, F403
import pdf  # noqa: E402

NAMES = ["ush", "afpols", "creteil", "paris", "versailles"]
FIELD = {name: pdf.FIRST_FIELD + i for i, name in enumerate(NAMES)}
PAGE_1, PAGE_2 = pdf.FIRST_PAGE, pdf.FIRST_PAGE + 2
CONTENT_1 = PAGE_1 + 1
EC = ("ec", "-pkeyopt", "ec_paramgen_curve:P-256")
NOTHING_ELSE = "✓ Nothing else was changed since the edition was issued."
UNRELIABLE = ("The edition was changed after it was issued: no signature in this file can be relied"
              " upon.")
TWO_WAYS = "✗ what was added is damaged, or can be read in two ways"
ANEW = "it was changed or written anew; ask for the file as it was when it was signed"


class Office:
    """A register with two editions, and people who sign."""

    def __init__(self, work):
        self.work, self.register = work, new_register(work)
        must("report", self.register, "--issue", "--output", os.path.join(work, "edition.pdf"))
        self.one = pdf.issue(NAMES)
        self.two = pdf.issue(NAMES, "ffeeddccbbaa99887766554433221100", "Autre")
        base = sqlite3.connect(self.register)
        rest = ", ".join(column[1] for column in base.execute("PRAGMA table_info(edition)")
                         if column[1] != "number")
        base.execute(f"INSERT INTO edition (number, {rest}) SELECT 2, {rest} FROM edition")
        for number, data in ((1, self.one), (2, self.two)):
            base.execute("UPDATE edition SET pdf = ?, pdf_sha256 = ? WHERE number = ?",
                         (data, hashlib.sha256(data).hexdigest(), number))
        base.commit()
        base.close()
        self.root = pdf.Person(work, "Autorité d'essai", key=EC)
        self.paul = pdf.Person(work, "Frédéric PAUL", self.root, key=EC)
        self.other = pdf.Person(work, "Franck MARTIN", self.root, key=EC)

    def path(self, data):
        path = os.path.join(self.work, "retour.pdf")
        with open(path, "wb") as file:
            file.write(data)
        return path

    def look(self, name, data, status, says, state="edition", signatures=None, changes=None,
             options=()):
        """The file DATA gives STATUS, all sentences of SAYS, and in JSON STATE, the signatures
        {field: (state, certificate)} and the changes."""
        path = self.path(data)
        finished = run("verify", self.register, path, *options)
        text = " ".join(finished.stdout.decode().split())
        missing = [sentence for sentence in says if " ".join(sentence.split()) not in text]
        ok(finished.returncode == status and not missing and not finished.stderr, name,
           finished.returncode, missing, text, finished.stderr.decode())
        told = json.loads(run("verify", self.register, path, "--json", *options).stdout)
        one = told["returned"][0]
        got = (one["state"], one["ok"], {s["field"]: (s["state"], s["certificate"])
                                         for s in one["signatures"]},
               sorted(c["change"] for c in one["changes"]))
        equal(got, (state, status == 0, signatures or {}, sorted(changes or [])), name + ": JSON")
        return one


def plain(person, *options):
    return lambda data: person.cms(data, "-md", "sha256", *options)


def signed(office, name="ush", person=None, data=None, **more):
    return pdf.sign(data or office.one, FIELD[name], plain(person or office.paul), **more)


def test_honest(office):
    office.look("the edition as it was issued", office.one, 0,
                ["edition 1, issued on 9 juillet 2015", "– ush not signed", NOTHING_ELSE,
                 "0 signatures of 5."])
    first = signed(office)
    one = office.look("one signature", first, 0,
                      ["✓ ush signed by Frédéric PAUL on ", "; certificate of Autorité d'essai, not"
                       " compared with an authority (--roots)", "– afpols not signed",
                       NOTHING_ELSE, "1 signature of 5."],
                      signatures={"ush": ("valid", "unchecked")})
    equal((one["edition"], one["issued"], one["signed"], one["missing"]),
          (1, "2015-07-09", ["ush"], NAMES[1:]), "which edition, who has signed, who hasn't")
    equal((one["signatures"][0]["signer"], one["signatures"][0]["whole"],
           one["sha256"]), ("Frédéric PAUL", True, hashlib.sha256(first).hexdigest()),
          "the signer, and that all of the file is covered")
    equal((sorted(one), sorted(one["signatures"][0])), (
        sorted("file sha256 state ok edition issued signed missing signatures changes recorded"
               .split()),
        sorted("field of_edition ok state certificate signer issuer time whole timestamp".split())),
        "the shape of JSON")
    second = pdf.sign(first, FIELD["afpols"], plain(office.other), add=pdf.increment_stream)
    one = office.look("a second one, with compressed tables and objects", second, 0,
                      ["2 signatures of 5."], signatures={"ush": ("valid", "unchecked"),
                                                          "afpols": ("valid", "unchecked")})
    equal([s["whole"] for s in one["signatures"]], [False, True],
          "the first covers its revision, the second all of the file")
    one = office.look("signed by another than the convention names",
                      signed(office, "paris", office.other), 0,
                      ["✓ paris signed by Franck MARTIN on", "(the convention names François WEIL)"],
                      signatures={"paris": ("valid", "unchecked")})
    delegate = pdf.Person(office.work, "Claude MICHELLE", office.root, key=EC)
    finished = run("verify", office.register, office.path(signed(office, "paris", delegate)))
    ok(b"the convention names" not in finished.stdout, "a delegate is one of those named")
    french = run("verify", office.register, office.path(first), LANGUAGE="fr").stdout.decode()
    text = " ".join(french.split(" ")).replace("\n", " ")
    ok("– afpols        non signé" in french and "1 signature sur 5.\n" in french and
       "Rien d’autre n’a été modifié depuis que l’édition a été émise." in text, "in French", french)


def test_habits(office):
    """What other signing programs write besides: the same values elsewhere and otherwise, an object
    too many (but not too few), a field that shows nothing."""
    def otherwise(value):
        catalog = pdf.object_of(office.one, pdf.CATALOG)
        return {value + 1: b"<< /St 1.0 /S /D >>", pdf.CATALOG: catalog.replace(
                    b"<< /S /D /St 1 >>", b"%d 0 R" % (value + 1)),
                FIELD["ush"]: pdf.field("ush", PAGE_2, (0, 0, 0, 0), b"/V %d 0 R " % value)}

    def counting(more):
        def add(data, objects):
            made = pdf.increment(data, objects)
            size = b"/Size %d " % pdf.size_of(made)
            at = made.rindex(size)
            return made[:at] + b"/Size %d " % (pdf.size_of(made) + more) + made[at + len(size):]
        return add
    office.look("as PDFBox signs", signed(office, extra=otherwise, add=counting(1)), 0,
                ["✓ ush signed by Frédéric PAUL", NOTHING_ELSE],
                signatures={"ush": ("valid", "unchecked")})
    office.look("objects beyond those that are counted", signed(office, add=counting(-1)), 1,
                [TWO_WAYS], changes=["unreadable"])
    for name, old, new in (("another value", b"/St 1.0", b"/St 2"), ("a key more", b"/S /D",
                                                                     b"/S /D /P (x)"),
                           ("a key less", b"/S /D", b""), ("another name", b"/S /D", b"/S /R")):
        office.look("elsewhere, " + name, signed(office, extra=lambda v: {
            n: body.replace(old, new) for n, body in otherwise(v).items()}), 1,
            ["✗ the document as a whole was changed (/PageLabels)"],
            signatures={"ush": ("valid", "unchecked")}, changes=["catalog"])


def test_pades(office):
    cades = dict(subfilter=b"ETSI.CAdES.detached")
    data = pdf.sign(office.one, FIELD["ush"], plain(office.paul, "-cades"), **cades)
    office.look("CAdES, which names its certificate", data, 0, ["1 signature of 5."],
                signatures={"ush": ("valid", "unchecked")})
    office.look("CAdES without that", signed(office, **cades), 1,
                ["✗ ush not valid: its certificate is not the one that was signed with"],
                signatures={"ush": ("substitute", "unchecked")})
    stamp = pdf.size_of(data) + 1
    page = pdf.object_of(data, PAGE_1)

    def invisible(value):
        form = pdf.object_of(data, pdf.FORM).replace(b"]", b" %d 0 R]" % stamp)
        catalog = pdf.with_keys(pdf.object_of(data, pdf.CATALOG), b"/DSS << /Certs [] >>")
        return {stamp: pdf.field("Horodatage", PAGE_1, (0, 0, 0, 0), b"/V %d 0 R " % value),
                pdf.FORM: form, pdf.CATALOG: catalog,
                PAGE_1: pdf.with_keys(page, b"/Annots [%d 0 R]" % stamp)}
    stamped = pdf.sign(data, None, plain(office.other), subfilter=b"ETSI.RFC3161",
                       kind=b"DocTimeStamp", extra=invisible)
    office.look("a document time-stamp, with what keeps signatures checkable", stamped, 0,
                ["✓ Horodatage a time-stamp, which is not checked here", "1 signature of 5."],
                signatures={"ush": ("valid", "unchecked"), "Horodatage": ("timestamp",
                                                                          "unchecked")})


def test_authorities(office):
    data = signed(office)
    roots = ["--roots", office.root.certificate]
    stranger = pdf.Person(office.work, "Autre autorité", key=EC)
    office.look("with its authority", data, 0, ["; certificate of Autorité d'essai, recognised"],
                signatures={"ush": ("valid", "trusted")}, options=roots)
    office.look("with another authority", data, 1,
                ["✗ ush signed by Frédéric PAUL", "; not valid: no authority given vouches"
                 " for the certificate of Autorité d'essai", "0 signatures of 5."],
                signatures={"ush": ("valid", "unknown")}, options=["--roots", stranger.certificate])
    office.look("with several, of which one is", data, 0, ["recognised"],
                signatures={"ush": ("valid", "trusted")},
                options=["--roots", stranger.certificate, *roots])
    office.look("with the signer's own certificate", data, 0, ["recognised"],
                signatures={"ush": ("valid", "trusted")},
                options=["--roots", office.paul.certificate])
    for name, sentence, code, more in (
            ("expired", "had expired", "expired",
             dict(days=("-not_before", "20000101000000Z", "-not_after", "20010101000000Z"))),
            ("too early", "was not in force yet", "early",
             dict(days=("-not_before", "20400101000000Z", "-not_after", "20410101000000Z"))),
            ("for keys", "is not made for signing", "purpose", dict(usage="keyEncipherment")),
            ("for servers", "is not made for signing", "purpose",
             dict(purpose="serverAuth,clientAuth"))):
        person = pdf.Person(office.work, "Témoin " + name, office.root, key=EC, **more)
        office.look(f"a certificate that is {name}", signed(office, person=person), 1,
                    [f"not valid: the certificate of Autorité d'essai {sentence}"],
                    signatures={"ush": ("valid", code)}, options=roots)
    person = pdf.Person(office.work, "Témoin double", office.root, key=EC,
                        purpose="clientAuth,emailProtection")
    office.look("a certificate for mail and access", signed(office, person=person), 0,
                ["recognised"], signatures={"ush": ("valid", "trusted")}, options=roots)
    for words, status, says in ((["--roots", office.path(b"rien")], 2,
                                 "retour.pdf holds no certificate in PEM"),
                                (["--roots", "/nowhere.pem"], 2, "/nowhere.pem")):
        finished = run("verify", office.register, office.register, *words)
        ok(finished.returncode == status and says in finished.stderr.decode(), says,
           finished.stderr)
    finished = run("verify", office.register, *roots)
    ok(finished.returncode == 2 and b"--roots, --record and --by go with PDFs that came back" in
       finished.stderr, "--roots without a file to look at")


def test_weak(office):
    def bad(name, sentence, code, cms, **more):
        office.look(name, pdf.sign(office.one, FIELD["ush"], cms, **more), 1,
                    ["✗ ush " + sentence, "0 signatures of 5."],
                    signatures={"ush": (code, "unchecked")})
    weak = "not valid: made with SHA-1 or a short key, which can be forged"
    unreadable = "not valid: the signature can't be read"
    short = pdf.Person(office.work, "Clé courte", office.root, key=("rsa:1024",))
    bad("SHA-1", weak, "weak", lambda d: office.paul.cms(d, "-md", "sha1"))
    bad("RSA of 1024 bits", weak, "weak", plain(short))
    bad("a signature of nothing that names it", unreadable, "unreadable",
        plain(office.paul, "-noattr"))
    bad("a signature with its own content", unreadable, "unreadable",
        lambda d: office.paul.cms(b"autre", "-md", "sha256", "-nodetach"))
    bad("a signature without certificate", unreadable, "unreadable",
        plain(office.paul, "-nocerts"))
    bad("two signers in one", unreadable, "unreadable",
        plain(office.paul, "-signer", office.other.certificate, "-inkey", office.other.key))
    bad("no signature", unreadable, "unreadable", lambda d: b"\x30\x03abc")
    bad("nothing", unreadable, "unreadable", lambda d: b"")
    bad("something after the signature", unreadable, "unreadable",
        lambda d: plain(office.paul)(d) + b"\0\0x")
    bad("another kind", "signed in a way that is not checked here", "unknown_kind",
        plain(office.paul), subfilter=b"adbe.x509.rsa_sha1")
    good = pdf.Person(office.work, "RSA", office.root, key=("rsa:2048",))
    office.look("RSA of 2048 bits", signed(office, person=good), 0, ["1 signature of 5."],
                signatures={"ush": ("valid", "unchecked")})
    office.look("RSA-PSS", pdf.sign(office.one, FIELD["ush"], plain(
        good, "-keyopt", "rsa_padding_mode:pss")), 0, [], signatures={"ush": ("valid",
                                                                             "unchecked")})
    large = pdf.Person(office.work, "P-384", office.root,
                       key=("ec", "-pkeyopt", "ec_paramgen_curve:P-384"))
    office.look("P-384 and SHA-512", pdf.sign(office.one, FIELD["ush"], lambda d: large.cms(
        d, "-md", "sha512")), 0, [], signatures={"ush": ("valid", "unchecked")})


def test_ranges(office):
    says = ["✗ ush not valid: the signature doesn't cover the document whole"]
    for name, ranges in (
            ("a hole before the signature", lambda a, b, c: (a - 20, b, c)),
            ("a hole behind it", lambda a, b, c: (a, b + 9, c - 9)),
            ("what ends inside of a revision", lambda a, b, c: (a, b, c - 5)),
            ("what reaches beyond the end", lambda a, b, c: (a, b, c + 1)),
            ("what begins after itself", lambda a, b, c: (b, a, c))):
        office.look(name, signed(office, ranges=ranges), 1, says,
                    signatures={"ush": ("range", "unchecked")})
    data = signed(office)
    for name, old, new in (("no range", b"/ByteRange", b"/Byterange"),
                           ("a range that doesn't begin at 0", b"/ByteRange [0 ", b"/ByteRange [1 ")):
        at = data.rindex(old)
        office.look(name, data[:at] + new + data[at + len(old):], 1, says,
                    signatures={"ush": ("range", "unchecked")})


def test_bytes(office):
    data = signed(office)
    half = len(office.one) // 2
    office.look("a byte of the edition changed", data[:half] + b"#" + data[half + 1:], 1,
                [f"edition 1, but other bytes than those that were issued, from byte {half + 1} on:"
                 f" {ANEW}"], state="altered")
    at = data.rindex(b"(D:2015") + 4
    office.look("a byte of the increment changed", data[:at] + b"3" + data[at + 1:], 1,
                ["✗ ush not valid: the document is not what was signed", NOTHING_ELSE],
                signatures={"ush": ("altered", "unchecked")})
    office.look("cut inside of the edition", data[:half], 1,
                [f"edition 1, cut off after {half} bytes: ask for it again"], state="cut")
    office.look("cut inside of the increment", data[:-30], 1, [TWO_WAYS, UNRELIABLE],
                changes=["unreadable"])
    office.look("something behind the end", data + b"%\n<script>", 1, [TWO_WAYS],
                changes=["unreadable"])
    office.look("blanks behind the end", data + b"\r\n\n", 0, ["1 signature of 5."],
                signatures={"ush": ("valid", "unchecked")})
    office.look("as many as are read", data + 256 * b" ", 0, ["1 signature of 5."],
                signatures={"ush": ("valid", "unchecked")})
    office.look("so many that some programs miss the end", data + 257 * b" ", 1, [TWO_WAYS],
                changes=["unreadable"])
    office.look("an empty file", b"", 1, ["retour.pdf: the file is empty"], state="empty")
    office.look("no PDF", b"PK\3\4" + bytes(500), 1,
                ["retour.pdf: the file is no PDF; signatures on paper are recorded by copil decide "
                 "REGISTER signed edition:N SIGNATORY"], state="not_pdf")
    office.look("a PDF of somebody else's", pdf.issue(NAMES, "0" * 32, "x"), 1,
                ["this is no edition of the register; a program that prints, optimises or converts"
                 " a PDF makes another one: ask for the file as it was when it was signed"],
                state="stranger")
    path = office.path(data)
    anew = os.path.join(office.work, "anew.pdf")
    pdf.call("qpdf", path, anew)
    with open(anew, "rb") as file:
        office.look("written anew by qpdf", file.read(), 1, ["edition 1, but other bytes", ANEW],
                    state="altered")
    office.path(data)
    pdf.call("qpdf", "--encrypt", "a", "b", "256", "--", path, anew)
    with open(anew, "rb") as file:
        office.look("encrypted by qpdf", file.read(), 1,
                    ["the file is protected by a password: it can't be compared with an edition;"
                     " ask for the file as it was when it was signed"], state="encrypted")


def test_editions(office):
    other = signed(office, data=office.two)
    one = office.look("an edition that is not the first", other, 0, ["edition 2, issued on"],
                      signatures={"ush": ("valid", "unchecked")})
    equal(one["edition"], 2, "is told as such")
    at = other.rindex(b"/Contents <") + len(b"/Contents <")
    stolen = bytes.fromhex(other[at:at + 2 * pdf.ROOM].decode())
    office.look("the signature of another edition", pdf.sign(office.one, FIELD["ush"],
                                                             lambda d: stolen), 1,
                ["✗ ush not valid: the document is not what was signed"],
                signatures={"ush": ("altered", "unchecked")})


def test_shadows(office):
    """Increments that change what is seen, before or after a signature."""
    valid = {"ush": ("valid", "unchecked")}
    data = signed(office)

    def attack(name, objects, sentence, code, both=True):
        office.look(name + ", afterwards", pdf.increment(data, objects(data)), 1,
                    [sentence, UNRELIABLE], signatures=valid, changes=[code])
        if both:
            before = pdf.increment(office.one, objects(office.one))
            office.look(name + ", before", signed(office, data=before), 1,
                        [sentence, UNRELIABLE], signatures=valid, changes=[code])
    content = pdf.stream(b"BT /F 20 Tf 50 700 Td (Faux) Tj ET")
    note = pdf.size_of(data) + 5
    attack("a page's content replaced", lambda d: {CONTENT_1: content}, "✗ page 1 was changed",
           "page")
    attack("a page led to other content", lambda d: {
        note: content, PAGE_2: pdf.object_of(d, PAGE_2).replace(
            b"/Contents %d" % (PAGE_2 + 1), b"/Contents %d" % note)}, "✗ page 2 was changed", "page")
    attack("an annotation added", lambda d: {
        note: b"<< /Type /Annot /Subtype /FreeText /Rect [0 0 500 500] /Contents (Faux) >>",
        PAGE_1: pdf.with_keys(pdf.object_of(d, PAGE_1), b"/Annots [%d 0 R]" % note)},
        "✗ something was put on page 1 or taken from it", "annotation")
    attack("a note that calls itself a signature field", lambda d: {
        note: b"<< /Type /Annot /Subtype /Text /FT /Sig /T (Note) /Rect [50 700 50 700]"
              b" /Contents (Faux) >>",
        PAGE_1: pdf.with_keys(pdf.object_of(d, PAGE_1), b"/Annots [%d 0 R]" % note)},
        "✗ something was put on page 1 or taken from it", "annotation")
    attack("a signature field put over a page", lambda d: {
        note: pdf.field("Tampon", PAGE_1, (0, 0, 500, 500)),
        pdf.FORM: pdf.object_of(d, pdf.FORM).replace(b"]", b" %d 0 R]" % note)},
        "✗ a field was added that is none of the edition's (Tampon)", "field_added")
    attack("a field moved", lambda d: {FIELD["paris"]: pdf.object_of(d, FIELD["paris"]).replace(
        b"/Rect [50 ", b"/Rect [10 ")}, "✗ the signature field paris was moved, hidden or changed",
        "field")
    attack("a field hidden", lambda d: {FIELD["paris"]: pdf.object_of(d, FIELD["paris"]).replace(
        b"/F 4", b"/F 2")}, "✗ the signature field paris was moved, hidden or changed", "field")
    attack("a field's action", lambda d: {FIELD["paris"]: pdf.with_keys(pdf.object_of(
        d, FIELD["paris"]), b"/AA << /E << /S /JavaScript /JS (x) >> >>")},
        "✗ the signature field paris was moved, hidden or changed", "field")
    attack("an action on opening", lambda d: {pdf.CATALOG: pdf.with_keys(pdf.object_of(
        d, pdf.CATALOG), b"/OpenAction [%d 0 R /Fit]" % PAGE_2)},
        "✗ the document as a whole was changed (/OpenAction)", "catalog")
    attack("a form of XFA", lambda d: {pdf.FORM: pdf.with_keys(pdf.object_of(d, pdf.FORM),
                                                               b"/XFA (x)")},
           "✗ the form of the signatures was changed (/XFA)", "form")
    attack("the order of pages", lambda d: {pdf.TREE: b"<< /Type /Pages /Count 2 /Kids [%d 0 R %d 0"
                                            b" R] >>" % (PAGE_2, PAGE_1)},
           f"✗ a part of the document was changed (object {pdf.TREE})", "object")
    attack("a font", lambda d: {5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>"},
           "✗ a part of the document was changed (object 5)", "object")
    attack("the title", lambda d: {pdf.INFO: b"<< /Title (Faux) >>"},
           "✗ what leads to the document was changed (/Info)", "trailer")
    root = pdf.increment(data, {note: pdf.object_of(data, pdf.CATALOG)},
                         pdf.root_of(data).replace(b"/Root 1", b"/Root %d" % note))
    office.look("another root", root, 1, ["✗ what leads to the document was changed (/Root)"],
                signatures=valid, changes=["trailer"])
    faked = pdf.increment(office.one, {CONTENT_1: content})
    restored = pdf.increment(signed(office, data=faked), {CONTENT_1: pdf.object_of(office.one,
                                                                                  CONTENT_1)})
    office.look("signed over a false page, the true one put back", restored, 1,
                ["✗ page 1 was changed", UNRELIABLE], signatures=valid, changes=["page"])


def test_stolen_fields(office):
    data = signed(office)
    second = signed(office, "afpols", office.other, data)
    value = {name: int(pdf.re.search(rb"/V (\d+)", pdf.object_of(second, FIELD[name]))[1])
             for name in ("ush", "afpols")}
    one = office.look("fields taken away", pdf.increment(second, {
        pdf.FORM: b"<< /Fields [%d 0 R] /SigFlags 3 >>" % FIELD["ush"]}), 1,
        ["✗ the signature field afpols was taken away", "✗ the signature field versailles was taken"
         " away", "✗ a signature of afpols was taken away, or shows something else now"],
        signatures={"ush": ("valid", "unchecked")},
        changes=["field_lost"] * 4 + ["signature_lost"])
    ok(one["signed"] == [], "nobody has signed such a file", one)
    office.look("a signature taken away", pdf.increment(second, {
        FIELD["ush"]: pdf.object_of(office.one, FIELD["ush"])}), 1,
        ["✗ a signature of ush was taken away, or shows something else now"],
        signatures={"afpols": ("valid", "unchecked")}, changes=["signature_lost"])
    office.look("signatures exchanged", pdf.increment(second, {
        FIELD[a]: pdf.object_of(second, FIELD[a]).replace(b"/V %d" % value[a], b"/V %d" % value[b])
        for a, b in (("ush", "afpols"), ("afpols", "ush"))}), 1,
        ["✗ a signature of ush was taken", "✗ a signature of afpols was taken"],
        signatures={name: ("range", "unchecked") for name in value},
        changes=["signature_lost"] * 2)
    look = {pdf.size_of(second): pdf.stream(b"BT (Faux) Tj ET", b"/Subtype /Form ")}
    shown = pdf.with_keys(pdf.object_of(second, FIELD["ush"]), b"/AP << /N %d 0 R >>" %
                          pdf.size_of(second))
    office.look("a signature that shows something else", pdf.increment(
        second, {**look, FIELD["ush"]: shown}), 1,
        ["✗ a signature of ush was taken away, or shows something else now"],
        signatures={name: ("valid", "unchecked") for name in value}, changes=["signature_lost"])
    blank = pdf.with_keys(pdf.object_of(second, FIELD["paris"]), b"/AP << /N %d 0 R >>" %
                          pdf.size_of(second))
    office.look("what looks like a signature", pdf.increment(
        second, {**look, FIELD["paris"]: blank}), 1,
        ["✗ the signature field paris was moved, hidden or changed"],
        signatures={name: ("valid", "unchecked") for name in value}, changes=["field"])
    both = signed(office, extra=lambda v: {FIELD["paris"]: pdf.with_keys(
        pdf.object_of(office.one, FIELD["paris"]), b"/V %d 0 R" % v)})
    office.look("a signature in two places", both, 1,
                ["✗ ush not valid: the same signature stands in another place",
                 "✗ paris not valid: the same signature stands in another place"],
                signatures={name: ("shared", "unchecked") for name in ("ush", "paris")})
    replaced = pdf.sign(pdf.increment(data, {FIELD["ush"]: pdf.object_of(office.one, FIELD["ush"])}),
                        FIELD["ush"], plain(office.other))
    office.look("a signature put in place of another", replaced, 1,
                ["✗ a signature of ush was taken away, or shows something else now"],
                signatures={"ush": ("valid", "unchecked")}, changes=["signature_lost"])


def test_structure(office):
    """Files that programs read differently."""
    data = signed(office)
    at = pdf.start_of(data)
    broken = data[:data.rindex(b"startxref")] + b"startxref\n%d\n%%%%EOF\n" % (at + 3)
    office.look("a table that is not where it is said to be", broken, 1, [TWO_WAYS],
                changes=["unreadable"])
    twice = pdf.increment(data, {FIELD["paris"]: pdf.with_keys(pdf.object_of(
        data, FIELD["paris"]), b"/Rect [0 0 9 9] /Rect [50 420 250 470]")})
    office.look("a key twice", twice, 1, [TWO_WAYS], signatures={"ush": ("valid", "unchecked")},
                changes=["unreadable"])
    hybrid = pdf.increment(data, {FIELD["paris"]: pdf.object_of(data, FIELD["paris"])},
                           pdf.root_of(data) + b" /XRefStm 9")
    finished = run("verify", office.register, office.path(hybrid))
    equal(finished.returncode, 1, "two tables of one increment")
    endless = pdf.increment(data, {FIELD["paris"]: pdf.object_of(data, FIELD["paris"])})
    last = endless.rindex(b"/Prev ")
    loop = b"/Prev %d" % pdf.start_of(endless)
    endless = endless[:last] + loop + endless[last + len(b"/Prev %d" % at):]
    office.look("a table before itself", endless, 1, [TWO_WAYS], changes=["unreadable"])
    many = data
    for _ in range(70):
        many = pdf.increment(many, {FIELD["paris"]: pdf.object_of(data, FIELD["paris"])})
    office.look("more revisions than anybody signs", many, 1, [TWO_WAYS], changes=["unreadable"])


def test_record(office):
    second = signed(office, "afpols", office.other, signed(office))
    run("verify", office.register, office.path(signed(office)))
    equal(rows(office.register, "SELECT count(*) FROM act"), [(0,)], "looking writes nothing")
    finished = run("verify", office.register, office.path(second), "--record", "--by", "N. Greffier",
                   "--roots", office.root.certificate)
    ok(b"2 signatures of 5; 2 registered now.\n" in finished.stdout, "--record says how many",
       finished.stdout, finished.stderr)
    found = rows(office.register, "SELECT who, act, target, why FROM act ORDER BY id")
    equal([row[:3] for row in found], [("N. Greffier", "signed", "edition:1 ush"),
                                       ("N. Greffier", "signed", "edition:1 afpols")],
          "an act for each")
    ok(found[0][3].startswith("signature électronique de Frédéric PAUL, ") and
       hashlib.sha256(second).hexdigest()[:16] in found[0][3], "with whose and which file", found)
    again = ["--record", "--by", "N. Greffier", "--roots", office.root.certificate]
    run("verify", office.register, office.path(second), *again)
    equal(len(rows(office.register, "SELECT 1 FROM act")), 2, "once")
    false = pdf.increment(signed(office, "paris"), {CONTENT_1: pdf.stream(b"BT ET")})
    run("verify", office.register, office.path(false), *again)
    equal(len(rows(office.register, "SELECT 1 FROM act")), 2, "nothing of a file that was changed")
    finished = run("verify", office.register, office.path(signed(office, "paris", office.other)),
                   *again)
    ok(b"1 signature of 5.\nNot registered: what somebody signed whom the convention doesn't name."
       in finished.stdout and finished.returncode == 0 and
       len(rows(office.register, "SELECT 1 FROM act")) == 2,
       "nor what somebody else signed", finished.stdout, finished.stderr)
    finished = run("verify", office.register, office.path(signed(office, "paris")), "--record")
    ok(finished.returncode == 2 and b"--record needs --roots: without an authority, anybody may have"
       b" signed" in finished.stderr, "nothing without an authority", finished.stderr)
    told = json.loads(run("status", office.register, "--json").stdout)["editions"][0]
    equal(told["signed"], ["ush", "afpols"], "status knows")


with folder() as work:
    office = Office(work)
    for test in (test_honest, test_habits, test_pades, test_authorities, test_weak, test_ranges, test_bytes,
                 test_editions, test_shadows, test_stolen_fields, test_structure, test_record):
        test(office)
done()
