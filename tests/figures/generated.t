#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Every figure of a generated mailbox of 5,000 forms, and of one of the other convention, recomputed
from their mails: which forms stand is decided here too, and who has sent what.  FORMS and SEED make
others."""
import json
import os
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
from originals import forms_of, mails  # noqa: E402
from recompute import Recomputation  # noqa: E402
from standing import Judge, completeness  # noqa: E402

CLOCK = 1475481600  # 3 October 2016
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


def convention_of(tests, name, forms, crowd):
    """All of one convention, with FORMS forms of CROWD."""
    with tempfile.TemporaryDirectory() as work:
        convention, messages = generate(os.path.join(SOURCE, "forms", name), work, forms, CLOCK,
                                        crowd, SEED)
        judge = Judge(convention, CLOCK)
        judged = judge.judge(read(os.path.join(work, "box"), convention))
        standing = [form for form, verdict in judged if verdict == "accepted"]
        wanted = Recomputation(convention, standing, {form.period for form, _ in judged
                                                      if form.period}).figures()
        register = os.path.join(work, "r.copil")
        copil("init", register, "--convention", convention.folder, clock=CLOCK)
        told = json.loads(copil("batch", register, os.path.join(work, "box"), "--output",
                                os.path.join(work, "out"), "--json", clock=CLOCK))
        status = json.loads(copil("status", register, "--json", clock=CLOCK))
        rows = exported(register, work, CLOCK, "--confidential")
        masked = exported(register, work, CLOCK)
    check_batch(tests, told, judged, messages, forms)
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
