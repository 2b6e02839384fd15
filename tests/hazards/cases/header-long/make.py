# SPDX-License-Identifier: Apache-2.0
"""One field of 65 KB."""
from craft import *  # noqa: F403

NAME = "champ.eml"
DATA = mail(part(sheet()), 111, [b"X-Long: " + b"y" * 66560])
