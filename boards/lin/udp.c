/*
 * The face of batch.h for XS, `UdpBinding` in native-udp.ts: its sockets on GLib's main loop. Memory is taken
 * only when a port or a socket is made.
 */
#define _GNU_SOURCE
#include "xsmc.h"
#include "mc.xs.h"

#include <glib-unix.h>

/* The machine waits for one batch at a time, and each slot costs it some 30 of its own. */
#define SLOTS 8
#include "../node/udp/batch.c"

/* After these the loop goes round, so that a flood on one socket holds nothing else up for long. */
#define BATCHES_PER_WAKE 4

struct handle {
  int users; /* its JavaScript object, and the callback under way */
  int fd;
  bool is_open;
  enum family family;
  struct batch *batch;
  GSource *source;
  xsMachine *machine;
  xsSlot object;
};

/* --- calls into JavaScript ---------------------------------------------------------------------- */

static char *error_name(int error) {
  const char *name = strerrorname_np(error);
  return (char *)(name ? name : "EIO");
}

static void tell_received(struct handle *handle, int count) {
  xsBeginHost(handle->machine);
  xsmcVars(1);
  xsmcSetInteger(xsVar(0), count);
  xsCall1(handle->object, xsID_received, xsVar(0));
  xsEndHost(handle->machine);
}

static void tell_failed(struct handle *handle, int error) {
  xsBeginHost(handle->machine);
  xsmcVars(1);
  xsmcSetString(xsVar(0), error_name(error));
  xsCall1(handle->object, xsID_failed, xsVar(0));
  xsEndHost(handle->machine);
}

/* Tells of each error once; answers whether there was any. */
static bool report_icmp_errors(struct handle *handle) {
  bool is_any = false;
  for (int i = 0; i < SLOTS && handle->is_open; i++) {
    int error = next_icmp_error(handle->fd);
    if (error == 0) break;
    is_any = true;
    tell_failed(handle, error);
  }
  return is_any;
}

static void deliver_batches(struct handle *handle) {
  for (int i = 0; i < BATCHES_PER_WAKE && handle->is_open; i++) {
    int count = batch_receive(handle->batch, handle->fd);
    if (count < 0) {
      int error = errno;
      if (error == EAGAIN) {
        report_icmp_errors(handle);
        return;
      }
      /* An earlier send's error can come in place of a datagram. */
      if (error != EINTR && !report_icmp_errors(handle) && handle->is_open) tell_failed(handle, error);
      continue;
    }
    tell_received(handle, count);
    if (count < SLOTS) return;
  }
}

static void release(struct handle *handle) {
  if (--handle->users == 0) free(handle);
}

static gboolean on_readable(gint fd, GIOCondition condition, gpointer data) {
  struct handle *handle = data;
  (void)fd;
  (void)condition;
  handle->users++;
  deliver_batches(handle);
  release(handle);
  return G_SOURCE_CONTINUE;
}

/* --- the port ----------------------------------------------------------------------------------- */

void xs_lin_udp_memory_destructor(void *memory) {
  free(memory);
}

/* allocate(bytes): ArrayBuffer; XS moves what its own buffers hold, and this stays */
void xs_lin_udp_allocate(xsMachine *the) {
  int bytes = xsmcToInteger(xsArg(0));
  void *memory = calloc(1, bytes);
  if (!memory) xsUnknownError("ENOMEM");
  xsResult = xsNewHostObject(xs_lin_udp_memory_destructor);
  xsmcSetHostBuffer(xsResult, memory, bytes);
}

void xs_lin_udp_port_destructor(void *port) {
  free(port);
}

/* new Port(memory, slotBytes) */
void xs_lin_udp_port(xsMachine *the) {
  void *memory;
  xsUnsignedValue bytes;
  int slot_bytes = xsmcToInteger(xsArg(1));
  xsmcGetBufferWritable(xsArg(0), &memory, &bytes);
  if (bytes != HEADS_BYTES + 2 * SLOTS * slot_bytes) xsUnknownError("EINVAL");
  struct batch *batch = calloc(1, sizeof *batch);
  if (!batch) xsUnknownError("ENOMEM");
  batch_attach(batch, memory, slot_bytes);
  xsmcSetHostData(xsThis, batch);
}

/* slots(): number */
void xs_lin_udp_slots(xsMachine *the) {
  xsmcSetInteger(xsResult, SLOTS);
}

/* route(family): boolean */
void xs_lin_udp_route(xsMachine *the) {
  struct batch *batch = xsmcGetHostData(xsThis);
  xsmcSetBoolean(xsResult, batch_route(batch, xsmcToInteger(xsArg(0))) == 0);
}

/* --- sockets ------------------------------------------------------------------------------------ */

static void close_handle(struct handle *handle) {
  if (!handle->is_open) return;
  handle->is_open = false;
  g_source_destroy(handle->source);
  g_source_unref(handle->source);
  close(handle->fd);
}

void xs_lin_udp_socket_destructor(void *data) {
  if (!data) return;
  close_handle(data);
  release(data);
}

/* new Socket(port, family, device, dscp, cast); it hears once it has been given its callbacks */
void xs_lin_udp_socket(xsMachine *the) {
  struct batch *batch = xsmcGetHostData(xsArg(0));
  enum family family = xsmcToInteger(xsArg(1));
  char device[IF_NAMESIZE];
  if (strlen(xsmcToString(xsArg(2))) >= sizeof device) xsUnknownError("ENODEV");
  strcpy(device, xsmcToString(xsArg(2)));
  int fd = batch_open(batch, family, device, xsmcToInteger(xsArg(3)), xsmcToInteger(xsArg(4)));
  if (fd < 0) xsUnknownError("%s", error_name(errno));
  struct handle *handle = calloc(1, sizeof *handle);
  if (!handle) {
    close(fd);
    xsUnknownError("ENOMEM");
  }
  handle->users = 1;
  handle->fd = fd;
  handle->is_open = true;
  handle->family = family;
  handle->batch = batch;
  handle->machine = the;
  handle->object = xsThis;
  xsmcSetHostData(xsThis, handle);
  xsRemember(handle->object);
  handle->source = g_unix_fd_source_new(fd, G_IO_IN | G_IO_ERR);
  g_source_set_callback(handle->source, G_SOURCE_FUNC(on_readable), handle, NULL);
  g_source_attach(handle->source, g_main_context_get_thread_default());
}

static struct handle *open_handle(xsMachine *the) {
  struct handle *handle = xsmcGetHostData(xsThis);
  if (!handle || !handle->is_open) xsUnknownError("EINVAL");
  return handle;
}

/* send(count): string | undefined */
void xs_lin_udp_send(xsMachine *the) {
  struct handle *handle = open_handle(the);
  int count = xsmcToInteger(xsArg(0));
  if (count < 0 || count > SLOTS) xsUnknownError("EINVAL");
  int refusal = batch_send(handle->batch, handle->fd, handle->family, count);
  if (refusal != 0) xsmcSetString(xsResult, error_name(refusal));
}

/* setHops(hops): void */
void xs_lin_udp_set_hops(xsMachine *the) {
  struct handle *handle = open_handle(the);
  if (set_hops(handle->fd, handle->family, xsmcToInteger(xsArg(0))) != 0)
    xsUnknownError("%s", error_name(errno));
}

/* close(): void */
void xs_lin_udp_close(xsMachine *the) {
  struct handle *handle = open_handle(the);
  close_handle(handle);
  xsForget(handle->object);
}
