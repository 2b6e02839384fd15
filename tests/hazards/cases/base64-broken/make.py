# SPDX-License-Identifier: Apache-2.0
"""A package whose base64 was damaged on its way: GMime doesn't say so, the package does."""
from craft import *  # noqa: F403

NAME = "abime-en-route.eml"
body = part(document(), "fiche.odt", ODT)
DATA = mail(mixed([body[:600] + b"*!-_" + body[604:]]), 120)
