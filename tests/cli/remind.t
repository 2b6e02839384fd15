#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Reminders: one draft for each organisation that owes what is due, read with Python's mail parser;
the forms that go with them are filled in for the organisation."""
import csv
import datetime
import email
import email.policy
import hashlib
import json
import os
import re
import shutil
import sys

sys.dont_write_bytecode = True
from cli import *  # noqa: E402, F403
from servers import program  # noqa: E402

DAY = "1405929600"  # 21 July 2014
NEXT = str(int(DAY) + 7 * 86400)


def people():
    with open(os.path.join(CONVENTION, "participants.csv"), encoding="utf-8-sig") as file:
        return {row["identifiant"]: row for row in csv.DictReader(file, delimiter=";")}


def drafts(out):
    found = {}
    place = os.path.join(out, "reminders")
    for name in sorted(os.listdir(place)):
        with open(os.path.join(place, name), "rb") as file:
            found[name.removesuffix(".eml")] = email.message_from_bytes(
                file.read(), policy=email.policy.default)
    return found


def words(letter):
    return " ".join(letter.get_body(("plain",)).get_content().replace("\u00a0", " ").split())


def test_letters(register, out):
    finished = must("remind", register, "--output", out)
    letters = drafts(out)
    status = json.loads(must("status", register, "--json").stdout)
    owing = {one["organisation"]: one for one in status["to_remind"]}
    equal(set(letters), {who for who, one in owing.items() if one["addresses"]},
          "a draft for each who has to be reminded and has an address")
    text = finished.stdout.decode()
    ok(f"{len(letters)} drafts are in {out}/reminders.\n" in text and
       "  0759104N  GRETA Fictif de Paris-Exemple\n    01 99 00 75 04\n" in text,
       "who has none is to be telephoned", text)
    wrong = []
    for who, letter in letters.items():
        row = people()[who]
        to = [address.addr_spec for address in letter["To"].addresses]
        said = words(letter)
        owed = [e for e in status["expected"] if e["organisation"] == who and
                e["state"] in ("missing", "refused")]
        lines = re.findall(r"Fiche (\S+) « ", said)
        files = [part.get_filename() for part in letter.iter_attachments()]
        wanted = [f"fiche-{e['sheet']}-{e['period']}.odt" for e in owed if e["state"] == "missing"]
        if (to != row["courriel"].split() or sorted(lines) != sorted(e["sheet"] for e in owed) or
                files != wanted or letter.defects or len(owed) != owing[who]["owed"] or
                row["contact"] not in said):
            wrong.append((who, to, lines, files, wanted, letter.defects))
    ok(not wrong, "each says all that is owed, to the registered addresses, with the forms", *wrong)
    return letters


def test_words(letters):
    letter = letters["0949101G"]
    said = words(letter)
    equal(letter["Subject"], "Rappel : 1 fiche attendue, 1 à corriger", "the subject")
    for sentence in (
            "Lycée Imaginaire Simone-Spécimen – à l’attention de Rémi Trame",
            "NON REÇUE - Fiche 3.1 « Dépliant des formations », année scolaire 2013-2014, attendue "
            "pour le 15 juillet 2014.",
            "À CORRIGER Fiche 2.2 « Actualisation des connaissances », année scolaire 2013-2014, "
            "attendue pour le 15 juillet 2014. Reçue le 1er juillet 2014, elle ne peut pas être "
            "prise en compte telle quelle : - FA22-16 (", "corrigez l’un des deux nombres",
            "Le formulaire de la fiche non reçue est joint", "« néant » ou 0",
            "répondez à ce message", "Secrétariat du comité de pilotage"):
        ok(sentence in said, sentence, said)
    equal(letter["From"].addresses[0].addr_spec, "secretariat@copil.example", "from the secretariat")
    equal((str(letter["X-Unsent"]), letter["Auto-Submitted"]), ("1", None),
          "a draft for a person to send")
    equal(letter["Date"].datetime.timestamp(), float(DAY), "dated by the register")
    one = [who for who, other in letters.items() if len(list(other.iter_attachments())) == 1 and
           "À CORRIGER" not in words(other)][0]
    ok("la fiche ci-dessous ne nous est pas encore parvenue" in words(letters[one]) and
       letters[one]["Subject"].startswith("Rappel : fiche "), "one form: in the singular")
    long = [line for other in letters.values()
            for line in other.get_body(("plain",)).get_content().splitlines() if len(line) > 72]
    ok(not long, "lines of 72 characters at most", *long)


def test_forms(work, letters):
    """The forms that go with a letter are the organisation's own, for the period that it owes."""
    for part in letters["0949102H"].iter_attachments():
        path = os.path.join(work, part.get_filename())
        with open(path, "wb") as file:
            file.write(part.get_content())
        shown = json.loads(must("read", path, "--json", "--convention", CONVENTION).stdout)
        answers = shown["forms"][0]["answers"]
        sheet, _, period = part.get_filename()[6:-4].partition("-")
        prefix = "FA" + sheet.replace(".", "")
        ok(shown["forms"][0]["sheet"] == sheet and "0949102H" in " ".join(answers[prefix + "-02"])
           and answers[prefix + "-04"][0].replace("S", "").split(), part.get_filename(), answers)
        said = " ".join(answers[prefix + "-04"])
        ok(period[:4] in said and period[5:9] in said, f"for {period}", said)


