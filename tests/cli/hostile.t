#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Hostile and broken files cost themselves alone; their kinds one by one are in tests/hazards.

All of them lie in one folder beside good forms; one batch takes it in.  It must end well and soon,
give each its own verdict with a reason in French, and accept every good form.
"""
import io
import json
import os
import subprocess
import sys
import threading
import time
import zipfile

sys.dont_write_bytecode = True
from cli import *  # noqa: E402, F403

SHEET = ('<fiche-3.3 xmlns="urn:copil:idf-2013"><organisme>École</organisme><identifiant>{}'
         '</identifiant><academie>{}</academie><periode>2013-2014-S1</periode><redacteur>A'
         '</redacteur><date_remplissage>2014-02-01</date_remplissage><interventions><ligne '
         'diplome="GI"><interventions>{}</interventions><eleves_touches>20</eleves_touches>'
         '<eleves_accueillis>0</eleves_accueillis></ligne></interventions></fiche-3.3>')
GOOD = {"0779101Z": "CRETEIL", "0939101M": "CRETEIL", "0759101K": "PARIS", "0789101U": "VERSAILLES",
        "0959101B": "VERSAILLES", "0759103M": "PARIS"}
ODT = os.path.join(CORPUS, "g1_couches.odt")
MIMETYPE = "application/vnd.oasis.opendocument.text"


def zipped(members, method=zipfile.ZIP_DEFLATED):
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return store.getvalue()


def read(path):
    with open(path, "rb") as file:
        return file.read()


def sheet(who, academie="CRETEIL", number=3):
    return SHEET.format(who, academie, number).encode()


def laughs(kind):
    entities = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    return (f'<?xml version="1.0"?><!DOCTYPE {kind} [<!ENTITY l0 "ah">{entities}]>').encode() + \
        sheet("0779102A").replace(b"\xc3\x89cole", b"&l9;")


def hostile():
    """{file name: (bytes, verdicts that will do)}."""
    whole = read(ODT)
    nested = zipped([("fiche.odt", whole)])
    for _ in range(3):
        nested = zipped([("encore.zip", nested)])
    refused = ("unreadable", "refused", "by_hand", "not_a_form")
    files = {
        "rires.xml": (laughs("fiche-3.3"), refused),
        "tronque.odt": (whole[:len(whole) // 2], refused),
        "poupees.zip": (nested, refused),
        "enorme.eml": (None, refused),
        "vide": (b"", ("not_a_form", "by_hand", "unreadable")),
        "blancs.eml": (b" \r\n" * 3000, refused),
        "nuls.eml": (b"\0" * 100000, refused),
        # What takes its reader seconds: the others are read meanwhile.
        "attributs.xml": (sheet("0779102A").replace(
            b"<organisme>", b"<organisme " + b" ".join(b'a%d=""' % i for i in range(30000)) + b">"),
            refused),
        "chemins.odt": (zipped([("mimetype", MIMETYPE), ("../../../tmp/copil-evil", "x"),
                                ("/etc/copil-evil", "x"), ("content.xml", "<a/>")]), refused),
        "nom\nde\tfichier\x1b[31m\udcff\u202e.eml": (
            mail({"a\x1b[31m\u202e.xml": b"<fiche-9.9/>"}, number=52), refused),
        "-rf.eml": (mail({"f.xml": b"<a"}, number=53), refused),
        "boite.mbox": (b"From a@b Tue Mar 24 08:00:00 2015\n" * 3000, refused),
        "moitie.eml": (mail({"f.odt": whole}, number=54)[:9000], refused),
        "milliard.xml": (sheet("0779102A", number="9" * 100000), refused),
        "fantome.xml": (sheet("0779102A", "<academie/>" * 100), refused),
    }
    return files


def last_mail():
    """A good mail whose hash is high: the run reads it after the file that takes it long."""
    for number in range(100, 10000):
        data = mail({"f.xml": sheet("0929101T", "VERSAILLES")}, number=number)
        if sha256(data).startswith("ff"):
            return data
    raise AssertionError


def build(box):
    """Write everything; FILES and the good forms in between."""
    os.mkdir(box)
    files = hostile()
    for name, (data, _) in files.items():
        path = os.path.join(os.fsencode(box), name.encode("utf-8", "surrogateescape"))
        with open(path, "wb") as file:
            if data is None:  # sparse: 65 MB of mail
                file.write(mail({"f.xml": sheet("0779102A")}, number=55))
                file.truncate(65 << 20)
            else:
                file.write(data)
    for number, (who, academie) in enumerate(GOOD.items()):
        with open(os.path.join(box, f"bon-{who}.eml"), "wb") as file:
            file.write(mail({"f.xml": sheet(who, academie, number + 1)}, f"{who}@x.example",
                            number=number))
    with open(os.path.join(box, "bouge.eml"), "wb") as file:
        file.write(last_mail())
    os.symlink(".", os.path.join(box, "boucle"))
    os.mkdir(os.path.join(box, "dossier"))
    os.symlink("..", os.path.join(box, "dossier", "parent"))
    os.symlink("nulle-part", os.path.join(box, "lien-mort"))
    os.mkfifo(os.path.join(box, "tuyau"))
    os.mkdir(os.path.join(box, "profond"))
    deep = os.path.join(box, "profond")
    for _ in range(80):
        deep = os.path.join(deep, "d")
        os.mkdir(deep)
    return files


def test_batch(work, box, files):
    register, out = new_register(work), os.path.join(work, "out")
    given = tree(box)
    began = time.monotonic()
    moving = threading.Timer(3, os.rename, [os.path.join(box, "bouge.eml"),
                                            os.path.join(box, "bouge.eml:2,S")])
    moving.start()
    finished = run("batch", register, box, "--output", out, "--jobs", "2", "--json",
                   timeout=120)
    spent = time.monotonic() - began
    moving.join()
    ok(finished.returncode == 0, f"the batch ends well ({spent:.0f} s)", finished.returncode,
       finished.stderr)
    if finished.returncode:
        return register
    equal(sorted(tree(box).values()), sorted(given.values()), "the files are as they were")
    counts = json.loads(finished.stdout)
    in_time = counts["accepted"] == len(GOOD) + 1  # read before it was moved
    equal((counts["messages"], counts["accepted"]),
          (len(files) + len(GOOD) + 1, len(GOOD) + in_time),
          "every file is counted, the good ones accepted")
    again = json.loads(must("batch", register, box, "--output", out, "--json").stdout)
    equal((again["new"], again["accepted"]), (1 - in_time, 1 - in_time),
          "what a mail program moved meanwhile is taken in by the next run")
    judged, stored = {}, rows(register, "SELECT sha256, name FROM message")
    for sha, verdict in rows(register, "SELECT m.sha256, coalesce(s.verdict, m.verdict)"
                                   " FROM message m LEFT JOIN submission s ON s.message = m.arrival"):
        judged.setdefault(sha, []).append(verdict)
    reasons = {}
    for sha, text in rows(register, "SELECT m.sha256, f.text FROM finding f JOIN message m"
                          " ON m.arrival = f.message"):
        reasons.setdefault(sha, []).append(text)
    for name in os.listdir(box):
        path = os.path.join(box, name)
        if not os.path.isfile(path) or not name.startswith("bon-"):
            continue
        equal(judged.get(sha256(read(path))), ["accepted"], f"the good form {name} is accepted")
    for name, (_, verdicts) in files.items():
        path = os.path.join(os.fsencode(box), name.encode("utf-8", "surrogateescape"))
        shown = repr(name)
        sha = sha256(read(path))
        if name in ("poupees.zip", "boite.mbox"):  # what they hold is judged in their place
            (sha,) = [row[0] for row in stored if row[1] in ("encore.zip", "boite.mbox#1")
                      and (row[1][0] == "b") == (name[0] == "b")]
        got = judged.get(sha)
        ok(got and set(got) <= set(verdicts), f"{shown} has its own verdict", got, reasons.get(sha))
        text = reasons.get(sha) or []
        french = [one for one in text if one[:1].isupper() or one.startswith("«")]
        ok(french or got == ["not_a_form"], f"{shown} is told why, in French", text)
    ok(not [one for found in judged.values() for one in found
            if one == "accepted"][len(GOOD) + 1:], "nothing else was accepted", judged)
    texts = "".join(text for found in reasons.values() for text in found) + "".join(
        name for _, name in stored)
    ok(not set(texts) & set("\x1b\u202e\r\0"), "no finding and no name carries controls")
    plain = run("status", register)
    ok(plain.returncode == 0, "the register can be read", plain.stderr)
    return register


def test_notes(work, box):
    """What isn't taken in is said to the clerk."""
    register = new_register(work, "n.copil")
    small = os.path.join(work, "small")
    os.mkdir(small)
    for name in ("tuyau",):
        os.mkfifo(os.path.join(small, name))
    os.symlink("nulle-part", os.path.join(small, "lien-mort"))
    with open(os.path.join(small, ".cache.eml"), "wb") as file:
        file.write(mail({"f.xml": sheet("0779101Z")}, number=1))
    with open(os.path.join(small, "nom\x1b[31m\n.eml"), "wb") as file:
        file.write(mail({"f.xml": b"<a"}, number=2))
    finished = run("batch", register, small, "--output", os.path.join(work, "n"), timeout=20)
    text = finished.stdout.decode()
    ok(finished.returncode == 0, "a pipe in the folder: no hang", finished.returncode,
       finished.stderr)
    for name in ("tuyau", "lien-mort", ".cache.eml"):
        ok(name in text, f"{name} is left out with a note", text)
    ok(not set(text) & set("\x1b\r\0"), "no file name writes to the clerk's terminal", repr(text))


