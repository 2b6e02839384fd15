#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""What the secretariat decides: written once with who, when and why; refused in words; told."""
import email
import email.policy
import json
import os
import re
import shutil
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


def waiting(register, kind=None):
    return [(item["kind"], item["target"]) for item in
            json.loads(must("status", register, "--json").stdout)["waiting"]
            if kind in (None, item["kind"])]


def test_queue(register):
    """What waits, with all that is needed to be done with it; settled and waiting again."""
    items = {item["target"]: item for item in
             json.loads(must("status", register, "--json").stdout)["waiting"]}
    names = dict(rows(register, "SELECT m.sha256, m.name FROM message m UNION ALL SELECT s.id,"
                      " m.name FROM submission s JOIN message m ON m.arrival = s.message"))
    found = {}
    for item in items.values():
        found.setdefault(item["kind"], []).append(names[item["target"]])
    equal(found["by_hand"], ["57-maquette-habitat-photo.eml", "archives-2015.mbox#12"],
          "pictures and the like, the oldest first")
    equal(found["letter"], ["64-question.eml", "65-vide.eml"], "letters")
    equal(found["unreached"], ["33-greta-adresse-inconnue.eml"], "answers with nobody to go to")
    equal(found["other_sender"], ["36-modele-autre-adresse.eml"], "forms from another address")
    ok("refused" not in found, "what was refused today is not yet waited for")
    texts = {id for id, in rows(register, "SELECT DISTINCT s.id FROM submission s JOIN value v ON"
             " v.submission = s.rank WHERE s.verdict = 'accepted' AND v.canonical <> '' AND v.field"
             " IN ('description', 'exploitation', 'utilisation', 'retours', 'profils',"
             " 'evolution_metiers', 'ouvertures_fermetures')")}
    texts -= {target for target, in rows(register, "SELECT target FROM act WHERE act IN"
                                         " ('pass', 'withhold')")}
    equal({item["target"] for item in items.values() if item["kind"] == "texts"}, texts,
          "texts that nobody has read")
    picture, = [item for item in items.values() if "photo" in item["name"]]
    equal({key: picture[key] for key in ("from", "subject", "since", "days", "organisations",
                                         "last_contact", "contact", "command")},
          {"from": "accueil@maquette-habitat.example", "subject": "fiche", "since": "2014-07-08",
           "days": 366, "organisations": [{"id": "99990006100014", "name": "Maquette Habitat",
                                           "telephone": "01 99 00 10 07"}],
           "last_contact": "2014-07-08", "contact": "message",
           "command": f"copil decide {register} settle {picture['target'][:16]} --why \"…\""},
          "with age, telephone, last contact and what to type")
    text = run("status", register).stdout.decode()
    ok("To look at: no form can be read in it\n  - 800961214581163e  366 days, accueil@" in text and
       "copil status --json lists them all" in text, "as printed", text)
    form = waiting(register, "other_sender")[0][1]
    for kind, target in (("by_hand", picture["target"]), ("other_sender", form),
                         waiting(register, "unreached")[0], waiting(register, "letter")[0]):
        decide(register, "settle", target[:16], "--why", "vu", name=f"settle: {kind}")
        ok((kind, target) not in waiting(register), "it doesn't wait any more")
        decide(register, "settle", target, "--why", "vu", says="^Nothing was written: settle")
        decide(register, "unsettle", target, "--why", "si", name=f"unsettle: {kind}")
        ok((kind, target) in waiting(register), "it waits again")
    decide(register, "settle", picture["target"], "--why", "vu")
    decide(register, "note", "99990006100014", "--why", "rappeler lundi",
           SOURCE_DATE_EPOCH=str(int(CLOCK) + 86400))
    decide(register, "unsettle", picture["target"], "--why", "rappeler")
    again, = [item for item in json.loads(must("status", register, "--json").stdout)["waiting"]
              if item["target"] == picture["target"]]
    equal((again["last_contact"], again["contact"]), ("2015-07-10", "note"), "a note is a contact")
    text = sorted(texts)[0]
    decide(register, "settle", text, "--why", "x", status=2, says="nothing waits",
           name="texts are passed or withheld, not settled")
    decide(register, "withhold", text, "--why", "nomme un élève")
    ok(("texts", text) not in waiting(register), "once read they don't wait")


