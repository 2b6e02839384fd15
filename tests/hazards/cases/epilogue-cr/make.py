# SPDX-License-Identifier: Apache-2.0
"""Four million lines that CR alone ends, behind the last boundary: looked through once."""
from craft import *  # noqa: F403

NAME = "retours.eml"
DATA = mail(mixed([part(sheet(who="0779102A", period="2014-2015-S1"))]), 168) + b"Y: a\r" * (4 << 20)
