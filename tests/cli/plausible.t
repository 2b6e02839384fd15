#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Answers far from others, from the mail to the letter, the clerk's list, status and the report:
who is told what, and that nobody is told another's numbers.

Two years of sheet 3.2: in the first all schools give 20 to 29 pupils; in the second one gives ten
times as many, one that has no first year gives 300, and all others what they gave.
"""
import email
import email.message
import email.policy
import email.utils
import json
import os
import re
import sys
import tempfile

sys.dont_write_bytecode = True
from cli import *  # noqa: E402, F403

SCHOOLS = ["0779101Z", "0939101M", "0939102N", "0949101G", "0949102H", "0759101K", "0759102L",
           "0759103M", "0789101U", "0789102V"]
OFTEN, NEW = "0779101Z", "0929102U"
EXAMPLE = os.path.join(SOURCE, "schemas/idf-2013/fiche-3.2-exemple.xml")
AMENDED = "1467000000"  # 27 June 2016


def form(school, period, pupils):
    """One row: all pupils do a stage, with a contract each."""
    with open(EXAMPLE, encoding="utf-8") as file:
        text = file.read()
    territory = {"077": "CRETEIL", "093": "CRETEIL", "094": "CRETEIL", "075": "PARIS"}.get(
        school[:3], "VERSAILLES")
    row = (f'<ligne diplome="GI"><effectif>{pupils}</effectif><effectif_filles>9</effectif_filles>'
           "<stages>9</stages><stages_filles>7</stages_filles><conventions>9</conventions></ligne>")
    text = re.sub("<stages>.*?</stages>\n  <statuts>.*?</statuts>",
                  f"<stages>{row}</stages>", text, flags=re.S)
    for name, value in (("redacteur", "Aline Essai"), ("identifiant", school), ("academie", territory), ("periode", period),
                        ("date_remplissage", f"{period[5:]}-06-20")):
        text = re.sub(f"<{name}>.*?</{name}>", f"<{name}>{value}</{name}>", text)
    return text


def mail(box, sender, forms, hour):
    """A message that holds FORMS [(school, period, pupils)], received at that hour."""
    message = email.message.EmailMessage(policy=email.policy.SMTP)
    message["Received"] = (f"from a by b; {'%02d' % (1 + hour // 24)} Jul 2015 "
                           f"{'%02d' % (hour % 24)}:00:00 +0000")
    message["From"], message["To"] = sender, "secretariat@copil.example"
    message["Subject"], message["Message-ID"] = f"Fiche {hour}", f"<{hour}@{forms[0][0]}.example>"
    message["Date"] = email.utils.formatdate(1435000000 + hour * 3600)
    message.set_content("Voici notre fiche.")
    for number, one in enumerate(forms, 1):
        message.add_attachment(form(*one).encode(), maintype="application", subtype="xml",
                               filename=f"fiche-3.2-{number}.xml")
    with open(os.path.join(box, f"{hour:03}.eml"), "wb") as file:
        file.write(bytes(message))


def addresses():
    with open(os.path.join(CONVENTION, "participants.csv"), encoding="utf-8-sig") as file:
        rows = [line.split(";") for line in file.read().splitlines()[1:]]
    return {row[0]: row[4].split()[0] for row in rows if row[4]}


ADDRESS = addresses()


def fill(box):
    for number, school in enumerate(SCHOOLS):
        mail(box, ADDRESS[school], [(school, "2013-2014", 20 + number)], number)
    for number, school in enumerate(SCHOOLS):
        if school in ("0939102N", OFTEN):  # one has left the convention
            continue
        mail(box, ADDRESS[school], [(school, "2014-2015", 20 + number)], 100 + number)
    mail(box, ADDRESS[OFTEN], [(OFTEN, "2014-2015", 200)], 150)
    mail(box, ADDRESS[NEW], [(NEW, "2014-2015", 300)], 151)


def words(data):
    message = email.message_from_bytes(data, policy=email.policy.default)
    text = message.get_body(("plain",)).get_content()
    return re.sub(r"\s+", " ", message["To"] + "\n" + message["Subject"] + "\n" + text)


def letters(out):
    found = {}
    for name in os.listdir(os.path.join(out, "answers")):
        with open(os.path.join(out, "answers", name), "rb") as file:
            found[name] = file.read()
    return found


def letter_about(out, school, period):
    """The letter that goes to SCHOOL and speaks of PERIOD."""
    return next(text for text in map(words, letters(out).values())
                if ADDRESS[school] in text and period in text)


def test_letters(out):
    often = letter_about(out, OFTEN, "2014-2015")
    ok("« 200 » : c’est plus de 3 fois votre réponse pour l’année scolaire 2013-2014 (20). Si c’est "
       "juste, vous n’avez rien à faire ; sinon, renvoyez la fiche corrigée." in often,
       "the school reads its own earlier answer, and that it may be right", often)
    ok("1 point à vérifier" in often and "bien reçue" in often, "the form is accepted", often)
    ok("FA32-10.GI" in often, "the place is said", often)
    new = letter_about(out, NEW, "2014-2015")
    ok("« 300 » : c’est beaucoup plus que ce que répondent les autres établissements de formation "
       "pour la même période" in new, "a school without a history is compared with its peers", new)
    # None of the others' answers, nor what is made of them.
    numbers = set(re.findall(r"\d+", new.split("« 300 »")[1].split("corrigée")[0]))
    equal(numbers, set(), "of its peers' numbers none is told")
    others = [text for text in map(words, letters(out).values())
              if "beaucoup plus" in text or "plus de 3 fois" in text]
    equal(len(others), 2, "nobody else is asked anything")


def test_clerk(register, out):
    shown = must("status", register, OFTEN, LANGUAGE="en").stdout.decode()
    flat = re.sub(r"\s+", " ", shown)
    ok("plus de 3 fois la réponse habituelle de l’organisme" in flat, "status says it", shown)
    ok(not re.search(r"\b(200|20)\b", flat.replace("20 juin", "")), "without the counts of people",
       shown)
    told = re.sub(r"\s+", " ", must("status", register, OFTEN, "--confidential").stdout.decode())
    ok("200, plus de 3 fois la réponse habituelle de l’organisme (20)" in told,
       "--confidential quotes them", told)
    one = json.loads(must("status", register, OFTEN, "--json").stdout)
    codes = [finding["code"] for each in one["submissions"] for finding in each["findings"]]
    ok("unusual" in codes, "in JSON too, by its code", codes)
    text = subprocess.run(["pdftotext", os.path.join(out, "report.pdf"), "-"],
                          capture_output=True, text=True).stdout
    part = text.split("Valeurs inhabituelles, à vérifier")[-1].split("Annexe 4")[0]
    flat = re.sub(r"\s+", " ", part.replace("\u00ad\n", "").replace("-\n", "-"))
    ok("Colette-Exemple" in flat and "Notre-Dame" in flat, "the report lists both", part)
    ok(not re.search(r"\b(200|300)\b", flat), "and quotes no count of people", part)


def test_batch(register, box, out):
    done = must("batch", register, box, "--output", out, SOURCE_DATE_EPOCH=AMENDED).stdout.decode()
    flat = re.sub(r"\s+", " ", done)
    equal(flat.count("0779101Z Lycée professionnel Imaginaire Colette-Exemple, 2014-2015, "
                     "FA32-10.GI"), 1, "the batch tells the clerk")
    ok("their senders are asked to check" in flat and "300" not in flat, "without the counts", done)
    before = letters(out), tree(out)
    again = must("batch", register, box, "--output", out, SOURCE_DATE_EPOCH=AMENDED).stdout.decode()
    ok("Colette" not in again, "once", again)
    equal((letters(out), tree(out)), before, "a second run changes no byte")


def test_order(work, box, out):
    """The same mail as two boxes given the other way round: the same letters."""
    first, second = os.path.join(work, "first"), os.path.join(work, "second")
    for name in sorted(os.listdir(box)):
        place = first if int(name[:3]) % 2 else second
        os.makedirs(place, exist_ok=True)
        shutil.copy(os.path.join(box, name), place)
    register, other = new_register(work, "o.copil"), os.path.join(work, "other")
    must("batch", register, second, first, "--output", other, "--jobs", "1",
         SOURCE_DATE_EPOCH=AMENDED)
    same(letters(other), letters(out), "the order of files and children changes no letter")


def test_two_schools(work):
    """Who sends for two schools reads nothing of the other's earlier answers."""
    box, out = os.path.join(work, "two"), os.path.join(work, "two-out")
    os.makedirs(box)
    register = new_register(work, "two.copil")
    mail(box, ADDRESS[OFTEN], [(OFTEN, "2013-2014", 20)], 0)
    mail(box, ADDRESS[SCHOOLS[1]], [(SCHOOLS[1], "2013-2014", 21)], 1)
    mail(box, ADDRESS[OFTEN], [(OFTEN, "2014-2015", 200), (SCHOOLS[1], "2014-2015", 210)], 2)
    must("batch", register, box, "--output", out, SOURCE_DATE_EPOCH=AMENDED)
    text = letter_about(out, OFTEN, "2014-2015")
    ok("(20)" in text and "« 210 »" not in text and "(21)" not in text,
       "a sender reads his own school's history only", text)


with tempfile.TemporaryDirectory(prefix="copil-test-") as work:
    BOX, OUT = os.path.join(work, "box"), os.path.join(work, "out")
    os.makedirs(BOX)
    fill(BOX)
    REGISTER = new_register(work)
    test_batch(REGISTER, BOX, OUT)
    test_letters(OUT)
    test_clerk(REGISTER, OUT)
    test_order(work, BOX, OUT)
    test_two_schools(work)
done()
