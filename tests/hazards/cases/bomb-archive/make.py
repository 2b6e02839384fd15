# SPDX-License-Identifier: Apache-2.0
"""An archive of forms, one of them 200 MB of blanks."""
from craft import *  # noqa: F403

NAME = "bombe.zip"
DATA = archive(Entry("fiche.xml", sheet()), Entry("a.xml", **zeros(200)))
