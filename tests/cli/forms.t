#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""check and read on single forms: XML as a landlord's program writes it, ODT as people fill it.

What is expected was judged by hand: of the XML from what was changed in a good form, of the demo
mail's ODTs by reading them, of the corpus from the files beside it.
"""
import email
import email.policy
import json
import os
import re
import sys
import unicodedata

from lxml import etree

sys.dont_write_bytecode = True
from cli import *  # noqa: E402, F403

GRID = ('<stages><ligne diplome="GI"><effectif>24</effectif><effectif_filles>9</effectif_filles>'
        '<stages>20</stages><stages_filles>5</stages_filles><conventions>22</conventions></ligne>'
        '</stages>')
SCHOOL = ('<fiche-3.2 xmlns="urn:copil:idf-2013"><organisme>Lycée professionnel Imaginaire '
          'Colette-Exemple</organisme><identifiant>0779101Z</identifiant><academie>CRETEIL</academie>'
          '<periode>2013-2014</periode><redacteur>N. Témoin</redacteur><courriel>a@b.example</courriel>'
          '<date_remplissage>2014-06-30</date_remplissage>' + GRID +
          '<commentaires>Rien.</commentaires></fiche-3.2>')
LANDLORD = ('<fiche-3.2 xmlns="urn:copil:idf-2013"><organisme>Office public Fictif-Habitat</organisme>'
            '<identifiant>99990001200017</identifiant><academie>CRETEIL</academie><periode>2013-2014'
            '</periode><redacteur>X</redacteur><date_remplissage>2014-06-30</date_remplissage>'
            '<jurys_ccf>3</jurys_ccf><jurys_ponctuelles>0</jurys_ponctuelles><stagiaires_accueillis>14'
            '</stagiaires_accueillis></fiche-3.2>')
GIRLS = "<effectif_filles>9</effectif_filles>"
NAME = "<organisme>Lycée professionnel Imaginaire Colette-Exemple</organisme>"
IDENTIFIER = "<identifiant>0779101Z</identifiant>"

# Name, form, what is replaced and by what, verdict, where an error or warning is: "e FA32-10.GI",
# "w FA32-07"; notes are "n".
XML = [
    ("a good form", SCHOOL, "", "", "accepted", []),
    ("a landlord's", LANDLORD, "", "", "accepted", []),
    ("a number with a space", SCHOOL, ">24<", ">1 234<", "refused", ["e FA32-10.GI"]),
    ("a leading zero", SCHOOL, ">24<", ">024<", "refused", ["e FA32-10.GI"]),
    ("a plus", SCHOOL, ">24<", ">+24<", "refused", ["e FA32-10.GI"]),
    ("a negative number", SCHOOL, ">24<", ">-24<", "refused", ["e FA32-10.GI"]),
    ("a decimal for a whole number", SCHOOL, ">24<", ">24.0<", "refused", ["e FA32-10.GI"]),
    ("an exponent", SCHOOL, ">24<", ">2e1<", "refused", ["e FA32-10.GI"]),
    ("a comma", SCHOOL, ">24<", ">24,0<", "refused", ["e FA32-10.GI"]),
    ("digits of another script", SCHOOL, ">24<", ">٢٤<", "refused", ["e FA32-10.GI"]),
    ("a number that fits nowhere", SCHOOL, ">24<", ">99999999999999999999<", "refused",
     ["e FA32-10.GI"]),
    ("NaN", SCHOOL, ">24<", ">NaN<", "refused", ["e FA32-10.GI"]),
    ("an empty number", SCHOOL, ">24<", "><", "refused", ["e FA32-10.GI"]),
    ("white space around a number", SCHOOL, ">24<", ">\n  24\n<", "accepted", []),
    ("CDATA", SCHOOL, ">24<", "><![CDATA[24]]><", "accepted", []),
    ("a comment in a number", SCHOOL, ">24<", ">2<!-- x -->4<", "accepted", []),
    ("a character reference", SCHOOL, ">24<", ">&#50;4<", "accepted", []),
    ("an element in a number", SCHOOL, ">24<", "><b>24</b><", "refused",
     ["e FA32-10.GI", "e FA32-10.GI"]),
    ("NC in a row", SCHOOL, GIRLS, '<effectif_filles motif="NC"/>', "accepted", ["n FA32-10.GI"]),
    ("an unknown motif", SCHOOL, GIRLS, '<effectif_filles motif="ZZ"/>', "refused",
     ["e FA32-10.GI"]),
    ("a motif and a value", SCHOOL, GIRLS, '<effectif_filles motif="NC">9</effectif_filles>',
     "refused", ["e FA32-10.GI"]),
    ("a missing column", SCHOOL, GIRLS, "", "refused", ["e FA32-10.GI"]),
    ("columns in another order", SCHOOL, "<effectif>24</effectif>" + GIRLS,
     GIRLS + "<effectif>24</effectif>", "refused", ["e FA32-10.GI"]),
    ("fields in another order", SCHOOL, NAME + IDENTIFIER, IDENTIFIER + NAME, "refused",
     ["e FA32-01"]),
    ("a grid that is nil", SCHOOL, GRID, '<stages motif="NEANT"/>', "accepted", []),
    ("a grid not provided", SCHOOL, GRID, '<stages motif="NC"/>', "accepted", ["n FA32-10"]),
    ("no grid", SCHOOL, GRID, "", "refused", ["e FA32-10"]),
    ("a grid without rows", SCHOOL, GRID, "<stages/>", "refused", ["e FA32-10"]),
    ("a row twice", SCHOOL, "</ligne>", "</ligne>" + GRID[8:-9], "refused", ["e FA32-10"]),
    ("an unknown item", SCHOOL, '"GI"', '"ZZ"', "refused", ["e FA32-10"]),
    ("an item by its alias", SCHOOL, '"GI"', '"CAP GI"', "refused", ["e FA32-10"]),
    ("an item before its time", SCHOOL, '"GI"', '"AEPA"', "refused", ["e FA32-10.AEPA"]),
    ("an unknown element", SCHOOL, GRID, "<bonus>1</bonus>" + GRID, "refused", ["e None"]),
    ("an unknown attribute", SCHOOL, "<identifiant>", '<identifiant x="1">', "refused",
     ["e FA32-02"]),
    ("text between elements", SCHOOL, GRID, "abc" + GRID, "refused", ["e None"]),
    ("a field twice", SCHOOL, "<periode>", "<academie>PARIS</academie><periode>", "refused",
     ["e FA32-03"]),
    ("a schema's location", SCHOOL, "<fiche-3.2 ", '<fiche-3.2 xmlns:xsi="http://www.w3.org/2001/'
     'XMLSchema-instance" xsi:schemaLocation="urn:copil:idf-2013 f.xsd" ', "accepted", []),
    ("a landlord's field of a school", SCHOOL, "<commentaires>",
     "<jurys_ccf>3</jurys_ccf><commentaires>", "accepted", ["w FA32-20"]),
    ("a school's grid of a landlord", LANDLORD, "<jurys_ccf>", GRID + "<jurys_ccf>", "accepted",
     ["w FA32-10"]),
    ("a day that there is not", SCHOOL, "2014-06-30", "2014-02-30", "refused", ["e FA32-07"]),
    ("a French date", SCHOOL, "2014-06-30", "30/06/2014", "refused", ["e FA32-07"]),
    ("no date", SCHOOL, "<date_remplissage>2014-06-30</date_remplissage>", "", "accepted",
     ["w FA32-07"]),
    ("filled in before the year began", SCHOOL, "2014-06-30", "2012-06-30", "accepted",
     ["w FA32-07"]),
    ("a half for a sheet of a year", SCHOOL, ">2013-2014<", ">2013-2014-S1<", "refused",
     ["e FA32-04"]),
    ("a civil year", SCHOOL, ">2013-2014<", ">2013<", "refused", ["e FA32-04"]),
    ("a year of two", SCHOOL, ">2013-2014<", ">2013-2015<", "refused", ["e FA32-04"]),
    ("a year after the term", SCHOOL, ">2013-2014<", ">2016-2017<", "refused",
     ["e FA32-04", "w FA32-07"]),
    ("a year before the term", SCHOOL, ">2013-2014<", ">2012-2013<", "refused", ["e FA32-04"]),
    ("the last year of the term", SCHOOL.replace("2014-06-30", "2016-06-30"), ">2013-2014<",
     ">2015-2016<", "accepted", []),
    ("a UAI in small letters", SCHOOL, "0779101Z", "0779101z", "refused", ["e FA32-02"]),
    ("a UAI with a wrong key", SCHOOL, "0779101Z", "0779101A", "refused", ["e FA32-02"]),
    ("a UAI of nobody", SCHOOL, "0779101Z", "0779199F", "refused", ["e FA32-02"]),
    ("a SIREN, unique in the list", LANDLORD, "99990001200017", "999900012", "accepted", []),
    ("a SIREN of two", LANDLORD, "99990001200017", "999900020", "refused", ["e FA32-02"]),
    ("a SIRET with a wrong key", LANDLORD, "99990001200017", "99990001200018", "refused",
     ["e FA32-02"]),
    ("an academy by its name", SCHOOL, ">CRETEIL<", ">Créteil<", "refused", ["e FA32-03"]),
    ("another academy than the list's", SCHOOL, ">CRETEIL<", ">PARIS<", "accepted", ["w FA32-03"]),
    ("no author", SCHOOL, "<redacteur>N. Témoin</redacteur>", "", "refused", ["e FA32-05"]),
    ("an address with a line of its own", SCHOOL, "a@b.example", "a@b.example&#10;Bcc: x@y.z",
     "refused", ["e FA32-06"]),
    ("more girls than pupils", SCHOOL, ">9<", ">25<", "refused", ["e FA32-10.GI"]),
    ("as many in placement as pupils", SCHOOL, "<stages>20<", "<stages>22<", "accepted", []),
    ("all of them", SCHOOL, ">24<", ">20<", "accepted", []),
    ("fewer agreements than placements", SCHOOL, ">22<", ">19<", "accepted", ["w FA32-10.GI"]),
    ("a required answer not provided", LANDLORD, "<jurys_ccf>3</jurys_ccf>",
     '<jurys_ccf motif="NC"/>', "accepted", ["n FA32-20"]),
    ("a required answer left out", LANDLORD, "<jurys_ccf>3</jurys_ccf>", "", "refused",
     ["e FA32-20"]),
    ("an optional answer left empty", LANDLORD, "</fiche-3.2>",
     "<professeurs_accueillis/></fiche-3.2>", "refused", ["e FA32-23"]),
    ("a NUL", SCHOOL, "Rien.", "a&#0;b", "unreadable", ["e None"]),
    ("a sheet that was not adopted", SCHOOL, "fiche-3.2", "fiche-6", "refused", None),
    ("a sheet that there is not", SCHOOL, "fiche-3.2", "fiche-9", "refused", None),
    ("another convention", SCHOOL, "urn:copil:idf-2013", "urn:copil:idf-2014", "refused", None),
    ("no namespace", SCHOOL, ' xmlns="urn:copil:idf-2013"', "", "refused", None),
    ("something after the end", SCHOOL, "</fiche-3.2>", "</fiche-3.2>x", "unreadable", None),
    ("an end too early", SCHOOL, "</commentaires></fiche-3.2>", "", "unreadable", None),
]

# Message, part, sheet, organisation, period, values as a careful reader has them, findings.
ODT = [
    ("01-ush", "fiche-2.1.odt", "2.1", "USH", "2013-2014",
     {"date_reunion": "2013-11-26", "invites": "120", "presents.PROF.presents": "41",
      "presents.INS.presents": "4", "fiches_evaluation": "58", "note_moyenne": "8"},
     [("warning", "scale-converted", "FA21-15", None)]),
    ("23-colette", "Fiche 3.2 2013-2014 corrigée.odt", "3.2", "0779101Z", "2013-2014",
     {"stages.GI.effectif": "24", "stages.GI.effectif_filles": "9", "stages.GI.stages": "20",
      "stages.GI.stages_filles": "8", "stages.GI.conventions": "26", "stages.SPVL.stages": "18",
      "statuts.SCO.effectif": "52", "statuts.SCO.stages": "38", "stages.PI.effectif": None}, []),
    ("27-ush", "fiche-4.odt", "4", "USH", "2013-2014",
     {"date_reunion": "2014-06-12", "participants": "23", "offres_analysees": "146",
      "besoins.GI.recrutements_prevus": "85", "besoins.SP3S.recrutements_prevus": "5"}, []),
    ("28-greta", "fiche-3.2 GRETA.ott", "3.2", "0949102H", "2013-2014",
     {"stages.CESF.effectif": "12", "stages.CESF.conventions": None, "stages.GI.conventions": "9",
      "statuts.SFC.effectif": "26"},
     [("note", "answer-not-provided", "FA32-10.CESF", "conventions")]),
    ("35-canevas", "Stages 2014.odt", "3.2", "0789101U", "2013-2014",
     {"date_remplissage": "2014-06-26", "stages.GI.effectif": "24", "stages.GI.stages": "20",
      "stages.GI.conventions": "12", "stages.SPVL.stages": "12", "stages.SPVL.conventions": "14"},
     [("warning", "date-short-year", "FA32-07", None),
      ("warning", "number-approximate", "FA32-10.GI", "stages"),
      ("warning", "number-words", "FA32-10.GI", "conventions"),
      ("warning", "3.2-r5", "FA32-10.GI", "conventions")]),
    ("37-esquisse", "fiche-3.2.odt", "3.2", "0919101Y", "2013-2014",
     {"stages.SPVL.effectif": None, "stages.SPVL.effectif_filles": "18"},
     [("error", "number-range", "FA32-10.SPVL", "effectif")]),
    ("43-ndm", "fiche-3.2.odt", "3.2", "0929102U", "2013-2014",
     {"stages.SP3S.effectif": "18", "stages.SP3S.conventions": "3"},
     [("warning", "territory-differs", "FA32-03", None)]),
    ("44-prototype", "fiche-3.2.odt", "3.2", "0959101B", "2013-2014",
     {"stages.GI.effectif": "16", "stages.SPVL.effectif": "29", "stages.SPVL.stages": "20",
      "statuts.SCO.effectif": "45"}, [("note", "read-annotation", None, None)]),
]

# The corpus's questions: name in the file of expected values, label, printed code.
QUESTIONS = {
    "etablissement": ("Établissement", "FA32-01"), "uai": ("Code UAI", "FA32-02"),
    "academie": ("Académie", "FA32-03"), "bailleur": ("Bailleur social", "FA32-04"),
    "date_debut": ("Date de début", "FA32-05"),
    "description": ("Description de l'action", "FA32-06"),
    "nb_conventions": ("Nombre de conventions signées", "FA32-07"),
    "taux_stage": ("Pourcentage d'élèves ayant effectué leur stage chez un bailleur", "FA32-08"),
    "nb_jury": ("Nombre de représentants des bailleurs aux jurys", "FA32-09"),
    "accord": ("Accord du chef d'établissement", "FA32-10"),
}
# Packages that can't be read without doubt; of the others either the right answers or a reason.
NEVER = ("v07", "v09", "v11", "v17", "v19", "v23", "v25", "v27", "v31", "v33")


def examine(command, *args, timeout=30):
    finished = run(command, *args, "--json", timeout=timeout)
    try:
        return finished.returncode, json.loads(finished.stdout)["forms"]
    except ValueError:
        ok(False, f"{command} {args[0]} prints JSON", finished.returncode, finished.stderr)
        return finished.returncode, []


def test_xml(work):
    """All forms in one run: check takes several."""
    paths = []
    for number, (_, form, old, new, *_) in enumerate(XML):
        assert old in form, old
        path = os.path.join(work, f"{number:02}.xml")
        text = form.replace(old, new) if old == "fiche-3.2" else form.replace(old, new, 1) \
            if old else form
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        paths.append(path)
    status, forms = examine("check", *paths, "--convention", CONVENTION)
    equal((status, [form["file"] for form in forms]), (1, paths), "a result for each form, in order")
    for (name, _, _, _, verdict, places), form in zip(XML, forms):
        got = sorted(f"{finding['severity'][0]} {finding['field']}" for finding in form["findings"])
        ok(form["verdict"] == verdict and (places is None or sorted(places) == got) and
           (verdict == "accepted" or form["findings"]), f"XML: {name}: {verdict}",
           form["verdict"], got, *[finding["message"] for finding in form["findings"]])
        if verdict != "accepted":
            wrong = [finding["message"] for finding in form["findings"]
                     if not re.search(r"[.!?]$", finding["message"])]
            if wrong:
                ok(False, f"XML: {name}: a whole sentence", *wrong)


def attachments(prefix):
    for name, data in messages().items():
        if not name.startswith(prefix):
            continue
        for part in email.message_from_bytes(data, policy=email.policy.default).walk():
            if part.get_filename():
                yield part.get_filename(), part.get_payload(decode=True)


def test_odt(work):
    for prefix, part, sheet, organisation, period, values, findings in ODT:
        (data,) = [data for name, data in attachments(prefix) if name == part]
        path = os.path.join(work, "fiche.odt")
        with open(path, "wb") as file:
            file.write(data)
        status, forms = examine("check", path, "--convention", CONVENTION)
        form = forms[0]
        refused = any(severity == "error" for severity, *_ in findings)
        equal((status, form["sheet"], form["organisation"], form["period"], form["verdict"]),
              (int(refused), sheet, organisation, period, "refused" if refused else "accepted"),
              f"{prefix} {part}")
        same({key: form["values"].get(key) for key in values}, values, "its values")
        equal([(f["severity"], f["code"], f["field"], f.get("column")) for f in form["findings"]],
              findings, "its findings")


def expected_of(path):
    values = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            key, equals, value = line.rstrip("\n").partition(" = ")
            if equals and key in QUESTIONS:
                if value.startswith("coché"):  # described there, a sign in the form
                    value = "☒"
                value = value.replace("\\n", "\n").replace("\\v", "\n").replace("\\t", "\t")
                values[key] = re.sub(r"<U\+([0-9A-F]+)>", lambda m: chr(int(m[1], 16)), value)
    return values


def plain(text):
    """Without what can't be seen: spaces are spaces, soft hyphens and zero widths are nothing."""
    text = unicodedata.normalize("NFC", text)
    text = re.sub("[\u00ad\u200b-\u200f\u2060\ufeff]", "", text)
    return re.sub(r"\s+", " ", text.replace("’", "'")).strip()


