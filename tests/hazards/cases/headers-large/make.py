# SPDX-License-Identifier: Apache-2.0
"""A header of more than 1 MB, each field short enough."""
from craft import *  # noqa: F403

NAME = "gros-entetes.eml"
DATA = mail(part(sheet()), 112, [b"X-%d: " % i + b"y" * 60000 for i in range(18)])
