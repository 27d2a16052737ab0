/*
 * Datagrams on their way from lwIP's task to another one: a queue of fixed length, of which each side has one
 * end, so that neither waits for the other.
 */
#ifndef XS_NTP_ARRIVALS_H
#define XS_NTP_ARRIVALS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "lwip/ip_addr.h"
#include "lwip/pbuf.h"

/* Longer than a burst of answers. A power of two. */
#define QUEUE_LENGTH 16

struct udp_socket;

struct arrival {
  struct udp_socket *socket; /* NULL: it was closed meanwhile */
  struct pbuf *datagram;
  ip_addr_t from;
  uint16_t port;
  int64_t at_us;
};

struct arrivals {
  struct arrival queue[QUEUE_LENGTH];
  atomic_uint put, taken;
  atomic_uint dropped;
  atomic_bool is_awake;
  bool (*wake)(void *context);
  void *context;
};

/*
 * Within lwIP: the datagram is the queue's now, and freed where there is no room, which is counted. `wake` is
 * called, and not again before the queue was found empty, however much comes until then; it answers whether
 * it could do anything about it.
 */
void arrivals_put(struct arrivals *arrivals, const struct arrival *arrival);

/* The oldest one, until `arrivals_remove`; NULL: there is none, and `wake` will be called again. */
struct arrival *arrivals_next(struct arrivals *arrivals);

/* There may be more, and it is to be taken out later: has `wake` called. */
void arrivals_pause(struct arrivals *arrivals);

/* The oldest one is done with. */
void arrivals_remove(struct arrivals *arrivals);

/* Within lwIP, while the other task waits: what arrived for the socket is gone. */
void arrivals_forget(struct arrivals *arrivals, const struct udp_socket *socket);

#endif
