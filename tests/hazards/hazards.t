#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Each hazard of mail, packages, XML and data, sent through the program among honest messages.

rows.tsv says of each hazard what is done about it and what proves that: cases of this folder, or
tests elsewhere.  A case is a folder: make.py (NAME and DATA of a file) or the file itself, and
expected.txt, which is all that the register says of it: the verdict of each message and form, each
finding with its French sentence, to whom an answer goes.  COPIL_BLESS=1 writes them anew.

All cases lie in one folder with the honest messages: one batch takes them in, and another one the
honest messages alone.  What the two registers say of those must be the same: a hostile message
changes its own rows only.
"""
import csv
import email
import email.policy
import os
import runpy
import sys
import time

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "../cli")]
from cli import *  # noqa: E402, F403
import craft  # noqa: E402

CASES = os.path.join(HERE, "cases")
# Of the honest: none of them speaks for an organisation of the cases.
HONEST = {"0779101Z": "CRETEIL", "0939101M": "CRETEIL", "0759101K": "PARIS", "0759103M": "PARIS",
          "0789101U": "VERSAILLES", "0959101B": "VERSAILLES"}


def input_of(case):
    """(file name, bytes) of a case."""
    folder = os.path.join(CASES, case)
    script = os.path.join(folder, "make.py")
    if os.path.exists(script):
        made = runpy.run_path(script)
        return made["NAME"], made["DATA"]
    (name,) = set(os.listdir(folder)) - {"expected.txt"}
    with open(os.path.join(folder, name), "rb") as file:
        return name, file.read()


def write_honest(box):
    os.mkdir(box)
    for number, (who, territory) in enumerate(HONEST.items()):
        with open(os.path.join(box, f"bon-{who}.eml"), "wb") as file:
            file.write(craft.mail(craft.part(craft.sheet(number + 1, who, territory)), number,
                                  sender=f"{who}@x.example".lower()))


def answer_of(register, arrival):
    found = rows(register, "SELECT eml FROM answer WHERE message = ?", arrival)
    if not found:
        return "none"
    read = email.message_from_bytes(found[0][0], policy=email.policy.default)
    return " ".join(sorted(one.addr_spec for one in read["To"].addresses))


def findings(register, where, *parameters):
    return [f"  {severity} {code}: {text}" for severity, code, text in rows(
        register, "SELECT severity, code, text FROM finding WHERE " + where +
        " ORDER BY history, id", *parameters)]


def told(register, name):
    """All that the register says of the file NAME, as expected.txt has it."""
    lines = []
    for arrival, own, verdict in rows(
            register, "SELECT arrival, name, verdict FROM message WHERE name = ? OR name LIKE ?"
            " ORDER BY name", name, name + "#%"):
        lines.append(f"{own}: {verdict or 'forms'}, answer to {answer_of(register, arrival)}")
        lines += findings(register, "message = ? AND submission IS NULL", arrival)
        for rank, label, sheet, who, period, judged in rows(
                register, "SELECT s.rank, p.filename, s.sheet, s.organisation, s.period, s.verdict"
                " FROM submission s JOIN part p ON p.message = s.message AND p.path = s.part"
                " WHERE s.message = ? ORDER BY s.part", arrival):
            lines.append(f"- {label}: {judged} " + " ".join(
                str(word) for word in (sheet, who, period) if word))
            lines += findings(register, "submission = ?", rank)
            lines += [f"  {field} = {value}" for field, value in rows(
                register, "SELECT field || coalesce('.' || item || '.' || column, ''), canonical"
                " FROM value WHERE submission = ? AND (item IS NOT NULL OR field = 'organisme')"
                " ORDER BY seq", rank)]
    return "".join(line[:1000] + "\n" for line in lines)


def take_in(work, name, box):
    register = new_register(work, name)
    began = time.monotonic()
    finished = run("batch", register, box, "--output", os.path.join(work, name + "-out"), "--jobs",
                   "2", timeout=400)
    ok(finished.returncode == 0, f"the batch ends well ({time.monotonic() - began:.0f} s)",
       finished.returncode, finished.stderr)
    return register


def check_case(register, case, name):
    path = os.path.join(CASES, case, "expected.txt")
    got = told(register, name)
    if os.environ.get("COPIL_BLESS"):
        with open(path, "w", encoding="utf-8") as file:
            file.write(got)
    expected = ""
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            expected = file.read()
    ok(got and got == expected, f"{case}: its verdict, with the reason", "expected", expected,
       "got", got)


def test_cases(work):
    apart, box = os.path.join(work, "honest"), os.path.join(work, "box")
    names = {}
    write_honest(apart)
    write_honest(box)
    for case in sorted(os.listdir(CASES)):
        names[case], data = input_of(case)
        with open(os.path.join(box, names[case]), "wb") as file:
            file.write(data)
    equal(len(set(names.values())), len(names), "no two cases share a file name")
    alone, register = take_in(work, "alone.copil", apart), take_in(work, "all.copil", box)
    for case, name in names.items():
        check_case(register, case, name)
    honest, kept = (content(path, {"answer.id"}) for path in (alone, register))
    equal(len([key for key in honest if key[0] == "submission"]), len(HONEST),
          "the honest are registered")
    same(honest, {key: kept.get(key) for key in honest},
         "what the register says of the honest messages is what it says without the hostile ones")
    raw = "\0".join(str(cell) for row in rows(register, "SELECT text FROM finding UNION ALL SELECT"
                                              " name FROM message UNION ALL SELECT filename FROM"
                                              " part UNION ALL SELECT canonical FROM value")
                    for cell in row if cell)
    bad = set(raw) & set("\x1b\x07\x08\r\u202e\u2066")
    ok(not bad, "no text of the register turns round or writes to a terminal", bad)
    verified = run("verify", register, timeout=400)
    ok(verified.returncode == 0, "the register is whole, and comes to the same from its originals",
       verified.stdout.decode()[-2000:], verified.stderr)


def test_map():
    """Each row names what is there, and each case stands in a row."""
    with open(os.path.join(HERE, "rows.tsv"), encoding="utf-8") as file:
        table = list(csv.DictReader(file, delimiter="\t"))
    named = set()
    for row in table:
        missing = []
        for proof in row["held by"].split():
            place, _, what = proof.partition(":")
            path = os.path.join(CASES, proof) if "/" not in proof else os.path.join(
                SOURCE, "tests", place)
            if not os.path.exists(path):
                missing.append(proof)
            elif what:
                with open(path, encoding="utf-8") as file:
                    missing += [] if what in file.read() else [proof]
            else:
                named.add(proof)
        ok(row["held by"] and row["what is done"] and not missing, f"{row['hazard']} is held",
           missing)
    equal(len({row["hazard"] for row in table}), len(table), "each hazard has one row")
    equal(sorted(set(os.listdir(CASES)) - named), [], "each case stands in a row")


with folder() as work:
    test_map()
    test_cases(work)
done()
