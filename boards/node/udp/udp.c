/*
 * UDP on Linux for the Node board: what node:dgram has no words for, and many datagrams for one call.
 *
 * A port's datagrams lie in one block of memory that JavaScript made and both sides read and write:
 * SLOTS received ones, then SLOTS to be sent; first all their heads, then all their bytes. A batch
 * crosses as a number: the first so many slots are filled. Nothing is allocated but when a socket opens.
 */
#define _GNU_SOURCE
#include <time.h>

#include <errno.h>
#include <linux/errqueue.h> /* after time.h, whose timespec it takes for known */
#include <netinet/in.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <node_api.h>
#include <uv.h>

/* Long enough that the price of a system call is shared, short enough for the last answer not to wait. */
#define SLOTS 32
/* After these the loop goes round, so that a flood on one socket delays timers by half a millisecond. */
#define BATCHES_PER_WAKE 4
/* An arrival older than this was not a wait in the queue: the machine's clock was set meanwhile. */
#define OLDEST_ARRIVAL_NS (4 * NANOSECONDS)
#define NANOSECONDS INT64_C(1000000000)

/* What JavaScript is told of a datagram besides its bytes, as 32-bit words; `Head` in native-udp.ts. */
enum head { LENGTH, PORT, ZONE, WORD0, WORD1, WORD2, WORD3, SECONDS, NANOS, HEAD_WORDS };

enum family { IPV4 = 4, IPV6 = 6 };

union address {
  struct sockaddr any;
  struct sockaddr_in v4;
  struct sockaddr_in6 v6;
};

/* Ancillary data of one datagram: its arrival, or the report of an error with the address it came from. */
union control {
  struct cmsghdr align;
  char arrival[CMSG_SPACE(sizeof(struct timespec))];
  char error[CMSG_SPACE(sizeof(struct sock_extended_err) + sizeof(struct sockaddr_in6))];
};

struct port {
  int users; /* its JavaScript object, and each socket */
  uint32_t *heads;
  napi_ref memory;
  struct mmsghdr received[SLOTS], queued[SLOTS];
  struct iovec bytes[2 * SLOTS];
  union address addresses[2 * SLOTS];
  union control controls[SLOTS];
};

struct handle {
  uv_poll_t poll;
  int users; /* its JavaScript object, and the event loop */
  int fd;
  bool is_open;
  enum family family;
  struct port *port;
  napi_env env;
  napi_ref on_received, on_failed;
  napi_async_context context;
  napi_async_cleanup_hook_handle cleanup;
};

/* --- addresses ---------------------------------------------------------------------------------- */

static socklen_t read_head(const uint32_t *head, enum family family, union address *into) {
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

static void write_head(uint32_t *head, const union address *from) {
  if (from->any.sa_family == AF_INET) {
    head[PORT] = ntohs(from->v4.sin_port);
    head[ZONE] = head[WORD0] = head[WORD1] = head[WORD2] = 0;
    head[WORD3] = ntohl(from->v4.sin_addr.s_addr);
    return;
  }
  head[PORT] = ntohs(from->v6.sin6_port);
  head[ZONE] = from->v6.sin6_scope_id;
  for (int i = 0; i < 4; i++) head[WORD0 + i] = ntohl(from->v6.sin6_addr.s6_addr32[i]);
}

/* --- time --------------------------------------------------------------------------------------- */

static int64_t nanoseconds(const struct timespec *time) {
  return time->tv_sec * NANOSECONDS + time->tv_nsec;
}

static int64_t read_clock(clockid_t id) {
  struct timespec now;
  clock_gettime(id, &now);
  return nanoseconds(&now);
}

/* The kernel stamps by the clock that people set; the node lives by the one that nobody does. */
static void write_arrival(uint32_t *head, struct msghdr *message, int64_t real_now, int64_t monotonic_now) {
  int64_t age = 0;
  for (struct cmsghdr *c = CMSG_FIRSTHDR(message); c; c = CMSG_NXTHDR(message, c)) {
    if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_TIMESTAMPNS) continue;
    struct timespec stamp;
    memcpy(&stamp, CMSG_DATA(c), sizeof stamp);
    age = real_now - nanoseconds(&stamp);
  }
  if (age < 0 || age > OLDEST_ARRIVAL_NS) age = 0;
  head[SECONDS] = (monotonic_now - age) / NANOSECONDS;
  head[NANOS] = (monotonic_now - age) % NANOSECONDS;
}

/* --- calls into JavaScript ---------------------------------------------------------------------- */

static const char *error_name(int error, char *into, size_t size) {
  return uv_err_name_r(-error, into, size);
}

static void throw_error(napi_env env, int error) {
  char name[32];
  error_name(error, name, sizeof name);
  napi_throw_error(env, name, strerror(error));
}

