#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The figures of the demo mail, computed a second time.

Nothing of copil is used but its export: the originals are opened with Python's email, zipfile and
ElementTree, answers are read by their printed codes, and the formulas are those of the agreement's
indicators as the project's domain page has them, written out here by hand.
"""
import csv
import email
import email.policy
import io
import json
import mailbox
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from xml.etree import ElementTree

source = os.environ.get("COPIL_SRCDIR", ".")
copil = os.environ.get("COPIL", os.path.join(source, "build/copil"))
mail = os.path.join(source, "tests/mail")
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
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
    "1": {"10": "publications", "12": "evenements", "13": "enquetes_envoyees",
          "14": "enquetes_recues", "15": "satisfaits", "17": "actions_mixite"},
    "2.1": {"10": "date_reunion", "11": "lieu", "12": "invites", "13": "presents",
            "14": "fiches_evaluation", "15": "note_moyenne"},
    "2.2": {"10": "accueils", "11": "visites", "12": "congres", "13": "supports",
            "16": "deja_formes"},
    "3.1": {"10": "depliants", "11": "consultations", "12": "contacts", "14": "suites"},
    "3.2": {"10": "stages", "11": "statuts", "20": "jurys_ccf", "21": "jurys_ponctuelles",
            "22": "stagiaires_accueillis", "23": "professeurs_accueillis"},
    "3.3": {"10": "interventions"},
    "3.4": {"10": "insertion", "20": "offres", "21": "embauches_bailleur"},
    "4": {"10": "date_reunion", "11": "participants", "12": "offres_analysees", "14": "besoins"},
    "5": {"10": "contacts_assures", "11": "modifications"},
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
    """Day, month and year of a date in figures or with the month's name."""
    for month, name in enumerate(MONTHS, 1):
        text = text.replace(name, f"/{month}/")
    parts = [int(part) for part in re.findall(r"\d+", text)]
    return tuple(parts if parts[0] < 32 else reversed(parts))


# ---- originals ----

def cell_text(cell):
    """Paragraphs of a cell, without notes, comments and what tracked changes deleted."""
    skip = {OFFICE + "annotation", TEXT + "note", TEXT + "tracked-changes"}

    def walk(node):
        if node.tag in skip:
            return
        yield node.text or ""
        for child in node:
            if child.tag == TEXT + "s":
                yield " " * int(child.get(TEXT + "c", "1"))
            yield from walk(child)
            yield child.tail or ""
        if node.tag == TEXT + "p":
            yield "\n"
    return "".join(walk(cell)).strip()


def read_odf(data):
    """Answers by code from a table code | label | answers…"""
    if data[:2] == b"PK":
        data = zipfile.ZipFile(io.BytesIO(data)).read("content.xml")
    answers = {}
    for row in ElementTree.fromstring(data).iter(TABLE + "table-row"):
        cells = [cell_text(cell) for cell in row.findall(TABLE + "table-cell")]
        if cells and re.fullmatch(r"FA\d+-\d\d(\.\w+)?", cells[0]):
            answers[cells[0].split("-", 1)[1]] = cells[2:]
    return answers


def values_of(sheet, data):
    """{(field, item, column): text} of one form."""
    names, grids, values = NAMES[sheet], GRIDS.get(sheet, {}), {}
    if b"urn:copil:idf-2013" in data[:4096] and data[:2] != b"PK":
        for node in ElementTree.fromstring(data):
            field = node.tag.split("}")[1]
            for row in node:
                (item,) = row.attrib.values()
                for column in row:
                    values[field, item, column.tag.split("}")[1]] = column.text
            if not len(node):
                values[field, None, None] = node.text
        return values
    for code, cells in read_odf(data).items():
        head, _, item = code.partition(".")
        if head in grids and item:
            for column, text in zip(grids[head], cells):
                values[names[head], item, column] = text
        elif head in grids and cells and (cells[0] or "").strip().lower() in ("néant", "aucun"):
            values[names[head], None, "néant"] = "0"
        elif head in names:
            values[names[head], None, None] = cells[0] if cells else ""
    return values


