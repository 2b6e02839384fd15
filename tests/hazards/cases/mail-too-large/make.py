# SPDX-License-Identifier: Apache-2.0
"""A mail of more than 64 MB."""
from craft import *  # noqa: F403

NAME = "enorme.eml"
DATA = mail(part(sheet()), 154) + b"\0" * (64 << 20)
