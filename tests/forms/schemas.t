#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The XSD, Schematron and examples of `copil forms`, as others run them: xmllint, Xerces, jing, and
lxml's ISO Schematron (XSLT).  On thousands of forms made from the examples by small changes, XSD
(Xerces) and Schematron together must say what `copil check` says, errors and rules' warnings.
"""
import concurrent.futures
import copy
import glob
import itertools
import json
import os
import re
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../cli"))
from cli import *  # noqa: E402, F403
from lxml import etree, isoschematron  # noqa: E402

SVRL = "{http://purl.oclc.org/dsdl/svrl}"
SCH = "{http://purl.oclc.org/dsdl/schematron}"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
COPIL_NS = "{urn:copil:convention}"
# What depends on the participants' list, which only the secretariat has.
OF_THE_LIST = {"identifier-unknown", "identifier-siren", "identifier-not-in-period",
               "kind-not-concerned", "xml-identification-missing", "partner-not-listed",
               "partner-kind"}
# Warnings that a Schematron can give: those of rules, by their id, and these.
WARNINGS = {"filled-on-missing", "filled-on-early", "answer-other-kind"}


# The same in every sheet.
BLOCK = {"organisme", "academie", "region", "redacteur", "courriel", "date_remplissage",
         "commentaires"}


# ---- the definition, as far as kinds go ----
class Definition:
    def __init__(self, folder):
        root = etree.parse(os.path.join(folder, "convention.xml")).getroot()
        self.namespace = root.get("namespace")
        self.shape = {kind.get("id"): kind.get("identifier")
                      for kind in root.iter(COPIL_NS + "kind")}
        self.sheets = {sheet.get("id"): sheet for sheet in root.iter(COPIL_NS + "sheet")
                       if sheet.get("adopted")}
        with open(os.path.join(folder, "participants.csv"), encoding="utf-8-sig") as file:
            rows = [line.split(";") for line in file.read().splitlines()[1:]]
        self.kind_of = {row[0]: row[1] for row in rows}
        self.items = {codes.get("id"): [item.get("code") for item in codes]
                      for codes in root.iter(COPIL_NS + "list")}

    def unclear(self, sheet, kind):
        """Fields asked of KIND, but not of every kind with identifiers of the same shape."""
        kinds = self.sheets[sheet].get("filled-by").split()
        alike = {k for k in kinds if self.shape[k] == self.shape.get(kind)}
        found = set()
        for field in self.sheets[sheet].iter(COPIL_NS + "field", COPIL_NS + "grid"):
            by = set((field.get("filled-by") or " ".join(kinds)).split())
            if alike & by and not alike <= by:
                found.add(field.get("name"))
        return found


# ---- changed forms ----
def local(node):
    return etree.QName(node).localname


def texts_for(node):
    """Other texts for a leaf: what a program may write there by mistake, and bounds."""
    name, text = local(node), node.text or ""
    if name == "identifiant":
        return ["0779101A", "0779101z", "99990001200018", "99990001200017", "999900012", "999900020",
                "00000000000000", "000000000", "35600000000048", "35600000000051", "USH", "ush",
                "CRETEIL", "NC", "AFPOLS", "0779101Z", "12345678901234", "0930001W", "0930001A", "55208131700018"]
    if name == "periode":
        years = ["2012-2013", "2013-2014", "2015-2016", "2016-2017", "2013-2015", "2013", "2012",
                 "2019-2020", "2021-2022", "0999-1000", "11e siècle"]
        return [year + half for year in years for half in ("", "-S1", "-S2", "-S3")]
    if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text) and len(text) < 9:
        number = text if "." not in text else text.split(".")[0]
        return ["-1", "1.5", "trois", "0", "1", "-0", "007", "+1", "1e3", "NaN", "1.0", "1,5", "10", "10.1",
                "12.34567", "999999999999", "1000000000000", " 3 ", "3 3", "1 234",
                str(int(number) + 1)]
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return ["2013-08-31", "2013-09-01", "2014-08-31", "2014-09-01", "2012-12-31", "2013-01-01",
                "2014-02-30", "2014-3-1", "12/03/2014", "2014-03-12Z", "0001-01-01"]
    if text in ("true", "false"):
        return ["true", "false", "1", "0", "oui", "True"]
    if re.fullmatch(r"[0-9]{14}", text):
        return [node.getroottree().getroot()[1].text, "99990001200018", "35600000000048", "999900012", "9999000120001", "00000000000000"]
    if re.fullmatch(r"[0-9]{7}[A-Z]", text):
        return ["0930001A", "0930001w", "930001W", "0930002X"]
    if re.fullmatch(r"[A-Z0-9_]+", text):
        return ["IDF", "CRETEIL", "creteil", "TS", "ZZ", "Créteil", "S", "SUB", "NAT", "11",
                "VIEUX", "FUTUR", "PRO"]
    return ["x", " ", "\u00a0", "  x  ", "a\nb", "a@b", "a@b.fr", "NC", "<", "x" * 63999,
            "x" * 64001]


class Changes:
    """Forms made from one example: (what was changed, bytes)."""

    def __init__(self, root, items, brief):
        self.root, self.items, self.forms = root, items, []
        self.brief = brief  # leave alone what is the same in every sheet
        self.told = {}  # kind of answer: how many were changed so far

    def add(self, what, change, *path):
        """CHANGE is given the copies of the nodes of PATH."""
        root = copy.deepcopy(self.root)
        tree, own = etree.ElementTree(self.root), etree.ElementTree(root)
        nodes = [own.xpath(tree.getpath(node)) for node in path]
        if change(*[found[0] for found in nodes]) is not False:
            where = "/".join(local(node) for node in path)
            self.forms.append((f"{what} {where}", etree.tostring(root, encoding="UTF-8",
                                                                 xml_declaration=True)))

    def leaf(self, node):
        def empty(n, motif=None):
            n.text = None
            if motif:
                n.set("motif", motif)
        self.add("empty", empty, node)
        for motif in ("NC", "NEANT", "ZZ", ""):
            self.add(f"motif {motif!r}", lambda n, m=motif: empty(n, m), node)
        self.add("motif and value", lambda n: n.set("motif", "NC"), node)
        self.add("xsi:type", lambda n: n.set(f"{{{XSI}}}type", "texte"), node)
        self.add("element within", lambda n: n.append(n.makeelement(n.tag)), node)
        texts = texts_for(node)
        self.told[texts[0]] = self.told.get(texts[0], 0) + 1
        for text in texts if self.told[texts[0]] <= 2 else texts[:3]:
            def write(n, text=text):
                n.text = text
            self.add(f"{text[:30]!r} in", write, node)

    def any_element(self, node):
        self.add("no", lambda n: n.getparent().remove(n), node)
        self.add("two", lambda n: n.addnext(copy.deepcopy(n)), node)
        self.add("unknown attribute of", lambda n: n.set("unite", "x"), node)
        self.add("unknown element after", lambda n: n.addnext(n.makeelement("inconnu")), node)
        self.add("comment before", lambda n: n.addprevious(etree.Comment("x")), node)

        def swap(n):
            after = n.getnext()
            if after is None:
                return False
            after.addnext(n)
            return True
        self.add("swapped", swap, node)

        def stray(n):
            n.tail = "texte"
        self.add("text after", stray, node)

        def other_name(n):
            n.tag = n.tag.upper()
        self.add("other case of", other_name, node)

    def grid(self, grid):
        def rows_gone(g, motif=None):
            del g[:]
            g.text = None
            if motif:
                g.set("motif", motif)
        self.add("no rows in", rows_gone, grid)
        for motif in ("NC", "NEANT", "ZZ"):
            self.add(f"motif {motif} of empty", lambda g, m=motif: rows_gone(g, m), grid)
            self.add(f"motif {motif} and rows in", lambda g, m=motif: g.set("motif", m), grid)
        for row in grid:
            self.any_element(row)
            if row is not grid[0]:
                continue
            self.add("motif NC of row", lambda r: r.set("motif", "NC"), row)
            attribute = row.keys()[0]
            items = [*self.items[attribute], "ZZ", row.get(attribute).lower()]
            self.add("no item in", lambda r, a=attribute: r.attrib.pop(a), row)
            for item in items:
                self.add(f"item {item} of", lambda r, a=attribute, i=item: r.set(a, i), row)

                def zeros(r, a=attribute, i=item, text="0"):
                    r.set(a, i)
                    for cell in r:
                        cell.text = text
                self.add(f"item {item} and zeros in", zeros, row)
                self.add(f"item {item} and nothing in", lambda r, z=zeros: z(r, text=None), row)
            for cell in row:
                self.any_element(cell)
                self.leaf(cell)

    def numbers(self):
        """Each number at, just below and just above each other one, and each sum of a column."""
        leaves = [node for node in self.root.iter() if isinstance(node.tag, str) and len(node) == 0
                  and re.fullmatch(r"[0-9]{1,6}", node.text or "")]
        sums = {}
        for node in leaves:
            if local(node.getparent()) == "ligne":
                key = (local(node.getparent().getparent()), local(node))
                sums.setdefault(key, []).append(int(node.text))
        totals = {sum(column) for column in sums.values()}
        totals |= {a + b for a, b in itertools.combinations(sorted(totals), 2)}
        for node in leaves:
            row = node.getparent() if local(node.getparent()) == "ligne" else self.root
            beside = {int(n.text) for n in row if (n.text or "").isdigit() and n is not node}
            others = totals if row is self.root else set()
            near = {v + d for v in beside | others for d in (-1, 0, 1)}
            for value in sorted(v for v in near if v >= 0):
                def write(n, value=value):
                    n.text = str(value)
                self.add(f"{value} in", write, node)
        first = [n for n in leaves if n.getparent().getprevious() is None
                 or n.getparent().getprevious().tag != n.getparent().tag]
        for a, b in itertools.permutations(first, 2):  # a rule whose operand is NC rests
            if a.getparent() is b.getparent():
                def rest(x, y):
                    x.text, y.text = "99999", None
                    y.set("motif", "NC")
                self.add("large beside NC", rest, a, b)

    def strangers(self, others, order):
        """What other kinds are asked, put in its place: as it is, broken, empty, not given."""
        def put(root, node, change):
            node = copy.deepcopy(node)
            for leaf in node.iter():
                change(leaf)
            after = [n for n in root if order.index(local(n)) < order.index(local(node))]
            after[-1].addnext(node)

        def large(leaf):
            if re.fullmatch("[0-9]+", leaf.text or "") and local(leaf) != "effectif":
                leaf.text = "99999"

        def wrong(leaf):
            if re.fullmatch("[0-9]+", leaf.text or ""):
                leaf.text = "x"

        def empty(leaf, motif=None):
            del leaf[:]
            leaf.text = None
            if motif:
                leaf.set("motif", motif)
        changes = {"": lambda n: None, "too large ": large, "wrong ": wrong, "empty ": empty,
                   "NC ": lambda n: empty(n, "NC"), "NEANT ": lambda n: empty(n, "NEANT"),
                   "NC and full ": lambda n: len(n) or n.set("motif", "NC")}
        strange = {local(node): node for other in others for node in other
                   if self.root.find(node.tag) is None}
        for name, node in strange.items():
            for how, change in changes.items():
                self.add(f"{how}{name} of another kind in",
                         lambda r, n=node, c=change: put(r, n, c), self.root)

        def all_of_them(root):
            for node in strange.values():
                put(root, node, large)
        self.add("all that other kinds are asked, too large, in", all_of_them, self.root)

    def everything(self):
        root = self.root
        self.add("nothing changed in", lambda r: None, root)
        self.add("xsi:noNamespaceSchemaLocation of",
                 lambda r: r.set(f"{{{XSI}}}noNamespaceSchemaLocation", "x.xsd"), root)
        self.add("motif of", lambda r: r.set("motif", "NC"), root)
        for node in root:
            if self.brief and local(node) in BLOCK:
                continue
            self.any_element(node)
            if len(node):
                self.grid(node)
            else:
                self.leaf(node)
        self.numbers()
        return self.forms


# ---- three judges ----
def xerces(files):
    """{file: valid}, by the schema beside each (xsi:schemaLocation)."""
    place = os.path.dirname(files[0])
    listing = os.path.join(place, "files.txt")
    with open(listing, "w", encoding="utf-8") as file:
        file.write("\n".join(files) + "\n")
    said = subprocess.run(["DOMCount", "-n", "-s", "-f", "-v=always", "-l", listing],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    text = said.stdout.decode(errors="replace")
    bad = set(re.findall(r'(?:Error|Fatal Error) at file "?([^",]+)"?,', text))
    return {name: name not in bad for name in files}, text


def schematron(path, files):
    """{file: (failed errors, failed warnings and notes)}: sets of assertion ids."""
    judge = isoschematron.Schematron(etree.parse(path), store_report=True)
    found = {}
    for name in files:
        judge.validate(etree.parse(name))
        failed = set(), set()
        for node in judge.validation_report.iter(SVRL + "failed-assert"):
            failed[node.get("role") != "error"].add(node.get("id"))
        found[name] = failed
    return found


def check(convention, files):
    """{file: form} of copil check, many files in one call."""
    found = {}
    for start in range(0, len(files), 500):
        part = files[start:start + 500]
        said = run("check", *part, "--convention", convention, "--json", timeout=300)
        for form in json.loads(said.stdout)["forms"]:
            found[form["file"]] = form
    return found


# ---- comparing ----
def rule_ids(ids):
    return {i.removeprefix("regle-") for i in ids if i.startswith("regle-")}


def codes(form, severity):
    return {f["code"] for f in form["findings"] if f["severity"] == severity}


def only_of_secretariat(form, unclear):
    """Errors that nobody without the participants' list can find: an identifier or a partner that
    is not in it (what else is said then rests on a guess), what is asked of the kind alone."""
    errors = [f for f in form["findings"] if f["severity"] == "error"]
    return any(f["code"] in OF_THE_LIST or
               (f["code"], f["name"]) == ("xml-value-suggested", "identifiant")
               for f in errors) or \
        all(f["name"] in unclear for f in errors)


def compare(definition, sheet, kind, judged, valid, form, names):
    """None, "list" (only the secretariat could tell) or what differs."""
    errors, warnings = judged
    for finding in form["findings"]:
        finding["name"] = names.get((finding["field"] or "").split(".")[0])
    good = valid and not errors
    if good != (form["verdict"] == "accepted"):
        if good and form["verdict"] == "refused" and \
                only_of_secretariat(form, definition.unclear(sheet, kind)):
            return "list"
        return f"XSD {'valid' if valid else 'invalid'}, Schematron {sorted(errors)}, check " \
               f"{form['verdict']} {sorted(codes(form, 'error'))}"
    if form["verdict"] != "accepted":
        # Of what is refused by a rule alone, the same rule must be broken.
        ours = codes(form, "error")
        if valid and all(e.startswith("regle-") for e in errors) and ours != rule_ids(errors):
            return f"rules {sorted(errors)}, check {sorted(ours)}"
        return None
    unclear = definition.unclear(sheet, kind)
    mine = {f["code"] for f in form["findings"] if f["severity"] != "error"
            and (f["code"] in WARNINGS or f["code"] in names["rules"])
            and not (f["code"] == "answer-other-kind" and f["name"] in unclear)}
    theirs = {w.split(".")[0] if not w.startswith("regle-") else w.removeprefix("regle-")
              for w in warnings}
    return None if mine == theirs else f"warnings {sorted(theirs)}, check {sorted(mine)}"


def names_of(definition, sheet, schema):
    """{printed code: element} from the XSD's documentation, their order, the ids of the rules."""
    names = {"order": []}
    for element in etree.parse(schema).iter("{http://www.w3.org/2001/XMLSchema}element"):
        text = "".join(element.itertext()).strip()
        match = re.match(r"([A-Z]+[0-9]*-[0-9]{2})\s", text)
        if match:
            names[match.group(1)] = element.get("name")
            names["order"].append(element.get("name"))
    names["rules"] = {rule.get("id") for rule in
                      definition.sheets[sheet].iter(COPIL_NS + "rule")}
    return names


