# SPDX-License-Identifier: Apache-2.0
"""The right names in another namespace."""
from craft import *  # noqa: F403

NAME = "etranger.xml"
DATA = sheet().replace(b"urn:copil:idf-2013", b"urn:copil:idf-2014")
