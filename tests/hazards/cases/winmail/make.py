# SPDX-License-Identifier: Apache-2.0
"""Outlook's own format."""
from craft import *  # noqa: F403

NAME = "winmail.eml"
DATA = mail(mixed([part(b"\x78\x9f\x3e\x22" + b"\0" * 200 + sheet(), "winmail.dat",
                        "application/ms-tnef")]), 127)
