#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""copil purge: it says first what would go; what goes is found nowhere in the file any more, and
figures, hashes and issued reports are what they were.  TAP."""
import fcntl
import json
import pty
import re
import sys
import time

sys.dont_write_bytecode = True
from cli import *  # noqa: E402, F403

CAME = "1404990000"    # 10 July 2014: what the week brought, and the next weeks
CLOSED = "1405500000"  # 16 July 2014
SETTLED = "1437000000" # 16 July 2015, a week after all the demo mail was taken in
LATER = "1441100000"   # 1 September 2015
HALF = """<fiche-3.3 xmlns="urn:copil:idf-2013">
  <organisme>Lycée professionnel Imaginaire Colette-Exemple</organisme>
  <identifiant>0779101Z</identifiant><academie>CRETEIL</academie><periode>%s</periode>
  <redacteur>N. Témoin</redacteur><date_remplissage>2014-06-30</date_remplissage>
  <interventions><ligne diplome="GI"><interventions>%d</interventions>
  <eleves_touches>24</eleves_touches><eleves_accueillis>8</eleves_accueillis></ligne></interventions>
  <commentaires>Appeler Mme Durand au 01 99 00 00 00</commentaires>
</fiche-3.3>
"""


def form(period, number=3):
    return (HALF % (period, number)).encode()


def plan(register, before, *args, **options):
    finished = run("purge", register, "--before", before, "--json", *args, **options)
    return json.loads(finished.stdout) if finished.returncode == 0 else finished


def close(register, period, act="close", **options):
    must("decide", register, act, period, "--why", "édition", "--by", "N. Greffier", **options)


def filled(work, name, *mails):
    """A register with MAILS, taken in on 10 July 2014."""
    register = os.path.join(work, name + ".copil")
    box = os.path.join(work, name)
    os.mkdir(box)
    for number, data in enumerate(mails, 1):
        with open(os.path.join(box, f"{number}.eml"), "wb") as file:
            file.write(data)
    must("init", register, "--convention", CONVENTION, SOURCE_DATE_EPOCH=CAME)
    must("batch", register, box, "--output", box + "-out", SOURCE_DATE_EPOCH=CAME)
    return register


def goes(register, before, **options):
    """How many messages would go, and why the others stay."""
    told = plan(register, before, **options)
    return told["messages"], {key: count for key, count in told["stays"].items() if count}


def at_terminal(typed, *args, **options):
    """copil ARGS at a terminal where somebody types TYPED, which ends the line or the input."""
    ours, its = pty.openpty()
    process = subprocess.Popen([COPIL, *args], env=environment(**options), stdin=its, stdout=its,
                               stderr=its)
    os.close(its)
    os.write(ours, typed)
    told = b""
    try:
        while chunk := os.read(ours, 4096):
            told += chunk
    except OSError:  # it has ended
        pass
    os.close(ours)
    return process.wait(), told.decode().replace("\r\n", "\n")


# ---- what goes ----

def test_dates(register):
    for args, says in (((), "--before DATE"), (("--before", "hier"), "no date"),
                       (("--before", "2015-09-02"), "still to come")):
        finished = run("purge", register, *args, SOURCE_DATE_EPOCH=LATER)
        ok(finished.returncode == 2 and says in finished.stderr.decode(), "refused: " + says,
           finished.stderr)
    equal(goes(register, "2015-09-01", SOURCE_DATE_EPOCH=LATER)[0] > 0, True, "today will do")


def test_bounds(work):
    """Each bound from both sides: the day of reception, the end of the period, its closing."""
    at = {"SOURCE_DATE_EPOCH": LATER}
    one = filled(work, "one", mail({"a.xml": form("2013-2014-S2")}))
    equal(goes(one, "2015-09-01", **at), (0, {"open": 1}), "a period that is open")
    equal(plan(one, "2015-09-01", **at)["open"], [{"period": "2013-2014-S2", "forms": 1}], "named")
    close(one, "2013-2014", SOURCE_DATE_EPOCH=CLOSED)
    equal(goes(one, "2014-08-31", **at), (0, {"recent": 1}), "the day on which it ends")
    equal(goes(one, "2014-09-01", **at), (1, {}), "the day after; its year was closed")
    close(one, "2013-2014-S2", "reopen", SOURCE_DATE_EPOCH=CLOSED)
    equal(goes(one, "2014-09-01", **at), (0, {"open": 1}), "reopened")
    first = filled(work, "first", mail({"a.xml": form("2013-2014-S1")}))
    close(first, "2013-2014-S1", SOURCE_DATE_EPOCH=CLOSED)
    equal(goes(first, "2014-07-10", **at), (0, {"later": 1}), "the day on which it was taken in")
    equal(goes(first, "2014-07-11", **at), (1, {}), "the day after")
    two = filled(work, "two", mail({"a.xml": form("2013-2014-S1"), "b.xml": form("2013-2014-S2")}))
    close(two, "2013-2014-S1", SOURCE_DATE_EPOCH=CLOSED)
    equal(goes(two, "2015-09-01", **at), (0, {"open": 1}), "two forms, one of an open period")
    close(two, "2013-2014-S2", SOURCE_DATE_EPOCH=CLOSED)
    equal(goes(two, "2014-08-31", **at), (0, {"recent": 1}), "one of a period that hasn't ended")
    equal(goes(two, "2014-09-01", **at), (1, {}), "and both")
    person = filled(work, "person", mail({}, subject="Une question"))
    equal(goes(person, "2015-09-01", **at), (0, {"waits": 1}), "a letter that somebody has to read")
    must("decide", person, "settle", rows(person, "SELECT sha256 FROM message")[0][0], "--why", "lu")
    equal(goes(person, "2015-09-01", **at), (1, {}), "settled")
    return two


# ---- what is left of it ----

def strings(register):
    """What was typed or sent, of what will go: bytes that must not be found any more."""
    kept = b" ".join(b"".join(data for data in row if data) for row in rows(
        register, "SELECT convention_xml, participants_csv, committee_xml FROM definition"))
    kept += " ".join(why for why, in rows(register, "SELECT who || why FROM act")).encode()
    found = {}
    for sql in ("SELECT from_address FROM message", "SELECT from_name FROM message",
                "SELECT subject FROM message", "SELECT message_id FROM message",
                "SELECT name FROM message", "SELECT filename FROM part", "SELECT text FROM part",
                "SELECT canonical FROM submission", "SELECT claimed FROM submission",
                "SELECT value || text FROM finding WHERE history = 0",
                "SELECT v.canonical FROM value v WHERE field IN ('redacteur', 'courriel',"
                " 'commentaires')"):
        for text, in rows(register, sql):
            text = (text or "").encode()
            if len(text) > 7 and text not in kept:
                found[text[:300]] = sql
    for table in "original FROM message", "eml FROM answer", "bytes FROM scan":
        for data, in rows(register, f"SELECT {table} WHERE {table.split()[0]} IS NOT NULL"):
            for start in range(0, len(data) - 60, 4001):
                found[data[start:start + 60]] = table
            encoded = base64.b64encode(data[:600])[:60]
            found[encoded] = table
    return found


def everything_else_done(register, at):
    """All that waits is settled, every second text passed, the other withheld."""
    close(register, "2013-2014", SOURCE_DATE_EPOCH=at)
    close(register, "2014-2015", SOURCE_DATE_EPOCH=at)
    told = run("status", register, SOURCE_DATE_EPOCH=at).stdout.decode()
    for target in sorted(set(re.findall(r"settle (\w{16})", told))):
        run("decide", register, "settle", target, "--why", "vu", SOURCE_DATE_EPOCH=at)
    for number, (form_id,) in enumerate(rows(
            register, "SELECT DISTINCT s.id FROM submission s JOIN value v ON v.submission = s.rank"
            " WHERE s.verdict = 'accepted' AND length(v.canonical) > 25 ORDER BY 1")):
        run("decide", register, "withhold" if number % 2 else "pass", form_id, "--why", "lu",
            SOURCE_DATE_EPOCH=at)


def figures(work, register, name, *args):
    path = os.path.join(work, name)
    must("export", register, "--output", path, *args, SOURCE_DATE_EPOCH=LATER)
    with open(path, encoding="utf-8-sig", newline="") as file:
        return file.read()


def counted(text):
    """Figures without the texts behind them, which may be erased."""
    told = json.loads(text)
    for figure in told["figures"]:
        for source in figure.get("sources") or ():
            if not re.fullmatch(r"[-0-9./]*", source.get("value") or ""):
                source["value"] = "…"
        if not re.fullmatch(r"[-0-9.]*", figure.get("value") or ""):
            figure["value"] = "…"
    return told


def test_whole(work):
    register = os.path.join(work, "whole.copil")
    out = os.path.join(work, "whole-out")
    must("init", register, "--convention", CONVENTION, SOURCE_DATE_EPOCH=CLOCK)
    must("batch", register, MAIL, "--output", out, SOURCE_DATE_EPOCH=CLOCK)
    must("report", register, "--issue", "--output", os.path.join(work, "edition.pdf"),
         SOURCE_DATE_EPOCH=SETTLED)
    everything_else_done(register, SETTLED)
    before = tree(work)
    finished = run("purge", register, "--before", "2015-09-01", SOURCE_DATE_EPOCH=LATER)
    text = finished.stdout.decode()
    ok(finished.returncode == 0 and "To be erased, from before 1er septembre 2015" in text and
       "Nothing was changed. To erase:" in text and "2013-2014-S1" in text,
       "it says what would go, and how", text)
    same(tree(work), before, "and changes nothing")
    with open(register, "rb") as file:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX)
        equal([run("purge", register, "--before", "2015-09-01", *more,
                   SOURCE_DATE_EPOCH=LATER).returncode for more in ((), ("--yes",))], [75, 75],
              "not while another run works on it")
    shutil.copy(register, os.path.join(work, "copy.copil"))
    copy = os.path.join(work, "copy.copil")
    had = {name: figures(work, register, "had." + name, *args) for name, args in (
        ("json", ()), ("csv", ()))}
    secret = counted(figures(work, register, "secret.json", "--confidential"))
    typed = strings(register)
    told = plan(register, "2015-09-01", "--yes", SOURCE_DATE_EPOCH=LATER)
    ok(told["done"] and told["messages"] > 60 and told["forms"] > 80 and
       sum(one["forms"] for one in told["periods"]) == told["forms"], "it does so", told)
    gone = {sha for sha, in rows(register, "SELECT sha256 FROM message WHERE purge IS NOT NULL")}
    equal(len(gone), told["messages"], "as many as it said")
    stay = b"\0".join([*strings(register), *(bytes(data) for table in (
        "original FROM message", "eml FROM answer") for data, in rows(
            register, f"SELECT {table} WHERE {table.split()[0]} IS NOT NULL"))])
    with open(register, "rb") as file:
        data = file.read()
    left = {text: sql for text, sql in typed.items() if text in data and text not in stay}
    passed = {canonical.encode()[:300] for canonical, in rows(
        register, "SELECT v.canonical FROM value v JOIN submission s ON s.rank = v.submission JOIN"
        " act a ON a.target = s.id AND a.act = 'pass' WHERE v.canonical IS NOT NULL")}
    left = {text: sql for text, sql in left.items() if text not in passed}
    ok(len(typed) > 400 and not left, "nothing of it is found in the bytes of the file",
       len(typed), *list(left.items())[:8])
    ok(not os.path.exists(register + "-journal"), "nor beside it")
    same({"json": figures(work, register, "has.json"), "csv": figures(work, register, "has.csv")},
         {"json": had["json"], "csv": had["csv"]}, "figures and what is masked, byte for byte")
    same({"all": counted(figures(work, register, "all.json", "--confidential"))}, {"all": secret},
         "small ones too")
    finished = run("verify", register, SOURCE_DATE_EPOCH=LATER)
    ok(finished.returncode == 0 and re.search(rf"(?m)^✓ ok +{len(gone)} +erased messages",
                                              finished.stdout.decode()),
       "verify makes it anew, of tombstones and of originals", finished.stdout)
    must("report", register, "--edition", "1", "--output", os.path.join(work, "again.pdf"))
    equal(tree(work)["again.pdf"], before["edition.pdf"], "the issued report is what it was")
    bytes_now = tree(work)["whole.copil"]
    told = plan(register, "2015-09-01", "--yes", SOURCE_DATE_EPOCH=LATER)
    equal((told["messages"], told["stays"]["erased"], told["done"], tree(work)["whole.copil"]),
          (0, len(gone), False, bytes_now), "a second time nothing is left to do, or written")
    return register, copy, gone


def test_met_again(work, register, gone):
    """Every command that meets an erased message says so."""
    sha = rows(register, "SELECT m.sha256 FROM message m JOIN submission s ON s.message = m.arrival"
               " WHERE m.purge IS NOT NULL AND s.verdict = 'accepted' AND s.replaces IS NULL"
               " ORDER BY 1")[0][0]
    form_id, sheet = rows(register, "SELECT s.id, s.sheet FROM submission s JOIN message m"
                          " ON m.arrival = s.message WHERE m.sha256 = ?", sha)[0]
    finished = run("original", register, sha)
    ok(finished.returncode == 2 and not finished.stdout and
       "was erased on 1er septembre 2015" in finished.stderr.decode() and
       finished.stderr.count(b"\n") == 1, "original: in one line", finished.stderr)
    french = run("original", register, sha, LANGUAGE="fr").stderr.decode()
    ok("a été effacé le 1er septembre 2015 par copil purge" in french, "in French", french)
    for word in sha[:16], form_id:
        text = run("status", register, word, "--confidential").stdout.decode()
        ok("Erased on 1er septembre 2015 by copil purge" in " ".join(text.split()) and
           "recipient 1, erased" in text, "status " + word, text)
    told = json.loads(run("status", register, sha, "--json").stdout)
    equal((told["message"]["erased"], told["message"]["from"]), ("2015-09-01", None), "and as JSON")
    finished = run("decide", register, "reexamine", sha, "--why", "x")
    ok(finished.returncode == 2 and "can't be examined anew" in finished.stderr.decode(),
       "it can't be examined anew", finished.stderr)
    was = content(register)
    must("decide", register, "withdraw", form_id, "--why", "erreur", SOURCE_DATE_EPOCH=LATER)
    equal(rows(register, "SELECT verdict FROM submission WHERE id = ?", form_id), [("withdrawn",)],
          "a form of it can be withdrawn")
    equal(run("verify", register, SOURCE_DATE_EPOCH=LATER).returncode, 0, "verified all the same")
    must("decide", register, "restore", form_id, "--why", "non", SOURCE_DATE_EPOCH=LATER)
    now = content(register)
    equal([key for key in set(was) ^ set(now) if key[0] != "act"], [], "and given back")
    finished = run("send", register, "--dry-run", "--json")
    ok(finished.returncode == 0 and sha not in finished.stdout.decode(), "send has no letter for it",
       finished.stdout[:300])
    count = rows(register, "SELECT count(*), count(original) FROM message")
    told = json.loads(must("batch", register, MAIL, "--output", os.path.join(work, "whole-out"),
                           "--originals", "--json", SOURCE_DATE_EPOCH=LATER).stdout)
    equal((told["new"], rows(register, "SELECT count(*), count(original) FROM message")), (0, count),
          "what comes again is known, and stays erased")
    with open(os.path.join(work, "whole-out", "index.html"), encoding="utf-8") as file:
        ok("original effacé le 1er septembre 2015" in file.read(), "the page says so")
    same_form = rows(register, "SELECT count(*) FROM submission")[0][0]
    data = next(data for data in messages().values() if sha256(data) == sha)
    box = os.path.join(work, "again")
    os.mkdir(box)
    with open(os.path.join(box, "a.eml"), "wb") as file:
        file.write(b"X-Resent: yes\r\n" + data)
    must("batch", register, box, "--output", box + "-out", SOURCE_DATE_EPOCH=LATER)
    verdicts = rows(register, "SELECT verdict FROM submission WHERE rank > ?", same_form)
    ok(verdicts and set(verdicts) == {("duplicate",)}, "the same form in another mail repeats it",
       verdicts)
    equal(run("verify", register, SOURCE_DATE_EPOCH=LATER).returncode, 0, "and verify agrees")
    ok(run("explain", register, "3.2-a", "--period", "2013-2014").returncode == 0, "explain")


def backup_lines():
    """README's two lines for a backup: under the lock, and without."""
    with open(os.path.join(SOURCE, "README.md"), encoding="utf-8") as file:
        return re.findall(r"`(umask 077; [^`]*sqlite3 2014\.copil [^`]*\.backup [^`]*)`", file.read())


