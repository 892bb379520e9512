"""The models of the comparison in PyTorch: eager, with autograd and its own optimisers."""

import os

import torch
import torch.nn.functional as F

from protocol import serve

torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))


def tensors(data):
    return {name: torch.from_numpy(array) for name, array in data.items()}


def parameter(array, transposed=False):
    tensor = torch.from_numpy(array)
    return (tensor.T if transposed else tensor).clone().requires_grad_()


def train(steps, parameters, optimizer, cost_of):
    for _ in range(steps):
        optimizer.zero_grad(set_to_none=True)
        cost = cost_of()
        cost.backward()
        optimizer.step()
    return cost.item(), *(P.detach() for P in parameters)


def logistic(steps, X, Y, w, b, rate=0.005):
    X, Y, w, b = torch.from_numpy(X), torch.from_numpy(Y), parameter(w), parameter(b)
    return train(
        steps,
        [w, b],
        torch.optim.SGD([w, b], lr=rate),
        lambda: F.binary_cross_entropy_with_logits(w.T @ X + b, Y),
    )


def planar(steps, X, Y, rate=1.2, **start):
    X, Y = torch.from_numpy(X), torch.from_numpy(Y)
    parameters = W1, W2, b1, b2 = [parameter(start[name]) for name in ("W1", "W2", "b1", "b2")]
    return train(
        steps,
        parameters,
        torch.optim.SGD(parameters, lr=rate),
        lambda: F.binary_cross_entropy_with_logits(W2 @ torch.tanh(W1 @ X + b1) + b2, Y),
    )


def deep(steps, X, Y, rate=0.0075, **start):
    X, Y = torch.from_numpy(X), torch.from_numpy(Y)
    L = len(start) // 2
    W = [parameter(start[f"W[{l}]"]) for l in range(1, L + 1)]
    b = [parameter(start[f"b[{l}]"]) for l in range(1, L + 1)]

    def cost():
        A = X
        for l in range(L - 1):
            A = torch.relu(W[l] @ A + b[l])
        return F.binary_cross_entropy_with_logits(W[L - 1] @ A + b[L - 1], Y)

    return train(steps, W + b, torch.optim.SGD(W + b, lr=rate), cost)


def mlp(steps, optimizer=lambda parameters: torch.optim.SGD(parameters, lr=0.01), **data):
    X = torch.from_numpy(data["X"]).T.contiguous()
    labels = torch.from_numpy(data["Y"]).argmax(dim=0)
    model = torch.nn.Sequential(
        torch.nn.Linear(784, 512),
        torch.nn.ReLU(),
        torch.nn.Linear(512, 512),
        torch.nn.ReLU(),
        torch.nn.Linear(512, 10),
    )
    with torch.no_grad():
        for layer, l in zip(model[::2], (1, 2, 3)):
            layer.weight.copy_(torch.from_numpy(data[f"W[{l}]"]))
            layer.bias.copy_(torch.from_numpy(data[f"b[{l}]"])[:, 0])
    parameters = list(model.parameters())
    return train(
        steps,
        parameters,
        optimizer(parameters),
        lambda: F.cross_entropy(model(X), labels),
    )


def mlp_adam(steps, **data):
    return mlp(steps, lambda parameters: torch.optim.Adam(parameters, lr=0.0001), **data)


def elementwise(steps, a, b, c):
    a, b, c = (torch.from_numpy(array).requires_grad_() for array in (a, b, c))
    for _ in range(steps):
        value = torch.sum(torch.tanh(a * b + c) * torch.sigmoid(a) - torch.exp(-b * b))
        gradients = torch.autograd.grad(value, (a, b, c))
    return value.item(), *gradients


def scalars(nodes):
    """A recurrence over scalars, four nodes a turn: it is built, differentiated and run."""

    def build(steps, leaves):
        count = len(leaves)
        for _ in range(steps):
            x = [torch.tensor(value, requires_grad=True) for value in leaves]
            state, total = x[0], x[1]
            for i in range(nodes // 4):
                state = torch.tanh(state * x[7 * i % count] + x[(11 * i + 5) % count])
                total = total + state
            total.backward()
        return total.item(), [value.grad for value in x]

    return build


if __name__ == "__main__":
    serve(
        {
            "logistic": logistic,
            "planar": planar,
            "deep": deep,
            "mlp": mlp,
            "mlp-adam": mlp_adam,
            "elementwise": elementwise,
            "scalars-1000": scalars(1_000),
            "scalars-10000": scalars(10_000),
            "scalars-100000": scalars(100_000),
            "scalars-1000000": scalars(1_000_000),
        }
    )
