# SPDX-License-Identifier: Apache-2.0
"""An archive in an archive, three deep."""
from craft import *  # noqa: F403

NAME = "archives.eml"
nested = archive(Entry("fiche.xml", sheet()))
for _ in range(3):
    nested = archive(Entry("encore.zip", nested))
DATA = mail(mixed([part(nested, "fiches.zip", "application/zip")]), 131)
