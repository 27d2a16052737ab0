/*
 * A serial port of a simulated chip: what idf-line.c calls of the ESP-IDF's driver and of FreeRTOS, which
 * refuse one call on demand. Its task is a thread.
 */
#ifndef XS_NTP_SERIAL_PORT_H
#define XS_NTP_SERIAL_PORT_H

#include <stdbool.h>
#include <stdint.h>

#include "driver/uart.h"

extern int64_t port_now_us;

/* The call that is refused, counted from the last assignment; 0: none. */
extern int port_refused_call;

/* What the driver was asked for, as in "9600 baud, 8 bits, …". */
extern char port_asked[256];

/* What was sent; and how much more there is room for. */
extern char port_sent[4096];
extern size_t port_room;

/* The driver has got these; its event is one of a full FIFO, or of a silence. */
void port_hear(const char *octets, bool is_silence);

/* Something else happened. */
void port_happen(uart_event_type_t event);

/* Events are kept from the task, or no longer. */
void port_hold(bool is_held);

/* Waits until the task has done all it was told of. */
void port_settle(void);

/* Whether all that was taken was given back, by everyone in his time. */
bool port_is_free(void);

/* Other code has the port, or gives it back. */
void port_occupy(bool is_occupied);

#endif
