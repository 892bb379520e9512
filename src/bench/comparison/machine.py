"""What the times were measured on, and with which versions."""

import ctypes
import json
import platform
import re
from pathlib import Path

from . import contestants


def processor():
    try:
        models = re.findall(r"^model name\s*: (.*)", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
        return models[0]
    except (OSError, IndexError):
        return platform.processor() or platform.machine()


def blas():
    """The library that this Python's NumPy multiplies matrices with, and its number of threads."""
    import numpy

    numpy.ones((64, 64)) @ numpy.ones((64, 64))
    maps = Path("/proc/self/maps")
    libraries = set(re.findall(r"/\S*blas\S*\.so\S*", maps.read_text())) if maps.exists() else set()
    for path in sorted(libraries):
        library = ctypes.CDLL(path)
        for name in ("openblas_%s", "openblas_%s64_", "scipy_openblas_%s", "scipy_openblas_%s64_"):
            try:
                config = library[name % "get_config"]
                threads = library[name % "get_num_threads"]()
            except AttributeError:
                continue
            config.restype = ctypes.c_char_p
            version = " ".join(config().decode().split()[:2])
            return f"{version} with {threads} threads"
    return f"{', '.join(sorted(libraries)) or 'an unknown BLAS'}, which is not OpenBLAS"


def versions():
    import numpy

    properties = contestants.jvm()
    found = [
        f"JDK {properties['java.vm.version']}",
        f"NumPy {numpy.__version__} with {blas()}",
    ]
    if contestants.available("PyTorch"):
        import torch

        found.append(f"PyTorch {torch.__version__}")
    if contestants.available("C"):
        found.append(contestants.run(["gcc", "--version"]).stdout.splitlines()[0])
    return found


def peaks():
    """The machine's own marks, in operations and bytes a second, or nothing where no gcc is."""
    if not contestants.available("C"):
        return {}
    binary = contestants.compiled("machine", "double")
    return json.loads(contestants.run([binary], env=contestants.environment("C")).stdout)


def describe():
    lines = [f"{processor()}, {contestants.CORES} cores, {platform.system()}"]
    if found := peaks():
        lines.append(
            "{f32:.0f} GFLOP/s in f32, {f64:.0f} in f64, {memory:.0f} GB/s from memory,"
            " {cache:.0f} GB/s from 20 MB in the cache".format(
                **{name: value / 1e9 for name, value in found.items()}
            )
        )
    lines.append(", ".join(versions()))
    return lines