def back_up(line, register, path):
    """As LINE does it, under a umask that hides nothing."""
    return subprocess.run(["sh", "-c", "umask 022; " + line.replace("2014.copil", register).replace(
        "copy.copil", path)], capture_output=True)


def test_backup(work, copy):
    """Taken while a batch runs, it is whole; run again on it, the end is the same."""
    locked, unlocked = backup_lines()
    register = os.path.join(work, "live.copil")
    out = os.path.join(work, "live-out")
    must("init", register, "--convention", CONVENTION)
    started = subprocess.Popen([COPIL, "batch", register, MAIL, "--output", out, "--jobs", "1"],
                               env=environment(), stdout=subprocess.DEVNULL)
    taken = []
    while started.poll() is None or not taken:
        path = os.path.join(work, f"backup-{len(taken)}.copil")
        done_so = back_up(unlocked, register, path)
        taken.append((path, done_so.returncode, done_so.stderr))
    equal((started.returncode, {code for _, code, _ in taken}), (0, {0}), "copies during a batch")
    sizes = sorted({rows(path, "SELECT count(*) FROM message")[0][0] for path, _, _ in taken})
    ok(len(sizes) >= 1, f"of {len(taken)} copies, with {sizes} messages")
    for path, _, _ in (taken[0], taken[-1]):
        finished = run("verify", path)
        equal(finished.returncode, 0, "is whole")
        must("batch", path, MAIL, "--output", path + "-out")
        same(content(path), content(register), "run again, it comes to the same")
    started = subprocess.Popen(["flock", "-x", register, "sleep", "2"])
    try:
        time.sleep(0.7)
        equal(run("batch", register, MAIL, "--output", out).returncode, 75,
              "flock, of util-linux, holds the same lock")
    finally:
        started.wait()
    os.unlink(copy)
    equal(back_up(locked, register, copy).returncode, 0, "and waits for it")
    equal({os.stat(path).st_mode & 0o777 for path in (taken[0][0], copy)}, {0o600},
          "copies are their owner's alone")
    equal(run("verify", copy).returncode, 0, "a copy under the lock")


