# SPDX-License-Identifier: Apache-2.0
"""The document that the cases of packages spoil: as it is, it is read."""
from craft import *  # noqa: F403

NAME = "honnete.odt"
DATA = document(5)
