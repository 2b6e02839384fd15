# SPDX-License-Identifier: Apache-2.0
"""An entry whose name names a drive."""
from craft import *  # noqa: F403

NAME = "chemin-drive.odt"
DATA = package(Entry("content.xml", content(table())), Entry("C:copil-evil", b"x"))
