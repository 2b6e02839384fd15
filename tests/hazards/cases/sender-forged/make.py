# SPDX-License-Identifier: Apache-2.0
"""A stranger who says that his address was checked, and wants the answer elsewhere."""
from craft import *  # noqa: F403

NAME = "faux.eml"
DATA = mail(part(sheet(who="0949101G", period="2014-2015-S1")), 152, [
    b"Authentication-Results: mx.example; spf=pass; dkim=pass; dmarc=pass",
    b"Reply-To: <pirate@ailleurs.example>", b"Return-Path: <pirate@ailleurs.example>"],
    sender="pirate@ailleurs.example")
