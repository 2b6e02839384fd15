#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""copil verify: a register that a week's mail filled is whole, whatever is damaged is named, and
nothing is written.  The damage is done by Python's sqlite3, with foreign keys off.  TAP."""
import fcntl
import json
import re
import sys

sys.dont_write_bytecode = True
from cli import *  # noqa: E402, F403

# What a check says when it fails, in English.
CHECKS = ["database", "references", "definitions", "originals", "tombstones", "verdicts", "parts",
          "conservation", "values", "answers", "deliveries", "editions", "journal", "replay",
          "figures", "published"]


def verify(path, *args, **options):
    """Exit status, {check: its details} of those that failed, and all checks in order."""
    finished = run("verify", path, "--json", *args, **options)
    try:
        told = json.loads(finished.stdout)
    except ValueError:
        return finished.returncode, finished.stderr.decode(errors="replace"), []
    failed = {one["check"]: one["details"] for one in told["checks"] if not one["ok"]}
    consistent = (told["ok"] == (not failed) and
                  all((one["broken"] == 0) == one["ok"] and
                      len(one["details"]) == min(one["broken"], 10) for one in told["checks"]))
    return (finished.returncode if consistent else "inconsistent", failed,
            [one["check"] for one in told["checks"]])


def change(path, *statements):
    database = sqlite3.connect(path)
    for statement in statements:
        changed = database.execute(*([statement] if isinstance(statement, str) else statement))
        if changed.rowcount == 0 and not str(statement).startswith("PRAGMA"):
            raise SystemExit(f"Bail out! nothing changed by {statement}")
    database.commit()
    database.close()


class Damage:
    """A copy of a good register, to be damaged."""

    def __init__(self, good, work):
        self.good, self.path = good, os.path.join(work, "damaged.copil")

    def __call__(self, name, checks, says, *statements):
        """STATEMENTS break just CHECKS, and the details of the first say SAYS."""
        shutil.copy(self.good, self.path)
        change(self.path, *statements)
        code, failed, _ = verify(self.path)
        said = "\n".join(failed.get(checks[0], [])) if isinstance(failed, dict) else failed
        ok(code == 1 and isinstance(failed, dict) and set(failed) == set(checks) and
           re.search(says, said), name, f"status {code}, expected {checks}: {says}", failed)


def test_healthy(work, register):
    before, stamp = tree(work), stamps(work)
    finished = run("verify", register)
    text = finished.stdout.decode()
    ok(finished.returncode == 0 and not finished.stderr, "a register that mail filled is whole",
       finished.returncode, text, finished.stderr)
    ok(re.search(r"^✓ ok +68 +messages, ", text, re.M) and
       re.search(r"^✓ ok +81 +forms received", text, re.M) and "BROKEN" not in text and
       text.count("✓ ok") == len(CHECKS), "and each check says how much it looked at", text)
    code, failed, checks = verify(register)
    equal((code, failed, checks), (0, {}, CHECKS), "--json says the same, with stable names")
    ok(before == tree(work) and stamp == stamps(work), "nothing was written")
    again = [run("verify", register, *args, **options).stdout for args, options in
             (((), {}), (("--jobs", "1"), {}), (("--jobs", "5"), {}),
              ((), {"SOURCE_DATE_EPOCH": "1"}), ((), {"SOURCE_DATE_EPOCH": None}))]
    ok(set(again) == {finished.stdout}, "whatever the clock and the number of children")
    french = run("verify", register, LANGUAGE="fr").stdout.decode()
    ok("✓ intact" in french and " messages, chaque original conforme à son empreinte" in french and
       "est intact\u202f: tout y découle des originaux et des actes du secrétariat. Les actes"
       in french.replace("\n", " "), "in French", french)
    os.chmod(register, 0o400)
    equal(verify(register)[0], 0, "a register that may only be read")
    os.chmod(register, 0o600)


