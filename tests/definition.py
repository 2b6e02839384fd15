# SPDX-License-Identifier: Apache-2.0
"""What a form's answers are called in its definition, and how French people write them.

Of the definition only names, codes and types are read; its meaning is the program's business."""
import csv
import os

from lxml import etree

C = {"c": "urn:copil:convention"}
MONTHS = ("janvier février mars avril mai juin juillet août septembre octobre novembre"
          " décembre").split()


def as_number(text, unit=""):
    """"1234.5" → "1 234,5": thousands apart, a comma."""
    whole, _, part = text.partition(".")
    return f"{int(whole):,}".replace(",", "\u00a0") + (f",{part}" if part else "") + unit


def canonical(question, value):
    """VALUE without superfluous zeros."""
    number = question.get("type") in ("decimal", "percent", "amount") and "." in value
    return value.rstrip("0").rstrip(".") if number else value


def as_date(text):
    year, month, day = (int(part) for part in text.split("-"))
    return f"{'1er' if day == 1 else day} {MONTHS[month - 1]} {year}"


def as_period(text):
    year, _, half = text.partition("-S")
    return f"S{half} {year}" if half else text


def as_siret(text):
    return f"{text[:3]} {text[3:6]} {text[6:9]} {text[9:]}" if text.isdigit() else text


class Definition:
    """The convention in FOLDER, and its participants."""

    def __init__(self, folder):
        self.folder = folder
        self.root = etree.parse(os.path.join(folder, "convention.xml")).getroot()
        self.id, self.prefix = self.root.get("id"), self.root.get("prefix")
        with open(os.path.join(folder, "participants.csv"), encoding="utf-8-sig") as file:
            self.people = {row["identifiant"]: row for row in csv.DictReader(file, delimiter=";")}

    def sheets(self):
        return self.root.xpath("//c:sheet[@adopted]/@id", namespaces=C)

    def items(self, name):
        return self.root.xpath("//c:list[@id=$n]/c:item", namespaces=C, n=name)

    def role(self, role):
        return self.root.xpath("//c:identification/c:field[@role=$r]", namespaces=C, r=role)[0]

    def fields(self, sheet):
        return self.root.xpath("//c:identification/c:field | //c:sheet[@id=$n]/c:field |"
                               "//c:sheet[@id=$n]/c:grid", namespaces=C, n=sheet)

    def field(self, sheet, name):
        return next(field for field in self.fields(sheet) if field.get("name") == name)

    def questions(self, sheet):
        """Names of all that is asked: "invites", "stages.effectif"."""
        for field in self.fields(sheet):
            columns = field.findall("c:column", C)
            yield from [f"{field.get('name')}.{column.get('name')}" for column in columns] or [
                field.get("name")]

    def as_choice(self, name, code, by_label):
        (label,) = [item.get("label") for item in self.items(name) if item.get("code") == code]
        return label if by_label else code

    def written(self, question, value, by_label):
        """VALUE, canonical, as a person writes the answer to QUESTION (a field or a column)."""
        kind = question.get("type")
        if kind == "choice":
            return self.as_choice(question.get("list"), value, by_label)
        if kind == "yesno":
            return "[x] " + {"true": "oui", "false": "non"}[value]
        if question.get("role") == "identifier" or kind == "siret":
            return as_siret(value)
        ways = {"integer": as_number, "decimal": as_number, "date": as_date, "period": as_period,
                "percent": lambda text: as_number(text, "\u00a0%"),
                "amount": lambda text: as_number(text, "\u00a0€")}
        return ways.get(kind, str)(value)


class Filled:
    """A form to fill in: what is typed, code → texts, and the values to be read, name → canonical.

    They come from an example in XML.  BY_LABEL: choices are written by their labels, else by their
    codes."""

    def __init__(self, definition, path, by_label):
        root = etree.parse(path).getroot()
        self.definition, self.by_label = definition, by_label
        self.sheet = etree.QName(root).localname.removeprefix("fiche-")
        self.typed, self.values, self.questions = {}, {}, set()
        for element in root.iterchildren("*"):
            name = etree.QName(element).localname
            field = definition.field(self.sheet, name)
            if len(element):
                self.put_grid(name, field, element)
            else:
                self.put(name, field, element.text)
        self.organisation = self.values[definition.role("identifier").get("name")]
        self.period = self.values[definition.role("period").get("name")]

    def code(self, field, item=None):
        code = f"{self.definition.prefix}{self.sheet.replace('.', '')}-{field.get('code')}"
        return f"{code}.{item}" if item else code

    def put(self, name, field, value):
        if field.get("type") == "longtext":
            value += "\nSecond alinéa : l’année prochaine, « idem »."
        self.questions.add(name)
        self.values[name] = canonical(field, value)
        self.typed[self.code(field)] = [self.definition.written(field, value, self.by_label)]

    def put_grid(self, name, field, element):
        columns = field.findall("c:column", C)
        for line in element:
            (item,) = line.attrib.values()
            given = {etree.QName(cell).localname: cell.text for cell in line}
            for column, value in given.items():
                self.questions.add(f"{name}.{column}")
                self.values[f"{name}.{item}.{column}"] = value
            self.typed[self.code(field, item)] = [
                self.definition.written(column, given[column.get("name")], self.by_label)
                if column.get("name") in given else "" for column in columns]
