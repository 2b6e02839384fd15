# SPDX-License-Identifier: Apache-2.0
"""Forms as organisations write them, in XML and in the official ODT forms, and the mails that bring
them."""
import base64
import io
import os
import zipfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape

from answers import NC, NEANT

ODT = "application/vnd.oasis.opendocument.text"


@dataclass
class Sent:
    """A form on its way: ANSWERS as canonical texts, by name; grids item → column → text."""
    sheet: object
    who: str
    period: object  # Period
    answers: dict
    moment: datetime  # None: the mail carries no date of arrival
    odt: bool = False
    raw: bytes = None
    note: str = ""    # written into the XML as a comment: other bytes, the same content


# ---- forms ----

def in_order(sheet):
    return sorted(sheet.fields.values(), key=lambda question: question.code)


def identification(convention, sent):
    """The head of the form, by role."""
    row = convention.people.get(sent.who, {"nom": "Inconnu", "territoire": "PARIS"})
    return {"organisation": row["nom"], "identifier": sent.who, "territory": row["territoire"],
            "period": str(sent.period), "author": "Camille Exemple", "filled-on": "2014-06-30"}


def as_xml(convention, sent):
    given = identification(convention, sent)
    lines = [f'<fiche-{sent.sheet.id} xmlns="{convention.namespace}">']

    def element(name, value, inner=""):
        if value in (NC, NEANT):
            return f'<{name} motif="{"NC" if value == NC else "NEANT"}"/>'
        return f"<{name}>{escape(value) + inner}</{name}>"
    for question in in_order(sent.sheet):
        value = sent.answers.get(question.name, given.get(question.role))
        if isinstance(value, dict):
            rows = "".join(f'<ligne {question.list}="{code}">' + "".join(
                element(name, row[name]) for name in question.columns if name in row) +
                "</ligne>" for code, row in value.items())
            lines.append(element(question.name, "", rows))
        elif value is not None:
            lines.append(element(question.name, value))
    lines.append(f"<!-- {sent.note} -->" if sent.note else "")
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join(lines) +
            f"\n</fiche-{sent.sheet.id}>\n").encode()


def typed(dice, question, value):
    """As a person writes it."""
    if value == NC:
        return dice.choice(("NC", "n.c.", "s.o.", "-"))
    if question.type in ("integer", "decimal", "amount"):
        whole, _, part = value.partition(".")
        if value == "0":
            return dice.choice(("0", "néant", "zéro"))
        spaced = f"{int(whole):,}".replace(",", dice.choice((" ", "\u00a0", "\u202f")))
        return dice.choice((whole, spaced)) + ("," + part if part else "")
    if question.type == "date":
        year, month, day = value.split("-")
        return dice.choice((value, f"{day}/{month}/{year}", f"{int(day)}.{int(month)}.{year}"))
    if question.type == "yesno":
        return {"true": dice.choice(("☒ oui   ☐ non", "oui")),
                "false": dice.choice(("☐ oui   ☒ non", "Non"))}[value]
    if question.role == "identifier" and value[:2].isdigit():
        return dice.choice((value, value.lower(), f"{value[:3]} {value[3:]}"))
    return value


