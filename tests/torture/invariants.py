# SPDX-License-Identifier: Apache-2.0
"""What always holds, looked at after a fault and after the run that follows it.

A Place is a folder with a register, what is read and what is written; copil runs in it, with names
relative to it, so that nothing depends on where it lies.  Whoever breaks something asks `broken`
before anything else touches the place, and `differs` after a plain run.  Each answers with a list
of sentences, empty when all is well.
"""
import hashlib
import os
import re
import shutil
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../cli"))
from cli import content, run, sha256, sqlite3, tree  # noqa: E402

REGISTER = "r.copil"
JOURNAL = REGISTER + "-journal"
OURS = re.compile(r"(^|/)\.copil-[A-Za-z0-9]{6}\.tmp$")  # temporary files, which the next run clears
# Rows that later ones make anew: what they say is judged when all is in.
SETTLED = {"submission", "finding"}
SHOWN = 4


class Place:
    """FOLDER, with its register and all that lies beside it."""

    def __init__(self, folder):
        self.folder = folder
        self.register = os.path.join(folder, REGISTER)

    def copy(self, folder):
        shutil.copytree(self.folder, folder, symlinks=True)
        return Place(folder)

    def run(self, *args, prefix=(), **options):
        return run(*args, cwd=self.folder, prefix=prefix, **options)

    def files(self):
        found = tree(self.folder)
        found.pop(REGISTER, None)
        return found

    def state(self, without=frozenset()):
        """All that runs leave behind, apart from rows of the tables WITHOUT."""
        found = {("file", name): sha for name, sha in self.files().items()}
        if os.path.exists(self.register):
            found.update({key: count for key, count in content(self.register).items()
                          if key[0] not in without})
        return found


def differs(state, expected):
    """What a state has that it shouldn't, and lacks."""
    wrong = [key for key in set(state) | set(expected) if state.get(key) != expected.get(key)]
    return [f"{'no longer' if key not in state else 'differs' if key in expected else 'new'}: "
            f"{str(key)[:160]}" for key in sorted(wrong, key=str)[:SHOWN]]


class Recovered:
    """A copy of a place's register as its next reader finds it: a hot journal is rolled back."""

    def __init__(self, place):
        self.path = place.folder + "-recovered"
        shutil.copy(place.register, self.path)
        journal = os.path.join(place.folder, JOURNAL)
        if os.path.exists(journal):
            shutil.copy(journal, self.path + "-journal")
        self.database = sqlite3.connect(self.path)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.database.close()
        for name in (self.path, self.path + "-journal"):
            if os.path.exists(name):
                os.unlink(name)

    def rows(self, sql):
        return self.database.execute(sql).fetchall()


def _integrity(register):
    found = register.rows("PRAGMA integrity_check")
    wrong = [f"integrity: {text}" for text, in found if text != "ok"]
    return wrong or [f"refers to nothing: {row}" for row in register.rows("PRAGMA foreign_key_check")]


def _originals(register, sources):
    """1, 2: what is in is of the source, and its bytes hash to its name."""
    wrong = []
    for name, data in register.rows("SELECT sha256, original FROM message UNION ALL"
                                    " SELECT sha256, bytes FROM scan"):
        if data is not None and hashlib.sha256(data).hexdigest() != name:
            wrong.append(f"{name}: the original has other bytes")
        elif sources is not None and name not in sources:
            wrong.append(f"{name}: not of the source")
    return wrong


def _verdicts(register):
    """1, 3: each message and form one verdict, each value its form, each form its part."""
    wrong = [f"{sha}: verdict {verdict} of a message with {count} forms" for sha, verdict, count in
             register.rows("SELECT m.sha256, m.verdict, count(s.id) FROM message m"
                           " LEFT JOIN submission s ON s.message = m.arrival GROUP BY m.arrival"
                           " HAVING (m.verdict = 'accepted') <> (count(s.id) > 0)")]
    wrong += [f"{form}: no verdict that there is: {verdict}" for form, verdict in register.rows(
        "SELECT id, verdict FROM submission WHERE verdict NOT IN"
        " ('accepted', 'refused', 'replaced', 'duplicate', 'unreadable', 'withdrawn')")]
    wrong += [f"{form}: {count} forms of {line} stand" for line, count, form in register.rows(
        "SELECT line, count(*), min(id) FROM submission WHERE verdict = 'accepted'"
        " GROUP BY line HAVING count(*) > 1")]
    return wrong + [f"{sha}: part {path} has no fate" for sha, path in register.rows(
        "SELECT m.sha256, p.path FROM part p JOIN message m ON m.arrival = p.message"
        " WHERE p.fate = ''")]


