#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Signed files for the fuzzer of what comes back.  Usage: seeds.py FOLDER"""
import os
import sys
import tempfile

sys.dont_write_bytecode = True
import pdf  # noqa: E402


def write(folder, name, data):
    with open(os.path.join(folder, name), "wb") as file:
        file.write(data)


def main(folder):
    pdf.ROOM = 1500
    os.makedirs(folder, exist_ok=True)
    one = pdf.issue(["a", "b"])
    with tempfile.TemporaryDirectory() as work:
        root = pdf.Person(work, "R", key=("ec", "-pkeyopt", "ec_paramgen_curve:P-256"))
        person = pdf.Person(work, "P", root, key=("ec", "-pkeyopt", "ec_paramgen_curve:P-256"))
        first = pdf.sign(one, pdf.FIRST_FIELD, person.cms)
        second = pdf.sign(first, pdf.FIRST_FIELD + 1, lambda d: person.cms(d, "-cades"),
                          subfilter=b"ETSI.CAdES.detached", add=pdf.increment_stream)
    write(folder, "issued.pdf", one)
    write(folder, "first.pdf", first)
    write(folder, "second.pdf", second)
    write(folder, "changed.pdf", pdf.increment(second, {pdf.FIRST_PAGE + 1: pdf.stream(b"q Q")}))


main(sys.argv[1])
