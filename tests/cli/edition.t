#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Editions: issued, kept, given out again, and what changed from one to the next.

Three runs of a batch over forms whose figures were added up by hand; between two editions come a
new form, a correction, a late form and an amended definition.
"""
import fcntl
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys

sys.dont_write_bytecode = True
from cli import *  # noqa: E402, F403

JUNE, JULY, AUGUST = "1404115200", "1405000000", "1407150000"  # 30 June, 10 July, 4 August 2014
ISSUED_1, ISSUED_2 = "1404201600", "1407240000"  # 1 July, 5 August 2014

COLETTE, MODELE = ("0779101Z", "CRETEIL"), ("0939101M", "CRETEIL")
SPECIMEN, ECHANTILLON = ("0949101G", "CRETEIL"), ("0759102L", "PARIS")
USH = ("USH", "IDF")
HEAD = "Logement social et Éducation nationale en Île-de-France, "


def form(sheet, who, period, body):
    return f"""<fiche-{sheet} xmlns="urn:copil:idf-2013">
  <organisme>Organisme imaginaire</organisme><identifiant>{who[0]}</identifiant>
  <academie>{who[1]}</academie><periode>{period}</periode><redacteur>N. Témoin</redacteur>
  <date_remplissage>2014-06-30</date_remplissage>{body}</fiche-{sheet}>