def test_changes(definition, convention, place, example, brief, seen):
    root = etree.parse(example).getroot()
    sheet = local(root).removeprefix("fiche-")
    base = os.path.join(place, "schemas", f"fiche-{sheet}")
    kind = definition.kind_of[root.findtext(f"{{{definition.namespace}}}identifiant")]
    files, what = [], {}
    names = names_of(definition, sheet, base + ".xsd")
    changes = Changes(root, definition.items, brief)
    changes.strangers([etree.parse(other).getroot() for other in glob.glob(base + "-exemple*.xml")],
                      names["order"])
    for number, (change, data) in enumerate(changes.everything()):
        # Beside the schema, so that xsi:schemaLocation finds it.
        path = os.path.join(place, "schemas", f"essai-{number:05d}.xml")
        with open(path, "wb") as file:
            file.write(data)
        files.append(path)
        what[path] = change
    with concurrent.futures.ThreadPoolExecutor() as pool:  # they are programs of their own
        xsd = pool.submit(xerces, files)
        ours = pool.submit(check, convention, files)
        judged = schematron(base + ".sch", files)
        (valid, _), forms = xsd.result(), ours.result()
    count = {"accepted": 0, "refused": 0, "list": 0}
    differ = []
    for path in files:
        said = compare(definition, sheet, kind, judged[path], valid[path], forms[path], names)
        if said == "list":
            count["list"] += 1
        elif said:
            differ.append(f"{what[path]}: {said}")
        else:
            count[forms[path]["verdict"]] += 1
    for path in files:
        seen.update(judged[path][0] | judged[path][1])
        os.unlink(path)
    ok(not differ, f"{os.path.basename(example)}: {len(files)} forms, {count['accepted']} accepted,"
       f" {count['refused']} refused, {count['list']} told by the participants' list alone",
       f"{len(differ)} differ", *differ[:40])
    return len(files)


