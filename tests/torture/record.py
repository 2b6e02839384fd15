# SPDX-License-Identifier: Apache-2.0
"""What a command asks of the disk: its system calls that change files below a folder, in order.

strace writes them down with their bytes; disk.py says what of them a power cut can leave.
"""
import os
import re
import tempfile

MOST = 1 << 26  # bytes of one write
CALLS = ("open", "openat", "creat", "write", "pwrite64", "ftruncate", "truncate", "fallocate",
         "fsync", "fdatasync", "rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat", "mkdir",
         "mkdirat", "rmdir")
# Ways of changing a file that the model doesn't know: one that copil took would make it blind.
# (sync_file_range is no way of keeping one: it promises nothing, and the model counts on nothing.)
UNKNOWN = ("writev", "pwritev", "pwritev2", "sendfile", "copy_file_range", "splice", "io_uring_setup",
           "symlink", "symlinkat", "msync", "mmap")
LINE = re.compile(r"(\d+) +(?:<\.\.\. \w+ resumed>(.*)|(\w+)\((.*))$", re.S)


class Blind(Exception):
    """The record holds what the model doesn't understand."""


def _text(hexed):
    return bytes.fromhex(hexed.replace("\\x", "")) if hexed else b""


class _Call:
    """One system call as strace wrote it; paths absolute, below CWD when relative."""

    def __init__(self, name, line, cwd):
        arguments, _, result = line.rpartition("= ")
        self.name, self.cwd = name, cwd
        self.arguments = arguments.rstrip().removesuffix(")").split(", ")
        self.failed = result.startswith(("-", "?"))

    def descriptor(self, number=0):
        """Path of an open file, or None when it has lost its name."""
        found = re.search(r"<([^>]*)>", self.arguments[number])
        path = _text(found.group(1)) if found and found.group(1).startswith("\\x") else None
        return None if "(deleted)" in self.arguments[number] or path is None else path

    def string(self, number):
        value = self.arguments[number]
        if not value.startswith('"') or not value.endswith('"'):
            raise Blind(f"{self.name}: {value[:80]}")
        return _text(value[1:-1])

    def path(self, number, folder=None):
        base = self.cwd if folder is None else self.descriptor(folder)
        return os.path.normpath(os.path.join(base or self.cwd, self.string(number)))

    def number(self, number):
        return int(self.arguments[number])


def _below(path, root):
    return path is not None and (path == root or path.startswith(root + b"/"))


def _entry(call):
    """Changes of names: (kind, path[, other path])."""
    at = 1 if call.name.endswith(("at", "at2")) else 0
    kind = call.name.removesuffix("2").removesuffix("at")
    if kind in ("rename", "link"):
        return kind, call.path(at, 0 if at else None), call.path(2 * at + 1, 2 if at else None)
    if kind == "unlink" and at and "AT_REMOVEDIR" in call.arguments[2]:
        kind = "rmdir"
    return kind, call.path(at, 0 if at else None)


def _opened(call):
    at = 1 if call.name == "openat" else 0
    flags = "O_CREAT|O_TRUNC" if call.name == "creat" else call.arguments[at + 1]
    if "O_TMPFILE" in flags:
        raise Blind("O_TMPFILE")
    return ("open", call.path(at, 0 if at else None), "O_CREAT" in flags, "O_TRUNC" in flags)


def _operation(call, root):
    """What CALL does below ROOT as a tuple, or None."""
    if call.name in UNKNOWN:
        shared = call.name != "mmap" or ("MAP_SHARED" in call.arguments[3] and
                                         "PROT_WRITE" in call.arguments[2])
        if shared and any(_below(_text(part), root)
                          for part in re.findall(r"<([^>]*)>", ", ".join(call.arguments))):
            raise Blind(call.name)
        return None
    if call.name in ("open", "openat", "creat"):
        found = _opened(call)
        return found if found[2] or found[3] else None
    if call.name in ("write", "pwrite64", "ftruncate", "fallocate", "fsync", "fdatasync"):
        path = call.descriptor()
        if not _below(path, root):
            return None
        if call.name in ("fsync", "fdatasync"):
            return "sync", path
        if call.name == "ftruncate":
            return "size", path, call.number(1)
        if call.name == "pwrite64":
            return "write", path, call.number(3), call.string(1)
        if call.name == "write":
            return "append", path, call.string(1)
        raise Blind(call.name)
    if call.name == "truncate":
        return "size", call.path(0), call.number(1)
    return _entry(call)


def _lines(trace):
    """Whole calls: what strace wrote in two halves because another thread came between, joined."""
    begun = {}
    with open(trace, encoding="ascii") as file:
        for line in file:
            found = LINE.match(line.rstrip("\n"))
            if not found:
                continue
            pid, rest, name, arguments = found.groups()
            if name and arguments.endswith("<unfinished ...>"):
                begun[pid] = name, arguments.removesuffix("<unfinished ...>")
            elif name:
                yield name, arguments
            elif pid in begun:
                name, first = begun.pop(pid)
                yield name, first + rest


def read(trace, root):
    """The operations below ROOT that strace wrote down in TRACE."""
    root, operations = os.fsencode(os.path.realpath(root)), []
    for name, line in _lines(trace):
        call = _Call(name, line, root)
        operation = None if call.failed else _operation(call, root)
        if operation and any(isinstance(part, bytes) and _below(part, root)
                             for part in operation[1:]):
            operations.append(operation)
    return operations


def run(place, args):
    """Run copil in a Place; (finished, operations)."""
    with tempfile.TemporaryDirectory(prefix="copil-trace-") as work:
        trace = os.path.join(work, "trace")
        finished = place.run(*args, prefix=[
            "strace", "-f", "-qq", "-y", "-xx", "-s", str(MOST), "--seccomp-bpf", "-o", trace, "-e",
            "trace=" + ",".join((*CALLS, *UNKNOWN)), "-e", "signal=none"])
        if not os.path.exists(trace):
            raise Blind(finished.stderr.decode(errors="replace"))
        return finished, read(trace, place.folder)