class Forms:
    """The official forms, filled by their bookmarks."""
    def __init__(self, convention, folder, dice):
        self.convention, self.dice, self.blank = convention, dice, {}
        for sheet in convention.sheets.values():
            path = os.path.join(folder, f"fiche-{sheet.id}.odt")
            if os.path.exists(path):
                with zipfile.ZipFile(path) as archive:
                    self.blank[sheet.id] = {name: archive.read(name)
                                            for name in archive.namelist()}

    def as_odt(self, sent):
        members = dict(self.blank[sent.sheet.id])
        content = members["content.xml"].decode()
        given = identification(self.convention, sent)
        for question in sent.sheet.fields.values():
            value = sent.answers.get(question.name, given.get(question.role))
            if isinstance(value, dict):
                for code, row in value.items():
                    for name, text in row.items():
                        content = self.write(content, f"{question.name}_{code}_{name}",
                                             typed(self.dice, question.columns[name], text))
            elif value is not None:
                content = self.write(content, question.name, typed(self.dice, question, value))
        members["content.xml"] = content.encode()
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for name, data in members.items():
                packed = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
                archive.writestr(zipfile.ZipInfo(name), data, packed, 1)
        return stream.getvalue()

    @staticmethod
    def write(content, name, text):
        mark = f'<text:bookmark text:name="copil_{name}"/>'
        before, found, after = content.partition(mark)
        assert found, name
        printed = after.partition("</text:p>")
        lines = "</text:p><text:p>".join(escape(line) for line in text.split("\n"))
        return before + mark + lines + "</text:p>" + printed[2]


# ---- mails ----

def mail(number, who, moment, parts):
    """A message with its parts, (file name, type, bytes)."""
    host = f"mx.{who.lower()}.example"
    head = [] if moment is None else [
        f"Received: from {host} by mail.comite.example with ESMTP id {number:08X};\n\t"
        f"{format_datetime(moment)}",
        # Further down, and not what counts.
        f"Received: from poste by {host}; {format_datetime(moment - timedelta(days=400))}"]
    head += [f"From: contact@{who.lower()}.example", "To: secretariat@comite.example",
             "Date: Mon, 1 Jan 2001 00:00:00 +0000", f"Subject: Fiches {number}",
             f"Message-ID: <{number}@{who.lower()}.example>", "MIME-Version: 1.0",
             'Content-Type: multipart/mixed; boundary="=_limite"', "", "--=_limite",
             "Content-Type: text/plain; charset=utf-8", "", "Bonjour, voici nos fiches.", ""]
    body = []
    for name, kind, data in parts:
        body += ["--=_limite", f"Content-Type: {kind}", "Content-Transfer-Encoding: base64",
                 f'Content-Disposition: attachment; filename="{name}"', "",
                 base64.encodebytes(data).decode()]
    return "\n".join([*head, *body, "--=_limite--", ""]).encode()


def grouped(dice, sent):
    """Some organisations put several forms, of different sheets or periods, into one mail."""
    groups, last = [], {}
    for form in sent:
        group = last.get(form.who)
        told = form.sheet.id, form.period
        if group and dice.random() < 0.8 and form.moment and len(group) < 6 and not any(
                (other.sheet.id, other.period) == told for other in group):
            group.append(form)
        else:
            groups.append([form])
            last[form.who] = groups[-1] if form.moment else None
    return groups


def write_mails(folder, convention, forms, dice, sent):
    """Mails of SENT, the most as files, some in an mbox; their number."""
    os.makedirs(os.path.join(folder, "cur"))
    groups = grouped(dice, sent)
    dice.shuffle(groups)
    with open(os.path.join(folder, "archives.mbox"), "wb") as box:
        for number, group in enumerate(groups):
            parts = []
            for form in group:
                if form.odt:
                    parts.append((f"fiche-{form.sheet.id}.odt", ODT, forms.as_odt(form)))
                else:
                    parts.append((f"fiche-{form.sheet.id}.xml", "application/xml",
                                  as_xml(convention, form)))
            if len(parts) > 1 and dice.random() < 0.2:
                parts = [("fiches.zip", "application/zip", packed(parts))]
            data = mail(number, group[0].who, group[0].moment, parts)
            if number % 20 == 0:
                box.write(b"From MAILER-DAEMON Mon Jan  1 00:00:00 2001\n" + data + b"\n")
            else:
                with open(os.path.join(folder, "cur", f"{number:05}.eml"), "wb") as file:
                    file.write(data)
    return len(groups)


def packed(parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number, (name, _, data) in enumerate(parts):
            archive.writestr(zipfile.ZipInfo(f"{number}-{name}"), data)
    return stream.getvalue()
