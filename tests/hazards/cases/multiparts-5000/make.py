# SPDX-License-Identifier: Apache-2.0
"""Five thousand levels of multiparts."""
from craft import *  # noqa: F403

NAME = "abime.eml"
body = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (i, i)
                for i in range(5000))
DATA = mail(body + part(sheet()), 107)
