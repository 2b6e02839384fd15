#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Every figure of a generated mailbox of 5,000 forms, and of one of the other convention, recomputed
from their mails: which forms stand is decided here too, and who has sent what.  In between the
secretariat acts: one organisation is in the list only later, and its mails are examined anew; forms
are withdrawn, one comes back; one is typed.  FORMS and SEED make others."""
import copy
import email
import hashlib
import json
import os
import random
import re
import shutil
import sqlite3
import sys
import tempfile
from collections import Counter
from fractions import Fraction

sys.dont_write_bytecode = True
SOURCE = os.environ.get("COPIL_SRCDIR", ".")
sys.path.insert(0, os.path.join(SOURCE, "tests/figures"))

from answers import Reader  # noqa: E402
from compare import Tests, check_masked, check_sources, compare, copil, exported  # noqa: E402
from generate import generate  # noqa: E402
from originals import Original, forms_of, leaves, mails, read_xml  # noqa: E402
from recompute import Recomputation  # noqa: E402
from standing import Judge, completeness  # noqa: E402

CLOCK = 1475481600  # 3 October 2016
ACTED = CLOCK + 3600
FORMS, SEED = int(os.environ.get("FORMS", 5000)), int(os.environ.get("SEED", 2013))


def read(box, convention):
    reader = Reader(convention)
    return [reader.form(original) for place, data in mails(box)
            for original in forms_of(place, data, convention)]


def ties(figures):
    """Of ratios those that lie between two tenths, which must go up."""
    tenths = [Fraction(figure.numerator) * 1000 / Fraction(figure.denominator)
              for figure in figures.values()
              if figure.value and figure.denominator not in (None, "0")]
    return sum(1 for each in tenths if each.denominator == 2)


def check_batch(tests, told, judged, messages, forms):
    counts = Counter(verdict for _, verdict in judged)
    tests.same(messages, told["messages"], f"{messages} mails, every one taken in")
    tests.same(forms, told["forms"], f"{forms} forms, every one found")
    for verdict in ("accepted", "refused", "replaced", "duplicate"):
        tests.same(counts[verdict], told[verdict], f"{counts[verdict]} forms {verdict}")
    tests.same(forms, sum(told[verdict] for verdict in (
        "accepted", "refused", "replaced", "duplicate", "unreadable")),
        "each form has one of these verdicts")


def check_status(tests, status, judge, judged):
    wanted = completeness(judge, judged)
    got = {(row["sheet"], row["period"], row["organisation"]): row["state"]
           for row in status["expected"]}
    tests.same(len(status["expected"]), len(got), "nothing is expected twice")
    for sheet in sorted({key[0] for key in {*wanted, *got}}):
        own, theirs = ({key: state for key, state in states.items() if key[0] == sheet}
                       for states in (wanted, got))
        counts = Counter(own.values())
        said = ", ".join(f"{number} {state}" for state, number in sorted(counts.items()))
        tests.ok(own == theirs, f"sheet {sheet}: {said}", *(
            f"{key}: {own.get(key)}, copil {theirs.get(key)}" for key in sorted({*own, *theirs})
            if own.get(key) != theirs.get(key)))


# ---- acts ----

def without(convention, who, folder):
    """CONVENTION as it was before WHO was in its list."""
    shutil.copytree(convention.folder, folder)
    path = os.path.join(folder, "participants.csv")
    with open(path, encoding="utf-8") as file:
        lines = [line for line in file if not line.startswith(who + ";")]
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(lines)
    before = copy.copy(convention)
    before.folder = folder
    before.people = {one: row for one, row in convention.people.items() if one != who}
    return before


def busiest(judged):
    """Who has most forms that stand."""
    counts = Counter(form.organisation for form, verdict in judged if verdict == "accepted")
    return min(counts, key=lambda who: (-counts[who], who))


def decide(register, act, target):
    copil("decide", register, act, target, "--why", "essai", "--by", "N. Essai", clock=ACTED)


def id_of(register, form):
    """As copil names it."""
    with sqlite3.connect(register) as database:
        (found,), = database.execute(
            "SELECT s.id FROM submission s JOIN message m ON m.arrival = s.message"
            " WHERE m.sha256 = ? AND s.part_sha256 = ?",
            (form.original.message, form.original.bytes))
    return found


def withdraw(register, judged, dice):
    """Some forms of each verdict; one of them comes back.  When each that stays away was."""
    often = Counter((form.original.message, form.original.bytes) for form, _ in judged)
    chosen = []
    for wanted, count in (("accepted", 12), ("replaced", 4), ("refused", 4)):
        chosen += dice.sample([form for form, verdict in judged if verdict == wanted and
                               often[form.original.message, form.original.bytes] == 1], count)
    for form in chosen:
        decide(register, "withdraw", id_of(register, form))
    decide(register, "restore", id_of(register, chosen[0]))
    return {(form.original.message, form.original.bytes): ACTED for form in chosen[1:]}


def typed(register, box, work, convention, judged):
    """A form like one that came, one number greater, typed: as an original of its own."""
    stands = {form.original.bytes for form, verdict in judged if verdict == "accepted"}
    for _, data in mails(box):
        for leaf in leaves(email.message_from_bytes(data)):
            changed = re.sub(rb"<(conventions|mecenat_jours)>(\d+)<",
                             lambda m: b"<%s>%d<" % (m[1], int(m[2]) + 1), leaf, count=1)
            if changed == leaf or hashlib.sha256(leaf).hexdigest() not in stands:
                continue
            path, sha = os.path.join(work, "typed.xml"), hashlib.sha256(changed).hexdigest()
            with open(path, "wb") as file:
                file.write(changed)
            copil("enter", register, path, "--why", "essai", "--by", "N. Essai", clock=ACTED)
            sheet, cells, motifs = read_xml(changed)
            return Reader(convention).form(Original(path, sha, ACTED, 0, sha, sheet, True, cells,
                                                    motifs))
    raise AssertionError("no form in XML")


def check_acts(tests, name, register, judged, before):
    with sqlite3.connect(register) as database:
        got = dict(database.execute("SELECT verdict, count(*) FROM submission GROUP BY 1"))
    counts = Counter(verdict for _, verdict in judged)
    tests.same(dict(counts), got, f"{name}: after all acts, {dict(counts)}")
    tests.ok(counts["withdrawn"] == 19 and counts["accepted"] != before["accepted"],
             f"{name}: which are other forms than before")


def convention_of(tests, name, forms, crowd):
    """All of one convention, with FORMS forms of CROWD."""
    with tempfile.TemporaryDirectory() as work:
        convention, messages = generate(os.path.join(SOURCE, "forms", name), work, forms, CLOCK,
                                        crowd, SEED)
        box, register = os.path.join(work, "box"), os.path.join(work, "r.copil")
        arrived = read(box, convention)
        late = busiest(Judge(convention, CLOCK).judge(arrived))
        before = without(convention, late, os.path.join(work, "before"))
        judged = Judge(before, CLOCK).judge(arrived)
        copil("init", register, "--convention", before.folder, clock=CLOCK)
        told = json.loads(copil("batch", register, box, "--output", os.path.join(work, "out"),
                                "--json", clock=CLOCK))
        check_batch(tests, told, judged, messages, forms)
        first = Counter(verdict for _, verdict in judged)
        copil("update", register, "--convention", convention.folder, clock=CLOCK)
        judged = Judge(convention, CLOCK).judge(arrived)
        for message in sorted({form.original.message for form, _ in judged
                               if late in (form.organisation,
                                           form.answers.get(form.sheet.partner))}):
            decide(register, "reexamine", message)
        withdrawn = withdraw(register, judged, random.Random(SEED))
        arrived.append(typed(register, box, work, convention, judged))
        judge = Judge(convention, CLOCK, withdrawn)
        judged = judge.judge(arrived)
        standing = [form for form, verdict in judged if verdict == "accepted"]
        wanted = Recomputation(convention, standing, {form.period for form, _ in judged
                                                      if form.period}).figures()
        check_acts(tests, name, register, judged, first)
        status = json.loads(copil("status", register, "--json", clock=ACTED))
        rows = exported(register, work, ACTED, "--confidential")
        masked = exported(register, work, ACTED)
    check_status(tests, status, judge, judged)
    compare(tests, name, wanted, rows)
    check_sources(tests, name, rows)
    check_masked(tests, name, rows, masked)
    return wanted


tests = Tests()
wanted = convention_of(tests, "idf-2013", FORMS, {"school": FORMS // 18, "landlord": 50})
tests.ok(ties(wanted), f"{ties(wanted)} ratios lie on a half, and go up")
convention_of(tests, "emplois-avenir-2012", FORMS // 10, {"regie": FORMS // 120,
                                                          "landlord": FORMS // 120})
tests.plan()
