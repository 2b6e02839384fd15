#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""A form on paper or by telephone, typed by the secretariat: an original like all others, with who
typed it and why, the scan beside it and an acknowledgement; what is refused isn't registered."""
import email
import email.policy
import json
import os
import re
import subprocess
import sys

sys.dont_write_bytecode = True
from cli import *  # noqa: E402, F403

SCHOOL, ADDRESS = "0779101Z", "secretariat@lp-colette-exemple.example"
FORM = """<fiche-3.2 xmlns="urn:copil:idf-2013">
  <organisme>Lycée professionnel Imaginaire Colette-Exemple</organisme>
  <identifiant>0779101Z</identifiant><academie>CRETEIL</academie><periode>2013-2014</periode>
  <redacteur>N. Témoin</redacteur><date_remplissage>2014-06-30</date_remplissage>
  <stages><ligne diplome="GI"><effectif>24</effectif><effectif_filles>9</effectif_filles>
  <stages>%d</stages><stages_filles>5</stages_filles><conventions>22</conventions></ligne></stages>
</fiche-3.2>
"""
SCAN = b"\xff\xd8\xff\xe0 a picture of a paper"


def write(work, name, data):
    path = os.path.join(work, name)
    with open(path, "wb") as file:
        file.write(data if isinstance(data, bytes) else data.encode())
    return path


def enter(register, *args, status=0, says=None, name=None, **options):
    finished = run("enter", register, *args, **options)
    text = (finished.stdout + finished.stderr).decode()
    ok(finished.returncode == status and (says is None or re.search(says, text)),
       name or "enter " + os.path.basename(args[0]), finished.returncode, text)
    return finished


def letters(register, sha):
    return [email.message_from_bytes(eml, policy=email.policy.default) for eml, in rows(
        register, "SELECT a.eml FROM answer a JOIN message m ON m.arrival = a.message"
        " WHERE m.sha256 = ?", sha)]


def words(letter):
    return " ".join(letter.get_body(("plain",)).get_content().split())


def verdicts(register):
    return dict(rows(register, "SELECT m.name, s.verdict FROM submission s"
                     " JOIN message m ON m.arrival = s.message"))


def codes(register, name):
    return [code for code, in rows(register, "SELECT f.code FROM finding f JOIN message m"
                                   " ON m.arrival = f.message WHERE m.name = ?", name)]


def test_entered(work, register):
    form, scan = write(work, "fiche.xml", FORM % 20), write(work, "papier.jpg", SCAN)
    enter(register, form, "--why", "  par courrier,\n le 3 juillet ", "--scan", scan, "--by",
          "N. Greffier", says="^Registered: [0-9a-f]{16}, sheet 3.2, 2013-2014, Lycée professionnel")
    sha = sha256((FORM % 20).encode())
    equal(rows(register, "SELECT sha256, name, mail, received, original FROM message"),
          [(sha, "fiche.xml", 0, int(CLOCK), (FORM % 20).encode())],
          "an original like all others, received when it was typed")
    equal(rows(register, "SELECT time, who, act, target, why FROM act"),
          [(int(CLOCK), "N. Greffier", "enter", sha, "par courrier, le 3 juillet")],
          "with who typed it, when and why")
    equal(verdicts(register), {"fiche.xml": "accepted"}, "it counts")
    for kept, data in ((sha, (FORM % 20).encode()), (sha256(SCAN), SCAN)):
        ok(run("original", register, kept[:12]).stdout == data, "the bytes are given out")
    letter, = letters(register, sha)
    equal(letter["To"], f"{ADDRESS}, chef-travaux@lp-colette-exemple.example",
          "the acknowledgement goes to the registered addresses")
    ok("Le secrétariat a saisi cette fiche au nom de votre organisme" in words(letter),
       "and says who typed the form", words(letter))
    text = run("status", register, sha[:16]).stdout.decode()
    ok(f"scan   {sha256(SCAN)[:16]}…  papier.jpg" in text and "N. Greffier: par courrier" in text,
       "status shows who, why and the scan", text)
    ok("1 form was typed by the secretariat" in run("status", register).stdout.decode(),
       "status of all: how many")
    text = run("status", register, SCHOOL).stdout.decode()
    ok("enter " + sha[:16] in text, "and with the organisation's forms", text)
    shown = json.loads(run("status", register, sha, "--json").stdout)
    equal((shown["message"]["scan"], shown["acts"][0]["act"]),
          ({"original": sha256(SCAN), "file": "papier.jpg"}, "enter"), "in JSON too")
    ok(run("verify", register).returncode == 0, "verify makes the same anew")
    before = tree(os.path.dirname(register))
    enter(register, form, "--why", "encore", says=r"^Nothing was written: .*registered\s+before",
          name="the same file again")
    same(tree(os.path.dirname(register)), before, "writes nothing, not a byte")


