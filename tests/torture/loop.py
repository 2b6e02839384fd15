# SPDX-License-Identifier: Apache-2.0
"""Power cuts on a loop-mounted ext4 file system, as root: the kernel decides what reaches the disk.

The disk is a file that remembers each write and flush (blocks.py).  A command runs on it; then the
power fails at each flush and at other points, what wasn't flushed being there or not by dice, the file
system is mounted again, and what it holds is judged as in power.py.  Without barriers it must fail:
that shows that the disk forgets.
"""
import os
import shutil
import subprocess
import sys
import tempfile
import time

import blocks
import disk
import power
from invariants import Place
from stages import Ready, STAGES

SIZE = 24 << 20  # bytes
# ext4 as it comes, and with nothing that saves programs which forget to sync.
MODES = ["data=ordered", "data=writeback,noauto_da_alloc,nodelalloc",
         "data=writeback,noauto_da_alloc,delalloc"]
CONTROL = "data=writeback,noauto_da_alloc,barrier=0"
NAMES = ["batch", "second"]  # stages
CUTS = 40
JOBS = 1
COMMIT = ",commit=300"  # seconds: only syncs bring something to the disk


def tool(*command):
    subprocess.run(command, check=True, capture_output=True)


class Mounted:
    """with Mounted(folder, options): folder/mnt is the file system; .log what reached the disk."""

    def __init__(self, folder, options):
        self.folder, self.options = folder, options
        self.image, self.log, self.served, self.place = [
            os.path.join(folder, name) for name in ("image", "log", "served", "mnt")]

    def __enter__(self):
        for path in (self.served, self.place):
            os.mkdir(path)
        with open(self.image, "wb") as file:
            file.truncate(SIZE)
        tool("mkfs.ext4", "-q", "-b", str(blocks.GRAIN), "-J", "size=4", "-E",
             "lazy_itable_init=0,lazy_journal_init=0", self.image)
        with open(self.image, "rb") as file:
            self.blank = file.read()
        open(self.log, "wb").close()
        self.server = subprocess.Popen([sys.executable, blocks.__file__, self.served, self.image,
                                        self.log])
        source = os.path.join(self.served, "disk")
        for _ in range(200):
            if os.path.exists(source):
                break
            time.sleep(0.05)
        try:
            tool("mount", "-o", "loop," + self.options, source, self.place)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *error):
        for path in (self.place, self.served):
            if os.path.ismount(path):
                tool("umount", path)
        self.server.wait()

    def entries(self):
        """What reached the disk until now."""
        return blocks.read_log(self.log)


def look(image, folder):
    """{path: bytes or None} of folder w of the file system in IMAGE, mounted as after a cut."""
    place = os.path.join(folder, "look")
    os.makedirs(place, exist_ok=True)
    tool("mount", "-o", "loop", image, place)
    try:
        return disk.Disk.of(os.path.join(place, "w")).files()
    finally:
        tool("umount", place)


class Run:
    """A stage's command on a disk mounted with OPTIONS."""

    def __init__(self, recorded, options):
        self.recorded, self.options = recorded, options
        self.work = tempfile.mkdtemp(prefix="loop-", dir=recorded.ready.work)
        self.dice = disk.draws(recorded.ready.stage.name, options)
        with Mounted(self.work, options + COMMIT) as mounted:
            self.begin = self._run(mounted)
            self.entries = mounted.entries()
            self.blank = mounted.blank

    def _run(self, mounted):
        """The number of writes and flushes before the command."""
        ready, root = self.recorded.ready, os.path.join(mounted.place, "w")
        disk.put(self.recorded.before.files(), root, ready.base.folder)
        os.sync()
        begin = len(mounted.entries())
        finished = Place(root).run(*ready.args)
        if finished.returncode:
            raise RuntimeError(finished.stderr.decode(errors="replace"))
        return begin

    def files(self, until, dice):
        """What is found when the power failed after UNTIL writes and flushes."""
        image = os.path.join(self.work, "cut")
        blocks.replay(self.blank, self.entries, until, dice, image)
        return look(image, self.work)

    def cuts(self):
        """Before each flush, and elsewhere, CUTS of them."""
        every = range(self.begin, len(self.entries))
        flushes = [number for number in every if self.entries[number] is None]
        rest = [number for number in every if self.entries[number] is not None]
        flushes = self.dice.sample(flushes, min(len(flushes), CUTS))
        return sorted(flushes + self.dice.sample(rest, min(len(rest), CUTS - len(flushes))))

    def judge(self, most):
        """What was wrong after all cuts."""
        states = power.States(self.recorded, self.dice)
        for number in self.cuts():
            states.add(f"cut at write {number} of {len(self.entries)}",
                       self.files(number, self.dice))
        flushed = max((number + 1 for number, entry in enumerate(self.entries) if entry is None),
                      default=0)
        return states.judge(most) + power.done(self.recorded, self.files(flushed, None))


def trial(ready, options):
    try:
        return Run(power.Recorded(ready), options).judge(power.AGAIN)
    finally:
        shutil.rmtree(ready.work)


def control(ready, options):
    """Without barriers something must be lost, be it the file system."""
    try:
        wrong = Run(power.Recorded(ready), options).judge(0)
    except (OSError, subprocess.CalledProcessError, RuntimeError) as error:
        wrong = [str(error)]
    return [] if wrong else ["without barriers nothing was lost: this disk doesn't forget"]


def trials(work):
    if os.geteuid() != 0 or not os.path.exists("/dev/fuse") or not shutil.which("mkfs.ext4"):
        raise RuntimeError("root, /dev/fuse and mkfs.ext4 are needed to cut a file system's power")
    stages = {stage.name: stage for stage in STAGES}
    tasks = [(trial, name, options) for options in MODES for name in NAMES]
    for number, (function, name, options) in enumerate([*tasks, (control, NAMES[0], CONTROL)]):
        folder = os.path.join(work, str(number))
        os.mkdir(folder)
        yield (f"{name}, ext4 with {options}", lambda function=function, name=name, folder=folder,
               options=options: function(Ready(stages[name], folder), options))
