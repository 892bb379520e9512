// The sum of tanh(a*b + c) * sigmoid(a) - exp(-b*b) and its three gradients, as one loop in f32.
#include "peer.h"

enum { N = 10000000 };

static real *a, *b, *c, *da, *db, *dc;

static double evaluate(int steps) {
  double value = 0;
  for (int step = 0; step < steps; step++) {
    value = 0;
#pragma omp parallel for simd schedule(static) reduction(+ : value)
    for (int i = 0; i < N; i++) {
      real t = tanhf(a[i] * b[i] + c[i]);
      real s = 1 / (1 + expf(-a[i]));
      real e = expf(-b[i] * b[i]);
      real dt = s * (1 - t * t);
      value += t * s - e;
      da[i] = dt * b[i] + t * s * (1 - s);
      db[i] = dt * a[i] + 2 * b[i] * e;
      dc[i] = dt;
    }
  }
  return value;
}

static double found(void) { return squares(da, N) + squares(db, N) + squares(dc, N); }

int main(int count, char **arguments) {
  folder = arguments[1];
  a = load_bytes("a", N, sizeof(float));
  b = load_bytes("b", N, sizeof(float));
  c = load_bytes("c", N, sizeof(float));
  da = aligned_alloc(64, N * sizeof(float));
  db = aligned_alloc(64, N * sizeof(float));
  dc = aligned_alloc(64, N * sizeof(float));
  serve(atoi(arguments[2]), evaluate, found);
}
