# SPDX-License-Identifier: Apache-2.0
"""An entry whose name leads out of the folder."""
from craft import *  # noqa: F403

NAME = "chemin-up.odt"
DATA = package(Entry("content.xml", content(table())), Entry("../../../tmp/copil-evil", b"x"))
