# SPDX-License-Identifier: Apache-2.0
"""A gigabyte of zeros in an entry."""
from craft import *  # noqa: F403

NAME = "bombe.odt"
DATA = package(Entry("content.xml", **zeros(1024)))
