# SPDX-License-Identifier: Apache-2.0
"""A multipart whose boundary never comes."""
from craft import *  # noqa: F403

NAME = "limite-absente.eml"
DATA = mail(b"Content-Type: multipart/mixed; boundary=jamais\r\n\r\n" + part(sheet()), 118)
