# SPDX-License-Identifier: Apache-2.0
"""A document encrypted by OpenDocument's means: its manifest says so."""
from craft import *  # noqa: F403

NAME = "chiffre-odf.odt"
entry = ('<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml" '
         'manifest:size="900"><manifest:encryption-data manifest:checksum="x">'
         '<manifest:algorithm manifest:algorithm-name="Blowfish CFB"/></manifest:encryption-data>'
         "</manifest:file-entry>")
DATA = package(Entry("content.xml", bytes(range(256)) * 8), Entry(
    "META-INF/manifest.xml", f"<manifest:manifest {SPACES}>{entry}</manifest:manifest>".encode()))
