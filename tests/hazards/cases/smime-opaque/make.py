# SPDX-License-Identifier: Apache-2.0
"""Signed with S/MIME in a way that hides the content."""
from craft import *  # noqa: F403

NAME = "smime.eml"
DATA = mail(b'Content-Type: application/pkcs7-mime; smime-type=signed-data; name="smime.p7m"\r\n'
            b"Content-Transfer-Encoding: base64\r\n\r\nMIAGCSqGSIb3DQEHAqCAMIACAQExAAAAAAA=\r\n", 129)