def test_json(work, register):
    form, later = write(work, "json.xml", FORM % 19), str(int(CLOCK) + 1)
    shown = json.loads(enter(register, form, "--why", "dictée", "--json",
                             SOURCE_DATE_EPOCH=later).stdout)
    equal({key: shown[key] for key in shown if key not in ("forms", "submissions")},
          {"registered": True, "known": False, "original": sha256((FORM % 19).encode()),
           "answered": True}, "as JSON")
    equal([(one["verdict"], one["duplicate_of"], one["replaces"]) for one in shown["submissions"]],
          [("accepted", None, rows(register, "SELECT id FROM submission ORDER BY rank")[0][0])],
          "with what became of it")
    equal([(one["sheet"], one["organisation"], one["verdict"]) for one in shown["forms"]],
          [("3.2", SCHOOL, "accepted")], "and the form as check has it")
    again = write(work, "same.xml", (FORM % 19).replace("N. Témoin", "M. Autre"))
    shown = json.loads(enter(register, again, "--why", "dictée", "--json",
                             SOURCE_DATE_EPOCH=str(int(later) + 1)).stdout)
    equal([one["verdict"] for one in shown["submissions"]], ["duplicate"],
          "the same answers in another file: a duplicate, and said so")


def test_refused(work, register):
    """Told at once, all of it; nothing is registered."""
    with open(register, "rb") as file:
        before = file.read()
    wrong = write(work, "faux.xml", (FORM % 30).replace("<effectif>24", "<effectif>beaucoup")
                  .replace("0779101Z", "0779199F"))
    text = enter(register, wrong, "--why", "x", status=1, says="Nothing was registered",
                 name="a form with mistakes: 1").stdout.decode()
    ok("FA32-02" in text and "FA32-10.GI" in text, "all of them are told", text)
    shown = json.loads(enter(register, wrong, "--why", "x", "--json", status=1).stdout)
    ok(shown["registered"] is False and shown["submissions"] == [] and
       len(shown["forms"][0]["findings"]) > 1, "as JSON", shown)
    enter(register, write(work, "photo.jpg", SCAN), "--why", "x", status=1,
          name="a picture is no form")
    write(work, "bon.xml", FORM % 12)
    for args, says in ((["bon.xml"], "--why"), (["bon.xml", "--why", " "], "--why"),
                       (["bon.xml", "--why", "x", "--by", " "], "--by"),
                       (["rien.xml", "--why", "x"], "rien.xml"),
                       ([".", "--why", "x"], "is not one form"),
                       (["bon.xml", "--why", "x", "--scan", "rien.pdf"], "rien.pdf"),
                       (["bon.xml", "bon.xml", "--why", "x"], "one FORM")):
        enter(register, *args, status=2, says=re.escape(says), cwd=work,
              name="refused: " + " ".join(args))
    letter = write(work, "lettre.eml", mail({"bon.xml": (FORM % 12).encode()}))
    enter(register, letter, "--why", "x", status=2, says="copil batch", name="mail is for batch")
    with open(register, "rb") as file:
        ok(file.read() == before, "nothing of it is registered, not a byte")


def test_beside_mail(work, register, out):
    """It replaces what was mailed, and is replaced by what is mailed later: nobody is in doubt."""
    def batch(name, data, clock):
        must("batch", register, write(work, name, data), "--output", out, SOURCE_DATE_EPOCH=clock)
    batch("courriel.eml", mail({"f.xml": (FORM % 18).encode()}, sender=ADDRESS), CLOCK)
    enter(register, write(work, "papier.xml", FORM % 17), "--why", "corrigée au téléphone",
          says="Cette fiche remplace celle")
    equal((verdicts(register), codes(register, "papier.xml")),
          ({"courriel.eml": "replaced", "papier.xml": "accepted"}, ["replaces"]),
          "it replaces what came by mail")
    later = mail({"f.xml": (FORM % 16).encode()}, sender=ADDRESS, number=2)
    batch("suite.eml", later.replace(b"7 Jul 2014", b"10 Jul 2015"), str(int(CLOCK) + 2 * 86400))
    equal((verdicts(register)["suite.eml"], codes(register, "suite.eml")),
          ("accepted", ["replaces"]), "and is replaced by what is sent later")
    waiting = json.loads(run("status", register, "--json").stdout)["waiting"]
    equal([item["kind"] for item in waiting], [], "nothing waits for a person")
    must("batch", register, os.path.join(work, "papier.xml"), "--output", out)
    equal(len(rows(register, "SELECT 1 FROM message")), 3, "the typed file in a batch is known")
    ok(os.path.exists(os.path.join(out, "answers", sha256((FORM % 17).encode())[:16] + ".eml")),
       "its acknowledgement lies with the other answers")
    ok(run("verify", register).returncode == 0, "verify makes the same anew")


