# SPDX-License-Identifier: Apache-2.0
"""A disk that keeps its promises and no more: what a power cut can leave of a recorded run.

POSIX as read by its strictest: bytes are on disk when their file was synced, names when their
folder was, and until then each write and each change of a name may or may not have arrived, in any
order; a write may have arrived in part (sectors of 512 bytes).  A rename is one step.  That is the
model of ALICE (Pillai et al., OSDI 2014); real file systems promise more, each something else.
"""
import os
import random

SECTOR = 512


class Disk:
    """Inodes: {number: bytearray, or dict of names for a folder}; number 1 is the root."""

    def __init__(self, inodes=None):
        self.inodes = inodes or {1: {}}

    @classmethod
    def of(cls, root):
        disk = cls()
        disk._load(1, os.fsencode(root))
        return disk

    def _load(self, number, path):
        for entry in os.scandir(path):
            child = max(self.inodes) + 1
            self.inodes[number][entry.name] = child
            if entry.is_dir(follow_symlinks=False):
                self.inodes[child] = {}
                self._load(child, entry.path)
            else:
                with open(entry.path, "rb") as file:
                    self.inodes[child] = bytearray(file.read())

    def copy(self):
        return Disk({number: inode.copy() for number, inode in self.inodes.items()})

    def find(self, path):
        """(folder's inode, name, inode or None) of a path below the root."""
        folder, parts = 1, path.split(b"/")
        for part in parts[:-1]:
            folder = self.inodes[folder][part]
        return folder, parts[-1], self.inodes[folder].get(parts[-1])

    def apply(self, change):
        kind, *rest = change
        if kind == "make":
            self.inodes.setdefault(rest[0], {} if rest[1] else bytearray())
        elif kind == "names":
            for folder, name, inode in rest[0]:
                if inode is None:
                    self.inodes[folder].pop(name, None)
                else:
                    self.inodes[folder][name] = inode
        elif kind == "size":
            number, size = rest
            data = self.inodes[number]
            data[size:] = bytes(max(0, size - len(data)))
        else:
            number, offset, data = rest
            content = self.inodes[number]
            content.extend(bytes(max(0, offset - len(content))))
            content[offset:offset + len(data)] = data

    def files(self, number=1, at=b""):
        """{path: bytes; None for a folder} of all that has a name."""
        found = {}
        for name, child in self.inodes[number].items():
            path, inode = os.path.join(at, name), self.inodes[child]
            if isinstance(inode, dict):
                found[path] = None
                found.update(self.files(child, path))
            else:
                found[path] = bytes(inode)
        return found


class Change:
    """One step that may be lost: what it does, the inodes that must be synced for it to stay."""

    def __init__(self, what, waits, names):
        self.what, self.waits, self.names = what, set(waits), names


