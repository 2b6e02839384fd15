#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Reminders: one draft for each organisation that owes what is due, read with Python's mail parser;
the forms that go with them are filled in for the organisation."""
import csv
import email
import email.policy
import hashlib
import json
import os
import re
import sys

sys.dont_write_bytecode = True
from cli import *  # noqa: E402, F403

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


with folder() as work:
    register = new_register(work)
    out = os.path.join(work, "out")
    must("batch", register, os.path.join(MAIL, "boite"), "--output", os.path.join(work, "week"),
         SOURCE_DATE_EPOCH=DAY)
    sealed = hashlib.sha256(open(register, "rb").read()).hexdigest()
    letters = test_letters(register, out)
    equal(hashlib.sha256(open(register, "rb").read()).hexdigest(), sealed,
          "the register is only read")
    test_words(letters)
    test_forms(work, letters)
    test_again(work, register, out)
    test_period(work, register)
    test_usage(work, register)
done()
