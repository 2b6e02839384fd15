#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A register of COUNT submissions, as so many mails would have filled it: for `make bench`.

make_register.py COUNT FOLDER: FOLDER/convention (the convention idf-2013, with as many invented
participants as it takes), FOLDER/register.copil, and with --mails FOLDER/mails, one .eml for each
message of the register.  `copil batch` makes the same register of these mails: a test holds it so.

The same COUNT gives the same bytes.  COPIL and COPIL_SRCDIR are the environment's.
"""
import argparse
import datetime
import hashlib
import os
import random
import shutil
import sqlite3
import subprocess

SOURCE = os.path.abspath(os.environ.get("COPIL_SRCDIR")
                         or os.path.join(os.path.dirname(__file__), "../.."))
COPIL = os.path.abspath(os.environ.get("COPIL", os.path.join(SOURCE, "build/copil")))
CONVENTION = os.path.join(SOURCE, "forms/idf-2013")
YEARS = (2013, 2014, 2015)
CLOCK = "1483225200"  # 1 January 2017: all is due
DIPLOMAS = ("GI", "SPVL", "PI", "ESF", "CESF", "SP3S")
STATUSES = ("SCO", "APP", "ETU", "SFC")
ACADEMIES = ("CRETEIL", "PARIS", "VERSAILLES")
PARTNERS = (("USH", "ush", "Union sociale pour l'habitat", "IDF"),
            ("AFPOLS", "afpols", "Afpols", "IDF"),
            ("CRETEIL", "academie", "Académie de Créteil", "CRETEIL"),
            ("PARIS", "academie", "Académie de Paris", "PARIS"),
            ("VERSAILLES", "academie", "Académie de Versailles", "VERSAILLES"))
NEANT = object()  # a whole grid answered "néant"
MOTIF_NEANT = 2
SAYS_NOTHING = ("lieu", "retours", "exploitation", "utilisation", "description")


# ---- who ----

def uai(n):
    digits = f"{9000000 + n:07}"
    return digits + "ABCDEFGHJKLMNPRSTUVWXYZ"[int(digits) % 23]


def siret(n):
    digits = f"{990000000 + n:09}0001"
    total = 0
    for i, digit in enumerate(reversed(digits)):
        double = int(digit) * (1 if i % 2 else 2)
        total += double - 9 if double > 9 else double
    return digits + str(-total % 10)


def participants():
    """Without end: three schools to one landlord."""
    yield from PARTNERS
    n = 0
    while True:
        academy = ACADEMIES[n % 3]
        for i in range(3):
            yield uai(3 * n + i), "school", f"Lycée fictif n° {3 * n + i + 1}", academy
        yield siret(n), "landlord", f"Bailleur fictif n° {n + 1}", "IDF"
        n += 1


# ---- what each is asked ----

def owed(kind):
    """Sheet and period."""
    for year in YEARS:
        name = f"{year}-{year + 1}"
        halves = (name + "-S1", name + "-S2")
        if kind == "school":
            yield from ((sheet, name) for sheet in ("2.2", "3.1", "3.2", "3.4"))
            yield from (("3.3", half) for half in halves)
        elif kind == "landlord":
            yield from ((sheet, name) for sheet in ("3.2", "3.4"))
        else:
            yield from (("1", half) for half in halves)
        if kind == "academie":
            yield from (("5", half) for half in halves)
        if kind in ("academie", "ush"):
            yield from ((sheet, name) for sheet in ("2.1", "3.1"))
        if kind == "ush":
            yield from ((sheet, name) for sheet in ("3.4", "4"))


def period_end(period):
    year = int(period[5:9])
    if period.endswith("S1"):
        return datetime.date(year, 1, 31)
    return datetime.date(year, 6, 20)


def items(rng, all_of, most):
    """Some of a list, in its order."""
    chosen = rng.sample(range(len(all_of)), rng.randint(1, most))
    return [all_of[i] for i in sorted(chosen)]


def stages(rng, diplomas):
    rows = []
    for diploma in diplomas:
        effectif = rng.randint(3, 40)
        girls = rng.randint(0, effectif)
        placed = rng.randint(0, effectif)
        placed_girls = rng.randint(max(0, placed - (effectif - girls)), min(girls, placed))
        rows.append((diploma, [("effectif", effectif), ("effectif_filles", girls),
                               ("stages", placed), ("stages_filles", placed_girls),
                               ("conventions", placed + rng.randint(0, 3))]))
    return rows


def mistaken(row):
    """More girls placed than pupils placed."""
    columns = dict(row[1])
    columns["effectif"] = columns["effectif_filles"] = columns["stages"] + 1
    columns["stages_filles"] = columns["stages"] + 1
    return row[0], list(columns.items())


def statuses(rng, rows):
    """The same pupils by status: all of one, or of two."""
    effectif, placed = (sum(dict(columns)[name] for _, columns in rows)
                        for name in ("effectif", "stages"))
    other = rng.randint(0, min(effectif - placed, 5))
    if rng.random() < 0.5 or other == 0:
        return [("SCO", [("effectif", effectif), ("stages", placed)])]
    return [("SCO", [("effectif", effectif - other), ("stages", placed)]),
            ("APP", [("effectif", other), ("stages", 0)])]


def insertion(rng, diplomas):
    rows = []
    for diploma in diplomas:
        # Never more than a class of sheet 3.2 may have: its cross-check would speak.
        left = rng.randint(0, 3)
        girls = rng.randint(0, left)
        hired = rng.randint(0, left)
        hired_girls = rng.randint(max(0, hired - (left - girls)), min(girls, hired))
        rows.append((diploma, [("sortants", left), ("sortants_filles", girls),
                               ("embauches", hired), ("embauches_filles", hired_girls)]))
    return rows


def interventions(rng, diplomas):
    rows = []
    for diploma in diplomas:
        times = rng.randint(0, 6)
        rows.append((diploma, [("interventions", times),
                               ("eleves_touches", rng.randint(0, 30) if times else 0),
                               ("eleves_accueillis", rng.randint(0, 20))]))
    return rows


def text(rng, word):
    return f"{word} n° {rng.randint(1, 10 ** 6)} : " + "une phrase de longueur ordinaire. " * \
        rng.randint(1, 3) + "Fin."


def answers(sheet, kind, period, diplomas, rng, wrong):
    """Code, name and value of each field that is given: text or number; rows of a grid with its
    list; NEANT.  WRONG: a sheet 3.2 of a school that will be refused."""
    year = int(period[:4])
    if sheet == "1":
        sent = rng.randint(0, 200)
        back = rng.randint(0, sent)
        yield 10, "publications", rng.randint(0, 9)
        if rng.random() < 0.5:
            yield 11, "mise_en_ligne", f"{year}-1{rng.randint(0, 2)}-1{rng.randint(0, 9)}"
        yield 12, "evenements", rng.randint(0, 5)
        yield 13, "enquetes_envoyees", sent
        yield 14, "enquetes_recues", back
        yield 15, "satisfaits", rng.randint(0, back)
        yield 16, "retours", text(rng, "Retour")
    elif sheet == "2.1":
        guests = rng.randint(40, 90)
        came = rng.randint(5, 20)
        yield 10, "date_reunion", f"{year}-11-{rng.randint(10, 28)}"
        yield 11, "lieu", f"Lycée fictif, salle {rng.randint(1, 10 ** 6)}"
        yield 12, "invites", guests
        yield 13, "presents", ("qualite", [(item, [("presents", came)])
                                           for item in items(rng, ("PROF", "CFA", "CIO"), 2)])
        yield 14, "fiches_evaluation", rng.randint(0, came)
        yield 15, "note_moyenne", f"7.{rng.randint(1, 9)}"
    elif sheet == "2.2":
        hosted = 0 if rng.random() < 0.1 else rng.randint(1, 9)
        if hosted:
            yield 10, "accueils", ("diplome", [
                (item, [("immersion", hosted), ("formation", rng.randint(0, 4))])
                for item in diplomas])
        else:
            yield 10, "accueils", NEANT
        yield 11, "visites", rng.randint(0, 5)
        yield 12, "congres", rng.randint(0, 2)
        yield 13, "supports", rng.randint(0, 9)
        if rng.random() < 0.3:
            yield 14, "exploitation", text(rng, "Exploitation")
        if rng.random() < 0.8:
            yield 15, "qualite_situations", rng.choice(("TS", "S", "S", "PS", "I"))
        yield 16, "deja_formes", rng.randint(0, hosted)
    elif sheet == "3.1":
        contacts = ("fonction", [(item, [("contacts", rng.randint(1, 12))])
                                 for item in items(rng, ("DIR", "RRH", "TUT", "MS", "AUT"), 4)])
        if kind != "ush":
            yield 10, "depliants", rng.randint(0, 200)
        if kind != "school":
            yield 11, "consultations", rng.randint(0, 900)
        if kind != "ush":
            yield 12, "contacts", contacts
            yield 14, "suites", rng.randint(0, 1)
        else:
            yield 13, "date_parution", f"{year + 1}-04-1{rng.randint(0, 9)}"
        if rng.random() < 0.2:
            yield 15, "utilisation", text(rng, "Utilisation")
    elif sheet == "3.2" and kind == "school":
        rows = [mistaken(row) for row in stages(rng, diplomas)] if wrong else stages(rng, diplomas)
        yield 10, "stages", ("diplome", rows)
        yield 11, "statuts", ("statut", statuses(rng, rows))
    elif sheet == "3.2":
        yield 20, "jurys_ccf", rng.randint(0, 5)
        yield 21, "jurys_ponctuelles", rng.randint(0, 3)
        yield 22, "stagiaires_accueillis", rng.randint(0, 30)
        yield 23, "professeurs_accueillis", rng.randint(0, 3)
    elif sheet == "3.3":
        yield 10, "interventions", ("diplome", interventions(rng, diplomas))
    elif sheet == "3.4" and kind == "school":
        yield 10, "insertion", ("diplome", insertion(rng, diplomas))
        yield 11, "date_observation", f"{year + 2}-02-01"
    elif sheet == "3.4":
        yield 20, "offres", rng.randint(0, 20)
        if kind == "landlord":
            yield 21, "embauches_bailleur", rng.randint(0, 9)
    elif sheet == "4":
        yield 10, "date_reunion", f"{year + 1}-06-{rng.randint(10, 28)}"
        yield 11, "participants", rng.randint(5, 20)
        yield 12, "offres_analysees", rng.randint(0, 60)
        yield 14, "besoins", ("diplome", [(item, [("recrutements_prevus", rng.randint(1, 40))])
                                          for item in diplomas])
    elif sheet == "5":
        yield 10, "contacts_assures", rng.choice(("true", "false"))
        yield 11, "modifications", ("diplome", [(item, [("modifications", rng.randint(1, 3))])
                                                for item in items(rng, DIPLOMAS, 3)])
        yield 12, "description", text(rng, "Modification")


# ---- a form ----

class Form:
    """One filled sheet: its canonical XML, its values, what its answers hash to."""

    def __init__(self, sheet, who, period, filled, rng, wrong=False):
        self.sheet, self.who, self.period = sheet, who, period
        self.wrong = wrong
        self.values = []  # field, item, column, canonical, number, motif
        identifier, kind, name, territory = who
        prefix = "FA" + sheet.replace(".", "")
        count = 1 + int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % 3
        head = [(1, "organisme", name), (2, "identifiant", identifier),
                (3, "academie", territory), (4, "periode", period),
                (5, "redacteur", "Dominique Fictif"), (7, "date_remplissage", filled)]
        xml = [f'<?xml version="1.0" encoding="UTF-8"?>\n<fiche-{sheet} xmlns="urn:copil:idf-2013">\n']
        self.said = [f"sheet {len(sheet)}:{sheet}"]
        self.event = None
        for code, field, value in head + list(answers(sheet, kind, period, DIPLOMAS[:count], rng,
                                                      wrong)):
            place = f"{prefix}-{code:02}"
            if isinstance(value, tuple):
                self.grid(xml, place, field, *value)
            elif value is NEANT:
                xml.append(f'  <{field} motif="NEANT"/>\n')
                self.values.append((field, None, None, None, None, MOTIF_NEANT))
                self.say(place, "", "motif", "NEANT")
            else:
                if field == "date_reunion":
                    self.event = value
                xml.append(f"  <{field}>{value}</{field}>\n")
                self.add(field, None, None, value)
                if code not in (5, 7):
                    self.say(place, "", "value", str(value))
        xml.append(f"</fiche-{sheet}>\n")
        self.xml = "".join(xml)
        self.content = hashlib.sha256("".join(self.said).encode()).hexdigest()
        self.line = f"{sheet}|{identifier}|{self.event or period}"
        self.nil = self.is_nil(self.values[len(head):])

    def add(self, field, item, column, value):
        number = None
        if isinstance(value, int):
            number = value * 10000
        elif field == "note_moyenne":
            number = round(float(value) * 10) * 1000
        self.values.append((field, item, column, str(value), number, 0))

    def given(self):
        """What figures are made of, as src/register/given.h says."""
        questions = {}
        for field, item, column, canonical, _, motif in self.values:
            if canonical is not None:
                questions.setdefault((field, column or ""), []).extend((item or "", canonical))
            elif motif == MOTIF_NEANT:
                questions[field, ""] = []
        return "\x1e".join("\x1f".join((".".join(filter(None, name)), *answers))
                           for name, answers in sorted(questions.items()))

    @staticmethod
    def is_nil(values):
        """It counts something, all of it zero, and says nothing else: as nil.c has it."""
        zeros = 0
        for field, _, _, canonical, number, motif in values:
            if number or (number is None and canonical and canonical != "false"
                          and field not in SAYS_NOTHING):
                return False
            zeros += number == 0 or motif == MOTIF_NEANT
        return zeros > 0

    def say(self, place, column, what, value):
        for label, said in (("code", place), ("column", column), (what, value)):
            self.said.append(f"{label} {len(said.encode())}:{said}")

    def grid(self, xml, place, field, name, rows):
        xml.append(f"  <{field}>\n")
        self.values.append((field, None, None, None, None, 0))
        for item, columns in rows:
            xml.append(f'    <ligne {name}="{item}">\n')
            for column, value in columns:
                xml.append(f"      <{column}>{value}</{column}>\n")
                self.add(field, item, column, value)
                self.say(f"{place}.{item}", column, "value", str(value))
            xml.append("    </ligne>\n")
        xml.append(f"  </{field}>\n")


# ---- the plan: who sends what when ----

def plan(count):
    """COUNT submissions as (time, seed, sheet, who, period, what becomes of it), oldest first, and
    those who sent them."""
    rng = random.Random(f"plan {count}")
    found, senders = [], []
    for who in participants():
        if len(found) >= count:
            break
        senders.append(who)
        for sheet, period in owed(who[1]):
            if rng.random() < 0.08:
                continue  # missing
            end = datetime.datetime.combine(period_end(period), datetime.time(8), datetime.timezone.utc)
            if sheet == "3.4":
                end += datetime.timedelta(days=240)
            time = int(end.timestamp()) + rng.randrange(0, 35 * 86400)
            seed = rng.getrandbits(48)
            refused = sheet == "3.2" and who[1] == "school" and rng.random() < 0.05
            found.append((time, seed, sheet, who, period, "refused" if refused else "first"))
            # Meetings are told apart by their day: another seed would be another meeting.
            if sheet not in ("2.1", "4") and rng.random() < 0.04:
                again = rng.choice(("same", "changed"))
                found.append((time + rng.randrange(86400, 30 * 86400),
                              seed if again == "same" else seed + 1, sheet, who, period,
                              "refused" if refused and again == "same" else again))
    found = sorted(found, key=lambda entry: entry[:2] + (entry[3][0], entry[2], entry[4]))
    return found[:count], senders


MAIL = """Return-Path: <{address}>
Received: from relais.example by mx.copil.example; {day}
From: {name} <{address}>
To: secretariat@copil.example
Subject: {subject}
Message-ID: <{key}@relais.example>
Date: {day}
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="limite"

