# SPDX-License-Identifier: Apache-2.0
"""An entry whose name is a path of another system."""
from craft import *  # noqa: F403

NAME = "chemin-backslash.odt"
DATA = package(Entry("content.xml", content(table())), Entry("..\\\\..\\\\copil-evil", b"x"))