def test_nothing_on_disk(work, register):
    log = os.path.join(work, "strace")
    finished = run("verify", register, "--jobs", "1", prefix=["strace", "-f", "-o", log, "-e",
                   "trace=openat,open,creat,rename,link,unlink,mkdir,ftruncate,pwrite64"],
                   COPIL_NO_SANDBOX="1")
    with open(log, errors="replace") as file:
        lines = file.read().splitlines()
    wrote = [line for line in lines if re.search(r"O_WRONLY|O_RDWR|O_CREAT", line) and
             not re.search(r'"/dev/null"|= -1 ', line) and
             not re.search(r'"%s", O_RDWR\|O_CLOEXEC|"%s", O_RDWR\|O_NOFOLLOW'
                           % (re.escape(register), re.escape(register)), line)]
    wrote += [line for line in lines if re.search(r" (rename|link|unlink|mkdir|creat|ftruncate|"
                                                  r"pwrite64)\(", line) and "= -1" not in line]
    ok(finished.returncode == 0 and len(lines) > 20 and not wrote,
       "the register made anew is never on disk", finished.stderr, *wrote[:5])


def test_rows(damage, register):
    sha = rows(register, "SELECT sha256 FROM message WHERE name LIKE '64-%'")[0][0]
    form, rank = rows(register, "SELECT s.id, s.rank FROM submission s JOIN value v"
                      " ON v.submission = s.rank WHERE v.column = 'stages' AND v.canonical = '20'"
                      " AND s.verdict = 'accepted' AND s.id NOT IN (SELECT coalesce(replaces,"
                      " duplicate_of, '') FROM submission) AND s.replaces IS NULL AND NOT EXISTS"
                      " (SELECT 1 FROM finding f WHERE f.submission = s.rank)"
                      " ORDER BY s.id LIMIT 1")[0]
    damage("a byte of an original", ["originals", "replay"], sha,
           ("UPDATE message SET original = CAST(substr(original, 1, length(original) - 1) || x'0b'"
            " AS BLOB) WHERE sha256 = ?", [sha]))
    damage("a byte of the original of a form that counts",
           ["originals", "replay", "figures"], "the bytes kept are not the message",
           ("UPDATE message SET original = CAST(replace(original, 'a', 'b') AS BLOB)"
            " WHERE arrival = (SELECT message FROM submission WHERE rank = ?)", [rank]))
    damage("a value", ["values", "replay"], f"{form}: what figures are made of",
           ("UPDATE value SET canonical = '21', number = 210000 WHERE submission = ? AND"
            " column = 'stages' AND canonical = '20'", [rank]))
    damage("the number beside a text", ["values", "replay"], "its number isn't its text",
           ("UPDATE value SET number = 210000 WHERE submission = ? AND column = 'stages' AND"
            " canonical = '20'", [rank]))
    damage("what was typed", ["replay"], "typed: «.30.» in the register, «.une trentaine.» made",
           "UPDATE value SET typed = '30' WHERE typed = 'une trentaine'")
    damage("what figures are made of", ["values", "figures"],
           f"{form}: what figures are made of isn't what this form answers",
           ("UPDATE given SET answers = replace(answers, char(31) || '20', char(31) || '21')"
            " WHERE submission = ?", [rank]))
    damage("a value taken out", ["values", "replay"], f"{form}: what figures are made of",
           ("DELETE FROM value WHERE submission = ? AND column = 'stages'", [rank]))
    damage("a question that there is not", ["values", "replay"], "the sheet asks no such thing",
           ("UPDATE value SET field = 'inconnu' WHERE submission = ? AND field = 'organisme'",
            [rank]))
    damage("a value of no form", ["references", "values"], "row .*|value refers to no row",
           "INSERT INTO value SELECT 99999, seq, field, item, column, canonical, number, typed,"
           " motif, counted FROM value LIMIT 1")
    damage("a verdict", ["verdicts", "replay", "figures"], form,
           ("UPDATE submission SET verdict = 'refused' WHERE rank = ?", [rank]))
    damage("a verdict that there is not", ["verdicts", "conservation", "replay", "figures"], form,
           ("UPDATE submission SET verdict = 'perdue' WHERE rank = ?", [rank]))
    damage("two forms that stand for one", ["verdicts", "replay", "figures"], "several forms stand",
           "UPDATE submission SET verdict = 'accepted' WHERE verdict = 'replaced'")
    damage("the verdict of a letter", ["verdicts", "conservation", "replay"], sha,
           ("UPDATE message SET verdict = 'accepted' WHERE sha256 = ?", [sha]))
    damage("an organisation", ["replay", "figures"], f"submission {form}, organisation",
           ("UPDATE submission SET organisation = '0939102N' WHERE rank = ?", [rank]))
    astray = os.path.join(os.path.dirname(register), "astray.copil")
    shutil.copy(register, astray)
    with sqlite3.connect(astray) as database:
        database.execute("UPDATE submission SET message = (SELECT max(arrival) + 1 FROM message)"
                         " WHERE rank = (SELECT rank FROM submission WHERE sheet = '3.2' AND"
                         " period = '2013-2014' AND verdict = 'accepted' ORDER BY message DESC)")
    database.close()
    finished = run("explain", astray, "3.2-a", "--period", "2013-2014", "--confidential", "--json")
    equal((finished.returncode, finished.stderr), (0, b""),
          "a form of a message that there is not: no source, and nothing else is read for it")
    damage("a form taken out, with all that is of it", ["parts", "verdicts", "conservation",
           "answers", "replay", "figures"], "no form came of it",
           ("DELETE FROM value WHERE submission = ?", [rank]),
           ("DELETE FROM given WHERE submission = ?", [rank]),
           ("DELETE FROM submission WHERE rank = ?", [rank]))


