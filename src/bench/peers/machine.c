// What this machine can do, by simple loops on all its cores: the marks for everything else.
#include <omp.h>
#define real double
#include "peer.h"

#if defined(__AVX512F__)
#define BYTES 64
#elif defined(__AVX__)
#define BYTES 32
#else
#define BYTES 16
#endif

enum { CHAINS = 12, TURNS = 20000000, TRIAD = 1 << 24, CACHED = 20 << 20 };

// Twelve independent chains of multiply-add in registers, on every core: operations a second.
#define PEAK(name, type)                                                                       \
  static double name(void) {                                                                   \
    typedef type vector __attribute__((vector_size(BYTES)));                                   \
    double best = 0, sink = 0;                                                                 \
    for (int repeat = 0; repeat < 3; repeat++) {                                               \
      double start = seconds();                                                                \
      _Pragma("omp parallel reduction(+ : sink)") {                                            \
        vector x[CHAINS], factor = (vector){} + (type)0.999, term = (vector){} + (type)0.001;  \
        for (int k = 0; k < CHAINS; k++) x[k] = (vector){} + (type)k;                          \
        for (int i = 0; i < TURNS; i++) {                                                      \
          _Pragma("GCC unroll 12") for (int k = 0; k < CHAINS; k++) x[k] = x[k] * factor + term; \
        }                                                                                      \
        for (int k = 0; k < CHAINS; k++) sink += x[k][0];                                      \
      }                                                                                        \
      double flops = 2.0 * CHAINS * TURNS * (BYTES / sizeof(type)) * omp_get_max_threads();    \
      best = fmax(best, flops / (seconds() - start));                                          \
    }                                                                                          \
    return sink == 42 ? 0 : best;                                                              \
  }

PEAK(peak_f32, float)
PEAK(peak_f64, double)

// a = b + s * c over 384 MB: bytes a second, as STREAM counts them.
static double triad(void) {
  double *a = aligned_alloc(64, TRIAD * sizeof(double)), *b = aligned_alloc(64, TRIAD * sizeof(double)),
         *c = aligned_alloc(64, TRIAD * sizeof(double)), best = 0;
#pragma omp parallel for schedule(static)
  for (int i = 0; i < TRIAD; i++) a[i] = b[i] = c[i] = i;
  for (int repeat = 0; repeat < 8; repeat++) {
    double start = seconds();
#pragma omp parallel for schedule(static)
    for (int i = 0; i < TRIAD; i++) a[i] = b[i] + 3 * c[i];
    best = fmax(best, 3.0 * TRIAD * sizeof(double) / (seconds() - start));
  }
  return a[TRIAD / 2] == 42 ? 0 : best;
}

// The sum of 20 MB, again and again: bytes a second from the last cache, where it is large enough.
static double cached(void) {
  int count = CACHED / sizeof(double);
  double *a = aligned_alloc(64, CACHED), best = 0, sum = 0;
  for (int i = 0; i < count; i++) a[i] = i;
  for (int repeat = 0; repeat < 100; repeat++) {
    double start = seconds();
#pragma omp parallel for schedule(static) reduction(+ : sum)
    for (int i = 0; i < count; i++) sum += a[i];
    best = fmax(best, CACHED / (seconds() - start));
  }
  return sum == 42 ? 0 : best;
}

int main(void) {
  printf("{\"f32\": %g, \"f64\": %g, \"memory\": %g, \"cache\": %g}\n", peak_f32(), peak_f64(),
         triad(), cached());
}
