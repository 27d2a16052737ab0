/* Runs boards/esp32/datagrams.c over the real lwIP, and prints what each case led to, "case: result". */
#include "../../../boards/esp32/datagrams.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../../boards/esp32/addresses.h"
#include "../../../boards/esp32/idf.h"
#include "../../../boards/esp32/interfaces.h"
#include "lwip/igmp.h"
#include "lwip/mld6.h"
#include "lwip/tcpip.h"
#include "lwip/udp.h"
#include "wire.h"

#define SLOT_BYTES 1024
#define NTP_OCTETS 48

static struct datagrams datagrams;
static uint32_t memory[HEADS_BYTES / sizeof(uint32_t) + 2 * SLOTS * SLOT_BYTES / sizeof(uint32_t)];
static atomic_llong counter_us = 1;
static int wakes;
static bool is_deaf;

int64_t idf_counter_us(void) {
  return counter_us;
}

void idf_fill_random(void *into, size_t bytes) {
  static uint32_t state = 1;
  for (size_t i = 0; i < bytes; i++) ((uint8_t *)into)[i] = (state = state * 1103515245 + 12345) >> 16;
}

static bool wake(void *context) {
  (void)context;
  wakes++;
  return !is_deaf;
}

/* --- what the cases are made of ----------------------------------------------------------------- */

static uint32_t *place_head(int place) {
  return memory + (SLOTS + place) * HEAD_WORDS;
}

/* "192.0.2.1" or "" for any, into the queue's place. */
static enum family put_address(int place, const char *text, uint16_t port) {
  ip_addr_t address = *IP4_ADDR_ANY;
  bool is_v6 = strchr(text, ':') != NULL;
  memset(place_head(place), 0, HEAD_WORDS * sizeof(uint32_t));
  if (*text) ipaddr_aton(text, &address);
  write_address(place_head(place), &address, port);
  return is_v6 ? IPV6 : IPV4;
}

static const char *try_open(const char *owner, const char *address, uint16_t port, const char *device,
                            int dscp, enum cast cast, struct udp_socket **opened) {
  enum family family = put_address(0, address, port);
  return datagrams_open(&datagrams, family, device, dscp, cast, (void *)owner, opened);
}

static struct udp_socket *open_as(const char *owner, const char *address, uint16_t port, const char *device,
                                  int dscp, enum cast cast) {
  struct udp_socket *opened = NULL;
  const char *refusal = try_open(owner, address, port, device, dscp, cast, &opened);
  if (refusal) {
    printf("%s: %s\n", owner, refusal);
    exit(1);
  }
  return opened;
}

static const char *send_octets(struct udp_socket *from, const char *to, int octets) {
  put_address(0, to, 123);
  place_head(0)[LENGTH] = octets;
  const char *refusal = datagrams_send(from, 1);
  wire_settle();
  return refusal ? refusal : "sent";
}

/* All that arrived: "own 48 octets from 192.0.2.1 at 1.5; …". */
static const char *taken(void) {
  static char text[2048];
  struct udp_socket *socket;
  int count, length = 0;
  text[0] = 0;
  while ((socket = datagrams_take(&datagrams, &count)))
    for (int slot = 0; slot < count; slot++) {
      const uint32_t *head = memory + slot * HEAD_WORDS;
      ip_addr_t from;
      read_address(head, strchr(datagrams_owner(socket), '6') ? IPV6 : IPV4, &from);
      length += snprintf(text + length, sizeof text - length, "%s%s %u octets from %s at %u.%09u",
                         length ? "; " : "", (char *)datagrams_owner(socket), (unsigned)head[LENGTH],
                         ipaddr_ntoa(&from), (unsigned)head[SECONDS], (unsigned)head[NANOS]);
    }
  return length ? text : "nothing";
}

static void tell(const char *name, const char *result) {
  printf("%s: %s\n", name, result);
}

static void tell_number(const char *name, int result) {
  printf("%s: %d\n", name, result);
}

/* --- the cases ---------------------------------------------------------------------------------- */

static void unicast(void) {
  struct udp_socket *near4 = open_as("near4", "192.0.2.1", 123, wire_near, 48, OWN);
  struct udp_socket *far4 = open_as("far4", "192.0.2.2", 123, wire_far, 0, OWN);
  struct udp_socket *near6 = open_as("near6", "2001:db8::1", 123, wire_near, 56, OWN);
  struct udp_socket *far6 = open_as("far6", "2001:db8::2", 123, wire_far, 0, OWN);
  counter_us = 5000001;
  send_octets(near4, "192.0.2.2", NTP_OCTETS);
  counter_us = 9000000;
  tell("IPv4, stamped when it arrived", taken());
  tell_number("type of service", wire_service);
  counter_us = 1000000000000007;
  send_octets(near6, "2001:db8::2", NTP_OCTETS);
  tell("IPv6, after 30 years", taken());
  tell_number("traffic class", wire_service);
  counter_us = 1;
  send_octets(near4, "192.0.2.2", 1400);
  tell("longer than a slot", taken());
  send_octets(near4, "192.0.2.2", NTP_OCTETS);
  datagrams_close(far4);
  tell("closed before it was taken out", taken());
  datagrams_close(near4);
  datagrams_close(near6);
  datagrams_close(far6);
}

