#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""A real edition, signed one field after the other by poppler's pdfsig with a throw-away NSS store,
and rewritten by others' programs: what copil says, and what pdfsig says of the same files."""
import json
import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../cli"))
from cli import *  # noqa: E402, F403
import pdf  # noqa: E402

NAMES = ["ush", "afpols", "creteil", "paris", "versailles"]


def store(work, *people):
    """An NSS store with their keys."""
    folder = os.path.join(work, "nss")
    os.makedirs(folder)
    pdf.call("certutil", "-N", "-d", "sql:" + folder, "--empty-password")
    for person in people:
        bundle = person.path + ".p12"
        pdf.call("openssl", "pkcs12", "-export", "-in", person.certificate, "-inkey", person.key,
                 "-certfile", person.authority.certificate, "-out", bundle, "-passout", "pass:",
                 "-name", "nick-" + os.path.basename(person.path))
        pdf.call("pk12util", "-i", bundle, "-d", "sql:" + folder, "-W", "")
    pdf.call("certutil", "-M", "-d", "sql:" + folder, "-n", authority_name(folder), "-t", "CT,C,C")
    return "sql:" + folder


def authority_name(folder):
    listed = pdf.call("certutil", "-L", "-d", "sql:" + folder).decode()
    return re.search(r"(?m)^(Autorit.*?)\s+\S*,\S*,\S*\s*$", listed)[1]


def pdfsig(nss, *words):
    return pdf.call("pdfsig", "-nssdir", nss, *words).decode()


def look(register, path, *options):
    finished = run("verify", register, path, "--json", *options)
    return finished.returncode, json.loads(finished.stdout)["returned"][0]


def sign_all(work, nss, edition, people):
    """The files after each signature."""
    files = [edition]
    for i, person in enumerate(people):
        files.append(os.path.join(work, f"signed-{i + 1}.pdf"))
        # It says that NSS could not shut down, and has signed all the same.
        subprocess.run(["pdfsig", "-nssdir", nss, "-sign", str(i + 1), "-nick",
                        "nick-" + os.path.basename(person.path), files[-2], files[-1]],
                       stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return files[1:]


def test_signed(register, nss, files, root):
    for i, path in enumerate(files):
        status, one = look(register, path, "--roots", root.certificate)
        equal((status, one["state"], one["edition"], one["signed"], one["changes"]),
              (0, "edition", 1, NAMES[:i + 1], []), f"{i + 1} signed by pdfsig")
        equal([s["whole"] for s in one["signatures"]], [False] * i + [True],
              "the last covers all of the file")
        equal({s["certificate"] for s in one["signatures"]}, {"trusted"}, "by their authority")
        told = pdfsig(nss, path)
        equal(told.count("Signature is Valid."), i + 1, "pdfsig says the same")
        equal(re.findall(r"Signer Certificate Common Name: (.*)", told),
              [s["signer"] for s in one["signatures"]], "of the same people")


def test_shadow(register, nss, path, work):
    """A page is overwritten after five signatures: pdfsig finds all of them valid still."""
    with open(path, "rb") as file:
        data = file.read()
    pages = json.loads(pdf.call("qpdf", "--json", "--json-key=pages", path))["pages"]
    content = int(pages[1]["contents"][0].split()[0])
    attacked = os.path.join(work, "attacked.pdf")
    with open(attacked, "wb") as file:
        file.write(pdf.increment_stream(data, {content: pdf.stream(b"q Q")}))
    equal(pdfsig(nss, attacked).count("Signature is Valid."), 5, "pdfsig accepts an emptied page")
    status, one = look(register, attacked)
    equal((status, [c["change"] for c in one["changes"]], one["signed"]), (1, ["page"], []),
          "copil doesn't")
    french = run("verify", register, attacked, LANGUAGE="fr").stdout.decode()
    ok(re.search(r"✗ la page 2 a été modifiée\n", french) and
       "L’édition a été modifiée après avoir été émise" in french, "and says so", french)


def test_rewritten(register, path, work):
    other = os.path.join(work, "other.pdf")
    pdf.call("qpdf", "--object-streams=generate", path, other)
    status, one = look(register, other)
    equal((status, one["state"]), (1, "altered"), "optimised by qpdf")
    pdf.call("pdftocairo", "-pdf", path, other)
    status, one = look(register, other)
    equal((status, one["state"]), (1, "stranger"), "printed by cairo")


with folder() as work:
    register = new_register(work)
    must("batch", register, MAIL, "--output", os.path.join(work, "out"))
    edition = os.path.join(work, "edition.pdf")
    must("report", register, "--issue", "--output", edition)
    root = pdf.Person(work, "Autorite d'essai", key=("rsa:2048",))
    people = [pdf.Person(work, name, root, key=("rsa:2048",))
              for name in ("Anne Temoin", "Paul Essai")]
    nss = store(work, *people)
    files = sign_all(work, nss, edition, [people[i % 2] for i in range(5)])
    test_signed(register, nss, files, root)
    test_shadow(register, nss, files[-1], work)
    test_rewritten(register, files[-1], work)
done()
