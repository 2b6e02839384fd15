#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""An amendment: each period is judged and counted by the definition in force when it began.

The convention is that of tests/data/lecture.  From 2025 on sheet 1 also asks for reservations
(question 14) and is due on 31 January, not 15 February; indicator 1-a counts them, and sheet 3 is no
longer asked for.
"""
import email
import email.policy
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile

sys.path.insert(0, os.path.join(os.environ.get("COPIL_SRCDIR", "."), "tests/cli"))
from cli import SOURCE, done, equal, folder, must, ok, run, rows, same

LECTURE = os.path.join(SOURCE, "tests/data/lecture")
NOVEMBER = "1763000000"  # 13 November 2025
MARCH = "1773000000"     # 8 March 2026

FIELD_14 = """<field code="14" name="reservations" type="integer" example="50"><label>Livres réservés</label></field>
      <rule id="1-r1\""""
COUNTED = 'of="prets.livres" unit="livres"><label>Livres prêtés</label><by lists="public"/><by lists="secteur"/>'
COUNTED_NOW = ('of="prets.livres reservations" unit="livres"><label>Livres prêtés ou réservés</label>'
               '<by lists="secteur"/>')


def replaced(text, old, new):
    if old not in text:
        print("Bail out! the definition has no", old)
        sys.exit(1)
    return text.replace(old, new)


def definition(work, name, change, participants=""):
    path = os.path.join(work, name)
    shutil.copytree(LECTURE, path)
    with open(os.path.join(path, "convention.xml"), "r+", encoding="utf-8") as file:
        text = change(file.read())
        file.seek(0)
        file.truncate()
        file.write(text)
    with open(os.path.join(path, "participants.csv"), "a", encoding="utf-8") as file:
        file.write(participants)
    return path


def amended(text):
    text = replaced(text, '<rule id="1-r1"', FIELD_14)
    text = replaced(text, COUNTED, COUNTED_NOW)
    text = replaced(text, '<sheet id="1" article="1" per="year"',
                    '<sheet id="1" article="1" per="year" due="31 01"')
    return text[:text.index('<sheet id="3"')] + text[text.index("</sheets>"):]


def identity(who, territory, period):
    return f"""<organisme>{who}</organisme><identifiant>{who}</identifiant><secteur>{territory}</secteur>
<periode>{period}</periode><redacteur>Claude Exemple, directrice</redacteur>
<date_remplissage>{period}-12-31</date_remplissage>"""


def loans(who, territory, period, lent, reserved=None):
    bought = "" if who.isdigit() else "<achats>1000.00</achats>"
    more = f"<reservations>{reserved}</reservations>" if reserved is not None else ""
    return f"""<fiche-1 xmlns="urn:copil:lecture">{identity(who, territory, period)}
<prets><ligne public="ENF"><emprunteurs>50</emprunteurs><livres>{lent}</livres></ligne></prets>
<horaires>MEME</horaires>{bought}<nouveaux>10</nouveaux>{more}</fiche-1>"""


def screens(who, territory, period, readers):
    return f"""<fiche-3 xmlns="urn:copil:lecture">{identity(who, territory, period)}
<abonnes>{readers}</abonnes></fiche-3>"""


def post(work, register, forms, clock=MARCH, box="box"):
    """{name: verdict} of FORMS in one batch."""
    path = os.path.join(work, box)
    os.makedirs(path)
    for name, text in forms.items():
        with open(os.path.join(path, name + ".xml"), "w", encoding="utf-8") as file:
            file.write(text)
    must("batch", register, path, "--output", os.path.join(work, "out"), SOURCE_DATE_EPOCH=clock)
    return verdicts(register)


def verdicts(register):
    return dict(rows(register, "SELECT replace(m.name, '.xml', ''), s.verdict FROM submission s"
                               " JOIN message m ON m.arrival = s.message"))


def said(register, name):
    """Codes of what is said of a form."""
    return [code for code, in rows(register, "SELECT f.code FROM finding f JOIN submission s"
                                             " ON s.rank = f.submission JOIN message m"
                                             " ON m.arrival = s.message WHERE m.name = ?"
                                             " ORDER BY f.code", name + ".xml")]


def holds(register, name):
    finished = run("verify", register)
    ok(finished.returncode == 0, name, finished.stdout.decode(), finished.stderr.decode())


