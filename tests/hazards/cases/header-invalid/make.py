# SPDX-License-Identifier: Apache-2.0
"""A line in the header of a part that is no field."""
from craft import *  # noqa: F403

NAME = "en-tete-faux.eml"
DATA = mail(mixed([b"Content-Type application/xml without colon\r\n" + part(sheet())]), 116)
