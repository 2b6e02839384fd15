# SPDX-License-Identifier: Apache-2.0
"""Two mails of one Message-ID and different bytes: two rows, for nothing rests on that name."""
from craft import *  # noqa: F403

NAME = "memes-noms.mbox"
one = mail(part(sheet(who="0929102U", territory="VERSAILLES")), 148)
two = mail(part(sheet(4, who="0929102U", territory="VERSAILLES", period="2013-2014-S2")), 148)
line = b"From a@b.example Mon Jul  7 10:00:00 2014\r\n"
DATA = line + one + b"\r\n\r\n" + line + two + b"\r\n"
