# SPDX-License-Identifier: Apache-2.0
"""The harness bites: each patch of bugs/ makes a mistake on purpose, and must be caught.

The first line of a patch says what it breaks, the second which parts and stages should see it.  It
is applied to a copy of the sources beside a copy of what is built, so that few files are compiled.
"""
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.path.join(HERE, "bugs")
NEEDED = ("obj/src", "gen", "flags.mk", "locale")  # of what is built
BUILT = os.environ.get("COPIL_BUILD") or os.path.join(HERE, "../../build")
SOURCE = os.path.abspath(os.path.join(HERE, "../.."))


def copy(name, to):
    """With its time, by which make judges."""
    os.makedirs(os.path.dirname(to), exist_ok=True)
    (shutil.copytree if os.path.isdir(name) else shutil.copy2)(name, to)


def tree(work):
    names = subprocess.run(["git", "ls-files", "-z", "Makefile", "src", "schemas", "tests/deps.sh"],
                           cwd=SOURCE, check=True, capture_output=True).stdout
    for name in os.fsdecode(names).split("\0")[:-1]:
        copy(os.path.join(SOURCE, name), os.path.join(work, name))
    for name in NEEDED:
        copy(os.path.join(BUILT, name), os.path.join(work, "build", name))


def output(command, cwd, **changes):
    finished = subprocess.run(command, cwd=cwd, env=dict(os.environ, **changes), text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return finished.returncode, finished.stdout.splitlines() or [""]


def bite(name, work):
    """What is wrong with the harness when it is given that bug."""
    path = os.path.join(FOLDER, name)
    with open(path, encoding="utf-8") as file:
        says, tries = file.readline().strip(), file.readline().split(":", 1)[1].split()
    place = os.path.join(work, name)
    tree(place)
    for command in (["git", "apply", path],
                    ["make", "-s", "CFLAGS=-O1", "build/copil"]):
        status, lines = output(command, place)
        if status:
            return [f"{' '.join(command[:2])}: {lines[-1]}"]
    status, lines = output([sys.executable, os.path.join(HERE, "torture.py"), "--first", *tries], place,
                           COPIL=os.path.join(place, "build/copil"))
    shutil.rmtree(place)
    if status != 1 or not lines[-1].startswith("violations: "):
        return [f"not caught by {' '.join(tries)}: {says} {lines[-1]}"]
    seen = next((line for line in lines if line.startswith("  ")), lines[0]).strip()
    print(f"  {name.removesuffix('.patch')}, caught: {seen[:200]}", flush=True)
    return []


def trials(work):
    for name in sorted(os.listdir(FOLDER)):
        yield name, lambda name=name: bite(name, work)
