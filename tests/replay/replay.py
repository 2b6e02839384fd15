#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Mail of others through copil: replay.py FOLDER... [--keep DIR]

Each FOLDER (a Maildir, or files of any kind) goes through `batch`, each file of it through `check`
and `read`, each PDF through `verify`, as it is and appended to an issued edition.  What comes of it
is compared with an independent reading by Python's own libraries.  One line a folder; then

  violations   of what always holds (README, "What a run does"): exit status 1
  dead         children that crashed or ran out of time or memory: to be looked at
  differences  between copil's reading and Python's: to be looked at

--keep DIR leaves register, output and the full list of the last two there, for looking.
"""
import argparse
import collections
import json
import os
import random
import re
import resource
import shutil
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../cli"))
import cli
import independent

FORM = os.path.join(cli.CONVENTION, "fiche-3.2.odt")
CHUNK = 200  # files a command
SECONDS, SECONDS_PER_FILE = 60, 0.25  # by the clock, of one command


class Corpus:
    def __init__(self, folder, keep):
        self.folder, self.keep = folder, keep
        self.name = os.path.basename(os.path.normpath(folder))
        self.files = independent.files(folder)
        self.grafted = 0
        self.violations, self.dead, self.differences = {}, {}, {}  # {what: [where]}
        self.register = cli.new_register(keep, f"{self.name}.copil")
        self.output = os.path.join(keep, f"{self.name}-output")

    def violated(self, what, *where):
        self.violations.setdefault(what, []).append(" ".join(map(str, where)))

    def died(self, code, *where):
        self.dead.setdefault(code, []).append(" ".join(map(str, where)))

    def differs(self, what, *where):
        self.differences.setdefault(what, []).append(" ".join(map(str, where)))

    def copil(self, *args, allowed=(0,)):
        """Run copil; a status that isn't ALLOWED, warnings or too long a time are violations."""
        done = cli.run(*args, timeout=SECONDS + SECONDS_PER_FILE * len(self.files),
                       G_DEBUG="fatal-warnings")
        if done.returncode not in allowed:
            self.violated(f"{args[0]} ends with {done.returncode}", done.stderr.decode(errors="replace"))
        elif b"CRITICAL" in done.stderr or b"WARNING" in done.stderr:
            self.violated(f"{args[0]} warns", done.stderr.decode(errors="replace"))
        return done

    def json(self, *args, allowed=(0,)):
        done = self.copil(*args, "--json", allowed=allowed)
        try:
            return json.loads(done.stdout)
        except ValueError:
            self.violated(f"{args[0]} prints no JSON", done.stdout[:200])
            return {}


# ---- the batch ----

def run_batch(corpus):
    counts = corpus.json("batch", corpus.register, corpus.folder, "--output", corpus.output)
    before = {**cli.stamps(corpus.output), **cli.tree(corpus.output),
              "": cli.tree(os.path.dirname(corpus.register)).get(os.path.basename(corpus.register))}
    again = corpus.json("batch", corpus.register, corpus.folder, "--output", corpus.output)
    after = {**cli.stamps(corpus.output), **cli.tree(corpus.output),
             "": cli.tree(os.path.dirname(corpus.register)).get(os.path.basename(corpus.register))}
    if again.get("new") != 0 or before != after:
        corpus.violated("a second run writes", again.get("new"), [key for key in after
                                                                  if before.get(key) != after[key]][:5])
    return counts


def read_register(path):
    """{SHA-256: {…}} of the messages, with all that says something of them."""
    found = {}
    for arrival, digest, name, mail, kind, verdict, original in cli.rows(
            path, "SELECT arrival, sha256, name, mail, class, verdict, original FROM message"):
        found[arrival] = {"sha256": digest, "name": name, "mail": mail, "class": kind,
                          "verdict": verdict, "original": original, "parts": [], "forms": [],
                          "findings": [], "answers": 0}
    for arrival, digest, size, fate in cli.rows(
            path, "SELECT message, sha256, size, fate FROM part WHERE message IN"
            " (SELECT arrival FROM message)"):
        found[arrival]["parts"].append((digest, size, fate))
    for arrival, rank, verdict in cli.rows(path, "SELECT message, rank, verdict FROM submission"):
        found[arrival]["forms"].append((rank, verdict))
    for arrival, rank, severity, code, text in cli.rows(
            path, "SELECT message, submission, severity, code, text FROM finding"):
        found[arrival]["findings"].append((rank, severity, code, text))
    for (arrival,) in cli.rows(path, "SELECT message FROM answer"):
        found[arrival]["answers"] += 1
    return {row["sha256"]: row for row in found.values()}