BOTH_YEARS = {
    "media-2024": loans("MEDIA", "CENTRE", 2024, 1000),
    "media-2025": loans("MEDIA", "CENTRE", 2025, 1200, 300),
    "tilleuls-2024": loans("BIBLIO-N", "NORD", 2024, 500, 40),  # asked for later only
    "tilleuls-2025": loans("BIBLIO-N", "NORD", 2025, 600),      # and then it must be there
    "pages-2025": loans("99999990700010", "SUD", 2025, 80, 0),
    "media-3-2024": screens("MEDIA", "CENTRE", 2024, 11),       # of 10 new readers: doubted
    "media-3-2025": screens("MEDIA", "CENTRE", 2025, 11),       # no longer asked for
}
JUDGED = {
    "media-2024": "accepted", "media-2025": "accepted", "tilleuls-2024": "refused",
    "tilleuls-2025": "refused", "pages-2025": "accepted", "media-3-2024": "accepted",
    "media-3-2025": "refused",
}


def test_judging(work, register):
    """Forms of both years that come together, after the amendment."""
    equal(post(work, register, BOTH_YEARS), JUDGED, "each form is judged by the definition of its year")
    equal(said(register, "tilleuls-2024"), ["xml-element-unknown"], "a question of later is unknown")
    equal(said(register, "tilleuls-2025"), ["xml-element-missing"], "one of then must be answered")
    equal(said(register, "media-3-2024"), ["3-x1"], "the sheet of then keeps its cross-check")
    equal(said(register, "media-3-2025"), ["sheet-dropped"],
          "a sheet that was dropped, and since when")
    text = dict(rows(register, "SELECT code, text FROM finding"))["sheet-dropped"]
    ok("à partir du 1er janvier 2025" in re.sub("[\u202f\u00a0]", " ", text), "is said to its sender",
       text)
    late = os.path.join(work, "box/tilleuls-2024.xml")
    equal([run("check", late, "--convention", place).returncode
           for place in (LECTURE, os.path.join(work, "avenant"))], [1, 0],
          "check judges by the definition that it is given")
    holds(register, "made anew from the originals, the register is the same")


# What each period expects, and what came of it: nobody was asked for sheet 3 of 2025.
EXPECTED = {
    "2024": {("1", "MEDIA", "late", "2025-02-15"), ("1", "BIBLIO-N", "refused", "2025-02-15"),
             ("1", "99999990700010", "missing", "2025-02-15"),
             ("1", "NOUVELLE", "missing", "2025-02-15"), ("3", "NOUVELLE", "missing", "2025-02-15"),
             ("3", "MEDIA", "late", "2025-02-15"), ("3", "BIBLIO-N", "missing", "2025-02-15")},
    "2025": {("1", "MEDIA", "late", "2026-01-31"), ("1", "BIBLIO-N", "refused", "2026-01-31"),
             ("1", "99999990700010", "late", "2026-01-31"),
             ("1", "NOUVELLE", "missing", "2026-01-31")},
}
IN_FORCE = {"2024": [{"until": "2024-12-31"}], "2025": [{"from": "2025-01-01"}]}


def test_completeness(work, register):
    for period in EXPECTED:
        found = json.loads(must("status", register, "--period", period, "--json").stdout)
        equal({(each["sheet"], each["organisation"], each["state"], each["due"])
               for each in found["expected"]}, EXPECTED[period], f"who owes what of {period}")
        equal(found["definitions"], IN_FORCE[period], "and by which definition")
    text = must("status", register).stdout.decode()
    ok("\nPeriods that begin until 31 décembre 2024: the first definition.\n"
       "Periods that begin from 1er janvier 2025 on: as amended then.\n" in text,
       "status says which definition holds when", text)
    must("decide", register, "excuse", "3 2024 BIBLIO-N", "--why", "pas d'abonnement")
    for target in ("3 2025 BIBLIO-N", "3 2025 MEDIA"):
        finished = run("decide", register, "excuse", target, "--why", "x")
        ok(finished.returncode == 2 and b"no such form is expected" in finished.stderr,
           f"{target} need not be excused", finished.stderr)
    must("remind", register, "--output", os.path.join(work, "out"))
    letters = os.path.join(work, "out/reminders")
    forms = {}
    for name in os.listdir(letters):
        with open(os.path.join(letters, name), "rb") as file:
            letter = email.message_from_binary_file(file, policy=email.policy.default)
        for part in letter.iter_attachments():
            with zipfile.ZipFile(io.BytesIO(part.get_content())) as form:
                forms[name[:-4], part.get_filename()] = b"LP1-14" in form.read("content.xml")
    equal(forms, {("NOUVELLE", "fiche-1-2024.odt"): False, ("NOUVELLE", "fiche-1-2025.odt"): True,
                  ("NOUVELLE", "fiche-3-2024.odt"): False,
                  ("99999990700010", "fiche-1-2024.odt"): False},
          "who is reminded gets the blank form of the period")


