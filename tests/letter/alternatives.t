#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Every letter of the demo in Python's email library: its structure, and that plain text and HTML
say the same in forms that any mail program can show."""
import email
import email.policy
import os
import re
import sys
from collections import Counter
from html.parser import HTMLParser

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
from cli import *  # noqa: E402, F403

DAY = "1405929600"  # 21 July 2014
VOID = {"meta", "br", "col"}


class Page(HTMLParser):
    """The words of an HTML part, its elements and attributes."""
    def __init__(self, text):
        super().__init__()
        self.words, self.open, self.elements, self.faults = [], [], [], []
        self.feed(text)
        self.close()
        if self.open:
            self.faults.append(("open", self.open))

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(("end", tag))

    def handle_data(self, data):
        if "head" not in self.open:
            self.words.append(data)


def words(text):
    """Letters and figures, each word once a time that it stands there: columns of a table are read
    line by line in plain text, and a word too long for its column is cut."""
    return Counter(re.findall(r"\w+", text.casefold()))


def letters(folder):
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), "rb") as file:
            data = file.read()
        yield name, data, email.message_from_bytes(data, policy=email.policy.default)


def structure(letter):
    """The types of all parts, nested."""
    kind = letter.get_content_type()
    return [kind, *map(structure, letter.iter_parts())] if letter.is_multipart() else kind


def faults_of(data, letter):
    both = ["multipart/alternative", "text/plain", "text/html"]
    found = structure(letter)
    files = [part.get_content_type() for part in letter.iter_attachments()] \
        if found[0] == "multipart/mixed" else []
    if found != (["multipart/mixed", both, *files] if files else both):
        return [f"structure: {found}"]
    parts = [letter.get_body((kind,)) for kind in ("plain", "html")]
    text, html = (part.get_content() for part in parts)
    page = Page(html)
    styles = " ".join(attrs.get("style") or "" for _, attrs in page.elements)
    names = [part.get_filename() for part in letter.iter_attachments()] if files else []
    root = [attrs for tag, attrs in page.elements if tag == "html"]
    good = {
        "defects": not any(part.defects for part in letter.walk()),
        "ASCII, CRLF": data.isascii() and b"\n" not in data.replace(b"\r\n", b""),
        "lines of mail": all(len(line) <= 78 or line.startswith(b"Message-ID: ")
                             for line in data.split(b"\r\n")),
        "charset": all(part.get_content_charset() == "utf-8" and
                       part["Content-Transfer-Encoding"] == "quoted-printable" and
                       part["Content-Language"] == "fr" for part in parts),
        "lines of text": max(map(len, text.splitlines())) <= 72,
        "the same words": words(text) == words("".join(page.words)),
        "the subject is the title": "<title>" in html,
        "well formed": not page.faults,
        "French": [attrs.get("lang") for attrs in root] == ["fr"],
        "no narrow space": "\u202f" not in text + html,
        "nothing remote": not re.search(
            r"(?i)https?:|url\(|@import|<(link|script|img|iframe|object|base)\b|\b(src|href)=",
            html),
        "styles in the elements": "class=" not in html and not re.search(
            r"flex|grid|float|position", styles),
        "files": len(set(names)) == len(names) and all(name.isascii() for name in names),
    }
    return [f"{fault}: {words(text) - words(''.join(page.words))} "
            f"{words(''.join(page.words)) - words(text)}" if fault == "the same words" else fault
            for fault, fine in good.items() if not fine]


def test_letters(folder, least, name):
    wrong, count = [], 0
    for file, data, letter in letters(folder):
        count += 1
        wrong += [f"{file}: {fault}" for fault in faults_of(data, letter)]
    ok(count >= least and not wrong, f"{name}: {count} letters", count, *wrong[:10])


with folder() as work:
    for convention, least in (("idf-2013", 60), ("emplois-avenir-2012", 20)):
        register = os.path.join(work, convention)
        out = register + "-out"
        must("init", register, "--convention", os.path.join(SOURCE, "forms", convention))
        must("batch", register, os.path.join(SOURCE, "tests/mail", convention, "boite"), "--output",
             out, SOURCE_DATE_EPOCH=DAY)
        test_letters(os.path.join(out, "answers"), least, f"answers of {convention}")
        must("remind", register, "--output", out, SOURCE_DATE_EPOCH=DAY)
        test_letters(os.path.join(out, "reminders"), 1, f"reminders of {convention}")
done()