static void call(struct handle *handle, napi_ref callback, napi_value argument) {
  napi_env env = handle->env;
  napi_value function, global;
  napi_get_reference_value(env, callback, &function);
  napi_get_global(env, &global);
  if (napi_make_callback(env, handle->context, global, function, 1, &argument, NULL) != napi_pending_exception)
    return;
  napi_value thrown;
  napi_get_and_clear_last_exception(env, &thrown);
  napi_fatal_exception(env, thrown);
}

static void report_failure(struct handle *handle, int error) {
  char name[32];
  napi_value text;
  napi_create_string_utf8(handle->env, error_name(error, name, sizeof name), NAPI_AUTO_LENGTH, &text);
  call(handle, handle->on_failed, text);
}

/* --- receiving ---------------------------------------------------------------------------------- */

/* How many slots were filled, or -1 and errno. */
static int receive_batch(struct handle *handle) {
  struct port *port = handle->port;
  for (int i = 0; i < SLOTS; i++) {
    struct msghdr *message = &port->received[i].msg_hdr;
    message->msg_namelen = sizeof(union address);
    message->msg_controllen = sizeof(union control);
  }
  /* MSG_TRUNC: tell the true length of what did not fit. */
  int count = recvmmsg(handle->fd, port->received, SLOTS, MSG_DONTWAIT | MSG_TRUNC, NULL);
  int64_t real_now = read_clock(CLOCK_REALTIME);
  int64_t monotonic_now = read_clock(CLOCK_MONOTONIC);
  for (int i = 0; i < count; i++) {
    uint32_t *head = port->heads + i * HEAD_WORDS;
    head[LENGTH] = port->received[i].msg_len;
    write_head(head, &port->addresses[i]);
    write_arrival(head, &port->received[i].msg_hdr, real_now, monotonic_now);
  }
  return count;
}

/* What ICMP said about earlier sends. Each error is told once; answers whether there was any. */
static bool report_icmp(struct handle *handle) {
  bool is_any = false;
  for (int i = 0; i < SLOTS && handle->is_open; i++) {
    union control control;
    struct msghdr message = { .msg_control = &control, .msg_controllen = sizeof control };
    if (recvmsg(handle->fd, &message, MSG_ERRQUEUE | MSG_DONTWAIT) < 0) break;
    for (struct cmsghdr *c = CMSG_FIRSTHDR(&message); c; c = CMSG_NXTHDR(&message, c)) {
      bool is_error = (c->cmsg_level == IPPROTO_IP && c->cmsg_type == IP_RECVERR) ||
                      (c->cmsg_level == IPPROTO_IPV6 && c->cmsg_type == IPV6_RECVERR);
      if (!is_error) continue;
      struct sock_extended_err error;
      memcpy(&error, CMSG_DATA(c), sizeof error);
      is_any = true;
      report_failure(handle, error.ee_errno);
      break;
    }
  }
  return is_any;
}

static void on_readable(uv_poll_t *poll, int status, int events);

/* libuv stops polling when it sees an error, and for it a waiting ICMP report is one. */
static void resume(struct handle *handle) {
  int error = uv_poll_start(&handle->poll, UV_READABLE, on_readable);
  if (error) report_failure(handle, -error);
}

static void on_readable(uv_poll_t *poll, int status, int events) {
  (void)events;
  struct handle *handle = poll->data;
  napi_handle_scope scope;
  napi_open_handle_scope(handle->env, &scope);
  if (status < 0) report_icmp(handle);
  for (int i = 0; i < BATCHES_PER_WAKE && handle->is_open; i++) {
    int count = receive_batch(handle);
    if (count < 0) {
      int error = errno;
      if (error == EINTR) continue;
      if (error == EAGAIN) break;
      /* An error of an earlier send, told in place of a datagram. */
      if (!report_icmp(handle)) report_failure(handle, error);
      continue;
    }
    napi_value filled;
    napi_create_int32(handle->env, count, &filled);
    call(handle, handle->on_received, filled);
    if (count < SLOTS) break;
  }
  if (status < 0 && handle->is_open) resume(handle);
  napi_close_handle_scope(handle->env, scope);
}

/* --- sending ------------------------------------------------------------------------------------ */

/* Sends the first `count` queued slots; what is refused is left out. 0, or the last refusal's errno. */
static int send_batch(struct handle *handle, uint32_t count) {
  struct port *port = handle->port;
  for (uint32_t i = 0; i < count; i++) {
    const uint32_t *head = port->heads + (SLOTS + i) * HEAD_WORDS;
    struct msghdr *message = &port->queued[i].msg_hdr;
    message->msg_namelen = read_head(head, handle->family, message->msg_name);
    message->msg_iov->iov_len = head[LENGTH];
  }
  int refusal = 0;
  bool is_tried_again = false;
  for (uint32_t done = 0; done < count;) {
    int sent = sendmmsg(handle->fd, port->queued + done, count - done, MSG_DONTWAIT);
    if (sent > 0) {
      done += sent;
      is_tried_again = false;
    } else if (!is_tried_again) {
      /* An ICMP error about an earlier send is told in place of this one, once: then the way is free. */
      is_tried_again = true;
    } else {
      refusal = errno;
      done++;
      is_tried_again = false;
    }
  }
  return refusal;
}

