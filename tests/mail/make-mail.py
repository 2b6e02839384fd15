#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Write the messages of written/<convention>/letters.py into tests/mail/<convention>/: a Maildir
(boite) and, if there are archived ones, an mbox.

    /usr/bin/python3 tests/mail/make-mail.py CONVENTION
Forms come from build/mail-forms/ (see fill-forms.py), else from the messages as committed; with no
new form, the same bytes come out.  Then every message must have its lines in the table of expected
verdicts, tests/mail/<convention>.verdicts.tsv, which is kept by hand."""
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

import compose
from forms import Demo

SMALL = {
    # the picture in a signature: 1 × 1 pixel
    "logo.png": base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
                                 "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="),
    # the head of a TNEF stream: Outlook's own way of wrapping attachments
    "winmail.dat": bytes.fromhex("789f3e2201000106900800040000000000010001000107900600080000"
                                 "00e40400000000000000e800"),
}


def committed(demo):
    """Forms in the messages as they are, by name."""
    forms, messages = {}, []
    for path in sorted(os.path.join(place, name) for place, _, names in os.walk(demo.output)
                       for name in names):
        if path.endswith(".mbox"):
            messages += list(mailbox.mbox(path, create=False))
        else:
            with open(path, "rb") as file:
                messages.append(email.message_from_binary_file(file))
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


def library(demo):
    kept = committed(demo)

    def form(name):
        stem, suffix = os.path.splitext(name)
        if name in SMALL:
            return SMALL[name]
        if suffix == ".xml":
            return demo.xml(stem)
        built = os.path.join(demo.built, name)
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


def check_verdicts(demo, places):
    """Every message has its lines, and each form one of its own."""
    with open(demo.verdicts, encoding="utf-8") as file:
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
    demo = Demo(sys.argv[1])
    form, places, files = library(demo), {}, {}
    for folder, mails in (("cur", demo.letters.READ), ("new", demo.letters.NEW)):
        for mail in mails:
            place = f"boite/{folder}/{mail.name}.eml"
            files[place] = compose.compose(mail, demo.people, form)
            places[place] = mail
    for number, mail in enumerate(demo.letters.ARCHIVED, 1):
        files[demo.letters.MBOX] = files.get(demo.letters.MBOX, b"") + mbox_entry(
            mail, compose.compose(mail, demo.people, form))
        places[f"{demo.letters.MBOX}#{number}"] = mail
    for place, data in files.items():
        write(os.path.join(demo.output, place), data)
    check_verdicts(demo, places)


main()
