#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The fault harness: copil is killed, cut and denied its disk at every step; what always holds must
hold after each fault, and a plain run must come to the state of one that nothing disturbed.

    torture.py [PART[:STAGE]…]     all parts, or those named (make torture TORTURE="kills errors:batch")

A part is a module of this folder with trials(work), which yields (name, function): each function
breaks something in a folder of its own under WORK and returns what was wrong, a list of sentences;
None stands for a point so much like others that it is left out, which is done unless a STAGE is
named.  PARTS says which there are.  --first stops at the first violation.  The last lines count;
exit status 0 only when nothing was wrong.
"""
import concurrent.futures
import importlib
import os
import shutil
import sys
import tempfile
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

PARTS = ["kills", "errors", "power", "loop", "disks", "rounds", "world", "bugs"]
JOBS = 2
SHOWN = 12  # violations told of one part


class Tally:
    """Points tried, those that were left out, and what was wrong at which."""

    def __init__(self):
        self.points, self.left_out, self.wrong = 0, 0, []

    def chosen(self, trials):
        for name, function in trials:
            if function:
                yield name, function
            else:
                self.left_out += 1

    def __str__(self):
        return f"{self.points} of {self.points + self.left_out}" if self.left_out else str(self.points)

    def add(self, name, found):
        self.points += 1
        self.wrong += [f"{name}: {line}" for line in found]


def attempt(trial):
    name, function = trial
    try:
        return name, function()
    except Exception as error:  # pylint: disable=broad-except
        return name, [f"{type(error).__name__}: {error}"]


def trials_of(part, work):
    """Of a part, or of one of its stages."""
    name, _, stage = part.partition(":")
    module = importlib.import_module(name)
    if not stage:
        return module.trials(work)
    chosen = [one for one in importlib.import_module("stages").STAGES if one.name == stage]
    return module.trials(work, chosen)


def run_part(name, work, first=False):
    """All trials of a part, in its order; until the FIRST violation when only that is asked."""
    tally, begun, shown = Tally(), time.time(), 0
    jobs = getattr(importlib.import_module(name.partition(":")[0]), "JOBS", JOBS)
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        for trial, found in pool.map(attempt, tally.chosen(trials_of(name, work))):
            tally.add(trial, found)
            if found and shown < SHOWN:
                print(f"  {trial}: {found[0]}", flush=True)
                shown += 1
            if found and first:
                pool.shutdown(cancel_futures=True)
                break
    print(f"{name}: {tally} points, {len(tally.wrong)} violations, {time.time() - begun:.0f} s",
          flush=True)
    return tally


def room():
    """A folder in memory where there is one: the disk's own slowness is no fault."""
    return tempfile.TemporaryDirectory(
        prefix="copil-torture-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None)


def main(parts):
    first = "--first" in parts
    parts = [part for part in parts if part != "--first"] or PARTS
    for name in parts:
        if name.partition(":")[0] not in PARTS:
            print(f"torture: no part {name}: {' '.join(PARTS)}", file=sys.stderr)
            return 2
    if not shutil.which("strace"):
        print("torture: strace is missing (make test-deps)", file=sys.stderr)
        return 2
    tallies = {}
    for name in parts:
        with room() as work:
            tallies[name] = run_part(name, work, first)
        if first and tallies[name].wrong:
            break
    bugs = tallies.pop("bugs", None)
    wrong = [f"{name}: {line}" for name, tally in tallies.items() for line in tally.wrong]
    for line in wrong + (bugs.wrong if bugs else []):
        print(line)
    left_out = sum(tally.left_out for tally in tallies.values())
    print(f"points tried: {sum(tally.points for tally in tallies.values())}"
          + (f" ({left_out} more are like one of them)" if left_out else ""))
    print(f"violations: {len(wrong) or 'none'}")
    if bugs:
        print(f"seeded bugs caught: {bugs.points - len(bugs.wrong)} of {bugs.points}")
    return 1 if wrong or bugs and bugs.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