# Of 2024: 1000 books of the one library that answered.  Of 2025: 1200 and 300 reserved, 80 and 0.
# The term adds the years up, each as it was counted: 1000 + 1580.  Of the three libraries and the
# relay each is asked for sheet 1, the libraries alone for sheet 3, of which 2025 has no figure.
FIGURES = {
    ("1-a", "2024", ""): ("1000", 1, 4), ("1-a", "2024", "public=ENF"): ("1000", 1, 4),
    ("1-a", "2024", "secteur=CENTRE"): ("1000", 1, 1),
    ("1-a", "2025", ""): ("1580", 2, 4), ("1-a", "2025", "secteur=CENTRE"): ("1500", 1, 1),
    ("1-a", "2025", "secteur=SUD"): ("80", 1, 2),
    ("1-a", "term", ""): ("2580", 2, 4), ("1-a", "term", "secteur=CENTRE"): ("2500", 1, 1),
    ("1-a", "term", "secteur=SUD"): ("80", 1, 2),
    ("1-n", "2024", ""): ("10", 1, 4), ("1-n", "2025", ""): ("20", 2, 4),
    ("1-n", "term", ""): ("30", 2, 4),
    ("1-r", "2024", ""): ("20", 1, 4), ("1-r", "2025", ""): ("20", 2, 4),
    ("1-r", "term", ""): ("20", 2, 4),
    ("3-a", "2024", ""): ("11", 1, 3), ("3-a", "term", ""): ("11", 1, 3),
}


def figures(work, register, *options):
    path = os.path.join(work, "figures.json")
    must("export", register, "--output", path, *options)
    with open(path, encoding="utf-8") as file:
        found = json.load(file)["figures"]
    return {(each["indicator"], each["period"],
             " ".join(f"{key}={value}" for key, value in each["scope"].items())):
            (each.get("value"), each["respondents"], each["expected"]) for each in found}


def test_figures(work, register):
    found = figures(work, register, "--confidential")
    wanted = {key: value for key, value in found.items()
              if key[0] in ("1-a", "3-a") or (key[0] in ("1-n", "1-r") and not key[2])}
    same(wanted, FIGURES, "every figure is that of the definition of its period")
    shown = figures(work, register)
    same({key: value for key, value in shown.items() if key in wanted}, FIGURES,
         "and nothing of it needs to be masked")
    holds(register, "the figures are the same when the register is made anew")


def text_of(pdf):
    """Words with single spaces, hyphens at the ends of lines taken back."""
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True,
                          check=True).stdout
    return re.sub(r"\s+", " ", re.sub("\u00ad\n\\s*", "", text)).replace("1 er ", "1er ")


BY = "l’avenant en vigueur depuis le 1er janvier 2025"
FORMULAS = {
    ("1-a", "2024"): f"Somme : LP1-10 (Livres prêtés) ; définition d’avant {BY}",
    ("1-a", "2025"): f"Somme : LP1-10 (Livres prêtés) + LP1-14 ; définition modifiée par {BY}",
    ("1-n", "2025"): "Somme : LP1-13",
    ("3-a", "2024"): f"Somme : LP3-10 ; indicateur retiré par {BY}",
}


def test_workbook(work, register):
    """What a spreadsheet says of the sheet that was dropped, and of the amendment."""
    path = os.path.join(work, "figures.ods")
    must("export", register, "--output", path)
    with zipfile.ZipFile(path) as book:
        text = re.sub("[\u202f\u00a0]", " ", book.read("content.xml").decode())
    names = re.findall('<table:table [^>]*table:name="([^"]*)"', text)
    equal(names, ["Lisez-moi", "Fiche 1", "Fiche 2", "Fiche 3", "Fiches reçues", "Réponses"],
          "its sheets")
    labels = re.findall("<text:p>(Livres prêtés[^<]*)</text:p>", text)
    ok({"Livres prêtés", "Livres prêtés ou réservés"} <= set(labels),
       "an indicator is called as in the period", labels)
    ok("en vigueur depuis le 1er janvier 2025. Chaque période suit la définition" in text,
       "and the notes tell why")


