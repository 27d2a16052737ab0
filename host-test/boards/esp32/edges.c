/* Runs boards/esp32/idf-pulses.c over a simulated pin, and prints what each case led to, "case: result". */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "../../../boards/esp32/idf.h"
#include "../../../boards/esp32/pulses.h"
#include "pin.h"

#define PIN 6
#define OTHER_PIN 7
#define MOST_CALLS 20
#define SECOND_US 1000000
#define NANOS_PER_US 1000

static struct pulses pulses;

static bool start(int pin, bool is_rising) {
  memset(&pulses, 0, sizeof pulses);
  return idf_capture_start(pin, is_rising, &pulses);
}

static void tell(const char *name, const char *result) {
  printf("%s: %s\n", name, result);
}

/* A pulse of a tenth of a second at each second, by interrupts that are so much late. */
static void pulse(int pin, int late_us) {
  pin_now_us += SECOND_US;
  pin_late_us = late_us;
  pin_edge(pin, true);
  pin_now_us += SECOND_US / 10;
  pin_edge(pin, false);
  pin_now_us -= SECOND_US / 10;
}

/* Of the pulses noted, how much later than the last edge `edge_us` the last one is told, and how many. */
static void tell_noted(const char *name, int64_t edge_us) {
  int64_t at_ns = 0;
  int count = 0;
  while (pulses_take(&pulses, &at_ns)) count++;
  if (count == 0) tell(name, "none");
  else printf("%s: %d, %" PRId64 " ns late\n", name, count, at_ns - edge_us * NANOS_PER_US);
}

static void tell_free(const char *name) {
  tell(name, pin_is_free() ? "nothing" : "something");
}

static void noted(void) {
  start(PIN, true);
  tell("the interrupt", pin_interrupt());
  pulse(PIN, 3);
  pulse(PIN, 9);
  tell_noted("rising edges", pin_now_us);
  pulse(OTHER_PIN, 3);
  tell_noted("on another pin", pin_now_us);
  start(PIN, false);
  pulse(PIN, 3);
  tell_noted("falling edges", pin_now_us + SECOND_US / 10);
  start(OTHER_PIN, true);
  pulse(PIN, 3);
  tell_noted("the pin before", pin_now_us);
  idf_capture_stop();
  tell_free("left when it was stopped");
  idf_capture_stop();
  tell_free("left when it was stopped again");
}

static void refused(void) {
  int calls = 0, left = 0;
  bool is_started = false;
  while (!is_started && calls < MOST_CALLS) {
    pin_refused_call = ++calls;
    is_started = start(PIN, true);
    if (!is_started && !pin_is_free()) left++;
  }
  pin_refused_call = 0;
  idf_capture_stop();
  printf("calls, each refused in turn: %d\n", calls - 1);
  printf("calls that left something behind: %d\n", left);
  tell("started after that", start(PIN, true) ? "yes" : "no");
  idf_capture_stop();
}

static void shared(void) {
  pin_share_interrupt();
  bool is_started = start(PIN, true);
  pulse(PIN, 3);
  tell("beside others, the interrupt", is_started ? pin_interrupt() : "refused");
  tell_noted("beside others, rising edges", pin_now_us);
  idf_capture_stop();
}

int main(void) {
  noted();
  refused();
  shared();
  return 0;
}
