# SPDX-License-Identifier: Apache-2.0
"""A name of an element of 60,000 letters."""
from craft import *  # noqa: F403

NAME = "nom.xml"
DATA = sheet().replace(b"organisme>", b"a" * 60000 + b">")
