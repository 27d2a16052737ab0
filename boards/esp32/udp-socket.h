/* What datagrams.c and departures.c have in common. */
#ifndef XS_NTP_UDP_SOCKET_H
#define XS_NTP_UDP_SOCKET_H

#include "datagrams.h"
#include "lwip/netif.h"
#include "lwip/udp.h"

struct udp_socket {
  struct udp_socket *next;
  struct datagrams *datagrams;
  struct udp_pcb *pcb;
  struct netif *device; /* NULL: any */
  enum family family;
  enum cast cast;
  void *owner;
};

/* The head of a place in the queue. */
uint32_t *datagrams_head(const struct datagrams *datagrams, int place);

/* As systems with sockets call it; NULL: all is well. */
const char *datagrams_error(err_t error);

#endif
