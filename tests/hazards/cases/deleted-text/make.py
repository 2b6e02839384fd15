# SPDX-License-Identifier: Apache-2.0
"""A tracked deletion: the deleted figure is not the answer."""
from craft import *  # noqa: F403

NAME = "suivi.odt"
changes = ('<text:tracked-changes><text:changed-region text:id="c"><text:deletion><text:p>9999</text:p>'
           "</text:deletion></text:changed-region></text:tracked-changes>")
body = changes + table('<text:change text:change-id="c"/>12')
DATA = package(Entry("content.xml", content(body).replace(b"0779102A", b"0949102H")
                     .replace(b"2013-2014-S1", b"2014-2015-S1")))
