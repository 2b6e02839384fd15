#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The blank forms, as other programs see them: valid OpenDocument 1.3, printed by LibreOffice on
one to three pages, accessible, opened by AbiWord and pandoc without loss; and copil finds nothing
in them yet.

The schemas are those that emacs-common carries: ODF 1.3, of the manifest only 1.2."""
import glob
import json
import os
import re
import subprocess
import sys
import zipfile

from lxml import etree

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../cli"))
from cli import PATIENCE, SOURCE, done, equal, folder, must, ok, run  # noqa: E402

SCHEMAS = "/usr/share/emacs/*/etc/schema/"
SECONDS = 120  # for each call of another program; LibreOffice and AbiWord are known to hang
URN = "urn:oasis:names:tc:opendocument:xmlns:"
NS = {"style": URN + "style:1.0", "text": URN + "text:1.0", "table": URN + "table:1.0",
      "fo": URN + "xsl-fo-compatible:1.0", "dc": "http://purl.org/dc/elements/1.1/",
      "c": "urn:copil:convention"}
FILLED_IN = {"01", "02", "03", "04"}  # of the identification block, when it is known for whom
MIN_CONTRAST = 4.5


def tool(*command):
    """Exit status, and all that it said."""
    try:
        finished = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT, timeout=SECONDS * PATIENCE)
    except subprocess.TimeoutExpired:
        return -1, f"{command[0]}: too long"
    return finished.returncode, finished.stdout.decode("utf-8", "replace")


def bare(text):
    """What is left of a text in any layout: no white space, no hyphens, one kind of apostrophe."""
    return re.sub(r"[\s\u00a0\u202f-]", "", text.replace("'", "’"))


def text_of(element):
    return "".join(element.itertext())


class Form:
    """The blank form at PATH, of a definition; NAME says for whom."""

    def __init__(self, name, path, source):
        self.path, self.stem = path, path[:-len(".odt")]
        self.folder = os.path.dirname(source)
        with zipfile.ZipFile(path) as package:
            self.entries, self.damaged = package.namelist(), package.testzip()
            package.extractall(self.stem)
        self.content, self.styles = self.part("content.xml"), self.part("styles.xml")
        self.meta = self.part("meta.xml")
        self.id = self.meta.find(".//dc:subject", NS).text.split()[1]
        self.title = self.meta.find(".//dc:title", NS).text
        self.definition = etree.parse(source).getroot()
        self.sheet = self.definition.find(f".//c:sheet[@id='{self.id}']", NS)
        self.name = f"{name}, {os.path.basename(self.stem)}"
        firsts = self.content.iterfind(".//table:table-row/table:table-cell[1]", NS)
        self.codes = [text_of(cell) for cell in firsts
                      if re.fullmatch(r"[A-Z]+\d+-\d+(\.\w+)?", text_of(cell))]

    def part(self, name):
        return etree.parse(os.path.join(self.stem, name)).getroot()

    def words(self):
        """All that a reader of the form must see: the definition's words, and the codes."""
        asked = {re.search(r"-(\d+)", code)[1] for code in self.codes}
        words = [self.sheet.find("c:title", NS).text, *self.codes]
        words += [part.text for part in self.sheet.iterfind("c:printed", NS)]
        for place in (self.sheet, self.definition.find("c:identification", NS)):
            for field in place.iterfind("*[@code]"):
                if field.get("code") in asked:
                    words += [element.text for element in field.iter("{*}label", "{*}help")]
        return words

    def lost(self, text):
        """Words that are not in TEXT."""
        found = bare(text)
        return [word for word in self.words() if bare(word) not in found]


def make_forms(work):
    """Those of every convention for anybody, and for the first of its participants."""
    found = []
    for source in sorted(glob.glob(os.path.join(SOURCE, "forms/*/convention.xml"))):
        place = os.path.dirname(source)
        with open(os.path.join(place, "participants.csv"), encoding="utf-8-sig") as file:
            who = file.read().splitlines()[1].split(";")[0]
        for options in ([], ["--for", who]):
            target = os.path.join(work, *[os.path.basename(place), *options[1:]])
            must("forms", "--convention", place, "--output", target, *options)
            paths = sorted(glob.glob(os.path.join(target, "**/fiche-*.odt"), recursive=True))
            found += [Form(" ".join([os.path.basename(place), *options]), path, source)
                      for path in paths if options or who not in path]
    return found