def test_again(work, register, out):
    before = tree(out), stamps(out)
    must("remind", register, "--output", out)
    equal((tree(out), stamps(out)), before, "again: the same bytes, and nothing is written")
    ids = {who: letter["Message-ID"] for who, letter in drafts(out).items()}
    ok(len(set(ids.values())) == len(ids), "each has its Message-ID")
    # A form comes, and another is excused: one letter less, one with less in it.
    must("decide", register, "excuse", "3.1", "2013-2014", "0949101G", "--why", "x")
    must("decide", register, "excuse", "*", "2013-2014", "AFPOLS", "--why", "x")
    with open(os.path.join(out, "reminders", "notes.txt"), "w") as file:
        file.write("de la secrétaire")
    must("remind", register, "--output", out)
    os.remove(os.path.join(out, "reminders", "notes.txt"))
    after = drafts(out)
    equal(set(ids) - set(after), {"AFPOLS"}, "who owes nothing any more has no draft")
    changed = {who for who in after if after[who]["Message-ID"] != ids[who]}
    equal(changed, {"0949101G"}, "another state is another letter, and only then")
    equal(str(after["0949101G"]["Subject"]),
          "Rappel : fiche 2.2 à corriger (année scolaire 2013-2014)", "one form to be corrected")
    ok("Vous nous avez envoyé la fiche ci-dessous, et elle attend une correction." in
       words(after["0949101G"]) and not list(after["0949101G"].iter_attachments()),
       "and no form goes with it")


def test_period(work, register):
    out = os.path.join(work, "half")
    must("remind", register, "--output", out, "--period", "2013-2014-S1")
    letters = drafts(out)
    ok(letters and all("2e semestre" not in words(letter) and "année scolaire 2013-2014." not in
                       words(letter) for letter in letters.values()), "--period: of that one only")
    must("decide", register, "close", "2013-2014-S1", "--why", "comité tenu")
    finished = must("remind", register, "--output", out, "--period", "2013-2014-S1")
    equal((drafts(out), finished.stdout.decode()), ({}, "Nobody has to be reminded.\n"),
          "nobody of a closed period")
    must("decide", register, "reopen", "2013-2014-S1", "--why", "oubli")
    equal(run("remind", register, "--output", out, "--period", "2014-2015").stdout.decode(),
          "Nobody has to be reminded.\n", "nor of one that is not due")
    shown = json.loads(must("remind", register, "--output", out, "--json").stdout)["reminders"]
    ok(all(one["owed"] and (one["file"] is None or
                            os.path.exists(os.path.join(out, one["file"]))) for one in shown) and
       [one["telephone"] for one in shown if one["file"] is None] == ["01 99 00 75 04"],
       "--json: organisations, files and what is owed", shown[:2])


