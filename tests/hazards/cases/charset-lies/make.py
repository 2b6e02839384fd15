# SPDX-License-Identifier: Apache-2.0
"""A text that says UTF-8 and is windows-1252, and a form that says ISO-8859-1."""
from craft import *  # noqa: F403

NAME = "codages.eml"
form = sheet(who="0759104N", territory="PARIS").decode().replace('"1.0"', '"1.0" encoding="ISO-8859-1"')
DATA = mail(mixed([b"Content-Type: text/plain; charset=utf-8\r\n\r\n\x93L\x92\xe9t\xe9\x94 \x9cuvre",
                   part(form.encode("iso-8859-1"))]), 121)
