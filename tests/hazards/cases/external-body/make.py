# SPDX-License-Identifier: Apache-2.0
"""A reference to a file elsewhere: nothing is fetched."""
from craft import *  # noqa: F403

NAME = "ailleurs.eml"
DATA = mail(b'Content-Type: message/external-body; access-type=URL; URL="http://127.0.0.1:9/fiche.odt"'
            b"\r\n\r\nContent-Type: application/vnd.oasis.opendocument.text\r\n\r\n", 133)