/* --- opening and closing ------------------------------------------------------------------------ */

static void release_port(napi_env env, struct port *port) {
  if (--port->users > 0) return;
  if (port->memory) napi_delete_reference(env, port->memory);
  free(port);
}

static void release_handle(struct handle *handle) {
  if (--handle->users == 0) free(handle);
}

static void on_closed(uv_handle_t *poll) {
  struct handle *handle = poll->data;
  napi_remove_async_cleanup_hook(handle->cleanup);
  release_handle(handle);
}

static void close_handle(struct handle *handle) {
  if (!handle->is_open) return;
  handle->is_open = false;
  uv_close((uv_handle_t *)&handle->poll, on_closed);
  close(handle->fd);
  napi_delete_reference(handle->env, handle->on_received);
  napi_delete_reference(handle->env, handle->on_failed);
  napi_async_destroy(handle->env, handle->context);
  release_port(handle->env, handle->port);
}

/* A worker that ends, ends with its sockets closed. */
static void on_environment_end(napi_async_cleanup_hook_handle cleanup, void *data) {
  (void)cleanup;
  close_handle(data);
}

static void finalize_handle(napi_env env, void *data, void *hint) {
  (void)env;
  (void)hint;
  release_handle(data);
}

static void finalize_port(napi_env env, void *data, void *hint) {
  (void)hint;
  release_port(env, data);
}

static bool set_option(int fd, int level, int name, int value) {
  return setsockopt(fd, level, name, &value, sizeof value) == 0;
}

#ifndef IPV6_MULTICAST_ALL
#define IPV6_MULTICAST_ALL 29
#endif

static bool prepare(int fd, enum family family, const char *device, int dscp) {
  bool is_v4 = family == IPV4;
  /* Before bind: the same address and port can then be bound once for each device. */
  if (*device && setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, device, strlen(device)) != 0) return false;
  return set_option(fd, SOL_SOCKET, SO_TIMESTAMPNS, 1) &&
         (is_v4 || set_option(fd, IPPROTO_IPV6, IPV6_V6ONLY, 1)) &&
         /* The two low bits are the network's own (RFC 3168). */
         set_option(fd, is_v4 ? IPPROTO_IP : IPPROTO_IPV6, is_v4 ? IP_TOS : IPV6_TCLASS, dscp << 2) &&
         /* Only the groups that this socket itself joins. */
         set_option(fd, is_v4 ? IPPROTO_IP : IPPROTO_IPV6, is_v4 ? IP_MULTICAST_ALL : IPV6_MULTICAST_ALL, 0) &&
         set_option(fd, is_v4 ? IPPROTO_IP : IPPROTO_IPV6, is_v4 ? IP_RECVERR : IPV6_RECVERR, 1);
}

/* A bound descriptor, or -1 and errno. */
static int open_bound(const uint32_t *local, enum family family, const char *device, int dscp) {
  int fd = socket(family == IPV4 ? AF_INET : AF_INET6, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0) return -1;
  union address address;
  socklen_t length = read_head(local, family, &address);
  if (prepare(fd, family, device, dscp) && bind(fd, &address.any, length) == 0) return fd;
  int error = errno;
  close(fd);
  errno = error;
  return -1;
}

/* --- the module's face; `Binding` in native-udp.ts ---------------------------------------------- */

static void *external_of(napi_env env, napi_value value) {
  void *data = NULL;
  napi_get_value_external(env, value, &data);
  return data;
}

/* createPort(memory: ArrayBuffer, slotBytes: number): Port */
static napi_value create_port(napi_env env, napi_callback_info info) {
  napi_value arguments[2];
  size_t count = 2;
  napi_get_cb_info(env, info, &count, arguments, NULL, NULL);
  void *memory = NULL;
  size_t length = 0;
  uint32_t slot_bytes = 0;
  napi_get_arraybuffer_info(env, arguments[0], &memory, &length);
  napi_get_value_uint32(env, arguments[1], &slot_bytes);
  size_t heads_bytes = 2 * SLOTS * HEAD_WORDS * sizeof(uint32_t);
  struct port *port = length == heads_bytes + 2 * SLOTS * (size_t)slot_bytes ? calloc(1, sizeof *port) : NULL;
  if (!port) {
    throw_error(env, EINVAL);
    return NULL;
  }
  port->users = 1;
  port->heads = memory;
  for (int i = 0; i < 2 * SLOTS; i++) {
    struct msghdr *message = i < SLOTS ? &port->received[i].msg_hdr : &port->queued[i - SLOTS].msg_hdr;
    port->bytes[i].iov_base = (char *)memory + heads_bytes + i * (size_t)slot_bytes;
    port->bytes[i].iov_len = slot_bytes;
    message->msg_name = &port->addresses[i];
    message->msg_iov = &port->bytes[i];
    message->msg_iovlen = 1;
    if (i < SLOTS) message->msg_control = &port->controls[i];
  }
  napi_create_reference(env, arguments[0], 1, &port->memory);
  napi_value external;
  napi_create_external(env, port, finalize_port, NULL, &external);
  return external;
}

