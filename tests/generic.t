#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""No line of C knows a convention.  What forms/*/convention.xml name must not stand in a string
literal of src/, nor its nouns in what people read.  TAP."""
import glob
import os
import re

from lxml import etree

os.chdir(os.environ.get("COPIL_SRCDIR", "."))
NS = {"c": "urn:copil:convention"}
NAMES = ["//c:field/@name", "//c:grid/@name", "//c:column/@name", "//c:list/@id",
         "//c:item/@code[string-length() >= 3]", "//c:kind/@id", "//c:indicator/@id",
         "//c:rule/@id", "//c:cross-check/@id", "//c:sheet/@id[contains(., '.')]",
         "/c:convention/@id", "/c:convention/@namespace", "//c:party/@id"]
NOUNS = ["//c:kind/@label", "//c:kind/@plural", "//c:list/@label", "//c:party/@sigle",
         "//c:party/@name", "//c:indicator/@unit[string-length() >= 4]",
         "//c:item/@label[contains(., ' ')]"]
KINDS = ["//c:kind/@label", "//c:kind/@plural"]
# In the singular: what any convention has, or any form, or any language.
COMMON = {word.strip() for word in """action, activité, code, contact, convention, effectif, euro,
          fonction, forme, jour, la réunion, modification, organisme, participant, personne, présent,
          qualité, rapprochement, réponse, réunion, semestre, situation, statut,
          union""".split(",")}

# (file or room, word, or None for all): why it may stand there.
ALLOWED = {
    ("src/main.c", None): "examples of --help, on a definition that is shipped",
    ("src/convention/schema-check.c", None): "examples for the author of a definition",
    ("src/base/typing-choice.c", "academie"): "a small word of places, as are de, du, la",
    ("src/base/typing-number-opening.c", None): "French words for what is counted, 47 of them",
    ("src/base/typing-period.c", "periode"): "a French word before a year",
    ("src/base/clock.c", "paris"): "the time zone",
    ("src/base/findings.def", "établissement"): "UAI and SIRET identify one, in any convention",
    ("src/blank/notice-tables.c", "établissement"): "a SIRET identifies one, in any convention",
    ("src/blank/schematron.c", "identifiant"): "a variable of the Schematron",
    ("src/blank/schematron.c", "periode"): "a variable of the Schematron",
    ("src/convention/load-participants.c", "identifiant"): "a column of participants.csv",
    ("src/convention/load-participants.c", "courriel"): "a column of participants.csv",
    ("src/convention/schema-types.c", "periode"): "a type of answer",
    ("src/convention/schema-types.c", "courriel"): "a type of answer",
    ("src/examine/wire.c", "reference"): "a header of mail",
    ("src/form/walk-field.c", "description"): "an attribute of ODF",
    ("src/commands", "dir"): "the metavariable of --convention",
}


def words_of(paths):
    found = set()
    for definition in glob.glob("forms/*/convention.xml"):
        tree = etree.parse(definition)
        for path in paths:
            found.update(str(word) for word in tree.xpath(path, namespaces=NS))
    return found


def literals():
    """(file, line, text) of each string literal outside comments and #include."""
    token = re.compile(r'/\*.*?\*/|//[^\n]*|^[ \t]*#include[^\n]*|"((?:\\.|[^"\\\n])*)"'
                       r"|'(?:\\.|[^'\\\n])+'", re.S | re.M)
    for path in sorted(glob.glob("src/*.[ch]") + glob.glob("src/*/*.[ch]")
                       + glob.glob("src/*/*.def")):
        with open(path, encoding="utf-8") as file:
            source = file.read()
        for match in token.finditer(source):
            if match.group(1) is not None:
                yield path, source.count("\n", 0, match.start()) + 1, match.group(1)


def allowed(path, word):
    return any((place, name) in ALLOWED
               for place in (path, os.path.dirname(path)) for name in (None, word))


def offenders(pattern):
    return [f"{path}:{line}: {match.group(0)}" for path, line, text in literals()
            for match in re.finditer(pattern, text)
            if not allowed(path, match.group(0).lower())]


def whole(words):
    words = sorted((re.escape(word) for word in words), key=len, reverse=True)
    return r"(?<![\w-])(?:%s)(?![\w-])" % "|".join(words)


def singular(label):
    return re.sub(r"[sx]$", "", label.lower().replace("\xa0", " "))


def nouns():
    """Each label; of a kind the first word and proper names too: singular and plural."""
    found = {singular(label) for label in words_of(NOUNS)}
    found |= {singular(word) for label in words_of(KINDS)
              for i, word in enumerate(label.split()) if i == 0 or word[0].isupper()}
    return {noun + end for noun in found - COMMON for end in ("", "s", "x")}


def check(number, name, found):
    print("ok" if not found else "not ok", number, "-", name)
    for line in found:
        print("#", line)


print("1..3")
names = words_of(NAMES)
check(1, "no name of a definition is a literal",
      offenders("^(?:%s)$" % "|".join(map(re.escape, names))))
# Within a sentence only what can't be a word of the language.
made = {name for name in names if re.search(r"[_:.\d]", name) or name.isupper()}
check(2, "none stands within one", offenders(whole(made)))
check(3, "no sentence has a noun of a definition", offenders("(?i)" + whole(nouns())))
