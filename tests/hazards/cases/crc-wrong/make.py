# SPDX-License-Identifier: Apache-2.0
"""An entry whose checksum is another's."""
from craft import *  # noqa: F403

NAME = "somme.odt"
DATA = package(Entry("content.xml", content(table()), crc=0x12345678))
