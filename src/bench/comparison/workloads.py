"""What is compared, with whom."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Workload:
    """Training steps, or evaluations, in processes that are warm."""

    name: str
    title: str
    model: str  # what peers and the models' folder call it
    folder: str  # of its data
    precision: str
    steps: int  # of one round: about half a second in NumPy
    peers: dict  # by column: what the peer there calls its form of the model
    limit: int = 1000  # rounds at most


@dataclass(frozen=True)
class Whole:
    """A program from start to end, as a person waits for it."""

    name: str
    title: str
    script: str  # ours
    precision: str
    steps: int
    folder: str = ""
    peers: dict = None


# The columns of the tables. A peer may have a second form, written with more care.
COLUMNS = ["Adjoint", "C", "NumPy", "NumPy, tuned", "PyTorch"]


def scalars(nodes, limit=1000):
    name = f"scalars-{nodes}"
    title = f"scalar graph of {nodes:,} nodes: build, differentiate, run once, f64"
    return Workload(name, title, name, "scalars", "f64", 1, {"PyTorch": name}, limit)


LOGISTIC = {"C": "logistic", "NumPy": "logistic", "PyTorch": "logistic"}
PLANAR = {
    "C": "planar",
    "NumPy": "planar",
    "NumPy, tuned": "planar, A1*A1",
    "PyTorch": "planar",
}
DEEP = {"NumPy": "deep", "PyTorch": "deep"}
MLP = {"NumPy": "mlp", "PyTorch": "mlp"}
ADAM = {"NumPy": "mlp-adam", "PyTorch": "mlp-adam"}
ELEMENTWISE = {
    "C": "elementwise",
    "NumPy": "elementwise",
    "NumPy, tuned": "elementwise, in chunks",
    "PyTorch": "elementwise",
}
IMAGES = "logistic regression, X 12288×209"
FLOWER = "planar net 2-4-1 with tanh, 400 points"
LAYERS = "L-layer net 12288-20-7-5-1, 209 images"
DIGITS = "MLP 784-512-512-10, softmax cross-entropy"
SUM = "`sum(tanh(a*b+c)*sigmoid(a) - exp(-b*b))` and its 3 gradients, 10 M"

WORKLOADS = [
    Workload("logistic-f64", f"{IMAGES}, f64", "logistic", "logistic", "f64", 600, LOGISTIC),
    Workload("logistic-f32", f"{IMAGES}, f32", "logistic", "logistic", "f32", 2000, LOGISTIC),
    Workload("planar", f"{FLOWER}, f64", "planar", "planar", "f64", 4000, PLANAR),
    Workload("deep-f64", f"{LAYERS}, f64", "deep", "deep", "f64", 80, DEEP),
    Workload("deep-f32", f"{LAYERS}, f32", "deep", "deep", "f32", 120, DEEP),
    Workload("mlp-128", f"{DIGITS}, batch 128, SGD, f32", "mlp", "mlp-128", "f32", 100, MLP),
    Workload("mlp-1024", f"{DIGITS}, batch 1024, SGD, f32", "mlp", "mlp-1024", "f32", 20, MLP),
    Workload("mlp-128-adam", f"{DIGITS}, batch 128, Adam, f32", "mlp-adam", "mlp-128", "f32", 100, ADAM),
    Workload("elementwise", f"{SUM}, f32", "elementwise", "elementwise", "f32", 4, ELEMENTWISE),
    scalars(1_000),
    scalars(10_000),
    scalars(100_000),
    scalars(1_000_000, limit=3),
]

WHOLE = [
    Whole("logistic-whole", f"{IMAGES}, 2000 updates, f64", "logistic", "f64", 2000, "logistic", LOGISTIC),
    Whole("planar-whole", f"{FLOWER}, 10,000 updates, f64", "planar", "f64", 10_000, "planar", PLANAR),
    Whole("computation-graph", "`computation-graph.adj`", "computation-graph", "f64", 1, peers={}),
]
