#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Write the messages of letters.py into tests/mail/idf-2013/: a Maildir (boite) and an mbox.

    /usr/bin/python3 tests/mail/make-mail.py
Forms come from build/mail-forms/ (see fill-forms.py), else from the messages as committed; with no
new form, the same bytes come out.  Then every message must have its lines in the table of expected
verdicts, tests/mail/idf-2013.verdicts.tsv, which is kept by hand."""
import base64
import csv
import email
import io
import mailbox
import os
import re
import sys
import zipfile

sys.dont_write_bytecode = True  # nothing but the messages is left in the tree

import answers
import compose
import letters

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
BUILT = os.path.join(ROOT, "build/mail-forms")
OUTPUT = os.path.join(HERE, "idf-2013")
MAILDIR, MBOX = os.path.join(OUTPUT, "boite"), os.path.join(OUTPUT, "archives-2015.mbox")

SMALL = {
    # the picture in a signature: 1 × 1 pixel
    "logo.png": base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
                                 "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="),
    # the head of a TNEF stream: Outlook's own way of wrapping attachments
    "winmail.dat": bytes.fromhex("789f3e2201000106900800040000000000010001000107900600080000"
                                 "00e40400000000000000e800"),
}


def committed():
    """Forms in the messages as they are, by name."""
    forms, messages = {}, []
    for folder in ("cur", "new"):
        path = os.path.join(MAILDIR, folder)
        for name in sorted(os.listdir(path)) if os.path.isdir(path) else []:
            with open(os.path.join(path, name), "rb") as file:
                messages.append(email.message_from_binary_file(file))
    if os.path.exists(MBOX):
        messages += list(mailbox.mbox(MBOX, create=False))
    for part in (part for message in messages for part in message.walk()):
        names = (part["X-Attachment-Id"] or "").split("+")
        data = part.get_payload(decode=True)
        if len(names) > 1:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for name, member in zip(names, archive.namelist(), strict=True):
                    forms[name] = archive.read(member)
        elif names[0]:
            forms[names[0]] = data
    return forms


def library(people):
    kept = committed()

    def form(name):
        stem, suffix = os.path.splitext(name)
        if name in SMALL:
            return SMALL[name]
        if suffix == ".xml":
            latin = "ISO-8859-1" if stem == "hlm-3.2" else "UTF-8"
            return answers.xml(answers.XML[stem], people, latin)
        built = os.path.join(BUILT, name)
        if os.path.exists(built):
            with open(built, "rb") as file:
                return file.read()
        if name not in kept:
            sys.exit(f"make-mail: no form {name}: run fill-forms.py first")
        return kept[name]
    return form


def mbox_entry(mail, message):
    time = compose.moment(mail.received).strftime("%a %b %d %H:%M:%S %Y")
    quoted = re.sub(rb"^(>*From )", rb">\1", message, flags=re.M)
    return f"From MAILER-DAEMON {time}\n".encode() + quoted + b"\n"


def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)


def check_verdicts(places):
    """Every message has its lines, and each form one of its own."""
    with open(os.path.join(HERE, "idf-2013.verdicts.tsv"), encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    expected = {}
    for row in rows:
        expected.setdefault(row["file"], []).append(row["form"])
    for place, mail in places.items():
        files = mail.files + (mail.forwarded.files if mail.forwarded else [])
        names = [os.path.basename(name) for file in files for name in file.members] + [
            file.shown for file in files if not file.members and file.form not in SMALL]
        if sorted(expected.pop(place, [])) != sorted(names or [""]):
            print(f"make-mail: {place}: the table of verdicts has other forms than {names}")
    for place in expected:
        print(f"make-mail: {place}: in the table of verdicts, but there is no such message")


def main():
    people = answers.participants(os.path.join(ROOT, "forms/idf-2013/participants.csv"))
    form, places, mails, archive = library(people), {}, [], b""
    for folder, letters_of in (("cur", letters.WINTER), ("new", letters.SUMMER)):
        for mail in letters_of:
            mails.append((os.path.join(MAILDIR, folder, mail.name + ".eml"),
                          compose.compose(mail, people, form)))
            places[f"boite/{folder}/{mail.name}.eml"] = mail
    for number, mail in enumerate(letters.LATER, 1):
        archive += mbox_entry(mail, compose.compose(mail, people, form))
        places[f"{os.path.basename(MBOX)}#{number}"] = mail
    for path, message in mails + [(MBOX, archive)]:
        write(path, message)
    check_verdicts(places)


main()
