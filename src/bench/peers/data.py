"""Writes the data and the initial values of all workloads as .npy files: the same in every run.

    data.py FOLDER
"""

import sys
from pathlib import Path

import numpy as np


def images(rng):
    """Shaped like the course's 209 pictures of 64 x 64 pixels: bytes over 255, a column each."""
    X = rng.integers(0, 128, (12288, 209)) / 255
    Y = rng.integers(0, 2, (1, 209)).astype(float)
    return X, Y


def logistic(rng):
    X, Y = images(rng)
    return {"X": X, "Y": Y, "w": np.zeros((12288, 1)), "b": np.zeros(())}


def planar(rng):
    """The course's flower: 200 points of each class on petals of radius 4 sin(4 theta)."""
    theta = np.linspace(0, 6.24, 400) + rng.normal(0, 0.2, 400)
    r = 4 * np.sin(4 * theta) + rng.normal(0, 0.2, 400)
    return {
        "X": np.stack([r * np.sin(theta), r * np.cos(theta)]),
        "Y": np.repeat([[0.0, 1.0]], 200, axis=1),
        "W1": rng.normal(0, 0.01, (4, 2)),
        "b1": np.zeros((4, 1)),
        "W2": rng.normal(0, 0.01, (1, 4)),
        "b2": np.zeros((1, 1)),
    }


def layers(rng, sizes, gain):
    values = {}
    for l, (inputs, units) in enumerate(zip(sizes, sizes[1:]), 1):
        values[f"W[{l}]"] = rng.normal(0, np.sqrt(gain / inputs), (units, inputs))
        values[f"b[{l}]"] = np.zeros((units, 1))
    return values


def deep(rng):
    X, Y = images(rng)
    return {"X": X, "Y": Y} | layers(rng, [12288, 20, 7, 5, 1], 1)


def mlp(rng, batch):
    X = rng.random((784, batch))
    Y = np.eye(10)[:, rng.integers(0, 10, batch)]
    return {"X": X, "Y": Y} | layers(rng, [784, 512, 512, 10], 2)


def elementwise(rng):
    return {name: rng.standard_normal(10_000_000, np.float32) for name in "abc"}


def write(folder, values):
    folder.mkdir(parents=True, exist_ok=True)
    for name, value in values.items():
        np.save(folder / f"{name}.npy", value)


def main(folder):
    rng = np.random.default_rng(1)
    write(folder / "logistic", logistic(rng))
    write(folder / "planar", planar(rng))
    write(folder / "deep", deep(rng))
    write(folder / "mlp-128", mlp(rng, 128))
    write(folder / "mlp-1024", mlp(rng, 1024))
    write(folder / "elementwise", elementwise(rng))
    write(folder / "scalars", {"leaves": rng.uniform(-1, 1, 32)})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
