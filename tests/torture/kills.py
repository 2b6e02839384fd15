# SPDX-License-Identifier: Apache-2.0
"""Killed before each call that changes the disk, and now and then again in the run after it."""
import shutil

from faults import killing, thinned
from stages import all_ready

KILLED = (-9, 137)
TWICE = 7  # each seventh is killed a second time


def kill(ready, index):
    place = ready.place()
    try:
        finished = place.run(*ready.args, prefix=killing(ready.calls[index]))
        if finished.returncode not in KILLED:
            return [f"not killed: {finished.returncode} {finished.stderr.decode(errors='replace')}"]
        wrong = ready.after(place, finished)
        if index % TWICE == TWICE - 1:
            other = ready.calls[index * 5 % len(ready.calls)]
            finished = place.run(*ready.args, prefix=killing(other))
            wrong += [f"then at {other}: {line}" for line in ready.after(place, finished)]
        return wrong + ready.again(place)
    finally:
        shutil.rmtree(place.folder)


def killable(ready):
    """Nothing is changed by a call that only opens or closes."""
    return [index for index, call in enumerate(ready.calls)
            if not call.creates and call.kind != "close"]


def trials(work, stages=None):
    for ready in all_ready(work, stages):
        yield f"{ready.stage.name}, undisturbed", ready.undisturbed
        yield from points(ready, 1 if stages else ready.stage.every)


def points(ready, every):
    alike = lambda index: ready.calls[index].alike()
    for index, tried in thinned(killable(ready), alike, every):
        yield (f"{ready.stage.name}, killed at {ready.calls[index]}",
               (lambda index=index: kill(ready, index)) if tried else None)
