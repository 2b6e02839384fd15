#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The whole circle: a blank form, filled in with mistakes in LibreOffice, sent; the answer brings it
back with a comment and a mark at each faulty cell; corrected in LibreOffice, or by way of Word's
format, and sent again, it is accepted.  And the same for a program that writes XML."""
import email
import email.policy
import glob
import io
import os
import re
import subprocess
import sys
import zipfile

from lxml import etree

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, ".."), os.path.join(HERE, "../cli")]
import office  # noqa: E402
from cli import (CONVENTION, PATIENCE, SOURCE, done, equal, folder, mail, must, new_register,  # noqa: E402
                 ok, rows)

SECONDS = 240 * PATIENCE
CLOCK = "1404900000"  # 9 July 2014
SCHOOL, SENDER = "0779101Z", "secretariat@lp-colette-exemple.example"
OTHER, OTHER_SENDER = "0779102A", "direction@sainte-maquette.example"
OTHERS, OTHERS_SENDER = "0939101M", "lycee@jean-modele.example"
NS = {"office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
      "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0"}
TINT, BAR = 0xfff1cc, 0xb3261e

TYPED = {"FA32-05": ["Anne Martin, proviseure"], "FA32-07": ["30/06/2014"],
         "FA32-10.GI": ["24", "9", "20", "8", "2O"],
         "FA32-10.SPVL": ["30", "31", "12", "5", "14"],
         "FA32-11.SCO": ["environ 54", "20 à 30"],
         "FA32-90": ["Rien d'autre.\nSecond alinéa."]}
CURED = {"FA32-10.GI": ["", "", "", "", "20"], "FA32-10.SPVL": ["", "21", "", "", ""],
         "FA32-11.SCO": ["54", "32"]}
# Cells with something to say, from left to right: "!" an error, "?" a doubt.
SAID = {"FA32-10.GI": "....!", "FA32-10.SPVL": ".!...", "FA32-11.SCO": "?!"}
VALUES = {("stages", "GI", "conventions"): "20", ("stages", "SPVL", "effectif_filles"): "21",
          ("statuts", "SCO", "effectif"): "54", ("statuts", "SCO", "stages"): "32",
          ("stages", "GI", "effectif"): "24"}


class Post:
    """Mail to the secretariat, one register, and its answers."""

    def __init__(self, work):
        self.work, self.number = work, 0
        self.register, self.box = new_register(work), os.path.join(work, "boite")
        os.makedirs(self.box)

    def deliver(self, name, data, sender):
        """Through the batch: of each form identity, verdict and what it replaces; and the answer."""
        self.number += 1
        message = mail({name: data}, sender=sender, number=self.number)
        with open(os.path.join(self.box, f"{self.number}.eml"), "wb") as file:
            file.write(message)
        output = os.path.join(self.work, "output")
        must("batch", self.register, self.box, "--output", output, SOURCE_DATE_EPOCH=CLOCK)
        found = rows(
            self.register, "SELECT s.id, s.verdict, s.replaces, a.eml FROM submission s"
            " JOIN message m ON m.arrival = s.message JOIN answer a ON a.message = m.arrival"
            " WHERE m.message_id = ? ORDER BY s.part", f"{self.number}.test@copil.example")
        answer = email.message_from_bytes(found[0][3], policy=email.policy.default)
        equal(answer["In-Reply-To"], f"<{self.number}.test@copil.example>",
              f"message {self.number} has its answer")
        return [row[:3] for row in found], answer

    def send(self, name, data, sender=SENDER):
        """The same of one form."""
        (form,), answer = self.deliver(name, data, sender)
        return *form, answer

    def values(self, identity):
        return {row[:3]: row[3] for row in rows(
            self.register, "SELECT v.field, v.item, v.column, v.canonical FROM value v"
            " JOIN submission s ON s.rank = v.submission WHERE s.id = ?", identity)}


def attached(answer):
    """{name: bytes} of the files that go along."""
    return {part.get_filename(): part.get_content() for part in answer.iter_attachments()}


def words(answer):
    return answer.get_body(("plain",)).get_content()


def write(path, data):
    with open(path, "wb") as file:
        file.write(data)
    return path


def load(path):
    with open(path, "rb") as file:
        return file.read()


def blank(work, organisation, sheet="3.2"):
    place = os.path.join(work, "forms-" + organisation)
    must("forms", "--convention", CONVENTION, "--output", place, "--for", organisation,
         "--period", "2013-2014")
    return os.path.join(place, f"forms/fiche-{sheet}.odt")


# ---- in LibreOffice ----

def comments_in(cell):
    """(author, text) of each comment that stands in the cell."""
    found = []
    for paragraph in cell.createEnumeration():
        for portion in paragraph.createEnumeration():
            if portion.TextPortionType == "Annotation":
                found.append((portion.TextField.Author, portion.TextField.Content))
    return found


def sign(cell):
    comments = comments_in(cell)
    marked = (cell.BackColor, cell.LeftBorder.Color) == (TINT, BAR)
    if not comments and not marked:
        return "."
    errors = [text for _, text in comments if text.startswith("À corriger")]
    return "!" if errors and marked else "?" if comments and not errors and not marked else "X"


def said_in(document):
    """{code: signs of its cells} where there is any."""
    signs = {code: "".join(sign(cell) for cell in cells)
             for code, cells in office.answer_cells(document).items()}
    return {code: text for code, text in signs.items() if text.strip(".")}


def opening(document):
    """The first paragraphs, up to the form's own."""
    lines = []
    for paragraph in document.Text.createEnumeration():
        if not paragraph.supportsService("com.sun.star.text.Paragraph") or \
                paragraph.String.startswith("Logement social"):
            return lines
        lines.append(paragraph.String)
    return lines


