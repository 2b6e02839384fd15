# SPDX-License-Identifier: Apache-2.0
"""Groups within groups, which GMime would follow by recursion until its stack ends."""
from craft import *  # noqa: F403

NAME = "groupes.eml"
DATA = mail(part(sheet()), 104, [b"Cc: " + b"g:" * 30000])