def test_patience(work):
    """Two weeks after its answer a form that nobody corrected waits for a call."""
    path, out, box = (os.path.join(work, name) for name in ("r.copil", "out", "box"))
    must("init", path, "--convention", CONVENTION)
    os.mkdir(box)
    sender = "secretariat@lp-colette-exemple.example"

    def batch(name, text, day):
        with open(os.path.join(box, name), "wb") as file:
            file.write(mail({"f.xml": text.encode()}, sender=sender, number=day + 1).replace(
                b"7 Jul 2014", b"%d Jul 2015" % (9 + day)))
        must("batch", path, box, "--output", out, SOURCE_DATE_EPOCH=str(int(CLOCK) + day * 86400))
    wrong = (FORM % "2013-2014").replace("<effectif>24", "<effectif>beaucoup")
    other = FORM.replace("0779101Z", "0779199F")
    batch("1.eml", wrong, 0)
    form, = rows(path, "SELECT id FROM submission")[0]
    batch("2.eml", other % "2013-2014", 14)
    equal(waiting(path, "refused"), [], "after two weeks it is still to be hoped for")
    batch("3.eml", other % "2014-2015", 15)
    equal(waiting(path, "refused"), [("refused", form)], "then somebody should call")
    decide(path, "settle", form, "--why", "appelé")
    equal(waiting(path, "refused"), [], "settled")
    decide(path, "unsettle", form, "--why", "toujours rien")
    decide(path, "close", "2013-2014", "--why", "comité tenu")
    equal(waiting(path, "refused"), [], "nobody awaits corrections for a closed period")
    decide(path, "reopen", "2013-2014", "--why", "si")
    equal(waiting(path, "refused"), [("refused", form)], "open again: it waits again")
    batch("4.eml", FORM % "2013-2014", 16)
    equal(waiting(path), [], "corrected: and the sender's other form, too, has had its time")
    batch("5.eml", FORM % "2014-2015", 32)
    equal([kind for kind, _ in waiting(path)], [],
          "of forms that don't say whose they are, another one came through since")


def stages(register, work):
    path = os.path.join(work, "figures.json")
    must("export", register, "--output", path, "--confidential", "--period", "2013-2014")
    with open(path, encoding="utf-8") as file:
        figure, = [f for f in json.load(file)["figures"] if f["indicator"] == "3.2-a" and
                   f["scope"] == {}]
    return figure.get("numerator"), figure.get("denominator")


def letters(register, sha):
    return [(identity, email.message_from_bytes(eml, policy=email.policy.default))
            for identity, eml in rows(register, "SELECT a.message_id, a.eml FROM answer a JOIN"
                                      " message m ON m.arrival = a.message WHERE m.sha256 = ?"
                                      " ORDER BY a.act", sha)]


def plain(letter):
    return " ".join(letter.get_body(("plain",)).get_content().split())


