# SPDX-License-Identifier: Apache-2.0
"""A convention as its definition and its list of participants describe it: lists, kinds, sheets,
codes, formulas.  Read as schemas/convention.xsd documents it; nothing of copil is used."""
import csv
import os
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from lxml import etree

C = "{urn:copil:convention}"
MONTHS = ("janvier février mars avril mai juin juillet août septembre octobre novembre"
          " décembre").split()


def fold(text):
    """Words without case, accents and punctuation."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    plain = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join(plain.split())


def reference(text):
    """As two organisations' words for one event are compared: of all signs and spaces only those
    between two figures count, and count as one."""
    return re.sub(r"(?<!\d) | (?!\d)", "", fold(text))


# ---- calendar ----

@dataclass(frozen=True)
class Period:
    """YEAR is that in which it begins; HALF is 1, 2, or 0 for the whole year."""
    school: bool
    year: int
    half: int = 0

    @cache
    def __str__(self):
        year = f"{self.year}-{self.year + 1}" if self.school else str(self.year)
        return f"{year}-S{self.half}" if self.half else year

    def whole(self):
        return Period(self.school, self.year)

    def first(self):
        if self.half == 2:
            return date(self.year + 1, 2, 1) if self.school else date(self.year, 7, 1)
        return date(self.year, 9 if self.school else 1, 1)

    def last(self):
        if self.half == 1:
            return date(self.year + 1, 1, 31) if self.school else date(self.year, 6, 30)
        return date(self.year + 1, 8, 31) if self.school else date(self.year, 12, 31)

    def due(self, day_and_month):
        """The last day for a form: a month after a first half, else a month and a half, which the
        school year has before its summer; or the sheet's own day."""
        if day_and_month:
            day, month = (int(part) for part in day_and_month.split())
            own = date(self.last().year, month, day)
            return own if own > self.last() else date(own.year + 1, month, day)
        if self.half == 1:
            month = 3 if self.school else 8
            return date(self.last().year, month, 1) - timedelta(1)
        return date(self.year + 1, 7, 15) if self.school else date(self.year + 1, 2, 15)


def period_of(text, school):
    """The period written canonically, or None."""
    found = re.fullmatch(r"(\d{4})-(\d{4})(?:-S([12]))?" if school else r"(\d{4})()(?:-S([12]))?",
                         text)
    if not found or school and int(found[2]) != int(found[1]) + 1:
        return None
    return Period(school, int(found[1]), int(found[3] or 0))


# ---- definition ----

@dataclass
class Question:
    """A field, or a column of a grid."""
    name: str
    type: str
    required: bool
    minimum: str
    maximum: str
    list: str = None
    role: str = None
    code: str = None
    kinds: frozenset = frozenset()  # of organisations asked
    part_of: str = None
    columns: dict = field(default_factory=dict)  # of a grid, name → Question


@dataclass
class Operand:
    sheet: str
    field: str
    column: str = None


@dataclass
class Breakdown:
    lists: tuple
    of: list
    over: list


@dataclass
class Indicator:
    id: str
    sheet: str
    aggregate: str
    of: list
    over: list
    only: tuple       # (choice, code) or None
    target: str       # of dates
    breakdowns: list  # the whole is one of them, without lists


@dataclass
class Sheet:
    id: str
    per: str
    key: str
    joint: list
    partner: str
    prevails: str
    adopted: str
    due: str
    kinds: frozenset
    fields: dict = field(default_factory=dict)      # name → Question, identification included
    indicators: list = field(default_factory=list)

    def by_code(self, code):
        return next((each for each in self.fields.values() if each.code == code), None)


def question(node, asked):
    get = node.get
    found = Question(get("name"), get("type"), get("required") != "false", get("min"), get("max"),
                     get("list"), get("role"), get("code"),
                     frozenset((get("filled-by") or " ".join(asked)).split()), get("part-of"))
    for column in node.findall(C + "column"):
        found.columns[column.get("name")] = question(column, asked)
    return found


