#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The weekly batch, twice, in another order, in parallel, in halves: what always holds.

The demo mail is taken in by several runs, and the registers, answers and reports are compared.
"""
import csv
import email
import email.policy
import fcntl
import html
import json
import os
import random
import re
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
from cli import *  # noqa: E402, F403


def batch(register, *args, expected=0, **options):
    """The JSON that a run prints."""
    finished = run("batch", register, *args, "--json", **options)
    if finished.returncode != expected:
        ok(False, f"batch {args[1:]}", finished.returncode, finished.stderr)
        return {}
    return json.loads(finished.stdout) if expected == 0 else {}


def outside(path):
    """What left the house, as bytes."""
    return {name: sha for name, sha in tree(path).items()
            if name == "report.pdf" or name.startswith("answers/")}


def verdicts(register, without=()):
    """What stands, without what was said of it to anybody."""
    return {key: count for key, count in content(register, without).items() if key[0] != "answer"}


def figures(work, register):
    path = os.path.join(work, os.path.basename(register) + ".json")
    must("export", register, "--output", path, "--confidential")
    with open(path, encoding="utf-8") as file:
        return {(one["indicator"], one["period"], str(one["scope"])): one
                for one in json.load(file)["figures"]}


# ---- the same again ----

def test_first(work, register, out):
    """A dry run says what the real one does, and does nothing."""
    before = tree(work), stamps(work)
    dry = batch(register, MAIL, "--dry-run", "--output", out)
    equal((tree(work), stamps(work)), before, "a dry run changes no file and makes none")
    real = batch(register, MAIL, "--output", out)
    equal(dry.pop("report"), None, "a dry run writes no report")
    equal(real.pop("report"), os.path.join(out, "report.pdf"), "the report's path is said")
    same(dry, real, "a dry run counts the same as the real run")
    return real


def test_second(work, register, out):
    before, when = tree(work), stamps(work)
    ok("out/report.pdf" in before, "there is a report")
    again = batch(register, MAIL, "--output", out)
    same(tree(work), before, "a second run changes no byte of register, answers and report")
    same({k: v for k, v in stamps(work).items() if not k.startswith("r.copil")},
         {k: v for k, v in when.items() if not k.startswith("r.copil")},
         "a second run doesn't touch what it wrote")
    equal((again["messages"], again["new"], again["forms"], again["answers"]), (84, 0, 0, 0),
          "a second run finds nothing new")
    later = run("batch", register, MAIL, "--output", out, SOURCE_DATE_EPOCH="1500000000")
    equal(later.returncode, 0, "a second run years later")
    same(tree(work), before, "changes nothing either: no document carries the clock")


def test_counts(register, counts):
    forms = rows(register, "SELECT verdict, count(*) FROM submission GROUP BY 1")
    equal(counts["forms"], sum(count for _, count in forms), "every form is counted")
    equal({name: counts[name] for name, _ in forms}, dict(forms), "by the verdict that it has")
    equal(counts["forms"], sum(counts[name] for name in
                               ("accepted", "refused", "replaced", "duplicate", "unreadable")),
          "received = accepted + refused + replaced + duplicate + unreadable (+ withdrawn)")
    without = rows(register, "SELECT verdict, count(*) FROM message m WHERE NOT EXISTS"
                   " (SELECT 1 FROM submission s WHERE s.message = m.arrival) GROUP BY 1")
    equal({name: counts[name] for name, _ in without}, dict(without), "so are other messages")
    stored = rows(register, "SELECT sha256, original FROM message")
    ok(all(sha256(original) == sha for sha, original in stored), "originals hash to their names")
    equal({sha for sha, _ in stored}, {sha256(data) for data in messages().values()},
          "the hashes of the source are those of the register")
    loose = rows(register, "SELECT m.name, p.path FROM part p JOIN message m"
                 " ON m.arrival = p.message LEFT JOIN submission s ON s.message = p.message"
                 " AND s.part = p.path WHERE (p.fate = 'form') <> (s.id IS NOT NULL)")
    equal(loose, [], "a part's fate is a form where there is one, and nowhere else")


def test_report(out, counts):
    if not shutil.which("pdftotext"):
        return skip("the report prints the conservation of forms", "no pdftotext")
    text = subprocess.run(["pdftotext", "-layout", os.path.join(out, "report.pdf"), "-"],
                          capture_output=True, timeout=30).stdout.decode()
    printed = {}
    for label, name in (("Acceptée", "accepted"), ("Refusée", "refused"),
                        ("Remplacée", "replaced"), ("Reçue en double", "duplicate"),
                        ("Illisible", "unreadable"), ("Fiches reçues", "forms")):
        found = re.search(rf"(?m)^\s*{label}\s+(\d+)$", text)
        printed[name] = int(found[1]) if found else None
    return equal(printed, {name: counts[name] for name in printed},
                 "the report prints the conservation of forms")


# ---- otherwise the same ----

def test_order(work, register, out):
    """Other names, in one flat folder and an mbox, one child at a time."""
    draw = random.Random(7)
    mixed = os.path.join(work, "mixed")
    os.mkdir(mixed)
    pieces = list(messages().values())
    draw.shuffle(pieces)
    for number, data in enumerate(pieces[:70]):
        with open(os.path.join(mixed, f"{draw.randrange(10**9):09}-{number}.eml"), "wb") as file:
            file.write(data)
    with open(os.path.join(mixed, "others.mbox"), "wb") as file:
        for data in pieces[70:]:
            file.write(b"From MAILER-DAEMON Tue Mar 24 08:00:00 2015\n" + data + b"\n")
    other, there = new_register(work, "o.copil"), os.path.join(work, "other")
    counts = batch(other, mixed, "--output", there, "--jobs", "1")
    equal(counts.get("new"), 84, "the same messages in another order under other names")
    same(content(other, ["message.name"]), content(register, ["message.name"]),
         "give the same register")
    same(outside(there), outside(out), "the same answers and the same report")


def test_halves(work, register):
    """The mail of two weeks, the younger half first: the latest received stands all the same."""
    half = os.path.join(work, "half")
    choose(half, [f"{number:02}-" for number in range(30, 70)])
    two, there = new_register(work, "two.copil"), os.path.join(work, "two")
    batch(two, half, "--output", there)
    middle = tree(os.path.join(there, "answers"))
    batch(two, MAIL, "--output", there, SOURCE_DATE_EPOCH="1437000000")
    # (a message without Received header has its run's time)
    time = ["message.received", "submission.received"]
    same(verdicts(two, time), verdicts(register, time),
         "two runs come to the same verdicts, values and findings as one")
    same(figures(work, two), figures(work, register), "and to the same figures")
    after = tree(os.path.join(there, "answers"))
    ok(all(after.get(name) == sha for name, sha in middle.items()),
       "an answer that was written is never written otherwise")
    equal(len(after), len(outside(os.path.join(work, "out"))) - 1, "one answer a message")


def test_two_at_once(work):
    path, place = new_register(work, "twin.copil"), os.path.join(work, "twin")
    few = os.path.join(work, "few")
    choose(few, ["0", "1"])
    with open(path, "rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        before = tree(work)
        finished = run("batch", path, few, "--output", place)
        ok(finished.returncode == 75 and finished.stderr.count(b"\n") == 1 and not finished.stdout,
           "while another holds the register: 75", finished.returncode, finished.stderr)
        equal(tree(work), before, "and nothing is changed")
        equal(run("status", path).returncode, 0, "readers go on meanwhile")
        equal(run("batch", path, few, "--dry-run").returncode, 0, "so does a dry run")
    command = [COPIL, "batch", path, few, "--output", place]
    twins = [subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE) for _ in range(3)]
    ends = [(twin.communicate(timeout=40)[1], twin.returncode) for twin in twins]
    states = sorted(state for _, state in ends)
    ok(0 in states and set(states) <= {0, 75}, "of three batches at once those that can't run: 75",
       ends)
    alone, there = new_register(work, "alone.copil"), os.path.join(work, "alone")
    must("batch", alone, few, "--output", there)
    same(content(path), content(alone), "the register is that of one run")
    same(outside(place), outside(there), "so is what it wrote")


# ---- answers ----

def participants():
    with open(os.path.join(CONVENTION, "participants.csv"), encoding="utf-8-sig") as file:
        return {row["identifiant"]: row for row in csv.DictReader(file, delimiter=";")}


def test_answers(register, out):
    people = participants()
    sent = {row[0]: row[1:] for row in rows(
        register, "SELECT m.sha256, m.name, m.class, m.from_address, a.eml FROM message m"
        " LEFT JOIN answer a ON a.message = m.arrival")}
    forms = {}
    for sha, who in rows(register, "SELECT m.sha256, s.organisation FROM submission s"
                         " JOIN message m ON m.arrival = s.message"):
        forms.setdefault(sha, set()).add(who)
    originals = {sha256(data): email.message_from_bytes(data, policy=email.policy.default)
                 for data in messages().values()}
    files = {}
    for name in os.listdir(os.path.join(out, "answers")):
        with open(os.path.join(out, "answers", name), "rb") as file:
            files[name] = file.read()
    equal(files, {f"{sha[:16]}.eml": row[3] for sha, row in sent.items() if row[3]},
          "the answers in the folder are those of the register, by the message's hash")
    # 33-greta-… names an organisation that has no registered address.
    silent = sorted(row[0] for sha, row in sent.items() if sha in forms and not row[3])
    equal(silent, ["33-greta-adresse-inconnue.eml"], "one answer for each message with a form")
    equal(sorted(row[0] for sha, row in sent.items() if sha not in forms and row[3]),
          ["57-maquette-habitat-photo.eml", "archives-2015.mbox#12"],
          "none to automatic mail, lists, bounces and messages without a form, but to who is "
          "registered and sent what a person must look at")
    wrong = []
    for sha, (name, _, sender, eml) in sent.items():
        if not eml:
            continue
        letter, original = email.message_from_bytes(eml, policy=email.policy.default), originals[sha]
        got = {address.addr_spec for header in ("To", "Cc", "Bcc") if letter[header]
               for address in letter[header].addresses}
        words = letter.get_body(("plain",)).get_content().replace("\r\n", "\n")
        # But for what people typed: their answers stand in a table.
        ours = re.sub(r"(?s)CE QUE NOUS AVONS COMPRIS\n.*?\n\n(?=---|Cette)", "", words)
        known = forms.get(sha, set()) - {None}
        expected = {address for who in known for address in people[who]["courriel"].split()}
        if not known:
            expected = {sender}
        faults = {
            "recipients": got == expected,
            "In-Reply-To": letter["In-Reply-To"] == original["Message-ID"],
            "References": (letter["References"] or "").split()[-1:] == [original["Message-ID"]],
            "Auto-Submitted": letter["Auto-Submitted"] == "auto-replied",
            "From": letter["From"].addresses[0].addr_spec == "secretariat@copil.example",
            "Message-ID": sha in letter["Message-ID"],
            "Date": int(letter["Date"].datetime.timestamp()) == int(CLOCK),
            "defects": not letter.defects,
            "line length": max(map(len, eml.partition(b"\r\n\r\n")[2].split(b"\r\n"))) <= 76,
            "ends of line": b"\r" not in eml.replace(b"\r\n", b"") and eml.isascii(),
            "text": words.splitlines()[0] == "Bonjour,",
            "French spaces": not re.search(r"\w[ ]?[?!;](\s|$)", ours),
        }
        text = letter["Subject"] + words
        if not known:
            faults["says nothing of the register"] = not [
                who for who, row in people.items() if len(row["nom"]) > 6 and row["nom"] in text or
                who in text.split() and len(who) > 8]
        wrong += [f"{name}: {fault}: {letter['To']}" for fault, good in faults.items() if not good]
    ok(not wrong, "every answer is a good letter to the right people", *wrong[:12])


def test_strangers(work):
    """Who writes in another's name, or to make the register talk."""
    path, place, box = new_register(work, "s.copil"), os.path.join(work, "s"), os.path.join(work, "box")
    os.mkdir(box)
    form = ('<fiche-3.3 xmlns="urn:copil:idf-2013"><organisme>Moi</organisme><identifiant>{}'
            '</identifiant><academie>CRETEIL</academie><periode>2013-2014-S1</periode><redacteur>Moi'
            '</redacteur><date_remplissage>2014-02-01</date_remplissage><interventions><ligne '
            'diplome="GI"><interventions>{}</interventions><eleves_touches>20</eleves_touches>'
            '<eleves_accueillis>0</eleves_accueillis></ligne></interventions></fiche-3.3>')
    school = "secretariat@lp-colette-exemple.example"
    letters = {
        "true": mail({"f.xml": form.format("0779101Z", 3).encode()}, school, number=1),
        "false": mail({"f.xml": form.format("0779101Z", 9).encode()}, "m@voleur.example", number=2),
        "unknown": mail({"f.xml": form.format("0779199F", 9).encode()}, "m@voleur.example", number=3),
        "two": mail({"a.xml": form.format("0779102A", 1).encode(),
                     "b.xml": form.format("0779101Z", 2).encode()}, "m@voleur.example", number=4),
        "list": mail({"f.xml": form.format("0779102A", 5).encode()}, "l@liste.example", number=5,
                     headers=["List-Id: <liste.example>", "Precedence: list"]),
        "reply": mail({"f.xml": form.format("0779102A", 6).encode()}, "a@robot.example", number=6,
                      headers=["Auto-Submitted: auto-replied"]),
        "bounce": b"Return-Path: <>\r\n" + mail({"f.xml": form.format("0779102A", 7).encode()},
                                                "b@robot.example", number=7),
        "ours": mail({"f.xml": form.format("0779102A", 8).encode()}, "secretariat@copil.example",
                     number=8),
        "injected": mail({"f.xml": form.format("0779199F", 9).encode()}, "i@voleur.example", number=9,
                         subject="=?utf-8?q?x=0D=0ABcc=3A_tous=40victime=2Eexample?="),
        "reply-to": mail({"f.xml": form.format("0779199F", 2).encode()}, "j@voleur.example",
                         number=10, headers=["Reply-To: <autre@victime.example>"]),
    }
    for name, data in letters.items():
        with open(os.path.join(box, name), "wb") as file:
            file.write(data)
    finished = must("batch", path, box, "--output", place)
    answers = {}
    for name, eml in rows(path, "SELECT m.name, a.eml FROM message m JOIN answer a"
                          " ON a.message = m.arrival"):
        letter = email.message_from_bytes(eml, policy=email.policy.default)
        answers[name] = ({address.addr_spec for header in ("To", "Cc", "Bcc") if letter[header]
                          for address in letter[header].addresses},
                         letter.get_body(("plain",)).get_content())
    colette = set(participants()["0779101Z"]["courriel"].split())
    equal(answers["true"][0], colette, "an answer goes to the organisation")
    equal(answers["false"][0], colette, "not to a stranger who writes in its name")
    ok("autre adresse" in " ".join(answers["false"][1].split()),
       "who is told that it came from another address", answers["false"][1])
    printed = finished.stdout.decode()
    ok("d’une autre adresse" in " ".join(printed.split()) and "m@voleur.example" in printed,
       "so is the clerk, at the end of the run", printed)
    equal(answers["unknown"][0], {"m@voleur.example"}, "an unknown organisation: to the sender")
    ok("m@voleur.example" not in answers.get("two", [set()])[0],
       "a stranger who sends the forms of two schools learns nothing")
    for name in ("list", "reply", "bounce"):
        ok(name not in answers, f"no answer: {name}", answers.get(name))
    equal(answers["injected"][0], {"i@voleur.example"}, "a subject adds no recipient")
    ok("victime" not in str(answers["reply-to"][0]) or
       answers["reply-to"][0] == {"autre@victime.example"}, "one recipient of a Reply-To")
    verdict = dict(rows(path, "SELECT m.name, s.verdict FROM submission s"
                        " JOIN message m ON m.arrival = s.message WHERE s.sheet = '3.3'"
                        " AND m.name <> 'two'"))
    equal((verdict.get("true"), verdict.get("unknown")), ("replaced", "refused"),
          "the forms have their verdicts all the same")


