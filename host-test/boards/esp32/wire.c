#include "wire.h"

#include <stdbool.h>

#include "lwip/init.h"
#include "lwip/ip.h"
#include "lwip/netif.h"
#include "lwip/tcpip.h"

#define UDP 17
#define SETTLING_ROUNDS 4

char wire_near[NETIF_NAMESIZE], wire_far[NETIF_NAMESIZE], wire_side[NETIF_NAMESIZE];
int wire_service, wire_hops;

static struct netif near, far, side;

static void note(const uint8_t *header) {
  bool is_v4 = header[0] >> 4 == 4;
  if ((is_v4 ? header[9] : header[6]) != UDP) return;
  wire_service = is_v4 ? header[1] : (header[0] & 0x0f) << 4 | header[1] >> 4;
  wire_hops = is_v4 ? header[8] : header[7];
}

static err_t carry(struct netif *from, struct pbuf *packet) {
  struct netif *to = from == &near ? &far : from == &far ? &near : NULL;
  struct pbuf *copy = to && netif_is_up(to) ? pbuf_clone(PBUF_RAW, PBUF_RAM, packet) : NULL;
  if (!copy) return ERR_OK;
  note(copy->payload);
  if (to->input(copy, to) != ERR_OK) pbuf_free(copy);
  return ERR_OK;
}

static err_t carry4(struct netif *from, struct pbuf *packet, const ip4_addr_t *next) {
  (void)next;
  return carry(from, packet);
}

static err_t carry6(struct netif *from, struct pbuf *packet, const ip6_addr_t *next) {
  (void)next;
  return carry(from, packet);
}

static err_t prepare(struct netif *netif) {
  netif->name[0] = 'x';
  netif->name[1] = 'n';
  netif->mtu = 1500;
  netif->output = carry4;
  netif->output_ip6 = carry6;
  netif->flags |= NETIF_FLAG_BROADCAST | NETIF_FLAG_IGMP | NETIF_FLAG_MLD6 | NETIF_FLAG_LINK_UP;
  return ERR_OK;
}

static void add(struct netif *netif, const char *address4, const char *address6, char *name) {
  ip4_addr_t address, mask;
  ip6_addr_t v6;
  ip4addr_aton(address4, &address);
  IP4_ADDR(&mask, 255, 255, 255, 0);
  netif_add(netif, &address, &mask, IP4_ADDR_ANY4, NULL, prepare, tcpip_input);
  ip6addr_aton(address6, &v6);
  netif_ip6_addr_set(netif, 0, &v6);
  netif_ip6_addr_set_state(netif, 0, IP6_ADDR_PREFERRED);
  netif_set_up(netif);
  netif_index_to_name(netif_get_index(netif), name);
}

static void on_started(void *semaphore) {
  sys_sem_signal(semaphore);
}

static void in_lwip(tcpip_callback_fn function) {
  sys_sem_t done;
  sys_sem_new(&done, 0);
  tcpip_callback(function, &done);
  sys_arch_sem_wait(&done, 0);
  sys_sem_free(&done);
}

void wire_start(void) {
  sys_sem_t started;
  sys_sem_new(&started, 0);
  tcpip_init(on_started, &started);
  sys_arch_sem_wait(&started, 0);
  sys_sem_free(&started);
  LOCK_TCPIP_CORE();
  add(&near, "192.0.2.1", "2001:db8::1", wire_near);
  add(&far, "192.0.2.2", "2001:db8::2", wire_far);
  add(&side, "198.51.100.1", "2001:db8:1::1", wire_side);
  UNLOCK_TCPIP_CORE();
}

void wire_settle(void) {
  for (int i = 0; i < SETTLING_ROUNDS; i++) in_lwip(on_started);
}