# ---- what is shipped ----
def quiet(*command, cwd=None):
    said = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=cwd,
                          check=False)
    return said.returncode, said.stdout.decode(errors="replace")


def test_files(convention, place):
    folder = os.path.join(place, "schemas")
    schemas = sorted(glob.glob(os.path.join(folder, "*.xsd")))
    for schema in schemas:
        name = os.path.basename(schema)
        stem = schema.removesuffix(".xsd")
        examples = sorted(glob.glob(f"{stem}-exemple*.xml"))
        status, said = quiet("SCMPrint", "-f", schema)
        ok(status == 0 and "error" not in said.lower(), f"{name}: good for Xerces", said)
        status, said = quiet("xmllint", "--noout", "--nonet", "--schema", schema, *examples)
        ok(examples and status == 0, f"{name}: its examples are valid for xmllint", said)
        valid, said = xerces(examples)
        ok(all(valid.values()) and said.count("elems") == len(examples),
           f"{name}: for Xerces, which finds the schema beside them", said)
        status, said = quiet("jing", schema, *examples)
        ok(status == 0, f"{name}: for jing", said)
        judged = schematron(f"{stem}.sch", examples)
        ok(not any(errors | warnings for errors, warnings in judged.values()),
           f"{name}: for its Schematron, without a warning", judged)
        told = check(convention, examples)
        ok(all(form["verdict"] == "accepted" and
               [f["code"] for f in form["findings"]] == ["author-of-example"]
               for form in told.values()),
           f"{name}: for copil check, which says no more than whose name it bears", told)
        status, said = quiet("xmllint", "--html", "--noout", "--nonet", f"{stem}-notice.html")
        ok(status == 0 and not said, f"{name}: its notice is good HTML", said)
        phase = isoschematron.Schematron(etree.parse(f"{stem}.sch"), phase="erreurs")
        ok(phase.validate(etree.parse(examples[0])), f"{name}: the phase of errors alone")


