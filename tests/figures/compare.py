# SPDX-License-Identifier: Apache-2.0
"""copil's export beside the recomputation, figure by figure."""
import json
import os
import subprocess
from collections import Counter

from recompute import Figure

SOURCE = os.environ.get("COPIL_SRCDIR", ".")
COPIL = os.environ.get("COPIL", os.path.join(SOURCE, "build/copil"))
PARTS = ("value", "numerator", "denominator", "respondents", "expected", "sources")


def copil(*arguments, clock):
    done = subprocess.run([COPIL, *arguments], check=True, capture_output=True, text=True,
                          env=dict(os.environ, SOURCE_DATE_EPOCH=str(clock)))
    return done.stdout


def exported(register, work, clock, *options):
    """The figures that copil exports, as JSON has them."""
    output = os.path.join(work, "figures.json")
    copil("export", register, "--output", output, *options, clock=clock)
    with open(output, encoding="utf-8") as file:
        return json.load(file)["figures"]


def key_of(figure):
    return figure["indicator"], figure["period"], tuple(sorted(figure["scope"].items()))


def as_figure(row):
    sources = sorted((source["organisation"], source["original"], source["value"])
                     for source in row["sources"])
    return Figure(row.get("value"), row.get("numerator"), row.get("denominator"),
                  row["respondents"], row["expected"], sources)


class Tests:
    """TAP."""
    def __init__(self):
        self.count = 0

    def ok(self, good, name, *remarks):
        self.count += 1
        print("ok" if good else "not ok", self.count, "-", name)
        for remark in remarks if not good else ():
            print("#", remark)

    def same(self, wanted, got, name):
        self.ok(wanted == got, name, f"by the recomputation {wanted}", f"by copil {got}")

    def plan(self):
        print(f"1..{self.count}")


def compare(tests, title, wanted, rows):
    """A test for each indicator: every figure, each of its parts, and none on one side only."""
    got = {key_of(row): as_figure(row) for row in rows}
    tests.same(len(rows), len(got), f"{title}: no figure is exported twice")
    tests.same([], [row for row in rows if row["masked"]], f"{title}: none is masked")
    equal, differing, alone, parts = 0, 0, 0, Counter()
    for indicator in dict.fromkeys([*(key[0] for key in wanted), *(key[0] for key in got)]):
        remarks = []
        for key in sorted(key for key in {*wanted, *got} if key[0] == indicator):
            ours, theirs = wanted.get(key), got.get(key)
            if ours is None or theirs is None:
                alone += 1
                remarks.append(f"{key}: only in {'copil' if ours is None else 'recomputation'}:"
                               f" {theirs or ours}")
                continue
            wrong = [part for part in PARTS if getattr(ours, part) != getattr(theirs, part)]
            equal, differing = equal + (not wrong), differing + bool(wrong)
            parts.update(part for part in PARTS if getattr(ours, part) not in (None, []))
            remarks += [f"{key} {part}: recomputed {getattr(ours, part)}, copil"
                        f" {getattr(theirs, part)}" for part in wrong]
        tests.ok(not remarks, f"{title}: {indicator}", *remarks[:20])
    said = ", ".join(f"{parts[part]} {part}" for part in PARTS)
    tests.ok(not differing and not alone,
             f"{title}: {equal} figures equal, {differing} not, {alone} on one side only ({said})")


def check_sources(tests, title, rows):
    """The id of a submission always stands for one organisation's form in one mail."""
    forms, wrong = {}, []
    for source in (source for row in rows for source in row["sources"]):
        form = source["organisation"], source["original"]
        if forms.setdefault(source["submission"], form) != form:
            wrong.append(source)
    tests.ok(not wrong, f"{title}: each of {len(forms)} submissions is of one mail", *wrong[:5])


def check_masked(tests, title, rows, masked):
    """What is masked says less than the confidential export, and nothing else."""
    full = {key_of(row): row for row in rows}
    tests.same(list(full), [key_of(row) for row in masked], f"{title}: masked, the same figures")
    other, shown, kept = [], [], 0
    for row in masked:
        real = full[key_of(row)]
        values = [row.get(part) for part in PARTS[:3]]
        said = [source.get("value") for source in row["sources"]]
        if row["masked"]:
            shown += [key_of(row)] if any(values + said) else []
            continue
        kept += 1
        if any(row.get(part) != real.get(part) for part in PARTS[:5]):
            other.append(key_of(row))
        real = {source["submission"]: source["value"] for source in real["sources"]}
        other += [key_of(row) for source in row["sources"]
                  if source.get("value", real.get(source["submission"])) !=
                  real.get(source["submission"])]
    tests.ok(not other, f"{title}: {kept} of {len(masked)} figures unmasked, each as in confidence",
             *other[:9])
    tests.ok(not shown, f"{title}: a masked one has no number", *shown[:9])
