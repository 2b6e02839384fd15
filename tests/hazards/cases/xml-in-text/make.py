# SPDX-License-Identifier: Apache-2.0
"""An XML form pasted below a greeting."""
from craft import *  # noqa: F403

NAME = "collee.eml"
DATA = mail(b"Content-Type: text/plain; charset=utf-8\r\n\r\nBonjour, voici la fiche.\r\n\r\n" +
            sheet() + b"\r\n", 165)