def test_to_do(work):
    """What the clerk is told to do: whom to telephone, and how a message is shown, at the end."""
    path = new_register(work, "to-do.copil")
    printed = must("batch", path, MAIL, "--dry-run", "--output", work).stdout.decode()
    plain = " ".join(printed.split())
    name = "33-greta-adresse-inconnue.eml"
    short = sha256(messages()[name])[:16]
    ok(f"To telephone: no registered address to answer to - {short} " in plain and
       "0759104N GRETA Fictif de Paris-Exemple, 01 99 00 75 04; last message on" in plain,
       "who can't be answered: message, name, telephone", short, printed)
    ok("\nTo confirm: a form replaces one that came from another address\n" in printed and
       f"copil decide {path} settle " in printed, "in words for the clerk, with what to type", printed)
    ok("To read before they are published" not in printed and
       re.search(r"\d forms have texts to be read before they are published: copil status", plain) and
       "more wait" not in plain,
       "texts to be read are counted", printed)
    ok("\ncopil status REGISTER ID shows a message, copil original its bytes.\n\n" in printed,
       "how to see a message stands last", printed)
    must("batch", path, MAIL, "--output", os.path.join(work, "to-do"))
    again = must("batch", path, MAIL, "--output", os.path.join(work, "to-do")).stdout.decode()
    french = must("status", path, LANGUAGE="fr").stdout.decode()
    with open(os.path.join(work, "to-do", "index.html"), encoding="utf-8") as file:
        heads = [html.unescape(head) for head in re.findall(r"<h3[^>]*>(À [^<]*)</h3>", file.read())]
    queue = [head for head in heads if f"\n{head}\n  - " in french]
    ok(len(queue) == 5, "the page heads what waits with the words of the terminal", heads, french)
    kinds = [item["kind"] for item in json.loads(must("status", path, "--json").stdout)["waiting"]]
    texts = kinds.count("texts")
    ok(0 < texts < len(kinds) == 14 and "To telephone" not in again and
       re.search(rf"(?m)^{texts} forms have texts to be read", again) and
       re.search(rf"(?m)^{14 - texts} things more wait, of earlier runs", again),
       "what waits since an earlier run is counted", again)


