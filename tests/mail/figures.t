#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The figures of the demo mail, computed a second time.

Nothing of copil is used but its export, and nothing of the definition either: answers are read by
their printed codes, and the formulas are those of the agreement's indicators as the project's
domain page has them, written out here by hand.  See tests/figures for all that the definition says.
"""
import csv
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from types import SimpleNamespace

sys.dont_write_bytecode = True
source = os.environ.get("COPIL_SRCDIR", ".")
sys.path.insert(0, os.path.join(source, "tests/figures"))

from originals import forms_of, mails  # noqa: E402

copil = os.environ.get("COPIL", os.path.join(source, "build/copil"))
mail = os.path.join(source, "tests/mail")
WORDS = dict(zip("zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze"
                 " quinze seize".split(), range(17)), néant=0, aucun=0, aucune=0)
WORDS["une trentaine"] = 30
MONTHS = ("janvier février mars avril mai juin juillet août septembre octobre novembre"
          " décembre").split()

# Fields of each sheet by code, and columns of its grids from left to right.
GRIDS = {
    "2.1": {"13": ["presents"]},
    "2.2": {"10": ["immersion", "formation"]},
    "3.1": {"12": ["contacts"]},
    "3.2": {"10": ["effectif", "effectif_filles", "stages", "stages_filles", "conventions"],
            "11": ["effectif", "stages"]},
    "3.3": {"10": ["interventions", "eleves_touches", "eleves_accueillis"]},
    "3.4": {"10": ["sortants", "sortants_filles", "embauches", "embauches_filles"]},
    "4": {"14": ["recrutements_prevus"]},
    "5": {"11": ["modifications"]},
}
NAMES = {
    "1": {"10": "publications", "11": "mise_en_ligne", "12": "evenements",
          "13": "enquetes_envoyees", "14": "enquetes_recues", "15": "satisfaits",
          "16": "retours", "17": "actions_mixite"},
    "2.1": {"10": "date_reunion", "11": "lieu", "12": "invites", "13": "presents",
            "14": "fiches_evaluation", "15": "note_moyenne"},
    "2.2": {"10": "accueils", "11": "visites", "12": "congres", "13": "supports",
            "14": "exploitation", "15": "qualite_situations", "16": "deja_formes"},
    "3.1": {"10": "depliants", "11": "consultations", "12": "contacts", "13": "date_parution",
            "14": "suites", "15": "utilisation"},
    "3.2": {"10": "stages", "11": "statuts", "20": "jurys_ccf", "21": "jurys_ponctuelles",
            "22": "stagiaires_accueillis", "23": "professeurs_accueillis"},
    "3.3": {"10": "interventions"},
    "3.4": {"10": "insertion", "20": "offres", "21": "embauches_bailleur"},
    "4": {"10": "date_reunion", "11": "participants", "12": "offres_analysees", "14": "besoins",
          "15": "profils", "16": "evolution_metiers", "17": "ouvertures_fermetures"},
    "5": {"10": "contacts_assures", "11": "modifications", "12": "description"},
}


def number(text):
    """A count as a careful person reads it; None when nothing was given."""
    text = re.sub(r"[\u00a0\u202f ]", " ", text or "").strip().lower()
    if not text or text in ("-", "/", "nc", "n.c.", "nr", "s.o.", "à définir"):
        return None
    if text in WORDS:
        return Decimal(WORDS[text])
    scale = re.fullmatch(r"(\d+(?:,\d+)?)\s*/\s*20", text)
    if scale:
        return Decimal(scale[1].replace(",", ".")) / 2
    found = re.search(r"\d[\d ]*(?:[.,]\d+)?", text)
    return Decimal(found[0].replace(" ", "").replace(",", ".")) if found else None


def day(text):
    """A date in figures or with the month's name, as 2014-03-12; None when the day is missing."""
    for month, name in enumerate(MONTHS, 1):
        text = text.lower().replace(name, f"/{month}/")
    parts = re.findall(r"\d+", text)
    if len(parts) != 3:
        return None
    if len(parts[0]) < 4:
        parts.reverse()
    return "-".join(part.zfill(2) for part in parts)


