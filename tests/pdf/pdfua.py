# SPDX-License-Identifier: Apache-2.0
"""PDF/UA-1 (ISO 14289-1), clause by clause, with the conditions of the Matterhorn Protocol that a
program can check: each function yields what offends."""
import re

from pdfa import STANDARD_TYPES, properties, text

CLAUSES = []


def clause(number, says):
    def add(check):
        CLAUSES.append((f"ISO 14289-1 {number}: {says}", check))
        return check
    return add


def of(pdf, *types):
    return [one for one in pdf.elements if one.type in types]


# ---- the file ----

@clause("5", "it says that it is PDF/UA-1")
def identification(pdf):
    if properties(pdf).get("pdfuaid:part") != ["1"]:
        yield properties(pdf)


@clause("7.1", "it has a title, which is shown")
def title(pdf):
    if not properties(pdf).get("dc:title", [""])[0]:
        yield "no dc:title"
    if pdf.get(pdf.catalog.get("/ViewerPreferences", {})).get("/DisplayDocTitle") is not True:
        yield "DisplayDocTitle"
    if pdf.get(pdf.catalog["/MarkInfo"]).get("/Suspects"):
        yield "Suspects"


@clause("7.1", "all that is drawn is content or artifact, never one within the other")
def marked(pdf):
    for page, content in pdf.contents.items():
        if content.open:
            yield f"{page}: a mark is not closed"
        for around in content.painted:
            tagged = sum("/MCID" in entries for _, entries in around if isinstance(entries, dict))
            artifacts = sum(name == "/Artifact" for name, _ in around)
            if (tagged, artifacts) not in ((1, 0), (0, 1)):
                yield f"{page}: {around}"


@clause("7.1", "every mark has one element of the structure, and the page knows it")
def marks_owned(pdf):
    owners = {}
    for element in pdf.elements:
        for mark in element.marks:
            if mark in owners:
                yield f"{mark} twice"
            owners[mark] = element.name
    by_number = pdf.by_number()
    drawn = set()
    for page, entries in pdf.pages:
        parents = pdf.get(by_number[entries["/StructParents"]])
        for around in pdf.contents[page].marks:
            name, given = around[-1]
            if not isinstance(given, dict) or "/MCID" not in given:
                continue
            number = int(given["/MCID"])
            drawn.add((page, number))
            if owners.get((page, number)) != parents[number]:
                yield f"{page} {number}: {owners.get((page, number))}, {parents[number]}"
            elif name != "/Span" and name != pdf.get(parents[number])["/S"]:
                yield f"{page} {number}: marked {name}"
    yield from set(owners) ^ drawn


@clause("7.1", "elements know their parents; the order is that of reading")
def order(pdf):
    if pdf.get(pdf.tree["/K"]) != pdf.root.entries:
        yield "more than one root"
    pages = {page: number for number, (page, _) in enumerate(pdf.pages)}
    last = -1
    for element in pdf.elements:
        if element.parent and element.entries.get("/P") != element.parent.name:
            yield element
        first = min((pages[page] for page, _ in element.marks), default=last)
        if first < last:
            yield f"{element}: page {first + 1} after {last + 1}"
        last = first
    if len({one.name for one in pdf.elements}) != len(pdf.elements):
        yield "an element has two parents"


@clause("7.1", "no standard type is mapped to another")
def no_mapping(pdf):
    yield from pdf.tree.get("/RoleMap", {})
    yield from {one.type for one in pdf.elements} - STANDARD_TYPES


@clause("7.2", "its language is said once, and nothing contradicts it")
def language(pdf):
    if not re.fullmatch(r"[a-z]{2}-[A-Z]{2}", text(pdf.catalog.get("/Lang", ""))):
        yield pdf.catalog.get("/Lang")
    for element in pdf.elements:
        if "/Lang" in element.entries:
            yield element


# ---- what stands in what (7.2 in the Matterhorn Protocol's 09) ----

KIDS = {"Table": {"TR", "THead", "TBody", "TFoot", "Caption"}, "THead": {"TR"}, "TBody": {"TR"},
        "TFoot": {"TR"}, "TR": {"TH", "TD"}, "L": {"L", "LI", "Caption"}, "LI": {"Lbl", "LBody"},
        "TOC": {"TOC", "TOCI", "Caption"}}
PARENTS = {"TR": {"Table", "THead", "TBody", "TFoot"}, "THead": {"Table"}, "TBody": {"Table"},
           "TFoot": {"Table"}, "TH": {"TR"}, "TD": {"TR"}, "LI": {"L"}, "LBody": {"LI"},
           "TOCI": {"TOC"}}