def answer_to(form, key):
    for name in (QUESTIONS[key][1], key, QUESTIONS[key][0]):
        for found, texts in form["answers"].items():
            if plain(found) == plain(name):
                return plain(" ".join(texts))
    return None


def differences(form, expected):
    return [f"{key}: expected {value!r}, got {answer_to(form, key)!r}"
            for key, value in expected.items() if answer_to(form, key) != plain(value)]


def test_places(work):
    """Each finding on XML says line and XPath, in the sender's prefixes: what it selects is there."""
    path = os.path.join(work, "lieux.xml")
    for prefix, declared, again in (("", "xmlns", ""), ("c:", "xmlns:c", ""),
                                    ("", "xmlns", ' xmlns="urn:copil:idf-2013"')):
        text = re.sub(r"<(/?)", rf"<\1{prefix}", SCHOOL.replace(
            "</ligne></stages>", "</ligne><ligne diplome=\"PI\">\n<effectif>x9</effectif>"
            "<effectif_filles>1</effectif_filles>\n<stages>99</stages><stages_filles>0"
            "</stages_filles>\n<bidule>1</bidule></ligne></stages>")).replace("xmlns", declared)
        text = text.replace("<ligne", "<ligne" + again)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        _, forms = examine("check", path, "--convention", CONVENTION)
        places = {finding["value"]: (finding["line"], finding["xpath"])
                  for finding in forms[0]["findings"]}
        row = f"/{prefix}fiche-3.2/{prefix}stages/{prefix}ligne[2]"
        equal(places, {"x9": (2, f"{row}/{prefix}effectif"), "bidule": (4, f"{row}/{prefix}bidule"),
                       None: (1, row)},
              f"line and XPath with the prefix « {prefix} »{again}")
        names = {prefix[:-1] or "d": "urn:copil:idf-2013"}
        document = etree.parse(path)
        for line, xpath in places.values():
            own = xpath if prefix else re.sub(r"/(?=\w)", "/d:", xpath)
            found = document.xpath(own, namespaces=names)
            ok(len(found) == 1 and found[0].sourceline == line, f"{xpath} selects what stands there",
               found, line)


