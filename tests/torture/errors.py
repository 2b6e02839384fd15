# SPDX-License-Identifier: Apache-2.0
"""Each call that asks something of the disk is refused: no room once, a broken disk once, no room
in the quota from then on.  copil says so in one line and ends with 70, or does without."""
import shutil

from faults import failing, full_from, thinned
from invariants import said
from stages import all_ready

ERRORS = ("ENOSPC", "EIO", "EDQUOT")
HEARD = ("write", "fsync", "close")  # of our own files: without them nobody knows what is there
NOT_FOR_WANT_OF_ROOM = ("unlink", "unlinkat", "fchown", "close")
ALIKE = 4  # of refusals of one kind, with one error, in one folder, one in so many is tried


def fail(ready, index, error):
    place, call = ready.place(), ready.calls[index]
    try:
        lasting = error == "EDQUOT" and call.kind != "close"
        finished = place.run(*ready.args, prefix=full_from(ready.calls, index, error) if lasting
                             else failing(call, error))
        if finished.returncode:
            wrong = said(finished, bool(ready.stage.check))
        else:
            wrong = [f"{error} of {call.kind} was not heard"] if must_be_heard(ready, call) else []
        found = ready.after(place, finished)
        if call.kind == "unlink":
            found = [line for line in found if not line.startswith("exit 0, but new: ('file', '.copil-")]
        return wrong + found + ready.again(place)
    finally:
        shutil.rmtree(place.folder)


def must_be_heard(ready, call):
    """What SQLite wrote is synced before it is closed; what can't be removed the next run clears."""
    return call.kind in HEARD and (call.kind != "close" or any(
        other.kind == "write" and other.files == call.files for other in ready.calls))


def possible(call):
    """The register's pages are many and written in one place: each meets one error in its turn."""
    if call.kind == "pwrite64":
        return ERRORS[call.number % len(ERRORS):][:1]
    return ERRORS[1:] if call.kind in NOT_FOR_WANT_OF_ROOM else ERRORS


def trials(work, stages=None):
    for ready in all_ready(work, stages):
        yield from points(ready, 1 if stages else ready.stage.every * ALIKE)


def points(ready, every):
    every_point = [(call, index, error) for index, call in enumerate(ready.calls)
                   for error in possible(call)]
    alike = lambda point: (*point[0].alike(), point[2])
    for (call, index, error), tried in thinned(every_point, alike, every):
        yield (f"{ready.stage.name}, {error} at {call}",
               (lambda index=index, error=error: fail(ready, index, error)) if tried else None)
