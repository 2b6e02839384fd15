# SPDX-License-Identifier: Apache-2.0
"""File names by RFC 2231 and by RFC 2047, and both at once saying two things."""
from craft import *  # noqa: F403

NAME = "noms.eml"
DATA = mail(mixed([
    part(sheet(who="0759102L", territory="PARIS"), b"filename*0*=utf-8\'\'%C3%A9t; filename*1*=%C3%A9.xml"),
    part(sheet(who="0759102L", territory="PARIS", period="2013-2014-S2"),
         b'filename="=?iso-8859-1?Q?=E9t=E9.xml?="'),
    part(sheet(who="0759102L", territory="PARIS", period="2014-2015-S1"),
         b'filename="un.xml"; filename*=utf-8\'\'deux.xml'),
]), 122)
