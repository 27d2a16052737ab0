/* What sockets of datagrams.h send, and which way. lwIP is called within its task alone, by `tcpip_api_call`. */
#include "addresses.h"
#include "lwip/ip.h"
#include "lwip/priv/tcpip_priv.h"
#include "udp-socket.h"

/* One call within lwIP's task; each uses what it needs. */
struct call {
  struct tcpip_api_call_data call;
  struct datagrams *datagrams;
  const struct udp_socket *socket;
  enum family family;
  int hops, count;
  const char *refusal;
};

#define CALL(data) ((struct call *)(void *)(data))

uint32_t *datagrams_head(const struct datagrams *datagrams, int place) {
  return datagrams->heads + (SLOTS + place) * HEAD_WORDS;
}

const char *datagrams_error(err_t error) {
  switch (error) {
    case ERR_OK:
      return NULL;
    case ERR_MEM:
    case ERR_BUF:
      return "ENOMEM";
    case ERR_RTE:
      return "ENETUNREACH";
    case ERR_USE:
      return "EADDRINUSE";
    case ERR_IF:
      return "ENETDOWN";
    case ERR_VAL:
    case ERR_ARG:
      return "EINVAL";
    default:
      return "EIO";
  }
}

static err_t set_hops_within(struct tcpip_api_call_data *data) {
  udp_set_multicast_ttl(CALL(data)->socket->pcb, (u8_t)CALL(data)->hops);
  return ERR_OK;
}

void datagrams_set_hops(struct udp_socket *socket, int hops) {
  struct call call = { .socket = socket, .hops = hops };
  tcpip_api_call(set_hops_within, &call.call);
}

static err_t send_one(const struct udp_socket *socket, int place) {
  const struct datagrams *datagrams = socket->datagrams;
  const uint32_t *head = datagrams_head(datagrams, place);
  const uint8_t *bytes = datagrams->bytes + (SLOTS + place) * datagrams->slot_bytes;
  struct pbuf *datagram = pbuf_alloc(PBUF_TRANSPORT, (u16_t)head[LENGTH], PBUF_RAM);
  ip_addr_t to;
  if (!datagram) return ERR_MEM;
  pbuf_take(datagram, bytes, (u16_t)head[LENGTH]);
  read_address(head, socket->family, &to);
  err_t error = udp_sendto(socket->pcb, datagram, &to, (u16_t)head[PORT]);
  pbuf_free(datagram);
  return error;
}

static err_t send_within(struct tcpip_api_call_data *data) {
  struct call *call = CALL(data);
  for (int place = 0; place < call->count; place++) {
    err_t error = send_one(call->socket, place);
    if (error != ERR_OK) call->refusal = datagrams_error(error);
  }
  return ERR_OK;
}

const char *datagrams_send(struct udp_socket *socket, int count) {
  struct call call = { .socket = socket, .count = count };
  tcpip_api_call(send_within, &call.call);
  return call.refusal;
}

static bool find_source(const ip_addr_t *to, ip_addr_t *source) {
  if (IP_IS_V4(to)) {
    const struct netif *way = ip4_route(ip_2_ip4(to));
    if (way) ip_addr_copy_from_ip4(*source, *netif_ip4_addr(way));
    return way != NULL;
  }
  struct netif *way = ip6_route(IP6_ADDR_ANY6, ip_2_ip6(to));
  const ip_addr_t *address = way ? ip6_select_source_address(way, ip_2_ip6(to)) : NULL;
  if (address) ip_addr_copy(*source, *address);
  return address != NULL;
}

static err_t route_within(struct tcpip_api_call_data *data) {
  struct call *call = CALL(data);
  uint32_t *head = datagrams_head(call->datagrams, 0);
  ip_addr_t to, source;
  read_address(head, call->family, &to);
  if (!find_source(&to, &source)) return ERR_RTE;
  write_address(head, &source, (u16_t)head[PORT]);
  return ERR_OK;
}

bool datagrams_route(struct datagrams *datagrams, enum family family) {
  struct call call = { .datagrams = datagrams, .family = family };
  return tcpip_api_call(route_within, &call.call) == ERR_OK;
}