def edit(program, path, target, answers, look=None):
    """The form at PATH with ANSWERS typed into it, saved as TARGET; LOOK sees it before."""
    document = program.open_unseen(path)
    seen = look(document) if look else None
    office.fill(document, answers, office.answer_cells(document))
    program.save(document, target)
    document.close(True)
    return seen


# ---- the form that goes back ----

def test_package(sent, back):
    with zipfile.ZipFile(sent) as before, zipfile.ZipFile(back) as after:
        kept = [name for name in before.namelist() if not name.endswith("/")]
        equal(sorted(after.namelist()), sorted(kept), "the package has the entries that it had")
        equal([name for name in kept if before.read(name) != after.read(name)], ["content.xml"],
              "only its text was written into")
        first = after.infolist()[0]
        equal((first.filename, first.compress_type), ("mimetype", zipfile.ZIP_STORED),
              "its type stands first, uncompressed")


def test_valid(form, work):
    """A blank form of ours, sent as it is: LibreOffice's own documents are no measure."""
    with zipfile.ZipFile(form) as package:
        content = write(os.path.join(work, "content.xml"), package.read("content.xml"))
    comments = etree.parse(content).getroot().findall(".//office:annotation", NS)
    ok(len(comments) >= 3, "a blank form has a comment where an answer is missing", len(comments))
    schema, = glob.glob("/usr/share/emacs/*/etc/schema/OpenDocument-schema-v1.3.rnc")
    judged = subprocess.run(["jing", "-i", "-c", schema, content], stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                            timeout=60 * PATIENCE)
    ok(judged.returncode == 0, "what is written into it is valid OpenDocument 1.3", judged.stdout)


def look(document):
    return said_in(document), opening(document)


def test_seen(seen, place):
    equal(seen[0], SAID,
          f"{place}, each faulty cell has its comment, and a mark where it must be changed")
    equal(seen[1][0], "Formulaire à corriger\u202f: 3 points, et 1 à vérifier",
          f"{place}, the summary counts them")
    ok("au plus tard le 15 juillet 2014" in " ".join(seen[1]) and len(seen[1]) == 3,
       f"{place}, it says by when in three lines", *seen[1])


def to_word(program, back, word):
    """The form that came back, saved for Word, which keeps its comments."""
    test_seen(edit(program, back, word, {}, look), "in LibreOffice")
    with zipfile.ZipFile(word) as package:
        comments = package.read("word/comments.xml").decode()
    equal(comments.count("<w:comment "), sum(len(text.replace(".", "")) for text in SAID.values()),
          "Word's format keeps the comments")


def test_several(post, work):
    """Two blank forms in an archive."""
    with io.BytesIO() as made:
        with zipfile.ZipFile(made, "w") as archive:
            for sheet in ("2.2", "3.2"):
                archive.write(blank(work, OTHERS, sheet), f"Fiches/{sheet}.odt")
        forms, answer = post.deliver("fiches.zip", made.getvalue(), OTHERS_SENDER)
    equal([form[1] for form in forms], ["refused", "refused"], "two blank forms are refused")
    files = attached(answer)
    equal(list(files), ["fiche-2.2-a-corriger-1.odt", "fiche-3.2-a-corriger-2.odt"],
          "both come back, each under its name")
    test_valid(write(os.path.join(work, "unfilled.odt"), files["fiche-3.2-a-corriger-2.odt"]),
               work)


