/* The face of pulses.h for XS. */
#include "xsmc.h"

#include <stdlib.h>

#include "../firmware/two-words.h"
#include "idf.h"
#include "pulses.h"

#define SECOND_NS 1000000000

void xs_esp32_pulses_destructor(void *pulses) {
  if (pulses) idf_capture_stop();
  free(pulses);
}

/* new Capture(pin, isRising) */
void xs_esp32_pulses(xsMachine *the) {
  struct pulses *pulses = calloc(1, sizeof *pulses);
  if (!pulses) xsUnknownError("no memory");
  if (!idf_capture_start(xsmcToInteger(xsArg(0)), xsmcToBoolean(xsArg(1)), pulses)) {
    free(pulses);
    xsUnknownError("pin %d cannot be listened to", (int)xsmcToInteger(xsArg(0)));
  }
  xsmcSetHostData(xsThis, pulses);
}

/* take(into: ArrayBuffer): boolean; two words: seconds and nanoseconds of the counter, at the oldest pulse */
void xs_esp32_pulses_take(xsMachine *the) {
  struct pulses *pulses = xsmcGetHostData(xsThis);
  uint32_t *words = two_words(the, 0);
  int64_t at_ns;
  bool is_one = pulses && pulses_take(pulses, &at_ns);
  if (is_one) {
    words[0] = (uint32_t)(at_ns / SECOND_NS);
    words[1] = (uint32_t)(at_ns % SECOND_NS);
  }
  xsmcSetBoolean(xsResult, is_one);
}

/* close(): void */
void xs_esp32_pulses_close(xsMachine *the) {
  xs_esp32_pulses_destructor(xsmcGetHostData(xsThis));
  xsmcSetHostData(xsThis, NULL);
}