# ---- accounting: each message once, with its bytes ----

def account(corpus, counts, known):
    pieces = independent.index({digest: row["original"] for digest, row in known.items()
                                if row["mail"]})
    expected, found = collections.Counter(), 0
    for file in corpus.files:
        digests = pieces_of(corpus, file, known, pieces)
        expected.update(digests)
        found += len(digests)
    for digest in expected.keys() - known.keys():
        corpus.violated("not in the register:", digest)
    for digest in known.keys() - expected.keys():
        corpus.violated("of no source:", known[digest]["name"])
    for digest, row in known.items():
        if independent.sha256(row["original"]) != digest:
            corpus.violated("original and hash differ:", row["name"])
    if counts.get("messages") != found or counts.get("new") != len(known):
        corpus.violated("counts", counts.get("messages"), counts.get("new"), "for", found, len(known))


def pieces_of(corpus, file, known, pieces):
    """SHA-256s of what FILE should have come to be."""
    if file.sha256 in known:
        looked_at = known[file.sha256]
        data = looked_at["original"]
        if not file.maildir and data.startswith(b"PK") and independent.members(data):
            corpus.differs("archive kept whole:", file.path, looked_at["verdict"])
        elif not looked_at["mail"] and independent.envelope_fields(data) >= 2:
            corpus.differs("a mail, taken for a file:", file.path)
        elif looked_at["mail"] and not file.maildir and not independent.envelope_fields(data):
            corpus.differs("a file, taken for a mail:", file.path)
        return [file.sha256]
    data = file.read()
    if independent.is_mbox(data):
        covered = independent.covering(data, pieces)
        if covered is None:
            corpus.violated("bytes of an mbox are lost:", file.path)
            return []
        count = independent.mailbox_count(data)
        if count != len(covered):
            corpus.differs("mbox, mails for us and for Python:", len(covered), count, file.path)
        return covered
    inner = independent.members(data)
    if inner is None:
        corpus.violated("lost:", file.path)
        return []
    digests = []
    for member in inner:
        covered = independent.covering(member, pieces) if independent.is_mbox(member) else None
        digests += covered or [independent.sha256(member)]
    return digests


# ---- verdicts, reasons, parts, answers ----

def judge(corpus, known):
    for row in known.values():
        for rank, severity, code, text in row["findings"]:
            if code.startswith("examination-"):
                corpus.died(code, row["name"])
            if not re.search(r"[.!?:»)]$", text) or "{" in text and "}" in text and "{" not in code:
                corpus.differs("an odd sentence:", text)
        need_reason(corpus, row)
        compare_documents(corpus, row)
        if row["answers"] and row["class"]:
            corpus.violated("answered though automatic:", row["name"])
        why = independent.automatic(row["original"]) if row["mail"] else None
        if why and row["answers"]:
            corpus.violated("answered in spite of", why, row["name"])
        elif why and not row["class"] and row["parts"]:
            corpus.differs(f"personal in spite of {why}:", row["name"])


def need_reason(corpus, row):
    """What is not simply accepted says why, in a finding of its own."""
    said = {rank for rank, severity, code, text in row["findings"]}
    for rank, verdict in row["forms"]:
        if verdict in ("refused", "unreadable") and rank not in said:
            corpus.violated("no reason:", verdict, row["name"])
    if not row["forms"]:
        if row["verdict"] not in ("automatic", "not_a_form", "by_hand"):
            corpus.violated("verdict", row["verdict"], "without form:", row["name"])
        if None not in said and (row["verdict"] == "by_hand" or not row["mail"]):
            corpus.violated("no reason:", row["verdict"], row["name"])