def operands(text, sheet):
    found = []
    for word in (text or "").split():
        other, _, path = word.rpartition(":")
        name, _, column = path.partition(".")
        found.append(Operand(other or sheet, name, column or None))
    return found


class Convention:
    def __init__(self, folder):
        root = etree.parse(os.path.join(folder, "convention.xml")).getroot()
        self.folder, self.id, self.prefix = folder, root.get("id"), root.get("prefix")
        self.namespace, self.school = root.get("namespace"), root.get("calendar") == "school"
        term = root.find(C + "term")
        self.start, self.end = term.get("start"), term.get("end")
        lists = root.find(C + "lists")
        self.territory, self.parts = lists.get("territory"), lists.get("parts")
        self.lists = {each.get("id"): {item.get("code"): self.names(item)
                                       for item in each.iter(C + "item")} for each in lists}
        self.items_of_kinds = {(each.get("id"), item.get("code")): item.get("kinds")
                               for each in lists for item in each.iter(C + "item")}
        self.validity = {(each.get("id"), item.get("code")): (item.get("from"), item.get("to"))
                         for each in lists for item in each.iter(C + "item")}
        self.kinds = {kind.get("id"): kind.get("identifier") for kind in root.iter(C + "kind")}
        self.sheets = {}
        for node in root.iter(C + "sheet"):
            self.sheets[node.get("id")] = self.sheet(node, root.find(C + "identification"))
        with open(os.path.join(folder, "participants.csv"), encoding="utf-8-sig") as file:
            self.people = {row["identifiant"]: row for row in csv.DictReader(file, delimiter=";")}

    @staticmethod
    def names(item):
        given = [item.get("code"), item.get("label"), item.get("abbreviation") or item.get("label")]
        return {fold(name) for name in given + [alias.text for alias in item]}

    def sheet(self, node, identification):
        get = node.get
        sheet = Sheet(get("id"), get("per"), get("key"), (get("joint") or "").split(),
                      get("partner"), get("prevails"), get("adopted"), get("due"),
                      frozenset(get("filled-by").split()))
        # The comments, 90, come last in any case: codes are unique.
        for each in [*identification, *node]:
            if each.tag in (C + "field", C + "grid"):
                sheet.fields[each.get("name")] = question(each, sheet.kinds)
            elif each.tag == C + "indicator":
                sheet.indicators.append(self.indicator(each, sheet))
        return sheet

    @staticmethod
    def indicator(node, sheet):
        of, over = (operands(node.get(side), sheet.id) for side in ("of", "over"))
        breakdowns = [] if node.get("never-added") == "true" else [Breakdown((), of, over)]
        if node.get("aggregate") == "distribution":
            choice = sheet.fields[of[0].field]
            breakdowns.append(Breakdown((choice.list,), of, over))
        for by in node.findall(C + "by"):
            breakdowns.append(Breakdown(tuple(by.get("lists").split()),
                                        operands(by.get("of"), sheet.id) or of,
                                        operands(by.get("over"), sheet.id) or over))
        only = tuple(node.get("only").split("=")) if node.get("only") else None
        return Indicator(node.get("id"), sheet.id, node.get("aggregate"), of, over, only,
                         node.get("target-date"), breakdowns)

    def role(self, role):
        """Name of the identification field of ROLE."""
        return next(each.name for each in next(iter(self.sheets.values())).fields.values()
                    if each.role == role)

    def question(self, operand):
        found = self.sheets[operand.sheet].fields[operand.field]
        return found.columns[operand.column] if operand.column else found

    def kind(self, who):
        return self.people[who]["type"]

    def asked(self, operand):
        """Kinds of organisations that are asked for it."""
        return self.sheets[operand.sheet].fields[operand.field].kinds

    def present(self, who, period):
        """Whether WHO takes part in some day of PERIOD; None: of the term."""
        since, until = (self.people[who].get(key) for key in ("depuis", "jusqu_au"))
        return not period or ((not since or since <= str(period.last())) and
                              (not until or until >= str(period.first())))

    def in_term(self, period):
        return str(period.last()) >= self.start and (not self.end or
                                                     str(period.first()) <= self.end)
