# SPDX-License-Identifier: Apache-2.0
"""content.xml in Shift_JIS."""
from craft import *  # noqa: F403

NAME = "sjis.odt"
DATA = package(Entry("content.xml", content(table()).replace(b"UTF-8", b"Shift_JIS").replace(b"\xc3\x89", b"E")
                     .replace("é".encode(), b"e")))
