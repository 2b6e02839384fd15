# SPDX-License-Identifier: Apache-2.0
"""A finished PDF as its tests see it: the objects that qpdf reads, content streams and structure
taken apart here, fonts by fontTools.  Nothing here knows copil."""
import base64
import functools
import io
import json
import re
import subprocess

from fontTools.cffLib import CFFFontSet

REFERENCE = re.compile(r"\d+ \d+ R$")
# One token of a content stream (ISO 32000-1, 7.2 and 7.8.2).
TOKEN = re.compile(rb"""\s*(?:%[^\r\n]*\s*)*(?:
    (?P<string>\()|<(?P<hex>[0-9A-Fa-f\s]*)>|(?P<open><<|\[)|(?P<close>>>|\])|
    (?P<name>/[^\s()<>\[\]{}/%]*)|(?P<number>[-+]?(?:\d+\.?\d*|\.\d+))(?=[\s()<>\[\]{}/%]|$)|
    (?P<word>[A-Za-z'"*][A-Za-z0-9'"*]*))""", re.X)
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def literal(data, place):
    """The string that begins behind PLACE's parenthesis, and what follows it."""
    out, depth = bytearray(), 1
    while depth:
        char = data[place:place + 1]
        place += 1
        if char == b"\\":
            octal = re.compile(rb"[0-7]{1,3}").match(data, place)
            if octal:
                out.append(int(octal[0], 8) & 255)
                place = octal.end()
                continue
            out += ESCAPES.get(data[place:place + 1], data[place:place + 1].strip(b"\r\n"))
            place += 1
            continue
        depth += (char == b"(") - (char == b")")
        if depth:
            out += char
    return bytes(out), place


def operations(data):
    """[(operator, operands)] of a content stream; strings are bytes, names begin with /."""
    stack, place = [[]], 0
    while True:
        token = TOKEN.match(data, place)
        if not token:
            if data[place:].strip():
                raise ValueError(f"content stream: {data[place:place + 40]!r}")
            return
        place, kind = token.end(), token.lastgroup
        text = token[kind]
        if kind == "string":
            text, place = literal(data, place)
            stack[-1].append(text)
        elif kind == "hex":
            stack[-1].append(bytes.fromhex(text.decode()))
        elif kind == "open":
            stack.append([])
        elif kind == "close":
            made = stack.pop()
            stack[-1].append(dict(zip(made[::2], made[1::2])) if text == b">>" else made)
        elif kind == "number":
            stack[-1].append(float(text))
        elif kind == "name" or text in (b"true", b"false", b"null"):
            stack[-1].append(text.decode())
        else:
            yield text.decode(), stack[0]
            stack = [[]]


class Element:
    """An element of the structure tree."""

    def __init__(self, pdf, name, parent):
        self.name, self.parent = name, parent
        self.entries = pdf.get(name)
        self.type = self.entries["/S"][1:]
        self.page = self.entries.get("/Pg")
        self.kids, self.marks, self.objects = [], [], []  # all; (page, MCID); references
        kids = pdf.get(self.entries.get("/K", []))
        for kid in kids if isinstance(kids, list) else [self.entries["/K"]]:
            value = pdf.get(kid)
            if isinstance(value, int):
                self.marks.append((self.page, value))
            elif value.get("/Type") == "/MCR":
                self.marks.append((value.get("/Pg", self.page), value["/MCID"]))
            elif value.get("/Type") == "/OBJR":
                self.objects.append(value["/Obj"])
            else:
                self.kids.append(Element(pdf, kid, self))

    def walk(self):
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def attribute(self, key):
        given = self.entries.get("/A", {})
        for one in given if isinstance(given, list) else [given]:
            if key in one:
                return one[key]
        return None

    def __str__(self):
        return f"{self.type} ({self.name})"


