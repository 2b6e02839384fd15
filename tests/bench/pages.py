#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Pages a second, ours beside WeasyPrint's, LibreOffice's and groff's, on the same words.

pages.py PAGES [SHORT LONG]: PAGES is the program made of pages.c; the numbers are parts of a short
and a long document, about a page each.  Headings, leads, justified and hyphenated paragraphs,
lists, and tables with captions and heads, in A4, with running heads and page numbers.  Ours and
WeasyPrint's and LibreOffice's are tagged; groff's can't be.
"""
import html
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

DIPLOMAS = ["CAP Gardien d’immeubles", "Bac Pro Services de proximité et vie locale",
            "BTS Professions immobilières", "BTS Économie sociale familiale",
            "BTS Services et prestations des secteurs sanitaire et social"]
SENTENCES = [
    "Les établissements scolaires ont accueilli les représentants des bailleurs sociaux dans les "
    "sections professionnelles de l’académie.",
    "Les conventions de stage signées pendant la période ont été transmises au secrétariat du "
    "comité de pilotage avant la réunion annuelle.",
    "La participation aux enquêtes de satisfaction progresse régulièrement depuis le renouvellement "
    "du partenariat.",
    "Plusieurs organismes souhaitent développer l’accompagnement individualisé des apprentis et "
    "des stagiaires de la formation continue.",
]


def paragraph(part, number):
    return " ".join(f"{SENTENCES[(part + number + i) % len(SENTENCES)]} ({part}.{number}.{i})"
                    for i in range(4))


def content(parts):
    """(kind, words or cells), as pages.c reads them."""
    for part in range(parts):
        yield "H", f"Accueil des élèves en stage, partie {part + 1}"
        yield "L", "Développer les compétences professionnelles dans le domaine de l’habitat social."
        for number in range(3):
            yield "P", paragraph(part, number)
        yield "C", f"Tableau {part + 1}. Élèves en stage chez un bailleur, par diplôme"
        yield "T", ["Diplôme", "Créteil", "Paris", "Versailles", "Ensemble"]
        for row in range(12):
            numbers = [(part * 7 + row * 13 + k * 5) % 97 for k in range(3)]
            yield "R", [f"{DIPLOMAS[row % len(DIPLOMAS)]} {row + 1}", *map(str, numbers),
                        str(sum(numbers))]
        for item in range(4):
            yield "I", f"Décision {part + 1}.{item + 1} : transmettre le bilan aux partenaires."


def as_lines(document):
    return "".join(f"{kind}\t{words if isinstance(words, str) else chr(9).join(words)}\n"
                   for kind, words in document)


def grouped(document, table, listing, other):
    """OTHER for each block, TABLE for (caption, rows) and LISTING for items that come together."""
    rows, items, caption, out = [], [], None, []
    for kind, words in [*document, ("", "")]:
        if kind not in "TR" and rows:
            out.append(table(caption, rows))
            rows = []
        if kind != "I" and items:
            out.append(listing(items))
            items = []
        if kind == "C":
            caption = words
        elif kind in ("T", "R"):
            rows.append(words)
        elif kind == "I":
            items.append(words)
        elif kind:
            out.append(other(kind, words))
    return "".join(out)


def as_html(document):
    def table(caption, rows):
        head = "".join(f"<th>{html.escape(cell)}</th>" for cell in rows[0])
        body = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>"
                       for row in rows[1:])
        return (f"<table><caption>{html.escape(caption)}</caption><thead><tr>{head}</tr></thead>"
                f"<tbody>{body}</tbody></table>")

    def listing(items):
        return "<ul>" + "".join(f"<li>{html.escape(item)}</li>" for item in items) + "</ul>"

    def other(kind, words):
        tag = {"H": "h1", "L": "p class='l'", "P": "p"}[kind]
        return f"<{tag}>{html.escape(words)}</{tag.split()[0]}>"

    style = """@page { size: A4; margin: 28mm 26mm 26mm 64mm; @top-left { content: "Essai" }
        @bottom-right { content: "Page " counter(page) " sur " counter(pages) } }
        body { font: 9.5pt/13.5pt Inter; text-align: justify; hyphens: auto }
        h1 { font-size: 20pt; line-height: 26pt; break-before: auto; hyphens: none; text-align: left }
        p { margin: 7pt 0; orphans: 2; widows: 2 } .l { font-size: 11pt; text-align: left }
        table { width: 100%; border-collapse: collapse; font-size: 8.5pt; line-height: 12pt;
                text-align: left }
        td + td, th + th { text-align: right; font-feature-settings: "tnum" }
        thead { border-top: .75pt solid; border-bottom: .4pt solid }"""
    return (f"<!DOCTYPE html><html lang='fr'><head><meta charset='utf-8'><title>Essai</title><style>"
            f"{style}</style></head><body>{grouped(document, table, listing, other)}</body></html>")


def as_odt(document):
    def cell(words, style):
        return (f"<table:table-cell office:value-type='string'><text:p text:style-name='{style}'>"
                f"{html.escape(words)}</text:p></table:table-cell>")

    def row(cells, style):
        return ("<table:table-row>" + cell(cells[0], style) +
                "".join(cell(words, "N") for words in cells[1:]) + "</table:table-row>")

    def table(caption, rows):
        return (f"<text:p text:style-name='C'>{html.escape(caption)}</text:p><table:table>"
                "<table:table-column table:style-name='W'/><table:table-column table:style-name='V' "
                f"table:number-columns-repeated='{len(rows[0]) - 1}'/>"
                f"<table:table-header-rows>{row(rows[0], 'T')}</table:table-header-rows>"
                f"{''.join(row(cells, 'T') for cells in rows[1:])}</table:table>")

    def listing(items):
        return "<text:list>" + "".join(
            f"<text:list-item><text:p text:style-name='P'>{html.escape(item)}</text:p>"
            "</text:list-item>" for item in items) + "</text:list>"

    def other(kind, words):
        if kind == "H":
            return (f"<text:h text:outline-level='1' text:style-name='H'>{html.escape(words)}"
                    "</text:h>")
        return f"<text:p text:style-name='{kind}'>{html.escape(words)}</text:p>"

    def style(name, size, leading, paragraph, text=""):
        return (f"<style:style style:name='{name}' style:family='paragraph'>"
                f"<style:paragraph-properties fo:line-height='{leading}pt' {paragraph}/>"
                f"<style:text-properties style:font-name='Inter' fo:font-size='{size}pt' "
                f"fo:language='fr' fo:country='FR' {text}/></style:style>")

    def column(name, width):
        return (f"<style:style style:name='{name}' style:family='table-column'>"
                f"<style:table-column-properties style:column-width='{width}mm'/></style:style>")

    names = " ".join(f"xmlns:{short}='urn:oasis:names:tc:opendocument:xmlns:{name}:1.0'"
                     for short, name in [("office", "office"), ("style", "style"), ("text", "text"),
                                         ("table", "table"), ("fo", "xsl-fo-compatible"),
                                         ("svg", "svg-compatible")])
    styles = (style("P", 9.5, 13.5, "fo:text-align='justify' fo:margin-top='7pt' fo:orphans='2' "
                    "fo:widows='2'", "fo:hyphenate='true'") + style("L", 11, 15, "") +
              style("H", 20, 26, "fo:keep-with-next='always'") + style("T", 8.5, 12, "") +
              style("N", 8.5, 12, "fo:text-align='end'") +
              style("C", 8, 11, "fo:keep-with-next='always'") + column("W", 60) + column("V", 15))
    return (f"<?xml version='1.0' encoding='UTF-8'?><office:document {names} office:version='1.3' "
            'office:mimetype="application/vnd.oasis.opendocument.text"><office:font-face-decls>'
            "<style:font-face style:name='Inter' svg:font-family='Inter'/></office:font-face-decls>"
            "<office:automatic-styles><style:page-layout style:name='A'>"
            "<style:page-layout-properties fo:page-width='210mm' fo:page-height='297mm' "
            "fo:margin-left='64mm' fo:margin-right='26mm' fo:margin-top='28mm' "
            f"fo:margin-bottom='26mm'/><style:footer-style/></style:page-layout>{styles}"
            "</office:automatic-styles><office:master-styles><style:master-page "
            "style:name='Standard' style:page-layout-name='A'><style:footer><text:p>Page "
            "<text:page-number/> sur <text:page-count/></text:p></style:footer>"
            "</style:master-page></office:master-styles><office:body><office:text>"
            f"{grouped(document, table, listing, other)}</office:text></office:body>"
            "</office:document>")


def as_groff(document):
    def table(caption, rows):
        return (f".LP\n{caption}\n.TS H\nexpand;\nl r r r r.\n_\n" + "\t".join(rows[0]) +
                "\n_\n.TH\n" + "".join("\t".join(cells) + "\n" for cells in rows[1:]) + "_\n.TE\n")

    def listing(items):
        return "".join(f".IP \\(en\n{item}\n" for item in items)

    def other(kind, words):
        return {"H": ".SH\n", "L": ".LP\n", "P": ".LP\n"}[kind] + words + "\n"

    return (".nr PS 9.5\n.nr VS 13.5\n.nr PO 180p\n.nr LL 340p\n.ds CF Page %\n" +
            grouped(document, table, listing, other))


def run(name, program, folder, parts):
    """Seconds, pages, and megabytes at most."""
    document = list(content(parts))
    pdf = folder / f"{name}-{parts}.pdf"
    source = folder / f"{name}-{parts}.{'fodt' if name == 'LibreOffice' else 'in'}"
    write, command = {
        "copil": (as_lines, [program, source, pdf]),
        "WeasyPrint": (as_html, ["weasyprint", "--quiet", "--pdf-variant", "pdf/ua-1", source, pdf]),
        "LibreOffice": (as_odt, [
            "soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
            "--convert-to", 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}',
            "--outdir", folder, source]),
        "groff": (as_groff, ["sh", "-c", 'groff -k -t -ms -mfr -T pdf -dpaper=a4 -P -pa4 "$1" > "$2"',
                             "sh", source, pdf]),
    }[name]
    source.write_text(write(document), encoding="utf-8")
    best, peak = None, 0
    for _ in range(5 if name == "copil" else 1 if best and parts > 100 else 2):
        begin = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - begin
        if status:
            sys.exit(f"pages.py: {name} failed")
        best = min(best or seconds, seconds)
        peak = max(peak, usage.ru_maxrss / 1024)
        if seconds > 10:
            break
    told = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    return best, int(re.search(r"Pages:\s+(\d+)", told)[1]), peak


def main(program, short=40, long=400):
    ours = {}
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        run("LibreOffice", program, folder, 1)  # makes its profile
        for peer in ("copil", "groff", "LibreOffice", "WeasyPrint"):
            rates = []
            for parts in (int(short), int(long)):
                seconds, pages, peak = run(peer, program, folder, parts)
                rate = pages / seconds
                ours.setdefault(parts, rate)
                rates.append(f"{pages} pages {seconds:.2f} s, {rate:.0f} a second"
                             + ("" if peer == "copil" else f" ({ours[parts] / rate:.1f} times less)")
                             + f", {peak:.0f} MB")
            print(f"{peer}: " + "; ".join(rates), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
