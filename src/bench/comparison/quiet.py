"""Whether anything else runs on this machine: times are of no use then."""

import sys
import time
from pathlib import Path

STAT = Path("/proc/stat")  # Linux; elsewhere every moment counts as quiet
SAMPLE = 0.1  # seconds
PATIENCE = 3.0  # seconds
BUSY = 0.5  # cores


class Watch:
    """Waits before each measurement until nothing else runs, for a while."""

    def __init__(self):
        self.asked = self.disturbed = 0

    def wait(self):
        self.asked += 1
        end = time.monotonic() + PATIENCE
        while STAT.exists() and busy_cores() > BUSY:
            if time.monotonic() > end:
                self.disturbed += 1
                return

    def report(self):
        if self.disturbed:
            print(
                f"something else ran before {self.disturbed} of {self.asked} measurements:"
                " do not trust them",
                file=sys.stderr,
            )


def busy_cores():
    start, begun = ticks()
    time.sleep(SAMPLE)
    end, ended = ticks()
    cores = sum(line[3:4].isdigit() for line in STAT.read_text().splitlines())
    return cores * (end - start) / max(1, ended - begun)


def ticks():
    """Those that the machine has worked, and all, of all cores."""
    counts = [int(count) for count in STAT.read_text().split("\n", 1)[0].split()[1:9]]
    idle = counts[3] + counts[4]
    return sum(counts) - idle, sum(counts)
