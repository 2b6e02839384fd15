#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The journal: an entry for all that writes and none for what doesn't, checked with head and
sha256sum alone, the same after an interrupted run, printed in the report, and what verify tells of
a register that says something else."""
import json
import os
import re
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
from cli import *  # noqa: E402, F403

FEW = ["03-", "06-", "09-", "17-"]
SEALED = "Empreinte de tout ce qui précède\u00a0: "
FORM = """<fiche-3.2 xmlns="urn:copil:idf-2013">
  <organisme>Lycée professionnel Imaginaire Colette-Exemple</organisme>
  <identifiant>0779101Z</identifiant><academie>CRETEIL</academie><periode>2013-2014</periode>
  <redacteur>N. Témoin</redacteur><date_remplissage>2014-06-30</date_remplissage>
  <stages><ligne diplome="GI"><effectif>24</effectif><effectif_filles>9</effectif_filles>
  <stages>20</stages><stages_filles>5</stages_filles><conventions>22</conventions></ligne></stages>
</fiche-3.2>
"""


def read(path, mode="r"):
    with open(path, mode) as file:
        return file.read()


def shell(line, cwd):
    return subprocess.run(["sh", "-c", line], cwd=cwd, capture_output=True, check=True).stdout.decode()


def journal(register):
    """The entries as exported, each a list of lines."""
    path = register + ".txt"
    must("export", register, "--output", path)
    text = read(path)
    os.unlink(path)
    return [entry.splitlines() for entry in text.split("\n\n")]


def hashes(work, names):
    """What sha256sum says of the files, one a line, sorted."""
    files = " ".join(f"'{name}'" for name in names)
    return shell(f"sha256sum {files} | cut -c1-64 | LC_ALL=C sort | sha256sum | cut -c1-64", work).strip()


# ---- what it says ----

def test_entries(work, register, box):
    first, batch = journal(register)
    ok(re.fullmatch(r"Entrée 1, le 2015-07-09T00:00:00Z, par \S.*", first[0]),
       "number, time in UTC, who", first[0])
    ok(first[1].startswith("Ouverture du registre\u202f: Convention de partenariat"), "init", first[1])
    definition, = rows(register, "SELECT sha256 FROM definition")
    ok(definition[0] in first[2], "the hash of the definition", first[2])
    equal(batch[1:3], ["Traitement du courrier",
                       "4 messages reçus\u202f: 3 fiches acceptées, 1 fiche refusée"],
          "batch: how many, and what became of them")
    equal(batch[3], "  messages 1-4, empreinte " + hashes(box, os.listdir(box)),
          "sha256sum of the mailbox gives their digest")
    ok(batch[4] == "4 réponses rédigées" and batch[5].startswith("  réponses 1-4, empreinte "),
       "the answers", batch[4:6])
    ok(not re.search(r"@", "".join(first + batch)), "no address")


def test_sums(work, register):
    path = os.path.join(work, "journal.txt")
    must("export", register, "--output", path)
    lines = read(path).splitlines()
    marks = [number for number, line in enumerate(lines) if line.startswith(SEALED)]
    equal(len(marks), rows(register, "SELECT count(*) FROM journal")[0][0], "a hash ends each entry")
    for number in marks:
        equal(shell(f"head -n {number} journal.txt | sha256sum", work),
              lines[number].removeprefix(SEALED) + "  -\n",
              f"head -n {number} | sha256sum gives line {number + 1}")
    equal(shell("head -n -1 journal.txt | sha256sum | cut -c1-64; tail -n 1 journal.txt"
                " | tail -c 65", work).split(), [lines[-1].removeprefix(SEALED)] * 2,
          "so does the last line of all")


def head_of(pdf):
    """Number of the entry and hash in the seal of a report."""
    text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True).stdout.decode()
    found = re.search(r"l’entrée (\d+),\s[^.]*\. Son empreinte est :\s([0-9a-f]{32})\s([0-9a-f]{32})\s",
                      text.replace("\u202f", " ").replace("\u00a0", " "))
    return (int(found[1]), found[2] + found[3]) if found else None


def last_of(register):
    entries = journal(register)
    return len(entries), entries[-1][-1].removeprefix(SEALED)


def test_report(work, register, out):
    equal(head_of(os.path.join(out, "report.pdf")), last_of(register),
          "the report of the batch prints the batch's own entry")
    pdf = os.path.join(work, "again.pdf")
    must("report", register, "--output", pdf)
    equal(read(pdf, "rb"), read(os.path.join(out, "report.pdf"), "rb"), "made again, the same bytes")
    before = last_of(register)
    must("report", register, "--issue", "--output", pdf)
    entry = journal(register)[-1]
    equal(head_of(pdf), before, "an edition prints the entry before its own")
    sums = shell("sha256sum again.pdf", work)[:64]
    ok(entry[1] == "Édition d’un rapport" and
       entry[2].startswith(f"édition n°\u00a01, SHA-256 du PDF {sums}, des chiffres "),
       "which has the hash of its PDF", entry)
    must("report", register, "--output", pdf)
    equal(head_of(pdf), last_of(register), "the next report prints that one")


# ---- who writes ----

def writes(register, expected, *args, status=0):
    """An entry with those lines, from its second, follows copil ARGS; None: not a byte does."""
    before, had = read(register, "rb"), len(journal(register))
    finished = run(*args)
    name = " ".join(os.path.basename(arg) for arg in args if "=" not in arg)
    if expected is None:
        ok(finished.returncode == status and read(register, "rb") == before,
           f"{name}: nothing is written", finished.returncode, finished.stderr)
        return
    entries = journal(register)
    said = [line for line in entries[-1][1:-1] if not line.startswith("  ")]
    ok(finished.returncode == status and len(entries) == had + 1 and said == expected,
       f"{name}: one entry", finished.returncode, finished.stderr, len(entries) - had, said)


def test_writers(work, register, box, out):
    form, mta = os.path.join(work, "fiche.xml"), os.path.join(work, "mta")
    with open(form, "w") as file:
        file.write(FORM)
    with open(mta, "w") as file:
        file.write("#!/bin/sh\ncat > /dev/null\n")
    os.chmod(mta, 0o755)
    amended = os.path.join(work, "convention")
    shutil.copytree(CONVENTION, amended)
    people = read(os.path.join(CONVENTION, "participants.csv")).replace("Imaginaire", "Inventé", 1)
    with open(os.path.join(amended, "participants.csv"), "w") as file:
        file.write(people)
    for args in (["status"], ["export", "--output", os.path.join(work, "x.ods")], ["verify"],
                 ["report", "--output", os.path.join(work, "x.pdf")],
                 ["send", "--dry-run"], ["remind", "--output", os.path.join(work, "drafts")]):
        writes(register, None, args[0], register, *args[1:])
    writes(register, None, "batch", register, box, "--output", out)
    more = os.path.join(work, "more")
    choose(more, ["18-"])
    writes(register, None, "batch", register, more, "--output", out, "--dry-run")
    note = ["--why", "à rappeler", "--by", "Mme Exemple"]
    writes(register, ["Décision du secrétariat", "remarque (note 0779101Z)"],
           "decide", register, "note", "0779101Z", *note)
    equal(journal(register)[-1][0].rpartition(", par ")[2], "Mme Exemple", "in her name")
    writes(register, ["Décision du secrétariat", "clôture d’une période (close 2013-2014)"],
           "decide", register, "close", "2013-2014", *note)
    writes(register, None, "decide", register, "close", "2013-2014", *note)
    sha = sha256(FORM.encode())
    writes(register, ["Saisie au secrétariat", "1 message reçu\u202f: 1 fiche acceptée",
                      f"saisie d’une fiche (enter {sha})", "1 réponse rédigée"],
           "enter", register, form, *note)
    writes(register, None, "enter", register, form, *note)
    definition = ["Mise à jour de la définition", "définition 2, SHA-256 "]
    must("update", register, "--convention", amended)
    said = journal(register)[-1]
    ok(said[1] == definition[0] and said[2].startswith(definition[1]), "update: one entry", said)
    writes(register, None, "update", register, "--convention", amended)
    writes(register, ["Envoi de lettres",
                      "5 lettres remises pour envoi\u202f: 10 destinataires servis"],
           "send", register, "--sendmail", mta)
    writes(register, None, "send", register, "--sendmail", mta)
    finished = run("verify", register)
    ok(finished.returncode == 0, "all of it is whole", finished.stdout.decode())


# ---- interrupted ----

def interrupted(work, blank, box):
    """A register with messages that no entry accounts for: killed as the batch's last transaction
    was about to be committed."""
    for call in range(1, 8):
        register = os.path.join(work, f"cut{call}.copil")
        shutil.copy(blank, register)
        run("batch", register, box, "--output", os.path.join(work, "cut-out"), "--jobs", "1",
            prefix=["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=unlink", "-e",
                    f"inject=unlink:signal=KILL:when={call}"])
        must("status", register)  # which rolls back
        if rows(register, "SELECT (SELECT count(*) FROM message) > 0, count(*) FROM journal") == [(1, 1)]:
            return register
    return None


def test_interrupted(work, blank, box, register, out):
    cut = interrupted(work, blank, box)
    if not ok(cut, "a batch is killed before it has written its entry"):
        return
    for language, says in (("en", "messages 1 to 4 are in no entry of the journal yet: a run was "
                                  "interrupted; run the same command again"),
                           ("fr", "messages 1 à 4\u202f: aucune entrée du journal n’en fait encore état, "
                                  "car un traitement a été interrompu\u202f; relancez la même commande")):
        finished = run("verify", cut, LANGUAGE=language)
        ok(finished.returncode == 0 and says in " ".join(finished.stdout.decode().split(" ")).replace(
            "\n      ", " "), f"verify says so, and that nothing is broken: {language}",
           finished.returncode, finished.stdout.decode())
    again = os.path.join(work, "cut-again")
    must("batch", cut, box, "--output", again)
    equal(journal(cut), journal(register), "run again, the same journal")
    equal(read(os.path.join(again, "report.pdf"), "rb"), read(os.path.join(out, "report.pdf"), "rb"),
          "and the same report")


# ---- changed ----

def test_changed(work, register):
    changed = os.path.join(work, "changed.copil")
    for sql, details in (
            ("UPDATE act SET why = 'autre' WHERE id = 1",
             ["entry %d of the journal: the register has other acts 1 to 1 than it accounts for"]),
            ("UPDATE journal SET text = replace(text, 'remarque', 'rien')",
             ["entry %d of the journal: its hash isn't that of what stands above it, which was changed"]),
            ("DELETE FROM journal WHERE text LIKE '%remarque%'",
             ["entry %d of the journal is gone"])):
        shutil.copy(register, changed)
        number, = rows(register, "SELECT seq FROM journal WHERE text LIKE '%remarque%'")[0]
        database = sqlite3.connect(changed)
        with database:
            database.execute(sql)
        database.close()
        finished = run("verify", changed, "--json")
        checks = {check["check"]: check for check in json.loads(finished.stdout)["checks"]}
        check = checks["journal"]
        ok(finished.returncode == 1 and not check["ok"] and check["broken"] and
           check["details"][0] == details[0] % number, f"verify tells {sql}", finished.returncode, check)
        equal({name for name, other in checks.items() if not other["ok"]}, {"journal"},
              "and nothing else does")


def test_purged(work, blank, box):
    """What a purge leaves of a form follows from no original any more: its entry vouches for it."""
    register = os.path.join(work, "purged.copil")
    shutil.copy(blank, register)
    must("batch", register, box, "--output", os.path.join(work, "purged-out"))
    for sha, in rows(register, "SELECT sha256 FROM message"):
        run("decide", register, "settle", sha, "--why", "vu")
    must("decide", register, "close", "2013-2014", "--why", "fini")
    late = {"SOURCE_DATE_EPOCH": "1467331200"}  # 1 July 2016
    must("purge", register, "--before", "2016-01-01", "--yes", "--why", "délai", **late)
    entry = journal(register)[-1]
    ok(entry[2] == "messages effacés\u202f: 4, rappels effacés\u202f: 0" and
       entry[3] == "effacement (purge 2016-01-01)", "purge: one entry", entry)
    equal(run("verify", register).returncode, 0, "the journal holds after it")
    database = sqlite3.connect(register)
    with database:
        database.execute("UPDATE submission SET content_hash = substr(content_hash, 2) || 'x'")
    database.close()
    finished = run("verify", register, "--json")
    failed = [check["check"] for check in json.loads(finished.stdout)["checks"] if not check["ok"]]
    ok(finished.returncode == 1 and "journal" in failed, "and what it left can't be changed", failed)


with folder() as work:
    box, out = os.path.join(work, "box"), os.path.join(work, "out")
    choose(box, FEW)
    blank = new_register(work, "blank.copil")
    register = os.path.join(work, "r.copil")
    shutil.copy(blank, register)
    must("batch", register, box, "--output", out)
    test_entries(work, register, box)
    test_interrupted(work, blank, box, register, out)
    test_report(work, register, out)
    test_writers(work, register, box, out)
    test_sums(work, register)
    test_changed(work, register)
    test_purged(work, blank, box)
done()
