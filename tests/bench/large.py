#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What a large register costs: status, explain and the figures of a report, and how that grows;
beside it what SQLite alone takes to add up all numbers of the register.

large.py REPORT_FIGURES: the program made of report-figures.c.  SIZES, in the environment, is the
number of submissions of each register that is made for it.  COPIL and COPIL_SRCDIR likewise.
"""
import os
import statistics
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
import make_register  # noqa: E402

RUNS = 5
ASKED = 1.0   # seconds: status, explain and the figures of the largest register together
MEMORY = 200  # megabytes: the most that any of them takes, exports too


def measure(command, runs=RUNS):
    """Seconds by the clock, in the middle of RUNS runs, and the most memory that one took, in MB."""
    times, peak = [], 0
    for _ in range(runs):
        begin = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        times.append(time.monotonic() - begin)
        if status:
            sys.exit(f"large.py: {' '.join(command)} failed")
        peak = max(peak, usage.ru_maxrss / 1024)
    return statistics.median(times), peak


def told(runs):
    return ", ".join(f"{name} {seconds:.2f} s" for name, (seconds, _) in runs.items())


def main(report_figures):
    copil = make_register.COPIL
    together, peaks = {}, []
    for size in sorted(map(int, os.environ.get("SIZES", "25000 100000").split())):
        with tempfile.TemporaryDirectory() as folder:
            register = make_register.write(size, folder, False)
            runs = {"status": measure([copil, "status", register]),
                    "explain 3.2-a": measure([copil, "explain", register, "3.2-a"]),
                    "the report's figures": measure([report_figures, register])}
            files = {name: measure([copil, "export", register, "--output",
                                    os.path.join(folder, "export" + name)], 1)
                     for name in (".csv", ".json", ".ods")}
            alone, _ = measure(["sqlite3", register, "SELECT sum(number) FROM value"])
            together[size] = sum(seconds for seconds, _ in runs.values())
            peaks += [peak for _, peak in [*runs.values(), *files.values()]]
            print(f"{size} submissions, {os.path.getsize(register) / 1e6:.0f} MB: {told(runs)};",
                  f"together {together[size]:.2f} s, {together[size] / alone:.1f} times what SQLite",
                  f"takes to add up all numbers; exports: {told(files)}", flush=True)
    least, most = min(together), max(together)
    print(f"{most / least:.0f} times the submissions:",
          f"{together[most] / together[least]:.1f} times as long")
    print(f"status, explain and all figures of {most} submissions:",
          "within" if together[most] <= ASKED else "NOT within", f"{ASKED:g} s together;",
          f"{max(peaks):.0f} MB at most with the exports,",
          "within" if max(peaks) <= MEMORY else "NOT within", f"{MEMORY} MB")


if __name__ == "__main__":
    main(sys.argv[1])
