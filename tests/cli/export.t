#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""copil export: the same figures and forms in .ods, .csv and .json, nothing confidential unless
asked for, nothing that a spreadsheet would run, the same bytes under every locale and clock."""
import csv
import glob
import io
import json
import os
import re
import subprocess
import sys
from decimal import Decimal

sys.dont_write_bytecode = True
from cli import *  # noqa: E402, F403
from workbook import (HOSTILE, NAME, NS, Workbook, demo_register, hostile_register,  # noqa: E402
                      q, shown)

SCHEMAS = "/usr/share/emacs/*/etc/schema/"
TABLES = ("figures", "submissions", "answers")
OPENINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def export(work, register, name, *options, **changes):
    path = os.path.join(work, name)
    must("export", register, "--output", path, *options, **changes)
    return path


def read(path):
    with open(path, "rb") as file:
        return file.read()


def read_csv(path):
    """Rows as Python's csv has them, the head first."""
    text = read(path).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True))


# ---- usage ----

def test_usage(work, register):
    for options, says in ((["--output", "x.exe"], r"\.ods, \.csv, \.json or \.txt"),
                          (["--output", "x"], r"\.ods, \.csv, \.json or \.txt"),
                          (["--output", "-"], r"\.ods, \.csv, \.json or \.txt"),
                          ([], r"FILE\.\{ods,csv,json,txt\}"),
                          (["--output", "x.ods", "--table", "answers"], "--table"),
                          (["--output", "x.json", "--table", "figures"], "--table"),
                          (["--output", "x.txt", "--table", "answers"], "--table"),
                          (["--output", "x.txt", "--period", "2013-2014"], "journal"),
                          (["--output", "x.txt", "--confidential"], "journal"),
                          (["--output", "x.csv", "--table", "all"], "figures, submissions or answers")):
        finished = run("export", register, *options, cwd=work)
        ok(finished.returncode == 2 and not finished.stdout and
           re.search(says, finished.stderr.decode()) and finished.stderr.count(b"\n") <= 2,
           f"export {' '.join(options)}: wrong usage, in one sentence", finished.stderr)
    equal(os.listdir(work), [], "and no file is written")
    path = export(work, register, "X.ODS")
    equal(os.stat(path).st_mode & 0o777, 0o600, "an export is its owner's alone")
    ok(read(path).startswith(b"PK"), "the end of the name may be in capitals")


# ---- the package ----

def test_package(work, register, book):
    first = book.entries[0]
    ok(book.damaged is None and first.filename == "mimetype" and first.compress_type == 0 and
       book.parts["mimetype"] == b"application/vnd.oasis.opendocument.spreadsheet" and
       not first.extra, "a sound archive, its type first and as it is", book.entries)
    ok(not [entry for entry in book.entries if entry.flag_bits & 8 or entry.extra or
            entry.date_time != (1980, 1, 1, 0, 0, 0)],
       "no data descriptors, no ZIP64, no clock", book.entries)
    listed = re.findall(r'full-path="([^"]+)"', book.parts["META-INF/manifest.xml"].decode())
    equal(sorted(listed), sorted({"/"} | set(book.parts) - {"mimetype", "META-INF/manifest.xml"}),
          "the manifest names every part")
    finished = subprocess.run(["unzip", "-tq", os.path.join(work, "demo.ods")], capture_output=True)
    equal(finished.returncode, 0, "unzip finds nothing wrong")


def test_valid(work, books):
    schema = glob.glob(SCHEMAS + "OpenDocument-schema-v1.3.rnc")
    older = glob.glob(SCHEMAS + "od-manifest-schema-v1.2-os.rnc")
    if not ok(schema and older, "emacs-common has the schemas of OpenDocument"):
        return
    paths, manifests = [], []
    for number, book in enumerate(books):
        for name, data in book.parts.items():
            path = os.path.join(work, f"{number}-{os.path.basename(name)}")
            if name == "META-INF/manifest.xml":
                data = data.replace(b'manifest:version="1.3"', b'manifest:version="1.2"')
                manifests.append(path)
            elif name.endswith(".xml"):
                paths.append(path)
            with open(path, "wb") as file:
                file.write(data)
    for rules, files in ((schema[0], paths), (older[0], manifests)):
        finished = subprocess.run(["jing", "-i", "-c", rules, *files], capture_output=True,
                                  timeout=120 * PATIENCE)
        ok(finished.returncode == 0, f"{len(files)} parts are valid for {os.path.basename(rules)}",
           finished.stdout.decode())


