#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Where copil writes, nobody else leads it: folders that everybody may write to, links, pipes and
hard links in the place of its files, and a journal that somebody put beside a register.

Somebody else is user 65534; only root can be him, so what needs him is tested as root alone.
"""
import os
import shutil
import stat
import subprocess
import sys
import threading

sys.dont_write_bytecode = True
from cli import *  # noqa: E402, F403

NOBODY = 65534
AS_NOBODY = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
MINE = b"not copil's\n"


def write(path, data=MINE):
    with open(path, "wb") as file:
        file.write(data)
    return path


def read(path):
    with open(path, "rb") as file:
        return file.read()


def folder_of(work, name, mode=0o700, owner=None):
    path = os.path.join(work, name)
    os.mkdir(path)
    os.chmod(path, mode)
    if owner is not None:
        os.chown(path, owner, owner)
    return path


def refused(finished, says, name):
    """Said in one line, with the exit status of what we could not do, and nothing written."""
    ok(finished.returncode == 70 and says in finished.stderr.decode(), name, finished.returncode,
       finished.stderr)


def batch(register, box, out, **options):
    return run("batch", register, box, "--output", out, **options)


def test_open_folders(work, register, box):
    """Folders that everybody may write to."""
    shared, sticky = folder_of(work, "shared", 0o777), folder_of(work, "sticky", 0o1777)
    for out in (shared, os.path.join(shared, "below"), sticky):
        refused(batch(register, box, out), "everybody can write",
                f"output to {os.path.relpath(out, work)}, which everybody may write to")
    equal(os.listdir(shared) + os.listdir(sticky), [], "nothing was written there")
    below = os.path.join(sticky, "below")
    equal(batch(register, box, below).returncode, 0, "a folder of one's own in a sticky one")
    equal(stat.S_IMODE(os.stat(below).st_mode), 0o700, "it is for nobody else")
    finished = run("report", register, "--output", os.path.join(sticky, "r.pdf"))
    equal(finished.returncode, 0, "a single file in a sticky folder")
    equal(stat.S_IMODE(os.stat(os.path.join(sticky, "r.pdf")).st_mode), 0o600, "it is for nobody else")
    refused(run("report", register, "--output", os.path.join(shared, "r.pdf")),
            "everybody can write", "a single file where everybody may replace it")
    for place in (shared, sticky):
        path = os.path.join(place, "r.copil")
        refused(run("init", path, "--convention", CONVENTION), "everybody can write",
                f"no register is made in {os.path.basename(place)}")
        shutil.copy(register, path)
        for command in (["status", path], ["batch", path, box, "--output", below]):
            refused(run(*command), "everybody can write",
                    f"{command[0]} with a register in {os.path.basename(place)}")


def test_in_its_place(work, register, box):
    """Something else where a file of copil belongs."""
    there = folder_of(work, "there")
    target = write(os.path.join(there, "target"))
    for kind in ("link", "dangling", "hard", "pipe", "folder"):
        path = os.path.join(there, kind + ".pdf")
        if kind in ("link", "dangling"):
            os.symlink("target" if kind == "link" else "missing", path)
        elif kind == "hard":
            os.link(target, path)
        else:
            os.mkfifo(path) if kind == "pipe" else os.mkdir(path)
        finished = run("report", register, "--output", path, timeout=20)
        if kind == "hard":
            ok(finished.returncode == 0 and read(path)[:5] == b"%PDF-" and os.stat(
                path).st_nlink == 1, "a hard link is replaced, the other name of the file is not")
        else:
            refused(finished, kind + ".pdf", f"{kind} in the place of a report")
    equal(read(target), MINE, "what they led to is as it was")
    ok(not os.path.exists(os.path.join(there, "missing")), "and nothing was made there")
    for name in ("report.pdf", "index.html", "answers"):
        out = folder_of(work, "out-" + name)
        os.symlink(target if "." in name else there, os.path.join(out, name))
        before = tree(there)
        finished = batch(register, box, out)
        own = "." not in name  # a link of one's own to a folder of one's own
        ok(finished.returncode == (0 if own else 70), f"a link in the place of {name}",
           finished.returncode, finished.stderr)
        if not own:
            equal(tree(there), before, "it is not followed")


def test_register_links(work, register, box):
    """A link for a register, or beside it."""
    place = folder_of(work, "place")
    path = os.path.join(place, "r.copil")
    shutil.copy(register, path)
    os.symlink("r.copil", os.path.join(place, "link.copil"))
    finished = batch(os.path.join(place, "link.copil"), box, os.path.join(place, "o"))
    ok(finished.returncode == 2 and b"symbolic link" in finished.stderr,
       "a register is named itself, not by a link", finished.stderr)
    target, before = write(os.path.join(place, "target")), rows(path, "SELECT count(*) FROM message")
    os.symlink("target", path + "-journal")
    write(os.path.join(box, "more.eml"), mail({"f.xml": b"<a/>"}, number=77))
    finished = batch(path, box, os.path.join(place, "o"))
    os.unlink(os.path.join(box, "more.eml"))
    ok(finished.returncode == 70 and finished.stderr, "a link in the place of the journal: 70",
       finished.returncode, finished.stderr)
    equal(read(target), MINE, "it is not followed")
    os.unlink(path + "-journal")
    equal(rows(path, "SELECT count(*) FROM message"), before, "and the register is as it was")


def test_others(work, register, box):
    """Another user's folder, link, file and register."""
    sticky = folder_of(work, "tmp", 0o1777)
    theirs = folder_of(sticky, "theirs", owner=NOBODY)
    ours = folder_of(work, "ours")
    refused(batch(register, box, theirs), "belongs to another user", "another user's folder")
    refused(batch(register, box, os.path.join(theirs, "below")), "belongs to another user",
            "a folder in it, where everybody could have put that")
    link = os.path.join(sticky, "link")
    os.symlink(ours, link)
    os.lchown(link, NOBODY, NOBODY)
    for out in (link, os.path.join(link, "below")):
        refused(batch(register, box, out), "link of another user",
                "another user's link to a folder of ours")
    refused(run("report", register, "--output", os.path.join(link, "r.pdf")),
            "link of another user", "a file behind it")
    equal(os.listdir(ours), [], "nothing was written there")
    must("report", register, "--output", os.path.join(ours, "known.pdf"))
    bait = os.path.join(sticky, "bait.pdf")
    shutil.copy(os.path.join(ours, "known.pdf"), bait)
    os.chown(bait, NOBODY, NOBODY)
    equal(run("report", register, "--output", bait).returncode, 0, "a file that waits there")
    status = os.stat(bait)
    equal((status.st_uid, stat.S_IMODE(status.st_mode)), (os.geteuid(), 0o600),
          "though it held the same, it is ours now")
    draft = write(os.path.join(sticky, ".copil-abcdef.tmp"))
    os.chown(draft, NOBODY, NOBODY)
    run("report", register, "--output", os.path.join(sticky, "r.pdf"))
    ok(os.path.exists(draft), "another user's unfinished file is not swept away")


