#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Completeness of the demo mail against a second count: who fills what, until when, and what came,
from the definition, the participants' list and the register's rows alone.  And what status does not
show unless it is asked to: small counts of people."""
import csv
import datetime
import json
import os
import re
import sys
import zoneinfo

from lxml import etree

sys.dont_write_bytecode = True
from cli import *  # noqa: E402, F403

C = {"c": "urn:copil:convention"}
PARIS = zoneinfo.ZoneInfo("Europe/Paris")
CONVENTIONS = {"idf-2013": (2013, 2016), "emplois-avenir-2012": (2013, 2016)}


def day(text):
    return datetime.date.fromisoformat(text)


def school_periods(year):
    """(name, first day, last day, due day) of a year and its halves."""
    return [(f"{year}-{year + 1}", f"{year}-09-01", f"{year + 1}-08-31", f"{year + 1}-07-15"),
            (f"{year}-{year + 1}-S1", f"{year}-09-01", f"{year + 1}-01-31",
             str(day(f"{year + 1}-03-01") - datetime.timedelta(1))),
            (f"{year}-{year + 1}-S2", f"{year + 1}-02-01", f"{year + 1}-08-31",
             f"{year + 1}-07-15")]


def civil_periods(year):
    return [(f"{year}", f"{year}-01-01", f"{year}-12-31", f"{year + 1}-02-15"),
            (f"{year}-S1", f"{year}-01-01", f"{year}-06-30", f"{year}-07-31"),
            (f"{year}-S2", f"{year}-07-01", f"{year}-12-31", f"{year + 1}-02-15")]


def expected(convention, register, today):
    """{(sheet, period, organisation): (due, state, territory, kind)} of all that begins by today."""
    folder = os.path.join(SOURCE, "forms", convention)
    root = etree.parse(os.path.join(folder, "convention.xml")).getroot()
    with open(os.path.join(folder, "participants.csv"), encoding="utf-8-sig") as file:
        people = list(csv.DictReader(file, delimiter=";"))
    came = {}
    for *key, verdict, received in rows(
            register, "SELECT s.sheet, s.period, s.organisation, s.verdict, m.received"
            " FROM submission s JOIN message m ON m.arrival = s.message ORDER BY m.received"):
        came.setdefault(tuple(key), []).append(
            (verdict, datetime.datetime.fromtimestamp(received, PARIS).date()))
    found = {}
    for sheet in root.findall("c:sheets/c:sheet", C) or root.findall(".//c:sheet", C):
        if not sheet.get("adopted") or sheet.get("per") == "event":
            continue
        for year in range(*CONVENTIONS[convention]):
            periods = (school_periods if convention == "idf-2013" else civil_periods)(year)
            for name, first, last, due in periods:
                if ("-S" in name) != (sheet.get("per") == "half") or day(first) > today:
                    continue
                if sheet.get("due"):
                    number, month = sheet.get("due").split()
                    due = f"{last[:4]}-{month}-{number}"
                    due = due if due > last else f"{int(last[:4]) + 1}-{month}-{number}"
                for who in people:
                    if (who["type"] not in sheet.get("filled-by").split() or
                            (who["depuis"] or "0") > last or (who["jusqu_au"] or "9") < first):
                        continue
                    key = sheet.get("id"), name, who["identifiant"]
                    forms = came.get(key, [])
                    good = [when for verdict, when in forms if verdict in ("accepted", "replaced")]
                    bad = [when for verdict, when in forms if verdict == "refused"]
                    state = ("received" if good and good[0] <= day(due) else "late" if good else
                             "refused" if bad else
                             "missing" if today > day(due) else "not_due")
                    found[key] = due, state, who["territoire"], who["type"]
    return found


def sums(expectations):
    """n and N of some expectations, and what the others are."""
    states = [state for _, state, _, _ in expectations]
    count = {state: states.count(state) for state in ("late", "refused", "missing", "not_due")}
    count["received"] = states.count("received") + count["late"]
    count["expected"] = count["received"] + count["refused"] + count["missing"]
    return count


def compare(name, shown, count):
    return same({key: shown[key] for key in count}, count, name)


def test_counts(convention, work, when):
    """WHEN: the day of the run."""
    register = os.path.join(work, "r.copil")
    clock = str(int(datetime.datetime.combine(when, datetime.time(12), PARIS).timestamp()))
    must("init", register, "--convention", os.path.join(SOURCE, "forms", convention))
    must("batch", register, os.path.join(SOURCE, "tests/mail", convention), "--output",
         os.path.join(work, "out"), SOURCE_DATE_EPOCH=clock)
    every = expected(convention, register, when)
    due = {key: value for key, value in every.items() if day(value[0]) < when}
    status = json.loads(must("status", register, "--json").stdout)
    same({(e["sheet"], e["period"], e["organisation"]): (e["due"], e["state"])
          for e in status["expected"]},
         {key: value[:2] for key, value in due.items()},
         f"{convention}, {when}: {len(due)} forms due, each with its state")
    whole = status["completeness"]
    compare(f"{convention}: all together", whole, sums(due.values()))
    for part in whole["by_sheet"]:
        mine = {key: value for key, value in due.items()
                if key[:2] == (part["sheet"], part["period"])}
        name = f"{convention}: {part['sheet']} {part['period']}"
        compare(name, part, sums(mine.values()))
        for place in part["by_territory"]:
            compare(f"{name} {place['territory']}", place,
                    sums([v for v in mine.values() if v[2] == place["territory"]]))
        for kind in part["by_kind"]:
            compare(f"{name} {kind['kind']}", kind,
                    sums([v for v in mine.values() if v[3] == kind["kind"]]))
        equal(sum(p["expected"] for p in part["by_territory"]), part["expected"],
              f"{name}: territories add up")
    owing = {key[2] for key, value in due.items() if value[1] in ("missing", "refused")}
    equal({one["organisation"] for one in status["to_remind"]}, owing,
          f"{convention}, {when}: who is to be reminded")
    year = "2013-2014" if convention == "idf-2013" else "2013"
    status = json.loads(must("status", register, "--json", "--period", year).stdout)
    compare(f"{convention}: of {year} all, due or not", status["completeness"],
            sums([value for key, value in every.items() if key[1].startswith(year)]))
    return register


def test_terminal(register):
    for language in ("en", "fr"):
        text = run("status", register, LANGUAGE=language).stdout.decode()
        wide = [line for line in text.splitlines() if len(line) > 80
                and not re.match(f"    copil (decide|enter) {re.escape(register)} ", line)]
        ok(not wide, f"status fits in 80 columns, but for what is to be pasted ({language})", *wide)
    text = run("status", register).stdout.decode()
    ok(re.search(r"(?m)^3\.2 2013-2014 +21 of 25 +84,0 +0 +0 +1 +3 +0 +0$", text),
       "a line of the table", text[:1500])
    ok("  0759104N  GRETA Fictif de Paris-Exemple\n    01 99 00 75 04\n"
       "    no registered address; please telephone\n"
       "    2.2   2013-2014     missing, was due on 15 juillet 2014\n" in text,
       "who has no address: the telephone")
    ok("    2.2   2013-2014     to correct, received on 1er juillet 2014\n" in text,
       "who has to correct, since when")
    for command in (["status", register], ["remind", register, "--output", "x"],
                    ["report", register, "--output", "x.pdf"],
                    ["forms", "--convention", CONVENTION, "--output", "x", "--all"]):
        finished = run(*command, "--period", "2020-2021")
        ok(finished.returncode == 2 and not os.path.exists("x") and
           b"there are 2013-2014, 2014-2015, 2015-2016" in finished.stderr,
           f"{command[0]}: an unknown period: those that there are", finished.stderr)


def test_one(register):
    text = run("status", register, "0939102N").stdout.decode()
    ok(text.startswith("0939102N  CFA Imaginaire de l'immobilier\n  établissement de formation, "
                       "Créteil\n  Quitterie Moule, 01 99 00 93 02\n  cfa@cfa-immobilier.example\n"
                       "  in the list until 31 août 2014\n  its successor is 0939103P\n\nOwed:\n"),
       "who an organisation is, and what it owes", text)
    pairs = rows(register, "SELECT id, replaces, organisation FROM submission"
                 " WHERE replaces IS NOT NULL ORDER BY id")
    new, old, who = pairs[0]
    shown = json.loads(run("status", register, who, "--json").stdout)["submissions"]
    equal([s["replaced_by"] for s in shown if s["submission"] == old], [new],
          "what replaced a form is said with it")
    ok(f"  replaced by {new}\n" in run("status", register, old).stdout.decode(),
       "in the terminal too")
    sent = rows(register, "SELECT id FROM submission WHERE organisation = ? ORDER BY id", who)
    equal(sorted(s["submission"] for s in shown), [row[0] for row in sent],
          "all that an organisation sent, whatever became of it")


def form(stages, girls):
    return f"""<fiche-3.2 xmlns="urn:copil:idf-2013"><organisme>Lycée professionnel Imaginaire
