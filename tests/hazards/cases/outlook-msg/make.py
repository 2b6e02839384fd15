# SPDX-License-Identifier: Apache-2.0
"""A mail saved by Outlook as a file."""
from craft import *  # noqa: F403

NAME = "message.eml"
DATA = mail(mixed([part(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "fiche.msg",
                        "application/vnd.ms-outlook")]), 128)
