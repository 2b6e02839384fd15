# SPDX-License-Identifier: Apache-2.0
"""A form behind the last boundary, where no mail program shows it."""
from craft import *  # noqa: F403

NAME = "derriere.eml"
DATA = mail(mixed([b"Content-Type: text/plain\r\n\r\nBonjour.\r\n"]), 169) + sheet() + b"\r\n"
