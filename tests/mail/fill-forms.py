#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Fill in the official forms for the demo mail, in LibreOffice, into build/mail-forms/.

Run again after a change of written/<convention>/answers.py or of the forms, then make-mail.py:
    /usr/bin/python3 tests/mail/fill-forms.py CONVENTION [NAME...]
LibreOffice writes no two documents alike; so what was committed stays in the messages, from where
make-mail.py takes each form that is not in build/.  The picture of a printed form needs pdftoppm.
"""
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True  # nothing but the messages is left in the tree

from forms import Demo

import office


def picture(program, document, path):
    with tempfile.TemporaryDirectory() as folder:
        printed = os.path.join(folder, "fiche.pdf")
        program.save(document, printed)
        subprocess.run(["pdftoppm", "-jpeg", "-jpegopt", "quality=35", "-r", "55", "-gray",
                        "-singlefile", printed, path[:-len(".jpg")]], check=True)


def write(program, demo, name):
    sheet = demo.answers.ODT[name][0]
    document = program.open(os.path.join(demo.definition.folder, f"fiche-{sheet}.odt"))
    office.fill(document, demo.typed(name), office.answer_cells(document))
    for suffix in demo.answers.FORMATS.get(name, [".odt"]):
        path = os.path.join(demo.built, name + suffix)
        if suffix == ".jpg":
            picture(program, document, path)
        else:
            program.save(document, path, demo.answers.PASSWORDS.get(name))
    document.close(True)


def main():
    demo = Demo(sys.argv[1])
    os.makedirs(demo.built, exist_ok=True)
    with office.Office(seconds=600) as program:
        for name in sys.argv[2:] or demo.answers.ODT:
            write(program, demo, name)


main()
