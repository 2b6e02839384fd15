# SPDX-License-Identifier: Apache-2.0
"""An entry of 5 MB that says it has a hundred bytes."""
from craft import *  # noqa: F403

NAME = "petit.odt"
DATA = package(Entry("content.xml", content(table() + " " * 5000000), size=100))
