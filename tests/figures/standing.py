# SPDX-License-Identifier: Apache-2.0
"""Which forms stand, decided from the mails alone: each form is judged by itself, then those of one
sheet, organisation and period (or event) are put in the order in which they were received.

The rules are written here by hand, from the sheets' meaning: what is part of something cannot be
more than it.  A rule rests where one of its answers was not given."""
from collections import Counter, defaultdict
from datetime import datetime
from zoneinfo import ZoneInfo

from answers import NC, NEANT
from convention import period_of, reference

PARIS = ZoneInfo("Europe/Paris")


def total(answers, grid, *columns):
    """Of a grid's columns; None where one of them is not known."""
    rows = answers.get(grid)
    if rows == NEANT:
        return 0
    if rows in (None, NC):
        return None
    given = [row.get(column) for row in rows.values() for column in columns]
    return None if NC in given or None in given else sum(given)


def above(part, whole):
    return None not in (part, whole) and NC not in (part, whole) and part > whole


def some_row(answers, grid, wrong):
    rows = answers.get(grid)
    return isinstance(rows, dict) and any(wrong(row.get) for row in rows.values())


BROKEN = {
    ("idf-2013", "1"): lambda a: above(a.get("satisfaits"), a.get("enquetes_recues")),
    ("idf-2013", "2.1"): lambda a: above(a.get("fiches_evaluation"),
                                         total(a, "presents", "presents")),
    ("idf-2013", "2.2"): lambda a: above(a.get("deja_formes"),
                                         total(a, "accueils", "immersion", "formation")),
    ("idf-2013", "3.2"): lambda a: some_row(a, "stages", lambda row: (
        above(row("stages"), row("effectif")) or
        above(row("effectif_filles"), row("effectif")) or
        above(row("stages_filles"), row("stages")) or
        above(row("stages_filles"), row("effectif_filles")))),
    ("idf-2013", "3.3"): lambda a: some_row(a, "interventions", lambda row: (
        above(row("eleves_touches"), 0) and row("interventions") == 0)),
    ("idf-2013", "3.4"): lambda a: some_row(a, "insertion", lambda row: (
        above(row("embauches"), row("sortants")) or
        above(row("embauches_filles"), row("embauches")) or
        above(row("sortants_filles"), row("sortants")))),
    ("emplois-avenir-2012", "2"): lambda a: (above(a.get("locaux_valorisation"), 0) and
                                             a.get("locaux_surface") == 0),
}


