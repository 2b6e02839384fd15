# SPDX-License-Identifier: Apache-2.0
"""Who reads the published figures and knows the method: what can he find out of those masked?

Built from the definition alone.  Unknown numbers are those of masked figures.  He knows all others,
every sum that links them — a whole and its items, a crossing and its margins, a year and its
halves, the term and its years, in every indicator and edition that counts the same, and in each
edition what the forms gave that stood then — and that what is masked is one at least, for zero
never is.  His bounds are the least and the greatest that an
unknown number can be: two linear programs for each, solved by HiGHS.
"""
import itertools
from collections import defaultdict

import numpy as np
from lxml import etree
from scipy.optimize import linprog
from scipy.sparse import csr_array

C = "{urn:copil:convention}"
TOLERANCE = 1e-6


def people_counted(folder):
    """(sheet, field, column or None) of all that counts people; the threshold; units."""
    root = etree.parse(f"{folder}/convention.xml").getroot()
    counted, units = set(), {}
    for sheet in root.iter(C + "sheet"):
        for each in sheet:
            if each.get("people") == "true":
                counted.add((sheet.get("id"), each.get("name"), None))
            for column in each.findall(C + "column"):
                if column.get("people") == "true":
                    counted.add((sheet.get("id"), each.get("name"), column.get("name")))
        for indicator in sheet.findall(C + "indicator"):
            units[indicator.get("id")] = indicator.get("unit")
    below = next(root.iter(C + "masking")).get("below")
    return counted, int(below), units


def forms(row, key):
    """What each form gave to the number of that KEY: {submission: number}; {}: it isn't told."""
    given = {}
    for source in row["sources"]:
        sides = source.get("value", "").split("/")
        given[source["submission"]] = float(sides[key == "denominator" and len(sides) > 1] or 0)
    return given if sum(given.values()) == float(row.get(key) or 0) else {}


def above(period):
    """The longer period that one adds up to."""
    if period == "term":
        return None
    return period[:-3] if period[-3:-1] == "-S" else "term"


