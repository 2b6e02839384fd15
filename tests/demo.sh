#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The weekly batch on the demo mailbox: what a clerk sees.
set -eu
build=$1
here=$(dirname "$0")
out=$build/demo
rm -rf "$out"
mkdir -p "$out"
# The demo's own day, so that the report is the same at every run: a week after the school year's
# sheets were due.
export SOURCE_DATE_EPOCH=1405929600 # 21 July 2014
export LC_ALL=C.UTF-8 LANGUAGE="${LANGUAGE:-fr}"
echo "\$ copil init idf-2013.copil --convention forms/idf-2013"
"$build/copil" init "$out/idf-2013.copil" --convention "$here/../forms/idf-2013"
echo "\$ copil batch idf-2013.copil tests/mail/idf-2013/boite --output sortie"
"$build/copil" batch "$out/idf-2013.copil" "$here/mail/idf-2013/boite" --output "$out/sortie"
