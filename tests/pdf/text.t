#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The words of the demo reports as poppler gives them to who copies, searches or listens: whole
French in the order of reading, in each of its ways.  TAP."""
import os
import re
import subprocess
import sys

sys.dont_write_bytecode = True
here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, "../cli")]
from cli import done, folder, ok  # noqa: E402
from demo import CONVENTIONS, report  # noqa: E402

WAYS = {"as laid out": ["pdftotext", "-layout"], "as read": ["pdftotext"],
        "as drawn": ["pdftotext", "-raw"]}

# In this order, each in one piece but for spaces and lines: words that were cut, both spaces of
# French typography, apostrophes, ordinals, words of a link, of a table and of a list.
SENTENCES = {
    "idf-2013": [
        "Convention de partenariat entre l’Union sociale pour l’habitat, l’Afpols et les académies "
        "de Créteil, de Paris et de Versailles",
        "Logement social et Éducation nationale en Île-de-France",
        "Les informations recueillies à l’occasion de la convention de partenariat ne peuvent être "
        "utilisées en dehors d’elle sans le consentement des parties intéressées.",
        "Les nombres d’élèves, d’étudiants, d’apprentis et de stagiaires de 1 à 4 sont masqués, "
        "ainsi que ceux qui permettraient de les retrouver.",
        "Nom et qualité",
        "En cinq exemplaires originaux",
    ],
    "emplois-avenir-2012": [
        "« Emplois d’Avenir » : convention de partenariat entre l’Union Sociale pour l’Habitat et "
        "le Comité National de Liaison des Régies de Quartier",
        "Formation et recrutement",
        "En deux exemplaires originaux",
    ],
}


def words(way, path):
    """All that it prints, every kind and number of spaces as one space."""
    said = subprocess.run([*way, path, "-"], capture_output=True, text=True, check=True).stdout
    return re.sub(r"\s+", " ", said)


def test_way(name, how, path, sentences):
    said, place = words(how, path), 0
    for sentence in sentences:
        found = said.find(sentence, place)
        if found < 0:
            ok(False, f"{name}: whole sentences, in order", sentence,
               "it is there, before" if sentence in said else "it is not there in one piece")
            break
        place = found
    else:
        ok(True, f"{name}: whole sentences, in order")
    ok(not re.search("[\u00ad\ufffd\ue000-\uf8ff]", said),
       f"{name}: no soft hyphen, nothing without a character", said.count("\u00ad"))
    ok(not re.search(r"[ﬀ-ﬆ]", said), f"{name}: no ligature")


def main():
    with folder() as work:
        for convention in CONVENTIONS:
            path = report(work, convention)
            for name, how in WAYS.items():
                test_way(f"{convention}, {name}", how, path, SENTENCES[convention])
    done()


main()
