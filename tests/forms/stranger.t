#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""A convention that the program has never seen, tests/data/lecture, through all that a town hall
does with it: register, blank forms, filled forms, mailbox, figures, report.  Expected values are
worked out by hand beside the forms that they come from.  And the convention that README.md gives as
an example is one that the program takes."""
import email
import email.message
import email.policy
import glob
import io
import json
import os
import re
import subprocess
import sys
import zipfile

from lxml import etree

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../cli"))
from cli import SOURCE, done, equal, folder, must, ok, rows, run, same  # noqa: E402

LECTURE = os.path.join(SOURCE, "tests/data/lecture")
FEBRUARY_2025 = "1740042000"  # 20 February 2025: forms of 2024 were due on the 15th
URN = "urn:oasis:names:tc:opendocument:xmlns:"
ROW, CELL, PARAGRAPH = (f"{{{URN}table:1.0}}table-row", f"{{{URN}table:1.0}}table-cell",
                        f"{{{URN}text:1.0}}p")
C = {"c": "urn:copil:convention"}
MEDIA, TILLEULS, LILAS, PAGES = "MEDIA", "BIBLIO-N", "0999901Z", "99999990700010"
# What other conventions name, and every convention says.
COMMON = {"la réunion", "personnes invitées", "participants"}
WHO = {MEDIA: ("Médiathèque imaginaire du Canal", "CENTRE"),
       TILLEULS: ("Bibliothèque inventée des Tilleuls", "NORD"),
       LILAS: ("École Imaginaire des Lilas", "nord"),
       PAGES: ("Association Pages-Ouvertes (fictive)", "Sud")}


def codes_found(checked):
    """The codes of what `check --json` found in its one form."""
    (form,) = json.loads(checked.stdout)["forms"]
    return [finding["code"] for finding in form["findings"]]


def lecture(command, *args, **changes):
    return must(command, *args, SOURCE_DATE_EPOCH=FEBRUARY_2025, **changes)


# ---- forms that people fill ----

def fill(blank, answers):
    """The bytes of the form BLANK with ANSWERS {code: text or texts of the row} typed in."""
    left, store = dict(answers), io.BytesIO()
    with zipfile.ZipFile(blank) as old, zipfile.ZipFile(store, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "content.xml":
                content = etree.fromstring(data)
                for row in content.iter(ROW):
                    code, *cells = row.iterfind(CELL)
                    typed = left.pop("".join(code.itertext()), [])
                    for cell, text in zip(cells[1:], [typed] if isinstance(typed, str) else typed):
                        paragraph = cell.find(PARAGRAPH)
                        paragraph[:] = []
                        paragraph.text = text
                data = etree.tostring(content, xml_declaration=True, encoding="UTF-8")
            new.writestr(entry, data)
    assert not left, f"no such question in {blank}: {sorted(left)}"
    return store.getvalue()


def form(made, sheet, who, **answers):
    """Sheet SHEET as WHO fills it; ANSWERS by number of question: q10_ENF is LP1-10.ENF."""
    name, territory = WHO[who]
    head = {"q01": name, "q02": who, "q03": territory, "q04": "2024", "q05": "Zoé Modèle",
            "q07": "5 janvier 2025"}
    return fill(os.path.join(made, f"forms/fiche-{sheet}.odt"),
                {f"LP{sheet}-{key[1:].replace('_', '.')}": text
                 for key, text in (head | answers).items()})


def numeric(made, abonnes):
    """Sheet 3 as XML: the example, with an answer of the library's own."""
    tree = etree.parse(os.path.join(made, "schemas/fiche-3-exemple.xml"))
    tree.getroot().find("{urn:copil:lecture}abonnes").text = abonnes
    tree.getroot().find("{urn:copil:lecture}commentaires").text = "Liseuses prêtées depuis mai."
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8")


def media(made, children, books):
    return form(made, 1, MEDIA, q10_ENF=[children, books], q10_ADO=["310", "2 100"],
                q10_ADU=["900", "9 300"], q11="PLUS", q12="18 250,40 €", q13="85")


def pages(made, new):
    return form(made, 1, PAGES, q10_ENF=["20", "100"], q10_ADU=["huit", "30"], q11="Plus courts",
                q13=new)


