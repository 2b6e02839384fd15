#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""copil explain: formula, numbers, every form behind a figure and every one left out, with the
reason.  Forms of known numbers, sums worked out by hand.  TAP."""
import json
import pty
import re
import subprocess
import sys

sys.dont_write_bytecode = True
from cli import *  # noqa: E402, F403

A, B, C, D, E, F = "0779101Z", "0779102A", "0939101M", "0949101G", "0949102H", "0939102N"
NAMES = {A: "Lycée professionnel Imaginaire Colette-Exemple", B: "Lycée privé Sainte-Maquette (fictif)"}
LANDLORD = "99990001200017"
ALL = {A, B, C, D, E, F}


def row(diploma, pupils, placed, agreements=7, girls=9, girls_placed=6):
    """A row of the grid of 3.2; a number None is NC."""
    values = zip(("effectif", "effectif_filles", "stages", "stages_filles", "conventions"),
                 (pupils, girls, placed, girls_placed, agreements))
    return f'<ligne diplome="{diploma}">%s</ligne>' % "".join(
        f"<{name}>{value}</{name}>" if value is not None else f'<{name} motif="NC"/>'
        for name, value in values)


def form(organisation, territory="CRETEIL", *grid, rest="", name="Organisme"):
    stages = f"<stages>{''.join(grid)}</stages>" if grid else ""
    return (f'<fiche-3.2 xmlns="urn:copil:idf-2013"><organisme>{name}</organisme>'
            f"<identifiant>{organisation}</identifiant><academie>{territory}</academie>"
            f"<periode>2013-2014</periode><redacteur>N. Témoin</redacteur>"
            f"<date_remplissage>2014-06-30</date_remplissage>{stages}{rest}</fiche-3.2>").encode()


def fill(work):
    """A register of nine messages, received one minute after the other on 7 July 2014."""
    box = os.path.join(work, "box")
    os.mkdir(box)
    sent = [form(A, "CRETEIL", row("GI", 24, 30)),                           # refused: 30 > 24
            form(A, "CRETEIL", row("GI", 24, 20, 22), row("SPVL", 30, 18)),  # corrected
            form(A, "CRETEIL", row("GI", 24, 20, 22), row("SPVL", 30, 18)),  # again
            form(B, "CRETEIL", row("GI", 40, 10)),                           # replaced by
            form(B, "CRETEIL", row("GI", 40, 16)),
            form(C, "CRETEIL", row("SPVL", 50, 25)),                         # no row of GI
            form(D, "CRETEIL", row("GI", 33, None, girls_placed=None)),      # NC
            form(LANDLORD, "CRETEIL", rest="<jurys_ccf>1</jurys_ccf><jurys_ponctuelles>0"
                 "</jurys_ponctuelles><stagiaires_accueillis>12</stagiaires_accueillis>"),
            form("0999999X", "CRETEIL", row("GI", 24, 20))]                  # nobody
    for number, data in enumerate(sent, 1):
        with open(os.path.join(box, f"{number:02}.eml"), "wb") as file:
            file.write(mail({f"f{number}.xml": data}, number=number))
    path = new_register(work)
    must("batch", path, box, "--output", os.path.join(work, "out"))
    must("decide", path, "excuse", "3.2", "2013-2014", F, "--why", "section fermée en 2013")
    found = {rows(path, "SELECT s.id FROM submission s JOIN message m ON m.arrival = s.message"
                  " WHERE m.name = ?", f"{number:02}.eml")[0][0]: number
             for number in range(1, len(sent) + 1)}
    return path, found


def explain(path, *args, code=0, **options):
    finished = run("explain", path, *args, "--json", **options)
    if finished.returncode != code:
        ok(False, f"explain {args}", finished.returncode, finished.stderr)
        return {}
    return json.loads(finished.stdout)["figures"]


def sources(figure, numbers):
    return {(numbers[one["submission"]], one["organisation"], one.get("value"))
            for one in figure["sources"]}


def left(figure, numbers):
    return {(numbers.get(one.get("submission")), one["organisation"], one["reason"])
            for one in figure["left_out"]}


def test_whole(path, numbers):
    figure, = explain(path, "3.2-a", "--period", "2013-2014")
    equal((figure["value"], figure["numerator"], figure["denominator"]), ("54.9", "79", "144"),
          "(20 + 18 + 16 + 25) / (24 + 30 + 40 + 50) = 79 / 144 = 54.9 %")
    equal(sources(figure, numbers), {(2, A, "38/54"), (5, B, "16/40"), (6, C, "25/50")},
          "the forms behind it, each with what it gave")
    equal((figure["respondents"], figure["expected"]), (3, 18), "3 respondents of 18 schools")
    equal(figure["formula"], "Rapport des sommes, sur les fiches qui donnent les deux nombres\u202f:"
          " FA32-10 (En stage chez un bailleur social) / FA32-10 (Effectif)", "its formula")
    found = left(figure, numbers)
    named = {one for one in found if one[0]}
    equal(named, {(1, A, "refused"), (3, A, "duplicate"), (4, B, "replaced"),
                  (7, D, "not_provided"), (8, LANDLORD, "not_asked"), (9, None, "refused")},
          "every other form of the sheet is left out, with the reason")
    absent = {organisation: reason for number, organisation, reason in found if number is None}
    schools = {line.split(";")[0] for line in open(os.path.join(CONVENTION, "participants.csv"),
               encoding="utf-8") if ";school;" in line and ";2014-09-01;" not in line}
    equal(absent, {school: "excused" if school == F else "missing"
                   for school in schools - {A, B, C, D}},
          "and every school that sent none: missing, but for the one excused")
    ok(len(schools) == 18, "so that respondents and those left out are all that are expected")
    one = {numbers.get(left_out.get("submission")): left_out for left_out in figure["left_out"]
           if left_out.get("submission") or left_out["organisation"] == F}
    corrected = [name for name, number in numbers.items() if number == 2][0]
    later = [name for name, number in numbers.items() if number == 5][0]
    equal((one[1]["detail"], one[3]["detail"], one[4]["detail"], one[7]["detail"],
           one[9]["detail"], one[9].get("claimed"), one[None]["detail"]),
          (f"refusée\u202f; l’envoi {corrected} fait foi",
           f"déjà reçue\u202f: même contenu que l’envoi {corrected}",
           f"remplacée par l’envoi {later}",
           "non communiqué\u202f: FA32-10 (En stage chez un bailleur social)",
           "refusée\u202f: une correction est attendue", "0999999X",
           "dispense\u202f: section fermée en 2013"), "each in French words")
    ok(one[8]["detail"] == "question non posée à ce type d’organisme (bailleur social)",
       "a question that isn't asked of its kind", one[8])
    first = figure["sources"][0]
    equal((first["received"], first["message"]), ("2014-07-07", "2.test@copil.example"),
          "when it was received, and in which message")
    equal(first["original"], rows(path, "SELECT sha256 FROM message WHERE name = '02.eml'")[0][0],
          "and the hash of its original")
    ok(all("typed" not in source for source in figure["sources"]),
       "what was typed as it was understood isn't told twice")


def test_scopes(path, numbers):
    figure, = explain(path, "3.2-a", "--period", "2013-2014", "--scope", "diplome=GI")
    equal((figure["value"], figure["numerator"], figure["denominator"], sources(figure, numbers)),
          ("56.3", "36", "64", {(2, A, "20/24"), (5, B, "16/40")}), "one diploma: 36 / 64")
    reasons = left(figure, numbers)
    ok({(6, C, "empty"), (7, D, "not_provided")} <= reasons,
       "an empty row is one reason, NC another", reasons)
    ok(figure["left_out"] and [one["detail"] for one in figure["left_out"]
                               if one["reason"] == "empty"] ==
       ["ligne non remplie\u202f: CAP Gardien d’immeubles"], "the row is named")
    figure, = explain(path, "3.2-a", "--period", "2013-2014", "--scope", "academie=CRETEIL")
    equal((figure["expected"], {one["organisation"] for one in figure["left_out"]}),
          (6, (ALL - {C}) | {LANDLORD}), "outside the scope nobody is listed")
    finished = run("explain", path, "3.2-a", "--period", "2013-2014", "--scope", "academie=PARIS")
    ok(finished.returncode == 0 and b"nothing was received" in finished.stderr,
       "a scope in which nothing was received", finished.stderr)
    girls, = explain(path, "3.2-a", "--period", "2013-2014", "--scope", "genre=F")
    boys, = explain(path, "3.2-a", "--period", "2013-2014", "--scope", "genre=G")
    equal((girls["numerator"], girls["denominator"], boys["numerator"], boys["denominator"]),
          ("24", "36", "55", "108"), "girls and boys: 4 × 6 of 4 × 9, and the rest")
    sums = "Rapport des sommes, sur les fiches qui donnent les deux nombres\u202f: "
    equal(girls["formula"], sums + "FA32-10 (En stage chez un bailleur social, dont filles / femmes)"
          " / FA32-10 (Effectif, dont filles / femmes)",
          "their formula tells the two columns of girls apart")
    equal(boys["formula"], sums + "FA32-10 (En stage chez un bailleur social, moins «\u00a0dont filles"
          " / femmes\u00a0») / FA32-10 (Effectif, moins «\u00a0dont filles / femmes\u00a0»)",
          "and that of boys what is taken off")
    figure, = explain(path, "3.2-c", "--period", "2013-2014")
    equal((figure["value"], sources(figure, numbers)), ("1", {(8, LANDLORD, "1")}),
          "a sum of landlords' forms")
    equal({one["reason"] for one in figure["left_out"] if one["organisation"] in {A, B, C, D}},
          {"not_asked"}, "of schools it isn't asked, whatever became of their forms")
    figures = explain(path, "3.2-a", "--period", "term")
    equal((figures[0]["period"], figures[0]["numerator"]), ("term", "79"), "the term")


def test_masked(path, work, numbers):
    """With a small count: the source of 4 pupils takes all values away."""
    small = os.path.join(work, "small.copil")
    shutil.copy(path, small)
    database = sqlite3.connect(small)
    for statement in (
            "UPDATE given SET answers = replace(answers, 'stages.stages' || char(31) || 'GI' ||"
            " char(31) || '16', 'stages.stages' || char(31) || 'GI' || char(31) || '3')",
            "UPDATE value SET canonical = '3', number = 30000, typed = 'trois' WHERE column ="
            " 'stages' AND item = 'GI' AND submission = (SELECT rank FROM submission s JOIN message"
            " m ON m.arrival = s.message WHERE m.name = '05.eml')",
            "UPDATE value SET typed = '24 dont 3 filles' WHERE canonical = '24'"):
        database.execute(statement)
    database.commit()
    database.close()
    figure, = explain(small, "3.2-a", "--period", "2013-2014", "--scope", "academie=CRETEIL")
    text = json.dumps(figure, ensure_ascii=False)
    ok(all("value" not in one and "typed" not in one for one in figure["sources"]) and
       "trois" not in text and "dont" not in text, "where one answer is small none is shown", text)
    terminal = run("explain", small, "3.2-a", "--period", "2013-2014").stdout.decode()
    ok("trois" not in terminal and "dont" not in terminal and
       "s: not shown, for small counts" in terminal, "nor on a terminal, which says so", terminal)
    figure, = explain(small, "3.2-a", "--period", "2013-2014", "--confidential")
    typed = {(numbers[one["submission"]], told["field"], told["label"], told["typed"])
             for one in figure["sources"] for told in one.get("typed", [])}
    equal(typed, {(5, "FA32-10.GI", "En stage chez un bailleur social", "trois"),
                  (2, "FA32-10.GI", "Effectif", "24 dont 3 filles")},
          "--confidential shows the numbers as typed, where they differ")


def test_typed(path, work, numbers):
    """What was typed beside a number may tell another one."""
    odd = os.path.join(work, "odd.copil")
    shutil.copy(path, odd)
    database = sqlite3.connect(odd)
    for typed, name in (("24 dont 3 filles", "02.eml"), ("40 élèves", "05.eml")):
        database.execute("UPDATE value SET typed = ? WHERE column = 'effectif' AND item = 'GI' AND"
                         " submission = (SELECT rank FROM submission s JOIN message m ON m.arrival ="
                         " s.message WHERE m.name = ?)", [typed, name])
    database.commit()
    database.close()
    figure, = explain(odd, "3.2-a", "--period", "2013-2014")
    typed = {told["typed"] for one in figure["sources"] for told in one.get("typed", [])}
    shown = any("value" in one for one in figure["sources"])
    equal(typed, {"40 élèves"} if shown else set(),
          "of people only what says the number alone is shown as typed")
    figure, = explain(odd, "3.2-a", "--period", "2013-2014", "--confidential")
    equal({told["typed"] for one in figure["sources"] for told in one.get("typed", [])},
          {"40 élèves", "24 dont 3 filles"}, "--confidential shows both")


def on_terminal(*args):
    """What copil writes on a terminal."""
    master, slave = pty.openpty()
    process = subprocess.Popen([COPIL, *args], env=environment(), stdin=subprocess.DEVNULL,
                               stdout=slave, stderr=slave)
    os.close(slave)
    text = b""
    while True:
        try:
            got = os.read(master, 65536)
        except OSError:
            break
        if not got:
            break
        text += got
    process.wait()
    os.close(master)
    return text.decode().replace("\r\n", "\n")


def test_words(path):
    piped = run("explain", path, "3.2-a", "--period", "2013-2014", "--scope", "academie=CRETEIL",
                "--confidential").stdout.decode()
    lines = piped.splitlines()
    ok(re.search(r"^  2013-2014, academie=CRETEIL \(Créteil\): 54,9\u202f% \(79 / 144\)$", piped,
                 re.M) and "  3 respondents out of 6" in lines, "value and respondents", piped)
    ok(NAMES[A] in piped and "…" not in piped, "names are whole where no terminal cuts them", piped)
    table = [line for line in lines if re.search(r"  2014-07-07  .*[0-9a-f]{16}  [0-9a-f]{12}$", line)]
    ok(len(table) == 7 and len({line.index("2014-07-07") for line in table}) == 1 and
       len({len(line) for line in table}) == 1, "columns are aligned", *table)
    ok(not [line for line in lines if line != line.rstrip()], "no line ends in spaces")
    shown = on_terminal("explain", path, "3.2-a", "--period", "2013-2014", "--confidential")
    wide = [line for line in shown.splitlines() if len(line) > 100]
    ok(shown and not wide and "…" in shown, "on a terminal lines have at most 100 columns", *wide,
       shown)
    one = run("explain", path, "3.2-c", "--period", "2013-2014").stdout.decode()
    ok("(participations)" in one.split("2013-2014")[0].replace("\n", " ") and
       re.search(r"^  2013-2014: 1$", one, re.M),
       "a unit stands with the label: it needn't agree with the number", one)
    ok(re.search(r"^    \d+ forms: question non posée à ce type d’organisme", one, re.M),
       "forms of a kind that isn't asked are one line", one)
    french = run("explain", path, "3.2-a", "--period", "2013-2014", LANGUAGE="fr").stdout.decode()
    ok("  comptées\u202f:" in french and "  laissées de côté\u202f:" in french, "in French", french)
    head = next(line for line in french.splitlines() if line.startswith("    organisme"))
    first = next(line for line in french.splitlines() if line.startswith(f"    {A}"))
    ok(head.split() == "organisme nom reçue le valeur envoi original".split() and
       first.index("07/07/2014") == head.index("reçue le") and
       re.match(r"[0-9a-f]{16}  [0-9a-f]{12}$", first[head.index("envoi"):]),
       "heads over the columns, days as the French write them", head, first)
    for period, said in (("term", "toute la durée de la convention"), ("2013-2014", "2013-2014")):
        target = run("explain", path, "4-c", "--period", period, LANGUAGE="fr").stdout.decode()
        ok(f"  {said}\u00a0:" in target.replace("\u202f", "\u00a0") and
           re.search("^  objectif sur la durée de la convention\\W:\\W1 à 2$", target, re.M),
           f"{period}: the target says over what", target)


def test_usage(path):
    for name, args, says in (
            ("indicators", ["9.9-z"], r"has no indicator 9\.9-z; it has 1-a, 1-b, .*3\.2-a"),
            ("breakdowns", ["3.2-a", "--scope", "metier=GAR"], "3.2-a is broken down by .*academie"),
            ("breakdowns", ["3.2-a", "--scope", "kind=school"], "3.2-a is broken down by "),
            ("items", ["3.2-a", "--scope", "academie=LYON"],
             "academie has no LYON; it has CRETEIL, PARIS, VERSAILLES"),
            ("periods", ["3.2-a", "--period", "2003-2004"],
             "2003-2004 is no period .*figures of 2013-2014, term")):
        finished = run("explain", path, *args)
        ok(finished.returncode == 2 and not finished.stdout and
           re.search(says, finished.stderr.decode()), f"{' '.join(args)}: says what {name} there are",
           finished.returncode, finished.stderr)


def test_demo(work):
    """What the demo mail holds beside counts: dates, two numbers side by side, long names."""
    path = os.path.join(work, "demo.copil")
    must("init", path, "--convention", CONVENTION)
    must("batch", path, os.path.join(MAIL, "boite"), "--output", os.path.join(work, "demo"))
    dates = run("explain", path, "1-d", LANGUAGE="fr").stdout.decode()
    ok(re.search(r"^  2013-2014\W:\W20 janvier 2014 \(2 dates sur 3 dans le délai\)$", dates, re.M) and
       re.search(r"  20/01/2014  [0-9a-f]{16}", dates), "dates: the last, and how many are in time",
       dates)
    beside = run("explain", path, "3.2-x", "--confidential").stdout.decode()
    ok(re.search(r"^  2013-2014\n    FA32-10 \(En stage chez un bailleur social\): 428\n    FA32-22"
                 r" \(Élèves accueillis en stage, tous diplômes de la convention\n      confondus\):"
                 r" 127$", beside, re.M) and "428 /" not in beside,
       "two numbers side by side stand each behind its label", beside)
    half = run("explain", path, "3.2-a", "--period", "2013-2014-S1")
    ok(half.returncode == 2 and b"sheet 3.2, which gives 3.2-a, is filled once a year: ask for"
       b" 2013-2014" in half.stderr, "a half of what is asked once a year", half.stderr)
    for indicator in ("1-d", "1-f", "3.2-x", "3.2-a", "2.2-x"):
        shown = on_terminal("explain", path, indicator, "--period", "term", "--confidential")
        ok(shown.count("\n") > 8 and max(map(len, shown.splitlines())) <= 100,
           f"{indicator} over the term on a terminal: at most 100 columns",
           *[line for line in shown.splitlines() if len(line) > 100])


def test_one_side(work):
    """Of two numbers side by side the one that nobody gave is none, not zero."""
    box, path = os.path.join(work, "one"), os.path.join(work, "one.copil")
    os.mkdir(box)
    with open(os.path.join(box, "1.eml"), "wb") as file:
        file.write(mail({"f.xml": form(A, "CRETEIL", row("GI", 24, 20, 22))}, number=1))
    must("init", path, "--convention", CONVENTION)
    must("batch", path, box, "--output", os.path.join(work, "one-out"))
    figure, = explain(path, "3.2-x")
    equal((figure.get("value"), figure.get("numerator"), figure.get("denominator")),
          (None, "20", None), "one side given: the other is absent")
    text = run("explain", path, "3.2-x").stdout.decode()
    ok(re.search(r"FA32-10 \([^)]*\): 20\n +FA32-22 \([^)]*\): not provided\n", text),
       "and said so", text)
    table = os.path.join(work, "one.csv")
    must("export", path, "--output", table)
    with open(table, encoding="utf-8-sig") as file:
        lines = [line.split(";") for line in file.read().splitlines()]
    sides = [dict(zip(lines[0], line)) for line in lines if line[1] == "3.2-x"]
    equal([(side["Numérateur"], side["Dénominateur"]) for side in sides], [("20", "n.c.")] * 2,
          "in a table it is n.c.")
    report = os.path.join(work, "one.pdf")
    must("report", path, "--output", report)
    words = " ".join(subprocess.run(["pdftotext", "-layout", report, "-"], capture_output=True,
                                    check=True).stdout.decode().split())
    ok(re.search(r"Mêmes faits, deux sources.*\b20\b.*n\.c\.", words), "in the report too",
       words[:200])


def test_events(work):
    """Jobs that both declare, of the demo mail of the other convention."""
    path = os.path.join(work, "jobs.copil")
    must("init", path, "--convention", os.path.join(SOURCE, "forms/emplois-avenir-2012"))
    must("batch", path, os.path.join(SOURCE, "tests/mail/emplois-avenir-2012/boite"), "--output",
         os.path.join(work, "jobs"))
    figure, = explain(path, "1-a", "--period", "term")
    stands = {row[0] for row in rows(path, "SELECT id FROM submission WHERE sheet = '1' AND verdict"
                                     " = 'accepted'")}
    joint = {one["submission"] for one in figure["left_out"] if one["reason"] == "joint"}
    counted = {one["submission"] for one in figure["sources"]}
    ok(joint and counted | joint == stands and not counted & joint and
       figure["value"] == str(len(counted)),
       "a job that two declare is counted once, the other declaration left out", joint, counted)


def test_report(path, work):
    """The annex of the report leads the same way."""
    pdf = os.path.join(work, "r.pdf")
    must("report", path, "--period", "2013-2014", "--output", pdf)
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True).stdout.decode()
    annex = text[text.rindex("Fiches à l’origine des chiffres"):]
    for name in ("02.eml", "05.eml", "06.eml", "08.eml"):
        identity, sha = rows(path, "SELECT s.id, m.sha256 FROM submission s JOIN message m ON"
                             " m.arrival = s.message WHERE m.name = ?", name)[0]
        ok(re.search(rf"07/07/2014 +{identity} +{sha[:12]}", annex),
           f"the form of {name} with date, id and hash", annex[:3000])
    for name, reason in (("01.eml", "Refusée"), ("03.eml", "Déjà reçue"), ("04.eml", "Remplacée"),
                         ("07.eml", "Non communiqué"), ("09.eml", "Refusée")):
        identity = rows(path, "SELECT s.id FROM submission s JOIN message m ON m.arrival = s.message"
                        " WHERE m.name = ?", name)[0][0]
        ok(re.search(rf"07/07/2014 +{identity} +{reason}", annex), f"{name} left out: {reason}",
           annex[:3000])


with folder() as work:
    path, numbers = fill(work)
    before = tree(work)
    test_whole(path, numbers)
    test_scopes(path, numbers)
    test_words(path)
    test_usage(path)
    ok(before == tree(work), "nothing was written")
    test_masked(path, work, numbers)
    test_typed(path, work, numbers)
    test_demo(work)
    test_one_side(work)
    test_events(work)
    test_report(path, work)
done()