def test_week(work, register, out):
    """What came last: the last batch's, and all that was typed since the one before it."""
    day = 86400

    def at(days):
        return str(int(CLOCK) + days * day)

    def sent(name, number):
        data = mail({"f.xml": (FORM % number).encode()}, sender=ADDRESS, number=number)
        return write(work, name, data)

    def typed(name, number, days):
        enter(register, write(work, name, FORM % number), "--why", "papier",
              SOURCE_DATE_EPOCH=at(days), name=f"{name} is typed")

    def says(lead, verdicts, name):
        must("report", register, "--week", "--output", os.path.join(work, "w.pdf"))
        text = " ".join(subprocess.run(["pdftotext", "-layout", os.path.join(work, "w.pdf"), "-"],
                                       capture_output=True, text=True, check=True).stdout.split())
        ok(f"Relevé du {lead}" in text and f"{verdicts}." in text, name, text)

    def page():
        with open(os.path.join(out, "index.html"), encoding="utf-8") as file:
            return file.read()

    def shows(*names, text):
        ids = {name: sha[:16] for name, sha in rows(register, "SELECT name, sha256 FROM message")}
        part = text[text.index("Ce qui est arrivé</h"):]
        return [name for name in names if ids[name] in part]

    typed("a.xml", 12, 0)
    says("9 juillet 2015 : 1 fiche reçue (1 fiche saisie par le secrétariat)", "Acceptée : 1",
         "before any batch")
    must("batch", register, sent("b.eml", 13), "--output", out, SOURCE_DATE_EPOCH=at(1))
    says("10 juillet 2015 : 2 fiches reçues (1 message et 1 fiche saisie par le secrétariat)",
         "Acceptée : 1 ; remplacée : 1", "the first batch, with what was typed before it")
    before = page()
    typed("c.xml", 14, 2)
    ok(page() == before, "the page is made by batch only")
    says("11 juillet 2015 : 3 fiches reçues (1 message et 2 fiches saisies par le secrétariat)",
         "Acceptée : 1 ; remplacée : 2", "what is typed after it is added")
    must("batch", register, sent("d.eml", 15), "--output", out, SOURCE_DATE_EPOCH=at(3))
    says("12 juillet 2015 : 2 fiches reçues (1 message et 1 fiche saisie par le secrétariat)",
         "Acceptée : 1 ; remplacée : 1", "the next batch, with what was typed since the one before")
    equal(shows("a.xml", "b.eml", "c.xml", "d.eml", text=page()), ["c.xml", "d.eml"],
          "the page shows the same forms")
    ok("saisie par le secrétariat" in page(), "and which of them was typed")
    typed("e.xml", 16, 4)
    typed("f.xml", 17, 5)
    must("batch", register, os.path.join(work, "d.eml"), "--output", out, SOURCE_DATE_EPOCH=at(6))
    equal(shows("a.xml", "b.eml", "c.xml", "d.eml", "e.xml", "f.xml", text=page()),
          ["c.xml", "d.eml", "e.xml", "f.xml"],
          "a batch that takes nothing in begins nothing, and shows all typed so far")
    equal(rows(register, "SELECT kind FROM run ORDER BY id"), [
        (kind,) for kind in ("entry", "batch", "entry", "batch", "entry", "entry")],
        "each run says what it is")
    ok(run("verify", register).returncode == 0, "verify makes the same anew")


def test_settles(work, register, out):
    """A picture that came by mail and is typed waits no more, by the same command."""
    def waiting():
        return [item["kind"] for item in json.loads(run("status", register, "--json").stdout)[
            "waiting"]]
    must("batch", register, write(work, "p.eml", mail({"p.jpg": SCAN}, sender=ADDRESS)),
         "--output", out)
    sha, = rows(register, "SELECT sha256 FROM message")[0]
    equal(waiting(), ["by_hand"], "a picture waits")
    wrong = write(work, "faux.xml", (FORM % 30).replace("<effectif>24", "<effectif>beaucoup"))
    enter(register, wrong, "--why", "x", "--for", sha[:16], status=1, name="refused")
    good = write(work, "bon.xml", FORM % 14)
    enter(register, good, "--why", "x", "--for", "0" * 16, status=2, name="for no message")
    equal((waiting(), len(rows(register, "SELECT 1 FROM message"))), (["by_hand"], 1),
          "nothing is written, and it waits")
    enter(register, good, "--why", "photographiée", "--for", sha[:16], "--by", "N. Greffier")
    equal(waiting(), [], "typed: it waits no more")
    equal(rows(register, "SELECT act, target, why, who FROM act ORDER BY id"), [
        (act, target, "photographiée", "N. Greffier") for act, target in (
            ("enter", sha256((FORM % 14).encode())), ("settle", sha))], "two acts, of one reason")
    ok(run("verify", register).returncode == 0, "verify makes the same anew")


with folder() as work:
    register = new_register(work)
    test_entered(work, register)
    test_json(work, register)
    test_refused(work, register)
with folder() as work:
    test_beside_mail(work, new_register(work), os.path.join(work, "out"))
with folder() as work:
    test_settles(work, new_register(work), os.path.join(work, "out"))
with folder() as work:
    test_week(work, new_register(work), os.path.join(work, "out"))
done()