# ---- the package and its parts ----

def test_packages(forms):
    for form in forms:
        ok(form.damaged is None and form.entries[0] == "mimetype",
           f"{form.name}: a sound archive that begins with its type", form.entries)


def test_valid(forms, work):
    schema = glob.glob(SCHEMAS + "OpenDocument-schema-v1.3.rnc")
    older = glob.glob(SCHEMAS + "od-manifest-schema-v1.2-os.rnc")
    if not ok(schema and older, "emacs-common has the schemas of OpenDocument"):
        return
    parts = [os.path.join(form.stem, name) for form in forms
             for name in ("content.xml", "styles.xml", "meta.xml")]
    # -i: the schema's way with attributes of type ID is beyond jing.
    code, said = tool("jing", "-i", "-c", schema[0], *parts)
    ok(code == 0, f"{len(parts)} parts are valid OpenDocument 1.3", said)
    manifests = []
    for number, form in enumerate(forms):
        with open(os.path.join(form.stem, "META-INF/manifest.xml"), encoding="utf-8") as file:
            text = file.read()
        manifests.append(os.path.join(work, f"manifest-{number}.xml"))
        with open(manifests[-1], "w", encoding="utf-8") as file:
            file.write(text.replace('manifest:version="1.3"', 'manifest:version="1.2"'))
    code, said = tool("jing", "-i", "-c", older[0], *manifests)
    ok(code == 0, f"{len(manifests)} manifests are valid, but for the version", said)


# ---- what copil finds in them ----

def test_unfilled(forms):
    for form in forms:
        said = must("read", form.path, "--convention", form.folder, "--json").stdout
        read = json.loads(said)["forms"][0]
        equal((read["sheet"], read["remarks"]), (form.id, []), f"{form.name}: read without remark")
        equal(sorted(read["answers"]), sorted(form.codes), f"{form.name}: all its codes are read")
        # Boxes that nobody has ticked are printed.
        given = {code.split("-")[1] for code, texts in read["answers"].items()
                 if any(text and "☐" not in text for text in texts)}
        equal(given, FILLED_IN if "--for" in form.name else set(),
              f"{form.name}: no answer but what is filled in")


def test_checked(forms):
    for form in forms:
        said = run("check", form.path, "--convention", form.folder, "--json").stdout
        checked = json.loads(said)["forms"][0]
        others = [finding for finding in checked["findings"]
                  if not finding["code"].endswith("-missing")]
        ok(checked["verdict"] == "refused" and not others,
           f"{form.name}: refused for what is missing, and for nothing else", others)


# ---- in LibreOffice ----

def last_line(page):
    """The last line above the foot of a page, bare."""
    lines = [bare(line) for line in page.splitlines() if line.strip()]
    return lines[-2] if len(lines) > 1 else ""


