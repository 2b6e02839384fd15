# SPDX-License-Identifier: Apache-2.0
"""A machine's answer: never answered."""
from craft import *  # noqa: F403

NAME = "absence.eml"
DATA = mail(b"Content-Type: text/plain\r\n\r\nJe suis absente.\r\n", 144, [b"Auto-Submitted: auto-replied"])
