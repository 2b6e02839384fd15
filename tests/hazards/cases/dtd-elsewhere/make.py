# SPDX-License-Identifier: Apache-2.0
"""A DTD on another machine."""
from craft import *  # noqa: F403

NAME = "dtd.xml"
DATA = sheet(before='<!DOCTYPE fiche-3.3 SYSTEM "http://127.0.0.1:9/fiche.dtd">')