def test_printed(forms, work):
    """One call for all: each gets a name of its own."""
    printed = os.path.join(work, "pdf")
    os.makedirs(printed)
    for number, form in enumerate(forms):
        os.symlink(form.path, os.path.join(printed, f"{number}.odt"))
    code, said = tool(
        "soffice", "--headless", f"-env:UserInstallation=file://{work}/profile", "--convert-to",
        'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}', "--outdir",
        printed, *[os.path.join(printed, f"{number}.odt") for number in range(len(forms))])
    equal(code, 0, "LibreOffice prints the forms")
    for number, form in enumerate(forms):
        pdf = os.path.join(printed, f"{number}.pdf")
        info = dict(line.split(":", 1) for line in tool("pdfinfo", pdf)[1].splitlines()
                    if ":" in line)
        pages = int(info.get("Pages", "0"))
        ok(1 <= pages <= 3, f"{form.name}: one to three pages", pages)
        equal(bare(info.get("Title", "")), bare(form.title), f"{form.name}: its title")
        text = tool("pdftotext", "-raw", pdf, "-")[1]
        equal(form.lost(text), [], f"{form.name}: all its words are printed")
        ok(f"Page {pages} sur {pages}" in text, f"{form.name}: pages are numbered")
        headings = {bare(text_of(heading)) for heading in form.content.iter("{*}h")}
        ends = [last_line(page) for page in tool("pdftotext", "-layout", pdf, "-")[1].split("\f")]
        ok(not headings & set(ends), f"{form.name}: no heading is left alone at the end of a page",
           ends)
        structure = tool("pdfinfo", "-struct", pdf)[1].split()
        ok(structure.count("H1") == 1 and structure.count("H2") >= 4,
           f"{form.name}: headings are tagged as such")
        # Codes and answers are data, all else in a table heads a row or a column.
        heads = form.content.xpath("//table:table-cell[@table:protected]"
                                   "[not(text:p[@text:style-name='Code'])]", namespaces=NS)
        texts = form.content.xpath("//table:table[@table:name='Convention']"
                                   "//table:table-cell[2]", namespaces=NS)
        tagged = structure.count("TH:") + structure.count("TH")
        ok(tagged >= len(heads) - len(texts) > 10, f"{form.name}: heads of tables are tagged",
           f"{tagged} of {len(heads) - len(texts)}")


# ---- colours ----

def luminance(colour):
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def attribute(element, space, name):
    return element.get(f"{{{NS[space]}}}{name}")


def styles_of(form, family):
    """{name: (parent, colour of the text, of the ground)}"""
    found = {}
    for style in [*form.styles.iter("{*}style"), *form.content.iter("{*}style")]:
        if attribute(style, "style", "family") == family:
            colours = [{attribute(each, "fo", name) for each in style} - {None}
                       for name in ("color", "background-color")]
            found[attribute(style, "style", "name")] = (
                attribute(style, "style", "parent-style-name"),
                *[colour.pop() if colour else None for colour in colours])
    return found


def test_contrast(forms):
    """WCAG 2.1, 1.4.3: of each text as its style colours it, on the ground of its cell."""
    for form in forms:
        texts = {**styles_of(form, "text"), **styles_of(form, "paragraph")}
        cells, pairs = styles_of(form, "table-cell"), set()
        for element in form.content.iter("{*}p", "{*}h", "{*}span"):
            name, colour = attribute(element, "text", "style-name"), None
            while name and not colour:
                name, colour, _ = texts[name]
            cell = next(element.iterancestors("{*}table-cell"), None)
            ground = cells[attribute(cell, "table", "style-name")][2] if cell is not None else None
            pairs.add((colour, ground or "#ffffff"))
        low = {pair: contrast(*pair) for pair in pairs if contrast(*pair) < MIN_CONTRAST}
        ok(len(pairs) >= 4 and not low, f"{form.name}: contrast of all its texts", low, pairs)


def test_language(forms):
    for form in forms:
        default = form.styles.find(".//style:default-style/style:text-properties", NS)
        equal((attribute(default, "fo", "language"), attribute(default, "fo", "country"),
               form.meta.find(".//dc:language", NS).text), ("fr", "FR", "fr-FR"),
              f"{form.name}: in French")


# ---- in AbiWord and pandoc ----

def test_elsewhere(forms):
    for form in forms:
        other = form.stem + "-abiword.odt"
        tool("abiword", "--to=odt", "-o", other, form.path)
        with zipfile.ZipFile(other) as package:
            text = text_of(etree.fromstring(package.read("content.xml")))
        equal(form.lost(text), [], f"{form.name}: AbiWord keeps all words")
        code, text = tool("pandoc", "-t", "html", form.path)
        text = text_of(etree.HTML(text)) if code == 0 else text
        equal(form.lost(text), [], f"{form.name}: pandoc keeps all words")


with folder() as WORK:
    FORMS = make_forms(WORK)
    ok(len(FORMS) >= 12, "there are forms for anybody and for somebody", len(FORMS))
    test_packages(FORMS)
    test_valid(FORMS, WORK)
    test_unfilled(FORMS)
    test_checked(FORMS)
    test_printed(FORMS, WORK)
    test_contrast(FORMS)
    test_language(FORMS)
    test_elsewhere(FORMS)
done()
