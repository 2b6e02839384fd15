#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""What answers tell whom: what has changed, what still counts, where a program's mistake is, and
which form goes along with what nobody can read."""
import email
import email.policy
import json
import os
import sys

from lxml import etree

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from cli import *  # noqa: E402, F403

DAY = "1404895800"  # 9 July 2014
SCHOOL, OWN, OTHER = ("0779101Z", "secretariat@lp-colette-exemple.example",
                      "chef-travaux@lp-colette-exemple.example")
STRANGER = "m@inconnu.example"
PDF = b"%PDF-1.4\n%fiche\n" + b"x" * 100

FORM = """<?xml version="1.0" encoding="UTF-8"?>
<f:fiche-3.3 xmlns:f="urn:copil:idf-2013">
  <f:organisme>Lycée</f:organisme>
  <f:identifiant>{who}</f:identifiant>
  <f:academie>CRETEIL</f:academie>
  <f:periode>2013-2014-S1</f:periode>
  <f:redacteur>{author}</f:redacteur>
  <f:date_remplissage>2014-02-01</f:date_remplissage>
  <f:interventions>
    <f:ligne diplome="GI">
      <f:interventions>{gi}</f:interventions>
      <f:eleves_touches>20</f:eleves_touches>
      <f:eleves_accueillis>0</f:eleves_accueillis>
    </f:ligne>
    <f:ligne diplome="SPVL">
      <f:interventions>2</f:interventions>
      <f:eleves_touches>{spvl}</f:eleves_touches>
      <f:eleves_accueillis>4</f:eleves_accueillis>
    </f:ligne>
  </f:interventions>
  {rest}
