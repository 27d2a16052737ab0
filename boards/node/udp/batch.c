/* The system calls of batch.h. */
#include "batch.h"

#include <errno.h>
#include <net/if.h>
#include <string.h>
#include <unistd.h>

#define SECOND_NS INT64_C(1000000000)
/* A datagram cannot have waited this long: the machine's clock was set meanwhile. */
#define OLDEST_ARRIVAL_NS (4 * SECOND_NS)

/* After these the loop goes round, so that a flood on one socket holds nothing else up for long. */
#define BATCHES_PER_WAKE 4

#ifndef IPV6_MULTICAST_ALL
#define IPV6_MULTICAST_ALL 29
#endif

void batch_attach(struct batch *batch, void *memory, size_t slot_bytes) {
  batch->heads = memory;
  for (int i = 0; i < 2 * SLOTS; i++) {
    struct msghdr *message = i < SLOTS ? &batch->received[i].msg_hdr : &batch->queued[i - SLOTS].msg_hdr;
    batch->bytes[i].iov_base = (char *)memory + HEADS_BYTES + i * slot_bytes;
    batch->bytes[i].iov_len = slot_bytes;
    message->msg_name = &batch->addresses[i];
    message->msg_iov = &batch->bytes[i];
    message->msg_iovlen = 1;
    if (i < SLOTS) message->msg_control = &batch->controls[i];
  }
}

static socklen_t read_address(const uint32_t *head, enum family family, union address *into) {
  memset(into, 0, sizeof *into);
  if (family == IPV4) {
    into->v4.sin_family = AF_INET;
    into->v4.sin_port = htons(head[PORT]);
    into->v4.sin_addr.s_addr = htonl(head[WORD3]);
    return sizeof into->v4;
  }
  into->v6.sin6_family = AF_INET6;
  into->v6.sin6_port = htons(head[PORT]);
  into->v6.sin6_scope_id = head[ZONE];
  for (int i = 0; i < 4; i++) into->v6.sin6_addr.s6_addr32[i] = htonl(head[WORD0 + i]);
  return sizeof into->v6;
}

static void write_address(uint32_t *head, const union address *from) {
  if (from->any.sa_family == AF_INET) {
    head[PORT] = ntohs(from->v4.sin_port);
    head[WORD3] = ntohl(from->v4.sin_addr.s_addr);
    return;
  }
  head[PORT] = ntohs(from->v6.sin6_port);
  head[ZONE] = from->v6.sin6_scope_id;
  for (int i = 0; i < 4; i++) head[WORD0 + i] = ntohl(from->v6.sin6_addr.s6_addr32[i]);
}

/* --- opening ------------------------------------------------------------------------------------ */

static bool set_option(int fd, int level, int name, int value) {
  return setsockopt(fd, level, name, &value, sizeof value) == 0;
}

static bool prepare(int fd, enum family family, const char *device, int dscp) {
  bool is_v4 = family == IPV4;
  int level = is_v4 ? IPPROTO_IP : IPPROTO_IPV6;
  /* Before bind: one address and port can then be bound once for each device. */
  if (*device && setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, device, strlen(device)) != 0) return false;
  return set_option(fd, SOL_SOCKET, SO_TIMESTAMPNS, 1) &&
         (is_v4 || set_option(fd, level, IPV6_V6ONLY, 1)) &&
         /* The two low bits are the network's own (RFC 3168 section 5). */
         set_option(fd, level, is_v4 ? IP_TOS : IPV6_TCLASS, dscp << 2) &&
         set_option(fd, level, is_v4 ? IP_RECVERR : IPV6_RECVERR, 1) &&
         /* Groups that this socket joined, not what others of this machine did. IPv6: since Linux 4.20. */
         (set_option(fd, level, is_v4 ? IP_MULTICAST_ALL : IPV6_MULTICAST_ALL, 0) || errno == ENOPROTOOPT);
}

/* The device's number is asked for anew: a device can go and come again under its name. */
static int device_number(const char *device) {
  return *device ? (int)if_nametoindex(device) : 0;
}

