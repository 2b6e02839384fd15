# SPDX-License-Identifier: Apache-2.0
"""An entry whose name is a path of the machine."""
from craft import *  # noqa: F403

NAME = "chemin-absolute.odt"
DATA = package(Entry("content.xml", content(table())), Entry("/etc/copil-evil", b"x"))