def test_usage(work, register):
    for args, says in ((["remind", register], "--output"),
                       (["remind", register, "--output", work, "--period", "2020-2021"],
                        "2013-2014, 2014-2015, 2015-2016"),
                       (["remind", os.path.join(work, "none"), "--output", work], "copil init")):
        finished = run(*args)
        ok(finished.returncode == 2 and says in finished.stderr.decode(), "usage: " + says,
           finished.returncode, finished.stderr)
    place, kept = os.path.join(work, "link", "reminders"), os.path.join(work, "kept")
    os.makedirs(place, mode=0o700)
    with open(kept, "w") as file:
        file.write("précieux")
    os.symlink(kept, os.path.join(place, "0949102H.eml"))
    finished = run("remind", register, "--output", os.path.dirname(place))
    with open(kept) as file:
        ok(finished.returncode == 70 and file.read() == "précieux",
           "a link in place of a draft is refused", finished.returncode, finished.stderr)


KEEP = 'mkdir -p "$0.d" && cat > "$0.d/$$"\n'


def days(count, seconds=0):
    return {"SOURCE_DATE_EPOCH": str(int(DAY) + count * 86400 + seconds)}


def given(place):
    """What the program KEEP was given so far, and forgets: {To: letter}."""
    found = {}
    for name in os.listdir(place + ".d") if os.path.isdir(place + ".d") else []:
        with open(os.path.join(place + ".d", name), "rb") as file:
            letter = email.message_from_bytes(file.read(), policy=email.policy.default)
        found[str(letter["To"])] = letter
        os.unlink(file.name)
    return found


def send(register, *args, **options):
    finished = run("send", register, "--json", *args, **options)
    return finished.returncode, json.loads(finished.stdout) if finished.stdout else None


def test_sent(work, made):
    """Handed over, and never two in a week."""
    register, out = os.path.join(work, "sent.copil"), os.path.join(work, "sent")
    keep = program(work, "keep", KEEP)
    shutil.copy(made, register)
    must("remind", register, "--output", out, **days(0))
    letters = drafts(out)
    os.unlink(os.path.join(out, "reminders", "PARIS.eml"))
    with open(os.path.join(out, "reminders", "CRETEIL.eml"), "ab") as file:
        file.write(b"P.-S.\r\n")
    before = sha256(open(register, "rb").read())
    code, told = send(register, "--reminders", out, "--dry-run", **days(0))
    equal((code, len(told["letters"]), told["changed"], told["without_draft"], told["recent"]),
          (0, len(letters) - 2, ["CRETEIL"], 1, 0), "the drafts that are left as they were written")
    equal(sha256(open(register, "rb").read()), before, "a dry run only reads")
    code, told = send(register, "--reminders", out, "--sendmail", keep, **days(0))
    first = given(keep)
    wanted = {str(letter["To"]): letter for who, letter in letters.items()
              if who not in ("PARIS", "CRETEIL")}
    equal((code, set(first)), (0, set(wanted)), "they are handed over")
    wrong = []
    for to, letter in first.items():
        files = [(part.get_filename(), part.get_content()) for part in letter.iter_attachments()]
        drafted = [(part.get_filename(), part.get_content())
                   for part in wanted[to].iter_attachments()]
        if (words(letter) != words(wanted[to]) or files != drafted or letter["X-Unsent"] or
                letter["Message-ID"] != wanted[to]["Message-ID"] or
                letter["Auto-Submitted"] != "auto-generated"):
            wrong.append(to)
    ok(not wrong, "as they were drafted, forms too; no drafts any more, but automatic mail", *wrong)
    code, told = send(register, "--reminders", out, "--sendmail", keep, **days(0))
    equal((code, told["letters"], told["recent"], given(keep)), (0, [], len(first), {}),
          "again: nobody")
    for when, allowed in ((days(6, 46800), False), (days(7, -36000), True)):
        shown = run("remind", register, "--output", out, **when).stdout.decode()
        ok(("Reminded less than a week ago, and left out:\n" in shown) != allowed and
           set(drafts(out)) == (set(letters) if allowed else {"PARIS", "CRETEIL"}),
           f"remind {'a week' if allowed else 'six days and a half'} later", shown)
    shown = json.loads(must("remind", register, "--output", out, "--json", **days(7)).stdout)
    equal({one["reminded"] for one in shown["reminders"] if one["organisation"] not in
           ("PARIS", "CRETEIL", "0759104N")}, {"2014-07-21"}, "--json: when they were reminded")
    code, told = send(register, "--reminders", out, "--sendmail", keep, **days(7))
    second = given(keep)
    equal((code, len(second)), (0, len(letters)), "and the second reminder leaves")
    ok(not {letter["Message-ID"] for letter in first.values()} &
       {letter["Message-ID"] for letter in second.values()} and
       {letter["Date"].datetime.astimezone(datetime.timezone.utc).isoformat()
        for to, letter in second.items() if to in first} == {"2014-07-27T22:00:00+00:00"},
       "as a letter of its own, of the day from which it may leave")
    text = " ".join(run("status", register, "0949101G").stdout.decode().split())
    equal(text.count("reminder to secretariat@simone-specimen.example: handed over, 28 juillet 2014"),
          1, "status: when who was reminded")
    checked = run("verify", register)
    ok(checked.returncode == 0, "the register is whole", checked.stdout.decode())