def test_looks(book):
    styles = {style.get(q("style:name")): style
              for style in book.content.iterfind(".//style:style", NS)}
    ranges = {one.get(q("table:target-range-address")): one
              for one in book.content.iterfind(".//table:database-range", NS)}
    settings = book.parts["settings.xml"].decode()
    for name, sheet in book.sheets.items():
        ok(re.search(f'config:name="{name}">.*?VerticalSplitPosition" config:type="int">1<', settings),
           f"{name}: the head stays")
        last, count = "", len(sheet[0])
        while count:
            count, letter = divmod(count - 1, 26)
            last = chr(65 + letter) + last
        expected = f"'{name}'.A1:'{name}'.{last}{len(sheet)}"
        one = ranges.pop(expected, None)
        if name.startswith("Lisez-moi"):
            continue
        ok(one is not None and one.get(q("table:display-filter-buttons")) == "true",
           f"{name}: filters over all of it", expected, *ranges)
    ok(not ranges, "and no others", *ranges)
    ok('config:name="ActiveTable" config:type="string">Lisez-moi' in settings,
       "the notes are what is seen first")
    for table in book.content.iterfind(".//table:table", NS):
        ok(len(table.findall("table:table-header-rows/table:table-row", NS)) == 1,
           f"{table.get(q('table:name'))}: the head is printed again on each page")
    used = {one.get(q("table:style-name")) for one in book.content.iter(q("table:table-cell"))}
    ok(used <= set(styles) | {None}, "every style is there", used - set(styles))


# ---- what is in it ----

def scope(text):
    return dict(pair.split("=", 1) for pair in text.split())


def value(cell):
    return None if cell is None else cell[1]


def as_json(row):
    """What a row of an action sheet says, as the JSON has it."""
    period = value(row["Période"])
    found = {"indicator": value(row["Indicateur"]), "masked": value(row["Masqué"]) == "oui",
             "period": "term" if period == "ensemble de la convention" else period,
             "scope": scope(value(row["Codes"]) or ""), "respondents": int(value(row["Répondants"])),
             "expected": value(row["Attendus"]) and int(value(row["Attendus"]))}
    for key, title in (("value", "Valeur"), ("numerator", "Numérateur"),
                       ("denominator", "Dénominateur")):
        cell = row[title]
        if cell is None or cell[0] == "string":
            if cell is not None and cell[1] != ("s" if found["masked"] else "n.c."):
                found["odd"] = cell
            continue
        number = cell[1]
        if cell[0] == "percentage":
            number = str((Decimal(number) * 100).normalize())
            number = f"{Decimal(number):f}"
        found[key] = number
    return found


def percentages(name):
    """Indicators whose unit is %, as the definition says."""
    place = "emplois-avenir-2012" if name.startswith("emplois") else "idf-2013"
    with open(os.path.join(SOURCE, "forms", place, "convention.xml"), encoding="utf-8") as file:
        return set(re.findall(r'<indicator id="([^"]*)"[^>]* unit="%"', file.read()))


