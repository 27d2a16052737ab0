/* Addresses in the words that JavaScript sees (head.h), and as lwIP has them. */
#ifndef XS_NTP_ADDRESSES_H
#define XS_NTP_ADDRESSES_H

#include <stdint.h>

#include "../node/udp/head.h"
#include "lwip/ip_addr.h"

void read_address(const uint32_t *head, enum family family, ip_addr_t *into);

void write_address(uint32_t *head, const ip_addr_t *from, uint16_t port);

#endif