def test_sent_later(work, made):
    """What could not be handed over at first is the reminder of that week all the same."""
    register, out = os.path.join(work, "later.copil"), os.path.join(work, "later")
    keep = program(work, "keep-later", KEEP)
    shutil.copy(made, register)
    must("remind", register, "--output", out, **days(0))
    count = len(drafts(out))
    code, told = send(register, "--reminders", out, "--sendmail",
                      program(work, "closed", "cat > /dev/null; exit 75"), **days(0))
    equal((code, told["taken"]), (75, 0), "the way is closed")
    failed = next(one for one in told["letters"] if one["recipients"][0]["outcome"] == "later")
    shown = run("remind", register, "--output", out, **days(1)).stdout.decode()
    ok(f"  {failed['organisation']}  " in shown and "copil send --reminders tries again)" in shown and
       len(drafts(out)) == count - 1, "remind leaves it out, and says that it will leave", shown)
    code, told = send(register, "--reminders", out, "--sendmail", keep, **days(1))
    equal((code, len(told["letters"]), [one["letter"] for one in told["letters"]
                                        if one["organisation"] == failed["organisation"]]),
          (0, count, [failed["letter"]]), "the next run: all, and that one under the same Message-ID")
    equal(len(given(keep)), count, "each once")
    equal(send(register, "--sendmail", keep, "--dry-run")[1]["letters"][0]["organisation"], None,
          "without --reminders send is about answers")
    half = os.path.join(work, "half-sent")
    must("remind", made, "--output", half, "--period", "2013-2014-S1", **days(0))
    fresh = os.path.join(work, "fresh.copil")
    shutil.copy(made, fresh)
    told = send(fresh, "--reminders", half, "--dry-run", **days(0))[1]
    equal(len(told["letters"]) + len(told["changed"]) + told["without_draft"], count,
          "each who owes something is accounted for")
    ok(told["changed"], "a draft of one period is not that of all that is owed", told["changed"])
    equal(len(send(fresh, "--reminders", half, "--period", "2013-2014-S1", "--dry-run",
                   **days(0))[1]["letters"]), len(drafts(half)), "but with the same --period")
    for args, says in ((("--reminders", work), "copil remind writes them"),
                       (("--period", "2013-2014"), "--period goes with --reminders"),
                       (("--reminders", half, "--again", "x"), "not with --reminders")):
        finished = run("send", fresh, "--dry-run", *args)
        ok(finished.returncode == 2 and says in finished.stderr.decode(), "usage: " + says,
           finished.stderr)


with folder() as work:
    register = new_register(work)
    out = os.path.join(work, "out")
    must("batch", register, os.path.join(MAIL, "boite"), "--output", os.path.join(work, "week"),
         SOURCE_DATE_EPOCH=DAY)
    sealed = hashlib.sha256(open(register, "rb").read()).hexdigest()
    made = os.path.join(work, "made.copil")
    shutil.copy(register, made)
    letters = test_letters(register, out)
    equal(hashlib.sha256(open(register, "rb").read()).hexdigest(), sealed,
          "the register is only read")
    test_words(letters)
    test_forms(work, letters)
    test_again(work, register, out)
    test_period(work, register)
    test_usage(work, register)
    test_sent(work, made)
    test_sent_later(work, made)
done()
