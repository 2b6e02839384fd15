#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""What the secretariat decides: written once with who, when and why; refused in words; told."""
import email
import email.policy
import json
import os
import re
import sys

sys.dont_write_bytecode = True
from cli import *  # noqa: E402, F403

PARIS = "0759101K"
OWES = "CRETEIL"  # sheet 3.1
FORM = """<fiche-3.2 xmlns="urn:copil:idf-2013">
  <organisme>Lycée professionnel Imaginaire Colette-Exemple</organisme>
  <identifiant>0779101Z</identifiant><academie>CRETEIL</academie><periode>%s</periode>
  <redacteur>N. Témoin</redacteur><date_remplissage>2014-06-30</date_remplissage>
  <stages><ligne diplome="GI"><effectif>24</effectif><effectif_filles>9</effectif_filles>
  <stages>20</stages><stages_filles>5</stages_filles><conventions>22</conventions></ligne></stages>
</fiche-3.2>
"""


def decide(register, *args, status=0, says=None, name=None, **options):
    finished = run("decide", register, *args, **options)
    text = (finished.stdout + finished.stderr).decode()
    ok(finished.returncode == status and (says is None or re.search(says, text)),
       name or "decide " + " ".join(args[:2]), finished.returncode, text)
    return finished


def acts(register):
    return rows(register, "SELECT time, who, act, target, why FROM act ORDER BY id")


def test_written(register):
    decide(register, "excuse", "3.1", "2013-2014", OWES, "--why", "  fermé\n en   juin ", "--by",
           "N. Greffier", says=f"^Registered: excuse 3.1 2013-2014 {OWES}, Académie de Créteil ")
    equal(acts(register), [(int(CLOCK), "N. Greffier", "excuse", f"3.1 2013-2014 {OWES}",
                            "fermé en juin")], "a row: when, who, what and why, on one line")
    before = tree(os.path.dirname(register))
    decide(register, "excuse", f"{OWES} 3.1 2013-2014", "--why", "encore",
           says="^Nothing was written", name="what is so already, in another order, quoted as one")
    same(tree(os.path.dirname(register)), before, "writes nothing, not a byte")
    decide(register, "expect", "3.1", "2013-2014", OWES, "--why", "rouvert",
           name="its opposite undoes it")
    who = acts(register)[1][1]
    ok(who.strip(), "without --by it is who is logged in", who)
    finished = decide(register, "note", OWES, "--why", "appelé", "--by", "N. Greffier", "--json",
                      name="as JSON")
    equal(json.loads(finished.stdout), {"act": "note", "target": OWES, "why": "appelé",
                                        "by": "N. Greffier", "written": True}, "its shape")


def textless(register):
    """A form that stands, of a sheet without a text that the report quotes."""
    return rows(register, "SELECT id FROM submission WHERE verdict = 'accepted' AND sheet = '3.1'"
                " ORDER BY id")[0][0]


def test_told(register):
    """What changes nothing says why; ids are taken as they are pasted; --help lists the acts."""
    before = acts(register)
    decide(register, "reopen", "2013-2014", "--why", "x",
           says=r"^Nothing was written: reopen 2013-2014 \(that period is not\s+closed")
    decide(register, "expect", "3.1", "2013-2014", "0779102a", "--why", "x",
           says="^Nothing was written: expect 3.1 2013-2014 0779102A,", name="in lower case")
    equal(acts(register), before, "nothing is written")
    sha = rows(register, "SELECT sha256 FROM message ORDER BY 1")[0][0]
    for typed, target in ((f"{PARIS.lower()}…", PARIS), (f" {sha[:16].upper()}…", sha),
                          (f"{sha[:16]}...", sha)):
        decide(register, "note", typed, "--why", "collé", name=f"a pasted id: {typed}")
        equal(acts(register)[-1][3], target, "is known")
        ok(run("status", register, typed).returncode == 0, "to status too")
    ok(run("original", register, f"{sha[:16].upper()}…").stdout ==
       run("original", register, sha).stdout != b"", "and to original")
    text = run("decide", "--help").stdout.decode()
    ok(all(re.search(rf"(?m)^  {act} +{target}  ", text) for act, target in (
        ("excuse", "SHEET PERIOD ORGANISATION"), ("reopen", "PERIOD"), ("withhold", "FORM"),
        ("note", "ID"))) and "the report prints" in " ".join(text.split()) and '"*"' in text,
       "--help: acts and their targets", text)


def test_read(register):
    """The texts are read before they are passed."""
    who, typed = rows(register, "SELECT s.id, v.typed FROM value v JOIN submission s"
                      " ON s.rank = v.submission WHERE v.field = 'description'"
                      " AND v.typed IS NOT NULL AND s.verdict = 'accepted' ORDER BY 1")[0]
    plain = run("status", register, who).stdout.decode()
    ok(typed not in plain and "With --confidential" in plain, "status says how to read a form")
    text = run("status", register, who, "--confidential").stdout.decode()
    ok("Description des modifications: " + typed in " ".join(text.replace("\u00a0", " ").split()),
       "its texts, under their question", typed, text)
    shown = json.loads(run("status", register, who, "--confidential", "--json").stdout)
    mine = [s for s in shown["submissions"] if s["submission"] == who][0]
    equal([v["typed"] for v in mine["values"] if v["field"] == "description"],
          [typed], "in JSON too")