def leaves(message):
    for part in message.walk():
        if part.is_multipart():
            continue
        data = part.get_payload(decode=True) or b""
        name = part.get_filename() or ""
        if data[:2] == b"PK" and b"content.xml" not in data:
            archive = zipfile.ZipFile(io.BytesIO(data))
            for entry in archive.namelist():
                yield os.path.basename(entry), archive.read(entry)
        yield name, data


def messages():
    box = os.path.join(mail, "idf-2013")
    for folder, _, files in os.walk(box):
        for name in files:
            path = os.path.join(folder, name)
            if name.endswith(".mbox"):
                for i, message in enumerate(mailbox.mbox(path)):
                    yield f"{name}#{i + 1}", message
            else:
                with open(path, "rb") as file:
                    yield os.path.relpath(path, box), email.message_from_binary_file(
                        file, policy=email.policy.default)


def standing():
    """The forms that the table of verdicts calls accepted: sheet, organisation, period, values."""
    wanted = defaultdict(list)
    with open(os.path.join(mail, "idf-2013.verdicts.tsv"), encoding="utf-8") as table:
        for row in csv.DictReader(table, delimiter="\t"):
            if row["verdict"] == "accepted":
                wanted[row["file"]].append(row)
    forms = []
    for name, message in messages():
        rows = wanted.pop(name, [])
        candidates = [data for _, data in leaves(message)
                      if data[:2] == b"PK" or b"fiche-" in data[:4096]
                      or b"office:document" in data[:4096]]
        for row in rows:
            prefix = "FA" + row["sheet"].replace(".", "") + "-"
            for data in candidates:
                text = data if data[:2] != b"PK" else zipfile.ZipFile(io.BytesIO(data)).read(
                    "content.xml")
                if prefix.encode() in text or f"<fiche-{row['sheet']}".encode() in text:
                    forms.append((row["sheet"], row["organisation"], row["period"],
                                  values_of(row["sheet"], data)))
                    candidates = [other for other in candidates if other is not data]
                    break
            else:
                sys.exit(f"Bail out! no form {row['sheet']} found in {name}")
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


EXPECTED = {}


def expect_sums(indicator, parts):
    """PARTS: (period, scope, number)."""
    sums = defaultdict(Decimal)
    for period, scope, given in parts:
        for each in periods_of(period):
            sums[each, tuple(sorted(scope))] += given
    for (period, scope), total in sums.items():
        EXPECTED[indicator, period, scope] = text(total)


def expect_ratios(indicator, parts, factor=100):
    tops, bottoms = defaultdict(Decimal), defaultdict(Decimal)
    for period, scope, top, bottom in parts:
        for each in periods_of(period):
            tops[each, tuple(sorted(scope))] += top
            bottoms[each, tuple(sorted(scope))] += bottom
    for key, bottom in bottoms.items():
        EXPECTED[(indicator, *key)] = ratio(tops[key], bottom, factor) if bottom else None


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
grid_sums("4-a", "5", "modifications", ["modifications"])
for key in [key for key in EXPECTED if key[0] == "4-a" and key[2]]:
    del EXPECTED[key]  # the whole only
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
    key = (day(values["date_reunion", None, None].lower()),
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
       figure.get("value") for figure in exported}

tests = 0
for indicator in sorted({key[0] for key in EXPECTED}):
    tests += 1
    wanted = {key: value for key, value in EXPECTED.items() if key[0] == indicator}
    got = {key: value for key, value in GOT.items() if key[0] == indicator
           and (value is not None or key in wanted)}
    same = wanted == got
    print("ok" if same else "not ok", tests, "-", indicator, f"({len(wanted)} figures)")
    for key in sorted(set(wanted) | set(got), key=str):
        if wanted.get(key) != got.get(key):
            print("#", *key, "by hand", wanted.get(key), "copil", got.get(key))
print(f"1..{tests}")
