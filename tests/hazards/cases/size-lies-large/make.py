# SPDX-License-Identifier: Apache-2.0
"""An entry of 2 KB that says it has 4 GB."""
from craft import *  # noqa: F403

NAME = "grand.odt"
DATA = package(Entry("content.xml", content(table()), size=4000000000))
