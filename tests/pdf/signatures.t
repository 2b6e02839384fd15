#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The places to sign, signed by poppler's pdfsig with a certificate that the test makes: two, five
and twelve signatories, one after the other.  Every signature stays valid, and nothing of what was
issued changes.  TAP."""
import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../cli"))
from cli import *  # noqa: E402, F403


def tool(*args):
    """A program of others: what it printed; the test ends when it fails."""
    finished = subprocess.run(args, capture_output=True, text=True, timeout=60 * PATIENCE)
    if finished.returncode:
        print("Bail out!", *args[:2], finished.stderr)
        sys.exit(1)
    return finished.stdout


# ---- signing ----

class Signer:
    """A key of its own for the whole test, in a database of NSS."""

    def __init__(self, work):
        self.database = os.path.join(work, "nss")
        password, noise = os.path.join(work, "password"), os.path.join(work, "noise")
        os.mkdir(self.database)
        with open(password, "w", encoding="ascii") as file:
            file.write("essai\n")
        with open(noise, "wb") as file:
            file.write(os.urandom(64))
        tool("certutil", "-N", "-d", self.database, "-f", password)
        tool("certutil", "-S", "-d", self.database, "-f", password, "-z", noise, "-n", "essai",
             "-s", "CN=Essai", "-x", "-t", "CTu,Cu,Cu", "-k", "rsa", "-g", "2048", "-v", "12")

    def sign(self, field, before, after):
        tool("pdfsig", "-nssdir", self.database, "-nss-pwd", "essai", "-nick", "essai",
             "-sign", field, before, after)

    def said(self, path):
        """[(field, what pdfsig says of it)], in the order of the form."""
        text = tool("pdfsig", "-nssdir", self.database, path)
        return [(re.search(r"Field Name: (.*)", part).group(1), part)
                for part in text.split("\nSignature #")[1:]]


# ---- what a file holds ----

def objects(path):
    """{object: its value}, read by qpdf."""
    told = json.loads(tool("qpdf", "--json=2", "--json-key=qpdf", "--json-stream-data=inline",
                           "--decode-level=none", path))["qpdf"][1]
    return {key: one.get("value", one.get("stream")) for key, one in told.items()
            if key != "trailer"}


def form(found):
    """The signature fields, [(object, widget)], in the order of the form."""
    catalog = next(one for one in found.values()
                   if isinstance(one, dict) and one.get("/Type") == "/Catalog")
    fields = found["obj:" + catalog["/AcroForm"]]
    return fields, [("obj:" + name, found["obj:" + name]) for name in fields["/Fields"]]


def signatories(convention):
    root = ElementTree.parse(os.path.join(convention, "convention.xml")).getroot()
    return [one.attrib for one in root.findall(".//{*}signatory")]


# ---- tests ----

def test_empty(name, report, expected):
    """Before anybody has signed."""
    acroform, fields = form(objects(report))
    widgets = [widget for _, widget in fields]
    equal([widget["/T"] for widget in widgets], ["u:" + one["id"] for one in expected],
          f"{name}: a field for each signatory, in the order of signing")
    equal(acroform["/SigFlags"], 3, f"{name}: changes are appended (ISO 32000-1, table 219)")
    ok(all(one["name"] in widget["/TU"] for one, widget in zip(expected, widgets)),
       f"{name}: a field says whose it is", [widget["/TU"] for widget in widgets])
    ok(all(not {"/V", "/Lock", "/SV", "/MK"} & set(widget) for widget in widgets),
       f"{name}: no field is signed, locked or asks for anything")
    boxes = [tuple(widget["/Rect"]) for widget in widgets]
    apart = all(a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
                for i, a in enumerate(boxes) for b in boxes[:i])
    ok(apart, f"{name}: no field lies over another", boxes)
    ok(all(box[2] - box[0] >= 190 and box[3] - box[1] >= 34 for box in boxes),
       f"{name}: each has the room that a hand needs", boxes)


def test_signed(name, work, signer, report, fields):
    """Signed one after the other; returns the last file."""
    before, valid, whole, prefix = report, [], [], []
    for count, field in enumerate(fields, 1):
        after = os.path.join(work, f"{count}.pdf")
        signer.sign(field, before, after)
        said = dict(signer.said(after))
        valid += [all("Signature is Valid" in said[done] for done in fields[:count]) and
                  all("is not signed" in said[later] for later in fields[count:])]
        whole += ["Total document signed" in said[field]]
        with open(after, "rb") as file, open(before, "rb") as earlier:
            prefix += [file.read().startswith(earlier.read())]
        before = after
    ok(all(valid), f"{name}: after each signature, it and all before it are valid", valid)
    ok(all(whole), f"{name}: each covers the whole file as it then is", whole)
    ok(all(prefix), f"{name}: what was issued, then signed, stays byte for byte", prefix)
    return before


def test_unchanged(name, report, signed):
    """What the signatures changed of the objects: their widgets, and nothing else."""
    issued, now = objects(report), objects(signed)
    _, fields = form(issued)
    widgets = dict(fields)
    changed = {key for key, one in issued.items() if now.get(key) != one}
    # What the fields looked like before isn't used any more.
    appearances = {"obj:" + widget["/AP"]["/N"] for widget in widgets.values()}
    equal(sorted(changed - appearances - set(widgets)), [],
          f"{name}: the signatures changed no object but their widgets")
    kept = ("/T", "/TU", "/Rect", "/F", "/P", "/StructParent", "/FT", "/Subtype")
    ok(all(now[key].get(entry) == widget.get(entry) for key, widget in fields for entry in kept),
       f"{name}: a signed widget is where and what it was")
    ok(all("/V" in now[key] for key in widgets), f"{name}: every field has its signature")


def with_signatories(work, count):
    """A copy of the first convention with so many signatories."""
    folder = os.path.join(work, f"convention-{count}")
    shutil.copytree(CONVENTION, folder)
    path = os.path.join(folder, "convention.xml")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    more = "".join(f'<signatory id="temoin-{i}" party="ush" quality="La Présidente du comité n° {i}"'
                   f' name="Anne-Marie TÉMOIN-{i}"/>' for i in range(count - text.count("<signatory ")))
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.replace("</signatories>", more + "</signatories>"))
    return folder


def main():
    with folder() as work:
        signer = Signer(work)
        for convention in (os.path.join(SOURCE, "forms/emplois-avenir-2012"), CONVENTION,
                           with_signatories(work, 12)):
            expected = signatories(convention)
            name = f"{len(expected)} signatories"
            place = os.path.join(work, str(len(expected)))
            os.mkdir(place)
            register = os.path.join(place, "r.copil")
            report = os.path.join(place, "report.pdf")
            must("init", register, "--convention", convention)
            must("report", register, "--output", report)
            test_empty(name, report, expected)
            signed = test_signed(name, place, signer, report, [one["id"] for one in expected])
            test_unchanged(name, report, signed)
    done()


main()
