# SPDX-License-Identifier: Apache-2.0
"""A page that a copying machine sent by itself."""
from craft import *  # noqa: F403

NAME = "copieur.eml"
DATA = mail(mixed([part(b"\xff\xd8\xff\xe0" + b"\xa5" * (40 << 10), "scan0001.jpg", "image/jpeg")]),
            167, [b"Auto-Submitted: auto-generated"])
