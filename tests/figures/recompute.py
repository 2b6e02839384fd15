# SPDX-License-Identifier: Apache-2.0
"""Every figure of a convention a second time: from the forms that stand and the formulas of the
definition, on exact fractions.  No register is read, and nothing is left out.

What a figure is (schemas/convention.xsd, aggregate):

  sum           of all that was given
  ratio, mean   Σ of / Σ over × 100, Σ of × over / Σ over, of those rows of one grid, else forms,
                that gave both; one decimal, half up
  count         of forms; those that don't meet `only` count zero
  share         yes of all answers, in %
  distribution  answers, and answers of each item
  latest        what the last form of each organisation gave, in the period
  distinct      items above zero
  dates         the last one; those within the target, of all
  texts         no value
  beside        Σ of and Σ over, two numbers that are not added; none of a side that nobody gave

A form counts in its period, the year of that period and the term.  A grid answered "néant" is zero
in all its columns, of no item.  A row less its part (`part-of`) is the second item of the list of
parts.  The whole is there for all periods that some form names, of half-years where the sheet has
them; a breakdown where somebody gave something.  Expected are the participants of the period, of
the scope's territory and kind, who are asked for a part of the numerator (beside: of either side).
"""
from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction

from answers import NC, NEANT
from convention import reference


@dataclass
class Share:
    """What one form gives: two numbers or a text, of an item and a part."""
    form: object
    item: tuple = None  # (list, code)
    part: str = None
    top: Fraction = None  # not given; likewise:
    bottom: Fraction = None
    text: str = None


@dataclass
class Figure:
    value: str = None
    numerator: str = None
    denominator: str = None
    respondents: int = 0
    expected: int = 0
    sources: list = field(default_factory=list)  # (organisation, mail, value), sorted


def canonical(number):
    """At most four decimals, none superfluous."""
    scaled = Fraction(number) * 10000
    assert scaled.denominator == 1, number
    sign, digits = "-" if scaled < 0 else "", f"{abs(scaled.numerator):05}"
    return sign + f"{digits[:-4]}.{digits[-4:]}".rstrip("0").rstrip(".")


def added(numbers):
    """Of those given; None: none was."""
    given = [number for number in numbers if number is not None]
    return sum(given, Fraction(0)) if given else None


def quotient(top, bottom, factor):
    if bottom <= 0:
        return None
    return canonical(Fraction((Fraction(top) * factor / bottom * 10 + Fraction(1, 2)).__floor__(),
                              10))


def periods_of(period):
    return {str(period), str(period.whole()), "term"}


def by_form(shares):
    gathered = {}
    for share in shares:
        gathered.setdefault(id(share.form), []).append(share)
    return gathered.values()


def latest(shares):
    """Those of the last form of each organisation: by its event, else by its period."""
    last = {}
    for share in shares:
        form = share.form
        rank = (form.event or "", str(form.period), form.original.received or 0)
        if rank >= last.get(form.organisation, (rank,))[0]:
            last[form.organisation] = (rank, form)
    return [share for share in shares if last[share.form.organisation][1] is share.form]


def counted_once(convention, sheet, forms):
    """Of the forms that declare one event that of the kind that prevails, else the first in the
    order of identifiers.  It is the same event when the joint fields are the same and, where the
    sheet has a partner, the two organisations are."""
    events = {}
    for form in sorted(forms, key=lambda form: (form.sheet.prevails and sheet.prevails !=
                                                convention.kind(form.organisation),
                                                form.organisation)):
        keys = [form.answers.get(name) for name in sheet.joint]
        partner = form.answers.get(sheet.partner) if sheet.partner else ""
        if None in keys or NC in keys or partner in (None, NC):
            events[id(form)] = form
            continue
        between = tuple(sorted((form.organisation, partner))) if sheet.partner else ()
        events.setdefault((between, *map(reference, keys)), form)
    return list(events.values())


