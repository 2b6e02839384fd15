# SPDX-License-Identifier: Apache-2.0
"""A multipart that doesn't name its boundary."""
from craft import *  # noqa: F403

NAME = "sans-limite.eml"
DATA = mail(mixed([part(sheet())]).replace(b'; boundary="limite"', b"", 1), 117)
