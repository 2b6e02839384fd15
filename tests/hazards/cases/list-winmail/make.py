# SPDX-License-Identifier: Apache-2.0
"""A form in Outlook's own format that came through a mailing list."""
from craft import *  # noqa: F403

NAME = "liste-winmail.eml"
DATA = mail(mixed([part(b"\x78\x9f\x3e\x22" + b"\0" * 200 + sheet(), "winmail.dat",
                        "application/ms-tnef")]), 166, [b"List-Id: <reseau.exemple.example>"])
