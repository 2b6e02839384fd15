# SPDX-License-Identifier: Apache-2.0
"""The commands that write, each in a place where it has something to do."""
import email
import os
import shutil
import threading

from faults import record
from invariants import REGISTER, Place, Recovered, broken, differs, left_running
from cli import CONVENTION, MAIL, choose, mail, sha256  # invariants knows where it is

FORM = """<fiche-3.2 xmlns="urn:copil:idf-2013">
  <organisme>Lycée professionnel Imaginaire Colette-Exemple</organisme>
  <identifiant>0779101Z</identifiant><academie>CRETEIL</academie><periode>2013-2014</periode>
  <redacteur>N. Témoin</redacteur><date_remplissage>2014-06-30</date_remplissage>
  <stages><ligne diplome="GI"><effectif>24</effectif><effectif_filles>9</effectif_filles>
  <stages>14</stages><stages_filles>5</stages_filles><conventions>22</conventions></ligne></stages>
</fiche-3.2>
"""
SENDMAIL = """#!/bin/sh
set -e
cd "$(dirname "$0")"
cat > sent/.$$
name=$(sed -n 's/^Message-ID: *<copil\\.\\([0-9a-f]*\\).*/\\1/p' sent/.$$)
number=1
while ! ln sent/.$$ "sent/$name.$number"; do number=$((number + 1)); done 2>/dev/null
rm sent/.$$
"""


class Stage:
    """A command (ARGS) and what is there before it: PREPARE's steps, of which the first, that others
    share, is done once.  CODES: of the run after one that was cut;
    ORDERED: what it gives out follows its last commit; WITHOUT: tables whose rows tell of each
    try; CHECK: more to look at after each fault; EVERY: of many points alike, one in so many, unless
    this stage is asked for by name."""

    def __init__(self, name, prepare, args, codes=(0,), ordered=True, without=frozenset(),
                 check=None, every=1):
        self.name, self.prepare, self.args, self.codes = name, prepare, args, codes
        self.ordered, self.without, self.check, self.every = ordered, without, check, every


class Ready:
    """A stage with its place, all that an undisturbed run asks of the disk, and its end."""

    def __init__(self, stage, work):
        self.stage, self.work, self.args = stage, os.path.join(work, stage.name), stage.args
        os.mkdir(self.work)
        first, *others = stage.prepare
        self.base = begun(first, work).copy(os.path.join(self.work, "base"))
        for prepare in others:
            prepare(self.base)
        self.before = self.base.state(stage.without)
        self.sources = {sha256(data) for data in originals(self.base)}
        calm = self.place("calm")
        self.finished, self.calls = record(calm, self.args)
        self.expected = self.state(calm)
        self._count, self._lock = 0, threading.Lock()

    def undisturbed(self):
        """What is wrong by itself."""
        calm = Place(os.path.join(self.work, "calm"))
        if self.finished.returncode or self.finished.stderr:
            return [f"{self.finished.returncode} {self.finished.stderr.decode(errors='replace')}"]
        verified = calm.run("verify", REGISTER)
        wrong = [f"verify: {verified.stdout.decode()}"] if verified.returncode else []
        wrong += self.broken(calm)
        return wrong + self.again(calm)

    def place(self, name=None):
        """A new copy of the place."""
        if name is None:
            with self._lock:
                self._count += 1
                name = str(self._count)
        return self.base.copy(os.path.join(self.work, name))

    def state(self, place):
        return {key: value for key, value in place.state(self.stage.without).items()
                if not again_handed(key)}

    def after(self, place, finished):
        """What is wrong after a run that was disturbed."""
        wrong = left_running(place)
        if finished.returncode == 0:
            return wrong + ["exit 0, but " + line for line in differs(self.state(place),
                                                                      self.expected)]
        return wrong + self.broken(place)

    def broken(self, place):
        stage = self.stage
        wrong = broken(place, self.before, self.expected, self.sources, stage.ordered, stage.without)
        return wrong + (stage.check(place) if stage.check else [])

    def again(self, place):
        finished = place.run(*self.args)
        if finished.returncode not in (0, *self.stage.codes) or (
                finished.returncode == 0 and finished.stderr):
            return [f"run again: {finished.returncode} {finished.stderr.decode(errors='replace')}"]
        wrong = differs(self.state(place), self.expected)
        wrong += self.stage.check(place) if self.stage.check else []
        return [f"run again: {line}" for line in wrong] + left_running(place)


def originals(place):
    """All files of a place, and the pieces of its mbox."""
    for folder, _, names in os.walk(place.folder):
        for name in names:
            with open(os.path.join(folder, name), "rb") as file:
                yield file.read()


# ---- places ----

def begun(prepare, work):
    place = Place(os.path.join(work, "begun-" + prepare.__name__))
    if not os.path.exists(place.folder):
        os.mkdir(place.folder)
        prepare(place)
    return place


def nothing(_):
    """Not even a register."""


def write(place, name, data):
    with open(os.path.join(place.folder, name), "wb") as file:
        file.write(data if isinstance(data, bytes) else data.encode())


def must(place, *args):
    finished = place.run(*args)
    if finished.returncode:
        raise RuntimeError(f"copil {' '.join(args)}: {finished.stderr.decode(errors='replace')}")


def init(place, convention=CONVENTION):
    must(place, "init", REGISTER, "--convention", convention)


def box(place, *names):
    choose(os.path.join(place.folder, "box"), names)


