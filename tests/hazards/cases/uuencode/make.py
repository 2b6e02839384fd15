# SPDX-License-Identifier: Apache-2.0
"""A file written out in the text."""
from craft import *  # noqa: F403

NAME = "uuencode.eml"
import binascii  # noqa: E402

form = sheet()
lines = b"".join(binascii.b2a_uu(form[i:i + 45]) for i in range(0, len(form), 45))
DATA = mail(b"Content-Type: text/plain\r\n\r\nVoici la fiche :\r\n\r\nbegin 644 fiche.xml\r\n" +
            lines.replace(b"\n", b"\r\n") + b"`\r\nend\r\n", 134)