def test_figures(name, book, figures):
    """Every figure of the JSON stands in its sheet, in its order, and nothing else."""
    of_sheets = [as_json(row) for sheet in book.sheets if re.match(r"Fiche \d", sheet)
                 for row in book.rows(sheet)]
    wanted = []
    for figure in figures:
        wanted.append({key: figure[key] for key in figure if key != "sources"})
    different = []
    for found, figure in zip(of_sheets, wanted):
        if found.get("value") == "0" and "value" not in figure:
            found.pop("value")  # a count of nothing: the JSON has no value, the sheet 0 as the report
        if found["expected"] is None:  # of events
            figure.pop("expected")
            found.pop("expected")
        if found != figure:
            different.append((found, figure))
    ok(len(of_sheets) == len(wanted) and not different, f"{name}: {len(wanted)} figures, as in JSON",
       len(of_sheets), len(wanted), *different[:4])
    kinds, twice = {}, []
    for sheet in book.sheets:
        if re.match(r"Fiche \d", sheet):
            for row in book.rows(sheet):
                if row["Valeur"] and row["Valeur"][0] != "string":
                    kinds.setdefault(value(row["Indicateur"]), set()).add(row["Valeur"][0])
                    if row["Valeur"][0] in ("percentage", "currency") and value(row["Unité"]):
                        twice.append(row)
    rates = percentages(name)
    equal({rate: kinds.get(rate, {"percentage"}) for rate in rates},
          {rate: {"percentage"} for rate in rates}, f"{name}: percentages are percentages")
    ok(not twice, f"{name}: a unit that the number has is not said twice", *twice[:2])
    return kinds


def test_words(book):
    rows = [row for row in book.rows("Fiche 3.2") if value(row["Codes"])]
    row = next(row for row in rows if value(row["Codes"]) == "diplome=GI academie=CRETEIL" and
               value(row["Indicateur"]) == "3.2-a" and value(row["Période"]) == "2013-2014")
    equal([value(row[title]) for title in ("Nature", "Ventilation", "Diplôme", "Académie", "Genre")],
          ["retenu", "Diplôme × Académie", "CAP Gardien d’immeubles", "Créteil", None],
          "a breakdown in words, and in codes")
    dates = [row for row in book.rows("Fiche 1") if value(row["Indicateur"]) == "1-d"]
    ok({row["Valeur"][0] for row in dates} == {"date", "string"} and
       {row["Objectif"] for row in dates} == {("date", "2013-12-31")},
       "dates and their targets are dates", [row["Valeur"] for row in dates])
    looks = {shown(one) for one in book.content.iter(q("table:table-cell"))}
    ok(any(re.fullmatch(r"\d\d,\d\u00a0%", text) for text in looks) and
       any(re.fullmatch(r"\d\d/\d\d/\d{4}", text) for text in looks),
       "and read as the French write them")


def test_submissions(name, book, register, sheet):
    found = {value(row["Envoi"]): row for row in book.rows(sheet)}
    query = ("SELECT s.id, m.sha256, s.organisation, s.period, m.received, s.replaces, "
             "(SELECT count(*) FROM finding f WHERE f.submission = s.rank AND severity = 'error'), "
             "(SELECT count(*) FROM finding f WHERE f.submission = s.rank AND severity = 'warning') "
             "FROM submission s JOIN message m ON m.arrival = s.message")
    wrong = []
    wanted = rows(register, query)
    for id, sha, who, period, received, replaces, errors, warnings in wanted:
        row = found.get(id, {})
        local = subprocess.run(["date", "-d", f"@{received}", "+%Y-%m-%dT%H:%M:%S"],
                               env=dict(os.environ, TZ="Europe/Paris"), capture_output=True,
                               text=True).stdout.strip() if len(wrong) < 3 else None
        if not row or [value(row[title]) for title in (
                "Message (SHA-256)", "Identifiant", "Période", "Remplace l’envoi", "Erreurs",
                "Avertissements")] != [sha, who, period, replaces, str(errors), str(warnings)] or \
                row["Reçue le"] != ("date", local):
            wrong.append((id, row))
    ok(len(found) == len(wanted) and not wrong, f"{name}: {len(wanted)} forms received, as kept",
       *wrong[:3])


def test_answers(name, book, register, sheet, confidential):
    wanted = rows(register, "SELECT s.id, v.canonical, v.typed FROM standing s"
                  " JOIN value v ON v.submission = s.rank WHERE v.counted")
    found = book.rows(sheet)
    if confidential:
        equal(sorted((value(row["Envoi"]), value(row["Tel que saisi"]) or "") for row in found),
              sorted((id, (typed or "").replace("\t", " ")) for id, _, typed in wanted),
              f"{name}: every answer, as typed")
    numbers = [row for row in found if row["Valeur"][0] == "float"]
    kept = {(id, canonical) for id, canonical, _ in wanted}
    ok(numbers and not [row for row in numbers
                        if (value(row["Envoi"]), value(row["Valeur"])) not in kept],
       f"{name}: numbers of answers are numbers, as kept")


