# SPDX-License-Identifier: Apache-2.0
"""What the command-line tests share: running copil, TAP, reading a register with a second program.

Nothing here knows copil but its command line and the tables of its register.
"""
import base64
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

SOURCE = os.path.abspath(os.environ.get("COPIL_SRCDIR")
                         or os.path.join(os.path.dirname(__file__), "../.."))
COPIL = os.path.abspath(os.environ.get("COPIL", os.path.join(SOURCE, "build/copil")))
CONVENTION = os.path.join(SOURCE, "forms/idf-2013")
MAIL = os.path.join(SOURCE, "tests/mail/idf-2013")
CORPUS = os.path.join(SOURCE, "tests/data/form/corpus")
CLOCK = "1436400000"  # 9 July 2015
# Under sanitizers and valgrind all takes so many times longer.
PATIENCE = int(os.environ.get("COPIL_PATIENCE", "1"))

_count = 0
_failed = 0


def ok(good, name, *details):
    """One TAP test; DETAILS are shown when it fails."""
    global _count, _failed
    _count += 1
    print("ok" if good else "not ok", _count, "-", name.replace("#", "n°"))
    if not good:
        _failed += 1
        for detail in details:
            for line in str(detail)[:3000].splitlines() or [""]:
                print("#  ", line)
    sys.stdout.flush()
    return good


def equal(got, expected, name):
    return ok(got == expected, name, f"expected {expected!r}", f"got      {got!r}")


def same(first, second, name):
    """Two dictionaries, with the keys in which they differ."""
    keys = [key for key in sorted(set(first) | set(second), key=str)
            if first.get(key) != second.get(key)]
    return ok(not keys, name, *[f"{key}: {first.get(key)!r} / {second.get(key)!r}"[:300]
                                for key in keys[:8]])


def skip(name, why):
    global _count
    _count += 1
    print("ok", _count, "-", name, "# SKIP", why)


def done():
    print(f"1..{_count}")
    sys.exit(1 if _failed else 0)


def environment(**changes):
    base = dict(os.environ, SOURCE_DATE_EPOCH=CLOCK, LC_ALL="C.UTF-8", LANGUAGE="en")
    base.update(changes)
    return {key: value for key, value in base.items() if value is not None}


def run(*args, prefix=(), timeout=50, cwd=None, stdout=subprocess.PIPE, **changes):
    """copil ARGS: .returncode, .stdout and .stderr as bytes.  PREFIX runs it (strace…)."""
    if prefix:  # looking for leaks hangs under strace
        changes["ASAN_OPTIONS"] = os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0"
    try:
        return subprocess.run([*prefix, COPIL, *args], env=environment(**changes), cwd=cwd,
                              stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.PIPE,
                              timeout=timeout * PATIENCE)
    except subprocess.TimeoutExpired as late:
        return subprocess.CompletedProcess(late.cmd, -1, late.stdout or b"",
                                           b"killed by the test: too long")


def must(*args, **options):
    """Something that the test builds on: without it there's nothing to test."""
    finished = run(*args, **options)
    if finished.returncode:
        sys.stderr.write(finished.stderr.decode(errors="replace"))
        print(f"Bail out! copil {' '.join(args[:2])} ends with {finished.returncode}")
        sys.exit(1)
    return finished


def folder():
    return tempfile.TemporaryDirectory(prefix="copil-test-")


def new_register(work, name="r.copil"):
    path = os.path.join(work, name)
    must("init", path, "--convention", CONVENTION)
    return path


def messages():
    """{name as the register has it: bytes} of the demo mail, the mbox split by Python."""
    found = {}
    for place, _, names in os.walk(MAIL):
        for name in names:
            with open(os.path.join(place, name), "rb") as file:
                data = file.read()
            if not name.endswith(".mbox"):
                found[name] = data
                continue
            # A piece is without its "From " line and without the empty line after it.
            for number, piece in enumerate((b"\n\n" + data).split(b"\n\nFrom ")[1:], 1):
                piece = piece.split(b"\n", 1)[1]
                found[f"{name}#{number}"] = piece.removesuffix(b"\n") if piece.endswith(
                    b"\n\n") else piece + (b"" if piece.endswith(b"\n") else b"\n")
    return found


