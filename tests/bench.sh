#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A week of COUNT forms, no two alike (tests/bench/week.py): forms a second, everything on, by what
# brings them, and how many as far as a dry run goes (the register's rows and the letters, in
# memory); as ratios against one child at a time, against no isolation, and against a Python
# script that opens the same mails and reads the same tables, judging nothing; then the processor
# time of isolation itself, a form at a time (tests/bench/isolation.c).  Then what is asked of a
# large register, in seconds and megabytes: tests/bench/large.py; and pages a second beside other
# programs: tests/bench/pages.py.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
count=${COUNT:-1000}
"$COPIL_SRCDIR/tests/bench/week.py" "$COPIL_SRCDIR/forms/idf-2013" "$work" "$count"
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
prepare="rm -rf $work/r.copil $work/out; $COPIL init $work/r.copil --convention $work/convention"
batch="$COPIL batch $work/r.copil --output $work/out"
hyperfine --warmup 1 --runs 3 --export-json "$work/times.json" \
    --prepare "$prepare" "$batch $work/odt" \
    --prepare "$prepare" "$batch $work/xml" \
    --prepare "$prepare" "$batch $work/several-odt" \
    --prepare "$prepare" "$batch $work/several-xml" \
    --prepare "$prepare" "$batch $work/odt --dry-run" \
    --prepare "$prepare" "$batch $work/xml --dry-run" \
    --prepare "$prepare" "$batch $work/several-odt --dry-run" \
    --prepare "$prepare" "$batch $work/several-xml --dry-run" \
    --prepare "$prepare" "$batch $work/odt --jobs 1" \
    --prepare "$prepare" "COPIL_NO_SANDBOX=1 $batch $work/odt" \
    --prepare true "python3 $work/peer.py $work/odt" \
    --prepare "$prepare; $batch $work/odt" \
    "$COPIL report $work/r.copil --output $work/report.pdf" >&2
pages=$(pdfinfo "$work/report.pdf" | awk '/^Pages/ { print $2 }')
jq -r --argjson count "$count" --argjson pages "$pages" '
    def rate(whole; dry): "\($count / whole | round) a second, \($count / dry | round) into the register";
    def times(what; whole): "\(what / whole * 100 | round / 100) times as long";
    [.results[].median] as [$odt, $xml, $odts, $xmls, $odt_dry, $xml_dry, $odts_dry, $xmls_dry,
        $one, $open, $peer, $report] |
    "\($count) forms, from the mails to letters, report and page:",
    "official forms, one a mail: \(rate($odt; $odt_dry))",
    "the same in XML:            \(rate($xml; $xml_dry))",
    "official, up to six a mail: \(rate($odts; $odts_dry))",
    "XML, up to six a mail:      \(rate($xmls; $xmls_dry))",
    "one child at a time:  \(times($one; $odt))",
    "without seccomp:      \(times($open; $odt))",
    "Python, reading only: \(times($peer; $odt))",
    "report: \($pages) pages, \($pages / $report | round) a second with its figures"
    ' "$work/times.json"
echo "isolation:"
"$COPIL_BUILD/bench/isolation" "$work/convention" "$work"/odt/000*.eml
echo "a large register:"
python3 "$COPIL_SRCDIR/tests/bench/large.py" "$COPIL_BUILD/bench/report-figures"
echo "pages, ours and others':"
python3 "$COPIL_SRCDIR/tests/bench/pages.py" "$COPIL_BUILD/bench/pages"