def assertions(place):
    return {node.get("id") for path in glob.glob(os.path.join(place, "schemas", "*.sch"))
            for node in etree.parse(path).iter(SCH + "assert")}


# The definition by which the checker itself is tested has every type, and items that come, go and
# are some kinds' alone; it gets examples and a question of a type that it lacks.
EXAMPLES = {
    "1.1": {"stages.effectif": "20 10", "stages.stages": "12 8", "stages.note": "7.5",
            "statuts.effectif": "18", "visites": "15", "note": "9.25", "qualite": "S",
            "ouvert": "true", "montant": "12.5", "bilan": "Bilan.", "debut": "2014-03-12",
            "jurys": "2", "partenaire": "40075001400021"},
    "2": {"publications": "3", "part": "12.5"},
    "3": {"date_reunion": "2014-03-12", "lieu": "Paris"},
    "4": {"reference": "EA-1", "date_embauche": "2014-03-12"},
    "6": {"reference": "EA-2", "date_embauche": "2014-03-12", "voisin": "40075001400021"},
    None: {"redacteur": "Camille Exemple"},
}


def with_examples(source, target):
    os.mkdir(target)
    shutil.copy(os.path.join(source, "participants.csv"), target)
    tree = etree.parse(os.path.join(source, "convention.xml"))
    for sheet in tree.iter(COPIL_NS + "sheet", COPIL_NS + "identification"):
        given = EXAMPLES.get(sheet.get("id"), {})
        for field in sheet.iter(COPIL_NS + "field", COPIL_NS + "column"):
            grid = field.getparent().get("name")
            name = f"{grid}.{field.get('name')}" if grid else field.get("name")
            if name in given:
                field.set("example", given[name])
        if sheet.get("id") == "1.1":
            jurys = next(f for f in sheet if f.get("name") == "jurys")
            other = etree.Element(COPIL_NS + "field", code="21", name="ecole", type="uai",
                                  required="false", example="0930001W")
            etree.SubElement(other, COPIL_NS + "label").text = "École"
            jurys.addnext(other)
    tree.write(os.path.join(target, "convention.xml"), encoding="UTF-8")
    return target


def test_convention(convention, name):
    with folder() as work:
        made = run("forms", "--convention", convention, "--output", work)
        if not ok(made.returncode == 0, f"{name}: copil forms", made.stderr):
            return
        test_files(convention, work)
        definition, seen = Definition(convention), set()
        examples = sorted(glob.glob(os.path.join(work, "schemas", "*-exemple*.xml")))
        total = sum(test_changes(definition, convention, work, example, example != examples[0],
                                 seen) for example in examples)
        print(f"# {name}: {total} forms")
        # A diploma that ends after the term is never too late in it.
        unused = {one for one in assertions(work) - seen
                  if not re.match("item-not-in-period", one)}
        ok(not unused, f"{name}: every assertion was broken by some form", sorted(unused))


for path in sorted(glob.glob(os.path.join(SOURCE, "forms/*/convention.xml"))):
    test_convention(os.path.dirname(path), os.path.basename(os.path.dirname(path)))
with folder() as place:
    test_convention(with_examples(os.path.join(SOURCE, "tests/data/check/definition"),
                                  os.path.join(place, "definition")), "the checker's definition")
done()
