#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""A power cut leaves the register whole and loses nothing that was said to be done: the short form of
tests/torture/power.py, with the proof that it would see a lost fsync."""
import os
import sys

sys.dont_write_bytecode = True
from cli import *  # noqa: E402, F403
sys.path.insert(0, os.path.join(SOURCE, "tests/torture"))
import disk  # noqa: E402
import power  # noqa: E402


class Unsynced(power.Trial):
    """As if nothing were ever synced."""

    def cuts(self, operations):
        return super().cuts([step for step in operations if step[0] != "sync"])

    def again(self, where, files, told):
        return


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


os.environ["ASAN_OPTIONS"] = "detect_leaks=0"  # which doesn't work under strace
test_disk()
broken, states, reruns = power.violations(works=power.SHORT, times=2, most=5)
ok(not broken, f"{states} states after a power cut, {reruns} runs again", *broken[:power.MOST])
with folder() as work:
    trial = Unsynced(power.SHORT[1], COPIL, work, 1, 0, 2)
    ok(trial.run().violations, "a batch that syncs nothing is caught")
done()
