# SPDX-License-Identifier: Apache-2.0
"""What a run asks of the disk, one call after the other, and that run with a fault at one of them.

strace writes down every call of copil itself that changes something (its children may not, and run
untraced); since it counts each kind of call for itself, the Nth of all is named by its kind and its
number among these.
"""
import os
import re
import subprocess
import tempfile

from invariants import OURS

# Of every kind that changes a file or a folder; "?": where this machine has it.
KINDS = ("write", "pwrite64", "writev", "pwritev", "pwritev2", "fsync", "fdatasync",
         "sync_file_range", "?rename", "renameat", "?renameat2", "?link", "linkat", "?unlink",
         "unlinkat", "?rmdir", "?mkdir", "mkdirat", "?symlink", "symlinkat", "?mknod", "mknodat",
         "truncate", "ftruncate", "fallocate", "copy_file_range", "sendfile", "splice",
         "?chmod", "fchmod", "fchmodat", "?chown", "fchown", "fchownat", "utimensat", "setxattr")
OPENS = ("?open", "openat", "?creat")
LINE = re.compile(r"(?:\d+ +)?(\w+)\((.*)\) += (-?\d+|\?)(.*)")
DESCRIPTOR = re.compile(r"(\d+)<([^>]*)>")
STRING = re.compile(r'"([^"]*)"')


class Call:
    """One call: its KIND, its NUMBER among those of that kind, and the FILES it is about."""

    def __init__(self, kind, number, text, result, folder):
        self.kind, self.number, self.text, self.result = kind, number, text, result
        self.opened = os.path.relpath(result[1], folder) if result[1] else None
        descriptors = DESCRIPTOR.findall(text)
        self.descriptor = int(descriptors[0][0]) if descriptors else None
        if kind.startswith("f") or "write" in kind or kind in ("close", "sync_file_range"):
            found = [path.removesuffix(" (deleted)") for _, path in descriptors[:1]]
        else:
            found = [os.path.join(folder, name) for name in STRING.findall(text)]
        self.files = [os.path.relpath(path, folder) for path in found if path.startswith("/")]
        self.creates = "O_CREAT" in text or kind == "creat"

    def alike(self):
        """What it has in common with calls from which nothing tells it but its turn: its kind, and
        the folders of its files; beside the register each file is itself."""
        return self.kind, *[os.path.dirname(name) or OURS.sub("", name) for name in self.files]

    def __str__(self):
        return f"{self.kind} {self.number} ({' '.join(self.files) or 'stdout'})"


def thinned(points, alike, every):
    """(point, whether it is to be tried) of all POINTS: of those for which ALIKE gives the same, the
    first and then one in EVERY."""
    seen = {}
    for point in points:
        key = alike(point)
        seen[key] = seen.get(key, -1) + 1
        yield point, seen[key] % every == 0


def traced(*kinds):
    return ["strace", "-qq", "-y", "-s", "200", "-e", "trace=" + ",".join(kinds), "-e", "signal=none"]


def record(place, args, **options):
    """Run copil in PLACE: (finished, all its calls that change something or close what was
    changed)."""
    with tempfile.TemporaryDirectory(prefix="copil-trace-") as work:
        path = os.path.join(work, "trace")
        finished = place.run(*args, prefix=[*traced(*KINDS, *OPENS, "close"), "-o", path], **options)
        with open(path, encoding="utf-8", errors="replace") as file:
            lines = file.read().splitlines()
    counts, calls = {}, []
    folder = os.path.realpath(place.folder)
    for line in lines:
        found = LINE.match(line)
        if not found:
            raise ValueError(f"strace says {line!r}")
        kind, text, result, rest = found.groups()
        counts[kind] = counts.get(kind, 0) + 1
        opened = re.match(r"<([^>]*)>", rest)
        call = Call(kind, counts[kind], text, (result, opened and opened[1]), folder)
        if changes(call):
            calls.append(call)
    return finished, calls


def changes(call):
    """Files of the place, and what is said on standard output."""
    inside = call.files and not any(name.startswith("..") for name in call.files)
    if "open" in call.kind:
        return call.creates and inside
    if call.kind == "close":
        return bool(inside and OURS.search(call.files[0]))
    if call.kind in ("write", "writev") and call.descriptor == 1:
        return True
    return inside


def inject(call, what):
    """The beginning of a command that runs copil with a fault at CALL."""
    return ["strace", "-qq", "-o", os.devnull, "-e", f"trace={call.kind}", "-e", "signal=none", "-e",
            f"inject={call.kind}:{what}:when={call.number}"]


def killing(call):
    return inject(call, "signal=KILL")


def failing(call, error):
    return inject(call, f"error={error}")


def full_from(calls, index, error):
    """From that call on nothing more can be put on disk."""
    prefix, kinds = [], []
    for kind in ("pwrite64", "fsync", "fdatasync", "mkdir", "rename", "link", calls[index].kind):
        number = next((call.number for call in calls[index:] if call.kind == kind), None)
        if number is None or kind in kinds:
            continue
        kinds.append(kind)
        every = "+" if kind not in ("write", "openat", "close") else ""
        prefix += ["-e", f"inject={kind}:error={error}:when={number}{every}"]
    return ["strace", "-qq", "-o", os.devnull, "-e", "trace=" + ",".join(kinds), "-e", "signal=none",
            *prefix]


def works():
    """Whether this machine lets us: a harness that can't break anything proves nothing."""
    with tempfile.TemporaryDirectory() as work:
        try:
            finished = subprocess.run(
                ["strace", "-qq", "-o", os.devnull, "-e", "trace=mkdir", "-e",
                 "inject=mkdir:signal=KILL:when=1", "mkdir", "never"],
                cwd=work, capture_output=True, check=False)
        except FileNotFoundError:
            return False
        return finished.returncode in (-9, 137) and not os.listdir(work)