class Cuts:
    """A recorded run, step by step: what is on disk for sure, what is pending, what is seen.
    What happens in the folder OUTSIDE can't be undone: it stands for the world."""

    def __init__(self, root, operations, before, outside=b""):
        self.outside = outside + b"/"
        self.root = os.fsencode(os.path.realpath(root))
        self.sure, self.seen = before.copy(), before.copy()
        self.pending, self.operations = [], operations

    def _change(self, what, waits, names=False):
        self.seen.apply(what)
        self.pending.append(Change(what, waits, names))

    def _happened(self, count):
        """All changes but the first COUNT are the world's."""
        for change in self.pending[count:]:
            self.sure.apply(change.what)
        del self.pending[count:]

    def _is_outside(self, operation):
        return any(isinstance(part, bytes) and self._relative(part).startswith(self.outside)
                   for part in operation[1:2])

    def _relative(self, path):
        return os.path.relpath(path, self.root)

    def _make(self, path, folder):
        parent, name, _ = self.seen.find(path)
        number = max(max(self.seen.inodes), max(self.sure.inodes)) + 1
        for disk in (self.seen, self.sure):  # without a name it isn't there
            disk.apply(("make", number, folder))
        self._change(("names", [(parent, name, number)]), [parent], True)

    def _sync(self, path):
        number = 1 if path == b"." else self.seen.find(path)[2]
        if number is None:
            return
        kept = []
        for change in self.pending:
            change.waits.discard(number)
            if change.waits:
                kept.append(change)
            else:
                self.sure.apply(change.what)
        self.pending = kept

    def _rename(self, path, other):
        parent, name, number = self.seen.find(path)
        to, new, _ = self.seen.find(other)
        self._change(("names", [(parent, name, None), (to, new, number)]), [parent, to], True)

    def _step(self, operation):
        kind, *rest = operation
        path = self._relative(rest[0])
        if kind == "sync":
            self._sync(path)
            return
        parent, name, number = self.seen.find(path)
        if kind == "open":
            if number is None:
                self._make(path, False)
            elif rest[2]:
                self._change(("size", number, 0), [number])
        elif kind == "mkdir":
            self._make(path, True)
        elif kind in ("unlink", "rmdir"):
            self._change(("names", [(parent, name, None)]), [parent], True)
        elif kind == "rename":
            self._rename(path, self._relative(rest[1]))
        elif kind == "link":
            to, new, _ = self.seen.find(self._relative(rest[1]))
            self._change(("names", [(to, new, number)]), [to], True)
        elif kind == "size":
            self._change(("size", number, rest[1]), [number])
        elif number is not None:
            offset = rest[1] if kind == "write" else len(self.seen.inodes[number])
            self._change(("write", number, offset, rest[-1]), [number])

    def points(self):
        """Stops before each sync (what was pending until then has every chance to be lost), after
        each thing that the world has seen, and at the end: yields the operation's number."""
        seen = False
        for number, operation in enumerate(self.operations):
            if self.pending and (seen or operation[0] == "sync"):
                yield number
            seen, count = self._is_outside(operation), len(self.pending)
            self._step(operation)
            if seen:
                self._happened(count)
        yield len(self.operations)

    def go(self, number):
        """To one of points()."""
        for point in self.points():
            if point == number:
                return self
        raise ValueError(number)

    def left(self, chosen):
        """The disk with the CHOSEN of the pending changes on it, in their order."""
        disk = self.sure.copy()
        for change in chosen:
            disk.apply(change.what)
        return disk

    def choices(self, dice, times):
        """(name, changes): none, all, names or bytes only, all up to each, each alone, all but
        each, and TIMES at random with torn writes."""
        pending = self.pending
        yield "nothing pending", []
        yield "all pending", pending
        yield "names only", [change for change in pending if change.names]
        yield "bytes only", [change for change in pending if not change.names]
        for number, change in enumerate(pending):
            yield f"the first {number + 1}", pending[:number + 1]
            yield f"only {number}", [change]
            yield f"all but {number}", pending[:number] + pending[number + 1:]
        for number in range(times if pending else 0):
            yield f"draw {number}", torn([change for change in pending if dice.random() < 0.5], dice)


def torn(changes, dice):
    """Some writes in part: each sector may have arrived or not."""
    result = []
    for change in changes:
        if change.what[0] != "write" or dice.random() < 0.7:
            result.append(change)
            continue
        _, number, offset, data = change.what
        for start in range(0, len(data), SECTOR):
            if dice.random() < 0.5:
                result.append(Change(("write", number, offset + start, data[start:start + SECTOR]),
                                     (), False))
    return result


def put(files, root, like):
    """Write what Disk.files() found into a new folder; modes as in the folder LIKE."""
    os.mkdir(root)
    for path, data in sorted(files.items()):
        full, other = (os.path.join(os.fsencode(folder), path) for folder in (root, like))
        if data is None:
            os.mkdir(full, 0o700)
            continue
        mode = os.stat(other).st_mode if os.path.exists(other) else 0o600
        descriptor = os.open(full, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with open(descriptor, "wb") as file:
            file.write(data)


def draws(*seed):
    return random.Random(" ".join(map(str, seed)))
