# SPDX-License-Identifier: Apache-2.0
"""A thousand mails, each in the next."""
from craft import *  # noqa: F403

NAME = "poupees.eml"
DATA = mail(b"Content-Type: message/rfc822\r\n\r\n" * 1000 + mail(part(sheet()), 108), 109)
