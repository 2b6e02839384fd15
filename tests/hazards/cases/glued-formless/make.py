# SPDX-License-Identifier: Apache-2.0
"""Two messages in one file, the first of them without a form."""
from craft import *  # noqa: F403

NAME = "mot-et-fiche.eml"
DATA = (mail(mixed([b"Content-Type: text/plain\r\n\r\nBonjour.\r\n"]), 162) +
        mail(mixed([part(sheet())], "autre"), 163))