def test_unreadable(work):
    """A file that this user may not read: said, and nothing is lost in silence."""
    prefix = []
    os.chmod(work, 0o755)
    if os.geteuid() == 0:
        prefix = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        if subprocess.run([*prefix, "test", "-x", COPIL], capture_output=True).returncode:
            return skip("an unreadable file", "the program can't be reached by nobody")
    place = os.path.join(work, "shut")
    os.mkdir(place)
    register = new_register(place)
    box = os.path.join(place, "box")
    os.mkdir(box)
    for name in ("ouvert.eml", "ferme.eml"):
        with open(os.path.join(box, name), "wb") as file:
            file.write(mail({"f.xml": sheet("0779101Z", number=len(name))}, number=len(name)))
    if prefix:
        for entry in (place, register, box, os.path.join(box, "ouvert.eml")):
            os.chown(entry, 65534, 65534)
    os.chmod(os.path.join(box, "ferme.eml"), 0)
    finished = run("batch", register, box, prefix=prefix)
    said = (finished.stdout + finished.stderr).decode()
    ok(finished.returncode != 0 and "ferme.eml" in said and not rows(
        register, "SELECT 1 FROM message") or finished.returncode == 0 and "ferme.eml" in said,
       "an unreadable file is named", finished.returncode, said)
    os.chmod(os.path.join(box, "ferme.eml"), 0o644)


