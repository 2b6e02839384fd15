# SPDX-License-Identifier: Apache-2.0
"""What the answers of a form mean: numbers exactly, dates, choices, texts; what was not provided;
what cannot be understood."""
import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from convention import MONTHS, fold

NC, NEANT = "(NC)", "(néant)"  # answers that no question has as a value
ABSENT = {"", "nc", "nr", "so", "sans objet", "a definir", "non communique", "non renseigne"}
NOTHING = {"neant", "aucun", "aucune", "zero", "rien"}
WORDS = {word: Fraction(number) for number, word in enumerate(
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze"
    " seize dix-sept dix-huit dix-neuf vingt".split())}
TENS = {"dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30,
        "quarantaine": 40, "cinquantaine": 50, "centaine": 100}


def is_absent(text):
    """Signs alone are no answer either."""
    return fold(text.replace(".", "")) in ABSENT


class Unclear(ValueError):
    """Something was written that is no answer to the question."""


@dataclass
class Form:
    """ANSWERS: name → value, NC, NEANT (a whole grid) or, of a grid, item → column → value or NC.
    What is not there was left empty.  WRONG: (name, item, column) that cannot be understood."""
    original: object
    sheet: object
    answers: dict
    wrong: set
    organisation: str = None
    period: object = None  # Period
    event: str = None      # what tells it from the other events of the organisation


def number(text, question):
    """An exact number from what people type, or raises Unclear."""
    words = re.sub(r"[\u00a0\u202f ]+", " ", text).strip().lower()
    if fold(words) in NOTHING:
        return Fraction(0)
    if words in WORDS:
        return WORDS[words]
    tens = re.fullmatch(r"une (\w+)", words)
    if tens and tens[1] in TENS:
        return Fraction(TENS[tens[1]])
    scale = re.fullmatch(r"(\d+(?:,\d+)?) ?/ ?20", words)
    if scale and question.maximum == "10":
        return Fraction(scale[1].replace(",", ".")) / 2
    found = re.fullmatch(r"(?:environ |env\. |~ ?)?(\d{1,3}(?: \d{3})+|\d+)(?:[,.](\d+))?"
                         r"(?: ?€| ?%| euros?| [a-zéèê]+(?: \([^)]*\))?| \([^)]*\))?", words)
    if not found:
        raise Unclear(text)
    value = Fraction(found[1].replace(" ", "") + "." + (found[2] or "0"))
    if question.type == "integer" and value.denominator != 1:
        raise Unclear(text)
    return value


def strict_number(text, question):
    decimals = {"integer": "", "amount": r"(\.\d{1,2})?"}.get(question.type, r"(\.\d{1,4})?")
    if not re.fullmatch(r"-?\d+" + decimals, text):
        raise Unclear(text)
    return Fraction(text)


def day(text):
    """A date in figures or with the month's name, canonical."""
    text = text.lower()
    for month, name in enumerate(MONTHS, 1):
        text = text.replace(name, f"/{month}/")
    parts = [int(part) for part in re.findall(r"\d+", text)]
    if len(parts) == 3 and parts[0] > 31:
        parts.reverse()
    if len(parts) != 3:
        raise Unclear(text)
    try:
        return str(date(parts[2] + (2000 if parts[2] < 100 else 0), parts[1], parts[0]))
    except ValueError:
        raise Unclear(text) from None


def yes_or_no(text):
    ticked = re.search(r"(?:☒|☑|\[x\])\s*(\w+)", text)
    word = fold(ticked[1] if ticked else text)
    if word not in ("oui", "non"):
        raise Unclear(text)
    return {"oui": "true", "non": "false"}[word]


class Reader:
    def __init__(self, convention):
        self.convention = convention

    def choice(self, text, name):
        folded = fold(text)
        found = [code for code, names in self.convention.lists[name].items() if folded in names]
        if len(found) != 1:
            raise Unclear(text)
        return found[0]

    def strict(self, text, question):
        text, kind = text.strip(), question.type
        if kind in ("integer", "decimal", "percent", "amount"):
            return strict_number(text, question)
        if kind == "choice" and text not in self.convention.lists[question.list]:
            raise Unclear(text)
        if kind == "yesno" and text not in ("true", "false"):
            raise Unclear(text)
        if kind == "date":
            if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
                raise Unclear(text)
            return day(text)
        return text if kind == "longtext" else " ".join(text.split())

    def lenient(self, text, question):
        kind = question.type
        if kind in ("integer", "decimal", "percent", "amount"):
            return number(text, question)
        if kind == "choice":
            return self.choice(text, question.list)
        if kind == "yesno":
            return yes_or_no(text)
        if kind == "date":
            return day(text)
        if kind == "siret" or question.role == "identifier":
            return re.sub(r"\s", "", text).upper()
        if kind == "longtext":
            return "\n".join(" ".join(line.split()) for line in text.split("\n"))
        return " ".join(text.split())

    def value(self, text, question, strict):
        """None: nothing was written."""
        if strict:
            found = self.strict(text, question)
        elif not text.strip() or "☐" in text and "☒" not in text:
            return None
        elif question.type not in ("text", "longtext") and is_absent(text):
            return NC
        else:
            found = self.lenient(text, question)
        if isinstance(found, Fraction):
            low = Fraction(question.minimum or 0) if question.type == "integer" else (
                question.minimum and Fraction(question.minimum))
            if (low is not None and found < low or
                    question.maximum and found > Fraction(question.maximum)):
                raise Unclear(text)
        return found

    def put(self, form, key, text, question):
        name, item, column = key
        try:
            value = self.value(text, question, form.original.strict)
        except Unclear:
            form.wrong.add(key)
            return
        if value is None:
            return
        if item:
            form.answers.setdefault(name, {}).setdefault(item, {})[column] = value
        else:
            form.answers[name] = value

    def form(self, original):
        """The form of ORIGINAL, with all its answers; nothing is judged."""
        sheet = self.convention.sheets[original.sheet]
        form = Form(original, sheet, {}, set())
        for (name, item, column), motif in original.motifs.items():
            value = NC if motif == "NC" else NEANT
            question = sheet.fields.get(name)
            if question and item:
                question = question.columns.get(column)
            if not question or motif == "NC" and not question.required:
                form.wrong.add((name, item, column))  # what is optional is left out
            if item:
                form.answers.setdefault(name, {}).setdefault(item, {})[column] = value
            else:
                form.answers[name] = value
        for (name, item, column), text in original.cells.items():
            question = sheet.fields.get(name) if original.strict else sheet.by_code(name)
            if not question:
                form.wrong.add((name, item, column))
            elif item and column is not None:
                columns = list(question.columns)
                column = column if original.strict else columns[column]
                self.put(form, (question.name, item, column), text,
                         question.columns.get(column, question))
            elif question.columns:
                # Code of a whole grid: only "néant" and NC mean something there.
                if fold(text) in NOTHING:
                    form.answers[question.name] = NEANT
                elif text and is_absent(text):
                    form.answers[question.name] = NC
            else:
                self.put(form, (question.name, None, None), text, question)
        self.spread(form)
        return form

    @staticmethod
    def spread(form):
        """"néant" once, in the first cell, stands for every number of its row."""
        if form.original.strict:
            return
        for name, rows in form.answers.items():
            columns = form.sheet.fields[name].columns
            for row in rows.values() if columns and isinstance(rows, dict) else ():
                if list(row) == list(columns)[:1] and row[next(iter(row))] == 0 and len(columns) > 1:
                    row.update(dict.fromkeys(columns, Fraction(0)))
