/* What the ESP-IDF does for a board that sleeps, and the slow clock that counts meanwhile. */
#ifndef XS_NTP_IDF_SLEEP_H
#define XS_NTP_IDF_SLEEP_H

#include <stdbool.h>
#include <stdint.h>

/* Memory that keeps its power in deep sleep; all other starts find it as it was linked. */
#ifdef ESP_PLATFORM
#include "esp_attr.h"
#define IDF_KEPT RTC_DATA_ATTR
#else
#define IDF_KEPT
#endif

/* Fractional bits of a period, which is in microseconds. */
#define IDF_PERIOD_BITS 19

/* Whether this start ended a deep sleep. */
bool idf_has_slept(void);

/* Cycles of the slow clock since the power came, those in deep sleep too. */
uint64_t idf_slow_cycles(void);

/* Its nominal frequency, in Hz. */
uint32_t idf_slow_hz(void);

/* Whether a quartz makes it; else it is an RC oscillator within the chip. */
bool idf_slow_is_quartz(void);

/* How long a cycle lasted by the main crystal when the chip started. */
uint32_t idf_slow_period(void);

/* Sleeps deeply for so many cycles; it does not return. */
void idf_sleep(uint64_t cycles);

#endif