def test_parts(damage):
    damage("a part taken out", ["replay"], "part .*made anew, and not in the register",
           "DELETE FROM part WHERE (message, path) IN (SELECT message, path FROM part"
           " WHERE fate = 'text' ORDER BY 1, 2 LIMIT 1)")
    damage("the part of a form taken out", ["references", "parts", "conservation", "replay"],
           "submission",
           "DELETE FROM part WHERE (message, path) IN (SELECT message, path FROM part"
           " WHERE fate = 'form' ORDER BY 1, 2 LIMIT 1)")
    damage("a finding taken out", ["replay"], "finding .*made anew, and not in the register",
           "DELETE FROM finding WHERE id = (SELECT min(id) FROM finding WHERE severity = 'error')")
    damage("a finding of history taken out", ["replay"], "finding .*made anew, and not",
           "DELETE FROM finding WHERE history = 1 AND id = (SELECT min(id) FROM finding"
           " WHERE history = 1)")
    damage("a sentence", ["replay"], "finding .*Rien.*in the register, and not made anew",
           "UPDATE finding SET text = 'Rien.' WHERE id = (SELECT min(id) FROM finding)")
    damage("a message taken out, with all that is of it", ["conservation", "journal"],
           "arrival number is gone",
           "CREATE TEMP TABLE gone AS SELECT arrival FROM message WHERE name LIKE '64-%'",
           "DELETE FROM part WHERE message IN gone", "DELETE FROM message WHERE arrival IN gone")


def test_constraints(damage):
    """What the schema forbids, and so can't be made anew."""
    for name, statement in (
            ("an original taken out", "UPDATE message SET original = NULL WHERE arrival = 3"),
            ("a message erased by no purge", "UPDATE message SET purge = 1 WHERE arrival = 3"),
            ("half a hash", "UPDATE message SET sha256 = 'abc' WHERE arrival = 3")):
        shutil.copy(damage.good, damage.path)
        change(damage.path, "PRAGMA ignore_check_constraints = 1", statement)
        code, failed, _ = verify(damage.path)
        ok(code == 1 and "CHECK constraint failed in message" in failed["database"] and
           "replay" in failed, name, code, failed)


def test_conclusion(damage):
    for statement, says in (("UPDATE finding SET text = 'Rien.' WHERE id = 1",
                             "is whole as a file, but"),
                            ("UPDATE definition SET sha256 = 'x'", "is damaged; keep it")):
        shutil.copy(damage.good, damage.path)
        change(damage.path, statement)
        finished = run("verify", damage.path)
        said = finished.stdout.decode()
        ok(finished.returncode == 1 and f"{damage.path} {says}" in said.replace("\n", " "),
           f"what is to be done: {says}", said)