def mailbox(made, box):
    """A week of mail, one message a file, by day of January 2025 on which it arrived."""
    meeting = {"q10": "12/03/2024", "q12": "Contes", "q13": "24"}
    letters = [
        ("01-media.eml", 6, "media@exempleville.example",
         {"prets.odt": media(made, "1 200", "12 450")}),
        ("02-media.eml", 9, "media@exempleville.example",
         {"prets-corrige.odt": media(made, "1 210", "12 500")}),
        # 3 adolescents are too few to be shown; 40 borrowers of 35 books: rule 1-r2 warns.
        ("03-tilleuls.eml", 7, "tilleuls@exempleville.example",
         {"prets.odt": form(made, 1, TILLEULS, q10_ENF=["90", "800"], q10_ADO=["3", "20"],
                            q10_ADU=["40", "35"], q11="les mêmes", q12="0", q13="12"),
          "rencontre.odt": form(made, 2, TILLEULS, q11="Bibliothèque des Tilleuls", **meeting)}),
        # 40 new borrowers among 28: rule 1-r1 refuses.
        ("04-pages.eml", 7, "pages@asso.example", {"prets.odt": pages(made, "40")}),
        ("05-pages.eml", 13, "pages@asso.example", {"prets.odt": pages(made, "4")}),
        # The first is the meeting that the library has declared.
        ("06-lilas.eml", 8, "lilas@ecole.example",
         {"mars.odt": form(made, 2, LILAS, q11="bibliothèque des tilleuls", **meeting),
          "mai.odt": form(made, 2, LILAS, q10="14 mai 2024", q11="École", q12="BD", q13="3")}),
        ("07-question.eml", 8, "jules-verne@ecole.example", {}),
        # 100 of 85: the cross-check warns, and only it.
        ("08-media.eml", 10, "media@exempleville.example", {"ecran.xml": numeric(made, "100")}),
    ]
    os.makedirs(box)
    for name, day, sender, files in letters:
        letter = email.message.EmailMessage()
        when = f"{day:02} Jan 2025 09:00:00 +0100"
        letter["Received"] = f"from mx.exemple.example by mx.exempleville.example; {when}"
        letter["From"], letter["To"], letter["Date"] = sender, "lecture@exempleville.example", when
        letter["Subject"], letter["Message-ID"] = "Fiches", f"<{name}@exemple.example>"
        letter.set_content("Bonjour,\n\nQuelles fiches faut-il remplir ?\n")
        for file, data in files.items():
            letter.add_attachment(data, maintype="application", subtype="octet-stream",
                                  filename=file)
        with open(os.path.join(box, name), "wb") as file:
            file.write(letter.as_bytes())


# ---- what the program makes ----

def test_forms(made):
    lecture("forms", "--convention", LECTURE, "--output", made)
    there = sorted(os.path.relpath(path, made) for path in glob.glob(made + "/*/*"))
    equal(there, sorted([f"forms/fiche-{n}.odt" for n in "123"] + [
        f"schemas/fiche-{n}{end}" for n in "123"
        for end in (".xsd", ".sch", "-exemple.xml", "-notice.html")
    ] + ["schemas/fiche-1-exemple-relais-lecture.xml"]), "each sheet has all its files")
    for n in "123":
        path = os.path.join(made, f"forms/fiche-{n}.odt")
        with zipfile.ZipFile(path) as package:
            content = etree.fromstring(package.read("content.xml"))
            equal((package.testzip(), package.namelist()[0], package.read("mimetype")),
                  (None, "mimetype", b"application/vnd.oasis.opendocument.text"),
                  f"sheet {n}: the form is an OpenDocument package")
        codes = [code for code in ("".join(row[0].itertext()) for row in content.iter(ROW))
                 if code.startswith("LP")]
        read = json.loads(lecture("read", path, "--convention", LECTURE, "--json").stdout)
        equal((read["forms"][0]["sheet"], sorted(read["forms"][0]["answers"]),
               read["forms"][0]["remarks"]), (n, sorted(codes), []),
              f"sheet {n}: copil finds all questions of its own form again")
    for path in sorted(glob.glob(made + "/schemas/*exemple*.xml")):
        name = os.path.basename(path)
        schema = etree.XMLSchema(etree.parse(re.sub(r"-exemple.*", ".xsd", path)))
        ok(schema.validate(etree.parse(path)), f"{name} is valid", schema.error_log)
        checked = run("check", path, "--convention", LECTURE, "--json",
                      SOURCE_DATE_EPOCH=FEBRUARY_2025)
        equal((checked.returncode, codes_found(checked)), (0, ["author-of-example"]),
              f"{name} is accepted, and only its author doubted")


