# SPDX-License-Identifier: Apache-2.0
"""An entry whose name writes to a terminal."""
from craft import *  # noqa: F403

NAME = "chemin-control.odt"
DATA = package(Entry("content.xml", content(table())), Entry("a\x1b[31m.xml", b"x"))
