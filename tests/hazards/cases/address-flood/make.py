# SPDX-License-Identifier: Apache-2.0
"""More addresses than anybody writes to, folded into short lines."""
from craft import *  # noqa: F403

NAME = "adresses.eml"
DATA = mail(part(sheet()), 105, [b"Cc: " + b",\r\n ".join(b"a%d@b.example" % i for i in range(1001))])
