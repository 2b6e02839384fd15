# SPDX-License-Identifier: Apache-2.0
"""Bytes that are no UTF-8."""
from craft import *  # noqa: F403

NAME = "utf-8-invalid.xml"
DATA = sheet().replace("É".encode(), b"\xc3\x28")
