/*
 * A pin of a simulated chip: what idf-pulses.c calls of the ESP-IDF, which accepts each call in its time only,
 * and refuses one on demand.
 */
#ifndef XS_NTP_PIN_H
#define XS_NTP_PIN_H

#include <stdbool.h>
#include <stdint.h>

/* The chip's time: an interrupt reads it so much later than its edge was. */
extern int64_t pin_now_us;
extern int pin_late_us;

/* The call of the ESP-IDF that is refused, counted from the last assignment; 0: none. */
extern int pin_refused_call;

/* An edge at the chip's time; nothing happens where nobody listens to such a one. */
void pin_edge(int pin, bool is_rising);

/* Whether all that was taken of the chip was given back. */
bool pin_is_free(void);

/* Whether other code of the firmware has taken the chip's interrupt of pins before. */
void pin_share_interrupt(void);

/* What the interrupt was asked for with: "in RAM, level 3". */
const char *pin_interrupt(void);

#endif
