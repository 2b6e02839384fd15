# SPDX-License-Identifier: Apache-2.0
"""File names that lead elsewhere, turn their letters round or write to a terminal."""
from craft import *  # noqa: F403

NAME = "noms-hostiles.eml"
DATA = mail(mixed([
    part(sheet(who="0919101Y", territory="VERSAILLES"), b'filename="../../etc/cron.d/x"'),
    part(sheet(who="0919101Y", territory="VERSAILLES", period="2013-2014-S2"),
         'filename="fiche\u202elmx.exe"'.encode()),
    part(sheet(who="0919101Y", territory="VERSAILLES", period="2014-2015-S1"),
         b'filename="\x1b[31mrouge\x07.xml"'),
]), 124)
