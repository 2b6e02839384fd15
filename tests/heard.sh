#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Run tests under something that looks for mistakes (a sanitizer, valgrind) and writes what it finds
# into a folder, a file a process: a child's standard error may go nowhere, and its death may be what
# the test expects.  Ends well when the tests do and nothing was found: what valgrind says of itself
# ("--PID-- ", a system call that it does not know) is no finding.
#   heard.sh FOLDER COMMAND...
set -eu
folder=$1
shift
rm -rf "$folder"
mkdir -p "$folder"
chmod 1777 "$folder" # some tests run copil as nobody
status=0
"$@" || status=$?
for report in "$folder"/*; do
    [ -f "$report" ] && grep -qv '^--[0-9]*-- ' "$report" || continue
    echo "== $report"
    cat "$report"
    status=1
done
exit $status
