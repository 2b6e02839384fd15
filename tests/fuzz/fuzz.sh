#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Run each fuzzer of BUILD for SECONDS; what was found before is kept in BUILD/corpus.  An input that
# fails is left in BUILD/found.  Usage: fuzz.sh BUILD SECONDS [TARGET...]
set -eu
build=$1 seconds=$2
shift 2
here=$(dirname "$0")
top=$here/../..
seed() { # TARGET FILE...: copies under names that tell them apart
    to=$build/seeds/$1
    shift
    mkdir -p "$to"
    for file in "$@"; do
        if [ -f "$file" ]; then cp "$file" "$to/$(echo "${file#"$top"/}" | tr '/ ' '__')"; fi
    done
}
rm -rf "$build/seeds"
seed package "$top"/tests/data/form/corpus/* "$top"/tests/data/form/corpus/packages/* \
    "$top"/forms/*/*.odt "$top"/schemas/*/*.xml
seed correction "$top"/tests/data/form/corpus/*.fodt
seed message "$top"/tests/mail/*/boite/*/* "$top"/tests/data/mail/messages/*/message.eml
for target in content xml typing transcript reply returned-reply; do
    mkdir -p "$build/seeds/$target"
done
for form in "$top"/schemas/*/fiche-3.2-exemple*.xml; do
    [ ! -f "$form" ] || sed 's/<[/]\{0,1\}fiche-[^>]*>//; /^<?xml/d' "$form" \
        >"$build/seeds/xml/$(basename "$form")"
done
for odt in "$top"/tests/data/form/corpus/*.odt "$top"/forms/*/*.odt; do
    [ ! -f "$odt" ] || unzip -p "$odt" content.xml >"$build/seeds/content/$(basename "$odt").xml"
done
cut -f1-3 "$top"/tests/data/base/saisies*.tsv | tr '\t' '\n' | sort -u |
    awk -v to="$build/seeds/typing/" 'length { file = to NR; printf "%s", $0 > file; close(file) }'
"$top/tests/signature/seeds.py" "$build/seeds/returned"
seed unpack "$top"/tests/data/examine/*.zip
seed source "$top"/tests/data/examine/*.zip "$top"/tests/data/mail/messages/*/message.eml
for mbox in "$top"/tests/mail/*/*.mbox; do
    head -c 60000 "$mbox" >"$build/seeds/source/$(basename "$mbox")"
done
seed participants "$top"/forms/*/participants.csv "$top"/tests/data/*/participants.csv
replies() { # OF TARGET: what the fuzzer OF says of its seeds
    COPIL_SRCDIR=$top COPIL_FUZZ_KEEP=$build/seeds/$2 "$build/fuzz-$1" "$build/seeds/$1"/* \
        2>"$build/seeds-$2.log"
}
replies message reply
replies returned returned-reply
printf '\001220 x\n250-x\n250 SIZE\n250 OK\n250 yes\n550 no\n354 go\n250 taken\n221 bye\n' \
    >"$build/seeds/transcript/whole"
dictionary() { # TARGET
    case $1 in
    message | source) echo mail ;;
    returned) echo pdf ;;
    unpack) echo zip ;;
    transcript) echo smtp ;;
    participants) echo csv ;;
    typing) echo typing ;;
    *) echo xml ;;
    esac
}
status=0
for target in ${*:-source unpack package content correction xml typing message reply returned \
    returned-reply participants transcript}; do
    mkdir -p "$build/corpus/$target" "$build/found"
    dict=$here/$(dictionary "$target").dict
    echo "fuzz-$target: $seconds s"
    COPIL_SRCDIR=$top "$build/fuzz-$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 \
        -max_len=200000 -dict="$dict" -artifact_prefix="$build/found/$target-" -print_final_stats=1 \
        "$build/corpus/$target" "$build/seeds/$target" >"$build/$target.log" 2>&1 || {
        status=1
        tail -40 "$build/$target.log"
    }
    grep -E 'number_of_executed_units|average_exec' "$build/$target.log" || true
done
exit $status
