# SPDX-License-Identifier: Apache-2.0
"""A mailbox of any size for a convention, the same for the same seed: participants with valid
identifiers, and what they send over the term — on time and late, right and wrong, corrected,
repeated, in XML and in the official ODT forms."""
import copy
import os
import random
import shutil
from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from answers import NC, NEANT
from convention import Convention, Period
from letters import Forms, Sent, write_mails

PARIS = ZoneInfo("Europe/Paris")
DEPARTMENTS = {"CRETEIL": ("077", "093", "094"), "PARIS": ("075",),
               "VERSAILLES": ("078", "091", "092", "095")}
SENTENCES = ("Étude de cas sur l'état des lieux.", "Visite d'un siège & d'une agence.",
             "Rien à signaler : effectif < 10.", "Témoignage d'une gardienne, « très apprécié ».",
             "Première ligne.\nSeconde ligne.")
PLACES = ("Lycée Imaginaire, Paris", "Rectorat de Créteil", "Siège de l'Ush", "CFA Fictif, Évry")


# ---- participants ----

def uai(digits):
    return digits + "ABCDEFGHJKLMNPRSTUVWXYZ"[int(digits) % 23]


def luhn(digits):
    """DIGITS and the one that makes their sum right."""
    doubled = (sum(divmod(2 * int(c), 10)) for c in digits[::-2])
    return digits + str(-(sum(doubled) + sum(map(int, digits[-2::-2]))) % 10)


def identifier(kind, number, dice):
    """(identifier, territory or None) of the organisation NUMBER of a kind known by uai or siret;
    every ninth SIRET is a second establishment of the organisation before."""
    if kind == "uai":
        academy = dice.choice(list(DEPARTMENTS))
        return uai(dice.choice(DEPARTMENTS[academy]) + f"{number:04}"), academy
    second = number % 9 == 8
    return luhn(luhn(f"9998{number - second:04}") + f"{1 + second:04}"), None


def participants(convention, dice, crowd):
    """Rows of participants.csv: those of CONVENTION known by a code, and CROWD, kind → number; some
    of them come or go in the course of the term."""
    rows, number = [], 0
    for kind, count in crowd.items():
        places = [code for code in convention.lists[convention.territory] if kind in (
            convention.items_of_kinds[convention.territory, code] or kind).split()]
        for _ in range(count):
            who, place = identifier(convention.kinds[kind], number, dice)
            since = "2014-09-01" if number % 40 == 7 else ""
            until = "2015-08-31" if number % 40 == 11 else ""
            rows.append((who, kind, f"Organisme Généré n° {number}",
                         place or dice.choice(places), since, until))
            number += 1
    return rows + [(who, row["type"], row["nom"], row["territoire"], "", "")
                   for who, row in convention.people.items()
                   if convention.kinds[row["type"]] == "code"]


def write_convention(source, folder, dice, crowd):
    """SOURCE with generated participants, in FOLDER."""
    os.makedirs(folder)
    shutil.copy(os.path.join(source, "convention.xml"), folder)
    with open(os.path.join(folder, "participants.csv"), "w", encoding="utf-8") as file:
        file.write("identifiant;type;nom;territoire;courriel;depuis;jusqu_au\n")
        for who, kind, name, place, since, until in participants(Convention(source), dice, crowd):
            file.write(f"{who};{kind};{name};{place};contact@{who.lower()}.example;{since};"
                       f"{until}\n")
    return Convention(folder)


# ---- answers ----

