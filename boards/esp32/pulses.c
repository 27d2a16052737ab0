#include "pulses.h"

#include "idf.h"

#define SECOND_NS INT64_C(1000000000)
#define SECOND_US 1000000
#define NANOS_PER_US 1000

#define BOUNCE_US 1000

#define WRAP (INT64_C(1) << 32)

void pulses_attach(struct pulses *pulses, uint32_t hertz) {
  pulses->hertz = hertz;
}

void IDF_IN_RAM pulses_note(struct pulses *pulses, uint32_t ticks, int64_t at_us) {
  unsigned put = atomic_load_explicit(&pulses->put, memory_order_relaxed);
  bool is_bounce = pulses->last_us != 0 && at_us - pulses->last_us < BOUNCE_US;
  pulses->last_us = at_us;
  if (is_bounce) return;
  if (put - atomic_load_explicit(&pulses->taken, memory_order_acquire) == PULSES_LENGTH) {
    atomic_fetch_add(&pulses->dropped, 1);
    return;
  }
  pulses->queue[put % PULSES_LENGTH] = (struct pulse){ ticks, at_us };
  atomic_store_explicit(&pulses->put, put + 1, memory_order_release);
}

/* How often the ticks have wrapped since the last pulse is told by the other counter. */
static int64_t unwrapped(const struct pulses *pulses, const struct pulse *pulse) {
  int64_t passed_us = pulse->at_us - pulses->last_read_us;
  int64_t seconds = passed_us / SECOND_US, rest_us = passed_us % SECOND_US;
  int64_t expected = seconds * pulses->hertz + rest_us * pulses->hertz / SECOND_US;
  int64_t within = (uint32_t)(pulse->ticks - (uint32_t)pulses->ticks);
  int64_t wraps = (expected - within + WRAP / 2) / WRAP;
  return pulses->ticks + within + wraps * WRAP;
}

static int64_t nanoseconds(int64_t ticks, uint32_t hertz) {
  return ticks / hertz * SECOND_NS + ticks % hertz * SECOND_NS / hertz;
}

static int64_t time_of(struct pulses *pulses, const struct pulse *pulse) {
  int64_t seen_ns = pulse->at_us * NANOS_PER_US;
  if (pulses->hertz == 0) return seen_ns;
  pulses->ticks = pulses->is_begun ? unwrapped(pulses, pulse) : (int64_t)pulse->ticks;
  pulses->last_read_us = pulse->at_us;
  int64_t ticks_ns = nanoseconds(pulses->ticks, pulses->hertz);
  int64_t apart_ns = seen_ns - ticks_ns;
  if (!pulses->is_begun || apart_ns < pulses->least_ns) pulses->least_ns = apart_ns;
  pulses->is_begun = true;
  return ticks_ns + pulses->least_ns;
}

bool pulses_take(struct pulses *pulses, int64_t *at_ns) {
  unsigned taken = atomic_load_explicit(&pulses->taken, memory_order_relaxed);
  if (taken == atomic_load_explicit(&pulses->put, memory_order_acquire)) return false;
  struct pulse pulse = pulses->queue[taken % PULSES_LENGTH];
  atomic_store_explicit(&pulses->taken, taken + 1, memory_order_release);
  *at_ns = time_of(pulses, &pulse);
  return true;
}
