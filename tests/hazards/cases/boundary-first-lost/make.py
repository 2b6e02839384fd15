# SPDX-License-Identifier: Apache-2.0
"""The first boundary is not what the header says: its part stands before all others."""
from craft import *  # noqa: F403

NAME = "premiere-limite.eml"
DATA = mail(mixed([part(sheet()), b"Content-Type: text/plain\r\n\r\nCordialement.\r\n"]).replace(
    b"\r\n--limite\r\n", b"\r\n--limote\r\n", 1), 164)
