#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The command line as a contract: exit statuses, streams, JSON, locales, help.

A third party's script knows nothing of copil but this.
"""
import json
import os
import re
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
from cli import *  # noqa: E402, F403

COMMANDS = ("init update batch check read enter report status decide remind explain export forms original verify").split()
SHEET = "{urn:copil:idf-2013}"


def status(expected, name, *args, says=None, silent=True, **options):
    """An exit status, something said on stderr, and nothing on stdout unless SILENT is off."""
    finished = run(*args, **options)
    error = finished.stderr.decode(errors="replace")
    good = finished.returncode == expected and (says is None or re.search(says, error))
    if silent:
        good = good and not finished.stdout
    ok(good, name, f"status {finished.returncode}, expected {expected}", error,
       (finished.stdout or b"")[:200])
    return finished


def shape(value, model, path="$"):
    """Where VALUE isn't as MODEL has it: a type, {key: model} (all keys, "key?" may miss), [model],
    a tuple of alternatives, or a literal."""
    if isinstance(model, tuple):
        tries = [shape(value, one, path) for one in model]
        return [] if [] in tries else min(tries, key=len)
    if isinstance(model, dict):
        if not isinstance(value, dict):
            return [f"{path}: {type(value).__name__} instead of an object"]
        names = {key.rstrip("?") for key in model}
        wrong = [f"{path}.{key}: unexpected" for key in value if key not in names and "*" not in model]
        for key, inner in model.items():
            name = key.rstrip("?")
            if key == "*":
                for other in value:
                    wrong += shape(value[other], inner, f"{path}.{other}")
            elif name in value:
                wrong += shape(value[name], inner, f"{path}.{name}")
            elif not key.endswith("?"):
                wrong.append(f"{path}.{name}: missing")
        return wrong
    if isinstance(model, list):
        if not isinstance(value, list):
            return [f"{path}: {type(value).__name__} instead of an array"]
        return [fault for i, one in enumerate(value) for fault in shape(one, model[0], f"{path}[{i}]")]
    if isinstance(model, type):
        right = isinstance(value, model) and not (model is int and isinstance(value, bool))
        return [] if right else [f"{path}: {value!r} is no {model.__name__}"]
    return [] if value == model else [f"{path}: {value!r} instead of {model!r}"]


def check_shape(name, finished, model):
    try:
        value = json.loads(finished.stdout)
    except ValueError as error:
        ok(False, name, error, finished.stdout[:200], finished.stderr)
        return {}
    wrong = shape(value, model)
    ok(not wrong, name, *wrong[:8])
    return value


FINDING = {"severity": ("error", "warning", "note"), "code": str, "field": (str, None),
           "column?": str, "value": (str, None), "message": str, "line?": int, "xpath?": str}
VERDICTS = "accepted refused replaced duplicate unreadable automatic not_a_form by_hand".split()
FIGURES = {"convention": "idf-2013", "figures": [{
    "indicator": str, "period": str, "scope": {"*": str}, "value?": str, "numerator?": str,
    "denominator?": str, "respondents": int, "expected": int, "masked": bool,
    "sources": [{"submission": str, "organisation": str, "value?": str, "original": str}]}]}
EXPLAINED = {"convention": "idf-2013", "figures": [dict(
    FIGURES["figures"][0], formula=str,
    sources=[dict(FIGURES["figures"][0]["sources"][0], received=str, message=str, **{
        "typed?": [{"field": str, "label": str, "typed": str}]})],
    left_out=[{"organisation": (str, None), "claimed?": str, "submission?": str, "sheet": str,
               "period?": str, "received?": str, "original?": str, "reason": str,
               "detail": str}])]}
EXPECTED = {"sheet": str, "period": str, "organisation": str,
            "state": ("received", "late", "refused", "missing", "not_due", "excused"),
            "submission": (str, None), "due": str, "received": (str, None), "nil": bool,
            "after_closing": bool, "why": (str, None)}
CHECK = {"forms": [{"file": str, "convention": ("idf-2013", None), "sheet": (str, None),
                    "organisation": (str, None), "period": (str, None),
                    "verdict": tuple(VERDICTS), "values": {"*": str}, "findings": [FINDING]}]}
READ = {"forms": [{"file": str, "sheet": (str, None), "answers": {"*": [str]},
                   "remarks": [FINDING]}]}
ENTER = {"registered": bool, "known": bool, "original": str, "answered": bool,
         "forms": CHECK["forms"], "submissions": [{
             "submission": str, "verdict": ("accepted", "replaced", "duplicate"),
             "replaces": (str, None), "duplicate_of": (str, None)}]}
BATCH = dict({"messages": int, "new": int, "forms": int, "answers": int, "report": (str, None)},
             **{verdict: int for verdict in VERDICTS})

FORM = """<fiche-3.2 xmlns="urn:copil:idf-2013">
  <organisme>Lycée professionnel Imaginaire Colette-Exemple</organisme>
  <identifiant>0779101Z</identifiant><academie>CRETEIL</academie><periode>2013-2014</periode>
  <redacteur>N. Témoin</redacteur><date_remplissage>2014-06-30</date_remplissage>
  <stages><ligne diplome="GI"><effectif>24</effectif><effectif_filles>9</effectif_filles>
  <stages>%s</stages><stages_filles>5</stages_filles><conventions>22</conventions></ligne></stages>