class Writer:
    """Invents answers that break no rule."""
    def __init__(self, convention, dice):
        self.convention, self.dice = convention, dice

    def count(self):
        dice = self.dice
        return dice.choice((0, 0, 1, 2, 3, 4, 5, 8, dice.randint(0, 40), dice.randint(0, 40),
                            dice.randint(0, 300), dice.randint(0, 20000)))

    def value(self, question, period):
        dice = self.dice
        if question.type in ("integer", "percent"):
            return str(self.count())
        if question.type in ("decimal", "amount"):
            scale = 10 ** dice.choice((0, 1, 2) if question.type == "amount" else (0, 1, 2, 4))
            whole = dice.randint(0, int(float(question.maximum or 9000) * scale))
            return f"{whole / scale:.4f}".rstrip("0").rstrip(".")
        if question.type == "date":
            days = (period.last() - period.first()).days
            return str(period.first() + timedelta(dice.randint(0, days)))
        if question.type == "yesno":
            return dice.choice(("true", "true", "false"))
        if question.type == "choice":
            return dice.choice(list(self.convention.lists[question.list]))
        return dice.choice(PLACES if question.type == "text" else SENTENCES)

    def row(self, question):
        """Parts are at most their wholes; a required cell is sometimes not known."""
        row = {}
        for name, column in question.columns.items():
            whole = row.get(column.part_of)
            if not column.required and self.dice.random() < 0.2:
                continue
            if column.required and (self.dice.random() < 0.01 or whole == NC):
                row[name] = NC
            elif whole not in (None, NC):
                row[name] = str(self.dice.randint(0, int(whole)))
            else:
                row[name] = str(self.dice.randint(0, 60) if self.dice.random() < .9
                                else self.count())
        return row

    def grid(self, question, period):
        draw = self.dice.random()
        if draw < 0.03:
            return NEANT
        if draw < 0.045 and question.required:
            return NC
        items = [code for code in self.convention.lists[question.list]
                 if self.valid(question.list, code, period)]
        chosen = self.dice.sample(items[:-1], self.dice.randint(1, min(3, len(items) - 1)))
        if self.dice.random() < 0.02:
            chosen.append(items[-1])
        return {code: self.small_row(question) if code == items[-1] else self.row(question)
                for code in items if code in chosen}

    def small_row(self, question):
        """Of the last item, which few have: sixteenths, and numbers to be masked."""
        first = next(iter(question.columns))
        return {name: "16" if name == first and len(question.columns) > 1
                else str(self.dice.randint(0, 3)) for name in question.columns}

    def valid(self, name, code, period):
        since, until = self.convention.validity[name, code]
        return (not since or since <= str(period.first())) and (
            not until or until >= str(period.last()))

    def answers(self, sheet, who, period):
        kind, found = self.convention.kind(who), {}
        for name, question in sheet.fields.items():
            if question.role or kind not in question.kinds:
                continue
            if not question.required and self.dice.random() < 0.35:
                continue
            if question.columns:
                found[name] = self.grid(question, period)
            elif (question.required and name not in (sheet.key, sheet.partner) and
                    self.dice.random() < 0.015):
                found[name] = NC
            else:
                found[name] = self.value(question, period)
        return make_consistent(found)


def lower(answers, name, bound):
    value = answers.get(name)
    if value not in (None, NC) and bound is not None and int(value) > bound:
        answers[name] = str(bound)


def number(text):
    return None if text in (None, NC) else int(text)


def total(rows):
    """Of a whole grid; None when a part of it is not known."""
    if rows == NEANT:
        return 0
    given = [NC] if rows in (None, NC) else [text for row in rows.values() for text in
                                              row.values()]
    return None if NC in given else sum(map(int, given))


def make_consistent(answers):
    """What depends on other answers, brought below them."""
    lower(answers, "satisfaits", number(answers.get("enquetes_recues")))
    lower(answers, "fiches_evaluation", total(answers.get("presents")))
    lower(answers, "deja_formes", total(answers.get("accueils")))
    if answers.get("locaux_surface") == "0":
        answers["locaux_valorisation"] = "0"
    for row in rows_of(answers, "stages"):
        lower(row, "stages", number(row["effectif"]))
        lower(row, "stages_filles", number(row["stages"]))
        lower(row, "stages_filles", number(row["effectif_filles"]))
    for row in rows_of(answers, "interventions"):
        if row["interventions"] == "0":
            lower(row, "eleves_touches", 0)
    for row in rows_of(answers, "insertion"):
        lower(row, "embauches", number(row["sortants"]))
        lower(row, "embauches_filles", number(row["embauches"]))
    return answers


def rows_of(answers, name):
    rows = answers.get(name)
    return rows.values() if isinstance(rows, dict) else ()


# ---- what is sent ----