class Attack:
    """STATES: for each state of the register that was published, the one that is judged last, the
    figures as they are and as they were shown, both as copil exports them."""

    def __init__(self, convention, states, hide_all=False):
        self.counted, self.below, self.units = people_counted(convention.folder)
        self.convention = convention
        self.names = []      # of the unknowns
        self.truth = []      # their numbers
        self.least = []
        self.rows = []       # Σ coefficient × unknown = number
        self.judged = {}     # unknown → "masked", "rest" or "change"
        self.known, self.unknown = {}, {}  # (what, place, number) → number, unknown
        self.places = defaultdict(dict)    # (what, place) → {number: key}
        self.tables = []
        self.given = defaultdict(lambda: defaultdict(dict))  # a table's place → state → form → number
        self.stood = defaultdict(set)  # form → states
        self.choices = set()           # lists of which some indicators count one item alone
        self.told = defaultdict(dict)  # (state or states, what) → place → key
        for index, (figures, shown) in enumerate(states):
            self.publish(index, figures, shown, index == len(states) - 1, hide_all)
        self.compose()
        for table in self.tables:
            self.add_up(*table)
        self.split()
        self.compare()

    # ---- what is published ----

    def sides(self, indicator, breakdown):
        """(operands, key of their number in the export) of what counts people."""
        if indicator.aggregate in ("sum", "latest"):
            sides = [(breakdown.of, "value")]
        elif indicator.aggregate in ("ratio", "beside", "mean"):
            sides = [(breakdown.of, "numerator"), (breakdown.over, "denominator")]
        else:
            return
        for number, (operands, key) in enumerate(sides):
            what = tuple(sorted((each.sheet, each.field, each.column) for each in operands))
            if any(each in self.counted for each in what):
                yield number, what, key

    def picked(self, indicator):
        """{(list, item)} of which alone it counts.  Two choices of one list are two questions."""
        if not indicator.only:
            return frozenset()
        name, item = indicator.only
        fields = self.convention.sheets[indicator.sheet].fields
        alike = [each for each in fields.values()
                 if each.type == "choice" and each.list == fields[name].list]
        return frozenset([(fields[name].list if len(alike) == 1 else name, item)])

    def publish(self, index, figures, shown, today, hide_all):
        rows = {(row["indicator"], row["period"], frozenset(row["scope"].items())): row
                for row in figures}
        masked = {(row["indicator"], row["period"], frozenset(row["scope"].items()))
                  for row in shown if row["masked"] or hide_all and today}
        for row in figures:
            for source in row["sources"]:
                self.stood[source["submission"]].add(index)
        cells = []
        for sheet in self.convention.sheets.values():
            for indicator in sheet.indicators:
                picked = self.picked(indicator)
                self.choices |= {choice for choice, _ in picked}
                sides = defaultdict(dict)
                for breakdown in indicator.breakdowns:
                    for side, what, key in self.sides(indicator, breakdown):
                        found = {}
                        for (name, period, scope), row in rows.items():
                            lists = {pair[0] for pair in scope}
                            number = float(row.get(key) or 0)
                            if name == indicator.id and lists == set(breakdown.lists) and number:
                                place = period, scope | picked
                                cells.append((what, place, number,
                                              (name, period, scope) in masked))
                                found[place] = self.told[index, what][place] = what, place, number
                                table = indicator.id, side, frozenset(breakdown.lists)
                                self.given[table][what, place][index] = number, forms(
                                    rows[name, period, scope], key)
                        sides[side][frozenset(breakdown.lists)] = what, found
                for side in sides.values():
                    self.tables.append((indicator, side))
                if len(sides) == 2 and indicator.aggregate == "ratio" and \
                        self.units[indicator.id] == "%":
                    self.tables.append((indicator, sides))
        for what, place, number, hidden in cells:
            self.places[what, place][number] = what, place, number
            if not hidden:
                self.known[what, place, number] = number
        for what, place, number, hidden in cells:
            key = what, place, number
            if key in self.known:
                continue
            if key not in self.unknown:
                self.unknown[key] = self.add(key, number, 1)
            if today or number < self.below:
                self.judged[self.unknown[key]] = "masked"

    # ---- of which forms ----

    def compose(self):
        """What the forms gave that stood in the same states, as nobody shows it: it adds up along
        lists and periods as every figure does, and to each state of those that stood then."""
        tables = defaultdict(lambda: defaultdict(dict))
        for (name, side, lists), places in self.given.items():
            for (what, place), by_state in places.items():
                sums = defaultdict(float)
                for form, number in {form: number for number, of in by_state.values()
                                     for form, number in of.items()}.items():
                    sums[frozenset(self.stood[form])] += number
                keys = {stood: self.together(what, place, stood, number)
                        for stood, number in sums.items() if number}
                for stood, key in keys.items():
                    found = tables[name, stood][side].setdefault(lists, (what, {}))
                    found[1][place] = self.told[stood, what][place] = key
                for state, (number, _) in by_state.items():
                    parts = [key for stood, key in keys.items() if state in stood]
                    if parts and sum(part[2] for part in parts) == number:
                        self.equate((what, place, number), parts, "forms")
        indicators = {each.id: each for sheet in self.convention.sheets.values()
                      for each in sheet.indicators}
        for (name, _), sides in tables.items():
            indicator = indicators[name]
            for side in sides.values():
                self.tables.append((indicator, side))
            if len(sides) == 2 and indicator.aggregate == "ratio" and \
                    self.units[name] == "%":
                self.tables.append((indicator, sides))

    def together(self, what, place, stood, number):
        key = what, (tuple(sorted(stood)), *place), number
        if key not in self.unknown:
            self.unknown[key] = self.add(key, number, 0)
            if number < self.below:
                self.judged[self.unknown[key]] = "forms"
        return key

    def add(self, name, number, least):
        self.names.append(name)
        self.truth.append(number)
        self.least.append(least)
        return len(self.names) - 1

    # ---- what links them ----

    def equate(self, total, parts, rest, exact=False):
        """TOTAL = Σ PARTS + what else there is; REST: judged when small; EXACT: only if nothing."""
        missing = total[2] - sum(part[2] for part in parts)
        if missing < 0 or exact and missing:
            return
        terms, number = defaultdict(float), 0.0
        for key, sign in [(total, 1), *((part, -1) for part in parts)]:
            if key in self.known:
                number -= sign * self.known[key]
            else:
                terms[self.unknown[key]] += sign
        if missing or rest == "bound":
            if not terms and rest != "bound":
                return  # known already, and nothing can be done
            extra = self.add((rest, total, tuple(parts)), missing, 0)
            terms[extra] -= 1
            if rest in ("rest", "change") and 0 < missing < self.below:
                self.judged[extra] = rest
        if terms:
            self.rows.append((dict(terms), number))

    def add_up(self, indicator, side):
        if 0 in side:
            self.bound(side)
            return
        for lists, (what, cells) in side.items():
            for other, (same, wholes) in side.items():
                if other < lists:
                    sums = defaultdict(list)
                    for (period, scope), cell in cells.items():
                        kept = frozenset(pair for pair in scope if pair[0] in other)
                        sums[period, kept].append(cell)
                    for place, parts in sums.items():
                        if place in wholes:
                            self.equate(wholes[place], parts, "rest", what != same)
            if indicator.aggregate == "latest":
                continue
            sums = defaultdict(list)
            for (period, scope), cell in cells.items():
                if above(period):
                    sums[above(period), scope].append(cell)
            for place, parts in sums.items():
                if place in cells:
                    self.equate(cells[place], parts, "rest")

    def bound(self, sides):
        for lists, (_, wholes) in sides[1].items():
            parts = sides[0].get(lists, (None, {}))[1]
            for place, whole in wholes.items():
                if place in parts:
                    self.equate(whole, [parts[place]], "bound")

    def split(self):
        """Indicators that count one item alone, beside any that counts the same of all forms."""
        for cells in self.told.values():
            for choice in self.choices:
                sums = defaultdict(list)
                for (period, scope), cell in cells.items():
                    kept = frozenset(pair for pair in scope if pair[0] != choice)
                    if kept != scope:
                        sums[period, kept].append(cell)
                for place, parts in sums.items():
                    if place in cells:
                        self.equate(cells[place], parts, "rest")

    def compare(self):
        """The same counted twice, with another number."""
        for keys in self.places.values():
            for small, large in itertools.combinations(sorted(keys), 2):
                if large - small < self.below:
                    self.equate(keys[large], [keys[small]], "change")

    # ---- bounds ----

    def prepare(self):
        entries = [(row, column, factor) for row, (terms, _) in enumerate(self.rows)
                   for column, factor in terms.items() if factor]
        size = len(self.names)
        if entries:
            row, column, factor = zip(*entries)
            self.matrix = csr_array((factor, (row, column)), shape=(len(self.rows), size))
            self.right = np.array([number for _, number in self.rows])
            assert np.allclose(self.matrix @ np.array(self.truth), self.right)
        else:
            self.matrix = self.right = None
        self.low = np.array(self.truth, dtype=float)
        self.high = self.low.copy()
        self.solved = 0

    def solve(self, cost, most=None):
        """A table that agrees with all that is known, cheapest by COST, no number above MOST."""
        found = linprog(cost, A_eq=self.matrix, b_eq=self.right, method="highs",
                        bounds=np.column_stack([self.least, most]) if most is not None
                        else [(least, None) for least in self.least])
        self.solved += 1
        if found.status == 3:
            return False
        assert found.status == 0, found.message
        self.low, self.high = np.minimum(self.low, found.x), np.maximum(self.high, found.x)
        return True

    def wide(self, unknown):
        """Enough is open: of a small number from one to the threshold, of others something."""
        low, high = self.low[unknown], self.high[unknown]
        if self.truth[unknown] >= self.below:
            return high - low >= 1 - TOLERANCE
        return low <= 1 + TOLERANCE and high >= self.below - TOLERANCE

    def seek(self, unknown):
        """The bounds of one number, as far as they are asked for."""
        reach = max(self.below, self.truth[unknown] + 1)
        most = np.full(len(self.names), 1e6)
        most[unknown] = reach
        cost = np.zeros(len(self.names))
        cost[unknown] = -1
        self.solve(cost, most)
        if not self.wide(unknown):
            cost[unknown] = 1
            self.solve(cost, np.full(len(self.names), 1e6))

    def found_out(self):
        """The judged unknowns that are not protected, with their bounds."""
        self.prepare()
        if not self.judged:
            return {}
        judged = np.array(sorted(self.judged))
        dice = np.random.default_rng(1)
        most = np.maximum(np.array(self.truth) * 2, 2 * self.below)
        for sign in (1, -1, 1, -1, 1, -1):
            cost = np.zeros(len(self.names))
            cost[judged] = sign * dice.uniform(0.1, 1, len(judged))
            self.solve(cost, most)
        for unknown in judged:
            if not self.wide(unknown):
                self.seek(unknown)
        return {self.names[each]: (self.truth[each], self.low[each], self.high[each])
                for each in judged if not self.wide(each)}