def compare_documents(corpus, row):
    if not row["mail"]:
        return
    parts = {digest for digest, size, fate in row["parts"]}
    for digest, name in independent.documents(row["original"]).items():
        if digest not in parts:
            corpus.differs("Python finds", name, "in", row["name"], row["verdict"],
                           sorted({code for rank, severity, code, text in row["findings"]}))


# ---- in any order, in two batches ----

def link_half(files, folder, to):
    """The files whose hash begins with 0 to 7, in the same folders, shuffled; Maildirs stay such."""
    for place, names, others in os.walk(folder):
        os.makedirs(os.path.join(to, os.path.relpath(place, folder)), exist_ok=True)
    half = [file for file in files if file.sha256[0] in "01234567"]
    random.Random(8).shuffle(half)
    for file in half:
        shutil.copyfile(file.path, os.path.join(to, os.path.relpath(file.path, folder)))


def content(register):
    """What it says, but for answers, which tell what was known when they were written, and names:
    equal bytes may have been found under several."""
    found = collections.Counter()
    for row, count in cli.content(register, without={"message.name", "part.filename"}).items():
        if row[0] != "answer":
            found[tuple(re.sub("«[^»]*»", "«»", str(cell)) for cell in row)] += count
    return found


def shuffle(corpus):
    register = cli.new_register(corpus.keep, f"{corpus.name}-shuffled.copil")
    output = os.path.join(corpus.keep, f"{corpus.name}-shuffled")
    half = os.path.join(corpus.keep, "half")
    link_half(corpus.files, corpus.folder, half)
    corpus.copil("batch", register, half, "--output", output, "--jobs", "1")
    shutil.rmtree(half)
    corpus.copil("batch", register, corpus.folder, "--output", output)
    one, two = content(corpus.register), content(register)
    for row in sorted({row for row in one.keys() | two.keys() if one[row] != two[row]})[:10]:
        corpus.violated("in another order:", one[row], two[row], str(row)[:300])
    os.remove(register)
    shutil.rmtree(output)


# ---- a form put into each mail of several parts: it never vanishes ----

def graft(corpus, known):
    with open(FORM, "rb") as file:
        form = file.read()
    folder = os.path.join(corpus.keep, "grafted")
    os.makedirs(folder)
    for row in known.values():
        for number, data in enumerate(independent.grafts(row["original"], form) if row["mail"]
                                      else []):
            with open(os.path.join(folder, f"{row['sha256']}-{number}.eml"), "wb") as file:
                file.write(data)
    register = cli.new_register(corpus.keep, f"{corpus.name}-grafted.copil")
    output = os.path.join(corpus.keep, f"{corpus.name}-grafted")
    corpus.copil("batch", register, folder, "--output", output)
    digest = independent.sha256(form)
    for row in read_register(register).values():
        corpus.grafted += 1
        name = known.get(row["name"][:64], row)["name"]
        if any(part[0] == digest for part in row["parts"]):
            continue
        if row["verdict"] == "by_hand":
            corpus.differs("with a form put in, waits for a person:", name)
        elif digest in independent.documents(row["original"]):
            corpus.violated("a form that was put in vanished:", name, row["verdict"])
        else:
            corpus.differs("with a form put in that Python doesn't see either:", name)
    shutil.rmtree(folder)
    shutil.rmtree(output)


# ---- file by file ----

def chunks(paths):
    return [paths[at:at + CHUNK] for at in range(0, len(paths), CHUNK)]


def check_and_read(corpus, paths):
    for command in (["check", "--convention", cli.CONVENTION], ["read"]):
        for some in chunks(paths):
            forms = corpus.json(*command, *some, allowed=(0, 1)).get("forms", [])
            told = {form["file"] for form in forms}  # FILE, or FILE/PIECE of an mbox or archive
            for path in some:
                if path not in told and not any(one.startswith(path + "/") for one in told):
                    corpus.violated(f"{command[0]} loses", path)
            for form in forms:
                said = form.get("findings", form.get("remarks"))
                if form.get("verdict") in ("refused", "unreadable", "by_hand") and not said:
                    corpus.violated(f"{command[0]} gives no reason:", form["file"])
                for finding in said:
                    if finding["code"].startswith("examination-"):
                        corpus.died(finding["code"], command[0], form["file"])


