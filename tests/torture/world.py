# SPDX-License-Identifier: Apache-2.0
"""The world around a run: zone, locale, clock, environment, limits, streams, names.

What doesn't matter must change no byte; what makes a run impossible must be said in one line, and a
plain run afterwards comes to the state of an undisturbed one.
"""
import os
import shutil
import stat
import subprocess
import tempfile

from invariants import REGISTER, Place, said
from stages import BATCH, Ready, Stage, box, init
from cli import CLOCK, CONVENTION, COPIL, content, run  # invariants knows where it is

PRELOAD = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"
LOCALES = {"tr_TR.UTF-8": ("tr_TR", "UTF-8"), "ja_JP.EUC-JP": ("ja_JP", "EUC-JP"),
           "fr_FR.ISO-8859-1": ("fr_FR", "ISO-8859-1"), "fr_FR.UTF-8": ("fr_FR", "UTF-8")}


def shell(text):
    """A prefix that runs the command after some words of the shell."""
    return ("sh", "-c", text + '; exec "$@"', "sh")


def clock(setting):
    """The system's clock, not SOURCE_DATE_EPOCH; deadlines keep a true one."""
    return {"SOURCE_DATE_EPOCH": None, "LD_PRELOAD": PRELOAD, "FAKETIME": setting,
            "FAKETIME_DONT_FAKE_MONOTONIC": "1", "FAKETIME_DONT_RESET": "1", "TZ": "UTC"}


# Name, prefix, changes of the environment: the same bytes as ever.
SAME = [
    *[(f"TZ={zone}", (), {"TZ": zone}) for zone in
      (None, "", "UTC", "America/Los_Angeles", "Pacific/Kiritimati", "<+1234>-12:34", "Non/Sens")],
    *[(f"LC_ALL={name}", (), {"LC_ALL": name}) for name in ("C", "POSIX", "non_SENS.x", *LOCALES)],
    ("LC_ALL unset, LANG=tr_TR.UTF-8", (), {"LC_ALL": None, "LANG": "tr_TR.UTF-8"}),
    ("LANGUAGE nonsense", (), {"LANGUAGE": "xx:yy:../../etc"}),
    ("LANGUAGE=fr", (), {"LANGUAGE": "fr"}),
    ("an empty environment", ("env", "-i", f"SOURCE_DATE_EPOCH={CLOCK}"), {}),
    ("no HOME", (), {"HOME": None, "XDG_CACHE_HOME": None, "USER": None}),
    ("a HOME that isn't there", (), {"HOME": "/nonexistent"}),
    ("a huge environment", (), {f"HUGE{number}": "x" * 100000 for number in range(9)}),
    ("umask 0", shell("umask 0"), {}),
    ("umask 777", shell("umask 777"), {}),
    ("20 descriptors", shell("ulimit -n 20"), {}),
    ("no standard input", shell("exec <&-"), {}),
    ("descriptors left open", shell("exec 7</dev/null 8</dev/null 9>/dev/null"), {}),
    ("signals ignored", shell("trap '' HUP INT PIPE CHLD XFSZ"), {}),
]
TIMES = [
    ("the system's clock", (), clock("@2015-07-09 00:00:00 x0")),
]
# What makes a run impossible.
FAILS = [
    ("no standard output", shell("exec >&-"), {}),
    ("no standard streams", shell("exec <&- >&- 2>&-"), {}),
    ("a full standard output", shell("exec >/dev/full"), {}),
    ("8 descriptors", shell("ulimit -n 8"), {}),
    *[(f"{size} MB of memory", shell(f"ulimit -v {size * 1000}"), {}) for size in (150, 300, 500)],
    ("4 MB of stack", shell("ulimit -s 4096"), {}),
    ("8 seconds", shell("ulimit -t 8"), {}),
    *[(f"files of {size} blocks", shell(f"ulimit -f {size}"), {}) for size in (1, 100, 300, 700)],
]
NAMES = ["with a space", "été", "two\nlines", "\udcff\udcfe", "-dash", "%s%n", "'\"$(id)`", "x" * 240,
         ".hidden", "a;b&c|d<e>f", "?mode=ro&vfs=unix-none#x"]


def make_locales(work, *names):
    """Locales that needn't be installed."""
    folder = os.path.join(work, "locales")
    os.makedirs(folder, exist_ok=True)
    for name in names or LOCALES:
        source, charset = LOCALES[name]
        subprocess.run(["localedef", "-i", source, "-f", charset, os.path.join(folder, name)],
                       check=False, capture_output=True)
        if not os.path.isdir(os.path.join(folder, name)):
            raise RuntimeError(f"localedef makes no {name}: install the package locales")
    return folder


def loose(place):
    """Files that others may read: there must be none."""
    found = []
    for folder, folders, names in os.walk(os.path.join(place.folder, "out")):
        for name in [*folders, *names]:
            if os.stat(os.path.join(folder, name)).st_mode & (stat.S_IRWXG | stat.S_IRWXO):
                found.append(f"others may read {name}")
    return found[:1]


def unmoved(ready, prefix, changes):
    place = ready.place()
    try:
        finished = place.run(*ready.args, prefix=prefix, **changes)
        if finished.returncode or finished.stderr:
            return [f"{finished.returncode} {finished.stderr.decode(errors='replace')}"]
        return ready.after(place, finished) + loose(place)
    finally:
        shutil.rmtree(place.folder)


def impossible(ready, prefix, changes):
    place = ready.place()
    try:
        finished = place.run(*ready.args, prefix=prefix, **changes)
        wrong = said(finished) if finished.stderr else []
        if finished.returncode != 70:
            wrong.append(f"exit status {finished.returncode}")
        return wrong + ready.after(place, finished) + ready.again(place)
    finally:
        shutil.rmtree(place.folder)


