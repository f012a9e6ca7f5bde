/* Latencies, exact to one part in 128: linear steps within each power of two. */
#ifndef HISTOGRAM_H
#define HISTOGRAM_H

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { STEP_BITS = 7, STEPS = 1 << STEP_BITS, POWERS = 64 - STEP_BITS };

extern uint64_t histogram[POWERS * STEPS];

static inline void histogram_clear(void) { memset(histogram, 0, sizeof histogram); }

static inline void histogram_add(uint64_t value, uint64_t count) {
  int power = value < STEPS ? 0 : 63 - __builtin_clzll(value) - STEP_BITS + 1;
  uint64_t step = power == 0 ? value : (value >> (power - 1)) - STEPS;
  histogram[power * STEPS + step] += count;
}

/* The highest value that is counted in a place. */
static inline uint64_t histogram_value(int place) {
  int power = place / STEPS;
  uint64_t step = place % STEPS;
  return power == 0 ? step : ((step + STEPS + 1) << (power - 1)) - 1;
}

/* Writes pairs of value and count. */
static inline void histogram_print(void) {
  const char *separator = "";
  for (int place = 0; place < POWERS * STEPS; place++) {
    if (histogram[place] != 0) {
      printf("%s[%llu,%llu]", separator, (unsigned long long)histogram_value(place),
             (unsigned long long)histogram[place]);
      separator = ",";
    }
  }
}

#endif
