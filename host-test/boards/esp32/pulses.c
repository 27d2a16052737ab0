/* Runs boards/esp32/pulses.c over a capture unit and interrupts that are late, and prints "case: result". */
#include "../../../boards/esp32/pulses.h"

#include <inttypes.h>
#include <stdio.h>

#define HERTZ 80000000
#define SECOND_US INT64_C(1000000)
#define SECOND_NS INT64_C(1000000000)

/* Ticks at the chip's time 0. */
#define TICKS_AT_START UINT32_C(4000000000)

static uint32_t ticks_at(int64_t ns) {
  return TICKS_AT_START + (uint32_t)(ns / 25 * 2 + ns % 25 * 2 / 25);
}

/* An edge at `ns`, whose interrupt comes `late_us` later. */
static void edge(struct pulses *pulses, int64_t ns, int late_us) {
  pulses_note(pulses, ticks_at(ns), ns / 1000 + late_us);
}

static void tell(const char *name, int64_t result) {
  printf("%s: %" PRId64 "\n", name, result);
}

/* What is told less what is true, in nanoseconds, once the shortest delay has been seen. */
static int64_t error_after(struct pulses *pulses, int64_t ns, int late_us) {
  int64_t at_ns = 0;
  edge(pulses, ns, late_us);
  pulses_take(pulses, &at_ns);
  return at_ns - ns;
}

static void captured(void) {
  static const int LATE_US[] = { 7, 3, 9, 2, 4, 8, 3 };
  struct pulses pulses = { 0 };
  int64_t now_ns = 5 * SECOND_NS, widest = 0;
  pulses_attach(&pulses, HERTZ);
  tell("the first, as late as its interrupt", error_after(&pulses, now_ns, 7));
  error_after(&pulses, now_ns += SECOND_NS, 2);
  for (int i = 0; i < 86400; i++) {
    int64_t error = error_after(&pulses, now_ns += SECOND_NS, LATE_US[i % 7]) - 2000;
    if (error < 0) error = -error;
    if (error > widest) widest = error;
  }
  tell("a day, farthest from the shortest delay", widest);
  tell("while the flash memory was written", error_after(&pulses, now_ns += SECOND_NS, 300000));
  tell("after that", error_after(&pulses, now_ns += SECOND_NS, 5));
  tell("after an hour without", error_after(&pulses, now_ns += 3600 * SECOND_NS, 5));
  tell("after a week without", error_after(&pulses, now_ns += 7 * 86400 * SECOND_NS, 5));
}

static void interrupts_alone(void) {
  struct pulses pulses = { 0 };
  pulses_attach(&pulses, 0);
  tell("without a capture unit", error_after(&pulses, 9 * SECOND_NS, 4));
}

static void rubbish(void) {
  struct pulses pulses = { 0 };
  int64_t at_ns;
  int taken = 0;
  pulses_attach(&pulses, 0);
  tell("nothing yet", pulses_take(&pulses, &at_ns));
  for (int us = 0; us < 5000; us += 500) pulses_note(&pulses, 0, SECOND_US + us);
  while (pulses_take(&pulses, &at_ns)) taken++;
  tell("edges that bounce", taken);
  for (int i = 2; i < PULSES_LENGTH + 5; i++) pulses_note(&pulses, 0, i * SECOND_US);
  tell("a full queue, dropped", pulses.dropped);
  for (taken = 0; pulses_take(&pulses, &at_ns); taken++) continue;
  tell("a full queue, taken out", taken);
  tell("a full queue, the last of them", at_ns / SECOND_NS);
}

int main(void) {
  captured();
  interrupts_alone();
  rubbish();
  return 0;
}
