# SPDX-License-Identifier: Apache-2.0
"""Power cuts in a disk that keeps its promises and no more (disk.py), without root.

Each command that writes is recorded once.  At each point where something was pending, the states
that a cut could leave are built and judged: the register opens, is whole and says what it said
after one of the command's commits; beside it all is as invariants.py wants it; what copil said to
be done, or the world has seen, is on disk.  Run again, some come to the state of an uninterrupted
run.
"""
import hashlib
import os
import shutil
import sqlite3
import tempfile

import disk
import record
from invariants import JOURNAL, OURS, REGISTER, Place, differs
from stages import all_ready

OUTSIDE = b"sent"  # what left can't be called back (stages.py)
DRAWS = 6  # states at random at each cut, beside the chosen ones
AGAIN = 3  # of the states of a cut that differ, so many are run again
OWN = {os.fsencode(name) for name in (REGISTER, JOURNAL)}


def said(path):
    """All that a register says after its journal is rolled back, as a hash; or why it can't."""
    database = sqlite3.connect(path)
    try:
        for check in ("integrity_check", "foreign_key_check"):
            found = database.execute(f"PRAGMA {check}").fetchall()
            if found not in ([("ok",)], []):
                return None, f"{check}: {found[:2]}"
        digest = hashlib.sha256()
        for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'"
                                         " ORDER BY name").fetchall():
            for row in database.execute(f'SELECT * FROM "{table}"'):
                digest.update(repr((table, row)).encode())
        return digest.hexdigest(), None
    except sqlite3.DatabaseError as error:
        return None, f"SQLite: {error}"
    finally:
        database.close()


class Recorded:
    """A stage's command with all that it asked of the disk."""

    def __init__(self, ready):
        self.ready = ready
        self.before = disk.Disk.of(ready.base.folder)
        place = ready.place()
        self.folder = place.folder
        self.finished, self.operations = record.run(place, ready.args)
        self.actual = disk.Disk.of(place.folder).files()
        self.commits, self.known = set(), {}
        self.points = list(self._learn())

    def cuts(self):
        return disk.Cuts(self.folder, self.operations, self.before, OUTSIDE)

    def _learn(self):
        """The points; a run stopped at one of them, all of its writes kept, is at a commit."""
        cuts = self.cuts()
        for point in cuts.points():
            self.commits.add(self.register(cuts.seen.files())[0])
            yield point
        if cuts.seen.files() != self.actual:
            raise record.Blind(f"{self.ready.stage.name}: other files than were recorded")

    def register(self, files):
        """said() of the register among FILES; ("none", None) without one."""
        own = {path: data for path, data in files.items() if path in OWN}
        if os.fsencode(REGISTER) not in own:
            return "none", None
        key = hashlib.sha256(b"".join(hashlib.sha256(data).digest() for _, data in
                                      sorted(own.items()))).digest()
        if key not in self.known:
            with tempfile.TemporaryDirectory(dir=self.ready.work) as look:
                disk.put(own, os.path.join(look, "r"), self.ready.base.folder)
                self.known[key] = said(os.path.join(look, "r", REGISTER))
        return self.known[key]

    def fault(self, files):
        """What is wrong with the register among FILES, or None."""
        says, why = self.register(files)
        return why or (None if says in self.commits else "the register says what no commit said")

    def key(self, files):
        """States from which a run goes the same way; nobody reads a draft."""
        return (self.register(files)[0], os.fsencode(JOURNAL) in files, frozenset(
            path if data is None or OURS.search(os.fsdecode(path))
            else (path, hashlib.sha256(data).digest())
            for path, data in files.items() if path not in OWN))

    def place(self, files):
        folder = tempfile.mktemp(prefix="cut-", dir=self.ready.work)
        disk.put(files, folder, self.ready.base.folder)
        return Place(folder)


class States:
    """The different states that a cut can leave, what was wrong with each, which are run again."""

    def __init__(self, recorded, dice):
        self.recorded, self.dice = recorded, dice
        self.wrong, self.different = [], {}

    def add(self, name, files):
        fault = self.recorded.fault(files)
        if fault:
            self.wrong.append(f"{name}: {fault}")
        else:
            self.different.setdefault(self.recorded.key(files), (name, files))

    def judge(self, most=AGAIN):
        again = set(self.dice.sample(sorted(range(len(self.different))),
                                     min(most, len(self.different))))
        for number, (name, files) in enumerate(self.different.values()):
            place = self.recorded.place(files)
            try:
                ready = self.recorded.ready
                found = ready.broken(place) + (ready.again(place) if number in again else [])
                self.wrong += [f"{name}: {line}" for line in found]
            finally:
                shutil.rmtree(place.folder)
        return self.wrong


def done(recorded, files):
    """After exit 0: all of it is on disk, whatever was pending."""
    place = recorded.place(files)
    try:
        ready = recorded.ready
        return [f"said to be done: {line}" for line in differs(ready.state(place), ready.expected)]
    finally:
        shutil.rmtree(place.folder)


def cut(recorded, point, draws=DRAWS, most=AGAIN):
    """All that a power cut at one of the points can leave."""
    dice = disk.draws(recorded.ready.stage.name, point)
    states, cuts = States(recorded, dice), recorded.cuts().go(point)
    for name, chosen in cuts.choices(dice, draws):
        states.add(name, cuts.left(chosen).files())
    wrong = states.judge(most)
    return wrong + (done(recorded, cuts.left([]).files()) if point == recorded.points[-1] else [])


def points(ready, every):
    recorded = Recorded(ready)
    for number, point in enumerate(recorded.points):
        tried = number % every == 0 or point == recorded.points[-1]
        yield (f"{ready.stage.name}, power cut at step {point} of {len(recorded.operations)}",
               (lambda point=point: cut(recorded, point)) if tried else None)


def trials(work, stages=None):
    for ready in all_ready(work, stages):
        yield from points(ready, 1 if stages else ready.stage.every)