def test_verdicts(work, made, register):
    mailbox(made, os.path.join(work, "boite"))
    lecture("batch", register, os.path.join(work, "boite"), "--output", os.path.join(work, "out"))
    found = rows(register, "SELECT m.name, p.filename, s.sheet, s.organisation, s.verdict"
                 " FROM submission s JOIN message m ON m.arrival = s.message"
                 " JOIN part p ON p.message = s.message AND p.path = s.part")
    same({row[:2]: row[2:] for row in found}, {
        ("01-media.eml", "prets.odt"): ("1", MEDIA, "replaced"),
        ("02-media.eml", "prets-corrige.odt"): ("1", MEDIA, "accepted"),
        ("03-tilleuls.eml", "prets.odt"): ("1", TILLEULS, "accepted"),
        ("03-tilleuls.eml", "rencontre.odt"): ("2", TILLEULS, "accepted"),
        ("04-pages.eml", "prets.odt"): ("1", PAGES, "refused"),
        ("05-pages.eml", "prets.odt"): ("1", PAGES, "accepted"),
        ("06-lilas.eml", "mars.odt"): ("2", LILAS, "accepted"),
        ("06-lilas.eml", "mai.odt"): ("2", LILAS, "accepted"),
        ("08-media.eml", "ecran.xml"): ("3", MEDIA, "accepted"),
    }, "each form has its verdict")
    equal(rows(register, "SELECT name, verdict FROM message WHERE verdict <> 'accepted'"),
          [("07-question.eml", "not_a_form")], "a letter without a form is for the clerk")
    said = {name: re.sub(r"[\u00a0\u202f]", " ", text or "") for name, text in rows(
        register, "SELECT m.name || ' ' || f.severity, f.text FROM finding f"
        " JOIN message m ON m.arrival = f.message WHERE f.text LIKE '%emprunteurs%'")}
    same(said, {
        "03-tilleuls.eml warning": "40 emprunteurs pour 35 livres prêtés : vérifiez cette ligne.",
        "04-pages.eml error": "Les nouveaux emprunteurs (40) sont comptés parmi les emprunteurs "
                              "(28 en tout) : corrigez l’un des deux nombres.",
        "08-media.eml warning": "100 nouveaux lecteurs sur écran, mais 85 nouveaux emprunteurs "
                                "dans la fiche 1 : vérifiez.",
    }, "rules and cross-check speak the definition's words")


def test_status(register):
    status = json.loads(lecture("status", register, "--period", "2024", "--json").stdout)
    equal({(line["sheet"], line["organisation"]): line["state"] for line in status["expected"]},
          {("1", MEDIA): "received", ("1", TILLEULS): "received", ("1", PAGES): "received",
           ("3", MEDIA): "received", ("3", TILLEULS): "missing"},
          "of five forms that were due, one is missing")


def test_figures(work, register):
    """`s` is masked.  Borrowers: MEDIA 1210 + 310 + 900, TILLEULS 90 + 3 + 40, PAGES 20 + 8."""
    path = os.path.join(work, "figures.json")
    lecture("export", register, "--period", "2024", "--output", path)
    with open(path, encoding="utf-8") as file:
        figures = json.load(file)["figures"]
    found = {" ".join([figure["indicator"], *sorted(map("=".join, figure["scope"].items()))]):
             "s" if figure["masked"] else figure["value"] for figure in figures}
    expected = {
        "1-a": "24885",  # books: 23900 + 855 + 130
        "1-a public=ENF": "13400", "1-a public=ADO": "2120", "1-a public=ADU": "9365",
        "1-a secteur=CENTRE": "23900", "1-a secteur=NORD": "855", "1-a secteur=SUD": "130",
        "1-b": "2581",  # 2420 + 133 + 28
        "1-b public=ENF": "1320", "1-b public=ADO": "313", "1-b public=ADU": "948",
        "1-b kind=bibliotheque": "2553", "1-b kind=relais": "28",
        "1-c": "3", "1-c horaires=PLUS": "1", "1-c horaires=MEME": "1", "1-c horaires=MOINS": "1",
        "1-n": "101",  # 85 + 12 + 4: the 4 of the only relay is masked, and so is the rest
        "1-n kind=bibliotheque": "s", "1-n kind=relais": "s",
        "1-r": "3.9",  # 101 of 2581: 3.913 %
        "1-d": "18250.4",
        "2-a": "2",  # the meeting of March counts once, as the library's
        "2-a theme=CONTE": "1", "2-a theme=BD": "1",
        "2-a kind=bibliotheque": "1", "2-a kind=ecole": "1",
        "2-b": "27", "2-b theme=CONTE": "s", "2-b theme=BD": "s",  # 24 + 3
        "3-a": "100",
    }
    same({key: value for key, value in found.items() if key in expected or value != "0"}, expected,
         "the figures are those worked out by hand")
    told = lecture("explain", register, "1-a", "--scope", "secteur=NORD", "--period", "2024",
                   "--json").stdout.decode()
    ok(TILLEULS in told and "855" in told and MEDIA not in told,
       "a figure leads back to the library that it comes from", told)


# ---- what people read ----

def bare(text):
    """Without what layout does: white space, hyphenation, typographic apostrophes."""
    return re.sub(r"[\s\u00a0\u202f\u00ad]+", "", text.replace("'", "’"))


