#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The blank forms in other people's hands: opened, filled in and saved by LibreOffice, AbiWord and
pandoc, in the formats that they write; whatever way it took, `copil check` reads what was typed.

What is typed are the examples that are handed out with the schemas, written as the French do."""
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, ".."), os.path.join(HERE, "../cli")]
import office  # noqa: E402
from cli import SOURCE, done, equal, folder, must, ok, run  # noqa: E402
from definition import Definition, Filled  # noqa: E402

SECONDS = 300  # LibreOffice is known to hang
KNOWN = ("organisation", "identifier", "territory", "period")  # roles that --for fills in


# ---- the blank forms, and what is to be written into each ----

class Case:
    """A blank form to be filled in, OWN: made for just the one who fills it."""

    def __init__(self, definition, blank, filled, place, own=False):
        self.blank, self.filled, self.place, self.own = blank, filled, place, own
        self.name = f"{definition.id} {filled.sheet} of {filled.organisation}" + own * ", own form"
        keep = [filled.code(definition.role(role)) for role in KNOWN] if own else []
        self.typed = {code: texts for code, texts in filled.typed.items() if code not in keep}
        self.variants = []  # (name, path, doubts)
        os.makedirs(place)

    def path(self, way, suffix=".odt", doubts=()):
        """Where the form is saved that took this WAY; DOUBTS are findings that it may raise."""
        path = os.path.join(self.place, way.replace(" ", "-") + suffix)
        self.variants.append((f"{self.name}: {way}", path, doubts))
        return path


def examples(definition, schemas):
    """Of each sheet and each kind of organisation that is asked something else."""
    names = sorted(name for name in os.listdir(schemas) if "-exemple" in name)
    found = [Filled(definition, os.path.join(schemas, name), number % 2 == 0)
             for number, name in enumerate(names)]
    for sheet in definition.sheets():
        answered = {question for filled in found if filled.sheet == sheet
                    for question in filled.questions}
        equal(sorted(answered), sorted(definition.questions(sheet)),
              f"{definition.id} {sheet}: every question is answered in some example")
    return found


def cases_of(definition, work):
    made = os.path.join(work, "forms-and-schemas")
    must("forms", "--convention", definition.folder, "--output", made)
    for number, filled in enumerate(examples(definition, os.path.join(made, "schemas"))):
        form, place = f"forms/fiche-{filled.sheet}.odt", os.path.join(work, str(number))
        yield Case(definition, os.path.join(made, form), filled, place)
        must("forms", "--convention", definition.folder, "--output", place + "-own",
             "--for", filled.organisation, "--period", filled.period)
        yield Case(definition, os.path.join(place + "-own", form), filled, place + "-own-filled",
                   own=True)


# ---- other programs ----

def convert(command, work):
    """A conversion by a program of its own; its target is the last argument."""
    try:
        subprocess.run(command, cwd=work, env=dict(os.environ, HOME=work), timeout=60,
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, check=False)
    except subprocess.TimeoutExpired:
        pass  # then there is no file, which is said


def abiword(path, to, work):
    convert(["abiword", f"--to={to}", path], work)


def pandoc(path, to, work):
    convert(["pandoc", path, "-o", to], work)


# ---- LibreOffice ----

def meddle(document, typed):
    """What people do to a form besides answering: protection taken off, codes in bold, rows
    without an answer emptied, an empty row added."""
    for table in document.TextTables:
        for cells in office.rows(table):
            code = cells[0].String.strip()
            for cell in cells:
                cell.IsProtected = False
            if code in typed:
                cursor = cells[0].createTextCursor()
                cursor.gotoEnd(True)
                cursor.CharWeight = 150
            elif "." in code and not any(cell.String.strip() for cell in cells[2:]):
                for cell in cells:
                    cell.setString("")
        table.Rows.insertByIndex(table.Rows.Count, 1)


def rub_out_codes(document):
    """Then questions are told by their labels, and the cells of a grid by their order."""
    for table in document.TextTables:
        for cells in office.rows(table):
            if "-" in cells[0].String:
                cells[0].setString("")


def fill_in(program, case):
    """The blank form, saved anew before anything is typed, then filled in."""
    document = program.open(case.blank)
    saved = os.path.join(case.place, "empty.odt")
    program.save(document, saved)
    document.close(True)
    document = program.open(saved)
    cells = office.answer_cells(document)
    closed = [code for code in case.typed for cell in cells.get(code, []) if cell.IsProtected]
    ok(not closed, f"{case.name}: one can type into each answer cell", *closed)
    office.fill(document, case.typed, cells)
    program.save(document, case.path("LibreOffice"))
    return document


def pass_around(program, case, document, others, work):
    """The filled form through the other formats and programs."""
    filled, word = case.variants[0][1], os.path.join(case.place, "word.docx")
    others.submit(abiword, filled, case.path("AbiWord"), work)
    others.submit(pandoc, filled, case.path("pandoc"), work)
    program.save(document, case.path("flat", ".fodt"))
    program.save(document, word)
    meddle(document, case.typed)
    program.save(document, case.path("meddled with"))
    rub_out_codes(document)
    program.save(document, case.path("without its codes", doubts=("read-by-order",)))
    again = program.open(word)
    program.save(again, case.path("Word and back"))
    again.close(True)


def fill_after_abiword(program, case, work):
    """The blank form opened and saved by AbiWord, then filled in."""
    blank = os.path.join(case.place, "blank-of-abiword.odt")
    abiword(case.blank, blank, work)
    document = program.open(blank)
    office.fill(document, case.typed, office.answer_cells(document))
    program.save(document, case.path("blank through AbiWord"))
    document.close(True)


# ---- reading ----

def check(definition, cases):
    """{path: what copil says of it}"""
    paths = [path for case in cases for _, path, _ in case.variants if os.path.exists(path)]
    answer = run("check", "--convention", definition.folder, "--json", *paths)
    return {form["file"]: form for form in json.loads(answer.stdout)["forms"]}


def judge(case, forms):
    for name, path, doubts in case.variants:
        form = forms.get(path, {"verdict": "never written", "findings": [], "values": {}})
        got, typed = form["values"], case.filled.values
        wrong = [f"{key}: typed {typed.get(key)!r}, read {got.get(key)!r}"
                 for key in sorted({*got, *typed}) if got.get(key) != typed.get(key)]
        # What is typed is the example, its author included.
        findings = [finding for finding in form["findings"]
                    if finding["code"] not in {*doubts, "author-of-example"}]
        ok((form["verdict"], findings, wrong) == ("accepted", [], []), name, form["verdict"],
           *findings, *wrong)


def convention(program, name, work):
    definition = Definition(os.path.join(SOURCE, "forms", name))
    cases = list(cases_of(definition, work))
    with ThreadPoolExecutor(1) as others:
        for case in cases:
            document = fill_in(program, case)
            if not case.own:
                pass_around(program, case, document, others, work)
            document.close(True)
            if not case.own:
                fill_after_abiword(program, case, work)
    forms = check(definition, cases)
    for case in cases:
        judge(case, forms)


with folder() as work, office.Office(SECONDS) as program:
    for name in sorted(os.listdir(os.path.join(SOURCE, "forms"))):
        convention(program, name, os.path.join(work, name))
done()
