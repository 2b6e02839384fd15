#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The secretariat's page, as Chromium shows it: opened from disk, read, clicked through, printed."""
import email
import email.policy
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import urllib.parse
import xml.dom.minidom

sys.dont_write_bytecode = True
sys.path.insert(1, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../cli"))
from browser import Browser  # noqa: E402
from cli import *  # noqa: E402, F403

DAY = "1405929600"  # 21 July 2014: a week after the sheets of the year were due


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def plain(text):
    """Words alone: no-break and other spaces alike."""
    return " ".join(text.split())


# ---- the file ----

def test_file(work, register, out):
    path = os.path.join(out, "index.html")
    equal(stat.S_IMODE(os.stat(path).st_mode), 0o600, "the page is for its owner's eyes")
    text = read(path)
    xml.dom.minidom.parseString(text.partition("\n")[2])
    ok(True, "it is well-formed as XML")
    tidy = subprocess.run(["tidy", "-errors", "-quiet", "--drop-empty-elements", "no", path],
                          capture_output=True, timeout=60)
    equal((tidy.returncode, tidy.stderr), (0, b""), "tidy has nothing to say of it")
    equal(re.findall(r"(?i)<script|javascript:|\son[a-z]+=|https?:|<link|<img|@import|url\(", text),
          [], "no script, nothing from elsewhere")
    before = read(path)
    must("batch", register, MAIL, "--output", out, SOURCE_DATE_EPOCH="1500000000")
    ok(read(path) == before, "another run that takes in nothing leaves it as it is")
    elsewhere = os.path.join(work, "elsewhere")
    must("batch", register, MAIL, "--output", elsewhere, "--originals")
    same(tree(elsewhere), tree(out), "page and files are made again byte for byte")
    shutil.rmtree(elsewhere)
    must("batch", register, MAIL, "--output", elsewhere)
    ok("originals/" not in read(os.path.join(elsewhere, "index.html")) and
       not os.path.exists(os.path.join(elsewhere, "originals")), "originals are written when asked")


# ---- what it says ----

def tables(browser):
    """{heading: rows} of the page as it is shown; a row is the list of its cells' words."""
    return browser.look("""
        (() => { const found = {};
          for (const table of document.querySelectorAll('table')) {
            let before = table.closest('details') || table;
            while (before && !/^H[1-6]$/.test(before.tagName)) before = before.previousElementSibling;
            const rows = [...table.tBodies].flatMap(body => [...body.rows]);
            found[before.textContent.trim()] =
              rows.map(row => [...row.cells].map(cell => cell.textContent));
          } return found; })()""")


def entries(rows):
    """Rows, each with what is folded under it: [(cells, more)]."""
    found = []
    for cells in rows:
        if len(cells) == 1:
            found[-1] = (found[-1][0], cells[0])
        else:
            found.append((cells, ""))
    return found


def test_content(browser, register):
    shown = tables(browser)
    forms = rows(register, "SELECT m.sha256, s.verdict, m.from_address, s.sheet, s.id"
                 " FROM submission s JOIN message m ON m.arrival = s.message")
    others = rows(register, "SELECT sha256, verdict, from_address FROM message m WHERE NOT EXISTS"
                  " (SELECT 1 FROM submission s WHERE s.message = m.arrival)")
    said = {heading: entries(found) for heading, found in shown.items()}
    parts = {"À corriger par l’expéditeur": ("refused", "unreadable"),
             "Acceptées, avec des remarques": ("accepted",),
             "Acceptées sans remarque": ("accepted",),
             "Remplacées, en double, retirées": ("replaced", "duplicate", "withdrawn")}
    listed = sorted((cells[-1][:16], cells[1] or None) for heading in parts
                    for cells, _ in said.get(heading, []))
    equal(listed, sorted((sha[:16], sender) for sha, _, sender, _, _ in forms),
          "every form stands there once, with its sender")
    for heading, verdicts in parts.items():
        wanted = {sha[:16] for sha, verdict, *_ in forms if verdict in verdicts}
        ok({cells[-1][:16] for cells, _ in said.get(heading, [])} <= wanted,
           f"under its verdict: {heading}")
    equal(sorted(cells[-1][:16] for cells, _ in said["Messages sans fiche"]),
          sorted(sha[:16] for sha, *_ in others), "so does every message without a form")
    missing = []
    whole = plain(browser.look("document.body.textContent"))
    for (text,) in rows(register, "SELECT text FROM finding"):
        if plain(text) not in whole:
            missing.append(text)
    equal(missing, [], "every reason is told")
    loose = [cells for cells, more in said["Acceptées sans remarque"] if more]
    equal(loose, [], "those without remarks are one row each")


def test_to_do(browser, register, name):
    """What waits and who is to be reminded are what status and remind say."""
    status = json.loads(must("status", register, "--json", "--confidential").stdout)
    queue = [one for one in status["waiting"] if one["kind"] != "texts"]
    body = browser.look("document.querySelector('main').innerText")
    for one in queue:
        command = re.sub(r"decide \S+", "decide " + name, one["command"])
        if command not in body:
            ok(False, "what to type for " + one["kind"], command)
    ok(len(queue) > 5, "all that waits is there, with what to type")
    phones = {who["telephone"] for one in queue for who in one["organisations"] if who["telephone"]}
    equal({phone for phone in phones if phone not in body}, set(), "and whom to call")
    numbers = browser.look("[...document.querySelectorAll('.key')].map(k => k.innerText)")
    ok(plain(numbers[0]).startswith(f"{len(queue)} point"), "their number stands on top", numbers)
    folder = os.path.join(os.path.dirname(register), "letters")
    owed = json.loads(must("remind", register, "--output", folder, "--json").stdout)["reminders"]
    table = tables(browser)["À relancer"]
    equal([re.search(r"[0-9]{7}[A-Z]$|[0-9]{9,14}$|[A-Z]+$", row[0])[0] for row in table],
          [one["organisation"] for one in owed], "who is to be reminded, in the same order")
    equal([len(re.findall(r"Fiche ", row[2])) for row in table], [len(one["owed"]) for one in owed],
          "of the same forms")


# ---- clicking ----

def links(browser):
    return browser.look("[...document.querySelectorAll('a')].map(a => a.getAttribute('href'))")


def click_link(browser, number):
    browser.look(f"document.querySelectorAll('a')[{number}].scrollIntoView({{block: 'center'}})")
    x, y = browser.look(f"""(() => {{ const box =
        document.querySelectorAll('a')[{number}].getClientRects()[0];
        return [box.x + box.width / 2, box.y + box.height / 2]; }})()""")
    browser.click(x, y)


def test_links(browser, out):
    """Each link is clicked on; what it asks for is there."""
    browser.open(os.path.join(out, "index.html"))
    browser.look("document.querySelectorAll('details').forEach(d => d.open = true)")
    browser.call("Fetch.enable", patterns=[{"urlPattern": "*"}])
    wrong, files = [], set()
    for number, href in enumerate(links(browser)):
        browser.asked.clear()
        if href == "#contenu":  # out of sight until it has the focus
            browser.look(f"document.querySelectorAll('a')[{number}].focus()")
        click_link(browser, number)
        if href.startswith("#"):
            place = browser.look("location.hash.slice(1)")
            there = browser.look("!!document.getElementById(decodeURIComponent("
                                 "location.hash.slice(1)))")
            if not there or "#" + place != href:
                wrong.append((href, place))
            continue
        for _ in range(50):
            if browser.asked:
                break
            browser.look("new Promise(done => setTimeout(done, 20))")
        asked = [urllib.parse.unquote(urllib.parse.urlsplit(url).path) for url in browser.asked]
        if asked != [os.path.join(out, urllib.parse.unquote(href))] or not os.path.isfile(asked[0]):
            wrong.append((href, asked))
        files.update(asked)
    browser.call("Fetch.disable")
    equal(wrong, [], "every link leads to what is there")
    return {os.path.relpath(path, out) for path in files}


def test_files(out, register, files):
    ok("report.pdf" in files, "one to the report")
    answers = {f"answers/{sha[:16]}.eml" for (sha,) in rows(
        register, "SELECT m.sha256 FROM answer a JOIN message m ON m.arrival = a.message")}
    equal({name for name in files if name.startswith("answers/")}, answers, "one to each answer")
    bad = []
    for name in answers:
        with open(os.path.join(out, name), "rb") as file:
            letter = email.message_from_binary_file(file, policy=email.policy.default)
        if not letter["Subject"] or letter.defects:
            bad.append(name)
    equal(bad, [], "which are letters")
    originals = {name for name in files if name.startswith("originals/")}
    equal({sha256(data)[:16] for data in messages().values()},
          {os.path.basename(name).partition(".")[0] for name in originals},
          "with --originals, one to each message")
    wrong = []
    for name in originals:
        with open(os.path.join(out, name), "rb") as file:
            if not sha256(file.read()).startswith(os.path.basename(name).partition(".")[0]):
                wrong.append(name)
        if stat.S_IMODE(os.stat(os.path.join(out, name)).st_mode) != 0o600:
            wrong.append(name)
    equal(wrong, [], "as it was received, for its owner's eyes")


def test_folds(browser):
    browser.look("document.querySelectorAll('details').forEach(d => d.open = false)")
    browser.look("document.querySelector('summary').scrollIntoView({block: 'center'})")
    x, y = browser.look("""(() => { const box =
        document.querySelector('summary').getBoundingClientRect();
        return [box.x + 20, box.y + box.height / 2]; })()""")
    browser.click(x, y)
    ok(browser.look("document.querySelector('details').open"), "a click folds out")
    browser.look("document.querySelector('summary').focus()")
    browser.press("Enter", 13)
    ok(not browser.look("document.querySelector('details').open"), "the Enter key folds back")


# ---- for everybody ----

CONTRAST = """
    (() => { const light = c => { const [r, g, b] = c.match(/[0-9.]+/g).map(Number).map(v =>
        (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
      const worst = [21, ''];
      for (const one of document.body.querySelectorAll('*')) {
        if (![...one.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
        let under = one, ground = 'rgb(255, 255, 255)';
        for (; under; under = under.parentElement) {
          const colour = getComputedStyle(under).backgroundColor;
          if (colour !== 'rgba(0, 0, 0, 0)') { ground = colour; break; } }
        const a = light(getComputedStyle(one).color), b = light(ground);
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (ratio < worst[0]) { worst[0] = ratio; worst[1] = one.outerHTML.slice(0, 200); } }
      return worst; })()"""


def test_access(browser, path):
    browser.open(path)
    equal(browser.look("document.documentElement.lang"), "fr", "the language is said")
    levels = browser.look("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')]"
                          ".map(h => Number(h.tagName[1]))")
    ok(levels[0] == 1 and levels.count(1) == 1 and
       all(b <= a + 1 for a, b in zip(levels, levels[1:])), "headings leave out no level", levels)
    equal(browser.look("['header', 'nav[aria-label]', 'main', 'footer'].filter("
                       "s => document.querySelectorAll(s).length !== 1)"), [], "landmarks")
    equal(browser.look("[...document.querySelectorAll('table')].filter(t => !(t.caption || "
                       "t.getAttribute('aria-label')) || !t.tHead).length"), 0,
          "tables have a name and a head")
    equal(browser.look("[...document.querySelectorAll('th')].filter(h => !h.scope).length"), 0,
          "heads say what they are of")
    names = [node for node in browser.call("Accessibility.getFullAXTree")["nodes"]
             if node.get("role", {}).get("value") in ("link", "button", "table", "heading",
                                                      "DisclosureTriangle")]
    ok(len(names) > 50 and all(node.get("name", {}).get("value") for node in names),
       "to a screen reader all of it has a name",
       [node for node in names if not node.get("name", {}).get("value")][:3])
    ratio, where = browser.look(CONTRAST)
    ok(ratio >= 4.5, "words stand out from their ground", ratio, where)
    browser.press("Tab", 9)
    equal(browser.look("document.activeElement.getAttribute('href')"), "#contenu",
          "the first key press offers to skip the head")
    seen = browser.look("(() => { const box = document.activeElement.getBoundingClientRect();"
                        " return box.x >= 0 && getComputedStyle(document.activeElement)"
                        ".outlineStyle !== 'none'; })()")
    ok(seen, "and is seen")


def test_widths(browser, path):
    for width, phone, name in ((1280, False, "a screen"), (768, False, "a small one"),
                               (390, True, "a phone"), (320, True, "a small phone")):
        browser.size(width, 900, phone)
        browser.open(path)
        browser.look("document.querySelectorAll('details').forEach(d => d.open = true)")
        wide = browser.look("document.documentElement.scrollWidth")
        ok(wide <= width, f"nothing sticks out of {name}", wide)
    browser.call("Emulation.clearDeviceMetricsOverride")


# ---- on paper ----

def test_print(browser, work, path):
    browser.open(path)
    words = browser.look("document.querySelector('main').textContent")
    pdf = os.path.join(work, "page.pdf")
    with open(pdf, "wb") as file:
        file.write(browser.print())
    text = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, timeout=60).stdout.decode()
    bare = re.sub(r"[\s\u00ad\u2010-]+", "", text.replace("\f", ""))
    lost = [line for line in map(str.strip, words.splitlines())
            if re.sub(r"[\s\u00ad\u2010-]+", "", line) not in bare]
    equal(lost[:5], [], "what is folded away is printed, too")
    boxes = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True,
                           timeout=60).stdout.decode()
    page = [float(size) for size in re.search(r'<page width="([0-9.]+)" height="([0-9.]+)"',
                                              boxes).groups()]
    equal([round(size) for size in page], [595, 842], "on A4")
    out = [box for box in re.findall(r'xMin="([0-9.-]+)" yMin="([0-9.-]+)" xMax="([0-9.]+)"'
                                     r' yMax="([0-9.]+)"', boxes)
           if float(box[0]) < 20 or float(box[1]) < 20 or float(box[2]) > page[0] - 20 or
           float(box[3]) > page[1] - 20]
    equal(out, [], "nothing is cut at the edges")


