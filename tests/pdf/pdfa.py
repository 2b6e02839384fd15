# SPDX-License-Identifier: Apache-2.0
"""PDF/A-3a (ISO 19005-3), clause by clause: each function yields what offends."""
import base64
import hashlib
import re
import struct
import xml.etree.ElementTree as ElementTree
from datetime import datetime

import numpy

CLAUSES = []
FILTERS = {"/FlateDecode", "/ASCIIHexDecode", "/ASCII85Decode", "/RunLengthDecode", "/DCTDecode"}
# ISO 32000-1, annex A.
OPERATORS = set("""b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h
i ID j J K k l m M MP n q Q re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz
v w W W* y ' \"""".split())
STANDARD_TYPES = set("""Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct
Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note
Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form""".split())
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
SPACES = {"dc": "http://purl.org/dc/elements/1.1/", "xmp": "http://ns.adobe.com/xap/1.0/",
          "pdf": "http://ns.adobe.com/pdf/1.3/", "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
          "pdfuaid": "http://www.aiim.org/pdfua/ns/id/"}


def clause(number, says):
    def add(check):
        CLAUSES.append((f"ISO 19005-3 {number}: {says}", check))
        return check
    return add


def text(value):
    """A string object's characters."""
    return value[2:] if isinstance(value, str) and value.startswith("u:") else value


def dictionaries(pdf):
    return (one for one in pdf.everything() if isinstance(one, dict))


# ---- 6.1 file ----

@clause("6.1.2", "the header is %PDF-1.7 and four bytes above 127")
def header(pdf):
    if not re.match(rb"%PDF-1\.[0-7]\n%[\x80-\xff]{4}", pdf.bytes):
        yield pdf.bytes[:20]


@clause("6.1.3", "the trailer has an ID, nothing is encrypted or follows the end")
def trailer(pdf):
    identifier = pdf.trailer.get("/ID", [])
    if len(identifier) != 2 or not all(len(one) > 2 for one in identifier):
        yield identifier
    if "/Encrypt" in pdf.trailer:
        yield "Encrypt"
    if not re.search(rb"%%EOF(\r\n|\r|\n)?\Z", pdf.bytes):
        yield pdf.bytes[-20:]


@clause("6.1.7.1", "streams are within the file, and where they say")
def streams(pdf):
    for stream in (one["stream"]["dict"] for one in pdf.objects.values() if "stream" in one):
        if {"/F", "/FFilter", "/FDecodeParms"} & set(stream):
            yield stream
    for found in re.finditer(rb"[^d]stream(?!\r?\n)|(?<![\r\n])endstream", pdf.bytes):
        yield found


@clause("6.1.7.2", "standard filters but LZW")
def filters(pdf):
    for one in dictionaries(pdf):
        given = one.get("/Filter", [])
        for name in given if isinstance(given, list) else [given]:
            if "/Length" in one and name not in FILTERS:
                yield name


@clause("6.1.13", "implementation limits")
def limits(pdf):
    for one in pdf.everything():
        if isinstance(one, (int, float)) and abs(one) > 2147483647:
            yield one
        if isinstance(one, str):
            size = len(one) // 2 if one.startswith("b:") else len(text(one).encode("utf-16"))
            if size > (127 if one.startswith("/") else 32767) and not one.startswith("/"):
                yield one[:60]
            if one.startswith("/") and len(one.encode()) > 128:
                yield one
    if len(pdf.objects) > 8388607:
        yield len(pdf.objects)
    for name, page in pdf.pages:
        left, low, right, high = page["/MediaBox"]
        if not 3 <= right - left <= 14400 or not 3 <= high - low <= 14400:
            yield page["/MediaBox"]
        if pdf.contents[name].depth > 28:
            yield f"q nested {pdf.contents[name].depth} deep"


# ---- 6.2 graphics ----

@clause("6.2.2", "operators of ISO 32000-1, resources on each page itself")
def operators(pdf):
    for name, page in pdf.pages:
        yield from pdf.contents[name].operators - OPERATORS
        if "/Resources" not in page:
            yield name


@clause("6.2.3", "one output intent, whose profile is an RGB monitor's or printer's")
def intent(pdf):
    intents = [pdf.get(one) for one in pdf.get(pdf.catalog.get("/OutputIntents", []))]
    if [one.get("/S") for one in intents] != ["/GTS_PDFA1"]:
        yield intents
        return
    profile = pdf.stream(intents[0]["/DestOutputProfile"])
    if (profile[12:16], profile[16:20], profile[36:40]) != (b"mntr", b"RGB ", b"acsp"):
        yield profile[12:40]
    if struct.unpack(">I", profile[:4])[0] != len(profile) or profile[8] > 4:
        yield "profile's length or version"
    if pdf.get(intents[0]["/DestOutputProfile"]).get("/N") != 3:
        yield "N"