def test_swapped(work, register):
    """Somebody swaps a name for a link to a file of ours as fast as he can."""
    sticky = folder_of(work, "race", 0o1777)
    precious = write(os.path.join(work, "precious"))
    script = ("import os\nwhile True:\n for make in (lambda p: os.symlink(%r, p), lambda p: "
              "os.mkfifo(p)):\n  try:\n   make(%r)\n   os.unlink(%r)\n  except OSError: pass\n" % (
                  precious, *[os.path.join(sticky, "r.csv")] * 2))
    who = AS_NOBODY if os.geteuid() == 0 else []
    racer = subprocess.Popen([*who, sys.executable, "-c", script])
    codes = set()
    for _ in range(12):
        codes.add(run("export", register, "--output", os.path.join(sticky, "r.csv"),
                      timeout=30).returncode)
        if os.path.lexists(os.path.join(sticky, "r.csv")):
            os.unlink(os.path.join(sticky, "r.csv"))
    racer.kill()
    racer.wait()
    ok(codes <= {0, 70}, "each export ends: written, or refused", codes)
    equal(read(precious), MINE, "and nothing else was written to")


def test_somebody(work, register, box):
    """Another user's register is not his who may not read it."""
    os.chmod(work, 0o755)
    if subprocess.run([*AS_NOBODY, "test", "-x", COPIL], capture_output=True).returncode:
        return skip("as somebody else", "the program can't be reached by him")
    place = folder_of(work, "his", owner=NOBODY)
    for command in (["status", register], ["batch", register, box, "--output", place]):
        finished = run(*command, prefix=AS_NOBODY)
        ok(finished.returncode not in (0, 1) and b"denied" in finished.stderr.lower(),
           f"{command[0]} of a register that isn't his", finished.returncode, finished.stderr)
    equal(os.listdir(place), [], "nothing was written")


with folder() as work:
    box = os.path.join(work, "box")
    choose(box, ("01-", "02-"))
    register = new_register(work)
    must("batch", register, box, "--output", os.path.join(work, "first"))
    test_open_folders(work, register, box)
    test_in_its_place(work, register, box)
    test_register_links(work, register, box)
    test_swapped(work, register)
    if os.geteuid() == 0:
        test_others(work, register, box)
        test_somebody(work, register, box)
    else:
        skip("another user's folder, link, file and register", "only root can be another user")
done()
