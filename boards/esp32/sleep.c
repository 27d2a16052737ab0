/* Deep sleep, a line of text that outlives it, and the slow clock. */
#include "xsmc.h"

#include <string.h>

#include "../firmware/two-words.h"
#include "idf-sleep.h"

#define MOST 1500
#define SECOND_US 1000000
#define PPM_OF_QUARTZ 200
#define PPM_OF_RC 50000

static IDF_KEPT struct {
  /* A quartz that does not start is replaced by the RC oscillator, whose cycles are others. */
  uint32_t hz;
  char text[MOST + 1];
} kept;

/* kept(): string | undefined */
void xs_board_sleep_kept(xsMachine *the) {
  kept.text[MOST] = 0;
  if (idf_has_slept() && kept.hz == idf_slow_hz()) xsmcSetString(xsResult, kept.text);
}

/* tolerance(): number; in ppm */
void xs_board_sleep_tolerance(xsMachine *the) {
  xsmcSetInteger(xsResult, idf_slow_is_quartz() ? PPM_OF_QUARTZ : PPM_OF_RC);
}

/* calibration(): number; in 2^-32 */
void xs_board_sleep_calibration(xsMachine *the) {
  uint64_t ratio = (((uint64_t)idf_slow_period() * idf_slow_hz()) << (32 - IDF_PERIOD_BITS)) / SECOND_US;
  xsmcSetNumber(xsResult, (double)ratio - 4294967296.0);
}

/* readCounter(into: ArrayBuffer): void; two words: seconds and 2^-32 s */
void xs_board_sleep_read_counter(xsMachine *the) {
  uint32_t *words = two_words(the, 0), hz = idf_slow_hz();
  uint64_t cycles = idf_slow_cycles();
  words[0] = cycles / hz;
  words[1] = (cycles % hz << 32) / hz;
}

/* sleep(text: string, until: ArrayBuffer): void; two words, as of readCounter */
void xs_board_sleep(xsMachine *the) {
  const char *text = xsmcToString(xsArg(0));
  const uint32_t *words = two_words(the, 1);
  uint32_t hz = idf_slow_hz();
  if (strlen(text) > MOST) xsRangeError("too long to be kept");
  strcpy(kept.text, text);
  kept.hz = hz;
  uint64_t until = (uint64_t)words[0] * hz + ((uint64_t)words[1] * hz >> 32), now = idf_slow_cycles();
  idf_sleep(until > now ? until - now : 0);
}
