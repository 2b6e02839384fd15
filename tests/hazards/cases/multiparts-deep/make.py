# SPDX-License-Identifier: Apache-2.0
"""Multiparts within multiparts, a level more than is read; the form is innermost."""
from craft import *  # noqa: F403

NAME = "emboite.eml"
body = part(sheet())
for level in range(21):
    body = mixed([body], f"limite-{level}")
DATA = mail(body, 106)
