# SPDX-License-Identifier: Apache-2.0
"""As many bytes as a file of a source may have."""
from craft import *  # noqa: F403

NAME = "plus-grand.eml"
DATA = mail(b"Content-Type: text/plain\r\n\r\n", 170)
DATA += b"a" * ((256 << 20) - len(DATA))