/* For a socket of the machine's own address: it may send to all, and does not hear itself. */
static bool prepare_to_send(int fd, enum family family, const char *device) {
  int number = device_number(device);
  if (family == IPV6)
    return set_option(fd, IPPROTO_IPV6, IPV6_MULTICAST_LOOP, 0) &&
           set_option(fd, IPPROTO_IPV6, IPV6_MULTICAST_IF, number);
  struct ip_mreqn by = { .imr_ifindex = number };
  return set_option(fd, SOL_SOCKET, SO_BROADCAST, 1) && set_option(fd, IPPROTO_IP, IP_MULTICAST_LOOP, 0) &&
         (number == 0 || setsockopt(fd, IPPROTO_IP, IP_MULTICAST_IF, &by, sizeof by) == 0);
}

static bool join(int fd, const union address *group, const char *device) {
  int number = device_number(device);
  if (group->any.sa_family == AF_INET) {
    struct ip_mreqn membership = { .imr_multiaddr = group->v4.sin_addr, .imr_ifindex = number };
    return setsockopt(fd, IPPROTO_IP, IP_ADD_MEMBERSHIP, &membership, sizeof membership) == 0;
  }
  struct ipv6_mreq membership = { .ipv6mr_multiaddr = group->v6.sin6_addr, .ipv6mr_interface = number };
  return setsockopt(fd, IPPROTO_IPV6, IPV6_ADD_MEMBERSHIP, &membership, sizeof membership) == 0;
}

static int open_socket(enum family family) {
  return socket(family == IPV4 ? AF_INET : AF_INET6, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}

static int close_after_error(int fd) {
  int error = errno;
  close(fd);
  errno = error;
  return -1;
}

int batch_open(const struct batch *batch, enum family family, const char *device, int dscp, enum cast cast) {
  int fd = open_socket(family);
  if (fd < 0) return -1;
  union address local;
  socklen_t length = read_address(batch->heads + SLOTS * HEAD_WORDS, family, &local);
  bool is_ready = prepare(fd, family, device, dscp) && (cast != OWN || prepare_to_send(fd, family, device)) &&
                  bind(fd, &local.any, length) == 0 && (cast != GROUP || join(fd, &local, device));
  return is_ready ? fd : close_after_error(fd);
}

int set_hops(int fd, enum family family, int hops) {
  bool is_v4 = family == IPV4;
  int level = is_v4 ? IPPROTO_IP : IPPROTO_IPV6;
  int option = is_v4 ? IP_MULTICAST_TTL : IPV6_MULTICAST_HOPS;
  return set_option(fd, level, option, hops) ? 0 : -1;
}

int batch_route(struct batch *batch, enum family family) {
  uint32_t *head = batch->heads + SLOTS * HEAD_WORDS;
  int fd = open_socket(family);
  if (fd < 0) return -1;
  union address address;
  socklen_t length = read_address(head, family, &address);
  if (connect(fd, &address.any, length) != 0 || getsockname(fd, &address.any, &length) != 0)
    return close_after_error(fd);
  close(fd);
  write_address(head, &address);
  return 0;
}

/* --- receiving ---------------------------------------------------------------------------------- */

static int64_t nanoseconds(const struct timespec *time) {
  return time->tv_sec * SECOND_NS + time->tv_nsec;
}

static int64_t read_clock(clockid_t id) {
  struct timespec now;
  clock_gettime(id, &now);
  return nanoseconds(&now);
}

/* How long ago the kernel stamped the datagram, by the clock that people set; 0 where it tells nonsense. */
static int64_t age_of(struct msghdr *message, int64_t real_now) {
  for (struct cmsghdr *c = CMSG_FIRSTHDR(message); c; c = CMSG_NXTHDR(message, c)) {
    if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_TIMESTAMPNS) continue;
    struct timespec stamp;
    memcpy(&stamp, CMSG_DATA(c), sizeof stamp);
    int64_t age = real_now - nanoseconds(&stamp);
    return age < 0 || age > OLDEST_ARRIVAL_NS ? 0 : age;
  }
  return 0;
}

