# SPDX-License-Identifier: Apache-2.0
"""A control character within a name."""
from craft import *  # noqa: F403

NAME = "control.xml"
DATA = sheet().replace("É".encode(), b"a\x08b")
