#include "interfaces.h"

#include <stdio.h>
#include <string.h>

#include "lwip/ip_addr.h"
#include "lwip/netif.h"
#include "lwip/priv/tcpip_priv.h"

/* lwIP knows of an IPv6 address no more than that its subnet has this length. */
#define PREFIX6 64

struct print {
  struct tcpip_api_call_data call;
  char *into;
  size_t bytes;
};

/* The text without its zone, which is a word of its own. */
static void print_line(struct print *print, const char *device, const ip_addr_t *address, int prefix) {
  char line[NETIF_NAMESIZE + IPADDR_STRLEN_MAX + sizeof " 128 255\n"], text[IPADDR_STRLEN_MAX];
  int zone = IP_IS_V6(address) ? ip6_addr_zone(ip_2_ip6(address)) : 0;
  ipaddr_ntoa_r(address, text, sizeof text);
  text[strcspn(text, "%")] = 0;
  size_t length = (size_t)snprintf(line, sizeof line, "%s %s %d %d\n", device, text, prefix, zone);
  if (length >= print->bytes) return;
  memcpy(print->into, line, length + 1);
  print->into += length;
  print->bytes -= length;
}

static err_t print_within(struct tcpip_api_call_data *data) {
  struct print *print = (struct print *)(void *)data;
  struct netif *each;
  NETIF_FOREACH(each) {
    char device[NETIF_NAMESIZE];
    if (!netif_is_up(each) || !netif_is_link_up(each)) continue;
    netif_index_to_name(netif_get_index(each), device);
    if (!ip4_addr_isany_val(*netif_ip4_addr(each)))
      print_line(print, device, netif_ip_addr4(each),
                 __builtin_popcount(ip4_addr_get_u32(netif_ip4_netmask(each))));
    for (int i = 0; i < LWIP_IPV6_NUM_ADDRESSES; i++)
      if (ip6_addr_isvalid(netif_ip6_addr_state(each, i)))
        print_line(print, device, netif_ip_addr6(each, i), PREFIX6);
  }
  return ERR_OK;
}

void interfaces_print(char *into, size_t bytes) {
  struct print print = { .into = into, .bytes = bytes };
  *into = 0;
  tcpip_api_call(print_within, &print.call);
}