static void broadcast(void) {
  struct udp_socket *near4 = open_as("near4", "192.0.2.1", 123, wire_near, 0, OWN);
  struct udp_socket *own4 = open_as("own4", "192.0.2.2", 123, wire_far, 0, OWN);
  send_octets(near4, "192.0.2.255", NTP_OCTETS);
  tell("a broadcast that nobody wants", taken());
  struct udp_socket *all4 = open_as("all4", "192.0.2.255", 123, wire_far, 0, BROADCAST);
  send_octets(near4, "192.0.2.255", NTP_OCTETS);
  tell("a broadcast", taken());
  struct udp_socket *any4 = open_as("any4", "", 123, "", 0, OWN);
  send_octets(near4, "192.0.2.255", NTP_OCTETS);
  tell("a broadcast, and who hears any address", taken());
  datagrams_close(any4);
  send_octets(near4, "192.0.2.2", NTP_OCTETS);
  tell("no broadcast", taken());
  datagrams_close(near4);
  datagrams_close(own4);
  datagrams_close(all4);
}

static void group(const char *label, const char *sender, const char *address, const char *owner,
                  const char *any) {
  char name[64];
  struct udp_socket *near_ = open_as("near", sender, 123, wire_near, 0, OWN);
  snprintf(name, sizeof name, "%s, joined elsewhere", label);
  struct udp_socket *side_ = open_as("side6", address, 123, wire_side, 0, GROUP);
  send_octets(near_, address, NTP_OCTETS);
  tell(name, taken());
  struct udp_socket *far_ = open_as(owner, address, 123, wire_far, 0, GROUP);
  struct udp_socket *self = open_as("self6", address, 123, wire_near, 0, GROUP);
  send_octets(near_, address, NTP_OCTETS);
  tell(label, taken());
  struct udp_socket *any_ = open_as("any", any, 123, wire_far, 0, OWN);
  send_octets(near_, address, NTP_OCTETS);
  snprintf(name, sizeof name, "%s, and who hears any address", label);
  tell(name, taken());
  datagrams_close(any_);
  snprintf(name, sizeof name, "%s, routers at first", label);
  tell_number(name, wire_hops);
  datagrams_set_hops(near_, 5);
  send_octets(near_, address, NTP_OCTETS);
  snprintf(name, sizeof name, "%s, routers then", label);
  tell_number(name, wire_hops);
  taken();
  datagrams_close(far_);
  send_octets(near_, address, NTP_OCTETS);
  snprintf(name, sizeof name, "%s, left", label);
  tell(name, taken());
  datagrams_close(near_);
  datagrams_close(side_);
  datagrams_close(self);
}

static void full_queue(void) {
  struct udp_socket *near4 = open_as("near4", "192.0.2.1", 123, wire_near, 0, OWN);
  struct udp_socket *far4 = open_as("far4", "192.0.2.2", 123, wire_far, 0, OWN);
  int count, all = 0;
  wakes = 0;
  for (int i = 0; i < QUEUE_LENGTH + 4; i++) send_octets(near4, "192.0.2.2", NTP_OCTETS);
  tell_number("a full queue, dropped", (int)datagrams_dropped(&datagrams));
  datagrams_take(&datagrams, &count);
  all = count;
  send_octets(near4, "192.0.2.2", NTP_OCTETS);
  tell_number("one more before the queue is empty, calls to wake up", wakes);
  datagrams_pause(&datagrams);
  tell_number("a pause before the queue is empty, calls to wake up", wakes);
  while (datagrams_take(&datagrams, &count)) all += count;
  tell_number("a full queue, taken out", all);
  send_octets(near4, "192.0.2.2", NTP_OCTETS);
  tell("room again", taken());
  tell_number("room again, calls to wake up", wakes);
  is_deaf = true;
  for (int i = 0; i < QUEUE_LENGTH; i++) send_octets(near4, "192.0.2.2", NTP_OCTETS);
  is_deaf = false;
  wakes = 0;
  for (int i = 0; i < QUEUE_LENGTH; i++) send_octets(near4, "192.0.2.2", NTP_OCTETS);
  tell_number("full while nobody could be woken, calls to wake up", wakes);
  for (all = 0; datagrams_take(&datagrams, &count);) all += count;
  tell_number("full while nobody could be woken, taken out", all);
  datagrams_close(near4);
  datagrams_close(far4);
}

static void batch(void) {
  struct udp_socket *any4 = open_as("any4", "", 0, "", 0, OWN);
  struct udp_socket *far4 = open_as("far4", "192.0.2.2", 123, wire_far, 0, OWN);
  for (int place = 0; place < SLOTS; place++) {
    put_address(place, place == 1 ? "203.0.113.1" : "192.0.2.2", 123);
    place_head(place)[LENGTH] = NTP_OCTETS + place;
  }
  tell("one of a batch is refused", datagrams_send(any4, SLOTS));
  wire_settle();
  tell("the others of the batch", taken());
  datagrams_close(any4);
  datagrams_close(far4);
}