def test_withdrawn(work):
    """A withdrawn form counts no more, the one before it counts again; all are told; and back."""
    path, out = new_register(work), os.path.join(work, "out")
    sender = "secretariat@lp-colette-exemple.example"
    first = mail({"f.xml": (FORM % "2013-2014").encode()}, sender=sender)
    second = mail({"f.xml": (FORM % "2013-2014").replace("<stages>20", "<stages>21").encode()},
                  sender=sender, number=2)
    box = os.path.join(work, "box")
    os.mkdir(box)
    for name, data in (("1.eml", first), ("2.eml", second)):
        with open(os.path.join(box, name), "wb") as file:
            file.write(data)
    must("batch", path, box, "--output", out)
    must("report", path, "--issue", "--period", "2013-2014", "--output",
         os.path.join(work, "edition.pdf"))
    equal(stages(path, work), ("21", "24"), "the second form counts")
    form, sha = rows(path, "SELECT s.id, m.sha256 FROM submission s JOIN message m ON m.arrival ="
                     " s.message WHERE m.name = '2.eml'")[0]
    decide(path, "withdraw", form, "--why", "envoyée par erreur", "--by", "N. Greffier",
           says=f"^Registered: withdraw {form}, Lycée")
    equal(dict(rows(path, "SELECT m.name, s.verdict FROM submission s JOIN message m ON"
                    " m.arrival = s.message")), {"1.eml": "accepted", "2.eml": "withdrawn"},
          "the one before stands again")
    equal(stages(path, work), ("20", "24"), "and counts")
    text = run("status", path, form).stdout.decode()
    ok("withdrawn" in text and "N. Greffier: envoyée par erreur" in text and
       "compte de nouveau" in " ".join(text.split()), "status says so, by whom and why", text)
    report = run("report", path, "--output", os.path.join(work, "r.pdf"), "--period",
                 "2013-2014", "--json")
    equal([(c["indicator"], [s["cause"] for s in c["causes"]]) for c in
           json.loads(report.stdout)["changes"] if c["indicator"] == "3.2-a"][:1],
          [("3.2-a", ["correction"])], "the report knows what changed")
    must("batch", path, box, "--output", out)
    sent = letters(path, sha)
    act, = rows(path, "SELECT id FROM act WHERE act = 'withdraw'")[0]
    equal([identity for identity, _ in sent], [f"copil.{sha}@copil.invalid",
                                               f"copil.{sha}.{act}@copil.invalid"],
          "its sender is told in another letter")
    letter = sent[-1][1]
    ok(letter["Subject"] == "Fiche 3.2 retirée" and "Le secrétariat a revu cet envoi" in
       plain(letter) and "compte de nouveau" in plain(letter), "which says it", letter["Subject"],
       plain(letter))
    ok(os.path.exists(os.path.join(out, "answers", f"{sha[:16]}-{act}.eml")), "beside the others")
    with open(os.path.join(out, "index.html"), encoding="utf-8") as file:
        page = file.read()
    ok(f'href="answers/{sha[:16]}-{act}.eml"' in page and f"{sha[:16]}.eml" not in page,
       "the page leads to the last")
    again = json.loads(must("send", path, "--again", sha[:16], "--dry-run", "--json").stdout)
    equal([one["letter"] for one in again["letters"]], [sent[-1][0]],
          "the last is what is sent again")
    before = tree(work)
    must("batch", path, box, "--output", out)
    same(tree(work), before, "another run writes nothing, not a byte")
    ok(run("verify", path).returncode == 0, "verify makes the same anew")
    decide(path, "restore", form, "--why", "si")
    decide(path, "withdraw", form, "--why", "non")
    must("batch", path, box, "--output", out)
    equal(len(letters(path, sha)), 2, "there and back between two runs: nothing to tell")
    decide(path, "restore", form, "--why", "finalement si")
    must("batch", path, box, "--output", out)
    equal([letter["Subject"] for _, letter in letters(path, sha)][2:], ["Fiche 3.2 bien reçue"],
          "restored: told as well")
    equal(stages(path, work), ("21", "24"), "and it counts again")
    only = rows(path, "SELECT id FROM submission WHERE id <> ?", form)[0][0]
    decide(path, "withdraw", only, "--why", "les deux")
    decide(path, "withdraw", form, "--why", "les deux")
    equal(stages(path, work), (None, None), "both withdrawn: nothing is left")
    report = run("report", path, "--output", os.path.join(work, "r.pdf"), "--period",
                 "2013-2014", "--json")
    equal([[s["cause"] for s in c["causes"]] for c in json.loads(report.stdout)["changes"]
           if c["indicator"] == "3.2-a"][:1], [["withdrawn"]], "the report says withdrawn")
    ok(run("verify", path).returncode == 0, "verify makes the same anew")


LEAVERS = """<fiche-3.4 xmlns="urn:copil:idf-2013">
  <organisme>Lycée professionnel Imaginaire Colette-Exemple</organisme>
  <identifiant>0779101Z</identifiant><academie>CRETEIL</academie><periode>2013-2014</periode>
  <redacteur>N. Témoin</redacteur><date_remplissage>2015-06-30</date_remplissage>
  <insertion><ligne diplome="GI"><sortants>25</sortants><embauches>3</embauches>
  <embauches_filles>1</embauches_filles></ligne></insertion>
  <date_observation>2015-02-01</date_observation>
</fiche-3.4>
"""


def doubts(register):
    return rows(register, "SELECT s.sheet, f.text FROM finding f JOIN submission s"
                " ON s.rank = f.submission WHERE f.code = '3.4-r3'")


def test_doubted(work):
    """What another sheet of the organisation is doubted for follows what becomes of a form, in the
    words of the definition of then; verify makes the same anew."""
    path, amended, box = os.path.join(work, "r.copil"), os.path.join(work, "c"), work + "/box"
    shutil.copytree(CONVENTION, amended)
    with open(os.path.join(amended, "convention.xml"), encoding="utf-8") as file:
        text = file.read().replace("Les sortants ({value})", "Ces sortants ({value})")
    with open(os.path.join(amended, "convention.xml"), "w", encoding="utf-8") as file:
        file.write(text)
    os.mkdir(box)
    for number, form in ((1, FORM % "2013-2014"), (2, LEAVERS)):
        with open(os.path.join(box, f"{number}.eml"), "wb") as file:
            file.write(mail({"f.xml": form.encode()}, number=number))
    must("init", path, "--convention", CONVENTION)
    must("batch", path, box, "--output", os.path.join(work, "out"))
    equal([(sheet, text[:22]) for sheet, text in doubts(path)], [("3.4", "Les sortants (25) sont")],
          "more leavers than pupils: doubted")
    form, = rows(path, "SELECT id FROM submission WHERE sheet = '3.2'")[0]
    must("update", path, "--convention", amended)
    equal([text[:3] for _, text in doubts(path)], ["Les"], "an amendment changes no word of then")
    ok(run("verify", path).returncode == 0, "verify makes the same anew")
    decide(path, "withdraw", form, "--why", "erreur")
    equal(doubts(path), [], "withdrawn: nothing is doubted")
    ok(run("verify", path).returncode == 0, "verify makes the same anew")
    decide(path, "restore", form, "--why", "si")
    equal([text[:3] for _, text in doubts(path)], ["Ces"], "restored: doubted, in the words of now")
    finished = run("verify", path)
    ok(finished.returncode == 0, "verify makes the same anew", finished.stdout.decode())


