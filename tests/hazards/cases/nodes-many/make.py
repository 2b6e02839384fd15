# SPDX-License-Identifier: Apache-2.0
"""A million empty paragraphs beside the answers."""
from craft import *  # noqa: F403

NAME = "noeuds.fodt"
DATA = flat(table(7, more="<text:p/>" * 1000000))
