# SPDX-License-Identifier: Apache-2.0
"""A photograph of 30 MB beside the form."""
from craft import *  # noqa: F403

NAME = "photo.eml"
DATA = mail(mixed([part(b"\xff\xd8\xff\xe0" + b"\xa5" * (30 << 20), "photo.jpg", "image/jpeg"),
                   part(sheet(who="0949101G", period="2014-2015-S2"))]), 153)
