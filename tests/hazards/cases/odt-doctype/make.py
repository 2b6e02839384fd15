# SPDX-License-Identifier: Apache-2.0
"""A DOCTYPE in content.xml."""
from craft import *  # noqa: F403

NAME = "doctype.odt"
DATA = document(before="<!DOCTYPE office:document-content [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>")
