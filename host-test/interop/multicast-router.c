/**
 * Passes what is sent to groups on from one network device to another, as a multicast router does: the sender's
 * address stays, the TTL or hop limit goes down by one, and what is for one link alone is left there.
 * Usage: multicast-router FROM TO
 */
#include <arpa/inet.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MOST = 2048, UDP = 17, UDP_CHECKSUM = 6 };

static uint32_t sum(const uint8_t *octets, size_t length, uint32_t total) {
  for (size_t i = 0; i < length; i++) total += i & 1 ? octets[i] : (uint32_t)octets[i] << 8;
  return total;
}

static void put_sum(uint8_t *at, uint32_t total) {
  while (total >> 16) total = (total & 0xffff) + (total >> 16);
  uint16_t checksum = ~total;
  if (checksum == 0) checksum = 0xffff;
  at[0] = checksum >> 8;
  at[1] = checksum & 0xff;
}

/** Left to hardware that a virtual link does not have. `addresses`: the sender's and the group's, side by side. */
static void fill_udp_sum(uint8_t *udp, size_t length, const uint8_t *addresses, size_t address_length) {
  udp[UDP_CHECKSUM] = udp[UDP_CHECKSUM + 1] = 0;
  put_sum(udp + UDP_CHECKSUM, sum(udp, length, sum(addresses, address_length, UDP + length)));
}

/** Answers whether it may go on; sets the Ethernet address of its group. */
static int pass4(uint8_t *packet, ssize_t length, uint8_t *mac) {
  size_t header = (packet[0] & 15) * 4;
  int is_of_link = packet[16] == 224 && packet[17] == 0 && packet[18] == 0;
  if (length < 28 || packet[9] != UDP || packet[16] >> 4 != 14 || is_of_link || packet[8] < 2) return 0;
  packet[8]--;
  packet[10] = packet[11] = 0;
  put_sum(packet + 10, sum(packet, header, 0));
  fill_udp_sum(packet + header, length - header, packet + 12, 8);
  memcpy(mac, (uint8_t[]){1, 0, 0x5e, packet[17] & 0x7f, packet[18], packet[19]}, 6);
  return 1;
}

static int pass6(uint8_t *packet, ssize_t length, uint8_t *mac) {
  int is_of_link = (packet[25] & 15) < 3;
  if (length < 48 || packet[6] != UDP || packet[24] != 0xff || is_of_link || packet[7] < 2) return 0;
  packet[7]--;
  fill_udp_sum(packet + 40, length - 40, packet + 8, 32);
  memcpy(mac, (uint8_t[]){0x33, 0x33}, 2);
  memcpy(mac + 2, packet + 36, 4);
  return 1;
}

int main(int count, char **words) {
  if (count != 3) return 2;
  int from = socket(AF_PACKET, SOCK_DGRAM, htons(ETH_P_ALL));
  int to = socket(AF_PACKET, SOCK_DGRAM, 0);
  struct sockaddr_ll in = {
      .sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ALL), .sll_ifindex = if_nametoindex(words[1])};
  struct sockaddr_ll out = {.sll_family = AF_PACKET, .sll_ifindex = if_nametoindex(words[2]), .sll_halen = 6};
  struct packet_mreq all = {.mr_ifindex = in.sll_ifindex, .mr_type = PACKET_MR_ALLMULTI};
  if (from < 0 || to < 0 || bind(from, (struct sockaddr *)&in, sizeof in) < 0 ||
      setsockopt(from, SOL_PACKET, PACKET_ADD_MEMBERSHIP, &all, sizeof all) < 0) {
    perror("multicast-router");
    return 1;
  }
  puts("routing");
  fflush(stdout);
  for (;;) {
    uint8_t packet[MOST];
    struct sockaddr_ll sender;
    socklen_t size = sizeof sender;
    ssize_t length = recvfrom(from, packet, sizeof packet, 0, (struct sockaddr *)&sender, &size);
    if (length < 0) return 1;
    if (sender.sll_pkttype != PACKET_MULTICAST) continue;
    int is_ipv4 = sender.sll_protocol == htons(ETH_P_IP);
    if (!is_ipv4 && sender.sll_protocol != htons(ETH_P_IPV6)) continue;
    if (!(is_ipv4 ? pass4(packet, length, out.sll_addr) : pass6(packet, length, out.sll_addr))) continue;
    out.sll_protocol = sender.sll_protocol;
    sendto(to, packet, length, 0, (struct sockaddr *)&out, sizeof out);
  }
}