def test_bytes(damage, register):
    automatic = rows(register, "SELECT arrival FROM message WHERE class <> 0 LIMIT 1")[0][0]
    damage("the Message-ID of an answer", ["answers", "journal"], "another Message-ID",
           "UPDATE answer SET message_id = 'x@y' WHERE message = (SELECT min(message) FROM answer)")
    damage("the Message-ID within an answer", ["answers"], "another Message-ID",
           "UPDATE answer SET eml = CAST(replace(eml, 'Message-ID: <copil', 'Message-ID: <other')"
           " AS BLOB) WHERE message = (SELECT min(message) FROM answer)")
    damage("a word of an answer", ["answers"], "the bytes kept are not the letter that was written",
           "UPDATE answer SET eml = CAST(replace(eml, 'Bonjour', 'Bonsoir') AS BLOB)"
           " WHERE message = (SELECT min(message) FROM answer WHERE instr(eml, 'Bonjour'))")
    damage("the hash of an answer, too", ["answers", "journal"], "not the letter",
           "UPDATE answer SET sha256 = replace(sha256, 'a', 'b')"
           " WHERE message = (SELECT min(message) FROM answer)")
    damage("when a definition was registered", ["journal"], "other definitions 1",
           "UPDATE definition SET registered = registered + 1")
    damage("an answer to automatic mail", ["answers", "journal"], "automatic",
           ("UPDATE answer SET message = ?, message_id = 'copil.' || (SELECT sha256 FROM message"
            " WHERE arrival = ?) || '@copil.invalid' WHERE message = (SELECT min(message) FROM"
            " answer)", [automatic, automatic]))
    damage("a byte of the definition", ["definitions"], "definition 1 isn't what was registered",
           "UPDATE definition SET convention_xml = CAST(convention_xml || x'0a' AS BLOB)")
    code, failed, _ = swap_definition(damage)
    ok(code == 1 and "definitions" not in failed and "replay" in failed,
       "another definition in the place of the one that judged", code, failed)
    damage("a definition that can't be loaded", ["definitions", "replay", "figures"],
           "can't be loaded", "UPDATE definition SET convention_xml = x'3c'")
    damage("when a message was received", ["replay"], "message .*, received",
           "UPDATE message SET received = received + 1 WHERE arrival = 3")
    damage("an index dropped", ["replay"], "schema index finding_message",
           "DROP INDEX finding_message")


def swap_definition(damage):
    """The participants' list without one of them, its hash right."""
    shutil.copy(damage.good, damage.path)
    xml, csv, committee = rows(damage.path, "SELECT convention_xml, participants_csv, committee_xml"
                               " FROM definition")[0]
    changed = b"".join(line for line in csv.splitlines(True) if not line.startswith(b"0779101Z"))
    parts = [xml, changed] + ([committee] if committee else [])
    digest = hashlib.sha256()
    for number in range(3):
        data = parts[number] if number < len(parts) else b""
        digest.update(f"{number} {len(data)}\n".encode() + data)
    change(damage.path, ("UPDATE definition SET participants_csv = ?, sha256 = ?",
                         [changed, digest.hexdigest()]))
    return verify(damage.path)


