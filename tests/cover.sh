#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A line a source file: share of lines that the tests ran, least first; then the whole.
set -eu
build=$1
find "$build/obj/src" -name '*.gcda' | while read -r data; do
    gcov -n -o "$data" "$data" 2>/dev/null
done | awk -F"'" '
    /^File/ { file = $2 }
    /^Lines executed/ && file ~ /^src\/.*\.c$/ {
        split($0, part, /[:% ]+/)
        share = part[3]; lines = part[5]
        if (!(file in seen)) { seen[file] = 1; printf "%6.1f %%  %5d  %s\n", share, lines, file
            ran += share * lines / 100; all += lines }
    }
    END { printf "%6.1f %%  %5d  all\n", 100 * ran / all, all }' | sort -n
