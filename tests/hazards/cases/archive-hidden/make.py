# SPDX-License-Identifier: Apache-2.0
"""The same, with the offsets of the second made right for the whole file."""
from craft import *  # noqa: F403

NAME = "deux-archives-2.odt"
first, second = document(1000), document(9999)
directory, end = second.index(b"PK\1\2"), second.index(b"PK\5\6")
moved, at = bytearray(second), directory
while at < end:
    struct.pack_into("<I", moved, at + 42, struct.unpack_from("<I", moved, at + 42)[0] + len(first))
    at += 46 + sum(struct.unpack_from("<HHH", moved, at + 28))
struct.pack_into("<I", moved, end + 16, directory + len(first))
DATA = first + bytes(moved)
