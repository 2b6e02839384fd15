#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The answers leave: through a program that stands for sendmail, to real SMTP servers on this
machine, into a Maildir; what is refused, late, cut or killed on the way is told, and comes again
where that helps, under the same Message-ID."""
import email
import email.policy
import fcntl
import json
import mailbox
import os
import shutil
import stat
import sys

sys.dont_write_bytecode = True
from cli import *  # noqa: E402, F403
from servers import *  # noqa: E402, F403

DAY = "1405929600"  # 21 July 2014
FEW = ["03-", "04-", "06-", "14-", "26-"]  # two with two addresses, one with an unknown organisation
SECRETARIAT = "secretariat@copil.example"

KEEP = """
cat > "$0.letter.$$" && echo "$@" > "$0.args.$$" && env | sort > "$0.env.$$"
"""


def given(register):
    """{Message-ID: (recipients, bytes)} of the answers kept."""
    found = {}
    for identity, eml in rows(register, "SELECT message_id, eml FROM answer"):
        letter = email.message_from_bytes(eml, policy=email.policy.default)
        found[identity] = ([address.addr_spec for address in letter["To"].addresses], eml)
    return found


def identity(content):
    return email.message_from_bytes(content)["Message-ID"].strip("<>")


def send(register, *args, **options):
    """Exit status, the JSON, standard error."""
    finished = run("send", register, "--json", *args, **options)
    return (finished.returncode, json.loads(finished.stdout) if finished.stdout else None,
            finished.stderr.decode())


def kept(place):
    """What the program KEEP was given: [(arguments, environment, letter)]."""
    found = []
    for name in sorted(os.listdir(os.path.dirname(place))):
        base, _, number = name.partition(".letter.")
        if not number or base != os.path.basename(place):
            continue
        read = [open(f"{place}.{kind}.{number}", "rb").read() for kind in ("args", "env", "letter")]
        found.append((read[0].decode().split(), read[1].decode().splitlines(), read[2]))
    return found


def outcomes(register):
    """{(Message-ID, recipient): [outcome of each handing over]}."""
    found = {}
    for letter, recipients, delivery in rows(
            register, "SELECT letter, recipients, id FROM delivery ORDER BY id"):
        told = dict(rows(register, "SELECT recipient, outcome FROM outcome WHERE delivery = ?",
                         delivery))
        for recipient in recipients.split():
            found.setdefault((letter, recipient), []).append(told.get(recipient))
    return found


class Desk:
    """A fresh register with a few answers for each trial."""

    def __init__(self, work):
        self.work, self.count = work, 0
        box = os.path.join(work, "box")
        choose(box, FEW)
        self.made = new_register(work, "made.copil")
        self.said = must("batch", self.made, box, "--output", os.path.join(work, "out"),
                         SOURCE_DATE_EPOCH=DAY).stdout.decode()
        self.letters = given(self.made)

    def register(self):
        self.count += 1
        path = os.path.join(self.work, f"{self.count}.copil")
        shutil.copy(self.made, path)
        return path


def test_dry(desk, work):
    register = desk.register()
    before = sha256(open(register, "rb").read())
    code, told, _ = send(register, "--dry-run")
    equal((code, told["dry_run"], told["way"], told["handed_over"]), (0, True, None, 0), "a dry run")
    equal({one["letter"]: [to["address"] for to in one["recipients"]] for one in told["letters"]},
          {name: to for name, (to, _) in desk.letters.items()}, "names every letter, and to whom")
    equal([one["message"] for one in told["letters"]], [sha for sha, in rows(
        register, "SELECT m.sha256 FROM message m JOIN answer a ON a.message = m.arrival"
        " ORDER BY m.received, m.sha256")], "in the order in which they were written to us")
    equal({to["outcome"] for one in told["letters"] for to in one["recipients"]}, {"open"},
          "none of them handed over")
    text = run("send", register, "--dry-run", "--limit", "2").stdout.decode()
    ok(text.startswith("2 letters would be handed over.\n") and
       "  03-colette-premier-semestre.eml: sheet 3.3 accepted\n"
       "    secretariat@lp-colette-exemple.example\n" in text and
       text.endswith("\n3 more wait, beyond --limit.\n"), "in words: what, to whom, how many", text)
    equal(sha256(open(register, "rb").read()), before, "the register is only read")


def test_program(desk, work):
    register, place = desk.register(), os.path.join(work, "keep")
    program(work, "keep", KEEP)
    code, told, said = send(register, "--sendmail", place, "--limit", "2",
                            SECRET="x", SOURCE_DATE_EPOCH=DAY)
    equal((code, told["handed_over"], told["waiting"], said), (0, 2, 3, ""), "two of five")
    code, told, _ = send(register, "--sendmail", place)
    equal((code, told["handed_over"], told["waiting"]), (0, 3, 0), "the others")
    got = kept(place)
    equal({identity(letter): letter for _, _, letter in got},
          {name: eml.replace(b"\r\n", b"\n") for name, (_, eml) in desk.letters.items()},
          "each letter once, its bytes as they are kept, with the line ends of files")
    equal({tuple(args) for args, _, _ in got}, {("-i", "-f", SECRETARIAT, "-t")},
          "recipients are those of the letter; failures go back to the secretariat")
    seen = {line.split("=")[0] for _, env, _ in got for line in env}
    ok(seen <= {"PATH", "HOME", "USER", "LOGNAME", "LC_ALL", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR",
                "DBUS_SESSION_BUS_ADDRESS", "GNUPGHOME", "PWD", "OLDPWD", "SHLVL", "_"},
       "its environment is small", seen)
    equal(set(map(tuple, outcomes(register).values())), {("taken",)}, "all is written down")
    before = sha256(open(register, "rb").read())
    code, told, _ = send(register, "--sendmail", place)
    equal((code, told["letters"], len(kept(place))), (0, [], 5), "again: nothing is left to do")
    equal(run("send", register, "--sendmail", place).stdout, b"No answer waits to be sent.\n",
          "and it says so")
    equal(sha256(open(register, "rb").read()), before, "the register is as it was")
    path = os.path.join(work, "path")
    os.mkdir(path)
    program(path, "sendmail", KEEP)
    code, told, _ = send(desk.register(), PATH=path + ":" + os.environ["PATH"])
    equal((code, told["handed_over"], told["way"]), (0, 5, f"sendmail {path}/sendmail"),
          "sendmail is found in the PATH")


def test_statuses(desk, work):
    """sysexits.h: of the letter, for good or for now; or of the program itself."""
    for number, outcome, stopped, code in ((65, "refused", False, 1), (67, "refused", False, 1),
                                           (69, "later", False, 75), (75, "later", True, 75),
                                           (78, "later", True, 75), (1, "later", True, 75),
                                           (127, "later", True, 75)):
        register = desk.register()
        failing = program(work, f"fails-{number}", f"cat > /dev/null; echo pas là >&2; exit {number}")
        got, told, _ = send(register, "--sendmail", failing)
        tried = [one for one in told["letters"] if one["recipients"][0]["outcome"] != "open"]
        equal((got, {to["outcome"] for one in tried for to in one["recipients"]}, len(tried)),
              (code, {outcome}, 1 if stopped else 5), f"exit status {number}")
        equal(tried[0]["recipients"][0]["reply"], f"pas là (exit status {number})",
              "what the program said is told")
        tries = len(outcomes(register))
        got, told, _ = send(register, "--sendmail", program(work, "well", "cat > /dev/null"))
        equal((got, told["handed_over"]), (0, 0 if outcome == "refused" else 5),
              "the next run: " + ("not again" if outcome == "refused" else "again"))
    register = desk.register()
    first = next(iter(json.loads(run("send", register, "--dry-run", "--json").stdout)["letters"]))
    send(register, "--sendmail", os.path.join(work, "fails-75"), "--limit", "1")
    last = json.loads(run("send", register, "--dry-run", "--json").stdout)["letters"][-1]
    equal(last["letter"], first["letter"], "one that failed goes last: it keeps no other from leaving")
    code, told, _ = send(desk.register(), "--sendmail", os.path.join(work, "fails-69"),
                         prefix=("env", "--ignore-signal=CHLD"))
    equal((code, told["handed_over"], told["later"] > 0), (75, 0, True),
          "a shell that ignores the end of children hides no failure")
    text = run("send", register, "--sendmail", os.path.join(work, "fails-78")).stdout.decode()
    ok("0 letters were handed over" in text and "Not taken for now; the next run tries again:" in text
       and "4 more letters were not tried" in text, "said in words", text)


def test_late(desk, work):
    register = desk.register()
    late = program(work, "late", 'cat > /dev/null; sleep 60 & echo $! > "$0.pid"; wait')
    code, told, _ = send(register, "--sendmail", late, "--timeout", "1")
    first = told["letters"][0]["recipients"][0]
    equal((code, first["outcome"], told["unknown"] > 0, told["later"]), (75, "unknown", True, 0),
          "a program that doesn't end is stopped: it may have left")
    pid = open(late + ".pid").read().strip()
    state = open(f"/proc/{pid}/stat").read().split()[2] if os.path.exists(f"/proc/{pid}") else "-"
    ok(state in "-Z", "with all that it began", state)
    text = run("send", register, "--dry-run").stdout.decode()
    ok(text.startswith("An earlier run was interrupted while handing these over"),
       "the next run says so", text)
    code, told, _ = send(register, "--sendmail", program(work, "well", "cat > /dev/null"))
    equal((code, told["handed_over"], [one["letter"] for one in told["letters"] if one["again"]]),
          (0, 5, [told["letters"][-1]["letter"]]), "and hands it over again, under the same name")


def test_server(desk, work):
    register, postman = desk.register(), Postman()
    with Server(postman) as server:
        code, told, said = send(register, "--smtp", server.url)
        equal((code, told["handed_over"], told["way"], said), (0, 5, server.url, ""),
              "to a server on this machine")
        equal({identity(text): (list(to), text) for _, to, text, _, _ in postman.taken},
              desk.letters, "each letter once, to its recipients, byte for byte")
        equal({sender for sender, *_ in postman.taken}, {SECRETARIAT}, "from the secretariat")
        equal(send(register, "--smtp", server.url)[1]["letters"], [], "again: nothing")
        equal(len(postman.taken), 5, "and nothing came")


def test_refused(desk, work):
    two = next(name for name, (to, _) in desk.letters.items()
               if to[0] == "secretariat@lp-colette-exemple.example")
    postman = Postman({"secretariat@lp-colette-exemple.example": "550 5.1.1 no such user",
                       "lycee@jean-modele.example": "450 4.2.1 try later"})
    register = desk.register()
    with Server(postman) as server:
        code, told, _ = send(register, "--smtp", server.url)
        equal((code, told["handed_over"], told["refused"], told["later"]), (1, 3, 1, 1),
              "one recipient refused for good, another for now")
        reached = {to for _, recipients, _, _, _ in postman.taken for to in recipients}
        ok("chef-travaux@lp-colette-exemple.example" in reached and
           "stages@jean-modele.example" in reached, "the others get their letter", reached)
        text = run("send", register, "--dry-run").stdout.decode()
        ok(text.startswith("1 letter would be handed over.\n") and
           text.endswith("    lycee@jean-modele.example\n"
                         "Refused in an earlier run: 1 (copil status shows it).\n"),
           "left to do: who said later, and nobody else", text)
        postman.recipients = {}
        before = len(postman.taken)
        code, told, _ = send(register, "--smtp", server.url)
        equal((code, [list(to) for _, to, *_ in postman.taken[before:]]),
              (0, [["lycee@jean-modele.example"]]), "the next run: only that one")
        message = rows(register, "SELECT m.sha256 FROM message m JOIN answer a ON a.message = m.arrival"
                       " WHERE a.message_id = ?", two)[0][0]
        before = len(postman.taken)
        code, told, _ = send(register, "--smtp", server.url, "--again", message[:12])
        equal((code, [list(to) for _, to, *_ in postman.taken[before:]]),
              (0, [["secretariat@lp-colette-exemple.example"]]),
              "--again: who refused it, and nobody else")
        send(register, "--smtp", server.url, "--again", message[:12])
        equal(list(postman.taken[-1][1]), desk.letters[two][0], "--again, when all have it: to all")
    place = program(work, "rest", KEEP)
    register = desk.register()
    with Server(Postman({"lycee@jean-modele.example": "450 x"})) as server:
        send(register, "--smtp", server.url)
    send(register, "--sendmail", place)
    equal([args for args, _, _ in kept(place)],
          [["-i", "-f", SECRETARIAT, "--", "lycee@jean-modele.example"]],
          "a program, too, is given only those that are left")


def test_answers_of_servers(desk, work):
    for answer, code, outcome in (("554 5.6.0 not this", 1, "refused"), ("451 4.3.0 later", 75, "later"),
                                  ("421 4.3.2 closing", 75, "later")):
        register, postman = desk.register(), Postman(answers={1: answer})
        with Server(postman) as server:
            got, told, _ = send(register, "--smtp", server.url)
        first = told["letters"][0]["recipients"]
        closing = answer.startswith("421")
        equal((got, {to["outcome"] for to in first}, {to["reply"] for to in first},
               told["handed_over"]), (code, {outcome}, {answer}, 0 if closing else 4),
              f"the letter is answered {answer}")
    register, postman = desk.register(), Postman(sender="550 5.7.1 who are you")
    with Server(postman) as server:
        got, told, _ = send(register, "--smtp", server.url)
    equal((got, told["refused"], told["later"] > 0, postman.asked), (75, 0, True, 1),
          "a sender who isn't let in: no letter's fault, and no other is tried")


def test_cut(desk, work):
    closed = f"smtp://127.0.0.1:{free_port()}"
    got, told, _ = send(desk.register(), "--smtp", closed)
    equal((got, told["later"] > 0, told["unknown"],
           sum(to["outcome"] != "open" for one in told["letters"] for to in one["recipients"]) <= 2),
          (75, True, 0, True), "nobody there: the first letter says it for all")
    for moment, silent, outcome in (("banner", False, "later"), ("banner", True, "later"),
                                    ("dot", False, "unknown"), ("dot", True, "unknown")):
        register, dropper = desk.register(), Dropper(moment, silent)
        got, told, _ = send(register, "--smtp", dropper.url, "--timeout", "2")
        dropper.close()
        first = told["letters"][0]
        equal((got, {to["outcome"] for to in first["recipients"]}), (75, {outcome}),
              f"{'silence' if silent else 'cut'} at {moment}")
        postman = Postman()
        with Server(postman) as server:
            text = run("send", register, "--smtp", server.url).stdout.decode()
        same_name = [text for *_, text, _, _ in postman.taken if identity(text) == first["letter"]]
        equal(len(postman.taken), 5, "the next run hands all over")
        equal((same_name == [desk.letters[first["letter"]][1]],
               text.startswith("An earlier run was interrupted")), (True, outcome == "unknown"),
              "the same bytes; that they may have left before is said")
    register, postman = desk.register(), Postman(answers={3: ""})
    with Server(postman) as server:
        got, told, _ = send(register, "--smtp", server.url)
        equal((got, told["taken"] > 0, [one["recipients"][0]["outcome"] for one in told["letters"]],
               len(postman.taken)), (75, True, ["taken", "taken", "unknown", "open", "open"], 3),
              "cut at the third letter of one connection: it is not tried again by itself")
        got, told, _ = send(register, "--smtp", server.url)
        equal((got, told["handed_over"], [one["again"] for one in told["letters"]]),
              (0, 3, [False, False, True]), "the next run does, and says so")
    register, dropper = desk.register(), Dropper("text")
    got, told, _ = send(register, "--smtp", dropper.url, "--timeout", "5")
    dropper.close()
    ok(got == 75 and told["taken"] == 0 and told["refused"] == 0, "cut in the middle of the letter",
       told)


def test_tls(desk, work):
    chain = certificate(work)
    login = ("greffe", "sésame")
    netrc = secret(work, "netrc", "machine 127.0.0.1 login greffe password sésame\n"
                   "machine ::ffff:127.0.0.1 login greffe password sésame\n")
    with Server(Postman(), chain, implicit=True, password=login) as server:
        register = desk.register()
        got, told, _ = send(register, "--smtp", server.url, "--netrc", netrc)
        ok(got == 75 and told["taken"] == 0 and "certificate" in
           told["letters"][0]["recipients"][0]["reply"], "a certificate that nobody vouches for", told)
        got, told, _ = send(register, "--smtp", server.url, "--netrc", netrc, "--ca", chain[0])
        equal((got, told["handed_over"]), (0, 5), "smtps, with a name and a password")
        ok(all(one[4] for one in server.postman.taken), "it let us in")
        ok(b"sesame" not in open(register, "rb").read().replace("é".encode(), b"e"),
           "the password is not in the register")
        wrong = secret(work, "wrong", "machine 127.0.0.1 login greffe password rien\n")
        got, told, _ = send(desk.register(), "--smtp", server.url, "--netrc", wrong, "--ca", chain[0])
        equal((got, told["taken"], told["later"] > 0, sum(
            one["recipients"][0]["outcome"] != "open" for one in told["letters"])), (75, 0, True, 1),
              "a wrong password: nothing leaves, and it is tried once")
    # An address that isn't this machine's by name, and leads there all the same.
    with Server(Postman()) as server:
        away = f"smtp://[::ffff:127.0.0.1]:{server.port}"
        got, told, _ = send(desk.register(), "--smtp", away)
        equal((got, told["taken"], server.postman.taken), (75, 0, []),
              "elsewhere nothing is sent in the clear")
        got, told, _ = send(desk.register(), "--smtp", away, "--no-tls")
        equal((got, told["handed_over"]), (0, 5), "but where the clerk says so")
    with Server(Postman(), certificate(work, address="::ffff:127.0.0.1")) as server:
        away = f"smtp://[::ffff:127.0.0.1]:{server.port}"
        got, told, _ = send(desk.register(), "--smtp", away, "--ca", os.path.join(work, "server.pem"))
        equal((got, told["handed_over"], {one[3] for one in server.postman.taken}), (0, 5, {True}),
              "STARTTLS elsewhere")


def test_usage(desk, work):
    register = desk.register()
    loose = secret(work, "loose", "machine x login y password z\n", 0o644)
    tight = secret(work, "tight", "machine x login y password z\n")
    before = sha256(open(register, "rb").read())
    for args, says in (
            ((), "there is no program sendmail here"),
            (("--sendmail", os.path.join(work, "none")), "there is no program"),
            (("--smtp", "http://x.example"), "isn't a server"),
            (("--smtp", "smtp://x.example/y?z"), "isn't a server"),
            (("--smtp", "smtp://u:secret@x.example"), "no name or password in the URL"),
            (("--smtp", "smtp://x.example", "--netrc", loose), "chmod 600"),
            (("--smtp", "smtp://x.example", "--netrc", os.path.join(work, "none")), "no file"),
            (("--smtp", "smtp://x.example", "--netrc", tight, "--no-tls"), "never sent without TLS"),
            (("--smtp", "smtp://x.example", "--drafts", work), "choose one"),
            (("--netrc", tight), "go with --smtp"),
            (("--limit", "-1"), "--limit is a number"),
            (("--again", "0000000000", "--dry-run"), "no original"),
            (("--timeout", "0"), "--timeout is a number")):
        finished = run("send", register, *args, PATH=work)
        said = finished.stderr.decode()
        ok(finished.returncode == 2 and says in said and "secret" not in said, "usage: " + says,
           finished.returncode, said)
    with open(register, "rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        finished = run("send", register, "--sendmail", "true")
        ok(finished.returncode == 75 and "another run" in finished.stderr.decode(),
           "while another run works on the register: 75", finished.returncode, finished.stderr)
    equal(sha256(open(register, "rb").read()), before, "the register is as it was")
    letter = mail({}, number=7)
    with open(os.path.join(work, "lettre.eml"), "wb") as file:
        file.write(letter)
    must("batch", register, os.path.join(work, "lettre.eml"), "--output", os.path.join(work, "l"))
    finished = run("send", register, "--again", sha256(letter), "--sendmail", "true")
    ok(finished.returncode == 2 and "was not answered" in finished.stderr.decode(),
       "usage: a message that was not answered", finished.stderr)


def test_drafts(desk, work):
    register, place = desk.register(), os.path.join(work, "Brouillons")
    code, told, said = send(register, "--drafts", place)
    equal((code, told["handed_over"], said), (0, 5, ""), "as drafts")
    box = mailbox.Maildir(place, create=False)
    equal({identity(box.get_bytes(key)): box.get_bytes(key) for key in box.keys()},
          {name: eml.replace(b"\r\n", b"\n") for name, (_, eml) in desk.letters.items()},
          "a Maildir, as Python reads it, with each letter")
    equal({message.get_flags() for message in box}, {"DS"}, "each is a draft, and no news")
    equal({stat.S_IMODE(os.stat(os.path.join(place, "cur", name)).st_mode)
           for name in os.listdir(os.path.join(place, "cur"))}, {0o600}, "for no other eyes")
    names = sorted(os.listdir(os.path.join(place, "cur")))
    # The mail program sent one and took it away, and answered another: neither comes back.
    os.unlink(os.path.join(place, "cur", names[0]))
    os.rename(os.path.join(place, "cur", names[1]), os.path.join(place, "cur", names[1] + "R"))
    code, told, _ = send(register, "--drafts", place)
    equal((code, told["letters"], len(os.listdir(os.path.join(place, "cur")))), (0, [], 4),
          "what was taken out doesn't come back")
    copy = desk.register()
    code, told, _ = send(copy, "--drafts", place)
    equal((code, told["handed_over"], len(os.listdir(os.path.join(place, "cur")))), (0, 5, 5),
          "a run that forgot it: each stands there once, whatever its flags")
    equal(os.listdir(os.path.join(place, "tmp")), [], "nothing is left half-done")
    os.chmod(place, 0o777)
    os.chmod(os.path.join(place, "cur"), 0o777)
    finished = run("send", desk.register(), "--drafts", place)
    ok(finished.returncode == 70 and "write to this folder" in finished.stderr.decode(),
       "not where everybody can write", finished.returncode, finished.stderr)


def test_msmtp(desk, work):
    """A real program in the place of sendmail, and a real server behind it."""
    register, postman = desk.register(), Postman()
    with Server(postman) as server:
        home = os.path.join(work, "home")
        os.mkdir(home)
        secret(home, ".msmtprc", f"defaults\naccount default\nhost 127.0.0.1\nport {server.port}\n"
               "tls off\nauth off\n")
        code, told, _ = send(register, "--sendmail", "msmtp", HOME=home)
        equal((code, told["handed_over"]), (0, 5), "msmtp")
        equal({identity(text): (sorted(to), text) for _, to, text, _, _ in postman.taken},
              {name: (sorted(to), eml) for name, (to, eml) in desk.letters.items()},
              "what comes out of it is what is kept")
        postman.recipients = {"secretariat@lp-colette-exemple.example": "550 no such user",
                              "lycee@jean-modele.example": "450 not now"}
        postman.taken.clear()
        register = desk.register()
        code, told, _ = send(register, "--sendmail", "msmtp", HOME=home)
        equal((code, told["handed_over"], told["refused"], told["later"]), (1, 3, 1, 2),
              "whom its server refuses for good is told apart from who shares the letter")
        ok([to for _, to, *_ in postman.taken if "chef-travaux@lp-colette-exemple.example" in to] ==
           [("chef-travaux@lp-colette-exemple.example",)], "who gets it", postman.taken)
        postman.recipients = {}
        postman.taken.clear()
        code, told, _ = send(register, "--sendmail", "msmtp", HOME=home)
        equal((code, [sorted(to) for _, to, *_ in postman.taken]),
              (0, [["lycee@jean-modele.example", "stages@jean-modele.example"]]),
              "the next run: whom it refused for now")


def test_killed(desk, work):
    """Killed while the program has the letter: it took it, or had not yet; it leaves again."""
    for name, script in (("after", KEEP + "kill -9 $PPID"), ("before", "kill -9 $PPID; cat > /dev/null")):
        register, place = desk.register(), os.path.join(work, "kills-" + name)
        program(work, "kills-" + name, script)
        equal(run("send", register, "--sendmail", place).returncode, -9, f"killed {name} it left")
        shown = json.loads(run("status", register, "--json").stdout)["answers"]
        equal(shown, {"kept": 5, "sent": 0, "waiting": 5, "unknown": 1, "refused": 0},
              "status says that one may have left")
        program(work, "kills-" + name, KEEP)
        code, told, _ = send(register, "--sendmail", place)
        equal((code, [one["again"] for one in told["letters"]].count(True)), (0, 1),
              "the next run says which")
        check_each_left(desk, register, kept(place), 1)


def check_each_left(desk, register, got, kills):
    names = [identity(letter) for _, _, letter in got]
    ok(set(names) == set(desk.letters) and len(names) <= len(desk.letters) + kills,
       "each letter left; for each kill at most one of them twice", names)
    wrong = []
    for (letter, recipient), told in outcomes(register).items():
        if told[-1] != "taken" or set(told[:-1]) - {None} or len(told) < names.count(letter):
            wrong.append((letter, recipient, told))
    ok(not wrong, "the register knows of each time", *wrong)
    checked = run("verify", register)
    ok(checked.returncode == 0, "and is whole", checked.stdout.decode())


def test_status(desk, work):
    register = desk.register()
    text = run("status", register).stdout.decode()
    ok("\n5 answers, 0 handed over, 5 not yet (copil send).\n" in text, "status: none has left", text)
    with Server(Postman({"secretariat@lp-colette-exemple.example": "550 5.1.1 no such user"})) as server:
        send(register, "--smtp", server.url, SOURCE_DATE_EPOCH=DAY)
    text = run("status", register).stdout.decode()
    name = rows(register, "SELECT m.sha256 FROM message m JOIN answer a ON a.message = m.arrival"
                " WHERE a.recipients LIKE 'secretariat@lp-colette%'")[0][0]
    ok("\n5 answers, 4 handed over.\n"
       "Refused for good: please telephone, or copil send --again ID:\n"
       f"  - {name[:16]}  secretariat@lp-colette-exemple.example: 550 5.1.1 no such\n    user\n"
       in text, "status: whose server refused it", text)
    text = " ".join(run("status", register, name[:16]).stdout.decode().split())
    ok("answer to secretariat@lp-colette-exemple.example: refused for good, 21 juillet 2014 "
       f"({server.url}): 550 5.1.1 no such user" in text and
       "answer to chef-travaux@lp-colette-exemple.example: handed over, 21 juillet 2014 "
       f"({server.url})" in text, "status of one message: when it left, to whom, how", text)
    one = json.loads(run("status", register, name, "--json").stdout)["letters"]
    equal([(to["outcome"], to["date"], to["way"]) for to in one[0]["recipients"]],
          [("refused", "2014-07-21", server.url), ("taken", "2014-07-21", server.url)], "--json")


def test_come_back(desk, work):
    """Our own letters in the mailbox: a copy to ourselves, one that bounced, one that is passed on.
    Nothing in them was sent to us, and nobody is answered."""
    register, place = desk.register(), os.path.join(work, "sent")
    send(register, "--drafts", place)
    own = mailbox.Maildir(place, create=False)
    copy = next(data for data in map(own.get_bytes, own.keys())
                if b"opendocument" in data) # a refused form goes with it
    box = os.path.join(work, "back")
    os.mkdir(box)
    wrapped = (b'From: <{}>\r\nMessage-ID: <1@b.example>\r\nMIME-Version: 1.0\r\n'
               b'Content-Type: multipart/mixed; boundary="=_l"\r\n\r\n--=_l\r\n'
               b'Content-Type: message/rfc822\r\n\r\n' + copy + b"\r\n--=_l--\r\n")
    for name, data in (("copy", copy),
                       ("bounce", wrapped.replace(b"{}", b"MAILER-DAEMON@mx.example")),
                       ("passed-on", wrapped.replace(b"{}", b"inconnue@ailleurs.example"))):
        with open(os.path.join(box, name), "wb") as file:
            file.write(data)
    told = json.loads(must("batch", register, box, "--json", "--output",
                           os.path.join(work, "back-out")).stdout)
    equal((told["new"], told["forms"], told["automatic"], told["not_a_form"], told["answers"]),
          (3, 0, 2, 1, 0), "no form is read in our own letters, and nobody is answered")
    shown = run("status", register, sha256(copy)).stdout.decode()
    ok("lettre du secrétariat, qui lui est revenue" in " ".join(shown.split()), "it is said why",
       shown)


def test_own_address(desk, work):
    """The secretariat passes on what came by another way: the organisation is answered, and of a
    stranger nobody; for the secretariat doesn't write to itself."""
    form = ('<fiche-3.3 xmlns="urn:copil:idf-2013"><organisme>Moi</organisme><identifiant>{}'
            '</identifiant></fiche-3.3>')
    box, register = os.path.join(work, "own"), new_register(work, "own.copil")
    os.mkdir(box)
    for number, who in enumerate(("0779101Z", "0779199F"), 1):
        with open(os.path.join(box, who), "wb") as file:
            file.write(mail({"f.xml": form.format(who).encode()}, "Secretariat@copil.example",
                            number=number))
    finished = must("batch", register, box, "--output", os.path.join(work, "own-out"))
    equal([to for to, _ in given(register).values()],
          [["secretariat@lp-colette-exemple.example", "chef-travaux@lp-colette-exemple.example"]],
          "one answer, to the organisation")
    ok("0779199F" in finished.stdout.decode(), "the clerk is told of the other", finished.stdout)


with folder() as work:
    desk = Desk(work)
    equal(len(desk.letters), 5, "five answers")
    ok(desk.said.endswith("\nLook them through; copil send REGISTER then sends the answers.\n"),
       "batch says how they leave", desk.said)
    test_dry(desk, work)
    test_program(desk, work)
    test_statuses(desk, work)
    test_late(desk, work)
    test_server(desk, work)
    test_refused(desk, work)
    test_answers_of_servers(desk, work)
    test_cut(desk, work)
    test_tls(desk, work)
    test_usage(desk, work)
    test_drafts(desk, work)
    test_msmtp(desk, work)
    test_killed(desk, work)
    test_status(desk, work)
    test_come_back(desk, work)
    test_own_address(desk, work)
    for number in range(1, desk.count + 1, 7):
        checked = run("verify", os.path.join(work, f"{number}.copil"))
        ok(checked.returncode == 0, f"register {number} is whole", checked.stdout.decode())
done()
