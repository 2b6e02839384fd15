#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Power cuts in a disk that keeps its promises and no more (disk.py), without root.

Each command that writes is recorded once; then every state that a cut could leave is built, looked
at, and the command is run again on it.  Always: the register opens, is whole and says what it said
after one of the commands' commits; a file of the output is there whole or not at all; an answer on
paper is in the register; what copil said to be done, or handed to the world, is on disk.  Run
again: the state of an uninterrupted run.
"""
import collections
import hashlib
import os
import shutil
import sqlite3
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../cli"))
sys.dont_write_bytecode = True
import cli  # noqa: E402
import disk  # noqa: E402
import record  # noqa: E402

TEMPORARY = b".copil-"
FEW = ["03-", "06-", "09-", "17-", "18-", "24-", "36-", "57-"]
MORE = ["10-", "12-", "22-"]
MOST = 12  # violations told of one command


class Work:
    """One command: COMMAND(place) its arguments; PREPARE(place) what must be there before."""

    def __init__(self, name, command, prepare, again=(0,), once=False, letters=False):
        self.name, self.command, self.prepare = name, command, prepare
        self.again = again  # exit statuses of the same command run again
        self.once = once  # asked twice it does it twice: not run again where it was done
        self.letters = letters  # what leaves can't be called back: its own rules


class Place:
    """A folder with all that a cut can hurt (r.copil, out/), and beside it what is only read."""

    def __init__(self, root, beside, copil):
        self.root, self.beside, self.copil = root, beside, copil
        self.register = os.path.join(root, "r.copil")
        self.out = os.path.join(root, "out")

    def run(self, *arguments):
        return record.subprocess.run([self.copil, *arguments], env=cli.environment(), cwd=self.root,
                                     stdin=record.subprocess.DEVNULL, capture_output=True,
                                     timeout=60 * cli.PATIENCE)

    def must(self, *arguments):
        finished = self.run(*arguments)
        if finished.returncode:
            raise RuntimeError((arguments, finished.stderr))


# ---- looking at what is left ----

def said(register):
    """All that the register says after its journal is rolled back, as a hash; or why it can't."""
    database = sqlite3.connect(register)
    try:
        for check in ("integrity_check", "foreign_key_check"):
            found = database.execute(f"PRAGMA {check}").fetchall()
            if found not in ([("ok",)], []):
                return None, f"{check}: {found[:2]}"
        digest = hashlib.sha256()
        for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'"
                                         " ORDER BY name").fetchall():
            for row in database.execute(f'SELECT * FROM "{table}" ORDER BY 1, 2'):
                digest.update(repr((table, row)).encode())
        return digest.hexdigest(), None
    except sqlite3.DatabaseError as error:
        return None, f"SQLite: {error}"
    finally:
        database.close()


def letters(register):
    """Answers, and the names of the letters written down as handed over."""
    database = sqlite3.connect(register)
    try:
        return ({bytes(eml) for (eml,) in database.execute("SELECT eml FROM answer")},
                sorted(name for (name,) in database.execute("SELECT letter FROM delivery")))
    finally:
        database.close()


def whole(files):
    """Files of a state but the register's own and drafts under way."""
    return {path: data for path, data in files.items()
            if data is not None and not path.startswith(b"r.copil") and
            not os.path.basename(path).startswith(TEMPORARY)}


class Judge:
    """What may be left of one recorded command."""

    def __init__(self, before, after, scratch):
        self.before, self.after, self.scratch = whole(before), whole(after), scratch
        self.commits = set()
        self.known = {}  # register's files -> said()

    def register(self, files):
        """(what the register says or None, why not, answers kept, letters handed over)"""
        own = {path: data for path, data in files.items() if path.startswith(b"r.copil")}
        if b"r.copil" not in own:
            return "none", None, set(), []
        key = hashlib.sha256(repr(sorted((path, hashlib.sha256(data).digest())
                                         for path, data in own.items())).encode()).digest()
        if key not in self.known:
            with tempfile.TemporaryDirectory(dir=self.scratch) as look:
                disk.put(own, look)
                path = os.path.join(look, "r.copil")
                says, why = said(path)
                self.known[key] = says, why, *(letters(path) if says else (set(), []))
        return self.known[key]

    def faults(self, files, told):
        """What is wrong with FILES when TOLD letters had left."""
        says, why, answers, handed = self.register(files)
        if why:
            return [why]
        faults = [] if says in self.commits else ["the register says what no commit said"]
        for path, data in whole(files).items():
            name = os.fsdecode(path)
            if data not in (self.before.get(path), self.after.get(path)):
                faults.append(f"{name} is not whole: {len(data)} bytes")
            elif b"/answers/" in path and data not in answers:
                faults.append(f"{name} is not in the register")
        if len(handed) < told:
            faults.append(f"{told} letters had left, {len(handed)} are written down")
        return faults