def choose(to, names):
    """Copy some files of the demo Maildir, by the beginning of their names, into a folder."""
    os.makedirs(to, exist_ok=True)
    for place in ("boite/cur", "boite/new"):
        for name in sorted(os.listdir(os.path.join(MAIL, place))):
            if name.startswith(tuple(names)):
                shutil.copy(os.path.join(MAIL, place, name), to)


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def tree(path):
    """{relative path: SHA-256} of all regular files under a folder."""
    found = {}
    for place, _, names in os.walk(path):
        for name in names:
            full = os.path.join(place, name)
            if os.path.islink(full) or not os.path.isfile(full):
                continue
            with open(full, "rb") as file:
                found[os.path.relpath(full, path)] = sha256(file.read())
    return found


def stamps(path):
    """{relative path: time of change, inode} of all files under a folder."""
    found = {}
    for place, _, names in os.walk(path):
        for name in names:
            status = os.lstat(os.path.join(place, name))
            found[os.path.relpath(os.path.join(place, name), path)] = (
                status.st_mtime_ns, status.st_ino)
    return found


def rows(register, sql, *parameters):
    """Rows of the register, read by Python's sqlite3 without changing the file."""
    database = sqlite3.connect(f"file:{register}?mode=ro", uri=True)
    try:
        return database.execute(sql, parameters).fetchall()
    finally:
        database.close()


# What a row is called depends on the order of arrival, and who wrote it on the runs: neither is
# content.  Rows are named by what doesn't: {(table, column): expression}, None to leave it out.
NAMELESS = {("message", "arrival"): None, ("submission", "rank"): None, ("answer", "id"): None,
            ("finding", "id"): "row_number() OVER (PARTITION BY message, submission, history ORDER BY id)"}
REFERENCES = {("message", "arrival"): "(SELECT sha256 FROM message WHERE arrival = t.{0})",
              ("submission", "rank"): "(SELECT id FROM submission WHERE rank = t.{0})"}
OF_RUNS = {"run", "journal"}


def _columns(database, table):
    references = {own: (other, named) for _, _, other, own, named, *_ in database.execute(
        f"PRAGMA foreign_key_list({table})") if (other, named) in REFERENCES}
    for _, name, *_ in database.execute(f"PRAGMA table_info({table})"):
        if name in OF_RUNS or NAMELESS.get((table, name), "") is None:
            continue
        quoted = f'"{name}"'
        yield name, NAMELESS.get((table, name)) or REFERENCES.get(
            references.get(name), "t.{0}").format(quoted)


def content(register, without=()):
    """All that the register says, {(table, row): how often}: without arrival numbers, row numbers
    and runs, nor the columns WITHOUT."""
    found = {}
    database = sqlite3.connect(f"file:{register}?mode=ro", uri=True)
    try:
        for table, in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'"
                                       " AND name NOT LIKE 'sqlite_%'").fetchall():
            columns = [] if table in OF_RUNS else [
                text for name, text in _columns(database, table)
                if f"{table}.{name}" not in without]
            for row in database.execute(
                    f"SELECT {', '.join(columns)} FROM {table} t") if columns else ():
                key = table, *[sha256(cell) if isinstance(cell, bytes) else cell for cell in row]
                found[key] = found.get(key, 0) + 1
    finally:
        database.close()
    return found


def mail(attachments, sender="lp-pochoir@exemple.example", subject="Fiches", number=1,
         headers=()):
    """A plain message with ATTACHMENTS {name: bytes}, as bytes."""
    lines = ["Received: from mx.example; Mon, 7 Jul 2014 10:%02d:00 +0200" % (number % 60),
             f"From: <{sender}>", "To: <secretariat@copil.example>", f"Subject: {subject}",
             f"Message-ID: <{number}.test@copil.example>", "MIME-Version: 1.0", *headers,
             'Content-Type: multipart/mixed; boundary="=_limite"', "", "--=_limite",
             "Content-Type: text/plain; charset=utf-8", "", "Bonjour,", ""]
    for name, data in attachments.items():
        lines += ["--=_limite", f'Content-Type: application/octet-stream; name="{name}"',
                  f'Content-Disposition: attachment; filename="{name}"',
                  "Content-Transfer-Encoding: base64", "",
                  base64.encodebytes(data).decode().rstrip("\n")]
    return "\r\n".join([*lines, "--=_limite--", ""]).encode()
