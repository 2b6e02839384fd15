# SPDX-License-Identifier: Apache-2.0
"""The right namespace by another prefix: the same document."""
from craft import *  # noqa: F403

NAME = "prefixe.xml"
DATA = (sheet(who="0949102H", period="2014-2015-S2").replace(b"</", b"</x:").replace(b"<", b"<x:")
        .replace(b"<x:/x:", b"</x:").replace(b"<x:?", b"<?").replace(b"xmlns=", b"xmlns:x="))
