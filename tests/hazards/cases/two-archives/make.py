# SPDX-License-Identifier: Apache-2.0
"""Two whole archives in one file: libzip reads the first, LibreOffice the second."""
from craft import *  # noqa: F403

NAME = "deux-archives.odt"
DATA = document(1000) + document(9999)