def tag(profile, name):
    """The numbers of a tag of an ICC profile: of its XYZ, matrix or curve."""
    for i in range(struct.unpack(">I", profile[128:132])[0]):
        found, place, size = struct.unpack(">4sII", profile[132 + 12 * i:144 + 12 * i])
        if found == name:
            data = profile[place:place + size]
            start = 12 if data[:4] == b"para" else 8
            return [one / 65536 for one in struct.unpack(f">{(size - start) // 4}i", data[start:])]
    return None


@clause("6.2.3", "the profile says what sRGB is: IEC 61966-2-1's primaries, white and curve")
def srgb(pdf):
    intents = pdf.get(pdf.catalog["/OutputIntents"])
    profile = pdf.stream(pdf.get(intents[0])["/DestOutputProfile"])
    seen = numpy.linalg.inv(numpy.reshape(tag(profile, b"chad"), (3, 3)))
    places = {b"rXYZ": (.64, .33), b"gXYZ": (.30, .60), b"bXYZ": (.15, .06), b"wtpt": (.3127, .3290)}
    for name, place in places.items():
        x, y, z = seen @ tag(profile, name)
        if abs(x / (x + y + z) - place[0]) > .0005 or abs(y / (x + y + z) - place[1]) > .0005:
            yield f"{name}: {x / (x + y + z)}, {y / (x + y + z)}"
    for name in (b"rTRC", b"gTRC", b"bTRC"):
        power, a, b, c, d = tag(profile, name)
        for value in (0, .02, .04, .05, .2, .5, .9, 1):
            said = (a * value + b) ** power if value >= d else c * value
            true = ((value + .055) / 1.055) ** 2.4 if value > .04045 else value / 12.92
            if abs(said - true) > .00005:
                yield f"{name} {value}: {said}, {true}"


