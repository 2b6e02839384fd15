#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The documents that report makes beside the committee's: read back by poppler and qpdf."""
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys

sys.dont_write_bytecode = True
from cli import *  # noqa: E402, F403

DAY = "1405929600"  # 21 July 2014


def read(path):
    with open(path, "rb") as file:
        return file.read()


def words(pdf, *options):
    return subprocess.run(["pdftotext", *options, pdf, "-"], capture_output=True, text=True,
                          check=True).stdout.replace("\u00ad\n", "")


def flat(text):
    return re.sub(r"\s+", " ", text)


def says(pdf, sentence, name=None):
    text = flat(words(pdf))
    return ok(flat(sentence) in text, name or f"it says: {sentence[:60]}", text[:400])


def silent(pdf, sentence, name=None):
    return ok(flat(sentence) not in flat(words(pdf)), name or f"it doesn't say: {sentence[:60]}")


def copied(work, register):
    copy = os.path.join(work, "copy.copil")
    shutil.copy(register, copy)
    return copy


def figure(register, indicator, scope):
    out = json.loads(must("explain", register, indicator, "--scope", scope, "--json").stdout)
    return out["figures"][0]


def test_scope(work, register):
    pdf = os.path.join(work, "creteil.pdf")
    must("report", register, "--scope", "academie=CRETEIL", "--output", pdf, SOURCE_DATE_EPOCH=DAY)
    says(pdf, "Extrait du rapport")
    says(pdf, "Académie\u202f: Créteil Année scolaire 2013-2014")
    says(pdf, "Cet extrait ne porte que sur une partie de la convention (académie\u202f: Créteil). "
              "Il ne donne que les réponses des organismes qui en relèvent, et les chiffres que "
              "le rapport d’ensemble publie à leur sujet.")
    value = figure(register, "3.2-a", "academie=CRETEIL")["value"]
    says(pdf, value.replace(".", ",") + "\u202f%", "its key figure is the academy's")
    says(pdf, "Lycée professionnel Imaginaire Colette-Exemple")
    for other in ("Académie de Paris", "Académie de Versailles", "Émargement", "Signatures",
                  "Relevé de décisions"):
        silent(pdf, other)
    for args, message in ((["academie=X"], "academie has no X; it has CRETEIL, PARIS, VERSAILLES"),
                          (["couleur=BLEU"], "no figure is broken down by couleur; there are "),
                          (["academie"], "--scope is LIST=ITEM"),
                          (["academie=CRETEIL", "--edition", "1"], "--edition gives out")):
        finished = run("report", register, "--scope", *args, "--output", pdf)
        ok(finished.returncode == 2 and message in finished.stderr.decode(),
           f"--scope {' '.join(args)}: wrong usage", finished.stderr)


def test_scope_issued(work, register):
    """Its edition is its own: numbered with the others, compared with its like, and verified."""
    pdf, whole = os.path.join(work, "c1.pdf"), os.path.join(work, "w.pdf")
    first = must("report", register, "--scope", "academie=CRETEIL", "--issue", "--json",
                 "--output", pdf, SOURCE_DATE_EPOCH=DAY)
    equal(json.loads(first.stdout)["edition"]["number"], 1, "an extract is edition 1")
    must("report", register, "--issue", "--output", whole, SOURCE_DATE_EPOCH=DAY)
    again = json.loads(must("report", register, "--scope", "academie=CRETEIL", "--issue", "--json",
                            "--output", pdf, SOURCE_DATE_EPOCH=DAY).stdout)
    equal((again["edition"]["number"], again["again"]), (1, True),
          "nothing changed: the extract is given out again, not the whole")
    database = sqlite3.connect(register)
    rows = database.execute("SELECT number, scope FROM edition ORDER BY number").fetchall()
    others = database.execute("SELECT count(*) FROM edition_figure WHERE edition = 1 AND"
                              " ' ' || scope || ' ' NOT LIKE '% academie=CRETEIL %'").fetchone()
    database.close()
    equal(rows, [(1, "academie=CRETEIL"), (2, "")], "the register keeps the scope of an edition")
    equal(others, (0,), "and of an extract the figures of its scope alone")
    says(pdf, "Édition n° 1 du 21 juillet 2014, état du registre au 21 juillet 2014")
    seal = sqlite3.connect(register).execute("SELECT seal FROM edition").fetchone()[0]
    pages = words(pdf).split("\f")[1:-1]
    ok(all(f"Édition n° 1, sceau {seal[:12]}" in flat(page) for page in pages),
       "edition and seal stand at the foot of every page but the cover", len(pages))
    finished = run("verify", register)
    equal(finished.returncode, 0, "verify makes the figures of both editions anew")


