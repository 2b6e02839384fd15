# SPDX-License-Identifier: Apache-2.0
"""Encrypted with PGP."""
from craft import *  # noqa: F403

NAME = "pgp.eml"
DATA = mail(mixed([b"Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1",
                   b"Content-Type: application/octet-stream\r\n\r\n-----BEGIN PGP MESSAGE-----\r\n\r\n"
                   b"hQEMA\r\n-----END PGP MESSAGE-----"], kind="encrypted"), 130)
