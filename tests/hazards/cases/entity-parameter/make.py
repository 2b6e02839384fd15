# SPDX-License-Identifier: Apache-2.0
"""A parameter entity that would send a file elsewhere."""
from craft import *  # noqa: F403

NAME = "parametre.xml"
DATA = sheet(before='<!DOCTYPE fiche-3.3 [<!ENTITY % f SYSTEM "file:///etc/hostname"><!ENTITY % d SYSTEM '
                    '"http://127.0.0.1:9/?">%d;]>')
