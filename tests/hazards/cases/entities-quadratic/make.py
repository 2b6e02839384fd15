# SPDX-License-Identifier: Apache-2.0
"""One long entity, used very often."""
from craft import *  # noqa: F403

NAME = "quadratique.xml"
DATA = sheet(before=f'<!DOCTYPE fiche-3.3 [<!ENTITY a "{"a" * 100000}">]>', name="&a;" * 10000)
