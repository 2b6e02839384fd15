# SPDX-License-Identifier: Apache-2.0
"""A word of a megabyte as the name of the organisation."""
from craft import *  # noqa: F403

NAME = "mot.xml"
DATA = sheet(name="a" * (1 << 20))