def test_words(work, register):
    for (indicator, period), formula in FORMULAS.items():
        found = json.loads(must("explain", register, indicator, "--period", period, "--json").stdout)
        got = re.sub("[\u202f\u00a0]", " ", found["figures"][0]["formula"])
        equal(got, formula, f"how {indicator} of {period} is counted")
    finished = run("explain", register, "3-a", "--period", "2025")
    ok(finished.returncode == 2 and b"3-a is no indicator of 2025; there are figures of 2024, term"
       in finished.stderr, "an indicator that was dropped", finished.stderr)
    pages = {}
    for period in ("2024", "2025"):
        path = os.path.join(work, f"{period}.pdf")
        must("report", register, "--period", period, "--output", path)
        pages[period] = text_of(path)
    ok("avenant" not in pages["2024"] and "Nouveaux lecteurs sur écran" in pages["2024"] and
       "réservés" not in pages["2024"], "the report of 2024 is as before the amendment")
    for words in (f"Livres prêtés ou réservés : 1 000 (1 répondant sur 4), puis 1 580 (2 répondants "
                  f"sur 4). Définition modifiée par {BY}.",
                  "Livres prêtés ou réservés 1 000 1 580 2 sur 4",
                  f"Définitions de {BY}. Chaque année est comptée selon la définition en vigueur",
                  "3-a. Nouveaux lecteurs sur écran : indicateur retiré par cet avenant."):
        ok(words in re.sub("[\u202f\u00a0]", " ", pages["2025"]), f"the report of 2025: {words}",
           pages["2025"])


def test_editions(work):
    """An edition before the amendment, one after: both are what their definitions give."""
    register = os.path.join(work, "editions.copil")
    paper = os.path.join(work, "edition.pdf")
    must("init", register, "--convention", LECTURE, SOURCE_DATE_EPOCH=NOVEMBER)
    post(work, register, {"2024": loans("MEDIA", "CENTRE", 2024, 1000),
                          "3-2024": screens("MEDIA", "CENTRE", 2024, 8)}, NOVEMBER, "first")
    must("report", register, "--issue", "--period", "2024", "--output", paper,
         SOURCE_DATE_EPOCH=NOVEMBER)
    must("update", register, "--convention", os.path.join(work, "avenant"), "--from", "2025-01-01",
         SOURCE_DATE_EPOCH=MARCH)
    must("report", register, "--period", "2024", "--output", paper)
    text = text_of(paper)
    ok("aucune autre fiche n’est comptée et aucun chiffre n’a changé" in text,
       "an amendment changes nothing that was published of earlier years", text)
    post(work, register, {"2025": loans("MEDIA", "CENTRE", 2025, 1200, 300)}, MARCH, "second")
    must("report", register, "--issue", "--period", "2025", "--output", paper,
         SOURCE_DATE_EPOCH=MARCH)
    kept = rows(register, "SELECT edition, indicator, period, value FROM edition_figure WHERE"
                          " scope = '' AND indicator IN ('1-a', '3-a') AND value IS NOT NULL"
                          " ORDER BY edition, seq")
    equal(kept, [(1, "1-a", "2024", "1000"), (1, "1-a", "term", "1000"),
                 (1, "3-a", "2024", "8"), (1, "3-a", "term", "8"),
                 (2, "1-a", "2024", "1000"), (2, "1-a", "2025", "1500"), (2, "1-a", "term", "2500"),
                 (2, "3-a", "2024", "8"), (2, "3-a", "term", "8")], "what both editions published")
    holds(register, "both follow from the forms of then by the definitions of then")


def test_order(work):
    """What was received before an amendment keeps its verdict; what comes later has the new one."""
    register = os.path.join(work, "order.copil")
    must("init", register, "--convention", LECTURE, SOURCE_DATE_EPOCH=NOVEMBER)
    post(work, register, {"early": loans("MEDIA", "CENTRE", 2025, 900)}, NOVEMBER, "before")
    text = must("update", register, "--convention", os.path.join(work, "avenant"), "--from",
                "2025-01-01").stdout.decode()
    ok("\n  1 form of such a period came before, and keeps its verdict.\n" in text,
       "update says that a form came before", text)
    found = post(work, register, {
        "late": loans("BIBLIO-N", "NORD", 2025, 700),
        "right": loans("BIBLIO-N", "NORD", 2025, 700, 20),
        "old": loans("BIBLIO-N", "NORD", 2024, 400)}, MARCH, "after")
    equal(found, {"early": "accepted", "late": "refused", "right": "accepted", "old": "accepted"},
          "forms before and after an amendment")
    holds(register, "and all is made anew as it was")


