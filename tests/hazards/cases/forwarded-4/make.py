# SPDX-License-Identifier: Apache-2.0
"""Forwarded four times: not opened."""
from craft import *  # noqa: F403

NAME = "transfert-4.eml"
data = mail(mixed([part(sheet())]), 139)
for number in range(140, 144):
    data = mail(b"Content-Type: message/rfc822\r\n\r\n" + data, number)
DATA = data
