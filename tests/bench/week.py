#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""FOLDER/convention, and mailboxes below FOLDER with the same COUNT forms, all accepted, no two
alike: odt and xml, one form a mail, and the same by organisation, up to six a mail: several-odt and
several-xml.
Usage: week.py CONVENTION FOLDER COUNT"""
import os
import random
import sys
from itertools import groupby

sys.dont_write_bytecode = True
SOURCE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(SOURCE, "figures"))

from generate import Correspondence, write_convention  # noqa: E402
from letters import ODT, Forms, as_xml, mail  # noqa: E402

CLOCK, SEED = 1475481600, 2013  # 3 October 2016, when the term is over
CROWD = {"school": 120, "landlord": 60}
MOST = 6


class RightFirstTime(Correspondence):
    """Nothing is corrected, repeated or broken."""
    def follow(self, sent):
        self.sent.append(sent)


def write(folder, number, sent, parts):
    with open(os.path.join(folder, f"{number:05}.eml"), "wb") as file:
        file.write(mail(number, sent.who, sent.moment, parts))


def chosen(convention, dice, count):
    correspondence = RightFirstTime(convention, CLOCK, dice)
    correspondence.regular()
    writable = [sent for sent in correspondence.sent if correspondence.writable(sent)]
    assert len(writable) >= count, len(writable)
    return dice.sample(writable, count)


def write_together(folder, everything):
    """EVERYTHING: (sent, part), each a mail with those of the same organisation."""
    number = 0
    for _, group in groupby(sorted(everything, key=lambda pair: pair[0].who),
                            key=lambda pair: pair[0].who):
        group = list(group)
        for first in range(0, len(group), MOST):
            together = group[first:first + MOST]
            write(folder, number, together[0][0], [part for _, part in together])
            number += 1


def main(source, folder, count):
    dice = random.Random(SEED)
    convention = write_convention(source, os.path.join(folder, "convention"), dice, CROWD)
    forms = Forms(convention, source, dice)
    both = {"odt": [], "xml": []}
    for sent in chosen(convention, dice, count):
        name = f"fiche-{sent.sheet.id}"
        both["odt"].append((sent, (f"{name}.odt", ODT, forms.as_odt(sent))))
        both["xml"].append((sent, (f"{name}.xml", "application/xml", as_xml(convention, sent))))
    for kind, everything in both.items():
        alone, together = os.path.join(folder, kind), os.path.join(folder, f"several-{kind}")
        os.makedirs(alone)
        os.makedirs(together)
        for number, (sent, part) in enumerate(everything):
            write(alone, number, sent, [part])
        write_together(together, everything)


main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
