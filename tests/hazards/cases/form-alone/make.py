# SPDX-License-Identifier: Apache-2.0
"""The form is the whole body of the message."""
from craft import *  # noqa: F403

NAME = "corps.eml"
DATA = mail(part(sheet(who="0919102Z", territory="VERSAILLES", period="2013-2014-S2"), None, "text/xml"), 126)