def test_macros(post, form):
    """A form with a program in it is refused as any other, but doesn't go back."""
    with zipfile.ZipFile(io.BytesIO(form)) as before, io.BytesIO() as made:
        with zipfile.ZipFile(made, "w") as after:
            for name in before.namelist():
                after.writestr(name, before.read(name))
            after.writestr("Basic/Standard/Module1.xml", "<module/>")
        _, _, _, answer = post.send("macros.odt", made.getvalue(), OTHERS_SENDER)
    equal(attached(answer), {}, "macros don't go back")
    ok("à corriger" in answer["Subject"], "the answer says what there is to correct",
       answer["Subject"])


# ---- the circles ----

def codes(post, identity):
    """Of the findings of a form."""
    return [code for code, in rows(post.register, "SELECT f.code FROM finding f JOIN submission s"
                                   " ON s.rank = f.submission WHERE s.id = ?", identity)]


def circle_of_form(program, post, work):
    sent, back = os.path.join(work, "sent.odt"), os.path.join(work, "back.odt")
    edit(program, blank(work, SCHOOL), sent, TYPED)
    _, verdict, _, answer = post.send("fiche.odt", load(sent))
    equal(verdict, "refused", "a form with mistakes is refused")
    files = attached(answer)
    equal(list(files), ["fiche-3.2-a-corriger.odt"], "the answer brings it back")
    ok("fiche-3.2-a-corriger.odt" in words(answer), "and says what to do with it", words(answer))
    write(back, files["fiche-3.2-a-corriger.odt"])
    test_package(sent, back)

    word, half = os.path.join(work, "word.docx"), os.path.join(work, "half.odt")
    to_word(program, back, word)
    test_seen(edit(program, word, half, dict(CURED, **{"FA32-11.SCO": ["54", "beaucoup"]}), look),
              "in Word's format")

    half_id, verdict, _, answer = post.send("fiche corrigée.odt", load(half))
    equal(verdict, "refused", "corrected there but for one mistake, it is refused again")
    equal(codes(post, half_id), ["number-vague"],
          "for that alone: nothing of ours is taken for a part of the form")
    write(back, attached(answer)["fiche-3.2-a-corriger.odt"])
    cured = os.path.join(work, "cured.odt")
    seen = edit(program, back, cured, {"FA32-11.SCO": ["", "32"]}, look)
    equal(seen[0], {"FA32-11.SCO": ".!"}, "what was corrected is no longer marked")
    equal((len(seen[1]), seen[1][0]), (3, "Formulaire à corriger\u202f: 1 point"),
          "there is one summary, the new one")

    identity, verdict, replaces, answer = post.send("fiche encore.odt", load(cured))
    equal((verdict, replaces), ("accepted", None), "corrected, it is accepted, and replaces nothing")
    got = post.values(identity)
    equal({key: got.get(key) for key in VALUES}, VALUES, "with what was typed")
    ok(not attached(answer), "the answer brings nothing back", attached(answer))
    equal(codes(post, identity), [], "nothing is left to say about it")


def circle_of_program(post):
    good = load(os.path.join(SOURCE, "schemas/idf-2013/fiche-3.2-exemple.xml")).replace(
        SCHOOL.encode(), OTHER.encode()).replace(
            "Lycée professionnel Imaginaire Colette-Exemple".encode(),
            "Lycée privé Sainte-Maquette (fictif)".encode()).replace(
            b"Camille Exemple, secr", b"Odile Pochoir, secr")
    good = re.sub(rb'diplome="GI"', b'diplome="ESF"', good)
    good = re.sub(rb'diplome="SPVL"', b'diplome="SP3S"', good)
    bad = good.replace(b"<effectif>24<", b"<effectif>vingt-quatre<")
    _, verdict, _, answer = post.send("export.xml", bad, OTHER_SENDER)
    equal(verdict, "refused", "XML with a mistake is refused")
    files = attached(answer)
    equal(list(files), ["reponse.xml"], "the answer has the list of errors for a program")
    reply = etree.fromstring(files["reponse.xml"].encode()
                             if isinstance(files["reponse.xml"], str) else files["reponse.xml"])
    told, = [note for note in reply.iter("{*}remarque")
             if note.get("gravite") == "error"]
    line = int(told.get("ligne"))
    ok(b"vingt-quatre" in bad.splitlines()[line - 1], "with the line of the mistake",
       files["reponse.xml"])
    lines = bad.splitlines(keepends=True)
    lines[line - 1] = lines[line - 1].replace(told.get("valeur").encode(), b"24")
    _, verdict, replaces, _ = post.send("export.xml", b"".join(lines), OTHER_SENDER)
    equal((verdict, replaces), ("accepted", None), "corrected there, it is accepted")


with folder() as work, office.Office(SECONDS) as program:
    post = Post(work)
    circle_of_form(program, post, work)
    circle_of_program(post)
    test_several(post, work)
    test_macros(post, load(blank(work, OTHERS)))
    equal(must("verify", post.register).returncode, 0, "the register is sound")
done()