/*
 * open(port, slot, family, device, dscp, received: (count) => void, failed: (errorName) => void): Handle
 * The local address is in the head of `slot`; an empty `device` is any. Throws with `code`.
 */
static napi_value open_handle(napi_env env, napi_callback_info info) {
  napi_value arguments[7];
  size_t count = 7;
  napi_get_cb_info(env, info, &count, arguments, NULL, NULL);
  struct port *port = external_of(env, arguments[0]);
  uint32_t slot = 0, family = 0, dscp = 0;
  char device[16] = ""; /* IFNAMSIZ */
  size_t device_length = 0;
  napi_get_value_uint32(env, arguments[1], &slot);
  napi_get_value_uint32(env, arguments[2], &family);
  napi_get_value_string_utf8(env, arguments[3], NULL, 0, &device_length);
  napi_get_value_string_utf8(env, arguments[3], device, sizeof device, NULL);
  napi_get_value_uint32(env, arguments[4], &dscp);

  int error = device_length < sizeof device ? 0 : ENODEV;
  struct handle *handle = error ? NULL : calloc(1, sizeof *handle);
  if (!handle) {
    throw_error(env, error ? error : ENOMEM);
    return NULL;
  }
  handle->fd = open_bound(port->heads + slot * HEAD_WORDS, family, device, dscp);
  if (handle->fd < 0) {
    throw_error(env, errno);
    free(handle);
    return NULL;
  }
  uv_loop_t *loop;
  napi_get_uv_event_loop(env, &loop);
  uv_poll_init(loop, &handle->poll, handle->fd);
  handle->poll.data = handle;
  handle->users = 2;
  handle->is_open = true;
  handle->family = family;
  handle->port = port;
  handle->env = env;
  port->users++;

  napi_value external, name;
  napi_create_external(env, handle, finalize_handle, NULL, &external);
  napi_create_string_utf8(env, "xs-ntp:udp", NAPI_AUTO_LENGTH, &name);
  napi_async_init(env, NULL, name, &handle->context);
  napi_create_reference(env, arguments[5], 1, &handle->on_received);
  napi_create_reference(env, arguments[6], 1, &handle->on_failed);
  napi_add_async_cleanup_hook(env, on_environment_end, handle, &handle->cleanup);
  resume(handle);
  return external;
}

/* send(handle, count): string | undefined, the last refusal's error name */
static napi_value send_queued(napi_env env, napi_callback_info info) {
  napi_value arguments[2], refusal = NULL;
  size_t count = 2;
  napi_get_cb_info(env, info, &count, arguments, NULL, NULL);
  struct handle *handle = external_of(env, arguments[0]);
  uint32_t queued = 0;
  napi_get_value_uint32(env, arguments[1], &queued);
  int error = handle->is_open ? send_batch(handle, queued) : EBADF;
  char name[32];
  if (error) napi_create_string_utf8(env, error_name(error, name, sizeof name), NAPI_AUTO_LENGTH, &refusal);
  return refusal;
}

/* close(handle): void */
static napi_value close_socket(napi_env env, napi_callback_info info) {
  napi_value handle;
  size_t count = 1;
  napi_get_cb_info(env, info, &count, &handle, NULL, NULL);
  close_handle(external_of(env, handle));
  return NULL;
}

NAPI_MODULE_INIT() {
  napi_value slots, head_words;
  napi_create_uint32(env, SLOTS, &slots);
  napi_create_uint32(env, HEAD_WORDS, &head_words);
  const napi_property_descriptor face[] = {
    { .utf8name = "slots", .value = slots, .attributes = napi_enumerable },
    { .utf8name = "headWords", .value = head_words, .attributes = napi_enumerable },
    { .utf8name = "createPort", .method = create_port, .attributes = napi_enumerable },
    { .utf8name = "open", .method = open_handle, .attributes = napi_enumerable },
    { .utf8name = "send", .method = send_queued, .attributes = napi_enumerable },
    { .utf8name = "close", .method = close_socket, .attributes = napi_enumerable },
  };
  napi_define_properties(env, exports, sizeof face / sizeof *face, face);
  return exports;
}
