"""What is compared, with whom."""

from dataclasses import dataclass, field


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
    products: int = 0  # the multiplications and additions of a step's large matrix products
    limit: int = 1000  # rounds at most


@dataclass(frozen=True)
class Whole:
    """A program from start to end, as a person waits for it."""

    name: str
    title: str
    script: str  # ours
    steps: int
    folder: str = ""
    peers: dict = field(default_factory=dict)
    precision: str = "f64"
    limit: int = 1000


# The columns of the tables. A peer may have a second form, written with more care.
COLUMNS = ["Adjoint", "C", "NumPy", "NumPy, tuned", "PyTorch"]


def scalars(nodes, limit=1000):
    name = f"scalars-{nodes}"
    title = f"scalar graph of {nodes:,} nodes: build, differentiate, run once, f64"
    return Workload(name, title, name, "scalars", "f64", 1, {"PyTorch": name}, limit=limit)


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


def products(sizes, examples):
    """Of a network's layers: W @ A, dW, and for all but the first dA."""
    layers = [inputs * units for inputs, units in zip(sizes, sizes[1:])]
    return 2 * examples * (3 * sum(layers) - layers[0])


DEEP_PRODUCTS = products([12288, 20, 7, 5, 1], 209)
IMAGES = "logistic regression, X 12288×209"
FLOWER = "planar net 2-4-1 with tanh, 400 points"
LAYERS = "L-layer net 12288-20-7-5-1, 209 images"
DIGITS = "MLP 784-512-512-10, softmax cross-entropy"
SUM = "`sum(tanh(a*b+c)*sigmoid(a) - exp(-b*b))` and its 3 gradients, 10 M"


def perceptron(name, optimizer, batch, steps, peers):
    title = f"{DIGITS}, batch {batch}, {optimizer}, f32"
    count = products([784, 512, 512, 10], batch)
    return Workload(name, title, peers["NumPy"], f"mlp-{batch}", "f32", steps, peers, count)


WORKLOADS = [
    Workload("logistic-f64", f"{IMAGES}, f64", "logistic", "logistic", "f64", 600, LOGISTIC),
    Workload("logistic-f32", f"{IMAGES}, f32", "logistic", "logistic", "f32", 2000, LOGISTIC),
    Workload("planar", f"{FLOWER}, f64", "planar", "planar", "f64", 4000, PLANAR),
    Workload("deep-f64", f"{LAYERS}, f64", "deep", "deep", "f64", 80, DEEP, DEEP_PRODUCTS),
    Workload("deep-f32", f"{LAYERS}, f32", "deep", "deep", "f32", 120, DEEP, DEEP_PRODUCTS),
    perceptron("mlp-128", "SGD", 128, 100, MLP),
    perceptron("mlp-1024", "SGD", 1024, 20, MLP),
    perceptron("mlp-128-adam", "Adam", 128, 100, ADAM),
    Workload("elementwise", f"{SUM}, f32", "elementwise", "elementwise", "f32", 4, ELEMENTWISE),
    scalars(1_000),
    scalars(10_000),
    scalars(100_000),
    scalars(1_000_000, limit=3),
]

WHOLE = [
    Whole("logistic-whole", f"{IMAGES}, 2000 updates, f64", "logistic", 2000, "logistic", LOGISTIC),
    Whole("planar-whole", f"{FLOWER}, 10,000 updates, f64", "planar", 10_000, "planar", PLANAR),
    Whole("computation-graph", "`computation-graph.adj`", "computation-graph", 1),
]