def test_asked(work):
    """At a terminal it asks; only a yes erases."""
    register = filled(work, "asked", mail({"a.xml": form("2013-2014-S2")}))
    close(register, "2013-2014-S2", SOURCE_DATE_EPOCH=CLOSED)
    with open(register, "rb") as file:
        before = file.read()
    asks = ("purge", register, "--before", "2015-09-01")
    for typed, name in ((b"no\n", "no"), (b"\n", "an empty line"), (b"\x04", "no line at all"),
                        (b"yes, but not today\n", "more than yes"), (b"y\n", "a letter")):
        code, told = at_terminal(typed, *asks, SOURCE_DATE_EPOCH=LATER)
        ok(code == 0 and "Erase it for good? Type yes: " in told and
           "Nothing was changed. To erase:\n" in told and
           open(register, "rb").read() == before, f"{name} erases nothing", told)
    equal(goes(register, "2015-09-01", SOURCE_DATE_EPOCH=LATER)[0], 1, "it is still there")
    code, told = at_terminal("oui\n".encode(), *asks, SOURCE_DATE_EPOCH=LATER, LANGUAGE="fr")
    ok(code == 0 and "Effacer définitivement\u202f? Tapez oui\u202f: " in told, "asked in French",
       told)
    equal(goes(register, "2015-09-01", SOURCE_DATE_EPOCH=LATER)[0], 0, "and told yes, it is gone")
    ok("ask at a terminal" in run("purge", "--help").stdout.decode(), "its help says that it asks")


