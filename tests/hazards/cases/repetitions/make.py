# SPDX-License-Identifier: Apache-2.0
"""Cells, rows and blanks repeated a thousand million times."""
from craft import *  # noqa: F403

NAME = "repetitions.fodt"
DATA = flat(table(6, more='<table:table><table:table-row table:number-rows-repeated="999999999">'
                       '<table:table-cell table:number-columns-repeated="999999999"><text:p>x'
                       '<text:s text:c="2000000000"/></text:p></table:table-cell></table:table-row>'
                       "</table:table>"))
