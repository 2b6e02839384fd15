#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Exports in LibreOffice: opened without a question, every cell as it was written, heads that stay,
filters, pages; the CSV as a French Excel would be told to read it."""
import os
import re
import sys
from datetime import datetime, timedelta
from decimal import Decimal

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..")]
import office  # noqa: E402
import unohelper  # noqa: E402
from cli import PATIENCE, done, equal, folder, must, ok  # noqa: E402
from com.sun.star.task import XInteractionHandler  # noqa: E402
from workbook import Workbook, demo_register, hostile_register  # noqa: E402

SECONDS = 240 * PATIENCE
EPOCH = datetime(1899, 12, 30)
FORMULAS = 16


class Questions(unohelper.Base, XInteractionHandler):
    """Counts what LibreOffice would ask its user, and answers nothing."""

    def __init__(self):
        self.asked = []

    def handle(self, _):
        self.asked.append("a question")


def load(soffice, path, *properties):
    """The document, and what was asked."""
    questions = Questions()
    try:
        document = soffice.desktop.loadComponentFromURL(
            office.uno.systemPathToFileUrl(path), "_blank", 0,
            (office.prop("Hidden", True), office.prop("InteractionHandler", questions),
             *properties))
    except Exception as error:
        return None, questions.asked + [str(error)]
    return document, questions.asked


def moment(days):
    """The text of a date as LibreOffice counts it, to the second."""
    found = EPOCH + timedelta(seconds=round(days * 86400))
    return found.isoformat() if found.time() != datetime.min.time() else found.date().isoformat()


def as_read(data, expected):
    """A cell's value as LibreOffice has it, to be compared with what was written."""
    if expected is None or expected[0] == "string":
        return data
    return moment(data) if expected[0] == "date" else Decimal(repr(data)).normalize()


def as_written(expected):
    if expected is None:
        return ""
    return expected[1] if expected[0] in ("string", "date") else Decimal(expected[1]).normalize()


def test_cells(name, document, book):
    equal(list(document.Sheets.ElementNames), list(book.sheets), f"{name}: the sheets, in order")
    for sheet, rows in book.sheets.items():
        there = document.Sheets.getByName(sheet)
        data = there.getCellRangeByPosition(0, 0, len(rows[0]) - 1, len(rows) - 1).DataArray
        wrong = [(number, cell, data[number][column])
                 for number, row in enumerate(rows) for column, cell in enumerate(row)
                 if as_read(data[number][column], cell) != as_written(cell)]
        cursor = there.createCursor()
        cursor.gotoEndOfUsedArea(False)
        last = cursor.RangeAddress
        ok(not wrong and last.EndRow == len(rows) - 1 and last.EndColumn < len(rows[0]),
           f"{name}, {sheet}: {len(rows)} rows come back equal, and no more", last.EndColumn,
           last.EndRow, *wrong[:4])
        equal(there.queryContentCells(FORMULAS).Count, 0, f"{name}, {sheet}: no formula")


def column_of(sheet, title):
    return sheet.getCellRangeByPosition(0, 0, 30, 0).DataArray[0].index(title)


def test_types(document):
    """A text that looks like a number is one of letters; a number is shown in French."""
    sheet = document.Sheets.getByName("Fiches reçues")
    who = column_of(sheet, "Identifiant")
    kinds = {sheet.getCellByPosition(who, row).Type.value for row in range(1, 90)}
    ok(kinds <= {"TEXT", "EMPTY"}, "a SIRET is text", kinds)
    received = sheet.getCellByPosition(column_of(sheet, "Reçue le"), 1).String
    ok(re.fullmatch(r"\d\d/\d\d/\d{4} \d\d:\d\d", received), "a moment is shown in French", received)
    sheet = document.Sheets.getByName("Fiche 3.2")
    column = column_of(sheet, "Valeur")
    shown = [sheet.getCellByPosition(column, row).String for row in range(1, 200)]
    percents = [text for text in shown if text.endswith("%")]
    odd = [text for text in percents if not re.fullmatch(r"\d+,\d\s%", text)]
    ok(len(percents) > 20 and not odd, "percentages are shown with one decimal, and a comma", *odd)
    ok("s" in shown, "a masked value is shown as s")


