/* Sockets of datagrams.h, and what they receive. lwIP is called within its task alone, by `tcpip_api_call`. */
#include "datagrams.h"

#include <stdlib.h>

#include "addresses.h"
#include "idf.h"
#include "lwip/igmp.h"
#include "lwip/ip.h"
#include "lwip/mld6.h"
#include "lwip/netif.h"
#include "lwip/priv/tcpip_priv.h"
#include "udp-socket.h"

#define SECOND_US 1000000
#define NANOS_PER_US 1000

/* RFC 6335 section 6: the ports that belong to nobody; RFC 9109 wants one of them for each exchange. */
#define FIRST_DYNAMIC_PORT 49152
#define DYNAMIC_PORTS 16384
#define PORT_TRIES 16

/* One call within lwIP's task; each uses what it needs. */
struct call {
  struct tcpip_api_call_data call;
  struct datagrams *datagrams;
  struct udp_socket *socket;
  const char *device;
  enum family family;
  int dscp;
  const char *refusal;
};

#define CALL(data) ((struct call *)(void *)(data))

/* --- receiving ---------------------------------------------------------------------------------- */

static bool is_any(const struct udp_pcb *pcb) {
  return ip_addr_isany(&pcb->local_ip);
}

/*
 * Whose the datagram under way is. lwIP hands a broadcast to whoever is bound to an address of the subnet,
 * and one of several sockets with the same address and port gets everything: so its choice is not relied on.
 */
static struct udp_socket *receiver(const struct datagrams *datagrams, uint16_t port) {
  const struct netif *device = ip_current_input_netif();
  const ip_addr_t *to = ip_current_dest_addr();
  struct udp_socket *found = NULL;
  for (struct udp_socket *each = datagrams->sockets; each; each = each->next) {
    const struct udp_pcb *pcb = each->pcb;
    if (pcb->local_port != port || IP_GET_TYPE(&pcb->local_ip) != IP_GET_TYPE(to)) continue;
    if (each->device && each->device != device) continue;
    if (ip_addr_cmp(&pcb->local_ip, to)) return each;
    if (is_any(pcb)) found = each;
  }
  return found;
}

/* Every socket that could be meant gets a broadcast or a group's datagram: all but one of the copies. */
static bool is_spare(const struct udp_pcb *pcb, const struct udp_socket *receiver) {
#if SO_REUSE && SO_REUSE_RXTOALL
  const ip_addr_t *to = ip_current_dest_addr();
  bool is_for_many = ip_addr_ismulticast(to) || ip_addr_isbroadcast(to, ip_current_netif());
  return is_for_many && receiver->pcb != pcb;
#else
  (void)pcb;
  (void)receiver;
  return false;
#endif
}

static void on_datagram(void *argument, struct udp_pcb *pcb, struct pbuf *datagram, const ip_addr_t *from,
                        u16_t port) {
  struct datagrams *datagrams = argument;
  struct arrival arrival = { .datagram = datagram, .from = *from, .port = port, .at_us = idf_counter_us() };
  arrival.socket = receiver(datagrams, pcb->local_port);
  if (arrival.socket && !is_spare(pcb, arrival.socket)) arrivals_put(&datagrams->arrivals, &arrival);
  else pbuf_free(datagram);
}

static void fill_slot(struct datagrams *datagrams, int slot, const struct arrival *arrival) {
  uint32_t *head = datagrams->heads + slot * HEAD_WORDS;
  head[LENGTH] = arrival->datagram->tot_len;
  head[SECONDS] = arrival->at_us / SECOND_US;
  head[NANOS] = arrival->at_us % SECOND_US * NANOS_PER_US;
  write_address(head, &arrival->from, arrival->port);
  pbuf_copy_partial(arrival->datagram, datagrams->bytes + slot * datagrams->slot_bytes,
                    (u16_t)datagrams->slot_bytes, 0);
}

struct udp_socket *datagrams_take(struct datagrams *datagrams, int *count) {
  struct arrivals *arrivals = &datagrams->arrivals;
  struct udp_socket *socket = NULL;
  *count = 0;
  for (struct arrival *each; *count < SLOTS && (each = arrivals_next(arrivals)); arrivals_remove(arrivals)) {
    if (!each->socket) continue;
    if (socket && each->socket != socket) break;
    socket = each->socket;
    fill_slot(datagrams, (*count)++, each);
  }
  return socket;
}

void datagrams_pause(struct datagrams *datagrams) {
  arrivals_pause(&datagrams->arrivals);
}

uint32_t datagrams_dropped(const struct datagrams *datagrams) {
  return atomic_load(&datagrams->arrivals.dropped);
}

/* --- opening and closing ------------------------------------------------------------------------ */

/* With SO_REUSEADDR one address can be bound once for each device; what else has it is refused here. */
static bool is_taken(const struct datagrams *datagrams, const ip_addr_t *address, uint16_t port,
                     const struct netif *device) {
  for (const struct udp_socket *each = datagrams->sockets; each; each = each->next)
    if (each->pcb->local_port == port && each->device == device &&
        IP_GET_TYPE(&each->pcb->local_ip) == IP_GET_TYPE(address) &&
        ip_addr_cmp(&each->pcb->local_ip, address))
      return true;
  return false;
}

