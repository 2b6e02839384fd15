# SPDX-License-Identifier: Apache-2.0
"""Characters that turn text round, are not seen, or pile up."""
from craft import *  # noqa: F403

NAME = "invisible.xml"
DATA = sheet(who="0919102Z", territory="VERSAILLES", period="2014-2015-S1",
             name="Lyc\u202e\u2066\u200b\u00ade" + "\u0301" * 500 + "e\u0301")