def test_corpus():
    for name in sorted(os.listdir(CORPUS)):
        if not name.endswith(".expected.txt"):
            continue
        expected = expected_of(os.path.join(CORPUS, name))
        for kind in ("odt", "fodt"):
            path = os.path.join(CORPUS, name.replace("expected.txt", kind))
            if not os.path.exists(path):
                continue
            status, forms = examine("read", path)
            wrong = differences(forms[0], expected) if forms else ["nothing"]
            doubts = forms[0]["remarks"] if forms else []
            ok(status == 0 and (not wrong or doubts), f"read {os.path.basename(path)}: every answer"
               " as written, or doubted", *wrong)
            ok(len(wrong) <= 2, f"{os.path.basename(path)}: nearly all of them", *wrong)


def test_packages():
    expected = expected_of(os.path.join(CORPUS, "g1_couches.expected.txt"))
    folder = os.path.join(CORPUS, "packages")
    for name in sorted(os.listdir(folder)):
        status, forms = examine("read", os.path.join(folder, name))
        for form in forms:
            reason = [remark["message"] for remark in form["remarks"]
                      if remark["severity"] == "error"]
            if name.startswith(NEVER) or status:
                ok(status == 1 and reason and not form["answers"],
                   f"{name} is not read, and why is said", status, form)
            else:
                ok(not differences(form, expected), f"{name}: the right answers",
                   *differences(form, expected))


with folder() as work:
    test_xml(work)
    test_odt(work)
    test_places(work)
test_corpus()
test_packages()
done()
