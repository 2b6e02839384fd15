# SPDX-License-Identifier: Apache-2.0
"""Two boundaries in one Content-Type: two readers see two mails."""
from craft import *  # noqa: F403

NAME = "deux-limites.eml"
first = mixed([part(sheet(3))], "un")
DATA = mail(first.replace(b'boundary="un"', b'boundary="un"; boundary="deux"', 1) + b"--deux\r\n" +
            part(sheet(4)) + b"\r\n--deux--\r\n", 115)