# ---- who may see it ----

def test_confidential(plain, secret, register):
    """Nothing of people, and nothing that people typed, unless asked for."""
    text = plain.text()
    private = [word for row in rows(register, "SELECT from_address, from_name FROM message")
               for word in row if word]
    private += [row[0] for row in rows(register, "SELECT DISTINCT typed FROM value WHERE field IN"
                                       " ('redacteur', 'courriel', 'commentaires', 'retours',"
                                       " 'exploitation', 'utilisation', 'lieu', 'profils')"
                                       " AND length(typed) > 3")]
    names = {row[2] for row in csv.reader(io.StringIO(read(os.path.join(
        CONVENTION, "participants.csv")).decode()), delimiter=";")}
    private = [word for word in private if word not in names and
               word.replace("'", "’") not in {name.replace("'", "’") for name in names}]
    shown_words = [word for word in private if word in text]
    ok(len(private) > 100 and not shown_words,
       f"none of {len(private)} names, addresses and texts of people", *shown_words[:5])
    inside = secret.text()
    there = [word for word in private if word in inside]
    ok(len(there) > 100, "but in a confidential export", len(there))
    people = {f"{field.get('name')}.{column.get('name')}" if column is not None else
              field.get("name") for field, column in people_fields()}
    asked = {value(row["Colonne"]) for row in plain.rows("Réponses")}
    labels = {column.find("{*}label").text for _, column in people_fields() if column is not None}
    ok(people and not asked & {label.replace("'", "’") for label in labels},
       "no answer that counts people", asked)
    for name in secret.sheets:
        ok(name.endswith(" confidentiel") and secret.sheets[name][0][0][1] == "Diffusion" and
           {row[0][1] for row in secret.sheets[name][1:]} <= {"confidentiel"},
           f"{name}: said in its name, and on every row")
    ok(b"CONFIDENTIEL" in secret.parts["styles.xml"] and b"CONFIDENTIEL" not in
       plain.parts["styles.xml"], "and at the head of every page")
    masked = sum(value(row["Masqué"]) == "oui" for sheet in plain.sheets
                 if re.match(r"Fiche \d", sheet) for row in plain.rows(sheet))
    ok(masked > 20 and not any(value(row["Masqué"]) == "oui" for sheet in secret.sheets
                               if re.match(r"Fiche \d", sheet) for row in secret.rows(sheet)),
       f"{masked} masked figures are shown only there")


def people_fields():
    from lxml import etree
    tree = etree.parse(os.path.join(CONVENTION, "convention.xml"))
    for element in tree.iterfind(".//{*}column[@people='true']"):
        yield element.getparent(), element
    for element in tree.iterfind(".//{*}field[@people='true']"):
        yield element, None


# ---- CSV ----

def plain_text(cell):
    """A cell of the workbook as the CSV writes it."""
    if cell is None:
        return ""
    kind, text = cell
    if kind == "percentage":
        return f"{(Decimal(text) * 100).normalize():f}".replace(".", ",")
    if kind == "date":
        return text.replace("T", " ")
    return text if kind == "string" else text.replace(".", ",")


def is_formula(text):
    return text.lstrip(" \u00a0").startswith(OPENINGS) and not re.fullmatch(
        r"\s*[+-][0-9 .,]*", text)


def armed(text):
    return "'" + text if is_formula(text) else text


def alike(text):
    """Without what the CSV adds, and what the workbook changes."""
    text = text.replace("\t", " ")
    return text[1:] if text.startswith("'") and is_formula(text[1:]) else text