def test_reexamined(work):
    """Once its organisation is in the list, a form is as if it had always been there."""
    def convention(name, change):
        path = os.path.join(work, name)
        shutil.copytree(CONVENTION, path)
        table = os.path.join(path, "participants.csv")
        with open(table, encoding="utf-8") as file:
            lines = [change(line) if line.startswith("0779101Z") else line
                     for line in file.read().splitlines()]
        with open(table, "w", encoding="utf-8") as file:
            file.write("\n".join(line for line in lines if line) + "\n")
        return path
    without, out = convention("without", lambda line: ""), os.path.join(work, "out")
    moved = convention("moved", lambda line: line.replace("CRETEIL", "PARIS"))
    path, other = os.path.join(work, "r.copil"), os.path.join(work, "o.copil")
    box = os.path.join(work, "box")
    os.mkdir(box)
    with open(os.path.join(box, "1.eml"), "wb") as file:
        file.write(mail({"f.xml": (FORM % "2013-2014").encode()},
                        sender="quelquun@lp-colette-exemple.example"))
    must("init", path, "--convention", without)
    must("batch", path, box, "--output", out)
    sha, = rows(path, "SELECT sha256 FROM message")[0]
    form, verdict = rows(path, "SELECT id, verdict FROM submission")[0]
    equal(verdict, "refused", "its organisation isn't in the list: refused")
    before = tree(work)
    decide(path, "reexamine", form, "--why", "x", says="^Nothing was written: reexamine")
    same(tree(work), before, "examined by the same: nothing is written, not a byte")
    later = str(int(CLOCK) + 86400)
    must("update", path, "--convention", CONVENTION, SOURCE_DATE_EPOCH=later)
    equal(rows(path, "SELECT verdict FROM submission"), [("refused",)],
          "with the list of now it keeps its verdict")
    decide(path, "reexamine", sha[:12], "--why", "inscrit le 10", "--by", "N. Greffier",
           says="^Registered: reexamine", SOURCE_DATE_EPOCH=later)
    equal(rows(path, "SELECT id, verdict, organisation FROM submission"),
          [(form, "accepted", "0779101Z")], "until it is examined anew, under the same id")
    equal((stages(path, work), waiting(path)), (("20", "24"), []), "then it counts")
    must("init", other, "--convention", CONVENTION)
    must("batch", other, box, "--output", os.path.join(work, "other"))
    mine, theirs = content(path), content(other)
    how = ("answer", "act", "definition")
    same({k: v for k, v in mine.items() if k[0] not in how},
         {k: v for k, v in theirs.items() if k[0] not in how},
         "as if it had been in the list from the start")
    must("batch", path, box, "--output", out, SOURCE_DATE_EPOCH=later)
    sent = [letter for _, letter in letters(path, sha)]
    equal([(letter["To"], letter["Subject"]) for letter in sent],
          [("quelquun@lp-colette-exemple.example", "Fiche 3.2 à corriger : 1 point"),
           ("secretariat@lp-colette-exemple.example, chef-travaux@lp-colette-exemple.example",
            "Fiche 3.2 bien reçue")],
          "the first letter went to the sender, the second goes to the organisation")
    equal([letter["Date"].datetime.timestamp() for letter in sent], [int(CLOCK), int(later)],
          "dated when it was examined")
    ok(run("verify", path).returncode == 0, "verify makes the same anew",
       run("verify", path).stdout.decode())
    must("report", path, "--issue", "--output", os.path.join(work, "edition.pdf"))
    must("update", path, "--convention", moved, SOURCE_DATE_EPOCH=later)
    decide(path, "reexamine", form, "--why", "x", status=2, says="an issued report counts",
           name="what an edition counts doesn't change")
    ok(run("verify", path).returncode == 0, "verify makes the same anew")
    decide(path, "reexamine", "0123456789abcdef", "--why", "x", status=2,
           name="what there isn't")


with folder() as work:
    register = new_register(work)
    must("batch", register, MAIL, "--output", os.path.join(work, "out"))
    test_written(register)
    test_refused(work, register)
    test_told(register)
    test_read(register)
    test_shown(register)
    test_passed(work, register)
    test_queue(register)
    with folder() as place:
        test_closed(place)
for test in (test_patience, test_withdrawn, test_doubted, test_reexamined):
    with folder() as place:
        test(place)
done()
