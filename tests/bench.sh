#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What a week costs, as ratios within one run: against one child at a time, against no isolation,
# and against a Python script that opens the same mails and reads the same tables, judging nothing;
# then the processor time of isolation itself, a form at a time (tests/bench/isolation.c).
# Then what is asked of a large register, in seconds and megabytes: tests/bench/large.py; and pages
# a second beside other programs: tests/bench/pages.py.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
count=${COUNT:-400}
python3 - "$COPIL_SRCDIR/tests/mail/idf-2013/boite" "$work/box" "$count" <<'PYTHON'
import pathlib
import sys

source, target, count = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3])
mails = [path.read_bytes() for path in sorted(source.rglob("*.eml"))]
target.mkdir()
for i in range(count):
    # Another header makes another message of the same form.
    mail = b"X-Copy: %d\r\n" % i + mails[i % len(mails)]
    (target / f"{i:05}.eml").write_bytes(mail)
PYTHON
cat > "$work/peer.py" <<'PYTHON'
import email, email.policy, io, pathlib, sys, zipfile
from xml.etree import ElementTree
table = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table-row"
for path in pathlib.Path(sys.argv[1]).iterdir():
    for part in email.message_from_bytes(path.read_bytes(), policy=email.policy.default).walk():
        data = part.get_payload(decode=True) or b""
        if data[:2] == b"PK":
            try:
                tree = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("content.xml"))
            except Exception:
                continue
            rows = ["".join(row.itertext()) for row in tree.iter(table)]
PYTHON
prepare="rm -rf $work/r.copil $work/out; $COPIL init $work/r.copil --convention $COPIL_SRCDIR/forms/idf-2013"
batch="$COPIL batch $work/r.copil $work/box --output $work/out"
hyperfine --warmup 1 --runs 3 --export-json "$work/times.json" \
    --prepare "$prepare" "$batch" \
    --prepare "$prepare" "$batch --jobs 1" \
    --prepare "$prepare" "COPIL_NO_SANDBOX=1 $batch" \
    --prepare true "python3 $work/peer.py $work/box" \
    --prepare "$prepare; $batch" "$COPIL report $work/r.copil --output $work/report.pdf" >&2
pages=$(pdfinfo "$work/report.pdf" | awk '/^Pages/ { print $2 }')
jq -r --argjson count "$count" --argjson pages "$pages" '
    [.results[].median] as [$all, $one, $open, $peer, $report] |
    "\($count) mails: \($count / $all | round) a second, everything on",
    "one child at a time:    \($one / $all * 100 | round / 100) times as long",
    "without seccomp:        \($open / $all * 100 | round / 100) times as long",
    "Python, reading alone:  \($peer / $all * 100 | round / 100) times as long",
    "report: \($pages) pages, \($pages / $report | round) a second with its figures"
    ' "$work/times.json"
echo "isolation:"
"$COPIL_BUILD/bench/isolation" "$COPIL_SRCDIR/forms/idf-2013" "$work"/box/000*.eml
echo "a large register:"
python3 "$COPIL_SRCDIR/tests/bench/large.py" "$COPIL_BUILD/bench/report-figures"
echo "pages, ours and others':"
python3 "$COPIL_SRCDIR/tests/bench/pages.py" "$COPIL_BUILD/bench/pages"