static err_t bind_random(struct udp_pcb *pcb, const ip_addr_t *address) {
  err_t error = ERR_USE;
  for (int i = 0; i < PORT_TRIES && error == ERR_USE; i++) {
    uint16_t chance;
    idf_fill_random(&chance, sizeof chance);
    error = udp_bind(pcb, address, FIRST_DYNAMIC_PORT + chance % DYNAMIC_PORTS);
  }
  return error;
}

static err_t bind_port(struct udp_pcb *pcb, const ip_addr_t *address, uint16_t port) {
  if (port == 0) return bind_random(pcb, address);
  ip_set_option(pcb, SOF_REUSEADDR);
  return udp_bind(pcb, address, port);
}

static err_t join(const struct udp_socket *socket, const ip_addr_t *group) {
  if (!socket->device) return ERR_VAL;
  return socket->family == IPV4 ? igmp_joingroup_netif(socket->device, ip_2_ip4(group))
                                : mld6_joingroup_netif(socket->device, ip_2_ip6(group));
}

static void leave(const struct udp_socket *socket) {
  const ip_addr_t *group = &socket->pcb->local_ip;
  if (socket->family == IPV4) igmp_leavegroup_netif(socket->device, ip_2_ip4(group));
  else mld6_leavegroup_netif(socket->device, ip_2_ip6(group));
}

static err_t prepare(struct udp_socket *socket, const ip_addr_t *address, uint16_t port, int dscp) {
  struct udp_pcb *pcb = socket->pcb;
  /* The two low bits are the network's own (RFC 3168 section 5). */
  pcb->tos = (u8_t)(dscp << 2);
  udp_set_multicast_ttl(pcb, 1);
  ip_set_option(pcb, SOF_BROADCAST);
  udp_bind_netif(pcb, socket->device);
  err_t error = bind_port(pcb, address, port);
  return error == ERR_OK && socket->cast == GROUP ? join(socket, address) : error;
}

static const char *open_socket(struct call *call) {
  struct datagrams *datagrams = call->datagrams;
  struct udp_socket *socket = call->socket;
  const uint32_t *head = datagrams_head(datagrams, 0);
  ip_addr_t address;
  socket->device = *call->device ? netif_find(call->device) : NULL;
  if (*call->device && !socket->device) return "ENODEV";
  read_address(head, call->family, &address);
  if (IP_IS_V6_VAL(address) && socket->device)
    ip6_addr_assign_zone(ip_2_ip6(&address), IP6_UNKNOWN, socket->device);
  if (head[PORT] && is_taken(datagrams, &address, head[PORT], socket->device)) return "EADDRINUSE";
  socket->pcb = udp_new_ip_type(call->family == IPV4 ? IPADDR_TYPE_V4 : IPADDR_TYPE_V6);
  if (!socket->pcb) return "ENOMEM";
  err_t error = prepare(socket, &address, head[PORT], call->dscp);
  if (error != ERR_OK) {
    udp_remove(socket->pcb);
    return datagrams_error(error);
  }
  socket->next = datagrams->sockets;
  datagrams->sockets = socket;
  udp_recv(socket->pcb, on_datagram, datagrams);
  return NULL;
}

static err_t open_within(struct tcpip_api_call_data *data) {
  CALL(data)->refusal = open_socket(CALL(data));
  return ERR_OK;
}

static err_t close_within(struct tcpip_api_call_data *data) {
  struct udp_socket *socket = CALL(data)->socket;
  struct udp_socket **link = &socket->datagrams->sockets;
  while (*link != socket) link = &(*link)->next;
  *link = socket->next;
  if (socket->cast == GROUP) leave(socket);
  udp_remove(socket->pcb);
  arrivals_forget(&socket->datagrams->arrivals, socket);
  return ERR_OK;
}

void datagrams_attach(struct datagrams *datagrams, void *memory, size_t slot_bytes, bool (*wake)(void *),
                      void *context) {
  datagrams->heads = memory;
  datagrams->bytes = (uint8_t *)memory + HEADS_BYTES;
  datagrams->slot_bytes = slot_bytes;
  datagrams->arrivals.wake = wake;
  datagrams->arrivals.context = context;
}

const char *datagrams_open(struct datagrams *datagrams, enum family family, const char *device, int dscp,
                           enum cast cast, void *owner, struct udp_socket **opened) {
  struct udp_socket *socket = calloc(1, sizeof *socket);
  if (!socket) return "ENOMEM";
  struct call call = { .datagrams = datagrams, .socket = socket, .family = family, .device = device,
                       .dscp = dscp, };
  socket->datagrams = datagrams;
  socket->family = family;
  socket->cast = cast;
  socket->owner = owner;
  tcpip_api_call(open_within, &call.call);
  if (call.refusal) free(socket);
  else *opened = socket;
  return call.refusal;
}

void datagrams_close(struct udp_socket *socket) {
  struct call call = { .socket = socket };
  tcpip_api_call(close_within, &call.call);
  free(socket);
}

void *datagrams_owner(const struct udp_socket *socket) {
  return socket->owner;
}