Colette-Exemple</organisme><identifiant>0779101Z</identifiant><academie>CRETEIL</academie>
<periode>2013-2014</periode><redacteur>N. Témoin</redacteur>
<date_remplissage>2014-06-30</date_remplissage><stages><ligne diplome="GI"><effectif>{stages[0]}
</effectif><effectif_filles>{girls}</effectif_filles><stages>{stages[1]}</stages>
<stages_filles>0</stages_filles><conventions>{stages[2]}</conventions></ligne></stages>
</fiche-3.2>"""


# Large counts are silent too: with a total they give away the small one beside them.
SILENT = "Cette remarque cite un effectif\u00a0: elle n’est pas montrée ici."


def test_masked(work):
    """The rule's message quotes 3 pupils: neither in its place, nor quoted from another's."""
    path = new_register(work)
    for number, text in enumerate((form((3, 24, 30), 1),    # 24 pupils placed of 3
                                   form((24, 30, 40), 9),   # no small number
                                   form((9, 4, 2), 1))):    # agreements below placements: a warning
        name = os.path.join(work, f"{number}.xml")
        with open(name, "w", encoding="utf-8") as file:
            file.write(text)
        must("batch", path, name, "--output", os.path.join(work, "out"),
             SOURCE_DATE_EPOCH=str(int(CLOCK) + number))
    values = {}
    for options in ([], ["--confidential"]):
        shown = json.loads(run("status", path, "0779101Z", "--json", *options).stdout)
        equal(shown["confidential"], bool(options), "JSON says whether it is confidential")
        values[bool(options)] = [[(f["code"], f["field"], f["value"], f["message"])
                                  for f in s["findings"]] for s in shown["submissions"]]
    quoted = [(code, field, value, message) for some in values[True]
              for code, field, value, message in some]
    ok(any("3" in re.findall(r"\d+", message) for *_, message in quoted),
       "the findings do quote a small number", quoted)
    for hidden, shown in zip(values[False], values[True]):
        equal([f[:2] for f in hidden], [f[:2] for f in shown], "code and place stay")
    rules = [f for some in values[False] for f in some if f[0].startswith("3.2-")]
    told = [f for f in rules if f[3] != SILENT]
    ok(rules and not told, "none of it without --confidential", told, rules)
    texts = {mark: run("status", path, "0779101Z", *mark).stdout.decode()
             for mark in ((), ("--confidential",))}
    ok(SILENT in texts[()].replace("\n              ", " ") and "Confidential" not in texts[()],
       "the terminal says that something is masked", texts[()])
    ok(texts[("--confidential",)].startswith("Confidential: small counts of people are shown.\n"),
       "and, first of all, that nothing is")
    message = rows(path, "SELECT sha256 FROM message WHERE name LIKE '%0.xml'")[0][0]
    one = run("status", path, message).stdout.decode()
    ok(SILENT in one.replace("\n              ", " ") and "(3)" not in one, "a message's findings alike", one)


with folder() as work:
    demo = test_counts("idf-2013", work, datetime.date(2014, 7, 21))
    test_terminal(demo)
    test_one(demo)
for convention, when in (("idf-2013", datetime.date(2015, 7, 15)),
                         ("idf-2013", datetime.date(2015, 7, 16)),
                         ("emplois-avenir-2012", datetime.date(2014, 7, 21)),
                         ("emplois-avenir-2012", datetime.date(2014, 8, 1))):
    with folder() as work:
        test_counts(convention, work, when)
with folder() as work:
    test_masked(work)
done()
