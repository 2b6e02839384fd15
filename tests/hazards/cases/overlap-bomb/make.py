# SPDX-License-Identifier: Apache-2.0
"""Two hundred entries that are the same ten megabytes."""
from craft import *  # noqa: F403

NAME = "recouvrement.odt"
block = Entry("content.xml", **zeros(10))
DATA = package(block, *(Entry(f"{i}.xml", place=1, **zeros(10)) for i in range(200)))
