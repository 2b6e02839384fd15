# SPDX-License-Identifier: Apache-2.0
"""Forwarded three times: the form is the outermost sender's."""
from craft import *  # noqa: F403

NAME = "transfert.eml"
data = mail(mixed([part(sheet(who="0929101T", territory="VERSAILLES"))]), 135, sender="dedans@exemple.example")
for number in (136, 137, 138):
    data = mail(b"Content-Type: message/rfc822\r\n\r\n" + data, number, sender="lycee@germaine-patron.example")
DATA = data
