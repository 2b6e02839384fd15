# SPDX-License-Identifier: Apache-2.0
"""Macros in the document: never run, and noted."""
from craft import *  # noqa: F403

NAME = "macros.odt"
scripts = ('<office:scripts><office:script script:language="ooo:Basic"><script:source-code>Sub Main\n'
           'Shell "rm -rf /"\nEnd Sub</script:source-code></office:script></office:scripts>')
DATA = package(Entry("content.xml", content(table(), scripts=scripts).replace(b"0779102A", b"0949102H")
                     .replace(b"2013-2014-S1", b"2013-2014-S2")),
               Entry("Basic/Standard/Module1.xml", b"<x/>"))
