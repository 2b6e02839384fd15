# SPDX-License-Identifier: Apache-2.0
"""File names in raw bytes, and one split within a character: what it is is told by content."""
from craft import *  # noqa: F403

NAME = "noms-bruts.eml"
DATA = mail(mixed([
    part(sheet(who="0789102V", territory="VERSAILLES"), b'filename="\xe9t\xe9.xml"'),
    part(sheet(who="0789102V", territory="VERSAILLES", period="2013-2014-S2"),
         'filename="été.xml"'.encode()),
    part(sheet(who="0789102V", territory="VERSAILLES", period="2014-2015-S1"),
         b'filename="=?utf-8?B?w6l0w4=?= =?utf-8?B?qS54bWw=?="'),
]), 123)
