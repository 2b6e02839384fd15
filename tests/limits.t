#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The limits that README names are those of the code.  TAP.
cd "${COPIL_SRCDIR:-.}" || exit 1
/usr/bin/python3 - <<'PYTHON'
import re
import sys

UNITS = {"": 1, "KB": 1 << 10, "MB": 1 << 20, "s": 1, "ms": 1}
with open("README.md", encoding="utf-8") as file:
    section = file.read().split("\n## Security\n")[1].split("\n## ")[0]
count = failed = 0


def ok(good, name):
    global count, failed
    count += 1
    failed += not good
    print("ok" if good else "not ok", count, "-", name)


def value(path, name):
    """What NAME is defined as in the file PATH: a number, or one shifted."""
    with open(path, encoding="utf-8") as file:
        text = file.read().replace("\\\n", " ")
    found = re.search(rf"^#define {name}\s+\(?(\d+)u?(?: << (\d+))?\)?(?:\s|$)", text, re.M)
    return int(found[1]) << int(found[2] or 0) if found else None


for row in re.findall(r"^\| ([^|]+) \| ([^|]+) \| (`[^|]+) \|$", section, re.M):
    told = [int(number) * UNITS[unit] for number, unit in re.findall(r"(\d+) ?(KB|MB|ms|s)?", row[1])]
    path, names = None, []
    for word in re.findall(r"`[^`]+`|[A-Z_]{4,}", row[2]):
        if word.startswith("`"):
            path = word.strip("`")
        else:
            names.append((path, word))
    ok(len(told) == len(names), f"{row[0]}: as many figures as names")
    for figure, (path, name) in zip(told, names):
        ok(value(path, name) == figure, f"{name} is {figure}, not {value(path, name)}")
ok(count > 20, "the table was found")
print(f"1..{count}")
sys.exit(1 if failed else 0)
PYTHON
