#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The fault harness: copil is killed, cut and denied its disk at every step; what always holds must
hold after each fault, and a plain run must come to the state of one that nothing disturbed.

    torture.py [PART…]     all parts, or those named (make torture TORTURE="kills errors")

A part is a module of this folder with trials(work), which yields (name, function): each function
breaks something in a folder of its own under WORK and returns what was wrong, a list of sentences.
PARTS says which there are.  The last lines count; exit status 0 only when nothing was wrong.
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

PARTS = ["kills", "errors", "power", "loop"]
JOBS = 2
SHOWN = 12  # violations told of one part


class Tally:
    """Points tried, and what was wrong at which."""

    def __init__(self):
        self.points, self.wrong = 0, []

    def add(self, name, found):
        self.points += 1
        self.wrong += [f"{name}: {line}" for line in found]


def attempt(trial):
    name, function = trial
    try:
        return name, function()
    except Exception as error:  # pylint: disable=broad-except
        return name, [f"{type(error).__name__}: {error}"]


def run_part(name, work, jobs=JOBS):
    """All trials of a part, in its order."""
    tally, begun = Tally(), time.time()
    module = importlib.import_module(name)
    with concurrent.futures.ThreadPoolExecutor(getattr(module, "JOBS", jobs)) as pool:
        for trial, found in pool.map(attempt, module.trials(work)):
            tally.add(trial, found)
            if found and len(tally.wrong) <= SHOWN:
                print(f"  {trial}: {found[0]}", flush=True)
    print(f"{name}: {tally.points} points, {len(tally.wrong)} violations,"
          f" {time.time() - begun:.0f} s", flush=True)
    return tally


def room():
    """A folder in memory where there is one: the disk's own slowness is no fault."""
    return tempfile.TemporaryDirectory(
        prefix="copil-torture-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None)


def main(parts):
    for name in parts:
        if name not in PARTS:
            print(f"torture: no part {name}: {' '.join(PARTS)}", file=sys.stderr)
            return 2
    if not shutil.which("strace"):
        print("torture: strace is missing (make test-deps)", file=sys.stderr)
        return 2
    total, wrong = 0, []
    for name in parts or PARTS:
        with room() as work:
            tally = run_part(name, work)
        total += tally.points
        wrong += [f"{name}: {line}" for line in tally.wrong]
    for line in wrong:
        print(line)
    print(f"points tried: {total}")
    print(f"violations: {len(wrong) or 'none'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
