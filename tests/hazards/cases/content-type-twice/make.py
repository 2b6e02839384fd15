# SPDX-License-Identifier: Apache-2.0
"""Two Content-Type fields: one reader shows a text, another opens the form."""
from craft import *  # noqa: F403

NAME = "deux-types.eml"
DATA = mail(b"Content-Type: text/plain\r\n" + mixed([part(sheet())]), 114)
