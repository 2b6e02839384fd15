# SPDX-License-Identifier: Apache-2.0
"""Line ends of an old Macintosh."""
from craft import *  # noqa: F403

NAME = "macintosh.eml"
DATA = mail(mixed([part(sheet(who="0949102H"))]), 103).replace(b"\r\n", b"\r")
