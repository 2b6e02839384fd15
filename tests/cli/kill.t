#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Interrupted anywhere and run again: the state of an uninterrupted run.

strace kills copil at the Nth call of each system call that changes the disk, or makes that call
fail as a full or broken disk does.  Afterwards the register must be whole, and a plain run must
come to the register, answers, figures and report of a run that nothing disturbed.
"""
import os
import shutil
import subprocess
import sys
import time

sys.dont_write_bytecode = True
from cli import *  # noqa: E402, F403

os.environ["ASAN_OPTIONS"] = "detect_leaks=0"  # which doesn't work under strace

# Kills of one run after the other on the same register: the early ones first, so that each finds
# something left to interrupt.  Numbers beyond the last call do no harm: that run ends well.
CHAINS = [
    [("pwrite64", 1), ("pwrite64", 2), ("fsync", 1)],
    [("pwrite64", 20), ("pwrite64", 70), ("fsync", 5)],
    [("fdatasync", 1), ("pwrite64", 110), ("rename", 1)],
    [("unlink", 1), ("fsync", 2), ("pwrite64", 130), ("rename", 4)],
    [("fdatasync", 2), ("fdatasync", 3), ("fsync", 9)],
    [("unlink", 2), ("mkdir", 1), ("mkdir", 2), ("rename", 7)],
    [("fdatasync", 5), ("fsync", 12), ("fsync", 4), ("rename", 2)],
]
# System call, which call ("3+": that and all later ones), error.
ERRORS = [
    ("pwrite64", "4", "ENOSPC"), ("pwrite64", "60+", "ENOSPC"), ("fdatasync", "1", "EIO"),
    ("fsync", "1+", "EIO"), ("fsync", "9", "EIO"), ("rename", "2", "ENOSPC"), ("mkdir", "1", "EACCES"),
]
FEW = ["03-", "06-", "09-", "17-", "18-", "24-", "36-", "57-"]


def strace(call, what):
    return ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e",
            f"inject={call}:{what}"]


def works():
    if not shutil.which("strace"):
        return False
    return subprocess.run([*strace("mkdir", "error=EIO"), "mkdir", "never"],
                          capture_output=True).returncode == 1


def left_running(register):
    """Processes that still work on the register; a child may need a moment to see its parent die."""
    for _ in range(20):
        found = []
        for entry in os.listdir("/proc"):
            try:
                with open(f"/proc/{entry}/cmdline", "rb") as file:
                    if os.fsencode(register) in file.read().split(b"\0"):
                        found.append(entry)
            except OSError:
                continue
        if not found:
            return []
        time.sleep(0.05)
    return found


def whole(register):
    """The register's integrity, with a journal left by the kill rolled back as its reader would."""
    copy = register + "-look"
    shutil.copy(register, copy)
    if os.path.exists(register + "-journal"):
        shutil.copy(register + "-journal", copy + "-journal")
    database = sqlite3.connect(copy)
    try:
        return database.execute("PRAGMA integrity_check").fetchall() == [("ok",)] and \
            database.execute("PRAGMA foreign_key_check").fetchall() == []
    except sqlite3.DatabaseError:
        return False
    finally:
        database.close()
        for name in (copy, copy + "-journal"):
            if os.path.exists(name):
                os.unlink(name)


def state(work, register, out):
    """All that a run leaves behind."""
    path = os.path.join(work, "figures.json")
    must("export", register, "--output", path, "--confidential")
    found = {"figures": tree(work).pop("figures.json")}
    os.unlink(path)
    found.update({("file", name): sha for name, sha in tree(out).items()})
    found.update(content(register))
    found["beside"] = sorted(set(os.listdir(work)) - {os.path.basename(out)})
    return found


class Place:
    """A fresh register and folder for one trial."""

    def __init__(self, work, name, blank):
        self.work = os.path.join(work, name)
        os.mkdir(self.work)
        self.register = os.path.join(self.work, "r.copil")
        self.out = os.path.join(self.work, "out")
        shutil.copy(blank, self.register)

    def batch(self, box, prefix=()):
        return run("batch", self.register, box, "--output", self.out, "--jobs", "2", prefix=prefix)

    def state(self):
        return state(self.work, self.register, self.out)


def test_kills(work, blank, box, expected):
    for number, chain in enumerate(CHAINS):
        place = Place(work, f"kill{number}", blank)
        name, killed = ", ".join(f"{call} {count}" for call, count in chain), 0
        sound, orphans = True, []
        for call, count in chain:
            finished = place.batch(box, strace(call, f"signal=KILL:when={count}"))
            killed += finished.returncode in (-9, 137)
            sound = sound and finished.returncode in (-9, 137, 0) and whole(place.register)
            orphans += left_running(place.register)
        ok(killed, f"killed at {name}: {killed} times")
        ok(sound, "the register is whole after each kill", finished.returncode, finished.stderr)
        equal(orphans, [], "no child outlives it")
        last = place.batch(box)
        equal((last.returncode, last.stderr), (0, b""), "a plain run after it is well")
        same(place.state(), expected, "and comes to the state of an uninterrupted run")


def test_errors(work, blank, box, expected):
    for number, (call, count, error) in enumerate(ERRORS):
        place = Place(work, f"error{number}", blank)
        finished = place.batch(box, strace(call, f"error={error}:when={count}"))
        said = finished.stderr.decode(errors="replace")
        ok(finished.returncode == 70 and not finished.stdout,
           f"{error} of {call} {count}: 70", finished.returncode, finished.stdout, said)
        ok(said.count("\n") == 1 and said.startswith("copil: ") and "(null)" not in said and
           "not an error" not in said, "said in one line", said)
        ok(whole(place.register), "the register is whole")
        last = place.batch(box)
        equal((last.returncode, last.stderr), (0, b""), "a plain run after it is well")
        same(place.state(), expected, "and comes to the state of an undisturbed run")


def test_init(work):
    for call, count in (("pwrite64", 3), ("fsync", 2), ("link", 1), ("unlink", 1), ("unlink", 2)):
        place = os.path.join(work, f"init-{call}-{count}")
        os.mkdir(place)
        path = os.path.join(place, "r.copil")
        finished = run("init", path, "--convention", CONVENTION,
                       prefix=strace(call, f"signal=KILL:when={count}"))
        there = os.path.exists(path)
        ok(not there or run("status", path).returncode == 0,
           f"init killed at {call} {count}: a whole register or none")
        again = run("init", path, "--convention", CONVENTION)
        ok(again.returncode == (2 if there else 0), "init again", again.stderr)
        must("status", path)
        equal(sorted(os.listdir(place)), ["r.copil"], "nothing else is left in the folder")
    path = os.path.join(work, "full.copil")
    finished = run("init", path, "--convention", CONVENTION,
                   prefix=strace("pwrite64", "error=ENOSPC:when=2+"))
    ok(finished.returncode == 70 and finished.stderr.count(b"\n") == 1 and
       not [name for name in os.listdir(work) if name.startswith("full.copil")],
       "init on a full disk: 70, and nothing is left", finished.returncode, finished.stderr)


if not works():
    print("1..0 # SKIP strace can't be used here")
    sys.exit(0)
with folder() as work:
    box = os.path.join(work, "box")
    choose(box, FEW)
    blank = new_register(work, "blank.copil")
    calm = Place(work, "calm", blank)
    finished = calm.batch(box)
    ok(finished.returncode == 0, "a run that nothing disturbs", finished.stderr)
    expected = calm.state()
    test_kills(work, blank, box, expected)
    test_errors(work, blank, box, expected)
    test_init(work)
done()