def test_file(work, register):
    """The file itself."""
    with open(register, "rb") as file:
        data = file.read()
    path = os.path.join(work, "file.copil")

    def told(name, bytes_, expected, **options):
        with open(path, "wb") as file:
            file.write(bytes_)
        finished = run("verify", path, **options)
        ok(finished.returncode == expected and (expected == 1) == (b"BROKEN" in finished.stdout)
           and (expected == 1 or finished.stderr), name, finished.returncode, finished.stdout,
           finished.stderr)

    told("a truncated register", data[:len(data) // 2], 1)
    told("a register without its last page", data[:-4096], 1)
    middle = len(data) // 2 // 4096 * 4096
    told("a page of zeros", data[:middle] + bytes(4096) + data[middle + 4096:], 1)
    told("a text", b"Ceci n'est pas un registre.\n" * 300, 2)
    told("an empty file", b"", 2)
    told("a later version", data[:60] + (99).to_bytes(4, "big") + data[64:], 70)
    told("a damaged header", data[:16] + b"\xff" * 4 + data[20:], 2)
    for name, args in (("no register", []), ("one that is not there", [os.path.join(work, "none")]),
                       ("a folder", [work]), ("a report beside it", [register, "report.pdf"]),
                       ("--jobs 65", [register, "--jobs", "65"])):
        finished = run("verify", *args)
        ok(finished.returncode == 2 and finished.stderr and not finished.stdout,
           f"wrong usage: {name}", finished.returncode, finished.stderr)
    with open(register, "rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        equal(run("verify", register).returncode, 75, "while a batch holds the register: 75")
        fcntl.flock(held, fcntl.LOCK_SH)
        equal(verify(register)[0], 0, "while another verify reads it")
        finished = run("batch", register, MAIL, "--output", os.path.join(work, "b"))
        equal(finished.returncode, 75, "no batch writes meanwhile")


def test_several_runs(work):
    """Runs of different days, one after the definition was amended."""
    path = new_register(work, "runs.copil")
    changed = os.path.join(work, "changed")
    shutil.copytree(CONVENTION, changed)
    with open(os.path.join(changed, "participants.csv"), encoding="utf-8") as file:
        lines = file.readlines()
    with open(os.path.join(changed, "participants.csv"), "w", encoding="utf-8") as file:
        file.writelines(line for line in lines if not line.startswith("0939102N"))
    must("update", path, "--convention", changed)
    for day, names in enumerate((["0", "1"], ["2", "3", "4"], ["5", "6"])):
        if day == 2:
            must("update", path, "--convention", CONVENTION)
        must("batch", path, *taken(work, names), "--output", os.path.join(work, "out"),
             SOURCE_DATE_EPOCH=str(1405929600 + 86400 * day))
    equal(rows(path, "SELECT count(*), count(DISTINCT definition) FROM run")[0], (3, 2),
          "three runs by two definitions")
    code, failed, _ = verify(path)
    ok(code == 0, "each is made anew with its own", code, failed)
    change(path, "UPDATE run SET definition = 3 WHERE id = 1")
    code, failed, _ = verify(path)
    ok(code == 1 and "replay" in failed, "and not with another", code, failed)


def taken(work, beginnings):
    to = os.path.join(work, "mail-" + beginnings[0])
    choose(to, beginnings)
    return [to]


def test_edition(work, register):
    """An issued report is what its hash says."""
    path = os.path.join(work, "edition.copil")
    shutil.copy(register, path)
    if run("report", path, "--issue", "--output", os.path.join(work, "e.pdf")).returncode:
        print("Bail out! no edition can be issued")
        sys.exit(1)
    code, failed, _ = verify(path)
    ok(code == 0, "a register with an edition is whole", code, failed)
    damage = Damage(path, work)
    damage("a byte of an edition's PDF", ["editions"], "^1: the PDF kept of that edition",
           "UPDATE edition SET pdf = CAST(pdf || x'0a' AS BLOB)")
    damage("a figure of an edition", ["published"], "edition 1, figure",
           "UPDATE edition_figure SET value = '1' WHERE seq = (SELECT min(seq) FROM edition_figure"
           " WHERE value > '5')")
    damage("the period of an edition", ["journal"], "other editions 1",
           "UPDATE edition SET period = '2011-2012' WHERE number = 1")
    damage("what an edition masked", ["published"], "edition 1: .*hash",
           "UPDATE edition_figure SET masked = 0 WHERE masked = 1")


with folder() as work:
    register = new_register(work)
    must("batch", register, os.path.join(MAIL, "boite"), "--output", os.path.join(work, "out"))
    damage = Damage(register, work)
    test_healthy(work, register)
    test_nothing_on_disk(work, register)
    test_rows(damage, register)
    test_parts(damage)
    test_constraints(damage)
    test_conclusion(damage)
    test_bytes(damage, register)
    test_file(work, register)
    test_several_runs(work)
    test_edition(work, register)
done()
