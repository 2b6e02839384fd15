#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Every rule of the definitions in forms/, both ways, on small hand-written forms; and the keys of
participants.csv.  Prints TAP.  Uses lxml's XPath, not the program's: what is tested is the data.

A rule whose operand is absent, or of which an operand carries motif="NC", is skipped: as in the
program.  "rests" below means that it was skipped or found nothing to say."""
import csv
import os
import re
import sys

from lxml import etree

FORMS = os.path.join(os.environ.get("COPIL_SRCDIR", "."), "forms")
C = {"c": "urn:copil:convention"}
DEFINITIONS = {name: etree.parse(os.path.join(FORMS, name, "convention.xml"))
               for name in ("idf-2013", "emplois-avenir-2012")}


def provided(context, operand, ns):
    nodes = context.xpath(operand, namespaces=ns)
    return bool(nodes) and all(node.get("motif") != "NC" for node in nodes)


def findings(convention, sheet, body):
    """Ids of the rules that have something to say, with their messages."""
    ns = {"f": f"urn:copil:{convention}"}
    form = etree.fromstring(f'<fiche-{sheet} xmlns="{ns["f"]}">{body}</fiche-{sheet}>')
    said = {}
    for rule in DEFINITIONS[convention].xpath(f"//c:sheet[@id='{sheet}']/c:rule", namespaces=C):
        for context in form.xpath(rule.get("each", "."), namespaces=ns):
            if not all(provided(context, operand, ns) for operand in rule.get("operands").split()):
                continue
            verdict = context.xpath(rule.get("test"), namespaces=ns)
            assert isinstance(verdict, bool)
            if not verdict:
                put = lambda m: context.xpath(f"string({m[1]})", namespaces=ns)
                said[rule.get("id")] = re.sub(r"\{([^}]*)\}", put, rule.text.strip())
    return said


def grid(name, code_list, **rows):
    lines = []
    for item, cells in rows.items():
        inner = "".join(f'<{k} motif="NC"/>' if v == "NC" else f"<{k}>{v}</{k}>"
                        for k, v in cells.items())
        lines.append(f'<ligne {code_list}="{item}">{inner}</ligne>')
    return f"<{name}>{''.join(lines)}</{name}>"


def stages(e, ef, s, sf, c, item="GI"):
    return grid("stages", "diplome", **{item: dict(effectif=e, effectif_filles=ef, stages=s,
                                                   stages_filles=sf, conventions=c)})


def statuts(**rows):
    return grid("statuts", "statut",
                **{k: dict(effectif=e, stages=s) for k, (e, s) in rows.items()})


def insertion(s, sf, e, ef):
    cells = dict(sortants=s)
    if sf is not None:
        cells["sortants_filles"] = sf
    return grid("insertion", "diplome", GI=dict(cells, embauches=e, embauches_filles=ef))


def presents(**rows):
    return grid("presents", "qualite", **{k: dict(presents=v) for k, v in rows.items()})


def contacts(**rows):
    return grid("contacts", "fonction", **{k: dict(contacts=v) for k, v in rows.items()})


def accueils(**rows):
    return grid("accueils", "diplome",
                **{k: dict(immersion=i, formation=f) for k, (i, f) in rows.items()})


def interventions(i, t, a):
    return grid("interventions", "diplome",
                GI=dict(interventions=i, eleves_touches=t, eleves_accueillis=a))


def modifications(**rows):
    return grid("modifications", "diplome", **{k: dict(modifications=v) for k, v in rows.items()})


def one(**fields):
    return "".join(f'<{k} motif="NC"/>' if v == "NC" else f"<{k}>{v}</{k}>"
                   for k, v in fields.items())


# convention: [(sheet, what is answered, rules that must speak)]
CASES = {"idf-2013": [
    ("1", one(enquetes_envoyees=40, enquetes_recues=40, satisfaits=40), []),
    ("1", one(enquetes_envoyees=40, enquetes_recues=41, satisfaits=41), ["1-r1"]),
    ("1", one(enquetes_envoyees=40, enquetes_recues=20, satisfaits=21), ["1-r2"]),
    ("1", one(enquetes_envoyees="NC", enquetes_recues=20, satisfaits=20), []),
    ("1", one(enquetes_envoyees=0, enquetes_recues="NC", satisfaits=20), []),
    ("2.1", one(invites=60) + presents(PROF=40, CE=20) + one(fiches_evaluation=60), []),
    ("2.1", one(invites=59) + presents(PROF=40, CE=20) + one(fiches_evaluation=61),
     ["2.1-r1", "2.1-r2"]),
    ("2.1", one(invites=59) + presents(PROF="NC", CE=80) + one(fiches_evaluation=90), []),
    ("2.1", one(invites=0) + '<presents motif="NC"/>' + one(fiches_evaluation=9), []),
    ("2.1", one(invites=0) + '<presents motif="NEANT"/>' + one(fiches_evaluation=1), ["2.1-r2"]),
    ("2.1", one(invites=0) + '<presents motif="NEANT"/>' + one(fiches_evaluation=0), []),
    ("2.2", accueils(GI=(1, 2), SPVL=(3, 0)) + one(deja_formes=6), []),
    ("2.2", accueils(GI=(1, 2), SPVL=(3, 0)) + one(deja_formes=7), ["2.2-r1"]),
    ("2.2", accueils(GI=(1, 2), SPVL=(3, 0)), []),
    ("2.2", accueils(GI=(1, "NC"), SPVL=(3, 0)) + one(deja_formes=7), []),
    ("2.2", '<accueils motif="NEANT"/>' + one(deja_formes=1), ["2.2-r1"]),
    ("3.1", contacts(DIR=2, RRH=3) + one(suites=5), []),
    ("3.1", contacts(DIR=2, RRH=3) + one(suites=6), ["3.1-r1"]),
    ("3.1", one(consultations=12), []),
    ("3.2", stages(24, 9, 20, 9, 20), []),
    ("3.2", stages(24, 24, 24, 24, 30), []),
    ("3.2", stages(24, 9, 25, 9, 25), ["3.2-r1"]),
    ("3.2", stages(24, 25, 20, 9, 20), ["3.2-r2"]),
    ("3.2", stages(24, 24, 20, 21, 20), ["3.2-r3"]),
    ("3.2", stages(24, 9, 20, 10, 20), ["3.2-r4"]),
    ("3.2", stages(24, 9, 20, 9, 19), ["3.2-r5"]),
    ("3.2", stages(24, 9, 20, 9, 20) + statuts(SCO=(20, 18), APP=(4, 2)), []),
    ("3.2", stages(24, 9, 20, 9, 20) + statuts(SCO=(20, 18), APP=(3, 2)), ["3.2-r6"]),
    ("3.2", stages(24, 9, 20, 9, 20) + statuts(SCO=(20, 18), APP=(4, 3)), ["3.2-r7"]),
    ("3.2", stages(24, 9, 20, 9, 20) + '<statuts motif="NEANT"/>', ["3.2-r6", "3.2-r7"]),
    ("3.2", stages(24, 9, 20, 9, 20) + '<statuts motif="NC"/>', []),
    ("3.2", '<stages motif="NEANT"/>', []),
    ("3.2", '<stages motif="NEANT"/>' + statuts(SCO=(20, 0)), ["3.2-r6"]),
    ("3.2", stages("NC", 9, 20, 9, "NC"), []),
    ("3.2", stages(24, "NC", 20, 9, 20) + statuts(SCO=(24, "NC")), []),
    ("3.2", one(jurys_ccf=2, jurys_ponctuelles=3, stagiaires_accueillis=4), []),
    ("3.3", interventions(2, 30, 12), []),
    ("3.3", interventions(0, 0, 12), []),
    ("3.3", interventions(0, 1, 12), ["3.3-r1"]),
    ("3.3", interventions("NC", 1, 12), []),
    ("3.4", insertion(10, 4, 10, 4), []),
    ("3.4", insertion(10, 4, 11, 4), ["3.4-r1"]),
    ("3.4", insertion(10, 4, 5, 6), ["3.4-r2"]),
    ("3.4", insertion(10, 11, 5, 4), ["3.4-r4"]),
    ("3.4", insertion(10, None, 5, 4), []),
    ("3.4", one(offres=12, embauches_bailleur=3), []),
    ("5", modifications(GI=0, PI=0), []),
    ("5", modifications(GI=1, PI=0) + one(description="Arrêté"), []),
    ("5", modifications(GI=1, PI=0), ["5-r1"]),
    ("5", modifications(GI=1, PI=0) + one(description="  "), ["5-r1"]),
    ("5", modifications(GI=1, PI=0) + one(description="NC"), ["5-r1"]),
    ("5", '<modifications motif="NEANT"/>', []),
    ("5", '<modifications motif="NC"/>', []),
], "emplois-avenir-2012": [
    ("1", one(forme="PAR", situation="INTEGRE"), []),
    ("1", one(forme="MAR", situation="INTEGRE"), ["1-r1"]),
    ("1", one(forme="SUB", situation="INTEGRE"), ["1-r1"]),
    ("1", one(forme="MAR", situation="MAINTENU"), []),
    ("1", one(forme="NC", situation="INTEGRE"), []),
    ("2", one(locaux_surface="0.5", locaux_valorisation="0.01"), []),
    ("2", one(locaux_surface="12", locaux_valorisation="0"), []),
    ("2", one(locaux_surface="0", locaux_valorisation="0"), []),
    ("2", one(locaux_surface="0", locaux_valorisation="0.01"), ["2-r1"]),
    ("2", one(locaux_surface="NC", locaux_valorisation="1200"), []),
]}

MESSAGES = [
    ("2.1", one(invites=59) + presents(PROF=40, CE=20) + one(fiches_evaluation=60), "2.1-r1",
     "(60 en tout) sont plus nombreuses que les invitées (59)"),
    ("2.2", accueils(GI=(1, 2), SPVL=(3, 0)) + one(deja_formes=7), "2.2-r1", "(6 en tout)"),
    ("3.2", stages(24, 9, 25, 9, 25), "3.2-r1", "(25) dépasse l'effectif (24)"),
]


def uai_valid(text):
    return (re.fullmatch(r"\d{7}[A-Z]", text) is not None
            and "ABCDEFGHJKLMNPRSTUVWXYZ"[int(text[:7]) % 23] == text[7])


def siret_valid(text):
    double = lambda d: (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)[d]
    return len(text) == 14 and sum(double(int(d)) if i % 2 == 0 else int(d)
                                   for i, d in enumerate(text)) % 10 == 0


DEPARTMENTS = {"CRETEIL": {"077", "093", "094"}, "PARIS": {"075"},
               "VERSAILLES": {"078", "091", "092", "095"}}


def key_right(row):
    key, kind = row["identifiant"], row["type"]
    if kind == "school":
        return uai_valid(key) and key[:3] in DEPARTMENTS[row["territoire"]]
    if kind in ("landlord", "regie"):
        return siret_valid(key)
    return key == (row["territoire"] if kind == "academie" else kind.upper())


def participants(convention):
    with open(os.path.join(FORMS, convention, "participants.csv"), encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    root = DEFINITIONS[convention].getroot()
    kinds = root.xpath("//c:kind/@id", namespaces=C)
    places = root.xpath("//c:list[@id = //c:lists/@territory]/c:item/@code", namespaces=C)
    for row in rows:
        right = key_right(row) and row["type"] in kinds and row["territoire"] in places
        yield right, f"participant {row['identifiant']}"
    yield len({row["identifiant"] for row in rows}) == len(rows), "each identifier once"


def rules(convention):
    for sheet, body, expected in CASES[convention]:
        said = sorted(findings(convention, sheet, body))
        yield said == expected, f"fiche {sheet}: {' '.join(expected) or 'rests'}: {body}"
    spoken = {rule for _, _, expected in CASES[convention] for rule in expected}
    all_rules = set(DEFINITIONS[convention].xpath("//c:rule/@id", namespaces=C))
    yield all_rules == spoken, "every rule spoke in some case"


def main():
    results = [(words in findings("idf-2013", sheet, body)[rule], f"message of {rule}")
               for sheet, body, rule, words in MESSAGES]
    for convention in DEFINITIONS:
        results += [(right, f"{convention}, {name}")
                    for right, name in (*rules(convention), *participants(convention))]
    print(f"1..{len(results)}")
    for number, (right, name) in enumerate(results, 1):
        print(f"{'ok' if right else 'not ok'} {number} - {name.replace('#', '')}")
    return 0 if all(right for right, _ in results) else 1


sys.exit(main())
