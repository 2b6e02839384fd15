# SPDX-License-Identifier: Apache-2.0
"""A header of 100,000 fields."""
from craft import *  # noqa: F403

NAME = "entetes.eml"
DATA = mail(part(sheet()), 110, [b"X-%d: y" % i for i in range(100000)])
