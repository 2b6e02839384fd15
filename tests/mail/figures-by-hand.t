#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The figures of the demo mail of emplois-avenir-2012 against a table made by hand from what was
typed (written/emplois_avenir_2012/answers.py): nine jobs, three of them declared by both sides.

    RQ3E-2013-01  PAR MED 11  qualifying              Régie and landlord, in agreement
    RQ3E-2013-02  MAR SER 11              integrated  sent again with its new situation
    GG/13/001     PAR JAR 11  qualifying              the landlord, of region 32, says SER and no
    PM-01         MAR DD  32                          corrected after a refusal
    01-2014       SUB ANI 84  qualifying              Régie and landlord, in agreement
    01/2014       SUB JAR 32                          same number, other organisations
    RQB-14-A      PAR FAM 93  qualifying  integrated  sent twice
    PN/2014/3     MAR DD  53                          landlord only
    IS-2014-01    PAR SER 04  qualifying              landlord only

A cell of the table that is empty is a figure that does not exist."""
import csv
import json
import os
import subprocess
import tempfile

source = os.environ.get("COPIL_SRCDIR", ".")
copil = os.environ.get("COPIL", os.path.join(source, "build/copil"))
mail = os.path.join(source, "tests/mail")
CONVENTION = "emplois-avenir-2012"


def by_hand():
    figures = {}
    with open(os.path.join(mail, CONVENTION + ".figures.tsv"), encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            indicator, scope = row.pop("indicator"), row.pop("scope")
            scope = tuple(sorted(tuple(pair.split("=")) for pair in scope.split()))
            figures.update({(indicator, scope, period): value
                            for period, value in row.items() if value})
    return figures


def exported(work):
    """All figures that have a value."""
    register, output = os.path.join(work, "r.copil"), os.path.join(work, "figures.json")
    environment = dict(os.environ, SOURCE_DATE_EPOCH="1405929600")
    for command in (["init", register, "--convention", os.path.join(source, "forms", CONVENTION)],
                    ["batch", register, os.path.join(mail, CONVENTION), "--output", work],
                    ["export", register, "--output", output, "--confidential"]):
        subprocess.run([copil, *command], env=environment, check=True, stdout=subprocess.DEVNULL)
    with open(output, encoding="utf-8") as file:
        return {(figure["indicator"], tuple(sorted(figure["scope"].items())), figure["period"]):
                figure["value"]
                for figure in json.load(file)["figures"] if figure.get("value") is not None}


EXPECTED = by_hand()
with tempfile.TemporaryDirectory() as work:
    GOT = exported(work)
INDICATORS = sorted({key[0] for key in EXPECTED})
print(f"1..{len(INDICATORS)}")
for number, indicator in enumerate(INDICATORS, 1):
    wanted = {key: value for key, value in EXPECTED.items() if key[0] == indicator}
    got = {key: value for key, value in GOT.items() if key[0] == indicator}
    print("ok" if wanted == got else "not ok", number, "-", indicator, f"({len(wanted)} figures)")
    for key in sorted({*wanted, *got}):
        if wanted.get(key) != got.get(key):
            print("#", *key, "by hand", wanted.get(key), "copil", got.get(key))
