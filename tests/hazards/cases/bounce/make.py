# SPDX-License-Identifier: Apache-2.0
"""A letter that could not be delivered, with a form in it: nobody sent that."""
from craft import *  # noqa: F403

NAME = "rebond.eml"
DATA = (b"Return-Path: <>\r\n" + mail(mixed([
    b"Content-Type: text/plain\r\n\r\nUndelivered",
    b"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example",
    b"Content-Type: message/rfc822\r\n\r\n" + mail(mixed([part(sheet())]), 145)],
    kind='report; report-type="delivery-status"'), 146, sender="mailer-daemon@mx.example"))
