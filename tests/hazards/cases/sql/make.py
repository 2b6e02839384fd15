# SPDX-License-Identifier: Apache-2.0
"""A text that would end a statement of SQL."""
from craft import *  # noqa: F403

NAME = "sql.xml"
DATA = sheet(who="0919101Y", territory="VERSAILLES", period="2014-2015-S2",
             name="x'); DROP TABLE message; DROP TABLE submission; --")