def test_passed(work, register):
    """Texts leave in exports and explanations when they are passed, and confidentially."""
    texts = {id: typed for id, typed in rows(register, "SELECT s.id, v.typed FROM value v JOIN"
             " submission s ON s.rank = v.submission WHERE v.field = 'description'"
             " AND v.typed IS NOT NULL AND s.verdict = 'accepted'")}
    one = sorted(texts)[0]
    for each in texts:
        run("decide", register, "withhold", each, "--why", "à revoir")

    def figures(*options):
        path = os.path.join(work, "texts.json")
        must("export", register, "--output", path, *options)
        with open(path, encoding="utf-8") as file:
            exported = json.load(file)["figures"]
        explained = json.loads(must("explain", register, "5-t", "--period", "term", "--json",
                                    *options).stdout)["figures"]
        return exported, explained

    def told(rows):
        """What each form wrote, of all indicators that quote it; None: nothing is said."""
        return {source["submission"]: source.get("value") for row in rows
                if row["indicator"] == "5-t" and row["period"] == "term"
                for source in row["sources"]}

    def others(rows):
        return [source["value"] for row in rows if row["indicator"].endswith("-t")
                or row["indicator"] == "2.2-c" for source in row["sources"]
                if source.get("value") and source["submission"] != one]

    def printed(*options):
        text = must("explain", register, "5-t", "--period", "term", *options).stdout.decode()
        return " ".join(text.split())
    nothing, notice = dict.fromkeys(texts), "(a text that was not passed: --confidential shows it)"
    ok(len(texts) > 1, f"{len(texts)} forms with a text")
    for name, shown in zip(("export", "explain"), figures()):
        equal((told(shown), others(shown)), (nothing, []), f"{name}: no text that nobody passed")
    equal(printed().count(notice), len(texts), "and a word where each stood")
    ok("s: not shown" not in printed(), "which has nothing to do with small counts")
    for name, shown in zip(("export", "explain"), figures("--confidential")):
        equal(told(shown), texts, f"{name}: all of them confidentially")
    ok(notice not in printed("--confidential") and texts[one] in printed("--confidential"),
       "as printed")
    decide(register, "pass", one, "--why", "relu")
    for name, shown in zip(("export", "explain"), figures()):
        equal((told(shown), others(shown)), ({**nothing, one: texts[one]}, []),
              f"{name}: the one that is passed")
    ok(texts[one] in printed() and printed().count(notice) == len(texts) - 1, "as printed")
    path = os.path.join(work, "texts.csv")
    for table in ("figures", "submissions", "answers"):
        must("export", register, "--output", path, "--table", table)
        with open(path, encoding="utf-8-sig") as file:
            ok(texts[one] not in file.read(), f"the table of {table} has no text at all")
    decide(register, "withhold", one, "--why", "encore à revoir")
    for name, shown in zip(("export", "explain"), figures()):
        equal(told(shown), nothing, f"{name}: nor one that was withheld again")


def test_refused(work, register):
    before = acts(register)
    for args, says in (
            (["forget", PARIS, "--why", "x"], "there are settle, unsettle, withdraw, restore, excuse"),
            (["excuse", "3.2", "2013-2014", PARIS], "--why"),
            (["excuse", "3.2", "2013-2014", PARIS, "--why", "  "], "--why"),
            (["excuse", "3.2", "2013-2014", PARIS, "--why", "x", "--by", " "], "--by"),
            (["excuse", "3.2", "2013-2014", "0759999Z", "--why", "x"], "0759999Z"),
            (["excuse", "3.2", PARIS, "--why", "x"], "a period"),
            (["excuse", "5", "2013-2014", PARIS, "--why", "x"], "no such form is expected: Lycée Imaginaire"),
            (["excuse", "3.2", "2013-2014", PARIS, "--why", "x"], "was received"),
            (["close", "2019-2020", "--why", "x"], "2019-2020"),
            (["close", "2015-2016", "--why", "x"], "2015-2016 has not begun"),
            (["close", "2013-2014", "2014-2015", "--why", "x"], "one period at a time"),
            (["excuse", "3.2", "3.3", "2013-2014", PARIS, "--why", "x"], "3.3 is one too many"),
            (["pass", textless(register), "--why", "x"], "has no text"),
            (["close", "3.2", "--why", "x"], "a period"),
            (["pass", "0123456789abcdef", "--why", "x"], "0123456789abcdef"),
            (["note", "personne", "--why", "x"], "personne"),
            (["note", "--why", "x"], "TARGET")):
        decide(register, *args, status=2, says=re.escape(says), name="refused: " + " ".join(args))
    decide(os.path.join(work, "none"), "close", "2013-2014", "--why", "x", status=2,
           says="copil init", name="refused: no register")
    equal(acts(register), before, "and none of them is written")


