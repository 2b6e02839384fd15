# SPDX-License-Identifier: Apache-2.0
"""What strtod would read as numbers, and a day that isn't there, as people type them."""
from craft import *  # noqa: F403

NAME = "nombres.eml"
DATA = mail(mixed([part(document(count), f"fiche-{i}.odt", ODT) for i, count in enumerate(
    ["NaN", "inf", "1e308", "1e3", "-0", "0x10", "1 234,56", "999999999999999999999"])] +
    [part(package(Entry("content.xml", content(table()).replace(b"01/02/2014", b"31/02/2014"))),
          "fiche-jour.odt", ODT)]), 156)
