#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""What `copil forms` writes is what is shipped in forms/ and schemas/, byte for byte, whenever and
wherever it is run; `make forms` writes it anew."""
import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../cli"))
from cli import *  # noqa: E402, F403

# Day, time zone, language: none of them may show.
HERE_AND_NOW = {"SOURCE_DATE_EPOCH": CLOCK}
ELSEWHERE = {"SOURCE_DATE_EPOCH": "946684800", "TZ": "Pacific/Auckland", "LANGUAGE": "fr"}


def contents(*folders, pattern):
    found = {}
    for place in folders:
        for name in sorted(os.listdir(place)):
            if re.fullmatch(pattern, name):
                with open(os.path.join(place, name), "rb") as file:
                    found[name] = file.read()
    return found


def shipped(name):
    return contents(os.path.join(SOURCE, "forms", name), os.path.join(SOURCE, "schemas", name),
                    pattern=r"fiche-.*")


conventions = sorted(name for name in os.listdir(os.path.join(SOURCE, "forms"))
                     if os.path.isdir(os.path.join(SOURCE, "forms", name)))
ok(len(conventions) >= 2, "two conventions are shipped", conventions)
for name in conventions:
    for where, changes in (("here and now", HERE_AND_NOW), ("elsewhere", ELSEWHERE)):
        with folder() as work:
            must("forms", "--convention", os.path.join(SOURCE, "forms", name), "--output", work,
                 **changes)
            made = contents(os.path.join(work, "forms"), os.path.join(work, "schemas"),
                            pattern=".*")
            same(shipped(name), made, f"{name}: made anew {where}, what is shipped")
done()
