#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""`copil forms`: which files, for whom, of which period; what is filled in; wrong usage."""
import json
import os
import re
import shutil
import shutil
import stat
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../cli"))
from cli import *  # noqa: E402, F403

SCHOOL, LANDLORD = "0779101Z", "99990001200017"
SHEETS = "1 2.1 2.2 3.1 3.2 3.3 3.4 4 5".split()
OF_SCHOOL = "2.2 3.1 3.2 3.3 3.4".split()
JULY_2014 = "1405929600"


def forms(work, *options, **changes):
    """Names written, from the answer and from the folder: they must be the same."""
    finished = must("forms", "--convention", CONVENTION, "--output", work, *options, "--json",
                    **changes)
    said = json.loads(finished.stdout)["files"]
    there = [os.path.relpath(os.path.join(place, name), work)
             for place, _, names in os.walk(work) for name in names]
    equal(sorted(said), sorted(there), f"forms {' '.join(options)}: what is said is what is there")
    return said


def answers(path):
    """{code: texts} as `copil read` finds them, but empty ones; and its remarks."""
    form = json.loads(must("read", path, "--convention", CONVENTION, "--json").stdout)["forms"][0]
    filled = {code: [text for text in texts if text] for code, texts in form["answers"].items()}
    return form["sheet"], {code: texts for code, texts in filled.items() if texts}, form["remarks"]


def test_for_anybody(work):
    said = forms(work)
    expected = {f"forms/fiche-{n}.odt" for n in SHEETS}
    for n in SHEETS:
        expected |= {f"schemas/fiche-{n}{end}" for end in (".xsd", ".sch", "-exemple.xml",
                                                           "-notice.html")}
    more = set(said) - expected
    ok(expected <= set(said) and all(re.fullmatch(r"schemas/fiche-[0-9.]+-exemple-[a-z-]+\.xml", name)
                                     for name in more),
       "a form, a schema, rules, an example and a notice for each adopted sheet", sorted(more),
       sorted(expected - set(said)))
    ok("schemas/fiche-3.2-exemple-bailleur-social.xml" in more and
       not any(name.startswith("schemas/fiche-4-") for name in more),
       "a second example where another kind is asked other questions", sorted(more))
    ok(not any("fiche-6" in name for name in said), "a sheet that is only proposed is not issued")
    mode = stat.S_IMODE(os.stat(os.path.join(work, said[0])).st_mode)
    equal(mode, 0o600, "files are their owner's")
    before = tree(work)
    forms(work)
    equal(tree(work), before, "a second run writes nothing")
    for n in SHEETS:
        sheet, filled, remarks = answers(os.path.join(work, f"forms/fiche-{n}.odt"))
        equal((sheet, {code: texts for code, texts in filled.items() if "☐" not in texts[0]},
               remarks), (n, {}, []), f"sheet {n}: nothing is read from its blank form")


def test_for_one(work):
    said = forms(work, "--for", SCHOOL, SOURCE_DATE_EPOCH=JULY_2014)
    equal(said, [f"forms/fiche-{n}.odt" for n in OF_SCHOOL], "a school gets what a school fills")
    half = {"3.3": "2013-2014-S2"}
    for n in OF_SCHOOL:
        sheet, filled, _ = answers(os.path.join(work, f"forms/fiche-{n}.odt"))
        code = "FA" + n.replace(".", "")
        equal((sheet, filled),
              (n, {f"{code}-01": ["Lycée professionnel Imaginaire Colette-Exemple"],
                   f"{code}-02": [SCHOOL], f"{code}-03": ["CRETEIL"],
                   f"{code}-04": [half.get(n, "2013-2014")]}),
              f"sheet {n}: name, identifier, territory and the period of that day")
    form = json.loads(must("read", os.path.join(work, "forms/fiche-3.2.odt"), "--convention",
                           CONVENTION, "--json").stdout)["forms"][0]
    rows = sorted(code for code in form["answers"] if code.startswith("FA32-10."))
    equal(rows, ["FA32-10.GI", "FA32-10.SPVL"], "only the diplomas that the school has")
    ok(not any(re.match(r"FA32-2", code) for code in form["answers"]),
       "nothing of what landlords are asked")


def test_periods(work):
    for options, expected in (
            (["--period", "2014-2015"], ["3.3-S1", "3.3-S2"]),
            (["--period", "2014-2015-S1"], ["3.3"])):
        place = os.path.join(work, options[1])
        said = forms(place, "--for", SCHOOL, *options)
        equal([name[len("forms/fiche-"):-len(".odt")] for name in said if "fiche-3.3" in name],
              expected, f"{options[1]}: the half-years within it")
        _, filled, _ = answers(os.path.join(place, "forms/fiche-3.2.odt"))
        equal(filled["FA32-04"], ["2014-2015"], f"{options[1]}: the year around it")
    for clock, year in (("0", "2013-2014"), ("4102444800", "2015-2016")):
        place = os.path.join(work, clock)
        forms(place, "--for", SCHOOL, SOURCE_DATE_EPOCH=clock)
        _, filled, _ = answers(os.path.join(place, "forms/fiche-3.2.odt"))
        equal(filled["FA32-04"], [year], f"a day outside of the term: {year}")