def test_csv(name, work, register, book, *options):
    suffix = " confidentiel" if options else ""
    for table, sheet in (("submissions", "Fiches reçues"), ("answers", "Réponses")):
        found = read_csv(export(work, register, f"{name}-{table}.csv", "--table", table, *options))
        found = [[alike(cell) for cell in row] for row in found]
        wanted = [[alike(plain_text(cell)) for cell in row] for row in book.sheets[sheet + suffix]]
        ok(found == wanted, f"{name}: {len(found)} rows of {table}, as in the workbook",
           *[(a, b) for a, b in zip(found, wanted) if a != b][:3])
    data = read(export(work, register, f"{name}.csv", *options))
    ok(data.startswith(b"\xef\xbb\xbf") and data.endswith(b"\r\n") and
       data.count(b"\n") == data.count(b"\r\n"), f"{name}: a byte order mark, and CRLF")
    found = read_csv(os.path.join(work, f"{name}.csv"))
    equal({len(row) for row in found}, {len(found[0])}, f"{name}: every row has all columns")
    inside = [dict(zip(found[0], row)) for row in found[1:]]
    wrong, number = [], 0
    for sheet in book.sheets:
        for row in book.rows(sheet) if re.match(r"Fiche \d", sheet) else []:
            there, number = inside[number], number + 1
            said = row["Valeur"] and row["Valeur"][0] in ("percentage", "currency")
            wrong += [(sheet, title, there.get(title), cell) for title, cell in row.items()
                      if there.get(title) != armed(plain_text(cell)) and not (
                          title == "Unité" and said)]
            if there["Fiche"] != sheet.removesuffix(suffix):
                wrong.append((sheet, there))
    ok(number == len(inside) and not wrong, f"{name}: {number} figures of all sheets in one table",
       number, len(inside), *wrong[:4])


def test_injection(work, register):
    """Formulas are disarmed by an apostrophe, numbers and telephones are left alone."""
    tables = {table: read_csv(export(work, register, f"h-{table}.csv", "--table", table,
                                     "--confidential")) for table in TABLES}
    cells = [cell for table in tables.values() for row in table for cell in row]
    ok(not [cell for cell in cells if is_formula(cell)], "no cell is a formula",
       *[cell[:60] for cell in cells if is_formula(cell)][:5])
    typed = [dict(zip(tables["answers"][0], row)) for row in tables["answers"][1:]]
    comments = {row["Envoi"]: row["Tel que saisi"] for row in typed if row["Case"] == "FA32-90"}
    kept = dict(rows(register, "SELECT s.id, v.typed FROM submission s JOIN value v"
                     " ON v.submission = s.rank WHERE v.field = 'commentaires'"))
    equal(len(kept), len(HOSTILE), "every hostile form came in")
    wrong = [(comments.get(id), text) for id, text in kept.items()
             if comments.get(id) != armed(text)]
    ok(not wrong, "texts come back as typed, but for the apostrophe", *wrong[:3])
    for text, there in (("=HYPERLINK(", "'=HYPERLINK("), ("@SUM(", "'@SUM("), ("-2+3", "'-2+3"),
                        ("+1+cmd", "'+1+cmd"), ("\t=1+1", "'\t=1+1"), ("＝1+1", "'＝1+1"),
                        ("+33 1 40", "+33 1 40"), ("-3", "-3"), ("-", "-"), ("'=déjà", "'=déjà")):
        ok(any(one.startswith(there) for one in comments.values()), f"{text!r} becomes {there!r}")
    ok("'" + NAME in cells, "and so does the name of an organisation")


def test_hostile_book(book, register):
    """The workbook has the texts as they were typed: in it a text is no formula."""
    answers = {value(row["Envoi"]): row for row in book.rows("Réponses confidentiel")
               if value(row["Case"]) == "FA32-90"}
    kept = dict(rows(register, "SELECT s.id, v.typed FROM submission s JOIN value v"
                     " ON v.submission = s.rank WHERE v.field = 'commentaires'"))
    wrong = [(value(answers[id]["Tel que saisi"]), text) for id, text in kept.items()
             if value(answers[id]["Tel que saisi"]) != text.replace("\t", " ")]
    ok(not wrong, "hostile texts stand in the workbook letter by letter, a space for a tab",
       *wrong[:3])
    ok(b"table:formula" not in book.parts["content.xml"], "and there's no formula")


