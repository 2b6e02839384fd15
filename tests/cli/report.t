#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The documents that report makes beside the committee's: read back by poppler and qpdf."""
import json
import os
import re
import sqlite3
import subprocess
import sys

sys.dont_write_bytecode = True
from cli import *  # noqa: E402, F403

DAY = "1405929600"  # 21 July 2014


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


def figure(register, indicator, scope):
    out = json.loads(must("explain", register, indicator, "--scope", scope, "--json").stdout)
    return out["figures"][0]


def test_scope(work, register):
    pdf = os.path.join(work, "creteil.pdf")
    must("report", register, "--scope", "academie=CRETEIL", "--output", pdf, SOURCE_DATE_EPOCH=DAY)
    says(pdf, "Extrait du rapport")
    says(pdf, "Académie\u202f: Créteil Année scolaire 2013-2014")
    says(pdf, "Cet extrait ne porte que sur une partie de la convention\u202f: académie\u202f: "
              "Créteil. Il ne donne que les réponses des organismes qui en relèvent, et les "
              "chiffres que le rapport d’ensemble publie à leur sujet.")
    value = figure(register, "3.2-a", "academie=CRETEIL")["value"]
    says(pdf, value.replace(".", ",") + "\u202f%", "its key figure is the academy's")
    says(pdf, "Lycée professionnel Imaginaire Colette-Exemple")
    for other in ("Académie de Paris", "Académie de Versailles", "Émargement", "Signatures",
                  "Relevé de décisions"):
        silent(pdf, other)
    for args, message in ((["academie=X"], "academie has no X; it has CRETEIL, PARIS, VERSAILLES"),
                          (["couleur=BLEU"], "figures are broken down by "),
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


def main():
    with folder() as work:
        register = os.path.join(work, "r.copil")
        must("init", register, "--convention", CONVENTION, SOURCE_DATE_EPOCH=DAY)
        must("batch", register, os.path.join(MAIL, "boite"), "--output",
             os.path.join(work, "out"), SOURCE_DATE_EPOCH=DAY)
        test_scope(work, register)
        test_scope_issued(work, register)
    done()


main()
