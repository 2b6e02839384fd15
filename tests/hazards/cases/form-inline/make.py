# SPDX-License-Identifier: Apache-2.0
"""The form is no attachment: a leaf without disposition, in the midst of texts."""
from craft import *  # noqa: F403

NAME = "dans-le-texte.eml"
DATA = mail(mixed([b"Content-Type: text/plain\r\n\r\nBonjour,",
                   part(sheet(who="0919102Z", territory="VERSAILLES"), None, "application/xml"),
                   b"Content-Type: text/plain\r\n\r\nCordialement"]), 125)
