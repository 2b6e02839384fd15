# SPDX-License-Identifier: Apache-2.0
"""Texts that a spreadsheet would take for formulas; what exports make of them: cli/export.t."""
from craft import *  # noqa: F403

NAME = "formules.eml"
texts = ["=HYPERLINK(1)", "+1+1", "-1-1", "@SUM(A1)", "\uff1d1+1"]
periods = ["2013-2014-S1", "2013-2014-S2", "2014-2015-S1", "2014-2015-S2"]
DATA = mail(mixed([part(sheet(who="0759104N", territory="PARIS", name=text, period=period))
                   for text, period in zip(texts, ["2013-2014-S2", "2014-2015-S1", "2014-2015-S2"])] +
                  [part(sheet(who="0759102L", territory="PARIS", name=texts[3], period="2014-2015-S2")),
                   part(sheet(who="0789102V", territory="VERSAILLES", name=texts[4], period="2014-2015-S2"))]),
            155)