</fiche-3.2>
"""


def test_help():
    for args in (["--help"], ["-h"]):
        finished = run(*args)
        listed = re.findall(rb"^  ([a-z]+)  ", finished.stdout, re.M)
        ok(finished.returncode == 0 and not finished.stderr and
           [name.encode() for name in COMMANDS] == sorted(listed, key=lambda n: COMMANDS.index(
               n.decode()) if n.decode() in COMMANDS else 99)[:len(COMMANDS)],
           f"{args[0]} lists the commands on stdout", finished.stdout, finished.stderr)
    finished = run("--version")
    ok(finished.returncode == 0 and re.fullmatch(rb"copil \d+\.\d+\.\d+\n", finished.stdout),
       "--version", finished.stdout)
    for command in COMMANDS:
        finished = run(command, "--help")
        text = finished.stdout.decode()
        ok(finished.returncode == 0 and not finished.stderr and
           f"  copil {command} [OPTION…] " in text and f"\n  copil {command} " in text and
           "Examples:" in text and f"copil {command} [OPTION…] {command}" not in text,
           f"{command} --help: usage with the program's name, examples", text, finished.stderr)


def test_usage(work, register):
    status(2, "no command", says="--help")
    status(2, "an unknown command", "baptch", says="baptch")
    status(2, "an unknown global option", "--bogus", says="--bogus")
    for command in COMMANDS:
        status(2, f"{command}: an unknown option", command, "--bogus", says="--bogus")
        status(2, f"{command}: no argument", command, says=f"copil {command} --help")
    status(2, "a missing register", "batch", os.path.join(work, "none"), MAIL, says="copil init")
    status(2, "a folder for a register", "status", work, says=re.escape(work))
    status(2, "a missing source", "batch", register, os.path.join(work, "none"), says="none")
    status(2, "a missing source beside a good one", "batch", register, MAIL,
           os.path.join(work, "none"), says="none")
    status(2, "a missing form", "check", os.path.join(work, "none.odt"), "--convention",
           CONVENTION, says="none.odt")
    for command in (["check", "--convention", CONVENTION], ["batch", register]):
        status(2, f"{command[0]} of what is neither a file nor a folder", *command, "/dev/null",
               says=r"^copil: /dev/null is neither a file nor a folder\n$")
    status(2, "a missing definition", "init", os.path.join(work, "x.copil"), "--convention",
           os.path.join(work, "none"), says="convention.xml")
    status(2, "a register in a missing folder", "init", os.path.join(work, "none/x.copil"),
           "--convention", CONVENTION)
    status(2, "--jobs that is no number", "batch", register, MAIL, "--jobs", "two", says="two")
    for jobs in ("-1", "65", "99999999999999"):
        status(2, f"--jobs {jobs}", "batch", register, MAIL, "--jobs", jobs)
    for command in (["export", register, "--output", os.path.join(work, "p.json")],
                    ["explain", register, "3.2-a"], ["status", register],
                    ["report", register, "--output", os.path.join(work, "p.pdf")]):
        for period in ("2013", "2013-2015", "2013-2014-S3", "hier", "1999-2000"):
            status(2, f"{command[0]} --period {period}", *command, "--period", period, says=period)
    ok(not os.path.exists(os.path.join(work, "p.json")) and
       not os.path.exists(os.path.join(work, "p.pdf")), "wrong usage writes no file")
    status(2, "explain: an unknown indicator", "explain", register, "9.9-z", says="9.9-z")
    for scope in ("academie", "academie=", "=CRETEIL", "academie=LYON", "couleur=ROUGE"):
        status(2, f"explain --scope {scope}", "explain", register, "3.2-a", "--scope", scope)
    status(2, "export of a format that there is not", "export", register, "--output",
           os.path.join(work, "x.exe"))
    status(2, "an unknown id", "status", register, "NOBODY", says="NOBODY")
    status(2, "an unknown original", "original", register, "0" * 64)
    for beginning in ("zz", "", "%", "_" * 64, "' OR 1=1 --"):
        status(2, f"original {beginning!r}", "original", register, beginning)
    ok(not os.path.exists(os.path.join(work, "x.copil")), "no register was made on the way")


def test_not_a_register(work):
    odd = {"text": b"Bonjour, ceci n'est pas un registre.\n" * 40, "empty": b"",
           "odt": open(os.path.join(CORPUS, "g1_couches.odt"), "rb").read()}
    for name, data in odd.items():
        path = os.path.join(work, name)
        with open(path, "wb") as file:
            file.write(data)
        for command in (["status", path], ["batch", path, MAIL], ["original", path, "0" * 64]):
            status(2, f"{command[0]} with {name} for a register", *command,
                   says="is not a register")
        with open(path, "rb") as file:
            equal(file.read(), data, f"{name} is left as it was")
        status(2, f"init over {name}", "init", path, "--convention", CONVENTION, says=name)
        with open(path, "rb") as file:
            equal(file.read(), data, f"{name} is left as it was by init")
    path = os.path.join(work, "other.db")
    sqlite3.connect(path).executescript("CREATE TABLE t (x); INSERT INTO t VALUES (1)")
    before = tree(work)
    status(2, "another program's SQLite file", "batch", path, MAIL, says="is not a register")
    equal(tree(work), before, "and it is left as it was")


def test_damaged(work, register):
    path = os.path.join(work, "damaged.copil")
    with open(register, "rb") as file:
        data = bytearray(file.read())
    data[len(data) // 3:len(data) // 3 + 20000] = b"\xff" * 20000
    with open(path, "wb") as file:
        file.write(data)
    finished = run("batch", path, MAIL)
    ok(finished.returncode == 70 and b"damaged" in finished.stderr and
       not re.search(rb"\(null\)", finished.stderr), "a damaged register: 70 and said so",
       finished.returncode, finished.stderr)
    with open(path, "wb") as file:
        file.write(data[:len(data) // 2])
    finished = run("status", path)
    ok(finished.returncode == 70 and finished.stderr, "a truncated register: 70",
       finished.returncode, finished.stderr)


def test_of_others(work, register):
    """A register that somebody else made asks no more of us than ours do."""
    path = os.path.join(work, "theirs.copil")
    for name, depth, code in (("as deep as ours", 90, 0), ("deeper", 110, 70)):
        shutil.copy(register, path)
        with sqlite3.connect(path) as database:
            (view,) = database.execute("SELECT sql FROM sqlite_schema WHERE name = 'form'"
                                       ).fetchone()
            database.execute("DROP VIEW form")
            database.execute(view.replace("rank,", "rank" + " + 0" * depth + " AS rank,", 1))
        database.close()
        finished = run("status", path)
        ok(finished.returncode == code and (b"too large" in finished.stderr) == (code != 0),
           f"a view {name}: {code}", finished.returncode, finished.stderr)


def test_init(work):
    path = os.path.join(work, "twice.copil")
    finished = run("init", path, "--convention", CONVENTION)
    ok(finished.returncode == 0 and os.stat(path).st_mode & 0o777 == 0o600,
       "init makes a register that its owner alone may read", finished.stderr)
    before = tree(work)
    status(2, "init twice", "init", path, "--convention", CONVENTION, says="twice.copil")
    equal(tree(work), before, "init twice changes nothing and leaves nothing")
    bad = os.path.join(work, "definition")
    shutil.copytree(CONVENTION, bad)
    with open(os.path.join(CONVENTION, "convention.xml"), encoding="utf-8") as file:
        lines = file.read().split("\n")
    number = next(i for i, line in enumerate(lines) if 'type="integer"' in line)
    lines[number] = lines[number].replace('"integer"', '"intger"')
    with open(os.path.join(bad, "convention.xml"), "w", encoding="utf-8") as file:
        file.write("\n".join(lines))
    for command in (["init", os.path.join(work, "bad.copil")],
                    ["check", os.path.join(CORPUS, "g1_couches.odt")],
                    ["update", path]):
        status(2, f"{command[0]} with a definition that has mistakes: file:line: message",
               *command, "--convention", bad,
               says=rf"(?m)^(\S*/)?convention\.xml:{number + 1}: .*intger")
    shutil.copy(os.path.join(CONVENTION, "convention.xml"), bad)
    with open(os.path.join(bad, "participants.csv"), "a", encoding="utf-8") as file:
        file.write("0779101Z;shool;Deux fois;NULLEPART;pas une adresse\n")
    status(2, "and with participants that have", "init", os.path.join(work, "bad.copil"),
           "--convention", bad, says=r"(?m)^(\S*/)?participants\.csv:\d+: .*shool")
    ok(not os.path.exists(os.path.join(work, "bad.copil")), "no register of a bad definition")


def test_names(work):
    """Names as people have them: with a dash, a space, an accent; a link is not followed."""
    for name in ("-r.copil", "mon registre é.copil"):
        finished = run("init", "--convention", CONVENTION, "--", name, cwd=work)
        ok(finished.returncode == 0 and os.path.exists(os.path.join(work, name)),
           f"a register named {name}", finished.stderr)
        equal(run("status", "--", name, cwd=work).returncode, 0, "and found")
    os.symlink("-r.copil", os.path.join(work, "lien.copil"))
    status(2, "a symbolic link to a register isn't written through", "batch",
           os.path.join(work, "lien.copil"), MAIL, says="symbolic link")


def test_update(work):
    path = os.path.join(work, "r.copil")
    must("init", path, "--convention", CONVENTION)
    other = os.path.join(work, "other")
    shutil.copytree(CONVENTION, other)
    with open(os.path.join(other, "convention.xml"), "r+", encoding="utf-8") as file:
        text = file.read().replace('id="idf-2013"', 'id="autre-2014"')
        file.seek(0)
        file.write(text)
    before = tree(work)
    status(2, "update with another convention", "update", path, "--convention", other,
           says="autre-2014")
    equal(tree(work), before, "and nothing is changed")
    finished = run("update", path, "--convention", CONVENTION)
    ok(finished.returncode == 0 and tree(work) == before, "update with the same changes nothing",
       finished.stderr)
    shutil.rmtree(other)
    shutil.copytree(CONVENTION, other)
    with open(os.path.join(other, "participants.csv"), "a", encoding="utf-8") as file:
        file.write("0779199F;school;Lycée Imaginaire Nouveau;CRETEIL;n@nouveau.example\n")
    form = os.path.join(work, "f.xml")
    with open(form, "w", encoding="utf-8") as file:
        file.write((FORM % 20).replace("0779101Z", "0779199F"))
    equal(run("check", form, "--convention", CONVENTION).returncode, 1, "an unknown school")
    text = must("update", path, "--convention", other).stdout.decode()
    ok("\n  added: 0779199F  Lycée Imaginaire Nouveau\n  Nothing else has changed.\n" in text,
       "update says who is new", text)
    counts = json.loads(must("batch", path, form, "--json", "--output",
                             os.path.join(work, "out")).stdout)
    equal(counts["accepted"], 1, "update brings new participants into a register")
    test_dropped(path, other)


def test_dropped(path, folder):
    """Who has sent forms stays in the list; who has not may leave it."""
    name = os.path.join(folder, "participants.csv")
    with open(name, encoding="utf-8") as file:
        lines = file.readlines()

    def write(changed):
        with open(name, "w", encoding="utf-8") as file:
            file.writelines(changed)

    with open(path, "rb") as file:
        before = file.read()
    write(line for line in lines if not line.startswith("0779199F"))
    status(2, "update won't drop who has forms, and says the cure", "update", path, "--convention",
           folder, says="0779199F Lycée Imaginaire Nouveau has forms .*jusqu_au")
    with open(path, "rb") as file:
        ok(file.read() == before, "and writes nothing")
    write(line.replace("n@nouveau", "m@nouveau") for line in lines
          if not line.startswith("0939102N"))
    text = must("update", path, "--convention", folder).stdout.decode()
    ok("\n  removed: 0939102N  CFA" in text and
       "\n  changed: 0779199F  Lycée Imaginaire Nouveau\n  Nothing else" in text,
       "who left, and whose line changed", text)


def test_empty(work):
    """The report of a register in which there is no form yet, of every convention."""
    for name in sorted(os.listdir(os.path.join(SOURCE, "forms"))):
        path, pdf = os.path.join(work, name + ".copil"), os.path.join(work, name + ".pdf")
        must("init", path, "--convention", os.path.join(SOURCE, "forms", name))
        must("report", path, "--output", pdf)
        text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True,
                              check=True).stdout
        lead = re.search(r"Sur \d+ fiches attendues, aucune n’a encore été reçue\.", text)
        ok(lead and "(null)" not in text, f"{name}: a report without any form",
           re.findall(r".*(?:null|Sur \d).*", text))


def test_limit(work):
    """A limit on the size of files is a full disk like another."""
    path = os.path.join(work, "r.copil")
    finished = subprocess.run(["sh", "-c", 'ulimit -f 1; "$0" init "$1" --convention "$2"', COPIL,
                               path, CONVENTION], env=environment(), capture_output=True, timeout=20)
    ok(finished.returncode == 70 and finished.stderr.count(b"\n") == 1 and not os.listdir(work),
       "a limit on file size: 70, and nothing is left", finished.returncode, finished.stderr,
       os.listdir(work))


def test_json(work, register):
    good, bad = os.path.join(work, "good.xml"), os.path.join(work, "bad.xml")
    for path, stages in ((good, 20), (bad, 99)):
        with open(path, "w", encoding="utf-8") as file:
            file.write(FORM % stages)
    finished = run("check", good, "--convention", CONVENTION, "--json")
    value = check_shape("check --json has its shape", finished, CHECK)
    equal(finished.returncode, 0, "check of an accepted form: 0")
    form = value["forms"][0]
    equal((form["convention"], form["sheet"], form["organisation"], form["period"],
           form["verdict"], form["values"].get("stages.GI.effectif"),
           form["values"].get("identifiant"), form["findings"]),
          ("idf-2013", "3.2", "0779101Z", "2013-2014", "accepted", "24", "0779101Z", []),
          "check --json says what the form says")
    finished = run("check", good, bad, "--convention", CONVENTION, "--json")
    value = check_shape("check --json of two forms", finished, CHECK)
    equal((finished.returncode, [form["verdict"] for form in value["forms"]],
           [os.path.basename(form["file"]) for form in value["forms"]]),
          (1, ["accepted", "refused"], ["good.xml", "bad.xml"]), "one refused form: 1, in order")
    finding = [f for f in value["forms"][1]["findings"] if f["severity"] == "error"]
    equal([(f["code"], f["field"], f.get("column")) for f in finding],
          [("3.2-r1", "FA32-10.GI", "stages")], "a finding says code, field and column")
    finished = run("check", bad, "--convention", CONVENTION)
    ok(finished.returncode == 1 and not finished.stderr and "dépasse".encode() in finished.stdout,
       "check's findings are results: on stdout", finished.stderr)
    finished = run("read", os.path.join(CORPUS, "g1_couches.odt"), "--json")
    check_shape("read --json has its shape", finished, READ)
    equal(finished.returncode, 0, "read of a readable form: 0")
    finished = run("read", os.path.join(CORPUS, "packages/v27_pdf_renomme.odt"), "--json")
    value = check_shape("read --json of what can't be read", finished, READ)
    ok(finished.returncode == 1 and value["forms"][0]["remarks"], "is 1, with a reason",
       finished.returncode, value)
    path = new_register(work, "entered.copil")
    for form, code, told in ((bad, 1, (False, False, 1, 0)), (good, 0, (True, False, 1, 1)),
                             (good, 0, (False, True, 0, 0))):
        finished = run("enter", path, form, "--why", "dictée au téléphone", "--json")
        value = check_shape("enter --json has its shape", finished, ENTER)
        equal((finished.returncode, value["registered"], value["known"], len(value["forms"]),
               len(value["submissions"])), (code, *told), "refused, registered, known")
    finished = run("batch", register, MAIL, "--json", "--output", os.path.join(work, "out"))
    value = check_shape("batch --json has its shape", finished, BATCH)
    equal((value["messages"], value["new"], value["forms"], value["answers"]), (84, 0, 0, 0),
          "nothing new in a second run")
    finished = run("explain", register, "3.2-a", "--json")
    value = check_shape("explain --json has its shape", finished, EXPLAINED)
    equal([(f["indicator"], f["scope"]) for f in value["figures"]], [("3.2-a", {})],
          "explain is of one figure, of the whole unless said")
    both = [run("explain", register, "3.2-a", "--json", "--period", "2013-2014", *scope).stdout
            for scope in (["--scope", "academie=CRETEIL", "--scope", "diplome=GI"],
                          ["--scope", "diplome=GI", "--scope", "academie=CRETEIL"])]
    ok(both[0] == both[1] and len(json.loads(both[0])["figures"]) == 1,
       "the order of --scope says nothing", *both)
    scoped = run("explain", register, "3.2-a", "--period", "2013-2014", "--scope", "genre=F")
    ok(", genre=F (filles, femmes): " in scoped.stdout.decode(), "a scope is said as it is typed and in words")
    ok(json.loads(run("explain", register, "3.4-c", "--json", "--period", "2013-2014").stdout)["figures"],
       "an indicator without a whole is explained by its scopes")
    path = os.path.join(work, "figures.json")
    finished = run("export", register, "--output", path)
    ok(finished.returncode == 0, "export", finished.stderr)
    with open(path, "rb") as file:
        finished.stdout = file.read()
    value = check_shape("export's JSON has its shape", finished, FIGURES)
    masked = [figure for figure in value["figures"] if figure["masked"]]
    ok(masked and not [figure for figure in masked if
                       {"value", "numerator", "denominator"} & set(figure) or
                       [source for source in figure["sources"] if "value" in source]],
       "a masked figure has no value, numerator or denominator, nor have its sources")
    number = re.compile(r"-?(0|[1-9]\d*)(\.\d*[1-9])?")
    odd = [figure["value"] for figure in value["figures"]
           if re.fullmatch(r"[\d.,  -]+", figure.get("value", "")) and
           not number.fullmatch(figure["value"]) and
           not re.fullmatch(r"\d{4}-\d\d-\d\d", figure["value"])]
    ok(not odd, "numbers and dates are in canonical form", odd)
    accepted = rows(register, "SELECT count(*) FROM submission WHERE sheet = '2.1'"
                    " AND verdict = 'accepted'")[0][0]
    shown = re.search(rb"(?m)^2\.1 +events +(\d+)$", run("status", register).stdout)
    ok(shown and int(shown[1]) == accepted > 0, "status counts the forms of events", shown, accepted)
    sums = {name: int for name in "received expected on_time late nil after_closing refused missing"
            " excused not_due".split()}
    sums["percent"] = (str, None)
    parts = {"by_territory": [dict(sums, territory=str)], "by_kind": [dict(sums, kind=str)]}
    acts = [{"date": str, "by": str, "act": str, "target": str, "why": str, "in_force": bool}]
    check_shape("status --json has its shape", run("status", register, "--json"), {
        "convention": "idf-2013", "confidential": False, "definitions": [],
        "verdicts": {name: int for name in [*VERDICTS, "withdrawn"]},
        "expected": [EXPECTED],
        "completeness": dict(sums, **parts, by_sheet=[
            dict(sums, **parts, sheet=str, period=str, closed=(str, None))]),
        "events": [{"sheet": str, "received": int}],
        "to_remind": [{"organisation": str, "name": str, "contact": (str, None),
                       "telephone": (str, None), "addresses": [str], "owed": int}],
        "waiting": [{
            "kind": ("by_hand", "letter", "unreached", "other_sender", "refused", "texts"),
            "target": str, "original": str, "name": str, "from": (str, None),
            "subject": (str, None), "sheet": (str, None), "period": (str, None), "since": str,
            "days": int, "organisations": [{"id": str, "name": str, "telephone": (str, None)}],
            "last_contact": (str, None), "contact": (str, None), "findings": [FINDING],
            "command": str}],
        "editions": [{"number": int, "issued": str, "period": (str, None), "signatories": [str],
                      "signed": [str], "missing": [str]}],
        "answers": {name: int for name in "kept sent waiting unknown refused".split()},
        "acts": acts})
    value = check_shape("status ID --json has its shape",
                        run("status", register, "CRETEIL", "--json"), {
        "id": "CRETEIL", "confidential": False, "organisation": {
            "id": "CRETEIL", "name": str, "kind": str, "territory": str, "since": (str, None),
            "until": (str, None), "contact": (str, None), "telephone": (str, None),
            "addresses": [str]},
        "owed": [EXPECTED], "acts": acts, "submissions": [{
            "submission": str, "sheet": (str, None), "organisation": (str, None),
            "period": (str, None), "verdict": tuple([*VERDICTS, "withdrawn"]), "received": str,
            "from": (str, None), "file": (str, None), "original": str, "replaces": (str, None),
            "replaced_by": (str, None), "duplicate_of": (str, None), "acts": acts,
            "findings": [FINDING]}], "letters": [{
            "letter": str, "message": (str, None), "organisation": (str, None), "recipients": [{
                "address": str, "outcome": str, "date": (str, None), "way": (str, None),
                "reply": (str, None)}]}]})
    one = value["submissions"][0]
    for name, identity in (("submission", one["submission"]), ("message", one["original"]),
                           ("message, shortened as it is printed,", one["original"][:16])):
        found = json.loads(run("status", register, identity, "--json").stdout or b"{}")
        ok(one["submission"] in [s["submission"] for s in found.get("submissions", [])],
           f"status of a {name} finds it", found)


def test_streams(work, register):
    sha = rows(register, "SELECT sha256 FROM message ORDER BY 1 LIMIT 1")[0][0]
    commands = [["--help"], ["--version"], ["batch", "--help"], ["status", register],
                ["status", register, "--json"], ["status", register, "CRETEIL"],
                ["explain", register, "3.2-a"], ["original", register, sha],
                ["check", os.path.join(CORPUS, "g1_couches.odt"), "--convention", CONVENTION],
                ["read", os.path.join(CORPUS, "g1_couches.odt"), "--json"],
                ["export", register, "--output", os.path.join(work, "full.json")],
                ["report", register, "--output", os.path.join(work, "full.pdf")],
                ["init", os.path.join(work, "full.copil"), "--convention", CONVENTION],
                ["batch", register, MAIL, "--output", os.path.join(work, "out")]]
    for command in commands:
        with open("/dev/full", "wb") as full:
            finished = run(*command, stdout=full)
        ok(finished.returncode == 70 and finished.stderr.count(b"\n") == 1,
           f"a full disk behind stdout of {' '.join(map(os.path.basename, command[:3]))}: 70, once",
           finished.returncode, finished.stderr)
    finished = subprocess.run(["sh", "-c", '"$0" status "$1" >&-', COPIL, register],
                              env=environment(), capture_output=True, timeout=20)
    ok(finished.returncode == 70 and finished.stderr, "a closed stdout: 70", finished.stderr)
    finished = run("batch", register, MAIL, "--output", os.path.join(work, "out"))
    ok(finished.returncode == 0 and not finished.stderr and b"\x1b" not in finished.stdout and
       b"\r" not in finished.stdout and b"(null)" not in finished.stdout,
       "no progress bar and no colour without a terminal", finished.stderr, finished.stdout)


def test_locales(work, register):
    equal(run("status", os.path.join(work, "none"), LANGUAGE="fr").stderr.decode(),
          "copil\u202f: il n’y a pas de registre "
          f"{work}/none (copil init en crée un)\n", "LANGUAGE=fr under C.UTF-8: French messages")
    for command in COMMANDS:
        text = run(command, "--help", LANGUAGE="fr").stdout.decode()
        english = run(command, "--help").stdout.decode()
        left = {line.strip() for line in text.splitlines()} & {
            line.strip() for line in english.splitlines()
            if re.search(r"[a-z]{3}", line) and not line.strip().startswith("copil")}
        left.update(re.findall(r"\b(?:REGISTER|DIR|FILE|FORM|NAME|TEXT|ACT|INDICATOR)\b", text))
        ok(not left and "Exemples" in text, f"{command} --help is all in French", *left)
    outputs = {}
    for name, changes in {"en": {}, "C": {"LC_ALL": "C", "LANGUAGE": None},
                          "fr": {"LC_ALL": "fr_FR.UTF-8", "LANGUAGE": "fr"},
                          "tr": {"LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr"},
                          "number": {"LC_ALL": None, "LANG": "C.UTF-8", "LC_NUMERIC": "fr_FR"}}.items():
        place = os.path.join(work, name)
        os.mkdir(place)
        path = os.path.join(place, "r.copil")
        must("init", path, "--convention", CONVENTION, **changes)
        few = os.path.join(place, "mail")
        choose(few, ["02-", "06-", "28-", "35-", "40-", "51-", "59-"])
        must("batch", path, few, "--output", os.path.join(place, "out"), **changes)
        must("export", path, "--output", os.path.join(place, "f.json"), **changes)
        outputs[name] = dict(tree(os.path.join(place, "out")), content=content(path),
                             figures=tree(place)["f.json"])
    for name in outputs:
        if name != "en":
            same(outputs[name], outputs["en"],
                 f"locale {name}: the same register, answers, report and figures")
    same({"bytes": run("status", register, "--json", LANGUAGE="fr").stdout},
         {"bytes": run("status", register, "--json").stdout}, "JSON is the same in every language")


def test_originals(register):
    wrong = []
    stored = rows(register, "SELECT sha256, name FROM message ORDER BY name")
    given = messages()
    equal(sorted(name for _, name in stored), sorted(given), "every message is there by its name")
    for sha, name in stored[::12] + [row for row in stored if "#" in row[1]][::5]:
        finished = run("original", register, sha)
        if finished.returncode or finished.stdout != given.get(name):
            wrong.append((name, finished.returncode, finished.stdout[:60]))
    ok(not wrong, "original gives the bytes as received", *wrong)
    sha, name = stored[0]
    for text in (sha[:16], sha.upper(), sha[:8]):
        equal(run("original", register, text).stdout, given[name],
              f"original {text} finds it by the beginning")


def test_read_only(work, register):
    """What a committee member with reading rights alone can do.  root may write everywhere."""
    place = os.path.join(work, "shelf")
    os.mkdir(place)
    path = os.path.join(place, "r.copil")
    shutil.copy(register, path)
    prefix = []
    if os.geteuid() == 0:
        prefix = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        os.chmod(work, 0o755)
        reach = subprocess.run([*prefix, "test", "-x", COPIL], capture_output=True)
        if reach.returncode:
            return skip("a register that may only be read", "the program can't be reached by nobody")
    os.chmod(path, 0o444)
    os.chmod(place, 0o555)
    for command in (["status", path], ["explain", path, "3.2-a"], ["status", path, "CRETEIL"],
                    ["batch", path, MAIL, "--dry-run"]):
        finished = run(*command, prefix=prefix)
        ok(finished.returncode == 0 and finished.stdout,
           f"{command[0]} {command[-1]} of a register that may only be read", finished.returncode,
           finished.stderr)
    finished = run("batch", path, MAIL, "--output", os.path.join(work, "n"), prefix=prefix)
    ok(finished.returncode == 70 and finished.stderr, "batch into one that may only be read: 70",
       finished.returncode, finished.stderr)
    os.chmod(place, 0o755)


with folder() as work:
    register = new_register(work)
    must("batch", register, MAIL, "--output", os.path.join(work, "out"))
    test_help()
    test_usage(work, register)
    test_json(work, register)
    test_originals(register)
    for test in (test_not_a_register, test_init, test_names, test_update, test_empty, test_limit,
                 lambda place: test_damaged(place, register),
                 lambda place: test_of_others(place, register),
                 lambda place: test_locales(place, register),
                 lambda place: test_read_only(place, register),
                 lambda place: test_streams(place, register)):
        with folder() as place:
            test(place)
done()