class Judge:
    """WITHDRAWN: when each form that the secretariat withdrew was, by mail and bytes."""
    def __init__(self, convention, clock, withdrawn=None):
        self.convention, self.clock, self.withdrawn = convention, clock, withdrawn or {}
        self.sirens = Counter(who[:9] for who in convention.people if len(who) == 14)

    # ---- one form ----

    def who(self, text):
        people = self.convention.people
        if text in people:
            return text
        if text and self.sirens.get(text) == 1:
            return next(who for who in people if len(who) == 14 and who.startswith(text))
        return None

    def identify(self, form):
        """Organisation and period, as far as the form gives them."""
        convention, given = self.convention, form.answers.get
        form.organisation = self.who(given(convention.role("identifier")))
        form.period = period_of(given(convention.role("period"), ""), convention.school)
        half = form.period is not None and form.period.half != 0
        if form.period and half != (form.sheet.per == "half"):
            form.period = None
        key = given(form.sheet.key) if form.sheet.key else None
        form.event = key if key != NC else None

    def incomplete(self, form, question):
        """Whether an answer that must be there is not, or cannot be understood."""
        answer = form.answers.get(question.name)
        wrong = {(item, column) for name, item, column in form.wrong if name in (
            question.name, question.code)}
        if not question.columns:
            return question.required and answer is None or bool(wrong) and (
                question.required or form.original.strict)
        if wrong or question.required and answer is None:
            return True
        return isinstance(answer, dict) and any(
            column.required and column.name not in row
            for row in answer.values() for column in question.columns.values())

    def acceptable(self, form):
        sheet, kind = form.sheet, None
        if form.organisation:
            kind = self.convention.kind(form.organisation)
        if kind not in sheet.kinds or not sheet.adopted or not form.period:
            return False
        if not self.convention.in_term(form.period) or not self.convention.present(
                form.organisation, form.period):
            return False
        asked = [each for each in sheet.fields.values() if kind in each.kinds]
        if any(self.incomplete(form, each) for each in asked):
            return False
        if sheet.key and sheet.fields[sheet.key].type == "date":
            if not str(form.period.first()) <= form.event <= str(form.period.last()):
                return False
        if sheet.partner:
            other = form.answers.get(sheet.partner)
            if other not in self.convention.people or self.convention.kind(other) not in (
                    sheet.kinds - {kind}):
                return False
        broken = BROKEN.get((self.convention.id, sheet.id))
        return not broken or not broken(form.answers)

    # ---- one line of forms ----

    def line(self, form):
        """What a later form must have in common with it to take its place."""
        if not form.organisation or not form.period:
            return form.original.bytes
        event = form.event and reference(form.event)
        if form.sheet.partner:
            event = event, form.answers.get(form.sheet.partner)
        return form.sheet.id, form.organisation, event or str(form.period)

    def time(self, form):
        received = form.original.received
        return self.clock if received is None else received

    def gone(self, form):
        """When it was withdrawn, or None."""
        return self.withdrawn.get((form.original.message, form.original.bytes))

    def repeats(self, form, other):
        """Whether OTHER, which came before, is still there to be repeated."""
        return self.gone(other) is None or self.time(form) <= self.gone(other)

    def settle(self, forms):
        """[(form, verdict)] of one line.  A form says the same again as any of the same bytes, or
        as the last one judged alike that counts, or that was withdrawn since."""
        settled, firsts, standing = [], {True: [], False: []}, None
        last = {True: [], False: []}
        for form in sorted(forms, key=lambda form: (self.time(form), form.original.message,
                                                    form.original.part)):
            good = self.acceptable(form)
            if self.gone(form) is not None:
                last[good] = last[good][:1] + [form] if last[good] and self.gone(
                    last[good][0]) is None else [form]
                settled.append((form, "withdrawn"))
            elif any(form.original.bytes == other.original.bytes and self.repeats(form, other)
                     for other in firsts[good]) or any(
                         form.answers == other.answers and self.repeats(form, other)
                         for other in last[good]):
                settled.append((form, "duplicate"))
                continue
            elif good:
                if standing is not None:
                    settled[standing] = settled[standing][0], "replaced"
                standing = len(settled)
                last = {True: [form], False: []}
                settled.append((form, "accepted"))
            else:
                last[False] = [form]
                settled.append((form, "refused"))
            firsts[good].append(form)
        return settled

    def judge(self, forms):
        """[(form, verdict)] of all."""
        lines = defaultdict(list)
        for form in forms:
            self.identify(form)
            lines[self.line(form)].append(form)
        return [pair for line in lines.values() for pair in self.settle(line)]


# ---- completeness ----

def day_of(seconds):
    return datetime.fromtimestamp(seconds, PARIS).date()


def periods_due(convention, sheet, today):
    """The periods of a sheet whose forms were due before TODAY, from its adoption on."""
    year = int(sheet.adopted[:4]) - 1
    found = []
    while year <= today.year:
        for half in (1, 2) if sheet.per == "half" else (0,):
            period = period_of(str(year) + (f"-{year + 1}" if convention.school else "") +
                               (f"-S{half}" if half else ""), convention.school)
            if (str(period.last()) >= sheet.adopted and convention.in_term(period) and
                    period.due(sheet.due) < today):
                found.append(period)
        year += 1
    return found


def completeness(judge, judged):
    """{(sheet, period, organisation): received, late, refused or missing}."""
    convention, today = judge.convention, day_of(judge.clock)
    accepted, refused = {}, set()
    for form, verdict in judged:
        key = form.sheet.id, str(form.period), form.organisation
        if verdict in ("accepted", "replaced"):
            accepted[key] = min(accepted.get(key, judge.time(form)), judge.time(form))
        elif verdict == "refused":
            refused.add(key)
    found = {}
    for sheet in convention.sheets.values():
        if not sheet.adopted or sheet.per == "event":
            continue
        for period in periods_due(convention, sheet, today):
            for who in convention.people:
                if convention.kind(who) not in sheet.kinds or not convention.present(who, period):
                    continue
                key = sheet.id, str(period), who
                on_time = key in accepted and day_of(accepted[key]) <= period.due(sheet.due)
                found[key] = ("received" if on_time else "late" if key in accepted else
                              "refused" if key in refused else "missing")
    return found
