# SPDX-License-Identifier: Apache-2.0
"""Two entries content.xml: one reader takes the first (1000), another the last (9999)."""
from craft import *  # noqa: F403

NAME = "deux-contenus.odt"
DATA = package(Entry("content.xml", content(table(1000))), Entry("content.xml", content(table(9999))))
