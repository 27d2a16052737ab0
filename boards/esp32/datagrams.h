/*
 * UDP sockets on lwIP's raw interface, for one task besides lwIP's own.
 *
 * What arrives is stamped within lwIP and waits in one queue for all sockets, of fixed length, until the task
 * takes it out into memory that it shares with JavaScript (head.h). Functions answer NULL or the name of an
 * error as systems with sockets call it, unless they say otherwise.
 */
#ifndef XS_NTP_DATAGRAMS_H
#define XS_NTP_DATAGRAMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Nothing is saved by more: a task is switched to, no system is called. */
#ifndef SLOTS
#define SLOTS 4
#endif

#include "../node/udp/head.h"
#include "arrivals.h"

struct datagrams {
  uint32_t *heads;
  uint8_t *bytes;
  size_t slot_bytes;
  struct arrivals arrivals;
  struct udp_socket *sockets; /* lwIP's task's */
};

/*
 * `datagrams` is all zero; `memory` holds HEADS_BYTES and 2 * SLOTS times `slot_bytes`, and stays; `wake` as
 * in arrivals.h.
 */
void datagrams_attach(struct datagrams *datagrams, void *memory, size_t slot_bytes, bool (*wake)(void *),
                      void *context);

/*
 * Fills slots with what arrived for one socket, which it answers, and `count` with how many; NULL: there is
 * nothing more, and `wake` will be called again.
 */
struct udp_socket *datagrams_take(struct datagrams *datagrams, int *count);

/* There may be more, and it is to be taken out later: has `wake` called. */
void datagrams_pause(struct datagrams *datagrams);

/* How many were dropped for want of room in the queue, from the start. */
uint32_t datagrams_dropped(const struct datagrams *datagrams);

/*
 * A socket bound to the address in the queue's first place, port 0 being a random one. An empty `device` is
 * any; it is a name as lwIP has it, "st1". A group is joined on the device. `owner` is the caller's.
 */
const char *datagrams_open(struct datagrams *datagrams, enum family family, const char *device, int dscp,
                           enum cast cast, void *owner, struct udp_socket **opened);

/* What arrived for it and was not taken out is gone. */
void datagrams_close(struct udp_socket *socket);

void *datagrams_owner(const struct udp_socket *socket);

/* How many routers what is sent to groups may pass from now on. */
void datagrams_set_hops(struct udp_socket *socket, int hops);

/* Sends the first `count` of the queue; answers the last refusal. */
const char *datagrams_send(struct udp_socket *socket, int count);

/*
 * Puts the local address that lwIP would send from into the queue's first place, where the destination is;
 * answers whether there is a way.
 */
bool datagrams_route(struct datagrams *datagrams, enum family family);

#endif