def _answers(register):
    """7: at most one for each thing that happened, its Message-ID from message and act, none to
    automatic mail and lists."""
    wrong = []
    seen = set()
    for sha, act, identity, mail_class in register.rows(
            "SELECT m.sha256, a.act, a.message_id, m.class FROM answer a"
            " JOIN message m ON m.arrival = a.message"):
        named = f"copil.{sha}" + (f".{act}" if act else "")
        if identity.split("@")[0] not in (named, f"copil.{sha}-{act}"):
            wrong.append(f"{sha}: an answer named {identity}")
        if (sha, act) in seen:
            wrong.append(f"{sha}: answered twice")
        seen.add((sha, act))
        if mail_class:
            wrong.append(f"{sha}: automatic mail was answered")
    return wrong


def _owned(state):
    """The parts of each message, and the values of each form."""
    found = {}
    for key in state:
        if key[0] in ("part", "value"):
            found.setdefault(key[:2], set()).add(key)
    return found


def _whole(present, before, expected, without):
    """No message half in, and nothing that no undisturbed run would write."""
    wrong = [f"a row of no undisturbed run: {str(key)[:160]}" for key in present
             if key[0] not in SETTLED | without and key not in before and key not in expected]
    then, now, later = _owned(before), _owned(present), _owned(expected)
    owners = {("part", key[1]) for key in present if key[0] == "message"}
    owners |= {("value", key[1]) for key in present if key[0] == "submission"}
    return wrong + [f"{owner} is half in" for owner in owners if now.get(owner) not in (
        then.get(owner, "not there"), later.get(owner, "not there"))]


def _outputs(place, present, before, expected):
    """Files are whole or not there, and nothing is given out before all that it rests on is kept."""
    wrong, given = [], []
    for name, sha in place.files().items():
        key = "file", name
        if name == JOURNAL or OURS.search(name) or before.get(key) == sha:
            continue
        if expected.get(key) != sha:
            wrong.append(f"{name} is neither what it was nor what it will be")
        else:
            given.append(name)
    if given and not wrong:
        wrong += [f"{given[0]} is given out, but the register is behind: {line}" for line in differs(
            present, {key: count for key, count in expected.items() if key[0] != "file"})]
    return wrong


def lost(place, before):
    """What stood there before a fault, and is there no more."""
    return [f"{name} is gone" for kind, name in [key for key in before if key[0] == "file"]
            if not os.path.lexists(os.path.join(place.folder, name))]


def broken(place, before, expected, sources=None, ordered=True, without=frozenset()):
    """After a fault, before anything else runs.  BEFORE and EXPECTED: states of the place before
    the run, and after one that nothing disturbed; SOURCES: SHA-256 of all originals that may be
    there; ORDERED: outputs come after the register's last commit; WITHOUT: tables whose rows tell of
    each try."""
    if not os.path.exists(place.register):
        wrong = [] if ("definition",) not in {key[:1] for key in before} else ["no register"]
        return wrong + [f"{name} without a register" for name in place.files()
                        if not OURS.search(name) and ("file", name) not in before]
    with Recovered(place) as register:
        try:
            wrong = _integrity(register)
            if wrong:
                return wrong
            wrong = _originals(register, sources) + _verdicts(register) + _answers(register)
            present = content(register.path)
        except sqlite3.DatabaseError as error:
            return [f"the register can't be read: {error}"]
    wrong += _whole(present, before, expected, without) + lost(place, before)
    return wrong + (_outputs(place, present, before, expected) if ordered else [])


def left_running(place):
    """Processes that still work there; a child may need a moment to see its parent die."""
    for _ in range(40):
        found = []
        for entry in os.listdir("/proc"):
            try:
                if entry.isdigit() and os.readlink(f"/proc/{entry}/cwd") == place.folder:
                    found.append(entry)
            except OSError:
                continue
        if not found:
            return []
        time.sleep(0.05)
    return [f"process {entry} still runs" for entry in found]


def said(finished, tries_again=False):
    """Of a run that failed: one line on stderr; or, when what was to be done is for a later run, so
    told with the results."""
    text = finished.stderr.decode(errors="replace")
    wrong = []
    if tries_again and finished.returncode == 75 and b"the next run tries again" in finished.stdout:
        return [f"stderr: {text!r}"] if text else []
    if finished.returncode != 70:
        wrong.append(f"exit status {finished.returncode}")
    if text.count("\n") != 1 or not text.startswith("copil: ") or "(null)" in text or \
            "not an error" in text:
        wrong.append(f"stderr: {text!r}")
    return wrong