def test_bounds(work):
    """From the second of January on: the year that began the day before keeps its definition."""
    register = os.path.join(work, "bounds.copil")
    must("init", register, "--convention", LECTURE)
    must("update", register, "--convention", os.path.join(work, "avenant"), "--from", "2025-01-02")
    found = post(work, register, {
        "2025": loans("MEDIA", "CENTRE", 2025, 1), "2025-more": loans("BIBLIO-N", "NORD", 2025, 1, 1),
        "2026": loans("MEDIA", "CENTRE", 2026, 1, 1), "2026-less": loans("BIBLIO-N", "NORD", 2026, 1)},
        box="bounds")
    equal(found, {"2025": "accepted", "2025-more": "refused", "2026": "accepted",
                  "2026-less": "refused"}, "the day on which a period begins decides")
    holds(register, "also there")


def readers(text, new):
    return text.replace("<nouveaux>10</nouveaux>", f"<nouveaux>{new}</nouveaux>")


def test_masking(work):
    """3 new readers in 2024: neither the next year nor the term may tell them, whose difference they
    are, though an amendment lies between."""
    register = os.path.join(work, "masking.copil")
    must("init", register, "--convention", LECTURE)
    must("update", register, "--convention", os.path.join(work, "avenant"), "--from", "2025-01-01")
    post(work, register, {
        "2024": readers(loans("MEDIA", "CENTRE", 2024, 100), 3),
        "2025": readers(loans("MEDIA", "CENTRE", 2025, 100, 1), 20)}, box="masking")
    whole = {key[1]: value for key, value in figures(work, register, "--confidential").items()
             if key[0] == "1-n" and not key[2]}
    equal({period: value[0] for period, value in whole.items()},
          {"2024": "3", "2025": "20", "term": "23"}, "what must not be told")
    shown = {key[1]: value[0] for key, value in figures(work, register).items()
             if key[0] == "1-n" and not key[2]}
    ok(shown["2024"] is None and None in (shown["2025"], shown["term"]),
       "a small count is masked over all years together", shown)


KIND = ('<kind id="relais"', '<kind id="musee" identifier="code" label="musée" plural="musées"/>\n'
                             '    <kind id="relais"')
HALVES = """<sheet id="4" article="1" per="half" filled-by="bibliotheque" adopted="2024-01-01">
      <title>Animations</title><short-title>Animations</short-title>
      <field code="10" name="ateliers" type="integer" example="4"><label>Ateliers</label></field>
      <field code="11" name="lectures" type="integer" example="6"><label>Lectures publiques</label></field>
      <indicator id="4-a" status="retenu" aggregate="sum" of="ateliers"><label>Animations</label><by lists="secteur"/></indicator>
    </sheet>
  </sheets>"""


def halves(period, workshops, lectures):
    return f"""<fiche-4 xmlns="urn:copil:lecture">{identity("MEDIA", "CENTRE", period)}
<ateliers>{workshops}</ateliers><lectures>{lectures}</lectures></fiche-4>""".replace(
        f"<date_remplissage>{period}-12-31</date_remplissage>",
        "<date_remplissage>2026-01-31</date_remplissage>")


