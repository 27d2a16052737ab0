/* The machine's clocks and chance, each into memory of the caller's. */
#include "xsmc.h"

#include <sys/random.h>
#include <time.h>

#include "../firmware/two-words.h"

static void read_clock(xsMachine *the, clockid_t id) {
  struct timespec now;
  uint32_t *words = two_words(the, 0);
  clock_gettime(id, &now);
  words[0] = now.tv_sec;
  words[1] = now.tv_nsec;
}

/* readMonotonic(into: ArrayBuffer): void; two words: seconds and nanoseconds of the clock that nobody sets */
void xs_board_read_monotonic(xsMachine *the) {
  read_clock(the, CLOCK_MONOTONIC);
}

/* readRealTime(into: ArrayBuffer): void; two words: seconds since 1970 and nanoseconds */
void xs_board_read_real_time(xsMachine *the) {
  read_clock(the, CLOCK_REALTIME);
}

/* fillRandom(into: ArrayBuffer): void; up to 256 octets, which come whole or not at all */
void xs_board_fill_random(xsMachine *the) {
  void *into;
  xsUnsignedValue bytes;
  xsmcGetBufferWritable(xsArg(0), &into, &bytes);
  if (bytes > 256 || getrandom(into, bytes, 0) != (ssize_t)bytes) xsUnknownError("no chance");
}