def test_check(work):
    """check and read on the same things: 1, never a crash."""
    for name, data in {"vide.odt": b"", "rien.xml": b"<", "rires.xml": laughs("f"),
                       "tronque.odt": read(ODT)[:5000], "nul": b"\0"}.items():
        path = os.path.join(work, name)
        with open(path, "wb") as file:
            file.write(data)
        for command in (["check", path, "--convention", CONVENTION, "--json"], ["read", path]):
            finished = run(*command, timeout=20)
            ok(finished.returncode == 1 and finished.stdout, f"{command[0]} {name}: 1",
               finished.returncode, finished.stderr)


def children(pid):
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
        return [int(word) for word in file.read().split()]


def times_in_memory(pid, mark):
    found = 0
    with open(f"/proc/{pid}/maps", encoding="ascii") as maps, open(f"/proc/{pid}/mem", "rb",
                                                                  0) as memory:
        for line in maps:
            start, end = (int(word, 16) for word in line.split()[0].split("-"))
            # What is larger than any memory is a sanitizer's map of it.
            if " rw-p " in line and "[v" not in line and end - start < 1 << 32:
                memory.seek(start)
                found += memory.read(end - start).count(mark)
    return found


def test_memory(work):
    """What opening the register has read of earlier messages is not in the children's memory, but
    for scraps."""
    if os.geteuid() != 0:
        return skip("what children know of the register", "only root can look into them")
    register, box = new_register(work, "m.copil"), os.path.join(work, "earlier")
    mark = b"Marque-d-un-autre-message"
    os.mkdir(box)
    for number in range(40):
        with open(os.path.join(box, f"{number}.eml"), "wb") as file:
            file.write(mail({"a.txt": b"x"}, number=number, headers=["X-Mark: " + mark.decode()]))
    out = os.path.join(work, "m")
    must("batch", register, box, "--output", out)
    slow = os.path.join(work, "slow.xml")
    with open(slow, "wb") as file:
        file.write(sheet("0779102A").replace(b"<organisme>", b"<organisme " + b" ".join(
            b'a%d=""' % i for i in range(100000)) + b">"))
    batch = subprocess.Popen([COPIL, "batch", register, slow, "--output", out], env=environment(),
                             stdout=subprocess.DEVNULL)
    template = []
    while batch.poll() is None and not (template and children(template[0])):
        time.sleep(0.02)
        template = children(batch.pid)
    if ok(template, "a child reads what takes it long"):
        own, theirs = (times_in_memory(pid, mark) for pid in (batch.pid, template[0]))
        ok(own >= 20 and theirs <= own // 4, "of what the parent remembers, it knows scraps",
           own, theirs)
    batch.kill()
    batch.wait()


with folder() as work:
    test_memory(work)
    box = os.path.join(work, "box")
    files = build(box)
    test_notes(work, box)
    test_unreadable(work)
    test_check(work)
    test_batch(work, box, files)
done()
