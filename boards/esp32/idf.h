/* The few calls of the ESP-IDF and of the SDK's host for it, so that all else compiles without them. */
#ifndef XS_NTP_IDF_H
#define XS_NTP_IDF_H

#include <stddef.h>
#include <stdint.h>

/* Microseconds since the start, by the counter that nobody sets. May be called within an interrupt. */
int64_t idf_counter_us(void);

/* Chance that nobody can predict; while the radio is off it is weaker (ESP-IDF, "Random Number Generation"). */
void idf_fill_random(void *into, size_t bytes);

#endif
