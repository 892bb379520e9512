"""The models of the comparison in NumPy, with gradients by hand as the course's notes have them.

Columns are examples, as in the notes, except in the MLP, where rows are, as NumPy's users have it.
"""

import numpy as np

from protocol import serve


def sigmoid(Z):
    return 1 / (1 + np.exp(-Z))


def logistic_cost(A, Y):
    return -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))


def logistic(steps, X, Y, w, b, rate=0.005):
    w, b = w.copy(), b.copy()
    m = X.shape[1]
    for _ in range(steps):
        A = sigmoid(w.T @ X + b)
        cost = logistic_cost(A, Y)
        dZ = (A - Y) / m
        w -= rate * (X @ dZ.T)
        b -= rate * dZ.sum()
    return cost, w, b


def planar(steps, X, Y, W1, b1, W2, b2, rate=1.2, square=np.square):
    W1, b1, W2, b2 = W1.copy(), b1.copy(), W2.copy(), b2.copy()
    m = X.shape[1]
    for _ in range(steps):
        A1 = np.tanh(W1 @ X + b1)
        A2 = sigmoid(W2 @ A1 + b2)
        cost = logistic_cost(A2, Y)
        dZ2 = (A2 - Y) / m
        dZ1 = (W2.T @ dZ2) * (1 - square(A1))
        W2 -= rate * (dZ2 @ A1.T)
        b2 -= rate * dZ2.sum(axis=1, keepdims=True)
        W1 -= rate * (dZ1 @ X.T)
        b1 -= rate * dZ1.sum(axis=1, keepdims=True)
    return cost, W1, b1, W2, b2


def planar_as_taught(steps, **data):
    """As the notes write it. NumPy's power of an array by 2 as an integer array calls pow."""
    return planar(steps, square=lambda A: np.power(A, 2), **data)


def planar_by_product(steps, **data):
    return planar(steps, square=lambda A: A * A, **data)


def deep(steps, X, Y, rate=0.0075, **parameters):
    L = len(parameters) // 2
    W = [None] + [parameters[f"W[{l}]"].copy() for l in range(1, L + 1)]
    b = [None] + [parameters[f"b[{l}]"].copy() for l in range(1, L + 1)]
    m = X.shape[1]
    for _ in range(steps):
        A = [X]
        for l in range(1, L):
            Z = W[l] @ A[l - 1] + b[l]
            A.append(np.maximum(Z, 0, out=Z))
        A.append(sigmoid(W[L] @ A[L - 1] + b[L]))
        cost = logistic_cost(A[L], Y)
        dZ = (A[L] - Y) / m
        for l in range(L, 0, -1):
            dW = dZ @ A[l - 1].T
            db = dZ.sum(axis=1, keepdims=True)
            if l > 1:
                dZ = (W[l].T @ dZ) * (A[l - 1] > 0)
            W[l] -= rate * dW
            b[l] -= rate * db
    return cost, *W[1:], *b[1:]


class Mlp:
    """784-512-512-10 with relu, softmax and cross-entropy. Rows are examples."""

    def __init__(self, X, Y, **parameters):
        self.X, self.Y = X.T.copy("C"), Y.T.copy("C")
        self.W = [parameters[f"W[{l}]"].T.copy("C") for l in (1, 2, 3)]
        self.b = [parameters[f"b[{l}]"].T.copy("C") for l in (1, 2, 3)]

    def gradients(self):
        (W1, W2, W3), (b1, b2, b3) = self.W, self.b
        H1 = self.X @ W1
        H1 += b1
        np.maximum(H1, 0, out=H1)
        H2 = H1 @ W2
        H2 += b2
        np.maximum(H2, 0, out=H2)
        Z = H2 @ W3
        Z += b3
        Z -= Z.max(axis=1, keepdims=True)
        P = np.exp(Z)
        total = P.sum(axis=1, keepdims=True)
        m = len(Z)
        cost = (np.log(total).sum() - np.sum(self.Y * Z)) / m
        P /= total
        dZ3 = (P - self.Y) / m
        dZ2 = dZ3 @ W3.T
        dZ2 *= H2 > 0
        dZ1 = dZ2 @ W2.T
        dZ1 *= H1 > 0
        dW = [self.X.T @ dZ1, H1.T @ dZ2, H2.T @ dZ3]
        db = [dZ.sum(axis=0, keepdims=True) for dZ in (dZ1, dZ2, dZ3)]
        return cost, dW + db


def mlp(steps, rate=0.01, **data):
    model = Mlp(**data)
    parameters = model.W + model.b
    for _ in range(steps):
        cost, gradients = model.gradients()
        for P, dP in zip(parameters, gradients):
            dP *= rate
            P -= dP
    return cost, *parameters


def mlp_adam(steps, rate=0.0001, beta1=0.9, beta2=0.999, epsilon=1e-8, **data):
    model = Mlp(**data)
    parameters = model.W + model.b
    means = [np.zeros_like(P) for P in parameters]
    squares = [np.zeros_like(P) for P in parameters]
    for t in range(1, steps + 1):
        cost, gradients = model.gradients()
        for P, dP, mean, square in zip(parameters, gradients, means, squares):
            mean *= beta1
            mean += (1 - beta1) * dP
            square *= beta2
            dP *= dP
            dP *= 1 - beta2
            square += dP
            scale = np.sqrt(square / (1 - beta2**t), out=dP)
            scale += epsilon
            step = mean / scale
            step *= rate / (1 - beta1**t)
            P -= step
    return cost, *parameters


def elementwise_into(a, b, c, da, db, dc):
    """The sum of tanh(a*b + c) * sigmoid(a) - exp(-b*b), and its three gradients."""
    t = np.tanh(a * b + c)
    s = sigmoid(a)
    e = np.exp(-b * b)
    np.multiply(s, 1 - t * t, out=dc)
    np.multiply(dc, b, out=da)
    da += t * s * (1 - s)
    np.multiply(dc, a, out=db)
    db += 2 * b * e
    return np.sum(t * s - e)


def elementwise(steps, a, b, c, chunk=None):
    gradients = da, db, dc = np.empty_like(a), np.empty_like(b), np.empty_like(c)
    chunk = chunk or len(a)
    for _ in range(steps):
        value = 0.0
        for start in range(0, len(a), chunk):
            part = slice(start, start + chunk)
            value += elementwise_into(a[part], b[part], c[part], da[part], db[part], dc[part])
    return value, *gradients


def elementwise_in_chunks(steps, **data):
    """By hand in pieces that stay in the cache."""
    return elementwise(steps, chunk=1 << 14, **data)


if __name__ == "__main__":
    serve(
        {
            "logistic": logistic,
            "planar": planar_as_taught,
            "planar, A1*A1": planar_by_product,
            "deep": deep,
            "mlp": mlp,
            "mlp-adam": mlp_adam,
            "elementwise": elementwise,
            "elementwise, in chunks": elementwise_in_chunks,
        }
    )
