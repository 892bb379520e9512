// Logistic regression by gradient descent, all examples at a time: two passes over X a step.
#include "peer.h"

enum { N = 12288, M = 209, PADDED = 224 };  // whole cache lines of either precision

static real *X, *Y, w[N], b;

static double train(int steps) {
  static real z[PADDED], dz[PADDED];
  const real rate = (real)0.005;
  double cost = 0;
  memset(w, 0, sizeof w);
  b = 0;
  for (int step = 0; step < steps; step++) {
    memset(z, 0, sizeof z);
#pragma omp parallel
    {
      real own[PADDED] __attribute__((aligned(64))) = {0};
#pragma omp for schedule(static)
      for (int i = 0; i < N; i += 4) {
        const real *x = X + (size_t)i * M;
        for (int j = 0; j < M; j++) {
          own[j] += w[i] * x[j] + w[i + 1] * x[j + M] + w[i + 2] * x[j + 2 * M]
                    + w[i + 3] * x[j + 3 * M];
        }
      }
#pragma omp critical
      for (int j = 0; j < M; j++) z[j] += own[j];
    }
    real sum = 0, db = 0;
    for (int j = 0; j < M; j++) {
      real a = 1 / (1 + (real)exp(-(z[j] + b)));
      sum -= Y[j] * (real)log(a) + (1 - Y[j]) * (real)log(1 - a);
      dz[j] = (a - Y[j]) / M;
      db += dz[j];
    }
    cost = sum / M;
#pragma omp parallel for schedule(static)
    for (int i = 0; i < N; i++) {
      const real *x = X + (size_t)i * M;
      real dw = 0;
      for (int j = 0; j < M; j++) dw += x[j] * dz[j];
      w[i] -= rate * dw;
    }
    b -= rate * db;
  }
  return cost;
}

static double found(void) { return squares(w, N) + squares(&b, 1); }

int main(int count, char **arguments) {
  folder = arguments[1];
  X = load("X", (size_t)N * M);
  Y = load("Y", M);
  serve(atoi(arguments[2]), train, found);
}