--limite
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: 8bit

{body}
--limite
Content-Type: application/xml
Content-Transfer-Encoding: 8bit
Content-Disposition: attachment; filename="{file}"

{xml}
--limite--
"""
BODY = "Bonjour,\n\nVoici notre fiche.\n\nBien cordialement,\n\nDominique Fictif\n"
ABSENT = """Return-Path: <absent{n}@relais.example>
Received: from relais.example by mx.copil.example; {day}
From: absent{n}@relais.example
To: secretariat@copil.example
Subject: Absence
Message-ID: <absent{n}@relais.example>
Auto-Submitted: auto-replied
Date: {day}
MIME-Version: 1.0
Content-Type: text/plain; charset=UTF-8

Je suis absent.
"""
DAYS = "Mon Tue Wed Thu Fri Sat Sun".split()
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def mail_date(time):
    at = datetime.datetime.fromtimestamp(time, datetime.timezone.utc)
    return f"{DAYS[at.weekday()]}, {at.day:02} {MONTHS[at.month - 1]} {at:%Y %H:%M:%S} +0000"


def address(who):
    return f"fiches@{who[0].lower()}.example"


# ---- the register ----

class Writer:
    """Fills the tables as the batch does; verdicts are settled at the end, line by line."""

    def __init__(self, path, mails):
        self.db = sqlite3.connect(path)
        self.mails = mails
        self.arrival = self.rank = 0
        self.lines = {}  # line → [(rank, id, part hash, content hash, examined, time, message hash)]
        self.values = []  # rows of the table value, most of all
        self.rows = {name: [] for name in ("message", "part", "submission", "given", "finding",
                                          "answer")}
        self.db.execute("PRAGMA journal_mode = OFF")
        self.db.execute("PRAGMA synchronous = OFF")
        self.indexes = self.db.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
            " AND tbl_name IN ('submission', 'finding', 'message')").fetchall()
        for name, _ in self.indexes:
            self.db.execute(f"DROP INDEX {name}")
        self.db.execute("INSERT INTO run (id, kind, time, definition) SELECT 1, 'batch', ?, max(id)"
                        " FROM definition", (int(CLOCK),))
        self.columns = {name: [row[1] for row in self.db.execute(f"PRAGMA table_info({name})")]
                        for name in self.rows}

    def put(self, table, **row):
        self.rows[table].append(tuple(map(row.get, self.columns[table])))
        if len(self.rows[table]) >= 5000:
            self.flush(table)

    def flush(self, table):
        marks = ",".join("?" * len(self.columns[table]))
        self.db.executemany(f"INSERT INTO {table} VALUES ({marks})", self.rows[table])
        self.rows[table].clear()

    def flush_values(self):
        self.db.executemany("INSERT INTO value (submission, seq, field, item, column, canonical,"
                            " number, typed, motif, counted) VALUES (?,?,?,?,?,?,?,?,?,?)",
                            self.values)
        self.values.clear()

    def message(self, text, time, **row):
        raw = text.encode()
        sha256 = hashlib.sha256(raw).hexdigest()
        self.arrival += 1
        name = f"{self.arrival:06}.eml"
        if self.mails:
            with open(os.path.join(self.mails, name), "wb") as file:
                file.write(raw)
        self.put("message", arrival=self.arrival, sha256=sha256, run=1, name=name, mail=1,
                 received=time, reference="", size=len(raw), original=raw,
                 **{"class": 0, **row})
        return sha256

    def part(self, path, filename, kind, label, data, fate, said=None):
        raw = data.encode()
        sha256 = hashlib.sha256(raw).hexdigest()
        self.put("part", message=self.arrival, path=path, filename=filename, type=kind, label=label,
                 sha256=sha256, size=len(raw), fate=fate, text=said)
        return sha256

    def absence(self, n, time):
        self.message(ABSENT.format(n=n, day=mail_date(time)), time, verdict="automatic",
                     from_address=f"absent{n}@relais.example", subject="Absence",
                     message_id=f"absent{n}@relais.example", **{"class": 1})
        self.part("1", None, "text/plain", "texte simple", "Je suis absent.\n", "text",
                  "Je suis absent.\n")

    def form(self, time, form):
        key = f"{self.arrival + 1}.{time}"
        subject = f"Fiche {form.sheet}"
        identifier, kind, name, territory = form.who
        sha256 = self.message(
            MAIL.format(address=address(form.who), day=mail_date(time), name="Dominique Fictif",
                        subject=subject, key=key, body=BODY, file=f"fiche-{form.sheet}.xml",
                        xml=form.xml),
            time, verdict="accepted", from_address=address(form.who), from_name="Dominique Fictif",
            subject=subject, message_id=f"{key}@relais.example")
        self.part("1", None, "text/plain", "texte simple", BODY, "text", BODY)
        part = self.part("2", f"fiche-{form.sheet}.xml", "application/xml", "document XML",
                         form.xml, "form")
        examined = "refused" if form.wrong else "accepted"
        self.rank += 1
        name = hashlib.sha256(f"{sha256}/2".encode()).hexdigest()[:16]
        if len(self.values) >= 20000:
            self.flush_values()
        self.put("submission", rank=self.rank, id=name, message=self.arrival, received=time, part="2",
                 part_sha256=part, sheet=form.sheet, organisation=identifier, kind=kind,
                 territory=territory, period=form.period, event=form.event, examined=examined,
                 nil=int(form.nil), content_hash=form.content, canonical=form.xml, line=form.line, verdict=examined)
        self.put("given", submission=self.rank, answers=form.given())
        for seq, (field, item, column, canonical, number, motif) in enumerate(form.values):
            typed = canonical or ""  # "": the head of a grid
            self.values.append((self.rank, seq, field, item, column, canonical, number, typed,
                                motif, 1))
            if form.wrong and column == "stages_filles":
                self.finding(0, "error", "3.2-r3", f"FA32-10.{item}", column, canonical)
        letter = f"Subject: {subject}\n\n{BODY * 8}".encode()
        self.put("answer", message=self.arrival, act=0, told="", recipients=address(form.who),
                 message_id=f"copil.{sha256}@copil.invalid",
                 sha256=hashlib.sha256(letter).hexdigest(), eml=letter)
        self.lines.setdefault(form.line, []).append(
            (self.rank, name, part, form.content, examined, self.arrival, time, sha256))

    def finding(self, history, severity, code, field=None, column=None, value=None, rank=None,
                message=None):
        self.put("finding", message=message or self.arrival, submission=rank or self.rank,
                 history=history, severity=severity, code=code, field=field, column=column,
                 value=value, text="Ce que dit la règle.", line=0)

    def settle(self):
        """As settle.c says: the latest accepted form stands; a repetition changes nothing."""
        for forms in self.lines.values():
            standing = refused = None
            for entry in sorted(forms, key=lambda entry: entry[6:]):
                rank, _, part, content, examined, message = entry[:6]
                before = standing if examined == "accepted" else refused
                if before and before[3] == content:
                    self.db.execute("UPDATE submission SET verdict = 'duplicate', duplicate_of = ?"
                                    " WHERE rank = ?", (before[1], rank))
                    self.finding(1, "note", "duplicate" if examined == "accepted"
                                 else "duplicate-refused", rank=rank, message=message)
                elif examined == "accepted":
                    if standing:
                        self.db.execute("UPDATE submission SET verdict = 'replaced' WHERE rank = ?",
                                        standing[:1])
                        self.db.execute("UPDATE submission SET replaces = ? WHERE rank = ?",
                                        (standing[1], rank))
                        self.finding(1, "note", "replaces", rank=rank, message=message)
                    standing, refused = entry, None
                else:
                    refused = entry

    def close(self):
        for table in ("message", "part", "submission", "given", "answer"):
            self.flush(table)
        self.flush_values()
        self.settle()
        self.flush("finding")
        for _, sql in self.indexes:
            self.db.execute(sql)
        self.db.commit()
        self.db.close()


def write(count, folder, with_mails):
    convention, path = os.path.join(folder, "convention"), os.path.join(folder, "register.copil")
    mails = os.path.join(folder, "mails") if with_mails else None
    for each in filter(None, (convention, mails)):
        os.makedirs(each)
    entries, senders = plan(count)
    shutil.copy(os.path.join(CONVENTION, "convention.xml"), convention)
    with open(os.path.join(convention, "participants.csv"), "w", encoding="utf-8") as file:
        file.write("identifiant;type;nom;territoire;courriel\n")
        for who in senders:
            file.write(";".join((*who, address(who))) + "\n")
    subprocess.run([COPIL, "init", path, "--convention", convention], check=True,
                   stdout=subprocess.DEVNULL, env={**os.environ, "SOURCE_DATE_EPOCH": CLOCK})
    writer = Writer(path, mails)
    for n, (time, seed, sheet, who, period, fate) in enumerate(entries):
        filled = datetime.datetime.fromtimestamp(time, datetime.timezone.utc).date().isoformat()
        writer.form(time, Form(sheet, who, period, filled, random.Random(seed), fate == "refused"))
        if n % 40 == 0:
            writer.absence(n, time)
    writer.close()
    return path


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("folder")
    parser.add_argument("--mails", action="store_true")
    asked = parser.parse_args()
    write(asked.count, asked.folder, asked.mails)
