# SPDX-License-Identifier: Apache-2.0
"""LibreOffice as people use it: forms opened, typed into and saved; one soffice, one UNO connection.

Runs under the system's own Python (python3-uno)."""
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK

FORMATS = {".odt": "writer8", ".ott": "writer8_template", ".fodt": "OpenDocument Text Flat XML",
           ".docx": "MS Word 2007 XML", ".pdf": "writer_pdf_Export"}


def prop(name, value):
    return PropertyValue(name, 0, value, 0)


class Office:
    """A soffice of our own, with a profile of its own.  It ends with the `with` block, or after
    SECONDS whatever it does: then the call that waits for it fails."""

    def __init__(self, seconds):
        self.seconds = seconds

    def __enter__(self):
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # no soffice is left behind
        self.profile = tempfile.mkdtemp(prefix="copil-soffice-")
        self.process = subprocess.Popen(
            ["soffice", "--headless", "--norestore", "--nologo", "--nodefault",
             f"-env:UserInstallation=file://{self.profile}",
             f"--accept=pipe,name={os.path.basename(self.profile)};urp;"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        self.watch = threading.Timer(self.seconds, self.kill)
        self.watch.start()
        try:
            self.desktop = self.connect()
        except BaseException:
            self.end()
            raise
        return self

    def connect(self):
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext(
            "com.sun.star.bridge.UnoUrlResolver", local)
        url = f"uno:pipe,name={os.path.basename(self.profile)};urp;StarOffice.ComponentContext"
        while True:
            try:
                context = resolver.resolve(url)
                break
            except Exception:  # not listening yet
                if self.process.poll() is not None:
                    raise RuntimeError("soffice did not start") from None
                time.sleep(0.2)
        self.context = context
        return self.service("com.sun.star.frame.Desktop")

    def service(self, name):
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def __exit__(self, *_):
        try:
            self.desktop.terminate()
            self.process.wait(20)
        except Exception:  # the connection breaks while it ends; whatever is left is killed
            pass
        self.end()

    def end(self):
        self.watch.cancel()
        self.kill()
        self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)

    def kill(self):
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass

    def open(self, path):
        return self.desktop.loadComponentFromURL(uno.systemPathToFileUrl(os.path.abspath(path)),
                                                 "_blank", 0, (prop("Hidden", True),))

    def open_unseen(self, path):
        """Without a view: a LibreOffice without windows ends at once when it is to show a comment."""
        document = self.service("com.sun.star.text.TextDocument")
        document.load((prop("URL", uno.systemPathToFileUrl(os.path.abspath(path))),
                       prop("FilterName", FORMATS[os.path.splitext(path)[1]])))
        return document

    def save(self, document, path, password=None):
        arguments = [prop("FilterName", FORMATS[os.path.splitext(path)[1]]),
                     prop("NoThumbnail", True)]
        if password:
            arguments.append(prop("Password", password))
        document.storeToURL(uno.systemPathToFileUrl(os.path.abspath(path)), tuple(arguments))


def rows(table):
    """The cells of each row, from left to right."""
    found = {}
    for name in table.CellNames:
        found.setdefault(int(re.search(r"\d+$", name)[0]), []).append(table.getCellByName(name))
    return [found[row] for row in sorted(found)]


def answer_cells(document):
    """Code → its answer cells, from left to right: what stands behind code and question."""
    return {cells[0].String.strip(): cells[2:]
            for table in document.TextTables for cells in rows(table)}


def type_paragraphs(cell, words):
    cell.setString("")
    for number, line in enumerate(words.split("\n")):
        if number:
            cell.insertControlCharacter(cell.End, PARAGRAPH_BREAK, False)
        cell.insertString(cell.End, line, False)


def type_into(document, cell, words):
    """As on the keyboard, with what people's hands do to a document:
    "{gras}12" bold on the first character, "{suivi}18→20" a change that is tracked,
    "{note}12" a footnote, "[x] oui" a box ticked; a new line is a new paragraph."""
    if words.startswith("[x] "):
        box = "☐\u00a0" if "☐\u00a0" in cell.String else "☐ "
        assert box + words[4:] in cell.String, f"no box {words[4:]} in {cell.String!r}"
        cell.setString(cell.String.replace(box + words[4:], box.replace("☐", "☒") + words[4:]))
    elif words.startswith("{suivi}"):
        before, after = words[7:].split("→")
        cell.setString(before)
        document.RecordChanges = True
        cell.setString(after)
        document.RecordChanges = False
    elif words.startswith("{note}"):
        cell.setString(words[6:])
        note = document.createInstance("com.sun.star.text.Footnote")
        cell.insertTextContent(cell.End, note, False)
        note.setString("dont 99 à vérifier avec le chef de travaux")
    elif words.startswith("{gras}"):
        cell.setString(words[6:])
        cursor = cell.createTextCursor()
        cursor.gotoStart(False)
        cursor.goRight(1, True)
        cursor.CharWeight = 150
    else:
        type_paragraphs(cell, words)


def fill(document, answers, cells):
    """Type ANSWERS (code → texts of the row) into CELLS, the document's; "" leaves one as it is."""
    for code, words in answers.items():
        assert len(cells.get(code, [])) == len(words), \
            f"{code}: {len(cells.get(code, []))} answer cells for {words}"
        for cell, word in zip(cells[code], words):
            if word:
                type_into(document, cell, word)