def of_row(whole, some, part):
    """A cell, its part, or its rest; None: not known."""
    wanted = {None: (whole,), "part": (some,), "rest": (whole, some)}[part]
    if None in wanted or NC in wanted:
        return None
    return wanted[0] - sum(wanted[1:])


class Recomputation:
    """CONVENTION's figures of FORMS, all that stand; PERIODS: those that any form names."""

    def __init__(self, convention, forms, periods):
        self.convention = convention
        self.periods = {str(each): each for period in periods for each in (period, period.whole())}
        self.periods["term"] = None
        self.forms = defaultdict(list)
        for sheet in convention.sheets.values():
            own = [form for form in forms if form.sheet is sheet]
            self.forms[sheet.id] = counted_once(convention, sheet, own) if sheet.joint else own

    # ---- what was given ----

    def rows(self, form, operand, part):
        """[(item, number)] that FORM gives for OPERAND, or for a part of it."""
        asked = self.convention.asked(operand)
        answer = form.answers.get(operand.field)
        if (operand.sheet != form.sheet.id or answer in (None, NC) or
                self.convention.kind(form.organisation) not in asked):
            return []
        question = form.sheet.fields[operand.field]
        if not operand.column:
            return [] if part else [(None, answer)]
        column, split = operand.column, None
        if part:
            split = next((each.name for each in question.columns.values()
                          if each.part_of == column), None)
            if not split:
                return []
        if answer == NEANT:
            return [(None, Fraction(0))]
        given = [((question.list, code), of_row(row.get(column), row.get(split), part))
                 for code, row in answer.items()]
        return [(item, value) for item, value in given if value is not None]

    def side(self, form, operands, part):
        return [row for operand in operands for row in self.rows(form, operand, part)]

    def paired(self, form, of, over, part, by_row):
        """The shares of a form in a ratio: of rows, or of the whole form, that gave both."""
        tops, bottoms = {}, {}
        for sums, operands in ((tops, of), (bottoms, over)):
            for item, value in self.side(form, operands, part):
                key = item if by_row else None
                sums[key] = sums.get(key, Fraction(0)) + value
        return [(key, tops[key], bottoms[key]) for key in tops if key in bottoms]

    def given(self, indicator, breakdown, form, part):
        way, of, over = indicator.aggregate, breakdown.of, breakdown.over
        if way in ("ratio", "mean"):
            grids = {(o.sheet, o.field) for o in of + over}
            by_row = len(grids) == 1 and of[0].column is not None
            for item, top, bottom in self.paired(form, of, over, part, by_row):
                yield Share(form, item, part, top * bottom if way == "mean" else top, bottom)
            return
        for item, value in self.side(form, of, part):
            if way in ("texts", "dates"):
                yield Share(form, item, part, text=value)
            elif way == "share":
                yield Share(form, item, part, Fraction(value == "true"), Fraction(1))
            elif way == "distribution":
                name = form.sheet.fields[of[0].field].list
                yield Share(form, (name, value), part, Fraction(1))
            else:
                yield Share(form, item, part, top=value)
        for item, value in self.side(form, over if way == "beside" else [], part):
            yield Share(form, item, part, bottom=value)

    def shares(self, indicator, breakdown):
        if indicator.aggregate == "count":
            for form in self.forms[indicator.sheet]:
                yield Share(form, top=Fraction(self.meets(indicator, form)))
            return
        split = self.convention.parts in breakdown.lists
        for sheet in dict.fromkeys(o.sheet for o in breakdown.of + breakdown.over):
            for form in self.forms[sheet]:
                if not self.meets(indicator, form):
                    continue
                for part in ("part", "rest") if split else (None,):
                    yield from self.given(indicator, breakdown, form, part)

    @staticmethod
    def meets(indicator, form):
        return not indicator.only or form.answers.get(indicator.only[0]) == indicator.only[1]

    # ---- where it counts ----

    def place(self, share, name):
        """The item of list NAME in which SHARE counts, or None."""
        convention, who = self.convention, share.form.organisation
        if name == convention.parts:
            first, second = convention.lists[name]
            return {"part": first, "rest": second}.get(share.part)
        if name == "kind":
            return convention.kind(who)
        if name == convention.territory:
            return convention.people[who]["territoire"]
        if share.item and share.item[0] == name:
            return share.item[1]
        chosen = next((share.form.answers.get(question.name)
                       for question in share.form.sheet.fields.values()
                       if question.list == name and not question.columns and not question.role),
                      None)
        return None if chosen == NC else chosen

    def by_period(self, indicator, breakdown):
        found = defaultdict(list)
        for share in self.shares(indicator, breakdown):
            for period in periods_of(share.form.period):
                found[period].append(share)
        return found

    def cells(self, indicator, breakdown):
        found = defaultdict(list)
        for period, shares in self.by_period(indicator, breakdown).items():
            for share in latest(shares) if indicator.aggregate == "latest" else shares:
                items = [self.place(share, name) for name in breakdown.lists]
                if None not in items:
                    found[period, tuple(zip(breakdown.lists, items))].append(share)
        halves = self.convention.sheets[indicator.of[0].sheet if indicator.of
                                        else indicator.sheet].per == "half"
        for period in self.periods if not breakdown.lists else ():
            if halves or "-S" not in period:
                found.setdefault((period, ()), [])
        return found

    # ---- figures ----

    def expected(self, indicator, period, scope):
        asked = [self.convention.asked(operand) for operand in
                 indicator.of + (indicator.over if indicator.aggregate == "beside" else [])]
        if indicator.aggregate == "count":
            asked = [self.convention.sheets[indicator.sheet].kinds]
        kinds, scope = frozenset().union(*asked), dict(scope)
        return sum(1 for who, row in self.convention.people.items()
                   if row["type"] in kinds and self.convention.present(who, self.periods[period])
                   and scope.get("kind", row["type"]) == row["type"]
                   and scope.get(self.convention.territory, row["territoire"])
                   == row["territoire"])

    def figure(self, indicator, shares):
        way, found = indicator.aggregate, Figure()
        top, bottom = added(s.top for s in shares), added(s.bottom for s in shares)
        if not shares:
            return found
        if way != "beside":
            top, bottom = top or Fraction(0), bottom or Fraction(0)
        if way in ("ratio", "share", "mean"):
            found.value = quotient(top, bottom, 1 if way == "mean" else 100)
        elif way == "distinct":
            found.value = str(len({s.item for s in shares if s.item and s.top > 0}))
        elif way == "dates":
            found.value = max(s.text for s in shares)
        elif way not in ("texts", "beside"):
            found.value = canonical(top)
        if way in ("ratio", "share", "mean", "beside"):
            found.numerator, found.denominator = (
                None if side is None else canonical(side) for side in (top, bottom))
        elif way == "dates" and indicator.target:
            found.numerator = str(sum(s.text <= indicator.target for s in shares))
            found.denominator = str(len(shares))
        found.respondents = len({s.form.organisation for s in shares})
        found.sources = sorted(self.source(way, each) for each in by_form(shares))
        return found

    @staticmethod
    def source(way, shares):
        top, bottom = (added(side) or Fraction(0)
                       for side in ((s.top for s in shares), (s.bottom for s in shares)))
        if way in ("texts", "dates"):
            value = "\n".join(s.text for s in shares)
        elif way in ("ratio", "mean", "share"):
            value = f"{canonical(top)}/{canonical(bottom)}"
        else:
            value = canonical(top + bottom)
        form = shares[0].form
        return form.organisation, form.original.message, value

    def figures(self):
        """{(indicator, period, ((list, item), …)): Figure}."""
        found = {}
        for sheet in self.convention.sheets.values():
            for indicator in sheet.indicators if sheet.adopted else ():
                for breakdown in indicator.breakdowns:
                    for (period, scope), shares in self.cells(indicator, breakdown).items():
                        figure = self.figure(indicator, shares)
                        figure.expected = self.expected(indicator, period, scope)
                        found[indicator.id, period, tuple(sorted(scope))] = figure
        return found
