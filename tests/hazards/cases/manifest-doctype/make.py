# SPDX-License-Identifier: Apache-2.0
"""A DOCTYPE in the manifest, the content being honest."""
from craft import *  # noqa: F403

NAME = "doctype-manifeste.odt"
DATA = package(Entry("content.xml", content(table(8))), Entry("META-INF/manifest.xml", (
    '<!DOCTYPE m [<!ENTITY x SYSTEM "http://127.0.0.1:9/">]>'
    f"<manifest:manifest {SPACES}>&x;</manifest:manifest>").encode()))