# ---- always the same ----

def test_same(work, register):
    files = ["a.ods", "a.csv", "a.json"]
    first = {name: read(export(work, register, name)) for name in files}
    for label, changes in {"another clock": {"SOURCE_DATE_EPOCH": "1999999999"},
                           "no clock given": {"SOURCE_DATE_EPOCH": None},
                           "C": {"LC_ALL": "C", "LANGUAGE": None},
                           "fr_FR": {"LC_ALL": "fr_FR.UTF-8", "LANGUAGE": "fr"},
                           "de_DE": {"LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de"},
                           "another zone": {"TZ": "Asia/Tokyo"}}.items():
        again = {name: read(export(work, register, name, **changes)) for name in files}
        same(again, first, f"{label}: the same bytes")


def test_empty(work):
    for name in sorted(os.listdir(os.path.join(SOURCE, "forms"))):
        register = os.path.join(work, name + ".copil")
        must("init", register, "--convention", os.path.join(SOURCE, "forms", name))
        book = Workbook(export(work, register, name + ".ods"))
        ok(len(book.rows("Fiches reçues")) == len(book.rows("Réponses")) == 0 and
           len(book.sheets) > 4, f"{name}, nothing received: the heads alone", list(book.sheets))
        for table in TABLES[1:]:
            equal(len(read_csv(export(work, register, "e.csv", "--table", table))), 1,
                  f"{name}: a head and no {table}")


def test_period(work, register):
    book = Workbook(export(work, register, "p.ods", "--period", "2013-2014"))
    periods = {value(row["Période"]) for sheet in book.sheets if re.match(r"Fiche \d", sheet)
               for row in book.rows(sheet)}
    equal(periods, {"2013-2014"}, "figures of the period alone")
    periods = {value(row["Période"]) for row in book.rows("Fiches reçues")}
    equal(periods, {"2013-2014", "2013-2014-S1", "2013-2014-S2"}, "forms of it and of its halves")
    ok("année scolaire 2013-2014" in book.text(), "and the notes say so")


def test_other(work):
    """The other convention: amounts and references."""
    register = os.path.join(work, "ea.copil")
    must("init", register, "--convention", os.path.join(SOURCE, "forms/emplois-avenir-2012"))
    must("batch", register, os.path.join(SOURCE, "tests/mail/emplois-avenir-2012"), "--output",
         os.path.join(work, "ea-out"))
    book = Workbook(export(work, register, "ea.ods"))
    figures = json.loads(read(export(work, register, "ea.json")))["figures"]
    kinds = test_figures("emplois-avenir", book, figures)
    ok({"currency"} in kinds.values(), "amounts are amounts", kinds)
    events = [value(row["Événement"]) for row in book.rows("Fiches reçues")]
    equal(set(events), {None}, "a reference is what somebody typed: not shown")
    test_csv("ea", work, register, book)
    return book


with folder() as work, folder() as place:
    demo, hostile = demo_register(work), hostile_register(work)
    test_usage(place, demo)
    plain, secret = (Workbook(export(work, demo, "demo.ods")),
                     Workbook(export(work, demo, "secret.ods", "--confidential")))
    test_package(work, demo, plain)
    test_looks(plain)
    for name, book, options in (("demo", plain, []), ("confidential", secret, ["--confidential"])):
        figures = json.loads(read(export(work, demo, name + ".json", *options)))["figures"]
        test_figures(name, book, figures)
        suffix = " confidentiel" if options else ""
        test_submissions(name, book, demo, "Fiches reçues" + suffix)
        test_answers(name, book, demo, "Réponses" + suffix, bool(options))
        test_csv(name, work, demo, book, *options)
    test_words(plain)
    test_confidential(plain, secret, demo)
    wild = Workbook(export(work, hostile, "wild.ods", "--confidential"))
    test_hostile_book(wild, hostile)
    test_injection(work, hostile)
    test_csv("hostile", work, hostile, wild, "--confidential")
    test_same(work, demo)
    test_period(work, demo)
    test_empty(work)
    other = test_other(work)
    test_valid(work, [plain, secret, wild, other])
done()
