# SPDX-License-Identifier: Apache-2.0
"""An entity that is a file of the machine."""
from craft import *  # noqa: F403

NAME = "externe.xml"
DATA = sheet(before='<!DOCTYPE fiche-3.3 [<!ENTITY x SYSTEM "file:///etc/passwd">]>', name="&x;")