def named(ready, name):
    """Register, source and output by absolute and strange names, from a folder that is gone."""
    folder = tempfile.mkdtemp(dir=ready.work)
    source, output = os.path.join(folder, name), os.path.join(folder, "o" + name)
    register = source + ".copil"
    try:
        shutil.copy(ready.base.register, register)
        shutil.copytree(os.path.join(ready.base.folder, "box"), source)
        gone = shell("mkdir gone && cd gone && rmdir ../gone")
        finished = run("batch", register, source, "--output", output, prefix=gone, cwd=folder)
        if finished.returncode or finished.stderr:
            return [f"{finished.returncode} {finished.stderr.decode(errors='replace')}"]
        return same_register(ready, register) + beside(folder, name) + relative(
            folder, register, source, output)
    finally:
        shutil.rmtree(folder)


def same_register(ready, register):
    plain = tempfile.mktemp(dir=ready.work)
    shutil.copy(register, plain)
    expected = {key for key in ready.expected if key[0] not in ("file", "journal", "run")}
    found = {key for key in content(plain) if key[0] not in ("journal", "run")}
    wrong = [str(key)[:160] for key in expected ^ found]
    return [f"the register differs: {wrong[0]}"] if wrong else []


def beside(folder, name):
    """Nothing but what was named."""
    wanted = {name + ".copil", name, "o" + name}
    return [f"also there: {found!a}" for found in set(os.listdir(folder)) - wanted]


def relative(folder, register, source, output):
    """The same from within; "--" before names that begin with a dash."""
    names = [os.path.basename(path) for path in (output, register, source)]
    finished = run("batch", "--output", names[0], "--", *names[1:], cwd=folder)
    if finished.returncode or finished.stderr:
        return [f"relative: {finished.returncode} {finished.stderr.decode(errors='replace')}"]
    verified = run("verify", "--", names[1], cwd=folder)
    return [f"verify: {verified.stdout.decode()}"] if verified.returncode else []


def cut_off(ready):
    """Who reads the beginning only ends nothing."""
    place = Place(ready.base.folder)
    for command in ("status", "verify"):
        finished = subprocess.run(
            ["bash", "-c", f'set -o pipefail; "$0" {command} "$1" | head -c 1',
             COPIL, place.register], capture_output=True, check=False)
        if finished.stderr:
            return [f"{command}: {finished.stderr.decode(errors='replace')}"]
    return []


def linked(ready):
    """A register by another name is not written to; a second hard link is the register itself."""
    place = ready.place()
    os.rename(place.register, place.register + "-real")
    os.symlink(REGISTER + "-real", place.register)
    finished = place.run(*ready.args)
    if finished.returncode != 2 or finished.stderr.count(b"\n") != 1:
        return [f"symbolic link: {finished.returncode} {finished.stderr.decode(errors='replace')}"]
    os.unlink(place.register)
    os.link(place.register + "-real", place.register)
    finished = place.run(*ready.args)
    os.unlink(place.register + "-real")
    return ready.after(place, finished)


def jobs(ready, number):
    place = ready.place()
    return ready.after(place, place.run(*ready.args[:-1], str(number)))


def hours(ready, settings):
    """Two weeks, the clock as SETTINGS say: nothing depends on it but the times that are kept."""
    place = ready.place()
    for setting in settings:
        finished = place.run(*ready.args, **clock(setting))
        if finished.returncode or finished.stderr:
            return [f"{setting}: {finished.returncode} {finished.stderr.decode(errors='replace')}"]
    verified = place.run("verify", REGISTER, **clock(settings[-1]))
    return [f"verify: {verified.stdout.decode()}"] if verified.returncode else []


def every(ready, names=None):
    """All trials, or those of NAMES."""
    return [trial for trial in everything(ready) if names is None or trial[0] in names]


def everything(ready):
    for name, prefix, changes in [*SAME, *TIMES]:
        yield name, lambda prefix=prefix, changes=changes: unmoved(ready, prefix, changes)
    for name, prefix, changes in FAILS:
        yield name, lambda prefix=prefix, changes=changes: impossible(ready, prefix, changes)
    for name in NAMES:
        yield f"named {name!a}", lambda name=name: named(ready, name)
    for number in (1, 3, 64):
        yield f"{number} children", lambda number=number: jobs(ready, number)
    yield "links", lambda: linked(ready)
    yield "a reader that goes away", lambda: cut_off(ready)
    for name, settings in (
            ("the clock goes back", ["@2020-01-01 00:00:00", "@2010-01-01 00:00:00"]),
            ("the clock jumps forward", ["@2015-07-09 00:00:00", "@2099-12-31 23:59:50"]),
            ("the clock runs wild", ["@2015-07-09 00:00:00 x100000", "@2015-07-09 00:00:00 i-86400"]),
            ("the clock before 1970", ["@1969-12-31 12:00:00", "@2015-07-09 00:00:00"])):
        yield name, lambda settings=settings: hours(ready, settings)


def few(place):
    init(place, CONVENTION)
    box(place, "03-", "17-", "18-", "36-")


WORLD = Stage("world", [few], BATCH)
# Those that a test of seconds has time for.
SHORT = ["TZ=America/Los_Angeles", "LC_ALL=tr_TR.UTF-8", "umask 0", "no standard streams",
         "a full standard output", "300 MB of memory", f"named {NAMES[2]!a}", "links"]


def trials(work):
    if not os.path.exists(PRELOAD):
        raise RuntimeError("libfaketime is missing")
    os.environ["LOCPATH"] = make_locales(work)
    yield from every(Ready(WORLD, work))
