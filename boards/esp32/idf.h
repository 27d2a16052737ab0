/* The few calls of the ESP-IDF and of the SDK's host for it, so that all else compiles without them. */
#ifndef XS_NTP_IDF_H
#define XS_NTP_IDF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lwip/ip_addr.h"

/* Microseconds since the start, by the counter that nobody sets. Interrupts may call it. */
int64_t idf_counter_us(void);

/* Chance that nobody can predict; it is weaker while the radio is off. */
void idf_fill_random(void *into, size_t bytes);

/* What XS's task does for another one; `machine` is its xsMachine. */
typedef void (*idf_task)(void *machine, void *context, uint8_t *message, uint16_t length);

/* From any task: has XS's task call `task` between two turns; answers whether there was room for it. */
bool idf_post(void *machine, idf_task task, void *context);

/* What is stored under `key`, of at most 15 characters; answers its octets, 0 where there is nothing. */
size_t idf_stored_bytes(const char *key);

/* Fills `into` with the first `bytes` of it; answers whether it could be read. */
bool idf_read(const char *key, void *into, size_t bytes);

/* Stores it; answers whether all of it is in the flash memory now. */
bool idf_write(const char *key, const void *from, size_t bytes);

void idf_remove(const char *key);

/* Wi-Fi's radio stays on between packets, or may sleep again. */
void idf_keep_radio_on(bool is_on);

/*
 * lwIP's task begins, without an interface yet; DHCP will ask for NTP servers (option 42, RFC 2132 section
 * 8.3).
 */
void idf_start_network(void);

/* As many as it keeps. */
#define IDF_MOST_SERVERS 3

/* Within lwIP: the one of that index in the last lease; answers whether there is one. */
bool idf_told_server(int index, ip_addr_t *into);

/* Of a function that an interrupt calls while the flash memory is written. */
#ifdef ESP_PLATFORM
#include "esp_attr.h"
#define IDF_IN_RAM IRAM_ATTR
#else
#define IDF_IN_RAM
#endif

struct pulses;

/*
 * Has `pulses_note` called at each edge on `pin`: by the capture unit of the chip where it has one, else by
 * an interrupt that reads the counter. Answers whether that could be; there is one pin at a time.
 */
bool idf_capture_start(int pin, bool is_rising, struct pulses *pulses);

void idf_capture_stop(void);

struct chunks;

struct idf_line_place {
  int port, receive, transmit;
};

/*
 * Has a task of its own put what the port hears into `chunks`, 8 bits, no parity, 1 stop bit. Answers why
 * that cannot be; NULL: it is open. There is one at a time.
 */
const char *idf_line_open(const struct idf_line_place *place, int baud, struct chunks *chunks);

/* Answers whether there was room for all of it; else nothing is sent of it. Never waits. */
bool idf_line_write(const void *octets, size_t length);

/* Afterwards nothing is put into `chunks` any more. */
void idf_line_close(void);

#endif