def test_own_files(work):
    """A clerk who gives the folder in which she works: the register and its output are no mail."""
    desk = os.path.join(work, "desk")
    os.mkdir(desk)
    choose(desk, ["03-", "06-"])
    path = new_register(desk)
    first = batch("r.copil", ".", cwd=desk)
    equal((first.get("messages"), first.get("new"), first.get("by_hand")), (2, 2, 0),
          "the register is no message")
    before = tree(desk)
    again = batch("r.copil", ".", cwd=desk)
    equal((again.get("messages"), again.get("new")), (2, 0), "nor are answers and report")
    same(tree(desk), before, "and a second run changes nothing")
    none = os.path.join(work, "none")
    os.mkdir(none)
    for source, said in ((desk, "2 messages in the source, all received before."),
                         (none, "No message in the source.")):
        equal(run("batch", path, source).stdout.decode().splitlines()[0], said,
              "what is new is told only of what there is")
    ok(rows(path, "SELECT count(*) FROM message") == [(2,)], "two messages in the register")
    box = os.path.join(desk, "box")
    os.mkdir(box)
    choose(box, ["07-"])
    inside = batch("r.copil", "box", "--output", ".", cwd=desk)
    equal((inside.get("messages"), inside.get("new")), (1, 1),
          "a mailbox that lies in the output folder is mail")


with folder() as work:
    given = tree(MAIL), stamps(MAIL)
    register, out = new_register(work), os.path.join(work, "out")
    counts = test_first(work, register, out)
    test_counts(register, counts)
    test_second(work, register, out)
    test_report(out, counts)
    test_answers(register, out)
    test_order(work, register, out)
    test_halves(work, register)
    test_two_at_once(work)
    test_strangers(work)
    test_to_do(work)
    test_own_files(work)
    equal((tree(MAIL), stamps(MAIL)), given, "the source is as it was")
done()