# ---- what people typed ----

def test_hostile(browser, work):
    """Names, subjects and file names that would like to be more than words."""
    box = os.path.join(work, "hostile")
    os.mkdir(box)
    nasty = "<script>window.caught=1</script><img src=x onerror=window.caught=2> \u202ekcatta"
    form = ('<fiche-3.3 xmlns="urn:copil:idf-2013"><organisme>%s</organisme>'
            "<identifiant>nul</identifiant></fiche-3.3>" %
            nasty.replace("&", "&amp;").replace("<", "&lt;"))
    letters = {
        "form.eml": mail({"<b>a\"'&.xml": form.encode()}, "b@voleur.example", number=1),
        "letter.eml": ("From: <m@voleur.example>\r\nSubject: =?utf-8?B?%s?=\r\n\r\nBonjour\r\n" %
                       base64.b64encode((nasty + " \x07\u2066 שלום").encode()).decode()).encode(),
        'x" onclick="window.caught=3.pdf': b"%PDF-1.4 <script>",
        "picture.eml": mail({"../../<i>.jpg": b"\xff\xd8\xff\xe0" + b"0" * 3000}, number=2),
    }
    for name, data in letters.items():
        with open(os.path.join(box, name), "wb") as file:
            file.write(data)
    path, out = new_register(work, "hostile.copil"), os.path.join(work, "hostile-out")
    must("batch", path, box, "--output", out, "--originals", SOURCE_DATE_EPOCH=DAY)
    page = os.path.join(out, "index.html")
    text = read(page)
    xml.dom.minidom.parseString(text.partition("\n")[2])
    ok("\u202e" not in text and "\x07" not in text, "marks that turn words round are not let through")
    browser.open(page)
    equal(browser.look("[window.caught, document.querySelectorAll('script,img,b,i').length]"),
          [None, 0], "what was typed is words and nothing else")
    shown = browser.look("document.body.textContent")
    equal(shown.count("<script>window.caught=1</script><img src=x onerror=window.caught=2> kcatta"),
          2, "and is shown as it was typed")
    files = test_links(browser, out)
    equal({os.path.dirname(name) for name in files}, {"", "answers", "originals"},
          "links stay in the folder")


with folder() as work, Browser(60 * PATIENCE) as browser:
    register, out = new_register(work, "2014.copil"), os.path.join(work, "out")
    must("batch", register, MAIL, "--output", out, "--originals", SOURCE_DATE_EPOCH=DAY)
    page = os.path.join(out, "index.html")
    browser.open(page)
    equal(browser.look("document.title.length > 10 && document.querySelector('h1').textContent"),
          "Page du secrétariat", "it opens from disk")
    equal(browser.requests, ["file://" + page], "and asks for nothing else")
    equal(browser.complaints, [], "nothing to complain of")
    test_file(work, register, out)
    test_content(browser, register)
    test_to_do(browser, register, "2014.copil")
    test_files(out, register, test_links(browser, out))
    test_folds(browser)
    test_access(browser, page)
    test_widths(browser, page)
    test_print(browser, work, page)
    test_hostile(browser, work)
    equal(browser.complaints, [], "still nothing to complain of")
done()
