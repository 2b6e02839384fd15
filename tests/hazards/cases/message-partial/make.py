# SPDX-License-Identifier: Apache-2.0
"""One piece of a mail that was cut in pieces."""
from craft import *  # noqa: F403

NAME = "morceau.eml"
DATA = mail(b'Content-Type: message/partial; id="x@y"; number=1; total=2\r\n\r\n' + part(sheet()), 132)