def detached(work, pdf):
    place = os.path.join(work, "files")
    os.makedirs(place, exist_ok=True)
    subprocess.run(["pdfdetach", "-saveall", "-o", place, pdf], check=True)
    return {name: read(os.path.join(place, name)) for name in sorted(os.listdir(place))}


def test_files(work, register):
    """What goes along is what export writes, of figures and of all forms."""
    pdf, out = os.path.join(work, "r.pdf"), os.path.join(work, "f.csv")
    must("report", register, "--issue", "--output", pdf, SOURCE_DATE_EPOCH=DAY)
    files = detached(work, pdf)
    equal(sorted(files), ["fiches-recues.csv", "figures.csv", "figures.json"], "three files go along")
    must("export", register, "--output", out)
    equal(files["figures.csv"] == read(out), True, "figures.csv is export's")
    must("export", register, "--table", "submissions", "--output", out)
    equal(files["fiches-recues.csv"] == read(out), True, "fiches-recues.csv is export's list of forms")
    database = sqlite3.connect(register)
    ids = {row[0] for row in database.execute("SELECT id FROM submission")}
    rows = files["fiches-recues.csv"].decode("utf-8-sig").splitlines()[1:]
    equal({row.split(";")[0] for row in rows}, ids, "and has every form once")
    equal(len(rows), len(ids), "and no other")
    must("export", register, "--output", os.path.join(work, "f.json"))
    given = json.loads(files["figures.json"])["figures"]
    other = json.loads(read(os.path.join(work, "f.json")))["figures"]
    texts = 0
    for figure_of in other:
        for source in figure_of["sources"]:
            texts += len(source.get("value", "")) > 40
    ok(given == other and texts == 0, "figures.json is export's, without the texts that nobody "
       "passed", texts)
    ok(any(f["masked"] and "value" not in f for f in given), "what is masked has no value")


def test_links(work, register):
    """Every indicator and every form has a place, and links lead there both ways."""
    pdf = os.path.join(work, "r.pdf")
    must("report", register, "--output", pdf, SOURCE_DATE_EPOCH=DAY)
    dests = subprocess.run(["pdfinfo", "-dests", pdf], capture_output=True, text=True,
                           check=True).stdout
    places = set(re.findall(r'"([^"]+)"', dests))
    known = json.loads(must("export", register, "--output", os.path.join(work, "f.json")) and
                       read(os.path.join(work, "f.json")))["figures"]
    missing = [f["indicator"] for f in known if f["period"] == "2013-2014" and f["respondents"] and
               "indicateur-" + f["indicator"] not in places]
    ok(not missing, "each indicator with answers has a place", missing)
    behind = {s["submission"] for f in known if f["period"] == "2013-2014" for s in f["sources"]}
    ok(behind and not [s for s in behind if "envoi-" + s not in places],
       "each form behind a figure of the year has one")
    objects = json.loads(subprocess.run(["qpdf", "--json", "--json-key=qpdf", pdf],
                                        capture_output=True, text=True, check=True).stdout)
    text = json.dumps(objects)
    linked = set(re.findall(r'"/Subtype": "/Link"', text))
    ok(linked and "annexe-3.2" in places and "fiche-3.2" in places,
       "a sheet's part and the forms behind it have places")


def test_meetings(work, register):
    """Papers before a meeting, minutes after it: each has its own edition."""
    pdf = os.path.join(work, "m.pdf")
    must("report", register, "--meeting", "1", "--issue", "--output", pdf, SOURCE_DATE_EPOCH=DAY)
    says(pdf, "Compte rendu")
    says(pdf, "Réunion n° 1 du comité de pilotage, 27 février 2014")
    silent(pdf, "à remplir en séance")
    out = json.loads(must("report", register, "--meeting", "2", "--issue", "--json", "--output",
                          pdf, SOURCE_DATE_EPOCH=DAY).stdout)
    equal(out["edition"]["number"], 2, "the papers of another meeting are another edition")
    says(pdf, "Dossier de séance")
    finished = run("report", register, "--meeting", "9", "--output", pdf)
    ok(finished.returncode == 2 and b"there is no meeting 9; the committee has: 1, 2" in
       finished.stderr, "a meeting that isn't there", finished.stderr)
    finished = run("report", register, "--meeting", "0", "--output", pdf)
    ok(finished.returncode == 2 and b"there is no meeting 0;" in finished.stderr,
       "nor is there a meeting 0", finished.stderr)


