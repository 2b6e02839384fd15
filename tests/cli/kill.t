#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Interrupted anywhere and run again: the state of an uninterrupted run.  A few points of each stage
of tests/torture, which tries them all (make torture)."""
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../torture"))
import errors  # noqa: E402
import faults  # noqa: E402
import kills  # noqa: E402
from stages import all_ready  # noqa: E402
from torture import attempt, room  # noqa: E402
from cli import done, ok  # noqa: E402

POINTS = 3  # of each kind and stage, spread over its calls


def spread(ready, part):
    """The first, the last, and some between them."""
    found = list(part.points(ready, 1))
    return {name: trial for name, trial in (
        found[(len(found) - 1) * number // (POINTS - 1)] for number in range(POINTS))}


ok(faults.works(), "strace kills at a call, before it is done")
with room() as work:
    for ready in all_ready(work):
        for part in kills, errors:
            for trial in spread(ready, part).items():
                name, wrong = attempt(trial)
                ok(not wrong, name, *wrong)
done()