def test_modes(work):
    """All that is written is its owner's alone, under any umask."""
    for mask in (0, 0o077):
        place = os.path.join(work, f"mask-{mask:o}")
        register = os.path.join(place, "r.copil")
        old = os.umask(mask)
        try:
            os.mkdir(place, 0o700)
            box = os.path.join(place, "box")
            choose(box, ("03-", "17-", "18-", "36-"))
            out = os.path.join(place, "out")
            must("init", register, "--convention", CONVENTION)
            must("batch", register, box, "--output", out, "--originals")
            must("remind", register, "--output", out)
            for name in ("figures.json", "figures.csv", "figures.ods", "journal.txt"):
                must("export", register, "--output", os.path.join(place, name))
            must("report", register, "--issue", "--copies", "--output",
                 os.path.join(place, "edition.pdf"))
            must("send", register, "--drafts", os.path.join(place, "Brouillons"))
            must("forms", "--convention", CONVENTION, "--output", os.path.join(place, "blank"),
                 "--for", "0779101Z")
        finally:
            os.umask(old)
        shutil.rmtree(box)
        wrong = []
        count = 0
        for folder_name, folders, names in os.walk(place):
            for name in names + folders:
                path = os.path.join(folder_name, name)
                count += 1
                mode = os.lstat(path).st_mode & 0o7777
                if mode != (0o700 if os.path.isdir(path) else 0o600):
                    wrong.append(f"{os.path.relpath(path, place)} {mode:o}")
        ok(count > 30 and not wrong, f"0600 and 0700 under umask {mask:03o}: {count} files", *wrong)


with folder() as work:
    two = test_bounds(work)
    test_dates(two)
    register, copy, gone = test_whole(work)
    test_met_again(work, register, gone)
    test_backup(work, copy)
    test_asked(work)
    test_modes(work)
done()