def findings(register, name):
    return [code for code, in rows(register, "SELECT f.code FROM finding f JOIN message m"
                                   " ON m.arrival = f.message WHERE m.name = ?", name)]


def test_closed(work):
    """What comes into a closed period is accepted, and its sender is told."""
    path, out = new_register(work), os.path.join(work, "out")
    decide(path, "close", "2013-2014", "--why", "comité tenu")
    later = str(int(CLOCK) + 86400)
    letter = mail({"fiche.xml": (FORM % "2013-2014").encode()},
                  sender="secretariat@lp-colette-exemple.example",
                  headers=()).replace(b"7 Jul 2014", b"10 Jul 2015")
    early = mail({"fiche.xml": (FORM % "2013-2014").replace("<effectif>24", "<effectif>25").encode()},
                 sender="secretariat@lp-colette-exemple.example", number=2)
    for name, data in (("late.eml", letter), ("early.eml", early)):
        with open(os.path.join(work, name), "wb") as file:
            file.write(data)
    must("batch", path, os.path.join(work, "early.eml"), "--output", out, SOURCE_DATE_EPOCH=later)
    equal(findings(path, "early.eml"), [], "what was sent before the closing came in time")
    must("batch", path, os.path.join(work, "late.eml"), "--output", out,
         SOURCE_DATE_EPOCH=str(int(later) + 86400))
    equal(sorted(findings(path, "late.eml")), ["period-closed", "replaces"], "what was sent after is told so")
    equal(rows(path, "SELECT m.name FROM submission s JOIN message m ON m.arrival = s.message"
               " WHERE s.verdict = 'accepted'"), [("late.eml",)], "and it stands")
    answer = rows(path, "SELECT a.eml FROM answer a JOIN message m ON m.arrival = a.message"
                  " WHERE m.name = 'late.eml'")[0][0]
    text = " ".join(email.message_from_bytes(answer, policy=email.policy.default)
                    .get_body(("plain",)).get_content().replace("\u00a0", " ").split())
    ok("après la clôture de sa période, le 9 juillet 2015" in text, "the answer says it", text)
    expected = json.loads(run("status", path, "--json", "--period", "2013-2014").stdout)
    mine = [e for e in expected["expected"] if (e["sheet"], e["organisation"]) == ("3.2", "0779101Z")]
    equal((mine[0]["state"], mine[0]["after_closing"]), ("received", False),
          "the first one was in time: a correction makes nothing late")
    equal({s["closed"] for s in expected["completeness"]["by_sheet"]}, {"2015-07-09"},
          "status says since when the periods are closed")
    equal(expected["to_remind"], [], "nobody is reminded of a closed period")
    text = run("status", path, "--period", "2013-2014").stdout.decode()
    ok(re.search(r"(?m)^Closed since 9 juillet 2015: .*2013-2014-S2", text) and
       "\nNobody has to be reminded: what is missing is of closed periods.\n" in text,
       "in the terminal: since when, and why nobody is reminded", text)


def test_shown(register):
    submission = rows(register, "SELECT id FROM submission WHERE verdict = 'accepted'"
                      " AND organisation = ? AND rank IN (SELECT submission FROM value"
                      " WHERE field = 'description' AND canonical IS NOT NULL)", OWES)[0][0]
    decide(register, "pass", submission, "--why", "relu", "--by", "N. Greffier")
    decide(register, "close", "2013-2014-S1", "--why", "comité du 3 mars", "--by", "N. Greffier")
    text = run("status", register).stdout.decode()
    ok("close 2013-2014-S1\n    9 juillet 2015, N. Greffier: comité du 3 mars" in text and
       "The texts of 1 form may be published." in text and "excuse 3.1" not in text,
       "status shows what is decided and not undone", text[-900:])
    one = run("status", register, OWES).stdout.decode()
    ok(re.search(rf"excuse 3.1 2013-2014 {OWES} \(undone since\)\n", one) and "appelé" in one and
       f"pass {submission}" in one, "status of an organisation: all of it", one)
    shown = json.loads(run("status", register, OWES, "--json").stdout)
    equal([(a["act"], a["in_force"]) for a in shown["acts"]],
          [("excuse", False), ("expect", True), ("note", True)], "in JSON too")
    equal([a["act"] for s in shown["submissions"] for a in s["acts"]], ["pass"],
          "an act on a form stands with it")


with folder() as work:
    register = new_register(work)
    must("batch", register, MAIL, "--output", os.path.join(work, "out"))
    test_written(register)
    test_refused(work, register)
    test_told(register)
    test_read(register)
    test_shown(register)
    test_passed(work, register)
    with folder() as place:
        test_closed(place)
done()
