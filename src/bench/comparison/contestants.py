"""How each contestant is built and started."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from functools import cache
from importlib.util import find_spec
from pathlib import Path

HOME = Path(__file__).resolve().parents[3]
BENCH = HOME / "src/bench"
PEERS = BENCH / "peers"
OUT = HOME / "target/bench"
DATA = OUT / "data"
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
GCC = ["gcc", "-O3", "-march=native", "-ffast-math", "-fopenmp"]
REAL = {"f32": "float", "f64": "double"}
DTYPE = {"f32": "float32", "f64": "float64"}
# What a program that uses the library is started with.
JAVA = ["--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"]


class Failure(Exception):
    """A contestant that did not do what it was asked."""


def available(column):
    if column == "C":
        return shutil.which("gcc") is not None
    return find_spec({"NumPy": "numpy", "PyTorch": "torch"}[column.split(",")[0]]) is not None


def environment(column):
    """All cores for everyone. PyTorch has two pools of threads, OpenMP's and OpenBLAS's, which fight
    over the cores unless they wait asleep: it is several times as slow without."""
    threads = {"OMP_NUM_THREADS": str(CORES), "OPENBLAS_NUM_THREADS": str(CORES)}
    threads["PYTHONDONTWRITEBYTECODE"] = "1"
    wait = {"OMP_WAIT_POLICY": "PASSIVE"} if column == "PyTorch" else {}
    return os.environ | threads | wait


def run(command, **options):
    done = subprocess.run(command, capture_output=True, text=True, **options)
    if done.returncode:
        raise Failure(f"{' '.join(map(str, command))}\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
    return done


@cache
def compiled(program, real):
    binary = OUT / "bin" / f"{program}-{real}"
    binary.parent.mkdir(parents=True, exist_ok=True)
    run([*GCC, f"-Dreal={real}", "-o", binary, PEERS / f"{program}.c", "-lm"])
    return binary


@cache
def jvm():
    """The `java.home`, `java.class.path` and other properties of the JVM that the launcher starts,
    after a build if the sources have changed, and the rehearsal that follows one."""
    done = run(
        [HOME / "adjoint", "--version"],
        env=os.environ | {"JDK_JAVA_OPTIONS": "-XshowSettings:properties"},
    )
    while (HOME / "target/rehearsal.lock").is_symlink():
        time.sleep(0.1)
    properties = re.findall(r"^    ([\w.]+) = (.*(?:\n {8}.*)*)", done.stderr, re.MULTILINE)
    return {name: re.sub(r"\n *", os.pathsep, value) for name, value in properties}


def command(column, form, workload):
    """The command line of a contestant that answers every line with a round."""
    folder = DATA / workload.folder
    precision, steps = workload.precision, str(workload.steps)
    if column == "Adjoint":
        java = Path(jvm()["java.home"]) / "bin/java"
        main = BENCH / "java/dev/adjoint/bench/Peer.java"
        return [java, *JAVA, "-cp", jvm()["java.class.path"], main, form, folder, precision, steps]
    if column == "C":
        return [compiled(form, REAL[precision]), folder, steps]
    peer = PEERS / ("torch_peer.py" if column == "PyTorch" else "numpy_peer.py")
    return [sys.executable, peer, form, folder, DTYPE[precision], steps]


class Contestant:
    """A process that is warm and waits for rounds."""

    def __init__(self, column, form, workload):
        self.name = f"{column} in {workload.name}"
        self.errors = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(
            command(column, form, workload),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            env=environment(column),
            cwd=HOME,
            text=True,
        )
        self.answer()

    def ask(self, question="round"):
        self.process.stdin.write(question + "\n")
        self.process.stdin.flush()
        return self.answer()

    def answer(self):
        line = self.process.stdout.readline()
        if not line:
            self.fail()
        return json.loads(line)

    def fail(self):
        code = self.process.wait()
        self.errors.seek(0)
        raise Failure(f"{self.name} ended with {code}\n{self.errors.read()[-4000:]}")

    def close(self):
        self.process.stdin.close()
        if self.process.wait():
            self.fail()


def whole(column, form, workload):
    """The command line of a whole program, which says its last cost on its last line."""
    if column == "Adjoint":
        script = HOME / ("samples" if not workload.peers else "src/bench/models") / f"{form}.adj"
        return [HOME / "adjoint", "run", script]
    return command(column, form, workload)
