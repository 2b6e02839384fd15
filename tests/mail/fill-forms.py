#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Make the blank forms and fill those of answers.py, in LibreOffice, into build/mail-forms/.

Run again after a change of answers.py or of the definition, then make-mail.py:
    /usr/bin/python3 tests/mail/fill-forms.py [NAME...]
LibreOffice writes no two documents alike; so what was committed stays in the messages, from where
make-mail.py takes each form that is not in build/.  The picture of a printed form needs pdftoppm.
"""
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True  # nothing but the messages is left in the tree

import answers
import libreoffice

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
DEFINITION = os.path.join(ROOT, "forms/idf-2013")
FORMS = os.path.join(ROOT, "build/mail-forms")

# What isn't saved as .odt, or not only.
FORMATS = {"modele-3.2": [".fodt"], "greta94-3.2": [".ott"], "gabarit-3.2": [".docx", ".odt"],
           "maq-habitat-3.2": [".jpg"], "brouillon-3.2": [".pdf"]}
PASSWORDS = {"esquisse-3.3-s2": "soleil"}


def picture(office, document, path):
    with tempfile.TemporaryDirectory() as folder:
        printed = os.path.join(folder, "fiche.pdf")
        office.save(document, printed)
        subprocess.run(["pdftoppm", "-jpeg", "-jpegopt", "quality=35", "-r", "55", "-gray",
                        "-singlefile", printed, path[:-len(".jpg")]], check=True)


def write(office, definition, blanks, people, name):
    entry = answers.ODT[name]
    prefix = f"{definition.prefix}{entry[0].replace('.', '')}-"
    texts = {prefix + code: cells for code, cells in answers.typed(entry, people).items()}
    document = libreoffice.fill(office, blanks[entry[0]], texts)
    for suffix in FORMATS.get(name, [".odt"]):
        path = os.path.join(FORMS, name + suffix)
        if suffix == ".jpg":
            picture(office, document, path)
        else:
            office.save(document, path, PASSWORDS.get(name))
    document.close(True)


def main():
    definition = libreoffice.Definition(os.path.join(DEFINITION, "convention.xml"))
    people = answers.participants(os.path.join(DEFINITION, "participants.csv"))
    os.makedirs(FORMS, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, libreoffice.Office() as office:
        blanks = {}
        for sheet in sorted({entry[0] for entry in answers.ODT.values()}):
            document = libreoffice.Blank(office, definition, sheet).build()
            blanks[sheet] = os.path.join(folder, f"fiche-{sheet}.odt")
            office.save(document, blanks[sheet])
            document.close(True)
        for name in sys.argv[1:] or answers.ODT:
            write(office, definition, blanks, people, name)


main()