"""


def placements(who, diploma, effectif, filles, stages, stages_filles, conventions):
    return form("3.2", who, "2013-2014", f"""<stages><ligne diplome="{diploma}">
  <effectif>{effectif}</effectif><effectif_filles>{filles}</effectif_filles>
  <stages>{stages}</stages><stages_filles>{stages_filles}</stages_filles>
  <conventions>{conventions}</conventions></ligne></stages>""")


def talks(who, diploma, count, touched, hosted):
    return form("3.3", who, "2013-2014-S2", f"""<interventions><ligne diplome="{diploma}">
  <interventions>{count}</interventions><eleves_touches>{touched}</eleves_touches>
  <eleves_accueillis>{hosted}</eleves_accueillis></ligne></interventions>""")


WEEKS = [
    (JUNE, {
        "colette": placements(COLETTE, "GI", 24, 9, 20, 5, 22),
        "modele": placements(MODELE, "SPVL", 30, 15, 12, 6, 12),
        "colette-3.3": talks(COLETTE, "GI", 4, 40, 12),
        "ush": form("1", USH, "2013-2014-S2", """<publications>7</publications>
  <evenements>3</evenements><enquetes_envoyees>100</enquetes_envoyees>
  <enquetes_recues>60</enquetes_recues><satisfaits>50</satisfaits>
  <retours>Texte des enseignants.</retours>"""),
    }),
    (JULY, {
        "echantillon": placements(ECHANTILLON, "SPVL", 20, 10, 10, 5, 8),
        "colette-corrige": placements(COLETTE, "GI", 24, 9, 10, 5, 25),
        "modele-3.3": talks(MODELE, "SPVL", 6, 30, 8),
    }),
    (AUGUST, {"specimen": placements(SPECIMEN, "PI", 40, 20, 30, 15, 30)}),
    (AUGUST, {"specimen-3.3": talks(SPECIMEN, "GI", 0, 0, 0)}),
    (AUGUST, {"echantillon-3.3": talks(ECHANTILLON, "PI", 0, 0, 0)}),
]

# 3.2-a: then (20 + 12) / (24 + 30) = 59.3 %; now (10 + 12 + 10 + 30) / (24 + 30 + 20 + 40) = 54.4 %.
# 3.2-b: 22 + 12 = 34, then 25 + 12 + 8 + 30 = 75.  1-e counted 7 publications and 3 events; the
# amended definition counts the publications alone.
CHANGES = {
    ("1-e", "10", "7"): [("definition", 0, "-3", "0")],
    ("3.2-a", "59.3", "54.4"): [("new", 1, "10", "20"), ("late", 1, "30", "40"),
                                ("correction", 1, "-10", "0")],
    # Three agreements more by the correction: a small count, so no part of it is told.
    ("3.2-b", "34", "75"): [("new", 1, None, None), ("late", 1, None, None),
                            ("correction", 1, None, None)],
    ("3.3-a", "40", "70"): [("new", 1, "30", "0")],
    ("3.3-b", "4", "10"): [("new", 1, "6", "0")],
    ("3.3-c", "12", "20"): [("new", 1, "8", "0")],
}


def take_in(work, register, number):
    clock, forms = WEEKS[number]
    box = os.path.join(work, f"week{number}")
    os.makedirs(box, exist_ok=True)
    for name, text in forms.items():
        with open(os.path.join(box, name + ".xml"), "w", encoding="utf-8") as file:
            file.write(text)
    counts = json.loads(must("batch", register, box, "--json", "--output",
                             os.path.join(work, "out"), SOURCE_DATE_EPOCH=clock).stdout)
    if (counts["new"], counts["accepted"]) != (len(forms), len(forms)):
        print("Bail out! not all forms were accepted:", counts)
        sys.exit(1)


def amend(work, register):
    """1-e counts publications alone."""
    folder = os.path.join(work, "definition")
    shutil.copytree(CONVENTION, folder)
    path = os.path.join(folder, "convention.xml")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    changed = text.replace('of="publications evenements"', 'of="publications"')
    if changed == text:
        print("Bail out! the definition has no such indicator")
        sys.exit(1)
    with open(path, "w", encoding="utf-8") as file:
        file.write(changed)
    must("update", register, "--convention", folder, SOURCE_DATE_EPOCH=AUGUST)


def words(pdf):
    return subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True,
                          check=True).stdout


def lines(text):
    """Lines with single spaces between words, without the heads and feet of pages, and the name and
    head of a table that goes on."""
    found = []
    for line in text.replace("\u00ad", "-").splitlines():
        line = re.sub(r"\s+", " ", line).strip()
        if line and not (line.startswith(("Document confidentiel, ", HEAD)) or
                         re.match("(Document de travail|Édition n° [0-9]+), sceau [0-9a-f]", line) or
                         line.startswith("Indicateur Avant") and line in found or
                         line.endswith(" (suite)")):
            found.append(line)
    return found


def section(pdf):
    """The lines of « Ce qui a changé », from its heading to that of the next part."""
    all_lines = lines(words(pdf))
    starts = [i for i, line in enumerate(all_lines) if line.startswith("Ce qui a changé depuis l’")]
    if not starts:
        return []
    end = next(i for i in range(starts[0], len(all_lines))
               if all_lines[i].startswith("Plan d’actions"))
    return all_lines[starts[0]:end]


def read(path):
    with open(path, "rb") as file:
        return file.read()


def state(path):
    return sha256(read(path)), os.stat(path).st_mtime_ns, os.stat(path).st_ino


def editions(register):
    return rows(register, "SELECT number, issued, period, scope, pdf_sha256, pdf FROM edition"
                " ORDER BY number")


# ---- issuing ----

def test_first(work, register):
    out, figures = os.path.join(work, "e1.pdf"), os.path.join(work, "figures.json")
    draft = os.path.join(work, "draft.pdf")
    must("report", register, "--output", draft)
    must("export", register, "--output", figures)
    finished = run("report", register, "--issue", "--output", out, SOURCE_DATE_EPOCH=ISSUED_1)
    equal((finished.returncode, finished.stdout.decode(), finished.stderr),
          (0, f"Edition 1 of 1er juillet 2014 is issued and kept; it is in {out}.\n", b""),
          "the first edition is issued, and says so")
    text = lines(words(out))
    ok("Édition n° 1 du 1er juillet 2014, état du registre au 30 juin 2014" in text,
       "its number and day are on the cover", *text[:12])
    ok(any("Document de travail" in line for line in lines(words(draft))) and
       not any("Document de travail" in line for line in text), "it is no working document")
    equal(section(out) + section(draft), [], "no edition before it: nothing to compare with")
    ok("Texte des enseignants" not in words(out) and "Texte des enseignants" in words(draft),
       "a text that nobody passed stands in the working document alone")
    kept = editions(register)
    equal([row[:4] for row in kept], [(1, int(ISSUED_1), "2013-2014", "")], "it is in the register")
    ok(kept[0][5] == read(out) and kept[0][4] == sha256(read(out)), "with its bytes and their hash")
    hashed = rows(register, "SELECT figures_sha256 FROM edition")[0][0]
    equal(hashed, sha256(read(figures)), "and the hash of the figures as export writes them")
    standing = rows(register, "SELECT rank FROM submission WHERE verdict = 'accepted' ORDER BY 1")
    equal(rows(register, "SELECT submission FROM edition_form ORDER BY 1"), standing,
          "and the forms that stood")
    equal(rows(register, "SELECT value, numerator, denominator, masked FROM edition_figure WHERE"
               " indicator = '3.2-a' AND period = '2013-2014' AND scope = ''"),
          [("59.3", "32", "54", 0)], "and the figures that it showed")


def test_again(work, register):
    out = os.path.join(work, "e1.pdf")
    before = state(register), state(out)
    for clock in (ISSUED_1, ISSUED_2):
        finished = run("report", register, "--issue", "--output", out, SOURCE_DATE_EPOCH=clock)
        equal((finished.returncode, finished.stdout.decode()),
              (0, "Nothing has changed since edition 1 of 1er juillet 2014: it is given out again, in "
               f"{out}.\n"), "issued again, nothing having changed: the same edition")
    equal((state(register), state(out)), before, "and nothing is written")
    must("batch", register, os.path.join(work, "week0"), "--output", os.path.join(work, "out"))
    equal(state(register)[0], before[0][0], "a batch with nothing new changes nothing either")
    other = os.path.join(work, "other.pdf")
    must("report", register, "--issue", "--output", other)
    equal(read(other), read(out), "given out under another name")
    french = run("report", register, "--issue", "--output", other, LANGUAGE="fr").stdout.decode()
    equal(french, "Rien n’a changé depuis l’édition 1 du 1er juillet 2014\u202f: elle est redonnée dans "
          f"{other}.\n", "in French")


TABLE = """
Ce qui a changé depuis l’édition n° 1
du 1er juillet 2014
Depuis cette édition : 2 nouvelles fiches, 1 fiche en retard et 1 correction.
Tableau 1. Chiffres qui ont changé depuis l’édition n° 1.
Indicateur Avant Maintenant Écart Pourquoi
Fiche 1. Communication
Publications et événements 10 7 −3 définition modifiée
Fiche 3.2. Accueil des élèves en stage
Pourcentage d’élèves / étudiants des 59,3 54,4 −4,9 points 1 nouvelle fiche : +10 / +20 ; 1
sections cibles ayant effectué leur fiche en retard : +30 / +40 ; 1 correction :
période de stage chez un bailleur social −10 / 0
(%)
Nombre de conventions signées 34 75 +41 1 nouvelle fiche ; 1 fiche en retard ;
(conventions) 1 correction
Fiche 3.3. Professionnels en formation
Nombre d’élèves des sections cibles 40 70 +30 1 nouvelle fiche
ayant bénéficié des interventions de
professionnels de l’habitat social
(élèves)
Nombre d’interventions réalisées (interventions) 4 10 +6 1 nouvelle fiche (Lycée polyvalent
Fictif Jean-Modèle)
Nombre d’élèves ayant été accueillis 12 20 +8 1 nouvelle fiche
par des bailleurs sociaux dans le
cadre de leur formation (élèves)
Pour un taux, les deux nombres sont ce qui s’ajoute à son numérateur et à son dénominateur.
""".strip().splitlines()


def test_second(work, register):
    out, first = os.path.join(work, "e2.pdf"), read(os.path.join(work, "e1.pdf"))
    finished = run("report", register, "--issue", "--json", "--output", out,
                   SOURCE_DATE_EPOCH=ISSUED_2)
    told = json.loads(finished.stdout)
    equal((finished.returncode, told["report"], told["period"], told["edition"]["number"],
           told["edition"]["issued"], told["since"]["number"], told["since"]["sha256"],
           told["again"]),
          (0, out, "2013-2014", 2, "2014-08-05", 1, sha256(first), False),
          "the second edition says what it is compared with")
    got = {}
    for change in told["changes"]:
        if change["period"] == "2013-2014" and not change["scope"] and "value" in change["now"]:
            got[change["indicator"], change["then"].get("value"), change["now"]["value"]] = [
                (cause["cause"], cause["forms"], cause.get("numerator"), cause.get("denominator"))
                for cause in change["causes"]]
    same(got, CHANGES, "each difference and its causes, as added up by hand")
    odd = [change for change in told["changes"] if change["causes"] and all(
        "numerator" in cause for cause in change["causes"]) and not change["then"]["masked"] and
        sum(float(cause["numerator"]) for cause in change["causes"]) !=
        float(change["now"].get("numerator", change["now"].get("value", 0))) -
        float(change["then"].get("numerator", change["then"].get("value", 0)))]
    ok(len(told["changes"]) > 20 and not odd, "the parts add up to each difference", *odd)
    # A word broken at its hyphen stands whole on its first line, without the bracket after it.
    bare = [sorted(re.findall(r"[^\s()]+", " ".join(each))) for each in (section(out), TABLE)]
    equal(*bare, "and so says the table, wherever its lines are broken")
    ok("Édition n° 2 du 5 août 2014, état du registre au 4 août 2014" in lines(words(out)),
       "under its own number")
    again = os.path.join(work, "again.pdf")
    finished = run("report", register, "--edition", "1", "--output", again)
    equal((finished.returncode, finished.stdout.decode()),
          (0, f"Edition 1 of 1er juillet 2014, as it was issued, is in {again}.\n"),
          "the first edition is given out again")
    equal(read(again), first, "byte for byte, whatever came since")
    must("report", register, "--output", again)
    equal(section(again), ["Ce qui a changé depuis l’édition n° 2", "du 5 août 2014",
                           "Depuis cette édition, aucune fiche n’est arrivée et aucun chiffre n’a "
                           "changé."], "nothing changed since the second")


def test_acts(work, register):
    """What the clerk decides changes what an edition shows; what she notes does not."""
    out = os.path.join(work, "e3.pdf")
    form_id = rows(register, "SELECT id FROM submission WHERE organisation = 'USH'")[0][0]
    must("decide", register, "note", form_id, "--why", "vu", SOURCE_DATE_EPOCH=ISSUED_2)
    finished = run("report", register, "--issue", "--output", out)
    ok(finished.stdout.startswith(b"Nothing has changed since edition 2 "),
       "a note is no reason for another edition", finished.stdout)
    must("decide", register, "pass", form_id, "--why", "relu", SOURCE_DATE_EPOCH=ISSUED_2)
    finished = run("report", register, "--issue", "--output", out)
    ok(finished.stdout.startswith(b"Edition 3 of 9 juillet 2015 is"), "a text passed is one",
       finished.stdout, finished.stderr)
    ok("Texte des enseignants" in words(out) and
       "Texte des enseignants" not in words(os.path.join(work, "e2.pdf")),
       "and the text is in it, and not in the one before")
    equal(" ".join(section(out)[2:]).replace("déci- sions", "décisions"), "Depuis cette édition, aucune autre fiche n’est comptée et aucun"
          " chiffre n’a changé. Le registre a changé, et son sceau avec lui : messages reçus, décisions"
          " du secrétariat ou définition.", "no figure changed by it, but the register did")


def test_respondents(work, register):
    """A form of zeros changes no value, but how many answered."""
    take_in(work, register, 3)
    out = os.path.join(work, "zeros.pdf")
    must("report", register, "--output", out)
    told = " ".join(section(out)[2:])
    ok(told.startswith("Depuis cette édition : 1 fiche en retard. Aucun chiffre publié n’en est changé."
                       " Répondants de chiffres restés les mêmes : 3.3-a (3 sur 18, au lieu de 2 sur "
                       "18), 3.3-b (3 sur 18, au lieu de 2 sur 18)"), "and it says so", told)
    take_in(work, register, 4)
    must("report", register, "--output", out)
    told = " ".join(section(out)[2:])
    ok(re.search(r"BTS Professions immobilières \W*n\.c\. 0 2 fiches en retard|n\.c\. 0 1 fiche en retard",
                 told) and "masqu" not in told, "a zero where there was no number comes of its form",
       told)


def test_years(work, register):
    """A report is compared with the last edition that showed its year."""
    for issued, asked, against in (("2014-2015", "2013-2014", 4), ("2013-2014", "2014-2015", 4),
                                   (None, "2013-2014", 5), (None, "2015-2016", 5)):
        if issued:
            must("report", register, "--issue", "--period", issued, "--output",
                 os.path.join(work, "later.pdf"))
        finished = must("report", register, "--json", "--period", asked, "--output",
                        os.path.join(work, "year.pdf"))
        equal(json.loads(finished.stdout)["since"]["number"], against,
              f"{asked} is compared with edition {against}")


def test_verify(register):
    finished = run("verify", register)
    ok(finished.returncode == 0, "verify finds register and editions whole", finished.returncode,
       finished.stdout, finished.stderr)


def test_confidential(work, register):
    pages = {}
    for options in ((), ("--confidential",)):
        path = os.path.join(work, "own-eyes.pdf")
        must("report", register, "--output", path, *options)
        pages[options] = words(path).split("\f")[:-1]
    equal([n for n, page in enumerate(pages[()], 1) if "non masqués" in page], [],
          "no page of a report for all says that small counts are shown")
    unmarked = [n for n, page in enumerate(pages[("--confidential",)], 1)
                if "etits nombres non masqués" not in page]
    ok(len(pages[("--confidential",)]) > 10 and not unmarked,
       "each page of a confidential one does, the cover too", unmarked)


# ---- what goes wrong ----

def test_wrong(work, register):
    path = os.path.join(work, "never.pdf")
    before = state(register)
    for args, says in ((["--issue", "--confidential"], "exclude each other"),
                       (["--edition", "1", "--issue"], "no other choice"),
                       (["--edition", "1", "--period", "2013-2014"], "no other choice"),
                       (["--edition", "1", "--confidential"], "no other choice"),
                       (["--edition", "4"], "no edition 4"), (["--edition", "0"], "no edition 0"),
                       (["--edition", "-1"], "no edition -1"), (["--edition", "un"], "un"),
                       (["--issue", "--period", "2013-2014-S1"], "2013-2014-S1")):
        finished = run("report", register, *args, "--output", path)
        ok(finished.returncode == 2 and says in finished.stderr.decode() and not finished.stdout,
           f"report {' '.join(args)}: 2", finished.returncode, finished.stderr)
    ok(not os.path.exists(path) and state(register) == before, "and nothing is written")
    with open(register, "rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        finished = run("report", register, "--issue", "--output", path)
    ok(finished.returncode == 75 and not os.path.exists(path),
       "issuing while another run holds the register: 75", finished.returncode, finished.stderr)
    kept = len(editions(register))
    finished = run("report", register, "--issue", "--output", os.path.join(work, "none/e.pdf"))
    equal(len(editions(register)), kept, "a folder that isn't there costs no edition")
    ok(finished.returncode in (2, 70) and finished.stderr, "a folder that isn't there",
       finished.returncode, finished.stderr)
    damaged = os.path.join(work, "damaged.copil")
    shutil.copy(register, damaged)
    database = sqlite3.connect(damaged)
    database.execute("UPDATE edition SET pdf = CAST(pdf || 'x' AS BLOB) WHERE number = 1")
    database.commit()
    database.close()
    finished = run("report", damaged, "--edition", "1", "--output", path)
    ok(finished.returncode == 70 and b"isn't what was issued" in finished.stderr and
       not os.path.exists(path), "an edition that isn't what was issued is not given out",
       finished.returncode, finished.stderr)


def main():
    with folder() as work:
        register = os.path.join(work, "r.copil")
        must("init", register, "--convention", CONVENTION, SOURCE_DATE_EPOCH=JUNE)
        take_in(work, register, 0)
        test_first(work, register)
        test_again(work, register)
        take_in(work, register, 1)
        take_in(work, register, 2)
        amend(work, register)
        test_second(work, register)
        test_acts(work, register)
        test_respondents(work, register)
        test_verify(register)
        test_confidential(work, register)
        test_wrong(work, register)
        test_years(work, register)
    done()


main()