@clause("6.2.4", "colours are those of the output intent, or grey")
def colours(pdf):
    for content in pdf.contents.values():
        yield from content.operators & {"k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "sh", "ri"}


@clause("6.2.5", "graphics states without transfer functions or halftones")
def states(pdf):
    for state in graphics_states(pdf):
        yield from {"/TR", "/TR2", "/HTP", "/HT"} & set(state)


def graphics_states(pdf):
    for _, page in pdf.pages:
        found = pdf.get(pdf.get(page["/Resources"]).get("/ExtGState", {}))
        yield from (pdf.get(one) for one in found.values())


@clause("6.2.8, 6.2.9", "no image that is interpolated, no PostScript, no reference XObject")
def xobjects(pdf):
    for one in dictionaries(pdf):
        kind = one.get("/Subtype")
        if kind == "/Image" and (one.get("/Interpolate") or {"/Alternates", "/OPI"} & set(one)):
            yield one
        if kind == "/PS" or (kind == "/Form" and {"/PS", "/OPI", "/Ref"} & set(one)):
            yield one


@clause("6.2.10", "nothing is transparent")
def transparency(pdf):
    for state in graphics_states(pdf):
        if state.get("/ca", 1) != 1 or state.get("/CA", 1) != 1 \
                or state.get("/SMask", "/None") != "/None" \
                or state.get("/BM", "/Normal") not in ("/Normal", "/Compatible"):
            yield state
    for one in dictionaries(pdf):
        if "/Group" in one or (one.get("/Subtype") == "/Image" and "/SMask" in one):
            yield one


@clause("6.2.11.2", "font dictionaries are whole")
def fonts_whole(pdf):
    for name, font in pdf.fonts.items():
        entries = font.entries
        if entries.get("/Subtype") not in ("/Type0", "/Type1") or "/BaseFont" not in entries:
            yield name
        if not font.composite and len(entries["/Widths"]) != \
                entries["/LastChar"] - entries["/FirstChar"] + 1:
            yield f"{name}: Widths"
        program = pdf.get(font.descriptor["/FontFile3"]).get("/Subtype")
        if program != ("/CIDFontType0C" if font.composite else "/Type1C"):
            yield f"{name}: {program}"


@clause("6.2.11.3", "composite fonts: Identity-H, CIDToGIDMap where there is TrueType")
def composite_fonts(pdf):
    for name, font in pdf.fonts.items():
        if font.composite and font.entries["/Encoding"] != "/Identity-H":
            yield name
        if font.own["/Subtype"] == "/CIDFontType2" and "/CIDToGIDMap" not in font.own:
            yield name


@clause("6.2.11.4.1", "every font is embedded, with every glyph that is drawn")
def glyphs_embedded(pdf):
    for one in pdf.of_type("/FontDescriptor"):
        if "/FontFile3" not in one:
            yield one
    for name, code in used(pdf):
        if pdf.fonts[name].glyph(code) is None:
            yield f"{name}: {code}"


def used(pdf):
    """{(font, code)} of all that is shown."""
    return {(name, code) for content in pdf.contents.values() for name, shown in content.shown
            for code in pdf.fonts[name].codes(shown)}


@clause("6.2.11.4.2", "no list of glyphs that could be incomplete")
def glyph_lists(pdf):
    for one in pdf.of_type("/FontDescriptor"):
        yield from {"/CharSet", "/CIDSet"} & set(one)


@clause("6.2.11.5", "widths are those of the font programs")
def widths(pdf):
    for name, code in sorted(used(pdf)):
        said, true = pdf.fonts[name].width(code)
        if abs(said - true) > 1:
            yield f"{pdf.fonts[name].entries['/BaseFont']} {code}: {said}, {true}"


@clause("6.2.11.7", "every code has its characters: none nil, private or a byte-order mark")
def characters(pdf):
    for name, code in sorted(used(pdf)):
        found = pdf.fonts[name].unicode.get(code)
        if not found or re.search("[\0\ufeff\ufffe\ue000-\uf8ff]", found):
            yield f"{pdf.fonts[name].entries['/BaseFont']} {code}: {found!r}"


@clause("6.2.11.8", "no text shows .notdef")
def notdef(pdf):
    for name, code in used(pdf):
        if pdf.fonts[name].glyph(code) == ".notdef" or (pdf.fonts[name].composite and code == 0):
            yield f"{name}: {code}"


# ---- 6.3 to 6.5 annotations, forms, actions ----

@clause("6.3.1", "annotations are links and fields")
def annotation_types(pdf):
    for _, one, _ in pdf.annotations:
        if one["/Subtype"] not in ("/Link", "/Widget"):
            yield one


@clause("6.3.2", "annotations are printed, and neither hidden nor anything else")
def annotation_flags(pdf):
    for _, one, _ in pdf.annotations:
        if one.get("/F") != 4:
            yield one


@clause("6.3.3", "fields have an appearance, a stream")
def appearances(pdf):
    for _, one, _ in pdf.annotations:
        if one["/Subtype"] == "/Widget":
            states = pdf.get(one.get("/AP", {}))
            if list(states) != ["/N"] or pdf.get(states["/N"]).get("/Subtype") != "/Form":
                yield one


@clause("6.4, 6.5", "no action, no script, no XFA; the form looks as it is drawn")
def actions(pdf):
    form = pdf.get(pdf.catalog.get("/AcroForm", {}))
    yield from {"/XFA", "/NeedAppearances"} & set(form)
    yield from {"/OpenAction", "/AA", "/NeedsRendering"} & set(pdf.catalog)
    for one in dictionaries(pdf):
        if one.get("/Type") in ("/Page", "/Annot") and {"/AA"} & set(one):
            yield one
        if one.get("/Subtype") == "/Widget" and "/A" in one:
            yield one
        if one.get("/S") in ("/JavaScript", "/Launch", "/SubmitForm", "/URI", "/Named"):
            yield one


# ---- 6.6 metadata ----

def packet(pdf):
    return pdf.stream(pdf.catalog["/Metadata"])


def properties(pdf):
    """{"dc:title": its texts} of the XMP."""
    short = {uri: name for name, uri in SPACES.items()}
    found = {}
    for description in ElementTree.fromstring(packet(pdf)).iter(RDF + "Description"):
        for one in description:
            space, name = one.tag[1:].split("}")
            items = [item.text for item in one.iter(RDF + "li")]
            found[f"{short.get(space, space)}:{name}"] = items if len(one) else [one.text]
    return found


@clause("6.6.2.1", "the catalog's metadata are one XMP packet in UTF-8, not compressed")
def xmp(pdf):
    stream = pdf.get(pdf.catalog["/Metadata"])
    if (stream.get("/Type"), stream.get("/Subtype")) != ("/Metadata", "/XML") \
            or "/Filter" in stream:
        yield stream
    begin = re.match(rb"<\?xpacket ([^>]*)\?>", packet(pdf))
    if not begin or b"bytes" in begin[1] or b"encoding" in begin[1]:
        yield begin
    if not re.search(rb"<\?xpacket end=[\"'][rw][\"']\?>\s*\Z", packet(pdf)):
        yield "no end"
    ElementTree.fromstring(packet(pdf).decode("utf-8"))


@clause("6.6.2.3", "the properties are known ones, or described by an extension schema")
def extension(pdf):
    known = {"dc:title", "dc:description", "dc:creator", "dc:format", "dc:language",
             "xmp:CreatorTool", "xmp:CreateDate", "xmp:ModifyDate", "pdf:Producer", "pdf:Keywords",
             "pdfaid:part", "pdfaid:conformance", "pdfuaid:part",
             "http://www.aiim.org/pdfa/ns/extension/:schemas"}
    yield from set(properties(pdf)) - known
    schema = packet(pdf).decode()
    for part in ("<pdfaSchema:prefix>pdfuaid</", "<pdfaProperty:name>part</",
                 "<pdfaProperty:valueType>Integer</", "<pdfaProperty:category>internal</",
                 f"<pdfaSchema:namespaceURI>{SPACES['pdfuaid']}</", "<pdfaProperty:description>"):
        if part not in schema:
            yield part


def moment(said):
    """A date of Info or XMP, to the second, with its zone."""
    said = re.sub(r"\AD:|[-:T']", "", said)
    return datetime.strptime(said, "%Y%m%d%H%M%S%z")


@clause("6.6.3", "Info and XMP say the same")
def info(pdf):
    given = {key: text(value) for key, value in pdf.get(pdf.trailer["/Info"]).items()}
    said = properties(pdf)
    same = {"/Title": "dc:title", "/Subject": "dc:description", "/Author": "dc:creator",
            "/Keywords": "pdf:Keywords", "/Creator": "xmp:CreatorTool", "/Producer": "pdf:Producer"}
    for key, name in same.items():
        if [given.get(key)] != said.get(name):
            yield f"{key} {given.get(key)!r}, {name} {said.get(name)!r}"
    for key, name in (("/CreationDate", "xmp:CreateDate"), ("/ModDate", "xmp:ModifyDate")):
        if not given[key].startswith("D:") or moment(given[key]) != moment(said[name][0]):
            yield f"{key} {given[key]}, {name} {said[name]}"
    yield from set(given) - set(same) - {"/CreationDate", "/ModDate"}


@clause("6.6.4", "it says that it is PDF/A-3a")
def identification(pdf):
    said = properties(pdf)
    if (said.get("pdfaid:part"), said.get("pdfaid:conformance")) != (["3"], ["A"]):
        yield said


# ---- 6.7 logical structure ----

@clause("6.7.2, 6.7.3", "it is tagged: marked, with a structure of standard types")
def tagged(pdf):
    if pdf.get(pdf.catalog.get("/MarkInfo", {})).get("/Marked") is not True:
        yield "MarkInfo"
    yield from {one.type for one in pdf.elements} - STANDARD_TYPES
    if "/RoleMap" in pdf.tree:
        yield "RoleMap"


@clause("6.7.4", "the language is French")
def language(pdf):
    if text(pdf.catalog.get("/Lang")) != "fr-FR":
        yield pdf.catalog.get("/Lang")


# ---- 6.8 to 6.11 ----

@clause("6.8", "embedded files have names, a type, and are associated with the document")
def files(pdf):
    specifications = pdf.of_type("/Filespec")
    associated = [pdf.get(one) for one in pdf.get(pdf.catalog.get("/AF", []))]
    named = pdf.names("/EmbeddedFiles")
    if [pdf.get(one) for _, one in named] != associated or len(associated) != len(specifications):
        yield f"{len(named)} named, {len(associated)} associated, {len(specifications)} in all"
    if [key for key, _ in named] != sorted(key for key, _ in named):
        yield "not sorted"
    for one in specifications:
        if one.get("/AFRelationship") not in ("/Data", "/Supplement") or not text(one["/Desc"]) \
                or not one.get("/F") or one.get("/F") != one.get("/UF"):
            yield one
        stream = pdf.get(one["/EF"]["/F"])
        data, said = pdf.stream(one["/EF"]["/F"]), pdf.get(stream["/Params"])
        if not re.match(r"/[-\w+.]+/[-\w+.]+$", stream.get("/Subtype", "")):
            yield stream.get("/Subtype")
        if said["/Size"] != len(data) or said["/ModDate"] != said["/CreationDate"] or \
                said["/ModDate"] != pdf.get(pdf.trailer["/Info"])["/ModDate"]:
            yield said
        checksum = said["/CheckSum"]
        if checksum != "b:" + hashlib.md5(data).hexdigest():
            yield f"{one['/F']}: {checksum} {base64.b64encode(hashlib.md5(data).digest())}"


@clause("6.9 to 6.11", "no optional content, no alternate presentations, no requirements")
def options(pdf):
    yield from {"/OCProperties", "/Requirements", "/Collection"} & set(pdf.catalog)
    yield from {"/AlternatePresentations", "/JavaScript"} & set(
        pdf.get(pdf.catalog.get("/Names", {})))
    for _, page in pdf.pages:
        yield from {"/PresSteps"} & set(page)
