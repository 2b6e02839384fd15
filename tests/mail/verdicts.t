#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The demo mail of each convention against its table of verdicts: one test a form, or a message
without form.

The tables (<convention>.verdicts.tsv) were judged from what was put into each message; the codes of
their last column, and four lines of idf-2013, were settled by reviewing what the program said.  The
register is read with Python's sqlite3: a second program.
"""
import csv
import os
import sqlite3
import subprocess
import sys
import tempfile

source = os.environ.get("COPIL_SRCDIR", ".")
copil = os.environ.get("COPIL", os.path.join(source, "build/copil"))
here = os.path.join(source, "tests/mail")
environment = dict(os.environ, SOURCE_DATE_EPOCH="1436400000")


def run(*args):
    done = subprocess.run([copil, *args], env=environment, capture_output=True, text=True)
    if done.returncode:
        print("Bail out!", args[0], done.stderr)
        sys.exit(1)
    return done.stdout


def findings(rows):
    """Codes as the table has them: of errors and warnings, each once, in any order."""
    return " ".join(sorted({code for code, severity in rows}))


def registered(convention, work):
    """{(message, file name): [(sheet, organisation, period, verdict, findings)]} after a batch."""
    register = os.path.join(work, convention + ".copil")
    run("init", register, "--convention", os.path.join(source, "forms", convention))
    run("batch", register, os.path.join(here, convention), "--output", os.path.join(work, "out"))
    db = sqlite3.connect(register)
    got = {}
    for rank, name, filename, sheet, organisation, period, verdict in db.execute(
        "SELECT s.rank, m.name, p.filename, s.sheet, s.organisation, s.period, s.verdict"
        " FROM submission s JOIN message m ON m.arrival = s.message"
        " JOIN part p ON p.message = m.arrival AND p.path = s.part"
    ):
        codes = db.execute("SELECT code, severity FROM finding WHERE submission = ?", (rank,))
        got.setdefault((name, filename or ""), []).append(
            (sheet or "", organisation or "", period or "", verdict, findings(codes))
        )
    for arrival, name, verdict in db.execute(
        "SELECT m.arrival, m.name, m.verdict FROM message m WHERE NOT EXISTS"
        " (SELECT 1 FROM submission s WHERE s.message = m.arrival)"
    ):
        codes = db.execute("SELECT code, severity FROM finding WHERE message = ?", (arrival,))
        got.setdefault((name, ""), []).append(("", "", "", verdict, findings(codes)))
    db.close()
    return got


def judge(convention, got):
    """[(right, name, details)]: each line of the table, and that the register has no more."""
    results = []
    with open(os.path.join(here, convention + ".verdicts.tsv"), encoding="utf-8") as table:
        for row in csv.DictReader(table, delimiter="\t"):
            form = "" if row["verdict"] in ("automatic", "not_a_form", "by_hand") else row["form"]
            wanted = (
                row["sheet"], row["organisation"], row["period"], row["verdict"],
                " ".join(sorted(set(row["findings"].split()))),
            )
            seen = got.get((os.path.basename(row["file"]), form), [])
            results.append((wanted in seen, f"{row['file']} {row['form']}: {row['verdict']}",
                            [f"expected {wanted}"] + [f"got      {other}" for other in seen]))
            if wanted in seen:
                seen.remove(wanted)
    left = [(key, rows) for key, rows in got.items() if rows]
    results.append((not left, "nothing in the register but what the table has", left))
    return [(right, f"{convention}: {name}", details) for right, name, details in results]


RESULTS = []
for convention in ("emplois-avenir-2012", "idf-2013"):
    with tempfile.TemporaryDirectory() as work:
        RESULTS += judge(convention, registered(convention, work))
print(f"1..{len(RESULTS)}")
for number, (right, name, details) in enumerate(RESULTS, 1):
    print("ok" if right else "not ok", number, "-", name)
    for detail in [] if right else details:
        print("#  ", detail)
