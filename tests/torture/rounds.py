# SPDX-License-Identifier: Apache-2.0
"""Several at once: two batches, a batch among all other commands, one that is stopped, readers.

One of two that write waits for nobody: it ends with 75 and a line.  Whatever the order, the end is
that of an undisturbed run.
"""
import os
import shutil
import signal
import subprocess
import time

import disk
import power
from invariants import JOURNAL, REGISTER, left_running
from stages import BATCH, STAGES, Ready
from cli import COPIL, environment  # invariants knows where it is

ROUNDS = 50
MIXED = 12
STOPS = 8
JOBS = 1
BUSY = b"another run of copil is working"
READERS = [("status", REGISTER, "--json"), ("verify", REGISTER),
           ("report", REGISTER, "--output",
           "one.pdf"), ("export", REGISTER, "--output", "all.json"), ("explain", REGISTER, "3.2-a")]
WRITERS = [BATCH, ("send", REGISTER, "--drafts", "Brouillons", "--limit", "1"),
           ("remind", REGISTER, "--output", "out")]


def begin(place, args):
    return subprocess.Popen([COPIL, *args], cwd=place.folder, env=environment(),
                            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def ended(process, args, may_be_busy):
    """What is wrong about how it ended."""
    _, said = process.communicate(timeout=100)
    if process.returncode == 0 and not said:
        return []
    if may_be_busy and process.returncode == 75 and BUSY in said and said.count(b"\n") == 1:
        return []
    return [f"{args[0]}: {process.returncode} {said.decode(errors='replace')}"]


def two(ready, delay):
    """A second batch, DELAY seconds later."""
    place = ready.place()
    try:
        first = begin(place, ready.args)
        time.sleep(delay)
        second = begin(place, ready.args)
        wrong = ended(first, ready.args, True) + ended(second, ready.args, True)
        if first.returncode and second.returncode:
            wrong.append("neither won")
        return wrong + ready.broken(place) + ready.again(place)
    finally:
        shutil.rmtree(place.folder)


def mixed(ready, number):
    """All commands at once, in an order of their own."""
    dice = disk.draws("mixed", number)
    place = ready.place()
    # verify reads what nobody may change meanwhile.
    commands = [(args, True) for args in WRITERS]
    commands += [(args, args[0] == "verify") for args in READERS]
    dice.shuffle(commands)
    processes = []
    try:
        for args, writes in commands:
            processes.append((begin(place, args), args, writes))
            time.sleep(dice.random() * 0.1)
        wrong = [line for process, args, writes in processes for line in ended(process, args, writes)]
        verified = place.run("verify", REGISTER)
        wrong += [f"verify: {verified.stdout.decode()}"] if verified.returncode else []
        finished = place.run(*ready.args)
        wrong += [finished.stderr.decode()] if finished.returncode else []
        return wrong + rows(ready, place)
    finally:
        shutil.rmtree(place.folder)


def rows(ready, place):
    """What messages and forms became; other commands have left rows and files of their own."""
    kinds = ("message", "part", "submission", "value", "answer")
    expected = {key for key in ready.expected if key[0] in kinds}
    found = {key for key in place.state() if key[0] in kinds}
    return [f"differs: {str(key)[:160]}" for key in sorted(expected ^ found, key=str)[:2]]


def stopped(ready, number):
    """Stopped somewhere: others are told that it is busy, readers read or are told so; continued, it
    ends well."""
    dice = disk.draws("stopped", number)
    place = ready.place()
    try:
        process = begin(place, ready.args)
        time.sleep(dice.random() * 0.4)
        os.kill(process.pid, signal.SIGSTOP)
        other, reader = begin(place, ready.args), begin(place, READERS[0])
        wrong = ended(other, ready.args, True)
        _, said = reader.communicate(timeout=100)
        if reader.returncode not in (0, 75) or said.count(b"\n") > 1:
            wrong.append(f"status: {reader.returncode} {said.decode(errors='replace')}")
        os.kill(process.pid, signal.SIGCONT)
        wrong += ended(process, ready.args, True)
        return wrong + left_running(place) + ready.again(place)
    finally:
        shutil.rmtree(place.folder)


def hot(recorded, point, reader):
    """A journal that a power cut left; a reader comes first."""
    files = recorded.cuts().go(point).seen.files()
    if os.fsencode(JOURNAL) not in files:
        return []
    place = recorded.place(files)
    try:
        finished = place.run(*reader)
        wrong = [] if finished.returncode == 0 else [f"{reader[0]}: {finished.stderr.decode()}"]
        return wrong + recorded.ready.again(place)
    finally:
        shutil.rmtree(place.folder)


def trials(work):
    stages = {stage.name: stage for stage in STAGES}
    ready, second = Ready(stages["batch"], work), Ready(stages["second"], work)
    for number in range(ROUNDS):
        yield (f"two batches, {number * 8} ms apart",
               lambda number=number: two(ready if number % 2 else second, number * 0.008))
    for number in range(MIXED):
        yield f"all at once, order {number}", lambda number=number: mixed(second, number)
    for number in range(STOPS):
        yield f"stopped, {number}", lambda number=number: stopped(ready, number)
    recorded = power.Recorded(ready)
    for number, point in enumerate(recorded.points[:-1]):
        reader = READERS[number % 2]
        yield (f"{reader[0]} after a cut at step {point}",
               lambda point=point, reader=reader: hot(recorded, point, reader))
