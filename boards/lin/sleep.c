/*
 * Deep sleep as a program's: it waits, and starts anew with nothing but a line of text, by the clock that goes on
 * while the machine sleeps, too.
 */
#include "xsmc.h"

#include <stdlib.h>

#include "../firmware/two-words.h"
#include "restart.h"

#define KEPT "XS_NTP_KEPT"
/* The system slews it by as much at most. */
#define PPM 500
#define NANOS 1000000000

/* kept(): string | undefined */
void xs_board_sleep_kept(xsMachine *the) {
  char *text = getenv(KEPT);
  if (!text) return;
  xsmcSetString(xsResult, text);
  unsetenv(KEPT);
}

/* tolerance(): number; in ppm */
void xs_board_sleep_tolerance(xsMachine *the) {
  xsmcSetInteger(xsResult, PPM);
}

/* calibration(): number; in 2^-32 */
void xs_board_sleep_calibration(xsMachine *the) {
  xsmcSetInteger(xsResult, 0);
}

/* readCounter(into: ArrayBuffer): void; two words: seconds and 2^-32 s */
void xs_board_sleep_read_counter(xsMachine *the) {
  uint32_t *words = two_words(the, 0);
  struct timespec now;
  clock_gettime(CLOCK_BOOTTIME, &now);
  words[0] = now.tv_sec;
  words[1] = ((uint64_t)now.tv_nsec << 32) / NANOS;
}

/* sleep(text: string, until: ArrayBuffer): void; two words, as of readCounter; when the call under way has returned */
void xs_board_sleep(xsMachine *the) {
  const uint32_t *words = two_words(the, 1);
  struct timespec until = { .tv_sec = words[0], .tv_nsec = ((uint64_t)words[1] * NANOS) >> 32 };
  if (setenv(KEPT, xsmcToString(xsArg(0)), 1) != 0) xsUnknownError("no memory to keep it in");
  lin_restart_at(&until);
}