# ---- originals ----

def values_of(form):
    """{(field, item, column): text} of one form."""
    if form.strict:
        return form.cells
    names, grids, values = NAMES[form.sheet], GRIDS.get(form.sheet, {}), {}
    for (code, item, column), text in form.cells.items():
        if code in grids and item:
            values[names[code], item, grids[code][column]] = text
        elif code in grids and text.lower() in ("néant", "aucun"):
            values[names[code], None, "néant"] = "0"
        elif code in names:
            values[names[code], None, None] = text
    return values


def standing():
    """The forms that the table of verdicts calls accepted: sheet, organisation, period, values."""
    wanted = defaultdict(list)
    with open(os.path.join(mail, "idf-2013.verdicts.tsv"), encoding="utf-8") as table:
        for row in csv.DictReader(table, delimiter="\t"):
            if row["verdict"] == "accepted":
                wanted[row["file"]].append(row)
    known = SimpleNamespace(prefix="FA", namespace="urn:copil:idf-2013", sheets=NAMES)
    forms = []
    for place, data in mails(os.path.join(mail, "idf-2013")):
        originals = list(forms_of(place, data, known))
        for row in wanted.pop(place, []):
            found = next(form for form in originals if form.sheet == row["sheet"])
            originals.remove(found)
            forms.append((row["sheet"], row["organisation"], row["period"], values_of(found)))
    assert not wanted, wanted
    return forms


# ---- figures ----

with open(os.path.join(source, "forms/idf-2013/participants.csv"), encoding="utf-8-sig") as file:
    PEOPLE = {row["identifiant"]: row for row in csv.DictReader(file, delimiter=";")}
FORMS = standing()


def is_school(who):
    return PEOPLE[who]["type"] == "school"


def periods_of(period):
    return {period, period[:9], "term"}


def cells(item, who, genre=None):
    """The scopes that one answer counts in: the whole, diploma, academy, both; or genre."""
    academy = PEOPLE[who]["territoire"]
    if genre:
        return [(("genre", genre),)]
    return [(), (("academie", academy),), (("diplome", item),),
            (("academie", academy), ("diplome", item))]


def grid(sheet, field):
    """Each row of a grid: organisation, period, item, {column: number}.

    The grids of 2.2, 3.2, 3.3 and 3.4 are the schools': what others write in them is ignored.
    """
    for form, who, period, values in FORMS:
        if form != sheet or (sheet in ("2.2", "3.2", "3.3", "3.4") and not is_school(who)):
            continue
        rows = defaultdict(dict)
        for (name, item, column), text in values.items():
            if name == field and item and number(text) is not None:
                rows[item][column] = number(text)
        for item, row in rows.items():
            yield who, period, item, row


def single(sheet, field, kinds=None):
    for form, who, period, values in FORMS:
        if form == sheet and (not kinds or PEOPLE[who]["type"] in kinds):
            given = number(values.get((field, None, None)))
            if given is not None:
                yield who, period, given


def text(value):
    value = value.normalize()
    return format(value, "f")


