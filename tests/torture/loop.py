#!/usr/bin/python3
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

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import blocks  # noqa: E402
import disk  # noqa: E402
import power  # noqa: E402
from power import cli  # noqa: E402

SIZE = 24 << 20  # bytes
# ext4 as it comes, and with nothing that saves programs which forget to sync.
MODES = ["data=ordered", "data=writeback,noauto_da_alloc,nodelalloc",
         "data=writeback,noauto_da_alloc,delalloc"]
CONTROL = "data=writeback,noauto_da_alloc,barrier=0"
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
        tool("mount", "-o", "loop," + self.options, source, self.place)
        return self

    def __exit__(self, *error):
        tool("umount", self.place)
        tool("umount", self.served)
        self.server.wait()

    def reached(self):
        return len(blocks.read_log(self.log))


def look(image, folder):
    """{path: bytes or None} of folder w of the file system in IMAGE, mounted as after a cut."""
    place = os.path.join(folder, "look")
    os.makedirs(place, exist_ok=True)
    tool("mount", "-o", "loop", image, place)
    try:
        return disk.Disk.of(os.path.join(place, "w")).files()
    finally:
        tool("umount", place)


class Trial(power.Trial):
    """A command of power.py, its judge made there, run once more on the disk that remembers."""

    def run_on(self, options, cuts):
        operations = self.record()
        judge = power.Judge(self.before.files(), self.actual, self.scratch)
        self.learn_commits(operations, judge)
        folder = os.path.join(self.scratch, "disk")
        os.mkdir(folder)
        with Mounted(folder, options) as mounted:
            begin = self.run_there(mounted)
            end = mounted.reached()
            entries = blocks.read_log(mounted.log)[:end]
        different = {}
        for point in self.choose(entries, begin, cuts):
            self.cut(mounted.blank, entries, point, judge, different)
        self.check_end(mounted.blank, entries, judge)
        for where, files in self.some(list(different.values())):
            self.again(where, files, 0)
        return self

    def run_there(self, mounted):
        """Number of writes and flushes before the command."""
        root = os.path.join(mounted.place, "w")
        os.mkdir(root)
        disk.put(self.before.files(), root)
        os.sync()
        begin = mounted.reached()
        place = power.Place(root, self.beside, self.copil)
        place.must(*self.work.command(place))
        return begin

    def choose(self, entries, begin, cuts):
        """Before each flush, and elsewhere up to CUTS."""
        flushes = [number for number in range(begin, len(entries)) if entries[number] is None]
        rest = sorted(set(range(begin, len(entries))) - set(flushes))
        if len(flushes) > cuts:
            flushes = self.dice.sample(flushes, cuts)
        more = self.dice.sample(rest, min(len(rest), cuts - len(flushes)))
        return sorted(flushes + more)

    def look(self, where, image):
        try:
            return look(image, self.scratch)
        except (OSError, subprocess.CalledProcessError) as error:
            self.note(where, f"the file system can't be read: {error}")
            return {}

    def cut(self, blank, entries, point, judge, different):
        image = os.path.join(self.scratch, "cut")
        blocks.replay(blank, entries, point, self.dice, image)
        where = f"cut at write {point} of {len(entries)}"
        self.states += 1
        files = self.look(where, image)
        for fault in judge.faults(files, 0):
            self.note(where, fault)
        different.setdefault(self.key(judge, files, 0), (where, files))

    def check_end(self, blank, entries, judge):
        """Exit 0: all of it was flushed."""
        image = os.path.join(self.scratch, "cut")
        last = max((number + 1 for number in range(len(entries)) if entries[number] is None),
                   default=0)
        blocks.replay(blank, entries, last, None, image)
        files = self.look("cut after exit 0", image)
        if judge.register(files)[0] != judge.register(self.actual)[0] or \
                power.whole(files) != power.whole(self.actual):
            self.note("cut after exit 0", "what was said to be done is not on disk")


def violations(copil=cli.COPIL, names=("batch", "second batch"), modes=MODES, seed=1, cuts=50, most=6):
    """Run the commands under each mode; ([violation], cuts, runs again, violations of the control)."""
    found, total, reruns, control = [], 0, 0, 0
    for options in [*modes, CONTROL]:
        for work in power.WORKS:
            if work.name not in names or (options == CONTROL and work.name != names[0]):
                continue
            bites = options == CONTROL
            with tempfile.TemporaryDirectory(prefix="copil-loop-", dir=power.memory()) as folder:
                trial = Trial(work, copil, folder, seed, 0, 0 if bites else most)
                trial.run_on(options + COMMIT, cuts)
            print(f"# loop: {work.name}, {options}: {trial.states} cuts, {trial.reruns} runs again, "
                  f"{len(trial.violations)} violations" + (" (must have some)" if bites else ""),
                  flush=True)
            if bites:
                control += len(trial.violations)
                continue
            found += [f"{options}: {line}" for line in trial.violations]
            total += trial.states
            reruns += trial.reruns
    return found, total, reruns, control


def alone():
    """In mounts of our own: they go when we go."""
    if os.environ.get("COPIL_OWN_MOUNTS") != "1":
        os.environ["COPIL_OWN_MOUNTS"] = "1"
        os.execvp("unshare", ["unshare", "-m", "--propagation", "private", sys.executable, *sys.argv])


def main():
    if os.geteuid() != 0 or not os.path.exists("/dev/fuse") or not shutil.which("mkfs.ext4"):
        sys.exit("loop: root, /dev/fuse and mkfs.ext4 are needed to cut the power of a file system")
    alone()
    broken, _, _, control = violations()
    for line in broken[:power.MOST]:
        print("  ", line)
    if not control:
        print("   without barriers nothing was lost: the disk doesn't forget")
    return 1 if broken or not control else 0


if __name__ == "__main__":
    sys.exit(main())
