#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The demo reports are PDF/A-3a and PDF/UA-1: one test for each clause that a program can check, by
a reader of our own on top of qpdf's JSON.  TAP."""
import os
import subprocess
import sys

sys.dont_write_bytecode = True
here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, "../cli")]
import pdfa  # noqa: E402
import pdfua  # noqa: E402
from cli import done, folder, ok  # noqa: E402
from demo import CONVENTIONS, report  # noqa: E402
from reader import Pdf  # noqa: E402


def main():
    with folder() as work:
        for convention in CONVENTIONS:
            path = report(work, convention)
            checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
            ok(checked.returncode == 0, f"{convention}: qpdf finds no fault", checked.stdout)
            pdf = Pdf(path)
            for name, check in pdfa.CLAUSES + pdfua.CLAUSES:
                offences = [str(one)[:300] for one in check(pdf)]
                ok(not offences, f"{convention}: {name}", f"{len(offences)} times", *offences[:5])
    done()


main()
