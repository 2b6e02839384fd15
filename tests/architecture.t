#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The house: which room may know which, and which library lives where.  TAP.
cd "${COPIL_SRCDIR:-.}" || exit 1
n=0
check() { # NAME, OFFENDERS
    n=$((n + 1))
    if [ -z "$2" ]; then
        echo "ok $n - $1"
    else
        echo "not ok $n - $1"
        echo "$2" | sed 's/^/# /'
    fi
}
rooms=$(sed -n 's/^ROOMS := //p' Makefile)
for room in $rooms; do
    knows=$(sed -n "s/^KNOWS_$room *:= *//p" Makefile)
    [ "$room" = commands ] && knows=$rooms
    allowed=$(echo "$room $knows" | sed 's/ \+/|/g; s/|$//')
    check "$room knows only: $knows" \
        "$(grep -nE '^#include "[a-z]+/' "src/$room"/*.[ch] |
            grep -vE "#include \"($allowed)/|#include \"(schemas|src)/")"
done

library() { # HEADERS, ROOMS...
    headers=$1
    shift
    allowed=$(echo "$*" | sed 's/ /|/g')
    check "$headers only in $*" \
        "$(grep -nE "^#include [<\"]($headers)" src/*/*.[ch] | grep -vE "^src/($allowed)/")"
}
library 'gmime/' mail examine
library 'zip\.h' archive
library 'sqlite3\.h|register/sql\.h' register figures publish
library 'libxml/' convention form correction check examine
library 'pango/' typeset
library 'cairo' pdf
library 'zlib' pdf
library 'qpdf/' pdf signature
library 'openssl/' base signature
library 'curl/' delivery
library 'hyphen\.h' typeset
library 'lpsolve/' publish
library 'seccomp\.h|linux/landlock\.h' sandbox
check 'only commands print to standard output' \
    "$(grep -nE '\b(printf|puts|putchar|g_print) ?\(' src/*/*.c | grep -vE '^src/commands/|"[^"]*printf')"
check 'an SPDX line first in every source file' \
    "$(for f in src/*.c src/*/*.[ch] src/*/*.sql tests/*.sh tests/*.t tests/unit/*/*.[ch]; do
        [ -f "$f" ] && ! head -3 "$f" | grep -q 'SPDX-License-Identifier: Apache-2.0' && echo "$f"
    done)"
check 'no file over 500 lines' "$(wc -l src/*.c src/*/*.[ch] | awk '$2 != "total" && $1 > 500')"
check 'no function over 80 lines' \
    "$(awk 'FNR == 1 { s = 0 } /^\{/ { s = FNR } /^\}/ { if (s && FNR - s > 80) print FILENAME ":" s; s = 0 }' src/*/*.c)"
check 'no path of a developer machine' "$(git grep -nE '/(home|work|farm|tmp)/[a-z.]' -- src forms schemas 2>/dev/null)"
echo "1..$n"
