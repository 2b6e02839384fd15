# SPDX-License-Identifier: Apache-2.0
"""The forms of the demo mail, as written/<convention>/answers.py says what people typed:

ODT: name → (sheet, organisation, period, who, when, answers by code after the sheet's prefix).
     The cells of a grid's row are separated by '|'; see office.type_into for {…} and [x].
XML: name → (sheet, organisation, period, who, when, [(element, value)]): landlords' own programs.
     A value None is not communicated; a list is a grid, [(item, [(column, value)])].
The identification block comes from participants.csv, but for what an answer 01 to 07 overrides."""
import importlib
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.append(os.path.join(ROOT, "tests"))

from definition import Definition  # noqa: E402


class Demo:
    """One convention's demo: its definition, its people, what they wrote, and where it goes."""

    def __init__(self, name):
        package = "written." + name.replace("-", "_")
        self.name = name
        self.definition = Definition(os.path.join(ROOT, "forms", name))
        self.people = self.definition.people
        self.answers = importlib.import_module(package + ".answers")
        self.letters = importlib.import_module(package + ".letters")
        self.built = os.path.join(ROOT, "build/mail-forms", name)
        self.output = os.path.join(HERE, name)
        self.verdicts = os.path.join(HERE, name + ".verdicts.tsv")

    def typed(self, name):
        """Code → texts of the ODT form NAME, the identification block included."""
        sheet, organisation, period, author, date, answers = self.answers.ODT[name]
        nobody = {"nom": "", "territoire": "", "courriel": ""}
        person = self.people.get(organisation, nobody)
        texts = {"01": person["nom"], "02": organisation, "03": person["territoire"],
                 "04": period, "05": author, "06": person["courriel"].split(" ")[0], "07": date}
        texts.update(answers)
        prefix = f"{self.definition.prefix}{sheet.replace('.', '')}-"
        return {prefix + code: text.split("|") for code, text in texts.items()}

    def xml(self, name):
        """The bytes of the XML form NAME."""
        sheet, organisation, period, author, date, elements = self.answers.XML[name]
        encoding = self.answers.ENCODINGS.get(name, "UTF-8")
        person, namespace = self.people[organisation], self.definition.root.get("namespace")
        block = [("organisation", person["nom"]), ("identifier", organisation),
                 ("territory", person["territoire"]), ("period", period), ("author", author),
                 ("email", person["courriel"].split(" ")[0]), ("filled-on", date)]
        block = [(self.definition.role(role).get("name"), value) for role, value in block]
        lines = [f'<?xml version="1.0" encoding="{encoding}"?>',
                 f'<fiche-{sheet} xmlns="{namespace}">']
        for element, value in block + elements:
            lines += self.element(sheet, element, value)
        return "\n".join([*lines, f"</fiche-{sheet}>", ""]).encode(encoding)

    def element(self, sheet, name, value):
        if value is None:
            return [f'  <{name} motif="NC"/>']
        if isinstance(value, str):
            return [f"  <{name}>{value}</{name}>"]
        items = self.definition.field(sheet, name).get("list")
        rows = ["".join(f"<{column}>{text}</{column}>" for column, text in cells)
                for _, cells in value]
        return [f"  <{name}>",
                *[f'    <ligne {items}="{item}">{row}</ligne>'
                  for (item, _), row in zip(value, rows)],
                f"  </{name}>"]
