# SPDX-License-Identifier: Apache-2.0
"""Blank forms made and filled in LibreOffice, as people do: one soffice, one UNO connection.

A blank form is one table per part: code | question and help | answer; a grid is a table of its own,
one row per item, one cell per column.  It is made here, apart from `copil forms`, on purpose: what
comes by mail must be read whoever made the form."""
import itertools
import os
import shutil
import subprocess
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.lang import Locale
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK
from lxml import etree

C = {"c": "urn:copil:convention"}
FORMATS = {".odt": "writer8", ".ott": "writer8_template", ".fodt": "OpenDocument Text Flat XML",
           ".docx": "MS Word 2007 XML", ".pdf": "writer_pdf_Export", ".jpg": "writer_jpg_Export"}
TINT, GREY, INK = 0xF2F3F7, 0x5A5A5A, 0x161616


def prop(name, value):
    return PropertyValue(name, 0, value, 0)


class Office:
    """A soffice of our own, with a profile of its own; ends with the `with` block."""

    def __enter__(self):
        self.profile = tempfile.mkdtemp(prefix="copil-soffice-")
        pipe = f"copil-{os.getpid()}"
        self.process = subprocess.Popen(
            ["soffice", "--headless", "--norestore", "--nologo", "--nodefault",
             f"-env:UserInstallation=file://{self.profile}", f"--accept=pipe,name={pipe};urp;"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext(
            "com.sun.star.bridge.UnoUrlResolver", local)
        for _ in range(120):
            try:
                context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except Exception:  # not listening yet
                time.sleep(0.5)
        self.desktop = context.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.Desktop", context)
        return self

    def __exit__(self, *_):
        try:
            self.desktop.terminate()
        except uno.getClass("com.sun.star.lang.DisposedException"):
            pass  # it has gone already: the connection breaks while it ends, or it crashed
        self.process.wait(60)
        shutil.rmtree(self.profile, ignore_errors=True)

    def open(self, url):
        return self.desktop.loadComponentFromURL(url, "_blank", 0, (prop("Hidden", True),))

    def save(self, doc, path, password=None):
        extension = os.path.splitext(path)[1]
        arguments = [prop("FilterName", FORMATS[extension]), prop("NoThumbnail", True)]
        if password:
            arguments.append(prop("Password", password))
        if extension == ".jpg":
            size = uno.Any("[]com.sun.star.beans.PropertyValue",
                           (prop("PixelWidth", 620), prop("PixelHeight", 877),
                            prop("Quality", 45)))
            arguments.append(prop("FilterData", size))
        doc.storeToURL("file://" + os.path.abspath(path), tuple(arguments))


# ---- the definition, as far as a blank form needs it ----

def text_of(element, name):
    found = element.find(f"c:{name}", C)
    return " ".join(found.text.split()) if found is not None else ""


class Definition:
    def __init__(self, path):
        self.root = etree.parse(path).getroot()
        self.id, self.prefix = self.root.get("id"), self.root.get("prefix")
        self.end = self.root.find("c:term", C).get("end")

    def sheet(self, number):
        return self.root.xpath("//c:sheet[@id=$n]", namespaces=C, n=number)[0]

    def items(self, list_id):
        items = self.root.xpath("//c:list[@id=$n]/c:item", namespaces=C, n=list_id)
        return [item for item in items if item.get("from", "") <= self.end]

    def questions(self, number):
        head, foot = [], []
        for field in self.root.find("c:identification", C):
            (foot if field.get("role") == "comments" else head).append(field)
        answers = self.sheet(number).xpath("c:field | c:grid", namespaces=C)
        return head + answers + foot


# ---- blank ----

class Blank:
    """Writes one blank form into a new document."""

    def __init__(self, office, definition, number):
        self.definition, self.number = definition, number
        self.doc = office.open("private:factory/swriter")
        self.text = self.doc.Text
        self.code = definition.prefix + number.replace(".", "")

    def build(self):
        sheet, mark = self.definition.sheet(self.number), self.mark()
        self.page(mark)
        self.paragraph(f"Fiche {self.number}", 18, bold=True)
        self.paragraph(text_of(sheet, "title"), 12, bold=True)
        self.paragraph(f"Article {sheet.get('article')} de la convention", 9, color=GREY)
        notices = self.definition.root.find("c:notices", C)
        for notice in ("no-names", "confidentiality"):
            self.paragraph(text_of(notices, notice), 8, color=GREY)
        everyone, asked_last = sheet.get("filled-by"), None
        for asked, questions in self.parts(everyone):
            if asked != asked_last and asked != everyone:
                self.paragraph("À remplir par : " + self.plural(asked), 9, bold=True)
            asked_last = asked
            if questions[0].tag.endswith("grid"):
                self.grid(questions[0])
            else:
                self.fields(questions)
        return self.doc

    def parts(self, everyone):
        """Questions by table: a grid alone, fields together while the same kinds fill them."""
        def key(numbered):
            index, question = numbered
            grid = question.tag.endswith("grid")
            return question.get("filled-by", everyone), index if grid else -1
        numbered = enumerate(self.definition.questions(self.number))
        for (asked, _), group in itertools.groupby(numbered, key):
            yield asked, [question for _, question in group]

    def mark(self):
        return f"Fiche {self.number} – {self.definition.id} – version 1"

    def plural(self, kinds):
        names = {k.get("id"): k.get("plural") for k in self.definition.root.find("c:kinds", C)}
        return ", ".join(names[kind] for kind in kinds.split())

    def page(self, mark):
        style = self.doc.StyleFamilies.getByName("PageStyles").getByName("Standard")
        style.Width, style.Height = 21000, 29700
        style.LeftMargin = style.RightMargin = style.TopMargin = style.BottomMargin = 1500
        style.FooterIsOn = True
        style.FooterText.setString(mark)
        base = self.doc.StyleFamilies.getByName("ParagraphStyles").getByName("Standard")
        base.CharFontName, base.CharHeight, base.CharColor = "Liberation Sans", 9, INK
        base.CharLocale = Locale("fr", "FR", "")
        properties = self.doc.DocumentProperties
        properties.Title, properties.Subject = f"Fiche action {self.number}", mark
        for name, value in (("convention", self.definition.id), ("fiche", self.number),
                            ("version", "1")):
            properties.UserDefinedProperties.addProperty(name, 128, value)

    def paragraph(self, words, size, bold=False, color=INK):
        cursor = self.text.createTextCursorByRange(self.text.End)
        cursor.CharHeight, cursor.CharColor = size, color
        cursor.CharWeight = 150 if bold else 100
        self.text.insertString(cursor, words, False)
        self.text.insertControlCharacter(self.text.End, PARAGRAPH_BREAK, False)

    def table(self, rows, columns, shares):
        table = self.doc.createInstance("com.sun.star.text.TextTable")
        table.initialize(rows, columns)
        self.text.insertTextContent(self.text.End, table, False)
        table.RepeatHeadline = True
        separators, seen = table.TableColumnSeparators, 0
        for index, share in enumerate(shares[:-1]):
            seen += share
            separators[index].Position = seen * 10000 // sum(shares)
        table.TableColumnSeparators = separators
        self.text.insertControlCharacter(self.text.End, PARAGRAPH_BREAK, False)
        return table

    def head(self, table, row, label):
        """Code and question: tinted, protected; LABEL stands out from its help."""
        for column in range(2):
            cell = table.getCellByPosition(column, row)
            cell.BackColor, cell.IsProtected = TINT, True
            cursor = cell.createTextCursor()
            cursor.gotoEnd(True)
            cursor.CharHeight, cursor.CharColor = 7.5, GREY
        cursor.gotoStart(False)
        cursor.goRight(len(label), True)
        cursor.CharHeight, cursor.CharColor, cursor.CharWeight = 9, INK, 150

    def fields(self, fields):
        rows = [("Code", "Question", "Réponse")]
        for field in fields:
            answer = "☐ oui   ☐ non" if field.get("type") == "yesno" else ""
            question = text_of(field, "label")
            if field.get("type") == "choice":
                choices = ", ".join(f"{i.get('code')} ({i.get('label')})"
                                    for i in self.definition.items(field.get("list")))
                question += "\n" + choices + "."
            rows.append((f"{self.code}-{field.get('code')}",
                         question + "\n" + text_of(field, "help"), answer))
        table = self.table(len(rows), 3, (12, 50, 38))
        table.setDataArray(tuple(rows))
        for row in range(1, len(rows)):
            self.head(table, row, text_of(fields[row - 1], "label"))

    def grid(self, grid):
        self.paragraph(text_of(grid, "label"), 10, bold=True)
        self.paragraph(text_of(grid, "help"), 8, color=GREY)
        columns, items = grid.findall("c:column", C), self.definition.items(grid.get("list"))
        titles = [text_of(column, "label") for column in columns]
        rows = [("Code", "", *titles)]
        for item in items:
            code = f"{self.code}-{grid.get('code')}.{item.get('code')}"
            rows.append((code, item.get("label"), *("" for _ in columns)))
        table = self.table(len(rows), 2 + len(columns), (18, 30, *(12 for _ in columns)))
        table.setDataArray(tuple(rows))
        for column in range(2, 2 + len(columns)):
            title = table.getCellByPosition(column, 0).createTextCursor()
            title.gotoEnd(True)
            title.CharHeight = 7.5
        for row in range(1, len(rows)):
            self.head(table, row, items[row - 1].get("label"))


# ---- filled ----

def answer_cells(doc):
    """Code → its answer cells, from left to right."""
    cells = {}
    for table in doc.TextTables:
        for row, texts in enumerate(table.getDataArray()):
            cells[texts[0]] = [table.getCellByPosition(column, row)
                               for column in range(2, len(texts))]
    return cells


def type_into(doc, cell, words):
    """As on the keyboard, with what people's hands do to a document:
    "{gras}12" bold on the first character, "{suivi}18→20" a change that is tracked,
    "{note}12" a footnote, "[x] oui" a box ticked."""
    if words.startswith("[x] "):
        cell.setString(cell.getString().replace("☐ " + words[4:], "☒ " + words[4:]))
    elif words.startswith("{suivi}"):
        before, after = words[7:].split("→")
        cell.setString(before)
        doc.RecordChanges = True
        cell.setString(after)
        doc.RecordChanges = False
    elif words.startswith("{note}"):
        cell.setString(words[6:])
        note = doc.createInstance("com.sun.star.text.Footnote")
        cell.insertTextContent(cell.End, note, False)
        note.setString("dont 99 à vérifier avec le chef de travaux")
    elif words.startswith("{gras}"):
        cell.setString(words[6:])
        cursor = cell.createTextCursor()
        cursor.gotoStart(False)
        cursor.goRight(1, True)
        cursor.CharWeight = 150
    else:
        cell.setString(words)


def fill(office, blank_path, answers):
    """A document with ANSWERS (code → text, or texts of the row) typed in."""
    doc = office.open("file://" + os.path.abspath(blank_path))
    cells = answer_cells(doc)
    for code, words in answers.items():
        words = words if isinstance(words, (list, tuple)) else [words]
        for cell, word in zip(cells[code], words, strict=True):
            if word:
                type_into(doc, cell, word)
    return doc
