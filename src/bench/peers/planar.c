// A network 2-4-1 with tanh on 400 points: small enough for one core and its first cache.
#include "peer.h"

enum { H = 4, M = 400 };

static real *X, *Y, *start_W1, *start_W2;
static real W1_found[2 * H], b1_found[H], W2_found[H], b2_found;

static double train(int steps) {
  static real A1[H][M] __attribute__((aligned(64)));
  static real dZ2[M] __attribute__((aligned(64)));
  const real rate = (real)1.2, *x0 = X, *x1 = X + M;
  real W1[H][2], b1[H] = {0}, W2[H], b2 = 0;
  double cost = 0;
  memcpy(W1, start_W1, sizeof W1);
  memcpy(W2, start_W2, sizeof W2);
  for (int step = 0; step < steps; step++) {
    for (int h = 0; h < H; h++) {
      for (int j = 0; j < M; j++) A1[h][j] = tanh(W1[h][0] * x0[j] + W1[h][1] * x1[j] + b1[h]);
    }
    real sum = 0, db2 = 0, dW2[H] = {0};
    for (int j = 0; j < M; j++) {
      real z = b2;
      for (int h = 0; h < H; h++) z += W2[h] * A1[h][j];
      real a = 1 / (1 + exp(-z));
      sum -= Y[j] * log(a) + (1 - Y[j]) * log(1 - a);
      dZ2[j] = (a - Y[j]) / M;
      db2 += dZ2[j];
      for (int h = 0; h < H; h++) dW2[h] += dZ2[j] * A1[h][j];
    }
    cost = sum / M;
    for (int h = 0; h < H; h++) {
      real d0 = 0, d1 = 0, db = 0;
      for (int j = 0; j < M; j++) {
        real dz = W2[h] * dZ2[j] * (1 - A1[h][j] * A1[h][j]);
        d0 += dz * x0[j];
        d1 += dz * x1[j];
        db += dz;
      }
      W1[h][0] -= rate * d0;
      W1[h][1] -= rate * d1;
      b1[h] -= rate * db;
      W2[h] -= rate * dW2[h];
    }
    b2 -= rate * db2;
  }
  memcpy(W1_found, W1, sizeof W1);
  memcpy(b1_found, b1, sizeof b1);
  memcpy(W2_found, W2, sizeof W2);
  b2_found = b2;
  return cost;
}

static double found(void) {
  return squares(W1_found, 2 * H) + squares(b1_found, H) + squares(W2_found, H)
         + squares(&b2_found, 1);
}

int main(int count, char **arguments) {
  folder = arguments[1];
  X = load("X", 2 * M);
  Y = load("Y", M);
  start_W1 = load("W1", 2 * H);
  start_W2 = load("W2", H);
  serve(atoi(arguments[2]), train, found);
}
