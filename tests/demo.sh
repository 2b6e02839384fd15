#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The weekly batch on the two demo mailboxes: what a clerk sees.
set -eu
build=$1
here=$(dirname "$0")
out=$build/demo
rm -rf "$out"
mkdir -p "$out"
# The demo's own days, so that the reports are the same at every run: a week after the school year's
# sheets were due, a month after those of the half-year, before the committees meet.
day() {
	case $1 in
	idf-2013) echo 1405929600 ;;            # 21 July 2014
	emplois-avenir-2012) echo 1409558400 ;; # 1 September 2014
	esac
}
export LC_ALL=C.UTF-8 LANGUAGE="${LANGUAGE:-fr}"
for convention in idf-2013 emplois-avenir-2012; do
	SOURCE_DATE_EPOCH=$(day "$convention")
	export SOURCE_DATE_EPOCH
	echo "\$ copil init $convention.copil --convention forms/$convention"
	"$build/copil" init "$out/$convention.copil" --convention "$here/../forms/$convention"
	echo "\$ copil batch $convention.copil tests/mail/$convention/boite --output $convention"
	"$build/copil" batch "$out/$convention.copil" "$here/mail/$convention/boite" \
		--output "$out/$convention"
	echo
done
