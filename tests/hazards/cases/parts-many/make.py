# SPDX-License-Identifier: Apache-2.0
"""100,000 parts, the form among them."""
from craft import *  # noqa: F403

NAME = "parties.eml"
DATA = mail(b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" + part(sheet()) +
            b"--b\r\n\r\nx\r\n" * 100000 + b"--b--\r\n", 113)
