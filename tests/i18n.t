#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The French catalogue has every message of the program, and the program speaks it.  TAP.
cd "${COPIL_SRCDIR:-.}" || exit 1
copil=${COPIL:-build/copil}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
xgettext --from-code=UTF-8 -L C -k_ -kN_ -kNP_:1,2 -kNN_:1,1 -kngettext:1,2 -o "$work/copil.pot" \
    src/main.c src/*/*.c
missing=$(msgcmp --use-untranslated src/fr.po "$work/copil.pot" 2>&1 | grep -v 'found .* fatal' |
    grep -A1 'not defined\|not translated')
untranslated=$(msgattrib --untranslated --no-obsolete src/fr.po | grep '^msgid "[^"]')
echo 1..5
[ -z "$missing" ] && echo "ok 1 - every message is in fr.po" || {
    echo "not ok 1 - every message is in fr.po"
    msgcmp --use-untranslated src/fr.po "$work/copil.pot" 2>&1 | sed 's/^/# /' | head -40
}
[ -z "$untranslated" ] && echo "ok 2 - and translated" || {
    echo "not ok 2 - and translated"
    echo "$untranslated" | sed 's/^/# /'
}
said=$(LC_ALL=C.UTF-8 LANGUAGE=fr "$copil" nothing 2>&1 | head -1)
[ "$said" = "copil : la commande nothing n’existe pas" ] && echo "ok 3 - French" || {
    echo "not ok 3 - French"
    echo "# $said"
}
said=$(LC_ALL=C.UTF-8 LANGUAGE=en "$copil" nothing 2>&1 | head -1)
[ "$said" = "copil: there is no command nothing" ] && echo "ok 4 - English" || {
    echo "not ok 4 - English"
    echo "# $said"
}
# A no-break space stands before ; : ! ? in French, and the apostrophe is curled.
spaces=$(grep -nE "^msgstr.*[^ ] [;:!?]|^msgstr.*[[:alpha:]]'[[:alpha:]]" src/fr.po)
[ -z "$spaces" ] && echo "ok 5 - French spacing" || {
    echo "not ok 5 - French spacing"
    echo "$spaces" | sed 's/^/# /'
}
