# SPDX-License-Identifier: Apache-2.0
"""A mbox whose second mail has no header: the two around it are not lost."""
from craft import *  # noqa: F403

NAME = "boite.mbox"


def one(number, body):
    return b"From a@b.example Mon Jul  7 10:00:00 2014\n" + body.replace(b"\r\n", b"\n") + b"\n"


DATA = (one(1, mail(part(sheet(who="0949101G")), 101)) +
        one(2, b": no name\n\xff\xfe nothing of a mail\nContent-Type\n") +
        one(3, mail(part(sheet(who="0949101G", period="2013-2014-S2")), 102)))