class Content:
    """What a page draws: each painting operation with the marks around it."""

    def __init__(self, pdf, page):
        self.operators, self.depth, self.shown, self.marks = set(), 0, [], []
        self.painted = []  # marks around, outermost first
        fonts = pdf.get(pdf.get(page["/Resources"]).get("/Font", {}))
        around, font, saved = [], None, 0
        for operator, operands in operations(pdf.stream(page["/Contents"])):
            self.operators.add(operator)
            saved += (operator == "q") - (operator == "Q")
            self.depth = max(self.depth, saved)
            if operator in ("BDC", "BMC"):
                around.append((operands[0], operands[1] if operator == "BDC" else {}))
                self.marks.append(list(around))
            elif operator == "EMC":
                around.pop()
            elif operator == "Tf":
                font = fonts[operands[0]]
            elif operator in ("Tj", "TJ", "'", '"'):
                strings = operands[-1] if operator == "TJ" else operands[-1:]
                self.shown += [(font, one) for one in strings if isinstance(one, bytes)]
                self.painted.append(list(around))
            elif operator in ("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "BI"):
                self.painted.append(list(around))
        self.open = len(around)


class Font:
    """A font as its texts use it: codes, glyphs, widths, characters."""

    def __init__(self, pdf, name):
        self.entries = pdf.get(name)
        self.composite = self.entries["/Subtype"] == "/Type0"
        self.own = pdf.get(pdf.get(self.entries["/DescendantFonts"])[0]
                           if self.composite else name)
        self.descriptor = pdf.get(self.own["/FontDescriptor"])
        program = io.BytesIO(pdf.stream(self.descriptor["/FontFile3"]))
        fonts = CFFFontSet()
        fonts.decompile(program, None)
        self.program = fonts[fonts.fontNames[0]]
        self.unicode = self._to_unicode(pdf.stream(self.entries["/ToUnicode"]).decode("latin-1"))

    @staticmethod
    def _to_unicode(text):
        """{code: characters} of a ToUnicode CMap."""
        found = {}
        for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.S):
            for code, to in re.findall(r"<(\w+)>\s*<(\w+)>", block):
                found[int(code, 16)] = bytes.fromhex(to).decode("utf-16-be")
        for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.S):
            for first, last, to in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
                for code in range(int(first, 16), int(last, 16) + 1):
                    found[code] = chr(int(to, 16) + code - int(first, 16))
            for first, _, many in re.findall(r"<(\w+)>\s*<(\w+)>\s*\[([^\]]*)\]", block):
                for i, to in enumerate(re.findall(r"<(\w+)>", many)):
                    found[int(first, 16) + i] = bytes.fromhex(to).decode("utf-16-be")
        return found

    def codes(self, string):
        if self.composite:
            return [int.from_bytes(string[i:i + 2], "big") for i in range(0, len(string), 2)]
        return list(string)

    def glyph(self, code):
        """The glyph's name in the font program, None when it has none."""
        order = self.program.getGlyphOrder()
        if self.composite:
            return order[code] if code < len(order) else None
        encoded = self.program.Encoding
        name = encoded[code] if isinstance(encoded, list) else None
        return name if name in order else None

    def width(self, code):
        """(as the font dictionary says, as the program does), in thousandths."""
        if not self.composite:
            said = self.entries["/Widths"][code - self.entries["/FirstChar"]]
        else:
            groups = self.own["/W"]
            said = next(widths[code - first] for first, widths in zip(groups[::2], groups[1::2])
                        if first <= code < first + len(widths))
        string = self.program.CharStrings[self.glyph(code)]
        string.decompile()
        string.draw(_NoPen())
        return said, string.width * self.program.FontMatrix[0] * 1000 \
            if hasattr(self.program, "FontMatrix") else string.width


class _NoPen:
    def __getattr__(self, name):
        return lambda *args: None


class Pdf:
    def __init__(self, path):
        with open(path, "rb") as file:
            self.bytes = file.read()
        told = subprocess.run(["qpdf", "--json=2", "--json-key=qpdf", "--json-stream-data=inline",
                               "--decode-level=generalized", path], capture_output=True, check=True)
        self.objects = json.loads(told.stdout)["qpdf"][1]
        self.trailer = self.objects["trailer"]["value"]
        self.catalog = self.get(self.trailer["/Root"])
        self.tree = self.get(self.catalog["/StructTreeRoot"])

    def get(self, value):
        """VALUE, or the object that it refers to; a stream is its dictionary."""
        if isinstance(value, str) and REFERENCE.match(value):
            found = self.objects["obj:" + value]
            return found["stream"]["dict"] if "stream" in found else self.get(found["value"])
        return value

    def stream(self, reference):
        return base64.b64decode(self.objects["obj:" + reference]["stream"]["data"])

    def of_type(self, kind):
        """[dictionary] of all objects of a /Type."""
        found = [self.get(name[4:]) for name in self.objects if name != "trailer"]
        return [one for one in found if isinstance(one, dict) and one.get("/Type") == kind]

    def everything(self):
        """All values of the file, however deep."""
        left = [one.get("value", one.get("stream", {}).get("dict"))
                for one in self.objects.values()]
        while left:
            value = left.pop()
            yield value
            if isinstance(value, dict):
                left += list(value) + list(value.values())
            elif isinstance(value, list):
                left += value

    @functools.cached_property
    def pages(self):
        """[(reference, dictionary)]"""
        def below(reference):
            node = self.get(reference)
            if node["/Type"] == "/Page":
                return [(reference, node)]
            return [page for kid in node["/Kids"] for page in below(kid)]
        return below(self.catalog["/Pages"])

    @functools.cached_property
    def contents(self):
        return {reference: Content(self, page) for reference, page in self.pages}

    @functools.cached_property
    def fonts(self):
        names = {name for content in self.contents.values() for name, _ in content.shown}
        return {name: Font(self, name) for name in sorted(names)}

    @functools.cached_property
    def root(self):
        kids = self.tree["/K"]
        return Element(self, kids[0] if isinstance(kids, list) else kids, None)

    @functools.cached_property
    def elements(self):
        return list(self.root.walk())

    @functools.cached_property
    def annotations(self):
        """[(reference, dictionary, reference of its page)]"""
        return [(name, self.get(name), page) for page, entries in self.pages
                for name in self.get(entries.get("/Annots", []))]

    def by_number(self):
        """{number: elements} of the parent tree."""
        def below(node):
            node = self.get(node)
            numbers = node.get("/Nums", [])
            found = dict(zip(numbers[::2], numbers[1::2]))
            for kid in node.get("/Kids", []):
                found.update(below(kid))
            return found
        return below(self.tree["/ParentTree"])

    def names(self, tree):
        """[(key, value)] of a tree of names, in its order."""
        node = self.get(self.get(self.catalog.get("/Names", {})).get(tree, {}))
        names = self.get(node.get("/Names", []))
        return list(zip(names[::2], names[1::2]))
