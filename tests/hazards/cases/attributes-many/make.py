# SPDX-License-Identifier: Apache-2.0
"""300,000 attributes of one element, in a package of 0.7 MB: libxml2 compares each with all."""
from craft import *  # noqa: F403

NAME = "attributs.odt"
flood = " ".join(f'a{i}=""' for i in range(300000))
DATA = package(Entry("content.xml", content(table()).replace(b"<office:text>", f"<office:text {flood}>".encode())))
