# SPDX-License-Identifier: Apache-2.0
"""An entry that is a symbolic link."""
from craft import *  # noqa: F403

NAME = "lien.odt"
DATA = package(Entry("content.xml", content(table())), Entry("Pictures/x", b"/etc/passwd", mode=0o120777 << 16))
