# SPDX-License-Identifier: Apache-2.0
"""Two messages in one file, no mailbox around them: the second stands behind the last boundary."""
from craft import *  # noqa: F403

NAME = "deux-en-un.eml"
SENDER = "cfa@cfa-immobilier.example"
DATA = (mail(mixed([part(sheet(who="0939102N"))]), 160, sender=SENDER) +
        mail(mixed([part(sheet(4))], "autre"), 161))