def first_batch(place):
    init(place)
    box(place, "03-", "06-", "09-", "17-", "18-", "24-", "36-", "57-")


def one_week(place):
    init(place)
    box(place, "03-", "17-", "18-", "36-")
    must(place, *BATCH)


def more_mail(place):
    box(place, "06-", "24-")


def groups(place):
    """More messages than one transaction takes, most of them small."""
    init(place)
    box(place, "03-", "36-")
    for number in range(205):
        write(place, f"box/z{number:03}.eml", mail({}, subject=f"n° {number}", number=number))


def late_participant(place):
    """A form that was refused since its organisation wasn't in the list, and now is."""
    folder = place.folder + "-convention"
    shutil.copytree(CONVENTION, folder)
    path = os.path.join(folder, "participants.csv")
    with open(path, encoding="utf-8") as file:
        lines = [line for line in file if "0779101Z" not in line]
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(lines)
    init(place, folder)
    box(place, "03-", "17-")
    must(place, *BATCH)


def updated(place):
    must(place, "update", REGISTER, "--convention", CONVENTION)


def closed_week(place):
    """All of it is settled and its period closed, some time ago."""
    early = {"SOURCE_DATE_EPOCH": "1416000000"}
    for args in (("init", REGISTER, "--convention", CONVENTION), BATCH,
                 ("decide", REGISTER, "close", "2013-2014", *WHY)):
        box(place, "03-", "17-", "18-", "36-")
        if place.run(*args, **early).returncode:
            raise RuntimeError(f"copil {args}")


def paper(place):
    write(place, "fiche.xml", FORM)
    write(place, "papier.jpg", b"\xff\xd8\xff\xe0 a picture of a paper")


def program(place):
    os.mkdir(os.path.join(place.folder, "sent"))
    write(place, "sendmail", SENDMAIL)
    os.chmod(os.path.join(place.folder, "sendmail"), 0o700)


# ---- what was handed over ----

def again_handed(key):
    """A letter that left a second time, after nobody knew whether it had."""
    return key[0] == "file" and key[1].startswith("sent/") and not key[1].endswith(".1")


def handed(place):
    """{message: how often its letter left}, as those have it who got it."""
    found = {}
    for folder in ("sent", "Brouillons/cur"):
        path = os.path.join(place.folder, folder)
        for name in os.listdir(path) if os.path.isdir(path) else ():
            with open(os.path.join(path, name), "rb") as file:
                identity = email.message_from_bytes(file.read())["Message-ID"]
            if not name.startswith("."):
                found[identity.strip("<>")] = found.get(identity.strip("<>"), 0) + 1
    return found


def deliveries(place):
    """What left was written down before; what was taken was not tried again."""
    with Recovered(place) as register:
        tries = dict(register.rows("SELECT letter, count(*) FROM delivery GROUP BY letter"))
        doubtful = dict(register.rows(
            "SELECT letter, count(*) FROM delivery WHERE id NOT IN"
            " (SELECT delivery FROM outcome WHERE outcome IN ('taken', 'refused')) GROUP BY letter"))
    wrong = [f"{letter} left {count} times, written down {tries.get(letter, 0)} times"
             for letter, count in handed(place).items() if count > tries.get(letter, 0)]
    return wrong + [f"{letter} tried {count} times, though it was taken"
                    for letter, count in tries.items() if count > 1 + doubtful.get(letter, 0)]


with open(os.path.join(MAIL, "boite/cur/03-colette-premier-semestre.eml"), "rb") as letter:
    COLETTE = sha256(letter.read())
BATCH = ("batch", REGISTER, "box", "--output", "out", "--jobs", "2")
WHY = ("--why", "pour voir", "--by", "N. Greffier")
TRIES = frozenset({"delivery", "outcome"})
STAGES = [
    Stage("init", [nothing], ("init", REGISTER, "--convention", CONVENTION), codes=(0, 2)),
    Stage("update", [late_participant], ("update", REGISTER, "--convention", CONVENTION)),
    Stage("batch", [first_batch], BATCH),
    Stage("second", [one_week, more_mail], BATCH),
    Stage("originals", [one_week], (*BATCH, "--originals")),
    Stage("close", [one_week], ("decide", REGISTER, "close", "2013-2014", *WHY)),
    Stage("reexamine", [late_participant, updated], ("decide", REGISTER, "reexamine", COLETTE, *WHY)),
    Stage("enter", [one_week, paper], ("enter", REGISTER, "fiche.xml", "--scan", "papier.jpg", *WHY)),
    Stage("issue", [one_week], ("report", REGISTER, "--issue", "--copies", "--output", "edition.pdf")),
    Stage("remind", [one_week], ("remind", REGISTER, "--output", "out")),
    Stage("purge", [closed_week], ("purge", REGISTER, "--before", "2015-01-01", "--yes", *WHY),
          without=frozenset({"compaction"})),
    Stage("export", [one_week], ("export", REGISTER, "--output", "figures.ods")),
    Stage("drafts", [one_week], ("send", REGISTER, "--drafts", "Brouillons"), ordered=False,
          without=TRIES, check=deliveries),
    Stage("sendmail", [one_week, program], ("send", REGISTER, "--sendmail", "./sendmail"), ordered=False,
          without=TRIES, check=deliveries),
    Stage("groups", [groups], BATCH, every=5),
]


def all_ready(work, stages=None):
    """Each stage in its place."""
    for stage in STAGES if stages is None else stages:
        yield Ready(stage, work)
