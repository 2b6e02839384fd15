# SPDX-License-Identifier: Apache-2.0
"""An attribute of 11 MB."""
from craft import *  # noqa: F403

NAME = "attribut.xml"
DATA = sheet().replace(b"<organisme>", b'<organisme a="' + b"a" * (11 << 20) + b'">')