def ratio(top, bottom, factor=100):
    value = (Decimal(top) * factor / Decimal(bottom)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return text(value)


# (indicator, period, scope): value, numerator, denominator, texts
EXPECTED = {}


def expect(key, value=None, top=None, bottom=None, texts=()):
    EXPECTED[key] = value, top, bottom, tuple(sorted(texts))


def expect_sums(indicator, parts):
    """PARTS: (period, scope, number)."""
    sums = defaultdict(Decimal)
    for period, scope, given in parts:
        for each in periods_of(period):
            sums[each, tuple(sorted(scope))] += given
    for (period, scope), total in sums.items():
        expect((indicator, period, scope), text(total))


def expect_ratios(indicator, parts, factor=100):
    tops, bottoms = defaultdict(Decimal), defaultdict(Decimal)
    for period, scope, top, bottom in parts:
        for each in periods_of(period):
            tops[each, tuple(sorted(scope))] += top
            bottoms[each, tuple(sorted(scope))] += bottom
    for key, bottom in bottoms.items():
        expect((indicator, *key), ratio(tops[key], bottom, factor) if bottom else None,
               text(tops[key]), text(bottom))


def grid_sums(indicator, sheet, field, columns, genre=False):
    parts = []
    for who, period, item, row in grid(sheet, field):
        given = [row[column] for column in columns if column in row]
        parts += [(period, scope, sum(given)) for scope in cells(item, who) if given]
        girls = columns[0] + "_filles"
        if genre and columns[0] in row and girls in row:
            parts.append((period, (("genre", "F"),), row[girls]))
            parts.append((period, (("genre", "G"),), row[columns[0]] - row[girls]))
    # A grid answered "néant" as a whole: zero, of the whole and of its academy.
    for form, who, period, values in FORMS:
        if form == sheet and (field, None, "néant") in values:
            parts += [(period, scope, Decimal(0))
                      for scope in ((), (("academie", PEOPLE[who]["territoire"]),))]
    expect_sums(indicator, parts)


def grid_ratios(indicator, sheet, field, top, bottom, genre=False):
    parts = []
    for who, period, item, row in grid(sheet, field):
        if top in row and bottom in row:
            parts += [(period, scope, row[top], row[bottom]) for scope in cells(item, who)]
        f, g = top + "_filles", bottom + "_filles"
        if genre and {top, bottom, f, g} <= row.keys():
            parts.append((period, (("genre", "F"),), row[f], row[g]))
            parts.append((period, (("genre", "G"),), row[top] - row[f], row[bottom] - row[g]))
    expect_ratios(indicator, parts)


def single_sums(indicator, sheet, fields, kinds=None):
    expect_sums(indicator, [(period, (), given) for field in fields
                            for _, period, given in single(sheet, field, kinds)])


def single_ratios(indicator, sheet, top, bottom):
    over = {(who, period): given for who, period, given in single(sheet, bottom)}
    expect_ratios(indicator, [(period, (), given, over[who, period])
                              for who, period, given in single(sheet, top)
                              if (who, period) in over])


def expect_beside(indicator, left, right):
    """Two sums for each period, of the whole; LEFT, RIGHT: (period, number)."""
    sums = defaultdict(lambda: [None, None])  # of a side that nobody gave
    for side, parts in enumerate((left, right)):
        for period, given in parts:
            for each in periods_of(period):
                sums[each][side] = (sums[each][side] or Decimal(0)) + given
    for period, sides in sums.items():
        expect((indicator, period, ()), None, *(None if each is None else text(each) for each in sides))


def column(sheet, field, name):
    return [(period, row[name]) for _, period, _, row in grid(sheet, field) if name in row]


def counts(sheet, field, kinds):
    return [(period, given) for _, period, given in single(sheet, field, kinds)]


def answers(sheet, field):
    for form, who, period, values in FORMS:
        if form == sheet and (values.get((field, None, None)) or "").strip():
            yield who, period, values[field, None, None].strip()


TEXTS = set()


def expect_texts(indicator, sheet, fields):
    """All that each form says, one field after the other."""
    TEXTS.add(indicator)
    said = defaultdict(list)
    for field in fields:
        for who, period, words in answers(sheet, field):
            said[who, period].append(words)
    by_period = defaultdict(list)
    for (_, period), words in said.items():
        for each in periods_of(period):
            by_period[each].append("\n".join(words))
    for period, texts in by_period.items():
        expect((indicator, period, ()), texts=texts)


def expect_dates(indicator, sheet, field, target):
    """The last one; how many in time, of how many."""
    given = defaultdict(list)
    for _, period, words in answers(sheet, field):
        for each in periods_of(period) if day(words) else ():
            given[each].append(day(words))
    for period, days in given.items():
        expect((indicator, period, ()), max(days), str(sum(each <= target for each in days)),
               str(len(days)))


single_sums("1-a", "1", ["enquetes_recues"])
single_ratios("1-b", "1", "enquetes_recues", "enquetes_envoyees")
single_ratios("1-c", "1", "satisfaits", "enquetes_recues")
single_sums("1-e", "1", ["publications", "evenements"])
single_sums("1-f", "1", ["actions_mixite"])
grid_sums("2.2-a", "2.2", "accueils", ["immersion", "formation"])
single_sums("2.2-b", "2.2", ["supports"])
single_sums("2.2-e", "2.2", ["visites"])
single_sums("2.2-f", "2.2", ["congres"])
single_sums("3.1-b", "3.1", ["suites"])
grid_ratios("3.2-a", "3.2", "stages", "stages", "effectif", genre=True)
grid_sums("3.2-b", "3.2", "stages", ["conventions"])
single_sums("3.2-c", "3.2", ["jurys_ccf", "jurys_ponctuelles"], ["landlord"])
grid_sums("3.3-a", "3.3", "interventions", ["eleves_touches"])
grid_sums("3.3-b", "3.3", "interventions", ["interventions"])
grid_sums("3.3-c", "3.3", "interventions", ["eleves_accueillis"])
grid_sums("3.4-a", "3.4", "insertion", ["embauches"], genre=True)
grid_ratios("3.4-b", "3.4", "insertion", "embauches", "sortants")
expect_sums("4-a", [(period, (), given) for period, given in
                    column("5", "modifications", "modifications")])
expect_dates("1-d", "1", "mise_en_ligne", "2013-12-31")
expect_texts("1-t", "1", ["retours"])
expect_texts("2.2-c", "2.2", ["exploitation"])
single_sums("2.2-g", "2.2", ["deja_formes"])
expect_beside("2.2-x", column("2.2", "accueils", "immersion"),
              counts("3.2", "professeurs_accueillis", ["landlord"]))
contacts = list(grid("3.1", "contacts"))
expect_sums("3.1-a", [(period, scope, row["contacts"]) for _, period, item, row in contacts
                      for scope in ((), (("fonction", item),))])
single_sums("3.1-c", "3.1", ["consultations"], ["ush", "academie"])
single_sums("3.1-d", "3.1", ["depliants"], ["academie", "school"])
expect_dates("3.1-e", "3.1", "date_parution", "2014-12-31")
expect_texts("3.1-t", "3.1", ["utilisation"])
expect_beside("3.2-x", column("3.2", "stages", "stages"),
              counts("3.2", "stagiaires_accueillis", ["landlord"]))
# offers by kind of sender, never added
expect_sums("3.4-c", [(period, (("kind", kind),), given) for kind in ("landlord", "ush")
                      for _, period, given in single("3.4", "offres", [kind])])
expect_beside("3.4-x", column("3.4", "insertion", "embauches"),
              counts("3.4", "embauches_bailleur", ["landlord"]))
# what the last meeting of the period expects, not what all of them do
meetings = sorted((day(values["date_reunion", None, None]), period, values)
                  for form, _, period, values in FORMS if form == "4")
last = {each: values for _, period, values in meetings for each in periods_of(period)}
for each, values in last.items():
    needs = {item: number(given) for (name, item, _), given in values.items()
             if name == "besoins" and item and number(given) is not None}
    expect(("4-b", each, ()), text(sum(needs.values())))
    for item, given in needs.items():
        expect(("4-b", each, (("diplome", item),)), text(given))
expect_texts("4-t", "4", ["profils", "evolution_metiers", "ouvertures_fermetures"])
expect_sums("4-c", [(period, (), Decimal(1)) for _, period, _ in meetings])
single_sums("4-d", "4", ["offres_analysees"])
single_sums("4-e", "4", ["participants"])
# contacts kept up: yes of all answers; a box is ticked, or not
kept = [(period, (), Decimal("☒ oui" in words.replace("\u00a0", " ")), Decimal(1))
        for _, period, words in answers("5", "contacts_assures")]
expect_ratios("5-a", kept)
# diplomas that at least one academy declares, each once
modified = defaultdict(set)
for form, _, period, values in FORMS:
    for each in periods_of(period) if form == "5" else ():
        modified[each] |= {item for (name, item, _), given in values.items()
                           if name == "modifications" and (number(given) or 0) > 0}
for each, diplomas in modified.items():
    expect(("5-b", each, ()), str(len(diplomas)))
expect_texts("5-t", "5", ["description"])
# the quality of situations: each answer of the list, by its code
QUALITIES = {"s": "S", "satisfaisante": "S", "très satisfaisante": "TS", "ps": "PS"}
expect_sums("2.2-d", [(period, scope, Decimal(1))
                      for _, period, words in answers("2.2", "qualite_situations")
                      for scope in ((), (("situation", QUALITIES[words.lower()]),))])
# statut, from its own grid
statuts = [(period, (("statut", item),), row["stages"], row["effectif"])
           for _, period, item, row in grid("3.2", "statuts")
           if {"stages", "effectif"} <= row.keys()]
expect_ratios("3.2-a", statuts)
# qualité of those present, counted once where two organisations declare one meeting
seen, parts, rates, marks = set(), [], [], []
for form, who, period, values in sorted(FORMS, key=lambda form: form[1]):
    if form != "2.1":
        continue
    key = (day(values["date_reunion", None, None]),
           re.sub(r"\W", "", values["lieu", None, None].lower()))
    present = {item: number(given) for (name, item, _), given in values.items()
               if name == "presents" and item and number(given) is not None}
    if key in seen:
        continue
    seen.add(key)
    parts += [(period, (), sum(present.values()))]
    parts += [(period, (("qualite", item),), given) for item, given in present.items()]
    invited = number(values.get(("invites", None, None)))
    if invited is not None:
        rates.append((period, (), sum(present.values()), invited))
    mark = number(values.get(("note_moyenne", None, None)))
    weight = number(values.get(("fiches_evaluation", None, None)))
    if mark is not None and weight is not None:
        marks.append((period, (), mark * weight, weight))
expect_sums("2.1-a", parts)
expect_ratios("2.1-b", rates)
expect_ratios("2.1-c", marks, factor=1)

# ---- comparison ----

with tempfile.TemporaryDirectory() as work:
    register, output = os.path.join(work, "r.copil"), os.path.join(work, "figures.json")
    environment = dict(os.environ, SOURCE_DATE_EPOCH="1436400000")
    for command in (["init", register, "--convention", os.path.join(source, "forms/idf-2013")],
                    ["batch", register, os.path.join(mail, "idf-2013"), "--output", work],
                    ["export", register, "--output", output, "--confidential"]):
        subprocess.run([copil, *command], env=environment, check=True, stdout=subprocess.DEVNULL)
    with open(output, encoding="utf-8") as file:
        exported = json.load(file)["figures"]
GOT = {(figure["indicator"], figure["period"], tuple(sorted(figure["scope"].items()))):
       (figure.get("value"), figure.get("numerator"), figure.get("denominator"),
        tuple(sorted(each["value"] for each in figure["sources"])
              if figure["indicator"] in TEXTS else ()))
       for figure in exported if figure["sources"]}

INDICATORS = sorted({key[0] for key in [*EXPECTED, *GOT]})
print(f"1..{len(INDICATORS)}")
for number_of_test, indicator in enumerate(INDICATORS, 1):
    wanted = {key: value for key, value in EXPECTED.items() if key[0] == indicator}
    got = {key: value for key, value in GOT.items() if key[0] == indicator}
    print("ok" if wanted == got else "not ok", number_of_test, "-", indicator,
          f"({len(wanted)} figures)")
    for key in sorted({*wanted, *got}):
        if wanted.get(key) != got.get(key):
            print("#", *key, "by hand", wanted.get(key), "copil", got.get(key))
