# SPDX-License-Identifier: Apache-2.0
"""content.xml in UTF-7, in which angle brackets can be hidden."""
from craft import *  # noqa: F403

NAME = "utf-7.odt"
DATA = package(Entry("content.xml", content(table()).replace(b"UTF-8", b"UTF-7")))
