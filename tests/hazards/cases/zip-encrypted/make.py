# SPDX-License-Identifier: Apache-2.0
"""An entry encrypted by ZIP's own means."""
from craft import *  # noqa: F403

NAME = "chiffre-zip.odt"
DATA = package(Entry("content.xml", content(table()), flags=0x801))
