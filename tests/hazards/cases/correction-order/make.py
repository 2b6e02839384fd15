# SPDX-License-Identifier: Apache-2.0
"""Which form is the later one is told by Received, never by Date, whatever their order."""
from craft import *  # noqa: F403

NAME = "corrections.mbox"


def one(number, count, received, date):
    return (b"From a@b.example Mon Jul  7 10:00:00 2014\r\n" +
            mail(part(sheet(count, who="0959102C", territory="VERSAILLES", period="2013-2014-S2")), number,
                 [b"Date: " + date], received=received) + b"\r\n\r\n")


DATA = (one(150, 7, "Tue, 8 Jul 2014 10:00:00 +0200", b"Mon, 1 Jan 2001 00:00:00 +0000") +
        one(151, 8, "Mon, 7 Jul 2014 10:00:00 +0200", b"Fri, 1 Jan 2038 00:00:00 +0000"))