@clause("7.2", "tables, lists and contents hold their parts, and nothing else")
def nesting(pdf):
    for element in pdf.elements:
        within = KIDS.get(element.type)
        if within is not None:
            for kid in element.kids:
                if kid.type not in within:
                    yield f"{kid} in {element}"
            if element.marks or not element.kids:
                yield f"{element} has words of its own, or nothing"
        parents = PARENTS.get(element.type)
        if parents and element.parent.type not in parents:
            yield f"{element} in {element.parent}"


@clause("7.2", "paragraphs and headings hold no blocks")
def inline(pdf):
    for element in of(pdf, "P", "H1", "H2", "H3", "Span", "Link", "Lbl"):
        for kid in element.kids:
            if kid.type not in ("Span", "Link", "Reference", "Note"):
                yield f"{kid} in {element}"


@clause("7.2", "one caption, first; one head, then bodies")
def table_parts(pdf):
    for table in of(pdf, "Table"):
        types = [kid.type for kid in table.kids]
        if "Caption" in types[1:] or types.count("THead") > 1 or \
                ("THead" in types and ("TBody" not in types or "TR" in types)):
            yield f"{table}: {types}"


# ---- 7.3 to 7.9 ----

@clause("7.3", "figures say what they show, and where they stand")
def figures(pdf):
    for figure in of(pdf, "Figure"):
        box = figure.attribute("/BBox")
        if not text(figure.entries.get("/Alt", "")):
            yield f"{figure}: no Alt"
        if not box or not (0 <= box[0] < box[2] <= 595.3 and 0 <= box[1] < box[3] <= 841.9):
            yield f"{figure}: {box}"
        if len({page for page, _ in figure.marks}) != 1:
            yield f"{figure}: not on one page"


@clause("7.4.2", "headings begin with H1 and skip no level")
def headings(pdf):
    last = 0
    for heading in of(pdf, "H1", "H2", "H3", "H4", "H5", "H6"):
        level = int(heading.type[1])
        if level > last + 1:
            yield f"{heading} after H{last}"
        last = level


@clause("7.4.4", "headings are numbered, not nested")
def heading_kind(pdf):
    yield from of(pdf, "H")


@clause("7.5", "every TH has a scope")
def scopes(pdf):
    for cell in of(pdf, "TH"):
        if cell.attribute("/Scope") not in ("/Row", "/Column", "/Both"):
            yield cell


@clause("7.5", "every row of a table has the same columns, and every cell a heading")
def regular(pdf):
    for table in of(pdf, "Table"):
        rows = [one for one in table.walk() if one.type == "TR"]
        sums = {sum(cell.attribute("/ColSpan") or 1 for cell in row.kids) for row in rows}
        if len(sums) != 1:
            yield f"{table}: {sums}"
        columns = sum(cell.type == "TH" and cell.attribute("/Scope") == "/Column"
                      for cell in rows[0].kids)
        for row in rows[1:]:
            if columns != len(rows[0].kids) and any(cell.type == "TD" for cell in row.kids) \
                    and not any(cell.type == "TH" for cell in row.kids):
                yield row


@clause("7.6", "lists with labels say how they are numbered")
def lists(pdf):
    for one in of(pdf, "L"):
        labels = any(kid.type == "Lbl" for item in one.kids for kid in item.kids)
        if labels and one.attribute("/ListNumbering") in (None, "/None"):
            yield one


@clause("7.8", "running heads and feet are artifacts of pagination")
def running(pdf):
    with_foot = 0
    for page, content in pdf.contents.items():
        found = [entries for marks in content.marks for name, entries in marks[-1:]
                 if name == "/Artifact"]
        for entries in found:
            if entries.get("/Type") not in ("/Pagination", "/Layout"):
                yield f"{page}: {entries}"
        with_foot += any(entries.get("/Subtype") == "/Footer" for entries in found)
    if with_foot < len(pdf.pages) - 1:  # a cover has none
        yield f"feet on {with_foot} pages of {len(pdf.pages)}"


@clause("7.9", "every note has an ID of its own, found in the tree of IDs")
def notes(pdf):
    names = [note.entries.get("/ID") for note in of(pdf, "Note")]
    if not all(names) or len(set(names)) != len(names):
        yield names
    if names:
        listed = pdf.get(pdf.tree["/IDTree"])["/Names"]
        if dict(zip(listed[::2], listed[1::2])) != {note.entries["/ID"]: note.name
                                                    for note in of(pdf, "Note")}:
            yield "IDTree"
        if listed[::2] != sorted(listed[::2]):
            yield "not sorted"


# ---- 7.11 to 7.20 ----

@clause("7.11", "embedded files have both names")
def embedded(pdf):
    for one in pdf.of_type("/Filespec"):
        if not one.get("/F") or not one.get("/UF"):
            yield one


