/*
 * Pulses that mark the second, on their way out of the interrupt that sees them. Two counters of one crystal
 * read each: the capture unit's, at the edge itself, and that of the chip's time, a little later and never
 * the same while. So the shortest of these whiles is what a pulse's time is reckoned with.
 */
#ifndef XS_NTP_PULSES_H
#define XS_NTP_PULSES_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/* Of seconds: more than are ever left before they are taken out. A power of two. */
#define PULSES_LENGTH 8

struct pulse {
  uint32_t ticks;
  int64_t at_us;
};

struct pulses {
  struct pulse queue[PULSES_LENGTH];
  atomic_uint put, taken, dropped;
  /* The interrupt's. */
  int64_t last_us;
  /* The reader's. */
  uint32_t hertz;
  bool is_begun;
  int64_t ticks; /* of the last pulse, without the wraps */
  int64_t last_read_us;
  int64_t least_ns;
};

/* `pulses` is all zero. `hertz`: of the capture unit's ticks; 0: there is none, and ticks mean nothing. */
void pulses_attach(struct pulses *pulses, uint32_t hertz);

/*
 * Within the interrupt, at counter reading `at_us`. An edge that follows another within a millisecond is
 * none.
 */
void pulses_note(struct pulses *pulses, uint32_t ticks, int64_t at_us);

/* The oldest pulse, in nanoseconds of the counter; answers whether there is one. */
bool pulses_take(struct pulses *pulses, int64_t *at_ns);

#endif
