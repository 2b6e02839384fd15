# SPDX-License-Identifier: Apache-2.0
"""The demo reports, as tests/demo.sh makes them."""
import os

from cli import SOURCE, must

CONVENTIONS = ("idf-2013", "emplois-avenir-2012")
DAYS = {"idf-2013": "1405929600",  # 21 July 2014
        "emplois-avenir-2012": "1409558400"}  # 1 September 2014


def report(work, convention):
    register, out = os.path.join(work, convention + ".copil"), os.path.join(work, convention)
    day = DAYS[convention]
    must("init", register, "--convention", os.path.join(SOURCE, "forms", convention),
         SOURCE_DATE_EPOCH=day)
    must("batch", register, os.path.join(SOURCE, "tests/mail", convention, "boite"),
         "--output", out, SOURCE_DATE_EPOCH=day)
    return os.path.join(out, "report.pdf")