def test_meeting_without_committee(work, register):
    """The convention's folder without committee.xml."""
    folder, bare = os.path.join(work, "bare"), os.path.join(work, "bare.copil")
    os.mkdir(folder)
    for name in ("convention.xml", "participants.csv"):
        shutil.copy(os.path.join(CONVENTION, name), folder)
    must("init", bare, "--convention", folder)
    finished = run("report", bare, "--meeting", "1", "--output", os.path.join(work, "m.pdf"))
    ok(finished.returncode == 2 and b"the committee has no meeting yet: committee.xml" in
       finished.stderr, "a meeting of a committee without any", finished.stderr)


def test_output(work, register):
    """What can't be a report's file is refused, and nothing that is there is lost."""
    own = os.path.join(work, "own.copil")
    shutil.copy(register, own)
    before = open(own, "rb").read()
    for output, message in ((own, "the name of its FILE ends in .pdf"),
                            ("", "the name of its FILE ends in .pdf"),
                            (os.path.join(work, "none", "r.pdf"),
                             f"there is no folder {work}/none: make it first"),
                            (os.path.join(work, "folder.pdf"), "a folder: name a file")):
        os.makedirs(os.path.join(work, "folder.pdf"), exist_ok=True)
        finished = run("report", own, "--output", output)
        ok(finished.returncode in (2, 70) and message in finished.stderr.decode(),
           f"--output {os.path.basename(output)}: {message}", finished.stderr)
    equal(open(own, "rb").read(), before, "the register is as it was")


def test_bilan(work, register):
    pdf = os.path.join(work, "b.pdf")
    must("report", register, "--bilan", "--issue", "--output", pdf, SOURCE_DATE_EPOCH=DAY)
    says(pdf, "Bilan de mise en œuvre")
    says(pdf, "La convention prend effet le 1er septembre 2013 et prend fin le 31 août 2016.")
    says(pdf, "Le comité donne son avis aux parties au vu de ce bilan. Un préavis peut être donné "
              "jusqu’au 30 avril 2016.")
    says(pdf, "Toute la durée")
    shown = json.loads(detached(work, pdf)["figures.json"])["figures"]
    ok(any(f["period"] == "term" and f["sources"] for f in shown),
       "the term's figures have their forms")
    for args in (["--period", "2013-2014"], ["--meeting", "1"]):
        finished = run("report", register, "--bilan", *args, "--output", pdf)
        ok(finished.returncode == 2 and b"--bilan is of the whole term" in finished.stderr,
           f"--bilan {args[0]}: wrong usage", finished.stderr)
    equal(run("verify", register).returncode, 0, "verify makes the bilan's figures anew")


def test_week(work, register):
    pdf = os.path.join(work, "w.pdf")
    must("report", register, "--week", "--output", pdf, SOURCE_DATE_EPOCH=DAY)
    says(pdf, "Relevé du 21 juillet 2014 : 81 fiches reçues (68 messages).")
    counts = dict(sqlite3.connect(register).execute(
        "SELECT verdict, count(*) FROM submission GROUP BY verdict"))
    says(pdf, f"Acceptée : {counts['accepted']} ; refusée : {counts['refused']}")
    says(pdf, "Document confidentiel, réservé au secrétariat du comité")
    info = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    ok(re.search(r"Pages:\s+1\n", info), "it is one page", info)
    finished = run("report", register, "--week", "--issue", "--output", pdf)
    ok(finished.returncode == 2 and b"--week is a page for the secretariat" in finished.stderr,
       "--week --issue: wrong usage", finished.stderr)


def below_head(pdf, page):
    """The picture of a page from the running head on."""
    return subprocess.run(["pdftoppm", "-r", "50", "-gray", "-f", str(page), "-l", str(page), "-y",
                           "28", pdf], capture_output=True, check=True).stdout


