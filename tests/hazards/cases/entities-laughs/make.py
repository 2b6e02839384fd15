# SPDX-License-Identifier: Apache-2.0
"""Entities of entities: a billion laughs."""
from craft import *  # noqa: F403

NAME = "rires.xml"
entities = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
DATA = sheet(before=f'<!DOCTYPE fiche-3.3 [<!ENTITY l0 "ah">{entities}]>', name="&l9;")