static void exchanges(void) {
  struct udp_socket *one = open_as("one4", "", 0, "", 0, OWN);
  struct udp_socket *two = open_as("two4", "", 0, "", 0, OWN);
  struct udp_socket *far4 = open_as("far4", "192.0.2.2", 123, wire_far, 0, OWN);
  uint32_t ports[2];
  int count;
  send_octets(one, "192.0.2.2", NTP_OCTETS);
  send_octets(two, "192.0.2.2", NTP_OCTETS);
  datagrams_take(&datagrams, &count);
  for (int i = 0; i < 2; i++) ports[i] = memory[i * HEAD_WORDS + PORT];
  tell("random ports", ports[0] != ports[1] && ports[0] >= 49152 && ports[1] >= 49152 ? "two" : "wrong");
  put_address(0, "192.0.2.1", (uint16_t)ports[1]);
  place_head(0)[LENGTH] = NTP_OCTETS;
  datagrams_send(far4, 1);
  wire_settle();
  tell("an answer to any address", taken());
  datagrams_close(one);
  datagrams_close(two);
  datagrams_close(far4);
}

static void refusals(void) {
  struct udp_socket *far4 = open_as("far4", "192.0.2.2", 123, wire_far, 0, OWN), *none = NULL;
  tell("the same once more", try_open("", "192.0.2.2", 123, wire_far, 0, OWN, &none));
  tell("no such device", try_open("", "192.0.2.2", 123, "zz9", 0, OWN, &none));
  tell("a group without a device", try_open("", "224.0.1.1", 123, "", 0, GROUP, &none));
  datagrams_close(far4);
  far4 = open_as("far4", "192.0.2.2", 123, wire_far, 0, OWN);
  tell("again when it was closed", "opened");
  datagrams_close(far4);
}

static void routes(void) {
  static const char *const TO[] = { "198.51.100.9", "203.0.113.1", "2001:db8:1::9", "2001:db8:7::9" };
  for (size_t i = 0; i < sizeof TO / sizeof *TO; i++) {
    char name[64];
    ip_addr_t source;
    enum family family = put_address(0, TO[i], 123);
    bool is_way = datagrams_route(&datagrams, family);
    read_address(place_head(0), family, &source);
    snprintf(name, sizeof name, "the way to %s", TO[i]);
    tell(name, is_way ? ipaddr_ntoa(&source) : "none");
  }
}

static const char *on_one_line(char *text) {
  for (char *end = text; (end = strchr(end, '\n')); end++) *end = end[1] ? ';' : 0;
  return text;
}

static void interfaces(void) {
  char text[256];
  interfaces_print(text, sizeof text);
  tell("the interfaces", on_one_line(text));
  interfaces_print(text, sizeof "xn1 192.0.2.2 24 0\n");
  tell("room for one line", on_one_line(text));
}

/* What the interface itself takes part in. */
static void tell_memberships(const char *name4, const char *name6) {
  ip_addr_t four, six;
  ipaddr_aton("224.0.1.1", &four);
  ipaddr_aton("ff05::101", &six);
  LOCK_TCPIP_CORE();
  struct netif *far = netif_find(wire_far);
  tell(name4, igmp_lookfor_group(far, ip_2_ip4(&four)) ? "a member" : "none");
  tell(name6, mld6_lookfor_group(far, ip_2_ip6(&six)) ? "a member" : "none");
  UNLOCK_TCPIP_CORE();
}

static void memberships(void) {
  struct udp_socket *far4 = open_as("far4", "224.0.1.1", 123, wire_far, 0, GROUP);
  struct udp_socket *far6 = open_as("far6", "ff05::101", 123, wire_far, 0, GROUP);
  tell_memberships("IGMP, joined", "MLD, joined");
  datagrams_close(far4);
  datagrams_close(far6);
  tell_memberships("IGMP, left", "MLD, left");
}

/* The library itself aborts where it is called outside of its task; what runs above was not. */
static void outside(void) {
  int status = 0;
  fflush(stdout);
  if (fork() == 0) {
    freopen("/dev/null", "w", stdout);
    udp_new();
    exit(0);
  }
  wait(&status);
  tell("lwIP called from outside", WIFSIGNALED(status) ? strsignal(WTERMSIG(status)) : "goes unnoticed");
}

int main(void) {
  wire_start();
  datagrams_attach(&datagrams, memory, SLOT_BYTES, wake, NULL);
  unicast();
  broadcast();
  group("an IPv4 group", "192.0.2.1", "224.0.1.1", "far4", "0.0.0.0");
  group("an IPv6 group", "2001:db8::1", "ff05::101", "far6", "::");
  full_queue();
  batch();
  exchanges();
  refusals();
  routes();
  interfaces();
  memberships();
  outside();
  return 0;
}
