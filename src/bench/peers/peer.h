// What the peers in C share: reading .npy files, a clock, and the protocol of protocol.py.
//
//     PROGRAM FOLDER STEPS
//
// Compiled with -Dreal=float or -Dreal=double.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char *folder;

// The numbers of FOLDER/name.npy, of `size` bytes each, on a cache line of their own.
static inline void *load_bytes(const char *name, size_t count, size_t size) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s.npy", folder, name);
  FILE *file = fopen(path, "rb");
  unsigned char head[10];
  if (!file || fread(head, 1, 10, file) != 10) {
    perror(path);
    exit(1);
  }
  fseek(file, 10 + head[8] + 256 * head[9], SEEK_SET);
  void *values = aligned_alloc(64, (count * size + 63) / 64 * 64);
  if (fread(values, size, count, file) != count) {
    fprintf(stderr, "%s is too short\n", path);
    exit(1);
  }
  fclose(file);
  return values;
}

// The numbers of a file in f64, in the precision of this program.
static inline real *load(const char *name, size_t count) {
  double *values = load_bytes(name, count, sizeof(double));
  real *converted = aligned_alloc(64, (count * sizeof(real) + 63) / 64 * 64);
  for (size_t i = 0; i < count; i++) converted[i] = (real)values[i];
  free(values);
  return converted;
}

static inline double squares(const real *values, size_t count) {
  double sum = 0;
  for (size_t i = 0; i < count; i++) sum += (double)values[i] * values[i];
  return sum;
}

static inline double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec + 1e-9 * now.tv_nsec;
}

// `model` runs its steps from its initial values and gives its cost; `found` then gives the sum of the
// squares of what it has found.
static inline void serve(int steps, double (*model)(int steps), double (*found)(void)) {
  char line[256];
  do {
    double start = seconds();
    double cost = model(steps);
    double each = (seconds() - start) / steps;
    printf("{\"seconds\": %.9g, \"checks\": [%.17g, %.17g]}\n", each, cost, found());
    fflush(stdout);
  } while (fgets(line, sizeof line, stdin));
}
