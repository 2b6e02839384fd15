#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The register that `make bench` measures is one that copil makes: table by table, of the same
mails.  Only the words of findings and answers, and in what order all came in, are its own."""
import json
import os
import sqlite3
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../cli"))
import make_register  # noqa: E402
from cli import done, equal, ok  # noqa: E402

MESSAGE = " JOIN message m ON m.arrival = x.message"
FORM = " JOIN submission s ON s.rank = x.submission"
TABLES = {
    "message": "SELECT sha256, name, mail, class, verdict, received, from_address, from_name,"
               " subject, message_id, forwarded_from, reference, size, original FROM message",
    "part": "SELECT m.sha256, path, filename, type, label, x.sha256, x.size, fate, text"
            " FROM part x" + MESSAGE,
    "submission": "SELECT m.sha256, id, x.received, part, part_sha256, sheet, organisation, kind,"
                  " territory, period, event, claimed, examined, nil, content_hash, canonical, line,"
                  " x.verdict, replaces, duplicate_of FROM submission x" + MESSAGE,
    "value": "SELECT s.id, seq, field, item, column, x.canonical, number, typed, motif, counted"
             " FROM value x" + FORM,
    "given": "SELECT s.id, answers FROM given x" + FORM,
    "finding": "SELECT s.id, history, severity, code, field, column, value FROM finding x" + FORM,
    "answer": "SELECT m.sha256, x.message_id FROM answer x" + MESSAGE,
}


def rows(path, sql):
    with sqlite3.connect(path) as db:
        return sorted(db.execute(sql), key=repr)


def printed(*arguments):
    return subprocess.run([make_register.COPIL, *arguments], capture_output=True,
                          check=True).stdout


with tempfile.TemporaryDirectory() as folder:
    os.environ["SOURCE_DATE_EPOCH"] = make_register.CLOCK
    written = make_register.write(600, folder, True)
    taken = os.path.join(folder, "taken.copil")
    printed("init", taken, "--convention", os.path.join(folder, "convention"))
    printed("batch", taken, os.path.join(folder, "mails"), "--output", os.path.join(folder, "out"))
    for table, sql in TABLES.items():
        expected, got = rows(taken, sql), rows(written, sql)
        other = [pair for pair in zip(expected, got) if pair[0] != pair[1]]
        ok(expected == got and got, f"{table}: {len(got)} rows as a batch writes them", *other[:2])
    with sqlite3.connect(written) as db:
        equal(db.execute("PRAGMA integrity_check").fetchall(), [("ok",)], "the file is whole")
        equal(db.execute("PRAGMA foreign_key_check").fetchall(), [], "every row refers to another")
        verdicts = dict(db.execute("SELECT verdict, count(*) FROM submission GROUP BY 1"))
    equal(sorted(verdicts), ["accepted", "duplicate", "refused", "replaced"],
          "forms of all verdicts are in it")
    status = [json.loads(printed("status", register, "--json")) for register in (written, taken)]
    for told in status:
        for form in told["waiting"]:  # with the words of findings, and what to type
            del form["findings"], form["command"]
    equal(*status, "status says the same of both")
    equal(printed("explain", written, "3.2-a", "--json"),
          printed("explain", taken, "3.2-a", "--json"), "explain says the same of both")
    again = os.path.join(folder, "again")
    os.mkdir(again)
    with open(make_register.write(600, again, False), "rb") as one, open(written, "rb") as two:
        ok(one.read() == two.read(), "made again, the same bytes")
done()
