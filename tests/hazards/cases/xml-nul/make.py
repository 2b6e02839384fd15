# SPDX-License-Identifier: Apache-2.0
"""A NUL within a name."""
from craft import *  # noqa: F403

NAME = "nul.xml"
DATA = sheet().replace("É".encode(), b"a\0b")
