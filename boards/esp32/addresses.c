#include "addresses.h"

#include "lwip/def.h"

void read_address(const uint32_t *head, enum family family, ip_addr_t *into) {
  if (family == IPV4) {
    ip_addr_set_ip4_u32_val(*into, lwip_htonl(head[WORD3]));
    return;
  }
  IP_ADDR6(into, lwip_htonl(head[WORD0]), lwip_htonl(head[WORD1]), lwip_htonl(head[WORD2]),
           lwip_htonl(head[WORD3]));
  if (ip6_addr_has_scope(ip_2_ip6(into), IP6_UNKNOWN)) ip6_addr_set_zone(ip_2_ip6(into), head[ZONE]);
}

void write_address(uint32_t *head, const ip_addr_t *from, uint16_t port) {
  head[PORT] = port;
  if (IP_IS_V4(from)) {
    head[WORD3] = lwip_ntohl(ip4_addr_get_u32(ip_2_ip4(from)));
    return;
  }
  head[ZONE] = ip6_addr_zone(ip_2_ip6(from));
  for (int i = 0; i < 4; i++) head[WORD0 + i] = lwip_ntohl(ip_2_ip6(from)->addr[i]);
}
