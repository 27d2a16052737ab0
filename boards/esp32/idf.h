/* The few calls of the ESP-IDF and of the SDK's host for it, so that all else compiles without them. */
#ifndef XS_NTP_IDF_H
#define XS_NTP_IDF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lwip/ip_addr.h"

/* Microseconds since the start, by the counter that nobody sets. May be called within an interrupt. */
int64_t idf_counter_us(void);

/* Chance that nobody can predict; it is weaker while the radio is off. */
void idf_fill_random(void *into, size_t bytes);

/* What XS's task does for another one; `machine` is its xsMachine. */
typedef void (*idf_task)(void *machine, void *context, uint8_t *message, uint16_t length);

/* From any task: has XS's task call `task` between two turns; answers whether there was room for it. */
bool idf_post(void *machine, idf_task task, void *context);

/* Within an interrupt: the same. */
bool idf_post_from_interrupt(void *machine, idf_task task, void *context);

/* What is stored under `key`, of at most 15 characters; answers its octets, 0 where there is nothing. */
size_t idf_stored_bytes(const char *key);

/* Fills `into` with the first `bytes` of it; answers whether it could be read. */
bool idf_read(const char *key, void *into, size_t bytes);

/* Stores it; answers whether all of it is in the flash memory now. */
bool idf_write(const char *key, const void *from, size_t bytes);

void idf_remove(const char *key);

/* Wi-Fi's radio stays on between packets, or may sleep again. */
void idf_keep_radio_on(bool is_on);

/* DHCP is to ask for NTP servers (option 42, RFC 2132 section 8.3) from now on. */
void idf_ask_for_servers(void);

/* As many as it keeps. */
#define IDF_MOST_SERVERS 3

/* The one of that index in the last lease; answers whether there is one. */
bool idf_told_server(int index, ip_addr_t *into);

/* Which edge of a pulse marks the second. */
enum edge { RISING, FALLING };

/* Within an interrupt: the counter's reading at an edge. */
typedef void (*idf_pulse)(void *context, int64_t at_us);

/*
 * Has `pulse` called at each edge on `pin`, by the capture unit of the chip where it has one, else by an
 * interrupt that reads the counter; answers whether that could be.
 */
bool idf_capture_start(int pin, enum edge edge, idf_pulse pulse, void *context);

void idf_capture_stop(int pin);

#endif