def test_halves(work):
    """An amendment from the middle of a year on: the second half counts the readings too, and so
    the year has 5 + (7 + 2) of the library, and 1 + 1 of a museum.  A kind of organisation that it brings can't have filled the first."""
    def with_halves(text):
        return replaced(text, "</sheets>", HALVES)

    first = definition(work, "halves", with_halves)
    second = definition(
        work, "halves-amended",
        lambda text: replaced(replaced(replaced(with_halves(text), 'of="ateliers"',
                                                'of="ateliers lectures"'), *KIND),
                              'per="half" filled-by="bibliotheque"',
                              'per="half" filled-by="bibliotheque musee"'),
        "MUSEE;musee;Musée imaginaire du Livre;SUD;musee@ex.example\n")
    register = os.path.join(work, "halves.copil")
    must("init", register, "--convention", first)
    must("update", register, "--convention", second, "--from", "2025-07-01")
    museum = halves("2025-S1", 1, 1).replace("MEDIA", "MUSEE").replace("CENTRE", "SUD")
    found = post(work, register, {
        "s1": halves("2025-S1", 5, 100), "s2": halves("2025-S2", 7, 2), "museum-s1": museum,
        "museum-s2": museum.replace("2025-S1", "2025-S2")}, box="halves-box")
    equal(found, {"s1": "accepted", "s2": "accepted", "museum-s1": "refused",
                  "museum-s2": "accepted"}, "both halves, and who could not fill the first")
    equal(said(register, "museum-s1"), ["identifier-unknown"], "that one was unknown then")
    shown = {key[1]: value[0] for key, value in figures(work, register).items()
             if key[0] == "4-a" and not key[2]}
    equal(shown, {"2025-S1": "5", "2025-S2": "11", "2025": "16", "term": "16"},
          "halves add up to their year, each as it was counted")
    must("report", register, "--period", "2025", "--output", os.path.join(work, "halves.pdf"))
    holds(register, "and nothing else comes of the originals")


def test_three(work):
    """Two amendments: the middle one holds for its year alone, and a correction leaves both others."""
    def again(text, words="Livres donnés"):
        return replaced(amended(text), '<rule id="1-r1"', f'''<field code="15" name="dons"
          type="integer" example="5"><label>{words}</label></field>
      <rule id="1-r1"''')

    third = definition(work, "third", again)
    corrected = definition(work, "third-corrected",
                           lambda text: again(text, "Livres donnés dans l'année"))
    register = os.path.join(work, "three.copil")
    must("init", register, "--convention", LECTURE)
    must("update", register, "--convention", os.path.join(work, "avenant"), "--from", "2025-01-01")
    must("update", register, "--convention", third, "--from", "2026-01-01")
    must("update", register, "--convention", corrected)
    equal(run("update", register, "--convention", third, "--from", "2025-06-01").returncode, 2,
          "none is put between two")
    reserved = loans("MEDIA", "CENTRE", 2026, 100, 3)
    forms = {"2024": loans("MEDIA", "CENTRE", 2024, 100),
             "2024x": loans("BIBLIO-N", "NORD", 2024, 100, 3),
             "2025": loans("MEDIA", "CENTRE", 2025, 100, 3),
             "2025x": loans("BIBLIO-N", "NORD", 2025, 100),
             "2026": reserved.replace("</reservations>", "</reservations><dons>4</dons>"),
             "2026x": loans("BIBLIO-N", "NORD", 2026, 100, 3)}
    equal(post(work, register, forms, box="three"),
          {"2024": "accepted", "2024x": "refused", "2025": "accepted", "2025x": "refused",
           "2026": "accepted", "2026x": "refused"}, "each of three years has its own")
    equal({key[1]: value[0] for key, value in figures(work, register).items()
           if key[0] == "1-a" and not key[2]},
          {"2024": "100", "2025": "103", "2026": "103", "term": "306"}, "and its figures")
    equal(json.loads(must("status", register, "--json").stdout)["definitions"],
          [{"until": "2024-12-31"}, {"from": "2025-01-01", "until": "2025-12-31"},
           {"from": "2026-01-01"}], "status has all three")
    found = json.loads(must("explain", register, "1-a", "--period", "2026", "--json").stdout)
    ok(found["figures"][0]["formula"].endswith("depuis le 1er janvier 2025"),
       "the last amendment that changed it is named", found["figures"][0]["formula"])
    holds(register, "by three definitions and a correction all is made anew")


def test_blank_forms(work):
    """Forms as they are handed out, sent back empty: each is read with the questions of its year."""
    register = os.path.join(work, "blank.copil")
    must("init", register, "--convention", LECTURE)
    must("update", register, "--convention", os.path.join(work, "avenant"), "--from", "2025-01-01")
    box = os.path.join(work, "blank")
    os.makedirs(box)
    for period, place in (("2024", LECTURE), ("2025", os.path.join(work, "avenant"))):
        out = os.path.join(work, "forms" + period)
        must("forms", "--convention", place, "--output", out, "--for", "MEDIA", "--period", period)
        for found, _, names in os.walk(out):
            for name in names:
                if re.search(r"fiche-1.*\.odt$", name):
                    shutil.copy(os.path.join(found, name), os.path.join(box, period + ".odt"))
    must("batch", register, box, "--output", os.path.join(work, "out"))
    asked = {}
    for period, field in rows(register, "SELECT s.period, f.field FROM finding f JOIN submission s"
                                        " ON s.rank = f.submission WHERE f.severity = 'error'"):
        asked.setdefault(period, set()).add(field)
    ok(asked.keys() == {"2024", "2025"} and
       asked["2025"] - asked["2024"] == {"LP1-14"} and not asked["2024"] - asked["2025"],
       "an empty form lacks what its own definition asks", asked)


