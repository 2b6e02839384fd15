# SPDX-License-Identifier: Apache-2.0
"""Real disks: full at every size, read-only, without rights, gone while copil writes; as root.

copil says so in one line and ends with 70, nothing is lost, and once there is room a plain run comes
to the state of an undisturbed one.
"""
import os
import shutil
import subprocess
import tempfile
import threading

import disk
from invariants import REGISTER, Place, said
from stages import STAGES, Ready

NAMES = ["init", "second", "issue", "enter", "export"]
SIZES = 12  # a stage's disk is full at so many places
ROOM = 64 << 10  # KB, when there is room again
NOBODY = "65534"
JOBS = 1


def tool(*command):
    subprocess.run(command, check=True, capture_output=True)


def used(folder):
    """KB that a folder takes on a tmpfs: pages of 4 KB; files and folders themselves take none."""
    found = 0
    for place, _, names in os.walk(folder):
        for name in names:
            found += (os.lstat(os.path.join(place, name)).st_size + 4095) // 4096 * 4
    return found


class Small:
    """with Small(ready, size): a copy of the stage's place on a tmpfs of SIZE KB."""

    def __init__(self, ready, size):
        self.mount, self.ready, self.size = tempfile.mkdtemp(dir=ready.work), ready, size

    def __enter__(self):
        tool("mount", "-t", "tmpfs", "-o", f"size={self.size}k", "tmpfs", self.mount)
        shutil.copytree(self.ready.base.folder, os.path.join(self.mount, "w"))
        self.place = Place(os.path.join(self.mount, "w"))
        return self

    def again(self, options):
        tool("mount", "-o", "remount," + options, self.mount)

    def __exit__(self, *error):
        tool("umount", self.mount)


def full(ready, size):
    with Small(ready, size) as small:
        finished = small.place.run(*ready.args)
        wrong = [] if finished.returncode == 0 else said(finished)
        wrong += looked(ready, small.place, finished)
        small.again(f"size={ROOM}k")
        return wrong + ready.again(small.place)


def looked(ready, place, finished):
    """As ready.after, on a copy: there is no room to look here."""
    copy = tempfile.mktemp(dir=ready.work)
    shutil.copytree(place.folder, copy)
    try:
        return ready.after(Place(copy), finished)
    finally:
        shutil.rmtree(copy)


def read_only(ready):
    with Small(ready, ROOM) as small:
        small.again("ro")
        finished = small.place.run(*ready.args)
        wrong = said(finished) + looked(ready, small.place, finished)
        small.again("rw")
        return wrong + ready.again(small.place)


def output_full(ready, size):
    """The register has room, the output has none."""
    with Small(ready, ROOM) as small:
        out = os.path.join(small.place.folder, "out")
        tool("mount", "-t", "tmpfs", "-o", f"size={size}k,mode=700", "tmpfs", out)
        try:
            finished = small.place.run(*ready.args)
            wrong = [] if finished.returncode == 0 else said(finished)
            tool("mount", "-o", f"remount,size={ROOM}k", out)
            finished = small.place.run(*ready.args)
            wrong += [finished.stderr.decode()] if finished.returncode else []
            found = disk.Disk.of(out).files()
        finally:
            tool("umount", out)
        expected = disk.Disk.of(os.path.join(ready.work, "calm", "out")).files()
        wrong += [f"{name!r} is missing" for name in expected if name not in found]
        wrong += [f"{name!r} differs" for name in found if found[name] != expected.get(name)]
        return wrong + ready.again(small.place)


def as_nobody(ready, spoil):
    """By a user without rights there; SPOIL takes one away."""
    with Small(ready, ROOM) as small:
        tool("chown", "-R", f"{NOBODY}:{NOBODY}", small.mount)
        restore = spoil(small.place)
        prefix = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")
        finished = small.place.run(*ready.args, prefix=prefix)
        wrong = [] if finished.returncode in (70, 2) else [f"exit status {finished.returncode}"]
        wrong += [] if finished.stderr.count(b"\n") == 1 else [finished.stderr.decode()]
        wrong += looked(ready, small.place, finished)
        restore()
        tool("chown", "-R", "0:0", small.mount)
        return wrong + ready.again(small.place)


def without(name, mode=0o500):
    """Takes the right to write away from something."""
    def spoil(place):
        path = os.path.join(place.folder, name)
        before = os.stat(path).st_mode & 0o777
        os.chmod(path, mode)
        return lambda: os.chmod(path, before)
    return spoil


def vanishing(ready):
    """Somebody clears the output while it is written."""
    place = ready.place()
    stop = threading.Event()

    def clear():
        while not stop.wait(0.002):
            shutil.rmtree(os.path.join(place.folder, "out"), ignore_errors=True)

    thread = threading.Thread(target=clear)
    thread.start()
    finished = place.run(*ready.args)
    stop.set()
    thread.join()
    wrong = [] if finished.returncode in (0, 2, 70) else [f"exit status {finished.returncode}"]
    wrong += [] if finished.stderr.count(b"\n") <= 1 else [finished.stderr.decode()]
    return wrong + ready.again(place)


def sizes(ready):
    """From a disk that is full already to one that just isn't."""
    begin, peak = used(ready.base.folder), used(os.path.join(ready.work, "calm")) + 1200
    step = max(4, (peak - begin) // SIZES // 4 * 4)
    return range((begin + 7) // 4 * 4, peak, step)


def trials(work):
    if os.geteuid() != 0:
        raise RuntimeError("root is needed to fill disks")
    readies = {stage.name: Ready(stage, work) for stage in STAGES if stage.name in NAMES}
    for name, ready in readies.items():
        for size in sizes(ready):
            yield f"{name}, a disk of {size} KB", lambda ready=ready, size=size: full(ready, size)
        if name != "init":
            yield f"{name}, a read-only disk", lambda ready=ready: read_only(ready)
    second = readies["second"]
    for size in range(4, 600, 60):
        yield f"an output disk of {size} KB", lambda size=size: output_full(second, size)
    for what, spoil in (("the register", without(REGISTER, 0o400)), ("its folder", without(".")),
                        ("the output", without("out")), ("the answers", without("out/answers")),
                        ("the source", without("box", 0))):
        yield f"no right to {what}", lambda spoil=spoil: as_nobody(second, spoil)
    yield "a vanishing output", lambda: vanishing(second)
