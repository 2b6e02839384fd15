#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Signatures on paper, registered by number: acts, what status says of them, and verify."""
import json
import os
import sys

sys.dont_write_bytecode = True
from cli import *  # noqa: E402, F403

ALL = ["ush", "afpols", "creteil", "paris", "versailles"]


def decide(register, *words, status=0, says="", **options):
    finished = run("decide", register, *words, "--by", "N. Greffier", **options)
    text = (finished.stdout + finished.stderr).decode()
    ok(finished.returncode == status and says in " ".join(text.split()), "decide " + words[0] +
       " " + " ".join(words[1:3]), finished.returncode, text)


def editions(register):
    return json.loads(run("status", register, "--json").stdout)["editions"]


def lines(register, **options):
    text = run("status", register, **options).stdout.decode()
    return [line for line in text.splitlines() if line.startswith(("Edition", "Édition"))]


def test_none(register):
    equal((editions(register), lines(register)), ([], []), "without edition nothing is to be signed")
    decide(register, "signed", "edition:1", "ush", "--why", "x", status=2,
           says="the register has no edition 1")


def test_written(register):
    why = "original papier reçu le 7 juillet"
    equal(lines(register), ["Edition 1, issued on 9 juillet 2015: 0 signatures of 5; missing: ush, "
                            "afpols,"], "an edition that nobody has signed")
    decide(register, "signed", "edition:1", "ush", "--why", why,
           says="Registered: signed edition:1 ush")
    decide(register, "signed", "signataire:paris", "1", "--why", why,
           says="Registered: signed edition:1 paris")
    decide(register, "signed", "edition:1", "ush", "--why", "encore",
           says="that signature is registered already")
    equal(rows(register, "SELECT who, act, target, why FROM act ORDER BY id"),
          [("N. Greffier", "signed", "edition:1 " + who, why) for who in ("ush", "paris")],
          "an act each: who says so, of which edition and signatory, and why")
    one = editions(register)[0]
    equal((one["number"], one["issued"], one["signatories"], one["signed"], one["missing"]),
          (1, "2015-07-09", ALL, ["ush", "paris"], ["afpols", "creteil", "versailles"]),
          "status --json: who has signed and who has not")
    equal(lines(register, LANGUAGE="fr")[0][:63],
          "Édition 1, émise le 9 juillet 2015\u202f: 2 signatures sur 5\u202f; il ma", "in French")


def test_refused(register):
    for words, says in (
            (("edition:2", "ush"), "the register has no edition 2"),
            (("edition:1", "dupont"), "dupont doesn't sign edition 1; its signatories are ush, "
             "afpols, creteil, paris, versailles"),
            (("edition:1",), "an edition and a signatory are needed"),
            (("ush", "paris", "1"), "an edition and a signatory are needed"),
            (("edition:0", "ush"), "an edition and a signatory are needed"),
            (("edition:99999999999999999999", "ush"), "the register has no edition")):
        decide(register, "signed", *words, "--why", "x", status=2, says=says)


def test_undone(register):
    decide(register, "unsigned", "edition:1", "versailles", "--why", "x",
           says="that signature was not registered")
    decide(register, "unsigned", "edition:1", "paris", "--why", "signé par une autre personne",
           says="Registered: unsigned edition:1 paris")
    equal(editions(register)[0]["signed"], ["ush"], "what is undone doesn't count")
    for who in ALL:
        run("decide", register, "signed", "edition:1", who, "--why", "séance", "--by", "N. G.")
    equal(lines(register), ["Edition 1, issued on 9 juillet 2015: 5 signatures of 5."],
          "all have signed")
    ok(b"signed edition" not in run("status", register).stdout,
       "what is said in one line is not listed again")
    finished = run("verify", register)
    equal(finished.returncode, 0, "the register is whole with these acts")


with folder() as work:
    register = new_register(work)
    must("batch", register, MAIL, "--output", os.path.join(work, "out"))
    test_none(register)
    must("report", register, "--issue", "--output", os.path.join(work, "edition.pdf"))
    test_written(register)
    test_refused(register)
    test_undone(register)
done()
