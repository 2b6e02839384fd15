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
    decide(register, "excuse", "3.2", "2013-2014", PARIS, "--why", "  fermé\n en   juin ", "--by",
           "N. Greffier", says=f"^Registered: excuse 3.2 2013-2014 {PARIS} ")
    equal(acts(register), [(int(CLOCK), "N. Greffier", "excuse", f"3.2 2013-2014 {PARIS}",
                            "fermé en juin")], "a row: when, who, what and why, on one line")
    before = tree(os.path.dirname(register))
    decide(register, "excuse", f"{PARIS} 3.2 2013-2014", "--why", "encore",
           says="^Nothing was written", name="what is so already, in another order, quoted as one")
    same(tree(os.path.dirname(register)), before, "writes nothing, not a byte")
    decide(register, "expect", "3.2", "2013-2014", PARIS, "--why", "rouvert",
           name="its opposite undoes it")
    who = acts(register)[1][1]
    ok(who.strip(), "without --by it is who is logged in", who)
    finished = decide(register, "note", PARIS, "--why", "appelé", "--by", "N. Greffier", "--json",
                      name="as JSON")
    equal(json.loads(finished.stdout), {"act": "note", "target": PARIS, "why": "appelé",
                                        "by": "N. Greffier", "written": True}, "its shape")


def test_refused(work, register):
    before = acts(register)
    for args, says in (
            (["settle", PARIS, "--why", "x"], "there are excuse, expect, close, reopen, pass"),
            (["excuse", "3.2", "2013-2014", PARIS], "--why"),
            (["excuse", "3.2", "2013-2014", PARIS, "--why", "  "], "--why"),
            (["excuse", "3.2", "2013-2014", PARIS, "--why", "x", "--by", " "], "--by"),
            (["excuse", "3.2", "2013-2014", "0759999Z", "--why", "x"], "0759999Z"),
            (["excuse", "3.2", PARIS, "--why", "x"], "a period"),
            (["excuse", "5", "2013-2014", PARIS, "--why", "x"], "no such form is expected of"),
            (["close", "2019-2020", "--why", "x"], "2019-2020"),
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
                    .get_content().replace("\u00a0", " ").split())
    ok("après la clôture de sa période, le 9 juillet 2015" in text, "the answer says it", text)
    expected = json.loads(run("status", path, "--json", "--period", "2013-2014").stdout)
    mine = [e for e in expected["expected"] if (e["sheet"], e["organisation"]) == ("3.2", "0779101Z")]
    equal((mine[0]["state"], mine[0]["after_closing"]), ("received", False),
          "the first one was in time: a correction makes nothing late")
    equal({s["closed"] for s in expected["completeness"]["by_sheet"]}, {"2015-07-09"},
          "status says since when the periods are closed")
    equal(expected["to_remind"], [], "nobody is reminded of a closed period")


def test_shown(register):
    submission = rows(register, "SELECT id, message FROM submission WHERE verdict = 'accepted'"
                      " AND organisation = ? ORDER BY id", PARIS)[0][0]
    decide(register, "pass", submission, "--why", "relu", "--by", "N. Greffier")
    decide(register, "close", "2013-2014-S1", "--why", "comité du 3 mars", "--by", "N. Greffier")
    text = run("status", register).stdout.decode()
    ok("close 2013-2014-S1\n    9 juillet 2015, N. Greffier: comité du 3 mars" in text and
       "The texts of 1 form may be published." in text and "excuse 3.2" not in text,
       "status shows what is decided and not undone", text[-900:])
    one = run("status", register, PARIS).stdout.decode()
    ok(re.search(rf"excuse 3.2 2013-2014 {PARIS} \(undone since\)\n", one) and "appelé" in one and
       f"pass {submission}" in one, "status of an organisation: all of it", one)
    shown = json.loads(run("status", register, PARIS, "--json").stdout)
    equal([(a["act"], a["in_force"]) for a in shown["acts"]],
          [("excuse", False), ("expect", True), ("note", True)], "in JSON too")
    equal([a["act"] for s in shown["submissions"] for a in s["acts"]], ["pass"],
          "an act on a form stands with it")


with folder() as work:
    register = new_register(work)
    must("batch", register, MAIL, "--output", os.path.join(work, "out"))
    test_written(register)
    test_refused(work, register)
    test_shown(register)
    with folder() as place:
        test_closed(place)
done()