def test_namespace(work):
    """An amendment with a namespace of its own: that of a form's period must be written."""
    register = os.path.join(work, "namespace.copil")
    new = "urn:copil:lecture:2025"
    renamed = definition(work, "renamed", lambda text: replaced(
        amended(text), 'namespace="urn:copil:lecture"', f'namespace="{new}"'))
    must("init", register, "--convention", LECTURE)
    must("update", register, "--convention", renamed, "--from", "2025-01-01")
    old_2024, old_2025 = loans("MEDIA", "CENTRE", 2024, 1), loans("MEDIA", "CENTRE", 2025, 1, 1)
    found = post(work, register, {
        "old-2024": old_2024, "old-2025": old_2025,
        "new-2024": old_2024.replace("MEDIA", "BIBLIO-N").replace("urn:copil:lecture", new),
        "new-2025": old_2025.replace("urn:copil:lecture", new)}, box="namespace")
    equal(found, {"old-2024": "accepted", "old-2025": "refused", "new-2024": "refused",
                  "new-2025": "accepted"}, "the namespace of the period counts")
    holds(register, "and of forms of another namespace nothing is lost")


def test_update(work, register):
    avenant = os.path.join(work, "avenant")
    text = must("update", register, "--convention", avenant, "--from", "2025-01-01").stdout.decode()
    equal(text, "The register has the new definition.\n  No participant has changed.\n"
                "  The convention or the committee has changed.\n"
                "  It holds for periods that begin on 2025-01-01 or later; earlier ones keep theirs.\n",
          "update says from when it holds")
    with open(register, "rb") as file:
        before = file.read()
    finished = run("update", register, "--convention", LECTURE, "--from", "2024-12-31")
    equal((finished.returncode, finished.stderr.decode()),
          (2, "copil: nothing was changed: the definition in force holds from 2025-01-01, and none "
              "can be put before it; without --from it is replaced\n"),
          "none is put before the one in force")
    finished = run("update", register, "--convention", avenant, "--from", "2025-01-32")
    ok(finished.returncode == 2 and b"2025-01-32 is no date" in finished.stderr, "no such day",
       finished.stderr)
    other = definition(work, "other", lambda text: replaced(text, 'calendar="civil"',
                                                            'calendar="school"'))
    finished = run("update", register, "--convention", other, "--from", "2026-01-01")
    ok(finished.returncode == 2 and b"are of the other calendar" in finished.stderr,
       "no amendment changes the calendar", finished.stderr)
    must("update", register, "--convention", avenant, "--from", "2026-01-01")
    with open(register, "rb") as file:
        ok(file.read() == before, "none of them changes the register")
    more = definition(work, "more", amended,
                      "NOUVELLE;bibliotheque;Bibliothèque imaginaire du Pont;SUD;pont@ex.example\n")
    text = must("update", register, "--convention", more, "--from", "2026-01-01").stdout.decode()
    ok("added: NOUVELLE" in text and "\n  It holds for periods that begin on 2025-01-01" in text and
       "--from changes nothing.\n" in text, "who takes part is no amendment", text)
    finished = run("update", register, "--convention", more, LANGUAGE="fr")
    equal(finished.stdout.decode(), "Rien n’a changé.\n", "and the same again changes nothing")


def main():
    with folder() as work:
        register = os.path.join(work, "r.copil")
        definition(work, "avenant", amended)
        must("init", register, "--convention", LECTURE)
        test_update(work, register)
        test_judging(work, register)
        test_completeness(work, register)
        test_figures(work, register)
        test_workbook(work, register)
        test_words(work, register)
        test_editions(work)
        test_order(work)
        test_bounds(work)
        test_three(work)
        test_blank_forms(work)
        test_namespace(work)
        test_masking(work)
        test_halves(work)
    done()


main()
