#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What a large register costs: status, explain and the figures of a report, and how that grows.

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


def measure(command):
    """Seconds by the clock, in the middle of RUNS runs, and the most memory that one took, in MB."""
    times, peak = [], 0
    for _ in range(RUNS):
        begin = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        times.append(time.monotonic() - begin)
        if status:
            sys.exit(f"large.py: {' '.join(command)} failed")
        peak = max(peak, usage.ru_maxrss / 1024)
    return statistics.median(times), peak


def main(report_figures):
    copil = make_register.COPIL
    together = {}
    for size in map(int, os.environ.get("SIZES", "10000 50000 100000").split()):
        with tempfile.TemporaryDirectory() as folder:
            register = make_register.write(size, folder, False)
            runs = {"status": measure([copil, "status", register]),
                    "explain 3.2-a": measure([copil, "explain", register, "3.2-a"]),
                    "the report's figures": measure([report_figures, register])}
            together[size] = sum(seconds for seconds, _ in runs.values())
            print(f"{size} submissions, {os.path.getsize(register) / 1e6:.0f} MB: ",
                  ", ".join(f"{name} {seconds:.2f} s" for name, (seconds, _) in runs.items()),
                  f"; together {together[size]:.2f} s,",
                  f" {max(peak for _, peak in runs.values()):.0f} MB at most", sep="", flush=True)
    least, most = min(together), max(together)
    print(f"{most / least:.0f} times the submissions:",
          f"{together[most] / together[least]:.1f} times as long")


if __name__ == "__main__":
    main(sys.argv[1])
