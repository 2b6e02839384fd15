# SPDX-License-Identifier: Apache-2.0
"""A mailing list's mail: never answered."""
from craft import *  # noqa: F403

NAME = "liste.eml"
DATA = mail(b"Content-Type: text/plain\r\n\r\nLa lettre du mois.\r\n", 147,
            [b"List-Id: <reseau.exemple.example>", b"Precedence: list"])