@clause("7.15, 7.16", "no XFA, no encryption")
def closed(pdf):
    yield from {"/XFA"} & set(pdf.get(pdf.catalog.get("/AcroForm", {})))
    yield from {"/Encrypt"} & set(pdf.trailer)


@clause("7.17", "the outline is that of the headings")
def outline(pdf):
    headings_said = len(of(pdf, "H1", "H2", "H3"))
    found = []

    def below(parent):
        kid, before = parent.get("/First"), None
        count = 0
        while kid:
            one = pdf.get(kid)
            found.append(one)
            if one.get("/Prev") != before or pdf.get(one["/Parent"]) != parent:
                yield f"{one}: not linked"
            yield from below(one)
            count += 1
            before, kid = kid, one.get("/Next")
        if parent.get("/Last") != before:
            yield f"{parent}: Last"
        if count and not parent.get("/Count"):
            yield f"{parent}: Count"

    root = pdf.get(pdf.catalog["/Outlines"])
    yield from below(root)
    if abs(len(found) - headings_said) > 1:  # the cover's title heads no part
        yield f"{len(found)} entries, {headings_said} headings"
    if root["/Count"] != len([one for one in found if pdf.get(one["/Parent"]) == root]):
        yield f"Count {root['/Count']}"
    for one in found:
        place = one["/Dest"]
        if place[0] not in pdf.contents or not text(one["/Title"]):
            yield one


@clause("7.17", "pages are labelled with the numbers printed on them")
def labels(pdf):
    if pdf.get(pdf.catalog.get("/PageLabels", {})).get("/Nums") != [0, {"/S": "/D"}]:
        yield pdf.catalog.get("/PageLabels")


@clause("7.18.1", "links and fields say what they are")
def described(pdf):
    for _, one, _ in pdf.annotations:
        key = "/TU" if one["/Subtype"] == "/Widget" else "/Contents"
        if len(text(one.get(key, ""))) < 1:
            yield one


@clause("7.18.3", "tabs go in the order of the structure")
def tabs(pdf):
    for name, page in pdf.pages:
        if "/Annots" in page and page.get("/Tabs") != "/S":
            yield name


@clause("7.18.1, 7.18.4, 7.18.5", "each annotation has its element: links a Link, fields a Form")
def annotations_owned(pdf):
    by_number = pdf.by_number()
    holders = {}
    for element in pdf.elements:
        for one in element.objects:
            if one in holders:
                yield f"{one} twice"
            holders[one] = element
    for name, one, page in pdf.annotations:
        element = holders.pop(name, None)
        wanted = "Form" if one["/Subtype"] == "/Widget" else "Link"
        if not element or element.type != wanted or \
                by_number.get(one.get("/StructParent")) != element.name:
            yield f"{name}: {element}"
        elif one["/Subtype"] == "/Widget" and (element.marks or element.kids or
                                               len(element.objects) != 1):
            yield f"{element} holds more than its field"
        left, low, right, high = one["/Rect"]
        if not (0 <= left < right <= 595.3 and 0 <= low < high <= 841.9):
            yield f"{name}: {one['/Rect']}"
    yield from holders


@clause("7.18.5", "links lead to places of the document, and every Link has words")
def links(pdf):
    for name, one, _ in pdf.annotations:
        if one["/Subtype"] == "/Link" and one["/Dest"][0] not in pdf.contents:
            yield name
    for element in of(pdf, "Link"):
        if not element.objects or not (element.marks or element.kids):
            yield element


@clause("7.18.4", "no link lies over a field")
def apart(pdf):
    fields = [one for one in pdf.annotations if one[1]["/Subtype"] == "/Widget"]
    for name, one, page in pdf.annotations:
        for _, field, at in fields:
            a, b = one["/Rect"], field["/Rect"]
            if one is not field and page == at and a[0] < b[2] and b[0] < a[2] \
                    and a[1] < b[3] and b[1] < a[3]:
                yield name


@clause("7.20", "no XObject holds content")
def xobjects(pdf):
    for content in pdf.contents.values():
        yield from content.operators & {"Do", "BI"}


@clause("7.21", "fonts are embedded, and every code has its character")
def fonts(pdf):
    for name, font in pdf.fonts.items():
        if "/FontFile3" not in font.descriptor or "/ToUnicode" not in font.entries:
            yield name


@clause("7.17", "named places are sorted, unique, and on a page")
def places(pdf):
    names = pdf.names("/Dests")
    keys = [key for key, _ in names]
    if keys != sorted(set(keys)):
        yield keys
    for key, place in names:
        if pdf.get(place)[0] not in pdf.contents:
            yield key
