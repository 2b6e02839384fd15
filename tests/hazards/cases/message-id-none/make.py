# SPDX-License-Identifier: Apache-2.0
"""No Message-ID, as half of all mail."""
from craft import *  # noqa: F403

NAME = "sans-nom.eml"
DATA = mail(part(sheet(who="0959102C", territory="VERSAILLES")), 149, identity=False)
