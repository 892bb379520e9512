"""How a peer is asked for its times: one JSON line for each line on standard input.

The first line is printed when the data are loaded and the first round, which warms up, is over. Each
round runs the same steps from the same initial values, so that its checks are the same in all peers.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np


def load(folder, dtype):
    """The arrays of a folder by their names, in one precision."""
    return {file.stem: np.load(file).astype(dtype) for file in sorted(Path(folder).glob("*.npy"))}


def squares(*arrays):
    """The sum of all squares, in f64: where a training got to, as one number."""
    return float(sum(np.sum(np.square(np.asarray(array, np.float64))) for array in arrays))


def serve(models):
    """Runs as `peer MODEL FOLDER DTYPE STEPS`. A model is a function of the steps and the arrays
    that returns a cost and the arrays that it has found."""
    name, folder, dtype, steps = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
    data = load(folder, dtype)
    model = models[name]

    def once():
        start = time.perf_counter()
        cost, *found = model(steps, **data)
        seconds = (time.perf_counter() - start) / steps
        answer = {"seconds": seconds, "checks": [float(cost), squares(*found)]}
        print(json.dumps(answer), flush=True)

    once()
    for _ in sys.stdin:
        once()