def contrast(one, other):
    def light(colour):
        parts = [(colour >> shift & 255) / 255 for shift in (16, 8, 0)]
        parts = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_looks(document):
    controller = document.CurrentController
    equal(controller.ActiveSheet.Name, "Lisez-moi", "the notes are seen first")
    filters = {one.DataArea.Sheet: one for one in document.DatabaseRanges}
    for number, sheet in enumerate(document.Sheets):
        controller.setActiveSheet(sheet)
        ok(controller.hasFrozenPanes() and controller.SplitRow == 1 and controller.SplitColumn == 0,
           f"{sheet.Name}: the head is frozen")
        ok(sheet.PrintTitleRows and sheet.TitleRows.StartRow == sheet.TitleRows.EndRow == 0,
           f"{sheet.Name}: and printed on each page")
        page = document.StyleFamilies.getByName("PageStyles").getByName(sheet.PageStyle)
        ok(page.IsLandscape and page.Width > page.Height and page.ScaleToPagesX == 1 and
           page.FooterIsOn, f"{sheet.Name}: landscape, as wide as a page")
        if sheet.Name.startswith("Fiche "):
            used = sheet.createCursor()
            used.gotoEndOfUsedArea(False)
            width = sum(sheet.Columns.getByIndex(i).Width
                        for i in range(used.RangeAddress.EndColumn + 1))
            ok((page.Width - page.LeftMargin - page.RightMargin) / width > 0.62,
               f"{sheet.Name}: and large enough to be read", width)
            label = sheet.getCellByPosition(1, 1)
            ok(label.IsTextWrapped and sheet.Rows.getByIndex(1).OptimalHeight,
               f"{sheet.Name}: labels are whole")
        head = sheet.getCellByPosition(0, 0)
        ok(head.CharWeight > 100 and contrast(head.CharColor, head.CellBackColor) > 7,
           f"{sheet.Name}: a head that is seen")
        if number:
            ok(filters[number].AutoFilter and filters[number].ContainsHeader,
               f"{sheet.Name}: filters under the head")


def test_damaged(soffice, work, path):
    """That the handler hears questions at all."""
    with open(path, "rb") as file:
        data = file.read()
    broken = os.path.join(work, "broken.ods")
    with open(broken, "wb") as file:
        file.write(data[:len(data) * 2 // 3])
    document, asked = load(soffice, broken)
    ok(document is None and asked, "of a damaged workbook it would ask", asked)


def test_csv(soffice, name, path, book, sheet):
    """Semicolons, quotes, UTF-8, French, numbers recognised."""
    document, asked = load(soffice, path, office.prop("FilterName", "Text - txt - csv (StarCalc)"),
                           office.prop("FilterOptions", "59,34,76,1,,1036,false,true"))
    if not ok(document is not None and not asked, f"{name}: LibreOffice opens the CSV", asked):
        return
    there = document.Sheets.getByIndex(0)
    equal(there.queryContentCells(FORMULAS).Count, 0, f"{name}: no formula")
    wrong, numbers = [], 0
    for number, row in enumerate(book.sheets[sheet]):
        for column, cell in enumerate(row):
            if cell is None or cell[0] == "string":
                continue
            numbers += 1
            got = there.getCellByPosition(column, number)
            expected = as_written(cell) * 100 if cell[0] == "percentage" else as_written(cell)
            if got.Type.value != "VALUE" or as_read(got.Value, cell) != expected:
                wrong.append((number, column, cell, got.String))
    ok(numbers and not wrong, f"{name}: {numbers} numbers and dates are taken for such", *wrong[:4])
    document.close(True)


def export(work, register, name, *options):
    path = os.path.join(work, name)
    must("export", register, "--output", path, *options)
    return path


with folder() as work, office.Office(SECONDS) as soffice:
    demo, hostile = demo_register(work), hostile_register(work)
    paths = {"demo": export(work, demo, "demo.ods"),
             "confidential": export(work, demo, "secret.ods", "--confidential"),
             "hostile": export(work, hostile, "hostile.ods", "--confidential")}
    books = {name: Workbook(path) for name, path in paths.items()}
    for name, path in paths.items():
        document, asked = load(soffice, path)
        if not ok(document is not None and not asked, f"{name}: opened without a question", asked):
            continue
        test_cells(name, document, books[name])
        if name == "demo":
            test_types(document)
            test_looks(document)
        document.close(True)
    test_damaged(soffice, work, paths["demo"])
    for table, sheet in (("submissions", "Fiches reçues"), ("answers", "Réponses")):
        path = export(work, demo, table + ".csv", "--table", table)
        test_csv(soffice, table, path, books["demo"], sheet)
    path = export(work, hostile, "hostile.csv", "--table", "answers", "--confidential")
    test_csv(soffice, "hostile answers", path, books["hostile"], "Réponses confidentiel")
done()