def test_examples(work):
    """A kind without participants keeps no other from having its example."""
    other = os.path.join(work, "other")
    shutil.copytree(CONVENTION, other)
    path = os.path.join(other, "participants.csv")
    with open(path, encoding="utf-8") as file:
        rows = [line for line in file if ";ush;" not in line]
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(rows)
    place = os.path.join(work, "out")
    must("forms", "--convention", other, "--output", place)
    name = os.path.join(place, "schemas/fiche-1-exemple.xml")
    ok(os.path.exists(name), "sheet 1: the example of the next kind, which is asked the same")


def test_adopted(work):
    """No form of a sheet for a period that was over when it was adopted."""
    later = os.path.join(work, "later")
    shutil.copytree(CONVENTION, later)
    path = os.path.join(later, "convention.xml")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    for day, expected in (("2014-01-31", ["3.3-S1", "3.3-S2"]), ("2014-02-01", ["3.3"])):
        with open(path, "w", encoding="utf-8") as file:
            file.write(re.sub(r'(<sheet id="3\.3"[^>]* adopted=")[^"]*', rf"\g<1>{day}", text))
        place = os.path.join(work, day)
        must("forms", "--convention", later, "--output", place, "--for", SCHOOL, "--period",
             "2013-2014")
        names = sorted(os.listdir(os.path.join(place, "forms")))
        equal([name[len("fiche-"):-len(".odt")] for name in names if "3.3" in name], expected,
              f"adopted on {day}: the half-years that were not over")


def test_for_all(work):
    said = forms(work, "--all", "--period", "2013-2014")
    owners = {name.split("/")[0] for name in said}
    with open(os.path.join(CONVENTION, "participants.csv"), encoding="utf-8") as file:
        rows = [line.rstrip("\n").split(";") for line in file.readlines()[1:] if line.strip()]
    there = {row[0] for row in rows if not row[5] or row[5] < "2014-09-01"}
    equal(owners, there, "a folder for each organisation in the list during the period")
    equal(sorted(name for name in said if name.startswith(LANDLORD)),
          sorted(f"{LANDLORD}/fiche-{n}.odt" for n in ("3.2", "3.4")),
          "a landlord's holds what a landlord fills")
    for row in rows[:3]:
        sheet, filled, _ = answers(os.path.join(work, row[0], "fiche-3.2.odt"))
        equal((filled["FA32-01"], filled["FA32-02"]), ([row[2].replace("'", "’")], [row[0]]),
              f"{row[0]}: its own name and identifier")


def wrong(name, *args, says, status=2, **options):
    finished = run("forms", *args, **options)
    error = finished.stderr.decode()
    ok(finished.returncode == status and re.search(says, error) and not finished.stdout and
       error.count("\n") <= 2, name, finished.returncode, error)


def test_usage(work):
    to = os.path.join(work, "out")
    given = ("--convention", CONVENTION, "--output", to)
    wrong("no output", "--convention", CONVENTION, says="--output")
    wrong("no convention", "--output", to, says="--convention")
    wrong("something more", *given, "fiche.odt", says="--help")
    wrong("--for and --all", *given, "--for", SCHOOL, "--all", says="--period goes with")
    wrong("--period alone", *given, "--period", "2013-2014", says="--period goes with")
    wrong("nobody of that name", *given, "--for", "0000000X", says="0000000X is not in the list")
    wrong("no such period", *given, "--all", "--period", "2013", says="2013 is no period")
    wrong("not in the list then", *given, "--for", "0939102N", "--period", "2015-2016",
          says="no form to fill in")
    ok(not os.path.exists(to), "wrong usage makes no folder")
    os.makedirs(os.path.join(to, "forms"))
    os.symlink("nowhere", os.path.join(to, "forms/fiche-1.odt"))
    wrong("a link in place of a file is not followed", *given, says="fiche-1.odt", status=70)
    os.remove(os.path.join(to, "forms/fiche-1.odt"))
    os.chmod(to, 0o777)
    wrong("a folder that others can write to is refused", *given, says=re.escape(to), status=70)


def test_example(work):
    """An example that is refused is not handed out in silence."""
    definition = os.path.join(work, "definition")
    shutil.copytree(CONVENTION, definition)
    path = os.path.join(definition, "convention.xml")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    changed = re.sub(r'(<column name="embauches"[^>]* example=")[^"]*', r"\g<1>999", text)
    ok(changed != text, "the example of sheet 3.4 now says more recruits than leavers")
    with open(path, "w", encoding="utf-8") as file:
        file.write(changed)
    line = changed[:changed.index('name="insertion"')].count("\n") + 1
    out = os.path.join(work, "out")
    wrong("and is refused, with its place and the cure", "--convention", definition, "--output",
          out, says=rf"^convention\.xml:{line}: L’exemple de la fiche 3\.4 .*FA34-10\.GI.*corrigez")
    ok(not os.path.exists(out), "before anything is written")


for test in (test_example, test_for_anybody, test_for_one, test_periods, test_examples, test_adopted,
             test_for_all, test_usage):
    with folder() as work:
        test(work)
done()