</f:fiche-3.3>
"""


def form(who=SCHOOL, author="Aline", gi="3", spvl="12", rest=""):
    return FORM.format(who=who, author=author, gi=gi, spvl=spvl, rest=rest).encode()


def week(work, *letters):
    """One run over LETTERS (files, sender, subject), in the order of their arrival: the answers."""
    box = os.path.join(work, "box")
    os.makedirs(box)
    register = new_register(work)
    for number, (files, sender, *subject) in enumerate(letters, 1):
        with open(os.path.join(box, str(number)), "wb") as file:
            file.write(mail(files, sender, *subject, number=number))
    must("batch", register, box, "--output", os.path.join(work, "out"), SOURCE_DATE_EPOCH=DAY)
    found = [None] * len(letters)
    for name, eml in rows(register, "SELECT m.name, a.eml FROM message m JOIN answer a"
                          " ON a.message = m.arrival"):
        found[int(name) - 1] = email.message_from_bytes(eml, policy=email.policy.default)
    return found


def words(letter):
    text = letter.get_body(("plain",)).get_content()
    return " ".join(text.replace("\u00a0", " ").split())


def files(letter):
    if letter.get_content_type() != "multipart/mixed":
        return {}
    return {part.get_filename(): part.get_payload(decode=True)
            for part in letter.iter_attachments()}


def test_replaced(work):
    first, second, third = week(
        work, ({"f.xml": form()}, OWN), ({"f.xml": form(gi="5", author="Bruno")}, OTHER),
        ({"f.xml": form(gi="5", spvl="13", rest="<f:commentaires>Relu.</f:commentaires>")},
         STRANGER))
    ok("version plus récente" in words(first), "the first counts no more", words(first))
    # The second was replaced in the same week: only what stands tells what it changed.
    said = words(third)
    ok("Elle remplace l’envoi du 7 juillet 2014 : 2 réponses ont changé." in said,
       "what replaces what, and how much of it", said)
    ok("CE QUI A CHANGÉ - FA33-10.SPVL – Bac Pro Services de proximité et vie locale, Élèves en "
       "ayant bénéficié - FA33-90 – Commentaires" in said and "12" not in said.partition(
           "CE QUI A CHANGÉ")[2].partition("CE QUE")[0],
       "an address that isn't registered: which answers, and not what they were", said)
    ok(f"au message « Fiches » envoyé par {STRANGER}." in said and
       third["To"] == f"{OWN}, {OTHER}", "the organisation hears who wrote in its name", said)
    ok("Aline" not in said and "Bruno" not in said and "Bruno" not in words(second),
       "who filled the form in isn't told", said)


def test_changes(work):
    _, second = week(work, ({"f.xml": form()}, OWN), ({"f.xml": form(gi="5")}, OTHER))
    said = words(second)
    ok("CAP Gardien d’immeubles, Interventions 3 5 CE QUE" in said and
       "une réponse a changé" in said, "registered addresses learn what it was", said)
    ok("---- FA33-10 – Interventions de professionnels et accueil d’élèves, par diplôme CAP Gardien "
       "d’immeubles Interventions : 5 ;" in said, "what was understood", said)
    ok("qui se réunit le 25 septembre 2014" in said, "what comes next, and when", said)


def test_standing(work):
    _, refused = week(work, ({"f.xml": form()}, OWN), ({"f.xml": form(gi="0")}, OWN))
    ok("votre envoi du 7 juillet 2014 reste pris en compte" in words(refused),
       "a refused correction leaves what stands", words(refused))
    again = os.path.join(work, "again")
    os.mkdir(again)
    refused, _ = week(again, ({"f.xml": form(gi="0")}, OWN), ({"f.xml": form()}, OWN))
    equal(refused["Subject"], "Fiche 3.3 déjà corrigée", "corrected in the same week")
    ok("Vous n’avez rien à faire : c’est la fiche reçue le 7 juillet 2014 qui compte." in
       words(refused), "nothing is asked for again", words(refused))


def test_program(work):
    broken = form(gi="douze", spvl="30", rest="<f:inconnu/>").replace(b'"SPVL"', b'"XX"')
    answer, good, back = week(work, ({"envoi.xml": broken}, OWN), ({"ok.xml": form("0779102A")}, OTHER),
                              ({"reponse.xml": b'<reponse/>'}, OTHER))
    said = files(answer)
    equal(list(said), ["reponse.xml"], "a program's form: its answer as XML, and no other file")
    reply, sent = etree.fromstring(said["reponse.xml"]), etree.fromstring(broken)
    sheet = reply.find("fiche")
    equal(dict(sheet.attrib), {"numero": "3.3", "fichier": "envoi.xml", "pour": "2013-2014-S1",
                               "decision": "refused"}, "which form, and what became of it")
    wrong, codes = [], set()
    for remark in sheet.iterfind("remarque"):
        found = sent.xpath(remark.get("xpath", "/nothing"), namespaces={"f": "urn:copil:idf-2013"})
        codes.add((remark.get("code"), remark.get("gravite")))
        if len(found) != 1 or str(found[0].sourceline) != remark.get("ligne") or not remark.text:
            wrong.append(etree.tostring(remark).decode())
    ok(not wrong, "each line and XPath leads to the element", *wrong)
    ok({("xml-value-suggested", "error"), ("xml-row-unknown", "error"),
        ("xml-element-unknown", "error")} <= codes, "all at once", codes)
    ok("Ligne 11 : " in words(answer) and "reponse.xml" in words(answer),
       "people read the line, too", words(answer))
    equal(etree.fromstring(files(good)["reponse.xml"]).find("fiche").get("decision"),
          "accepted", "what is accepted is told likewise")
    equal(back, None, "our answer sent back is no form")


def read(work, name, data):
    path = os.path.join(work, name)
    with open(path, "wb") as file:
        file.write(data)
    return json.loads(must("read", path, "--json", "--convention", CONVENTION).stdout)["forms"][0]


def test_blank(work):
    named, by_subject, owed, stranger, sent, event = week(
        work, ({"Fiche action n° 3.2 (scan).pdf": PDF}, OWN),
        ({"scan.pdf": PDF + b"2"}, OTHER, "fiche_2.2"),
        ({"scan.pdf": PDF + b"3"}, "rh@fictif-habitat.example"),
        ({"fiche-3.2.pdf": PDF + b"4"}, STRANGER),
        ({"FA33.pdf": PDF + b"5", "f.xml": form(), "g.xml": form().replace(b"-S1", b"-S2").replace(
            b"2014-02-01", b"2014-06-01")}, OWN),
        ({"fiche-2.1.pdf": PDF + b"6"}, "daet@academie-creteil.example"))
    equal(list(files(named)), ["fiche-3.2-2013-2014.odt"], "the form that the file's name says")
    form_read = read(work, "a.odt", files(named)["fiche-3.2-2013-2014.odt"])
    ok(form_read["sheet"] == "3.2" and SCHOOL in " ".join(form_read["answers"]["FA32-02"]),
       "prepared for the organisation", form_read)
    equal(list(files(by_subject)), ["fiche-2.2-2013-2014.odt"], "else that of the subject")
    equal(list(files(owed)), ["fiche-3.2-2013-2014.odt", "fiche-3.4-2013-2014.odt"],
          "else those that are owed")
    ok("celui des formulaires joints qui convient" in words(owed), "of which one is meant",
       words(owed))
    equal((files(stranger), stranger["To"]), ({}, STRANGER), "none to a stranger")
    ok("dites-nous lequel : le secrétariat vous l’enverra" in words(stranger),
       "who is told how to get one", words(stranger))
    equal([name for name in files(sent) if name.endswith(".odt")], [],
          "none of a sheet that has come for all periods")
    equal(list(files(event)), ["fiche-2.1.odt"], "of an event there may be one more")


for test in (test_replaced, test_changes, test_standing, test_program, test_blank):
    with folder() as work:
        test(work)
done()