def nouns(convention):
    """Words that only one convention would use: names of two words or more, and abbreviations."""
    tree = etree.parse(os.path.join(convention, "convention.xml"))
    found = set()
    for path in ("//c:convention/c:title/text()", "//c:sheet/c:title/text()", "//c:party/@name",
                 "//c:party/@sigle", "//c:kind/@label", "//c:kind/@plural", "//c:item/@label",
                 "//c:list/@label", "//c:indicator/c:label/text()", "//c:sheet//c:label/text()"):
        found.update(" ".join(str(text).split()) for text in tree.xpath(path, namespaces=C))
    return {word for word in found if " " in word or re.search("[A-Z]{2}", word) or len(word) > 9}


def test_words(work, made, register):
    paths = {"report": os.path.join(work, "report.pdf")}
    lecture("report", register, "--period", "2024", "--output", paths["report"])
    texts = {"the report": subprocess.run(["pdftotext", "-layout", paths["report"], "-"],
                                          check=True, stdout=subprocess.PIPE).stdout.decode()}
    for path in sorted(glob.glob(made + "/forms/*.odt")):
        with zipfile.ZipFile(path) as package:
            texts[os.path.basename(path)] = " ".join(etree.fromstring(
                package.read("content.xml")).itertext())
    for path in sorted(glob.glob(made + "/schemas/*")):
        with open(path, encoding="utf-8") as file:
            texts[os.path.basename(path)] = file.read()
    for path in sorted(glob.glob(work + "/out/answers/*.eml")):
        with open(path, "rb") as file:
            letter = email.message_from_binary_file(file, policy=email.policy.default)
        texts[f"answer “{letter['Subject']}”"] = letter.get_body(("plain",)).get_content()
    ok(sum(name.startswith("answer") for name in texts) > 3, "there are answers", sorted(texts))
    squeezed = bare(texts["the report"])
    wanted = ["Convention pour la lecture à Exempleville", "La circonscription imaginaire",
              "Anne TÉMOIN", "adjoint à la culture", "Livres prêtés", "24 885", "3,9",
              "Centre-ville", "Bande dessinée", "Relais lecture", "Élèves accueillis",
              "Part des nouveaux emprunteurs", "Bibliothèque inventée",
              "En trois exemplaires", "comité de pilotage et au conseil municipal"]
    equal([words for words in wanted if bare(words) not in squeezed], [],
          "the report says it in the words of the convention")
    definition = etree.parse(os.path.join(LECTURE, "convention.xml"))
    ours = " ".join(map(str, definition.xpath("//text() | //@*"))).lower()
    for place in sorted(glob.glob(os.path.join(SOURCE, "forms/*/convention.xml"))):
        name = os.path.basename(os.path.dirname(place))
        words = [word for word in nouns(os.path.dirname(place))
                 if word.lower() not in ours and word.lower() not in COMMON]
        ok(len(words) > 20, f"{name} has words of its own", sorted(words))
        spoken = {text: [word for word in words
                         if re.search(rf"(?<!\w){re.escape(word.lower())}(?!\w)",
                                      " ".join(found.replace("\u00ad\n", "").lower().split()))]
                  for text, found in texts.items()}
        equal({text: found for text, found in spoken.items() if found}, {},
              f"no text says a word of {name}")


# ---- the example of README.md ----

def test_readme(work):
    with open(os.path.join(SOURCE, "README.md"), encoding="utf-8") as file:
        blocks = re.findall(r"```\w*\n(.*?)```", file.read(), re.S)
    place = os.path.join(work, "jardins")
    os.makedirs(place)
    for name, start in (("participants.csv", "identifiant;"), ("convention.xml", "<convention")):
        found = [block for block in blocks if block.startswith(start)]
        equal(len(found), 1, f"README.md shows one {name}")
        with open(os.path.join(place, name), "w", encoding="utf-8") as file:
            file.write(found[0])
    finished = run("init", os.path.join(work, "jardins.copil"), "--convention", place)
    equal((finished.returncode, finished.stderr), (0, b""), "copied as it stands, it is taken")
    lecture("forms", "--convention", place, "--output", os.path.join(work, "j"))
    for path in sorted(glob.glob(work + "/j/schemas/*exemple*.xml")):
        checked = run("check", path, "--convention", place, "--json")
        equal((checked.returncode, codes_found(checked)), (0, ["author-of-example"]),
              "and its example is accepted, only its author doubted")


with folder() as top:
    REGISTER, MADE = os.path.join(top, "r.copil"), os.path.join(top, "made")
    lecture("init", REGISTER, "--convention", LECTURE)
    test_forms(MADE)
    test_verdicts(top, MADE, REGISTER)
    test_status(REGISTER)
    test_figures(top, REGISTER)
    test_words(top, MADE, REGISTER)
    test_readme(top)
done()