def test_copies(work, register):
    """Numbered originals of an edition, for paper: one a party, the same but for the number."""
    place = os.path.join(work, "copies")
    os.mkdir(place)
    pdf = os.path.join(place, "e.pdf")
    out = json.loads(must("report", register, "--issue", "--copies", "--json", "--output", pdf,
                          SOURCE_DATE_EPOCH=DAY).stdout)
    equal(out["copies"], 5, "five originals, as the convention has them")
    names = ["e.pdf"] + [f"e-exemplaire-{i}.pdf" for i in range(1, 6)]
    equal(sorted(os.listdir(place)), sorted(names), "each is a file beside the edition")
    parties = ["L’Union sociale pour l’habitat", "L’Afpols", "L’académie de Créteil",
               "L’académie de Paris", "L’académie de Versailles"]
    count = words(pdf).count("\f")
    for i, party in enumerate(parties, 1):
        text = words(os.path.join(place, f"e-exemplaire-{i}.pdf")).split("\f")[:-1]
        said = f"Exemplaire original n° {i} sur 5, destinataire : {party}"
        says_so = [said in flat(page) for page in text]
        ok(len(text) == count and all(says_so), f"every page says that it is n° {i}, for {party}",
           says_so)
    ok(text[1].count("Exemplaire original") == 1 and "Page 1 sur 1\n" not in text[1],
       "once, and of the page that holds these words there is nothing else", text[1])
    silent(pdf, "Exemplaire original", "the electronic edition is the one without")
    copy = os.path.join(place, "e-exemplaire-3.pdf")
    pages = [page for page in (1, 2, 8, count) if below_head(pdf, page) != below_head(copy, page)]
    equal(pages, [], "below the head a copy looks like the edition")
    objects = subprocess.run(["qpdf", "--json", copy], capture_output=True, text=True,
                             check=True).stdout
    ok("/AcroForm" not in objects and "pdfaid" not in objects,
       "a copy has no fields to sign, and claims no standard")
    equal(subprocess.run(["qpdf", "--check", copy], capture_output=True).returncode, 0,
          "qpdf finds no fault in it")
    before = read(copy)
    must("report", register, "--edition", "1", "--copies", "--output", pdf)
    equal(read(copy) == before, True, "an edition's copies are made again, byte for byte")
    for args, message in ((["--copies"], b"--copies are of an edition"),
                          (["--issue", "--copies", "--scope", "academie=PARIS"],
                           b"nobody signs an extract")):
        finished = run("report", register, *args, "--output", pdf)
        ok(finished.returncode == 2 and message in finished.stderr, " ".join(args),
           finished.stderr)
    os.unlink(os.path.join(place, "e-exemplaire-2.pdf"))
    os.mkdir(os.path.join(place, "e-exemplaire-2.pdf"))
    finished = run("report", register, "--edition", "1", "--copies", "--output", pdf)
    ok(finished.returncode == 70 and b"edition 1 is kept, and report --edition 1 --copies makes its "
       b"originals; " in finished.stderr and b"a folder: name a file" in finished.stderr,
       "an original that can't be written is told with the way to it", finished.stderr)
    must("report", register, "--issue", "--scope", "academie=PARIS", "--output", pdf,
         SOURCE_DATE_EPOCH=DAY)
    finished = run("report", register, "--edition", "2", "--copies", "--output", pdf)
    ok(finished.returncode == 2 and b"edition 2 is an extract, which nobody signs" in
       finished.stderr, "an extract has no originals", finished.stderr)


def main():
    with folder() as work:
        register = os.path.join(work, "r.copil")
        must("init", register, "--convention", CONVENTION, SOURCE_DATE_EPOCH=DAY)
        must("batch", register, os.path.join(MAIL, "boite"), "--output",
             os.path.join(work, "out"), SOURCE_DATE_EPOCH=DAY)
        test_files(work, copied(work, register))
        test_links(work, register)
        test_meetings(work, copied(work, register))
        test_bilan(work, copied(work, register))
        test_week(work, register)
        test_meeting_without_committee(work, register)
        test_output(work, register)
        test_copies(work, copied(work, register))
        test_scope(work, register)
        test_scope_issued(work, register)
    done()


main()