class Correspondence:
    """All that the participants of CONVENTION send until CLOCK."""
    def __init__(self, convention, clock, dice):
        self.convention, self.dice = convention, dice
        self.clock = datetime.fromtimestamp(clock, PARIS)
        self.writer, self.sent = Writer(convention, dice), []
        self.strangers = set()  # who has already sent what is not asked of him

    def moment(self, due):
        """A month before the due day, or late."""
        late = self.dice.random() < 0.12
        day = due + timedelta(self.dice.randint(0, 40) if late else -self.dice.randint(0, 30))
        clock = time(self.dice.randint(0, 23), self.dice.randint(0, 59), self.dice.randint(0, 59))
        return min(datetime.combine(day, clock, PARIS),
                   self.clock - timedelta(hours=self.dice.randint(1, 200)))

    def periods(self, per):
        years = [Period(self.convention.school, year) for year in (2013, 2014, 2015)]
        return [Period(year.school, year.year, half) for year in years
                for half in ((1, 2) if per == "half" else (0,))]

    def fill(self, sheet, who, period):
        return Sent(sheet, who, period, self.writer.answers(sheet, who, period),
                    self.moment(period.due(sheet.due)),
                    odt=self.dice.random() < 0.06)

    def regular(self):
        for sheet in self.convention.sheets.values():
            for period in self.periods(sheet.per) if sheet.adopted else ():
                for who in self.convention.people:
                    if (self.convention.kind(who) in sheet.kinds and
                            self.convention.present(who, period) and
                            sheet.per != "event" and self.dice.random() < 0.86):
                        self.follow(self.fill(sheet, who, period))

    def events(self):
        """Those of an organiser, some of them declared by a second one too."""
        for sheet in self.convention.sheets.values():
            people = [who for who in self.convention.people
                      if self.convention.kind(who) in sheet.kinds]
            for period in self.periods("year") if sheet.per == "event" else ():
                for number in range(len(people) // 2 if sheet.partner else 4):
                    first, second = self.dice.sample(people * 2, 2)
                    if sheet.partner:
                        second = self.dice.choice([who for who in people if self.convention.kind(
                            who) != self.convention.kind(first)])
                    if all(self.convention.present(who, period) for who in (first, second)):
                        self.event(sheet, first, second, period, number)

    def event(self, sheet, first, second, period, number):
        event = self.fill(sheet, first, period)
        if sheet.partner:
            event.answers[sheet.partner] = second
            event.answers[sheet.key] = f"RQ-{period.year}/{number:03}"
        elif number == 3 and period.year == 2014:
            self.end_with_nothing(event, period)
        self.follow(event)
        if sheet.joint and second != first and self.dice.random() < 0.6:
            self.joint(event, second)

    @staticmethod
    def end_with_nothing(meeting, period):
        """The last meeting of the year, whose grids are all "néant"."""
        meeting.answers[meeting.sheet.key] = str(period.last())
        for name, question in meeting.sheet.fields.items():
            if question.columns:
                meeting.answers[name] = NEANT
        make_consistent(meeting.answers)

    def joint(self, event, second):
        """The same, written a little otherwise, with other answers beside."""
        other = self.fill(event.sheet, second, event.period)
        for name in event.sheet.joint:
            other.answers[name] = event.answers[name].upper().replace(",", " -").replace("/", " ")
        if event.sheet.partner:
            other.answers[event.sheet.partner] = event.who
        self.sent.append(other)

    # ---- corrections, repetitions, faults ----

    def later(self, sent, answers=None, **changes):
        """The same again, some days after."""
        days = timedelta(days=self.dice.randint(0, 20), minutes=self.dice.randint(1, 999))
        return replace(sent, answers=copy.deepcopy(answers or sent.answers),
                       moment=min(sent.moment + days, self.clock - timedelta(minutes=1)), **changes)

    def another(self, sent):
        """Other answers for the same sheet, period and event."""
        answers = self.writer.answers(sent.sheet, sent.who, sent.period)
        for name in (sent.sheet.key, sent.sheet.partner):
            if name:
                answers[name] = sent.answers[name]
        return answers

    def follow(self, sent):
        """SENT and what comes of it."""
        draw = self.dice.random()
        if draw < 0.04:
            self.sent.append(self.broken(sent))
        self.sent.append(sent)
        if 0.04 < draw < 0.09:
            self.sent.append(self.later(sent, self.another(sent)))
        elif 0.09 < draw < 0.11:
            self.sent.append(self.broken(self.later(sent)))
        elif 0.11 < draw < 0.13:
            self.sent.append(self.later(sent, note="envoyé à nouveau"))
        elif 0.13 < draw < 0.14 and self.writable(sent):
            self.sent.append(self.later(sent, odt=not sent.odt))
        elif 0.14 < draw < 0.15:
            second = self.later(sent, self.another(sent))
            again = "même contenu, autre fichier" if self.dice.random() < 0.5 else ""
            self.sent += [second, self.later(replace(second, answers=sent.answers), note=again)]
        elif 0.15 < draw < 0.155:
            self.sent.append(replace(sent, answers=self.another(sent)))  # in the same second
        elif 0.155 < draw < 0.16:
            self.sent.append(replace(self.later(sent, self.another(sent)), moment=None))
        elif 0.16 < draw < 0.17:
            fault = self.broken(self.later(sent))
            self.sent += [fault, self.later(fault)]

    def writable(self, sent):
        """A whole grid is answered in a word in XML only."""
        return not sent.note and not any(value in (NC, NEANT) for name, value in
                                         sent.answers.items()
                                         if sent.sheet.fields[name].columns)

    def broken(self, sent):
        """SENT with one fault that refuses it."""
        answers = copy.deepcopy(sent.answers)
        faults = [self.too_many, self.negative, self.missing, self.word, self.wrong_period,
                  self.unknown, self.gone, self.wrong_kind, self.out_of_period]
        self.dice.shuffle(faults)
        for fault in faults:
            found = fault(replace(sent, answers=answers, odt=False))
            if found:
                return found
        raise AssertionError(sent)

    def too_many(self, sent):
        """A part above its whole."""
        answers = sent.answers
        for grid, part, whole in (("stages", "stages", "effectif"),
                                  ("stages", "stages_filles", "stages"),
                                  ("insertion", "embauches", "sortants"),
                                  ("insertion", "embauches_filles", "embauches")):
            for row in rows_of(answers, grid):
                if NC not in (row[whole], row[part]) and self.dice.random() < 0.5:
                    row[part] = str(int(row[whole]) + 1)
                    return sent
        for row in rows_of(answers, "interventions"):
            if NC not in row.values():
                row.update(interventions="0", eleves_touches="1")
                return sent
        for part, bound in (("satisfaits", number(answers.get("enquetes_recues"))),
                            ("fiches_evaluation", total(answers.get("presents"))),
                            ("deja_formes", total(answers.get("accueils")))):
            if part in answers and bound is not None:
                answers[part] = str(bound + 1)
                return sent
        if "locaux_surface" in answers:
            answers.update(locaux_surface="0", locaux_valorisation="0.01")
            return sent
        return None

    def counts(self, sent):
        return [name for name, value in sent.answers.items()
                if sent.sheet.fields[name].type == "integer" and value != NC]

    def negative(self, sent):
        for name in self.counts(sent)[:1]:
            sent.answers[name] = "-1"
            return sent

    def word(self, sent):
        for name in self.counts(sent)[-1:]:
            sent.answers[name] = "environ 30"
            return sent

    def missing(self, sent):
        required = [name for name in sent.answers if sent.sheet.fields[name].required]
        del sent.answers[self.dice.choice(required)]
        return sent

    def wrong_period(self, sent):
        """A year for a half, or a half for a year."""
        return replace(sent, period=replace(sent.period, half=0 if sent.period.half else 1))

    def unknown(self, sent):
        """An identifier that is well formed, of nobody in the list."""
        number = self.dice.randint(0, 99)
        if self.convention.kinds[self.convention.kind(sent.who)] == "siret":
            return replace(sent, who=luhn(luhn(f"9997{number:04}") + "0001"))
        return replace(sent, who=uai(f"09599{number:02}"))

    def gone(self, sent):
        """One who had left before the period, or has not come yet."""
        others = [who for who in self.convention.people
                  if self.convention.kind(who) == self.convention.kind(sent.who)
                  and not self.convention.present(who, sent.period)]
        return replace(sent, who=self.dice.choice(others)) if others else None

    def wrong_kind(self, sent):
        others = [who for who in self.convention.people
                  if self.convention.kind(who) not in sent.sheet.kinds
                  and (sent.sheet.id, who, sent.period) not in self.strangers]
        if not others:
            return None
        who = self.dice.choice(others)
        self.strangers.add((sent.sheet.id, who, sent.period))
        return replace(sent, who=who)

    def out_of_period(self, sent):
        if sent.sheet.key and sent.sheet.fields[sent.sheet.key].type == "date":
            sent.answers[sent.sheet.key] = "2012-11-20"
            return sent
        return replace(sent, period=replace(sent.period, year=2011))


def generate(source, folder, count, clock, crowd, seed):
    """A convention folder and a mailbox of COUNT forms below FOLDER; (Convention, mails)."""
    dice = random.Random(seed)
    convention = write_convention(source, os.path.join(folder, "convention"), dice, crowd)
    correspondence = Correspondence(convention, clock, dice)
    correspondence.events()
    correspondence.regular()
    sent = correspondence.sent
    for form in sent:
        form.odt = form.odt and correspondence.writable(form)
    assert len(sent) >= count, len(sent)
    events = [form for form in sent if form.sheet.per == "event"]
    others = [form for form in sent if form.sheet.per != "event"]
    kept = set(map(id, dice.sample(others, count - len(events))))
    sent = events + [form for form in others if id(form) in kept]
    forms = Forms(convention, source, dice)
    return convention, write_mails(os.path.join(folder, "box"), convention, forms, dice, sent)
