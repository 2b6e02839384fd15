# SPDX-License-Identifier: Apache-2.0
"""2,001 entries."""
from craft import *  # noqa: F403

NAME = "entrees.odt"
DATA = package(Entry("content.xml", content(table())), *(Entry(f"Pictures/{i}") for i in range(1999)))
