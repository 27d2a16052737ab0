/* The chip's counter, its system's time and chance, each into memory of the caller's. */
#include "xsmc.h"

#include <stdlib.h>
#include <sys/time.h>

#include "../firmware/two-words.h"
#include "idf.h"

#define SECOND_US 1000000
#define NANOS_PER_US 1000

/* readMonotonic(into: ArrayBuffer): void; two words: seconds and nanoseconds of the counter */
void xs_board_read_monotonic(xsMachine *the) {
  uint32_t *words = two_words(the, 0);
  int64_t now_us = idf_counter_us();
  words[0] = now_us / SECOND_US;
  words[1] = now_us % SECOND_US * NANOS_PER_US;
}

/* readRealTime(into: ArrayBuffer): void; two words: seconds since 1970 and nanoseconds, of `Date` */
void xs_board_read_real_time(xsMachine *the) {
  uint32_t *words = two_words(the, 0);
  struct timeval now;
  gettimeofday(&now, NULL);
  words[0] = now.tv_sec;
  words[1] = now.tv_usec * NANOS_PER_US;
}

/* setRealTime(from: ArrayBuffer): void; two words: seconds since 1970 and microseconds */
void xs_esp32_set_real_time(xsMachine *the) {
  const uint32_t *words = two_words(the, 0);
  struct timeval none = { 0 }, time = { .tv_sec = words[0], .tv_usec = words[1] };
  /* What is left of a slew would be put on top. */
  adjtime(&none, NULL);
  if (settimeofday(&time, NULL) != 0) xsUnknownError("the time cannot be set");
}

/* slewRealTime(microseconds): void; what was left of the slew before is given up */
void xs_esp32_slew_real_time(xsMachine *the) {
  int by_us = xsmcToInteger(xsArg(0));
  struct timeval by = { .tv_sec = by_us / SECOND_US, .tv_usec = by_us % SECOND_US };
  if (adjtime(&by, NULL) != 0) xsUnknownError("the time cannot be slewed");
}

/* fillRandom(into: ArrayBuffer): void */
void xs_board_fill_random(xsMachine *the) {
  void *into;
  xsUnsignedValue bytes;
  xsmcGetBufferWritable(xsArg(0), &into, &bytes);
  idf_fill_random(into, bytes);
}
