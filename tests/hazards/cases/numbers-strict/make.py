# SPDX-License-Identifier: Apache-2.0
"""The same from a program."""
from craft import *  # noqa: F403

NAME = "nombres-stricts.eml"
DATA = mail(mixed([part(sheet(count), f"fiche-{i}.xml") for i, count in enumerate(
    ["NaN", "INF", "1e308", "1E3", "-0", "0x10", "1 234,56", "999999999999999999999", "+3"])]), 157)