# ---- one command ----

def state_of(place):
    """All that is to be equal in the end."""
    says, why = said(place.register)
    names = sorted(os.listdir(place.root))
    return {"register": says or why, "beside": names, "files": cli.tree(place.out)}


class Trial:
    """All cuts of one recorded command.  TIMES: random states at each; MOST: runs again at most."""

    def __init__(self, work, copil, folder, seed, times, most):
        self.work, self.copil, self.times, self.most = work, copil, times, most
        self.dice = disk.draws(f"{seed} {work.name}")
        self.beside = os.path.join(folder, "beside")
        self.root = os.path.join(folder, "root")
        self.scratch = folder
        os.mkdir(self.root)
        os.makedirs(self.beside, exist_ok=True)
        self.violations, self.states, self.reruns = [], 0, 0

    def note(self, where, what):
        self.violations.append(f"{self.work.name}, {where}: {what}")

    def record(self):
        place = Place(self.root, self.beside, self.copil)
        self.work.prepare(place)
        self.before = disk.Disk.of(self.root)
        self.told = os.path.join(self.beside, "told")
        self.finished, operations = record.run([self.copil, *self.work.command(place)], self.root,
                                               cli.environment(), self.told)
        if self.finished.returncode:
            raise RuntimeError((self.work.name, self.finished.stderr))
        self.expected = state_of(place)
        self.letters = self.left()
        self.actual = disk.Disk.of(self.root).files()
        return operations

    def cuts(self, operations):
        return disk.Cuts(self.root, operations, self.before)

    def run(self):
        operations = self.record()
        judge = Judge(self.before.files(), self.actual, self.scratch)
        self.learn_commits(operations, judge)
        cuts, different = self.cuts(operations), {}
        for point in cuts.points():
            for name, chosen in cuts.choices(self.dice, self.times):
                files = cuts.left(chosen).files()
                where = f"cut at step {point} of {len(operations)}, {name}"
                self.states += 1
                for fault in judge.faults(files, cuts.told):
                    self.note(where, fault)
                different.setdefault(self.key(judge, files, cuts.told), (where, files, cuts.told))
            if point == len(operations):
                self.check_done(cuts, judge)
        if cuts.seen.files() != self.actual:
            self.note("the model", "what it recorded is not what is on disk")
        for where, files, told in self.some(list(different.values())):
            if not self.work.once or judge.register(files)[0] != self.expected["register"]:
                self.again(where, files, told)
        return self

    def some(self, states):
        """The first and the last, and of the others as many as there is time for."""
        if len(states) <= self.most:
            return states
        if self.most < 2:
            return states[:self.most]
        inner = sorted(self.dice.sample(range(1, len(states) - 1), self.most - 2))
        return [states[0], *[states[number] for number in inner], states[-1]]

    def learn_commits(self, operations, judge):
        """A run that is stopped after any step, all of its writes kept, is at a commit."""
        cuts = self.cuts(operations)
        for _ in cuts.points():
            judge.commits.add(judge.register(cuts.seen.files())[0])
        judge.commits.discard(None)

    def check_done(self, cuts, judge):
        """Exit 0: all of it is on disk, whatever was pending."""
        files = cuts.left([]).files()
        if judge.register(files)[0] != judge.register(self.actual)[0] or \
                whole(files) != whole(self.actual):
            self.note("cut after exit 0", "what was said to be done is not on disk")

    def key(self, judge, files, told):
        """States from which a run goes the same way; nobody reads a draft."""
        return (judge.register(files)[0], b"r.copil-journal" in files, told,
                frozenset(path if data is None or os.path.basename(path).startswith(TEMPORARY)
                          else (path, hashlib.sha256(data).digest())
                          for path, data in files.items() if not path.startswith(b"r.copil")))

    def left(self):
        """The letters that left, in order."""
        if not os.path.exists(self.told):
            return []
        with open(self.told, encoding="ascii") as file:
            return [line.split("<")[1].strip(">\n") for line in file]

    def again(self, where, files, told):
        self.reruns += 1
        shutil.rmtree(self.root)
        os.mkdir(self.root)
        disk.put(files, self.root)
        with open(self.told, "w", encoding="ascii") as file:
            file.writelines(f"<{name}>\n" for name in self.letters[:told])
        place = Place(self.root, self.beside, self.copil)
        finished = place.run(*self.work.command(place))
        if finished.returncode not in self.work.again:
            self.note(where, f"run again: {finished.returncode} {finished.stderr.decode()[:200]}")
        elif self.work.letters:
            self.check_letters(where, told)
        else:
            found = state_of(place)
            for part, value in self.expected.items():
                if found[part] != value:
                    self.note(where, f"run again: another state of {part}: {found[part]}"[:300])

    def check_letters(self, where, told):
        """None forgotten; twice, under the same Message-ID, only the one whose end wasn't known."""
        left = self.left()
        twice = sorted(left)
        for name in set(left):
            twice.remove(name)
        if twice not in ([], self.letters[told - 1:told]):
            self.note(where, f"run again: {len(twice)} letters left twice")
        if set(left) != set(self.letters):
            self.note(where, "run again: a letter was forgotten")


