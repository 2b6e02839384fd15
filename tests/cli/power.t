#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""A power cut leaves the register whole and loses nothing that was said to be done: the short form of
tests/torture/power.py, with the proof that it would see a lost sync."""
import os
import sys

sys.dont_write_bytecode = True
from cli import *  # noqa: E402, F403
sys.path.insert(0, os.path.join(SOURCE, "tests/torture"))
import disk  # noqa: E402
import power  # noqa: E402
import stages  # noqa: E402


class Unsynced(power.Recorded):
    """As if nothing were ever synced."""

    def cuts(self):
        cuts = super().cuts()
        cuts.operations = [step for step in cuts.operations if step[0] != "sync"]
        return cuts


def test_disk():
    """The model by itself: what was synced stays, and nothing else surely does."""
    cuts = disk.Cuts("/root", [("open", b"/root/a", True, True), ("append", b"/root/a", b"one"),
                               ("sync", b"/root/a"), ("rename", b"/root/a", b"/root/b"),
                               ("sync", b"/root"), ("write", b"/root/b", 1, b"N")], disk.Disk())
    left = [sorted({tuple(sorted(cuts.left(chosen).files().items()))
                    for _, chosen in cuts.choices(disk.draws(1), 0)}) for _ in cuts.points()]
    equal(left[0], [(), ((b"a", b""),), ((b"a", b"one"),)], "before a file is synced")
    equal(left[1], [(), ((b"a", b"one"),), ((b"b", b"one"),)], "before its folder is")
    equal(left[2], [((b"b", b"oNe"),), ((b"b", b"one"),)], "afterwards its new bytes are at stake only")


def one_message(place):
    stages.init(place)
    stages.box(place, "03-")


test_disk()
with folder() as work:
    ready = stages.Ready(stages.Stage("one", [one_message], stages.BATCH), work)
    equal(ready.undisturbed(), [], "a run that nothing disturbs")
    for name, trial in power.points(ready, 6):
        if trial:
            equal(trial(), [], name)
    blind = Unsynced(ready)
    ok(power.cut(blind, blind.points[-1], draws=0, most=0), "without syncs that run is caught")
done()