int batch_receive(struct batch *batch, int fd) {
  for (int i = 0; i < SLOTS; i++) {
    batch->received[i].msg_hdr.msg_namelen = sizeof(union address);
    batch->received[i].msg_hdr.msg_controllen = sizeof(union control);
  }
  /* MSG_TRUNC: tell the true length of what did not fit. */
  int count = recvmmsg(fd, batch->received, SLOTS, MSG_DONTWAIT | MSG_TRUNC, NULL);
  if (count < 0) return count;
  int64_t real_now = read_clock(CLOCK_REALTIME);
  int64_t monotonic_now = read_clock(CLOCK_MONOTONIC);
  for (int i = 0; i < count; i++) {
    uint32_t *head = batch->heads + i * HEAD_WORDS;
    int64_t arrival = monotonic_now - age_of(&batch->received[i].msg_hdr, real_now);
    head[LENGTH] = batch->received[i].msg_len;
    head[SECONDS] = arrival / SECOND_NS;
    head[NANOS] = arrival % SECOND_NS;
    write_address(head, &batch->addresses[i]);
  }
  return count;
}

/* An errno; 0: there is none. */
static int next_icmp_error(int fd) {
  union control control;
  struct msghdr message = { .msg_control = &control, .msg_controllen = sizeof control };
  if (recvmsg(fd, &message, MSG_ERRQUEUE | MSG_DONTWAIT) < 0) return 0;
  for (struct cmsghdr *c = CMSG_FIRSTHDR(&message); c; c = CMSG_NXTHDR(&message, c)) {
    bool is_error = (c->cmsg_level == IPPROTO_IP && c->cmsg_type == IP_RECVERR) ||
                    (c->cmsg_level == IPPROTO_IPV6 && c->cmsg_type == IPV6_RECVERR);
    if (!is_error) continue;
    struct sock_extended_err error;
    memcpy(&error, CMSG_DATA(c), sizeof error);
    return error.ee_errno;
  }
  return 0;
}

bool report_icmp_errors(struct ear *ear) {
  bool is_any = false;
  for (int i = 0; i < SLOTS && ear->is_open; i++) {
    int error = next_icmp_error(ear->fd);
    if (error == 0) break;
    is_any = true;
    ear->failed(ear, error);
  }
  return is_any;
}

bool deliver_batches(struct ear *ear) {
  for (int i = 0; i < BATCHES_PER_WAKE && ear->is_open; i++) {
    int count = batch_receive(ear->batch, ear->fd);
    if (count < 0) {
      int error = errno;
      if (error == EAGAIN) return true;
      /* An earlier send's error can come in place of a datagram. */
      if (error != EINTR && !report_icmp_errors(ear) && ear->is_open) ear->failed(ear, error);
      continue;
    }
    ear->received(ear, count);
    if (count < SLOTS) return false;
  }
  return false;
}

/* --- sending ------------------------------------------------------------------------------------ */

int batch_send(struct batch *batch, int fd, enum family family, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    const uint32_t *head = batch->heads + (SLOTS + i) * HEAD_WORDS;
    struct msghdr *message = &batch->queued[i].msg_hdr;
    message->msg_namelen = read_address(head, family, message->msg_name);
    message->msg_iov->iov_len = head[LENGTH];
  }
  int refusal = 0;
  bool is_second_try = false;
  for (uint32_t done = 0; done < count;) {
    int sent = sendmmsg(fd, batch->queued + done, count - done, MSG_DONTWAIT);
    if (sent > 0) {
      done += sent;
      is_second_try = false;
    } else if (!is_second_try) {
      /* What ICMP reported of an earlier send is told once in place of this one; then the way is free. */
      is_second_try = true;
    } else {
      refusal = errno;
      done++;
      is_second_try = false;
    }
  }
  return refusal;
}
