/*
 * UDP sockets on Linux, many datagrams for one system call. The datagrams lie in one block of memory that
 * JavaScript made (head.h).
 */
#ifndef XS_NTP_BATCH_H
#define XS_NTP_BATCH_H

#include <time.h>

#include <linux/errqueue.h> /* after time.h, whose timespec it takes for known */
#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

/* Enough to share the price of a system call, few enough for the first answer not to wait long. */
#ifndef SLOTS
#define SLOTS 32
#endif

#include "head.h"

union address {
  struct sockaddr any;
  struct sockaddr_in v4;
  struct sockaddr_in6 v6;
};

/* Ancillary data of one datagram: when it arrived, or an error and the address that reported it. */
union control {
  struct cmsghdr align;
  char arrival[CMSG_SPACE(sizeof(struct timespec))];
  char error[CMSG_SPACE(sizeof(struct timespec)) +
             CMSG_SPACE(sizeof(struct sock_extended_err) + sizeof(struct sockaddr_in6))];
};

struct batch {
  uint32_t *heads;
  struct mmsghdr received[SLOTS], queued[SLOTS];
  struct iovec bytes[2 * SLOTS];
  union address addresses[2 * SLOTS];
  union control controls[SLOTS];
};

/* `batch` is all zero; `memory` holds HEADS_BYTES and 2 * SLOTS times `slot_bytes`, and stays. */
void batch_attach(struct batch *batch, void *memory, size_t slot_bytes);

/*
 * A socket bound to the address in the queue's first place; an empty `device` is any. A group is joined on the
 * device, and what is sent to groups leaves by it, and does not come back. Or -1 and errno.
 */
int batch_open(const struct batch *batch, enum family family, const char *device, int dscp, enum cast cast);

/* How many routers what is sent to groups may pass from now on. 0, or -1 and errno. */
int set_hops(int fd, enum family family, int hops);

/*
 * Puts the local address that the routes would send from into the queue's first place, where the destination
 * is. Nothing is sent. 0, or -1 and errno.
 */
int batch_route(struct batch *batch, enum family family);

/* How many slots were filled, or -1 and errno. */
int batch_receive(struct batch *batch, int fd);

/* Sends the first `count` of the queue; what is refused is left out. 0, or the last refusal's errno. */
int batch_send(struct batch *batch, int fd, enum family family, uint32_t count);

/* A socket, and who is told what it brings; either may close it. */
struct ear {
  int fd;
  bool is_open;
  struct batch *batch;
  void (*received)(struct ear *ear, int count);
  void (*failed)(struct ear *ear, int error);
};

/* Tells of each error that ICMP reported of an earlier send, once; answers whether there was any. */
bool report_icmp_errors(struct ear *ear);

/* Tells of what has arrived, a few batches at most; answers whether it has looked in vain for more. */
bool deliver_batches(struct ear *ear);

#endif
