# SPDX-License-Identifier: Apache-2.0
"""A text of 11 MB."""
from craft import *  # noqa: F403

NAME = "texte.xml"
DATA = sheet(9, name="a" * (11 << 20))