# ---- the commands ----

def nothing(place):
    return None


def blank(place):
    place.must("init", place.register, "--convention", cli.CONVENTION)


def box(place, name, which):
    path = os.path.join(place.beside, name)
    if not os.path.exists(path):
        cli.choose(path, which)
    return path


def batch(place, *boxes):
    return ["batch", place.register, *boxes, "--output", place.out, "--jobs", "2"]


def first_week(place):
    return batch(place, box(place, "first", FEW))


def second_week(place):
    return batch(place, box(place, "first", FEW), box(place, "second", MORE))


def after_first(place):
    blank(place)
    place.must(*first_week(place))


def answered(place):
    """A register with forms and answers, and a second definition of the convention."""
    after_first(place)
    amended = os.path.join(place.beside, "amended")
    if not os.path.exists(amended):
        shutil.copytree(cli.CONVENTION, amended)
        people = os.path.join(amended, "participants.csv")
        with open(people, encoding="utf-8") as file:
            text = file.read()
        with open(people, "w", encoding="utf-8") as file:
            file.write(text.replace("Colette-Exemple", "Colette-Modèle"))


def form(place):
    path = os.path.join(place.beside, "fiche.xml")
    if not os.path.exists(path):
        shutil.copy(os.path.join(cli.SOURCE, "schemas/idf-2013/fiche-3.2-exemple.xml"), path)
    return path


def postman(place):
    """Stands for sendmail: writes down which letter it was given, where no cut reaches."""
    path = os.path.join(place.beside, "postman")
    if not os.path.exists(path):
        with open(path, "w", encoding="ascii") as file:
            file.write("#!/bin/sh\nread -r letter <<EOF\n$(grep -i '^message-id:')\nEOF\n"
                       f"echo \"$letter\" >> {place.beside}/told\n")
        os.chmod(path, 0o700)
    return path


def decide(*what):
    return lambda place: ["decide", place.register, *what, "--why", "appelé", "--by", "N. Greffier"]


WORKS = [
    Work("init", lambda place: ["init", place.register, "--convention", cli.CONVENTION], nothing,
         again=(0, 2)),
    Work("batch", first_week, blank),
    Work("batch again", first_week, after_first),
    Work("second batch", second_week, after_first),
    Work("enter", lambda place: ["enter", place.register, form(place), "--why", "sur papier", "--by",
                                 "N. Greffier"], answered),
    Work("close", decide("close", "2013-2014"), answered),
    Work("note", decide("note", "0779101Z"), answered, once=True),
    Work("update", lambda place: ["update", place.register, "--convention",
                                  os.path.join(place.beside, "amended")], answered),
    Work("issue", lambda place: ["report", place.register, "--issue", "--output",
                                 os.path.join(place.out, "edition.pdf")], answered),
    Work("remind", lambda place: ["remind", place.register, "--output", place.out], answered),
    Work("send", lambda place: ["send", place.register, "--sendmail", postman(place)], answered,
         again=(0, 75), letters=True),
]


SHORT = [
    WORKS[0],
    Work("a message", lambda place: batch(place, box(place, "one", FEW[:1])), blank),
    next(work for work in WORKS if work.name == "close"),
]


def violations(copil=cli.COPIL, works=WORKS, seed=1, times=8, most=24):
    """Run the model on a binary; ([violation], states looked at, runs again).  TIMES: random states
    at each cut beside the chosen ones; MOST: runs again for a command."""
    found, states, reruns = [], 0, 0
    for work in works:
        with tempfile.TemporaryDirectory(prefix="copil-power-", dir=memory()) as folder:
            trial = Trial(work, copil, folder, seed, times, most).run()
        found += trial.violations
        states += trial.states
        reruns += trial.reruns
        print(f"# power: {work.name}: {trial.states} states, {trial.reruns} runs again, "
              f"{len(trial.violations)} violations", flush=True)
    return found, states, reruns


def memory():
    """A folder in memory, where a sync costs nothing."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


if __name__ == "__main__":
    broken, _, _ = violations(works=[work for work in WORKS if work.name in sys.argv[1:]] or WORKS)
    for line in broken[:MOST]:
        print("  ", line)
    sys.exit(1 if broken else 0)
