# SPDX-License-Identifier: Apache-2.0
"""An .ods as its bytes say, read without any spreadsheet program; and registers to export from."""
import os
import shutil
import zipfile

from cli import CONVENTION, MAIL, mail, must
from lxml import etree

URN = "urn:oasis:names:tc:opendocument:xmlns:"
NS = {"office": URN + "office:1.0", "table": URN + "table:1.0", "text": URN + "text:1.0",
      "config": URN + "config:1.0", "style": URN + "style:1.0"}


def q(name):
    prefix, local = name.split(":")
    return f"{{{NS[prefix]}}}{local}"


def words(paragraph):
    """The text of a paragraph as ODF has it: white space collapsed, spaces by element."""
    found = []

    def add(text):
        for letter in text or "":
            letter = " " if letter in "\t\r\n" else letter
            if letter != " " or (found and found[-1] != " "):
                found.append(letter)
    add(paragraph.text)
    for child in paragraph:
        if child.tag == q("text:s"):
            found.extend([" \0"] * int(child.get(q("text:c"), 1)))
        else:
            raise AssertionError(f"unexpected {child.tag}")
        add(child.tail)
    return "".join(found).replace(" \0", " ")


def shown(cell):
    """What people read in it, its lines."""
    return "\n".join(words(p) for p in cell.iterfind("text:p", NS))


def cell_value(cell):
    """(type, value as the machine has it), of text its lines; None of an empty cell."""
    kind = cell.get(q("office:value-type"))
    if kind is None:
        assert not len(cell), etree.tostring(cell)
        return None
    if kind == "string":
        return kind, shown(cell)
    return kind, cell.get(q("office:date-value" if kind == "date" else "office:value"))


class Workbook:
    """sheets: {name: rows of cells}, the head as rows[0]; content: the tree."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as package:
            self.entries = package.infolist()
            self.damaged = package.testzip()
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.content = etree.fromstring(self.parts["content.xml"],
                                        etree.XMLParser(huge_tree=True))
        self.sheets = {}
        for table in self.content.iterfind(".//table:table", NS):
            self.sheets[table.get(q("table:name"))] = [
                [cell_value(cell) for cell in row] for row in table.iter(q("table:table-row"))]

    def rows(self, name):
        """[{title: cell}], without the head."""
        head = [cell[1] for cell in self.sheets[name][0]]
        return [dict(zip(head, row, strict=True)) for row in self.sheets[name][1:]]

    def text(self):
        return "\n".join(part.decode() for part in self.parts.values())


# What people may write into a form.  The form's reader strips white space at both ends.
HOSTILE = ['=HYPERLINK("http://mal.example";"Cliquez ici")', "@SUM(A1:A9)", "-2+3",
           "+1+cmd|' /C x'!A0", "+33 1 40 75 78 00", "-3", "＝1+1", 'dit "oui"; puis « non »',
           "'=déjà", "-", "--", "un  deux   trois", "premier\n=1+1\n\ndernier", "😀👩‍👩‍👧 ½",
           "é" * 20000, "<a>&amp;</a> ]]>", "\t=1+1"]
NAME = '=HYPERLINK("http://mal.example";"Nom")'  # of an organisation, in the list of participants
FORM = """<fiche-3.2 xmlns="urn:copil:idf-2013">
  <organisme>@SUM(1+1)</organisme>
  <identifiant>%s</identifiant><academie>%s</academie><periode>2013-2014</periode>
  <redacteur>-2+3</redacteur><date_remplissage>2014-06-30</date_remplissage>
  <stages><ligne diplome="GI"><effectif>24</effectif><effectif_filles>9</effectif_filles>
  <stages>%d</stages><stages_filles>2</stages_filles><conventions>17</conventions></ligne></stages>
  <commentaires>%s</commentaires>
</fiche-3.2>
"""


def demo_register(work):
    path = os.path.join(work, "demo.copil")
    must("init", path, "--convention", CONVENTION)
    must("batch", path, MAIL, "--output", os.path.join(work, "demo-out"))
    return path


def hostile_register(work):
    """A school for each of HOSTILE, which stands in its comments."""
    place = os.path.join(work, "definition")
    shutil.copytree(CONVENTION, place)
    source = os.path.join(place, "participants.csv")
    with open(source, encoding="utf-8") as file:
        lines = [line.split(";") for line in file.read().splitlines()]
    schools = [cells for cells in lines if cells[1] == "school" and not cells[5]]
    schools[0][2] = '"' + NAME.replace('"', '""') + '"'
    with open(source, "w", encoding="utf-8") as file:
        file.write("".join(";".join(cells) + "\n" for cells in lines))
    box = os.path.join(work, "box")
    os.mkdir(box)
    for number, text in enumerate(HOSTILE):
        who = schools[number]
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        form = FORM % (who[0], who[3], 3 + number, text)
        message = mail({"=1+1.xml": form.encode()}, number=number + 1,
                       sender=(who[4] or "x@y.example").split()[0])
        with open(os.path.join(box, f"{number}.eml"), "wb") as file:
            file.write(message)
    path = os.path.join(work, "hostile.copil")
    must("init", path, "--convention", place)
    must("batch", path, box, "--output", os.path.join(work, "hostile-out"))
    return path
