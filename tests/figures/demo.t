#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Every figure of both demo mailboxes, recomputed from the originals by the definition's formulas:
each scope, value, numerator, denominator, number of respondents and expected, and each form behind
it.  Which forms stand is read from the tables of verdicts, which people made."""
import csv
import os
import sys
import tempfile

sys.dont_write_bytecode = True
SOURCE = os.environ.get("COPIL_SRCDIR", ".")
sys.path.insert(0, os.path.join(SOURCE, "tests/figures"))

from answers import Reader  # noqa: E402
from compare import Tests, check_masked, check_sources, compare, copil, exported  # noqa: E402
from convention import Convention, period_of  # noqa: E402
from originals import forms_of, mails  # noqa: E402
from recompute import Recomputation  # noqa: E402


def verdicts(convention):
    with open(os.path.join(SOURCE, f"tests/mail/{convention.id}.verdicts.tsv"),
              encoding="utf-8") as table:
        return list(csv.DictReader(table, delimiter="\t"))


def event_of(form):
    return form.answers.get(form.sheet.key) if form.sheet.key else None


def same_half(convention, form, period):
    """Whether what is typed names the half of PERIOD: two forms of one mail may differ in it."""
    typed = form.answers[convention.role("period")]
    return "-S" not in period or period[-2:] in typed


def standing(convention):
    """The forms that the table calls accepted, each with its row's organisation and period."""
    wanted = {}
    for row in verdicts(convention):
        if row["verdict"] == "accepted":
            wanted.setdefault((row["file"], row["sheet"]), []).append(row)
    reader, forms = Reader(convention), []
    for place, data in mails(os.path.join(SOURCE, "tests/mail", convention.id)):
        for original in forms_of(place, data, convention):
            rows = wanted.get((place, original.sheet))
            if not rows:
                continue
            form = reader.form(original)
            row = next(row for row in rows if same_half(convention, form, row["period"]))
            rows.remove(row)
            form.organisation, form.event = row["organisation"], event_of(form)
            form.period = period_of(row["period"], convention.school)
            forms.append(form)
    return forms, [row for rows in wanted.values() for row in rows]


def periods(convention):
    """Those that some form names, whatever became of it."""
    named = {row["period"] for row in verdicts(convention) if row["period"]}
    return {period_of(text, convention.school) for text in named}


# Added up on paper from what was typed (tests/mail/written), so that the recomputation itself does
# not go by what copil says.  (indicator, period, scope): value, or numerator beside denominator.
BY_HAND = {
    # 96 Ush + 0 Afpols + 52 Créteil + 31 Paris, of 210 + 0 + 85 + 40; Paris's first form is refused
    ("1-a", "2013-2014-S1", ()): "179",
    ("1-b", "2013-2014-S1", ()): "53.4",
    # 81 + 0 + 47 + 28 of 179; then with 90 + 58 + 39 of 101 + 63 + 44: 343 of 387
    ("1-c", "2013-2014-S1", ()): "87.2",
    ("1-c", "2013-2014", ()): "88.6",
    # 16/12, 12/12 and 20 January; "fin 2013" is no day
    ("1-d", "2013-2014-S1", ()): "2014-01-20",
    # 41 + 6 + 2 + 5 + 8 + 9 + 7 + 4 = 82 of 120, declared twice and counted once; 94 of 140
    ("2.1-a", "2013-2014", ()): "82",
    ("2.1-a", "term", ()): "176",
    ("2.1-b", "term", ()): "67.7",
    # 16/20 is 8: (8 × 58 + 7.8 × 71) / 129
    ("2.1-c", "term", ()): "7.9",
    # Colette 1 + 2 + 2, Modèle 2 + 1 + 1, Épure 2 + 1; Spécimen is refused
    ("2.2-a", "2013-2014", ()): "12",
    ("2.2-a", "2013-2014", (("diplome", "SPVL"),)): "5",
    # Versailles 19, Colette 11, Prototype 3; of human resources 7 + 2 + 1
    ("3.1-a", "2013-2014", ()): "33",
    ("3.1-a", "2013-2014", (("fonction", "RRH"),)): "10",
    # Colette 23 of 26 and 24 of 30, Canevas 19 of 22 and 15 of 28; girls 39 of 51, boys 42 of 55
    ("3.2-a", "2014-2015", ()): "76.4",
    ("3.2-a", "2014-2015", (("diplome", "GI"),)): "87.5",
    ("3.2-a", "2014-2015", (("genre", "F"),)): "76.5",
    ("3.2-a", "2014-2015", (("genre", "G"),)): "76.4",
    ("3.2-a", "2014-2015", (("statut", "SCO"),)): "83.9",
    # Colette 3 + 4, the new CFA 5 + 2
    ("3.3-b", "2014-2015-S1", ()): "14",
    # Colette 8 of 26, Modèle 11 of 64, Spécimen 12 of 59, Épure 2 of 41; Prototype is refused
    ("3.4-a", "2013-2014", ()): "33",
    ("3.4-a", "2013-2014", (("genre", "F"),)): "20",
    ("3.4-b", "2013-2014", ()): "17.4",
    # 18 + 35 of landlords beside 146 of the Ush, never added; 33 beside 6 + 9
    ("3.4-c", "2013-2014", (("kind", "landlord"),)): "53",
    ("3.4-x", "2013-2014", ()): ("33", "15"),
    # 85 + 40 + 60 + 12 + 25 + 5
    ("4-b", "2013-2014", ()): "227",
    # Créteil twice yes, Versailles yes, Paris no; PI twice, SPVL, ESF
    ("5-a", "2013-2014", ()): "75",
    ("5-b", "2013-2014", ()): "3",
    # 1 + 2 of Créteil, 1 + 2 of Versailles
    ("4-a", "2013-2014", ()): "6",
}


def check_by_hand(tests, wanted):
    wrong = [(key, value) for key, value in BY_HAND.items() if value not in (
        wanted[key].value, (wanted[key].numerator, wanted[key].denominator))]
    tests.ok(not wrong, f"{len(BY_HAND)} figures recomputed as they were on paper", *wrong)


tests = Tests()
for name, clock in (("idf-2013", 1436400000), ("emplois-avenir-2012", 1405929600)):
    convention = Convention(os.path.join(SOURCE, "forms", name))
    forms, missing = standing(convention)
    tests.same([], missing, f"{name}: {len(forms)} accepted forms are found in the mails")
    wanted = Recomputation(convention, forms, periods(convention)).figures()
    if name == "idf-2013":
        check_by_hand(tests, wanted)
    with tempfile.TemporaryDirectory() as work:
        register = os.path.join(work, "r.copil")
        copil("init", register, "--convention", convention.folder, clock=clock)
        copil("batch", register, os.path.join(SOURCE, "tests/mail", name), "--output", work,
              clock=clock)
        rows = exported(register, work, clock, "--confidential")
        masked = exported(register, work, clock)
    compare(tests, name, wanted, rows)
    check_sources(tests, name, rows)
    check_masked(tests, name, rows, masked)
tests.plan()