def verify(corpus, paths):
    """As they are: strangers.  After the bytes of an edition: never whole, never signed."""
    if not paths:
        return
    edition = os.path.join(corpus.keep, "edition.pdf")
    register = cli.new_register(corpus.keep, f"{corpus.name}-edition.copil")
    corpus.copil("report", register, "--issue", "--output", edition)
    with open(edition, "rb") as file:
        issued = file.read()
    for some in chunks(paths):
        judged = corpus.json("verify", register, *some, allowed=(1,)).get("returned", [])
        if len(judged) != len(some):
            corpus.violated("verify loses a file after", some[0])
        for one in judged:
            if one["state"] not in ("stranger", "encrypted") or one["ok"]:
                corpus.violated("verify knows a stranger:", one["file"], one["state"])
        with tempfile.TemporaryDirectory() as grafted:
            for number, path in enumerate(some):
                with open(path, "rb") as file, open(f"{grafted}/{number:03}.pdf", "wb") as to:
                    to.write(issued + file.read())
            names = sorted(os.path.join(grafted, name) for name in os.listdir(grafted))
            judged = corpus.json("verify", register, *names, allowed=(1,)).get("returned", [])
            for path, one in zip(some, judged):
                if one["ok"] or one["signed"] or not one["changes"]:
                    corpus.violated("verify passes an edition followed by", path)
            if len(judged) != len(names):
                corpus.violated("verify loses a file after", some[0])


# ---- all of it ----

HEADINGS = ("corpus", "files", "messages", "mails", "accepted", "refused", "replaced", "duplicate",
            "unreadable", "automatic", "not_a_form", "by_hand", "answers", "grafted", "dead", "differences",
            "violations", "CPU s")


def replay(folder, keep):
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    corpus = Corpus(folder, keep)
    counts = run_batch(corpus)
    known = read_register(corpus.register)
    account(corpus, counts, known)
    judge(corpus, known)
    shuffle(corpus)
    graft(corpus, known)
    unique = list({file.sha256: file.path for file in corpus.files}.values())
    check_and_read(corpus, unique)
    verify(corpus, [path for path in unique if is_pdf(path)])
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime
    row = {"corpus": corpus.name, "files": len(corpus.files), "CPU s": round(seconds, 1),
           "grafted": corpus.grafted,
           "mails": sum(row["mail"] for row in known.values()), "dead": count(corpus.dead),
           "differences": count(corpus.differences), "violations": count(corpus.violations), **counts}
    return corpus, [row.get(heading, "?") for heading in HEADINGS]


def is_pdf(path):
    with open(path, "rb") as file:
        return file.read(5) == b"%PDF-"


def show(row):
    print(f"{row[0]:20.20}", *(f"{str(cell):>{max(5, len(heading))}}"
                               for cell, heading in zip(row[1:], HEADINGS[1:])), flush=True)


def count(found):
    return sum(len(where) for where in found.values())


def print_found(corpus):
    """What was found, with the first places; all places go to a file."""
    with open(os.path.join(corpus.keep, f"{corpus.name}.txt"), "w", encoding="utf-8") as file:
        for kind in ("violations", "dead", "differences"):
            for what, where in getattr(corpus, kind).items():
                print(f"   {kind}, {len(where)}: {what}")
                for place in where[:3]:
                    print("     ", place[:250])
                file.writelines(f"{kind}: {what} {place}\n" for place in where)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folders", nargs="+", metavar="FOLDER")
    parser.add_argument("--keep", metavar="DIR")
    options = parser.parse_args()
    bad = 0
    show(HEADINGS)
    with tempfile.TemporaryDirectory(prefix="copil-replay-") as scratch:
        keep = options.keep or scratch
        os.makedirs(keep, exist_ok=True)
        for folder in options.folders:
            corpus, row = replay(folder, keep)
            show(row)
            print_found(corpus)
            bad += count(corpus.violations)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
