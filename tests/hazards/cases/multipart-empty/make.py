# SPDX-License-Identifier: Apache-2.0
"""A multipart without any part."""
from craft import *  # noqa: F403

NAME = "sans-partie.eml"
DATA = mail(b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b--\r\n", 119)
