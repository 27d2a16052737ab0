/* What the ESP-IDF tells of the chip's health, and does for it. */
#ifndef XS_NTP_IDF_HEALTH_H
#define XS_NTP_IDF_HEALTH_H

#include <stdint.h>

/* `LastEnd` of board-port.ts. */
enum last_end { UNKNOWN_END, WANTED_END, BROKEN_END };

enum last_end idf_last_end(void);

void idf_restart(void);

/* Octets of the heap, and of it free now. */
void idf_heap(uint32_t *total, uint32_t *unused);

/* From now on the chip starts anew where the calling task does not feed for so long. */
void idf_watch(uint32_t milliseconds);

void idf_feed(void);

#endif
