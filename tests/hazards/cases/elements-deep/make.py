# SPDX-License-Identifier: Apache-2.0
"""Elements 50,000 deep."""
from craft import *  # noqa: F403

NAME = "profond.fodt"
DATA = flat("<text:section>" * 50000 + table() + "</text:section>" * 50000)
