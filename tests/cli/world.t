#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Zone, locale, environment, limits, closed streams and strange names: what doesn't matter changes no
byte, what makes a run impossible is said.  The short form of tests/torture/world.py."""
import os
import sys

sys.dont_write_bytecode = True
from cli import *  # noqa: E402, F403
sys.path.insert(0, os.path.join(SOURCE, "tests/torture"))
import world  # noqa: E402


def test_closed(work):
    """A message of error can't land in the register, be its descriptor free."""
    register, blocked = new_register(work), os.path.join(work, "blocked")
    with open(register, "rb") as file:
        before = file.read()
    open(blocked, "w", encoding="ascii").close()
    finished = run("batch", register, MAIL, "--output", os.path.join(blocked, "x"),
                   prefix=("sh", "-c", 'exec "$@" 2>&-', "sh"))
    equal((finished.returncode, finished.stderr), (70, b""), "a failure that can't be told")
    with open(register, "rb") as file:
        ok(file.read(16) == before[:16], "isn't written into the register")
    equal(rows(register, "PRAGMA integrity_check"), [("ok",)], "which is whole")


with folder() as work:
    os.environ["LOCPATH"] = world.make_locales(work, "tr_TR.UTF-8")
    test_closed(work)
    ready = world.Ready(world.WORLD, work)
    equal(ready.undisturbed(), [], "a run that nothing disturbs")
    # Under sanitizers a process takes terabytes, and is not limited.
    limited = not os.environ.get("COPIL_NO_SANDBOX")
    chosen = [name for name in world.SHORT if limited or "memory" not in name]
    for name, trial in world.every(ready, chosen):
        equal(trial(), [], name)
done()
