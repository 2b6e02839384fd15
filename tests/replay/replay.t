#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The replay of others' mail: run over our own, it finds nothing; over a copil that loses one
message, answers a bounce or crashes a child, it says so."""
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../cli"))
from cli import CORPUS, COPIL, MAIL, SOURCE, done, environment, folder, ok


def replay(*args, **changes):
    return subprocess.run([os.path.join(HERE, "replay.py"), *args], env=environment(**changes),
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=300)


def columns(text):
    """{heading: cell} of the last corpus."""
    lines = [line.split() for line in text.splitlines() if not line.startswith(" ")]
    return dict(zip(lines[0][:-2] + ["CPU"], lines[-1]))


def liar(work, name, afterwards):
    """A copil that does AFTERWARDS (shell; $2: the register) after each batch."""
    path = os.path.join(work, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(f'#!/bin/sh\n"{COPIL}" "$@"\nstatus=$?\nif [ "$1" = batch ]; then\n'
                   f"  {afterwards}\nfi\nexit $status\n")
    os.chmod(path, 0o755)
    return path


with folder() as work:
    small = os.path.join(work, "small")
    os.makedirs(small)
    for name in ("bounce", "list", "cr-only", "uuencode", "charset-lies"):
        shutil.copy(os.path.join(SOURCE, "tests/data/mail/messages", name, "message.eml"),
                    os.path.join(small, f"{name}.eml"))
    shutil.copy(os.path.join(CORPUS, sorted(os.listdir(CORPUS))[0]), small)
    whole = replay(MAIL)
    row = columns(whole.stdout)
    ok(whole.returncode == 0 and row["violations"] == "0" and row["dead"] == "0"
       and int(row["messages"]) > 80, "our own mail: nothing found", whole.stdout)
    one = replay(small)
    ok(one.returncode == 0 and columns(one.stdout)["violations"] == "0", "a few files", one.stdout)
    told = replay(small, COPIL=liar(work, "several-lies", """sqlite3 "$2" "
        DELETE FROM part; DELETE FROM finding; DELETE FROM message WHERE class = 3;
        UPDATE message SET original = zeroblob(size) WHERE name LIKE 'uuencode%';
        INSERT INTO answer (message, act, message_id, recipients, told, sha256, eml)
        SELECT arrival, 0, 'x', 'y', 'z', sha256, x'00' FROM message
        WHERE class = 2" 2>&1; date >> "${2%.copil}-output/x" """))
    for lie, said in (("a lost message", "lost:"), ("changed bytes", "hash differ"),
                      ("an answered bounce", "answered though automatic"),
                      ("a refusal without reason", "no reason"),
                      ("a second run that writes", "a second run writes")):
        ok(told.returncode == 1 and said in told.stdout, f"told: {lie}", told.stdout)
    told = replay(small, COPIL=liar(work, "crash", "kill -SEGV $$"))
    ok(told.returncode == 1 and "ends with -11" in told.stdout, "told: a crash", told.stdout)
done()
