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

struct handle {
  struct ear ear; /* the first, so that an ear leads to its handle */
  int users;      /* its JavaScript object, and the callback under way */
  enum family family;
  GSource *source;
  xsMachine *machine;
  xsSlot object;
};

/* --- calls into JavaScript ---------------------------------------------------------------------- */

static char *error_name(int error) {
  const char *name = strerrorname_np(error);
  return (char *)(name ? name : "EIO");
}

static void tell_received(struct ear *ear, int count) {
  struct handle *handle = (struct handle *)ear;
  xsBeginHost(handle->machine);
  xsmcVars(1);
  xsmcSetInteger(xsVar(0), count);
  xsCall1(handle->object, xsID_received, xsVar(0));
  xsEndHost(handle->machine);
}

static void tell_failed(struct ear *ear, int error) {
  struct handle *handle = (struct handle *)ear;
  xsBeginHost(handle->machine);
  xsmcVars(1);
  xsmcSetString(xsVar(0), error_name(error));
  xsCall1(handle->object, xsID_failed, xsVar(0));
  xsEndHost(handle->machine);
}

static void release(struct handle *handle) {
  if (--handle->users == 0) free(handle);
}

static gboolean on_readable(gint fd, GIOCondition condition, gpointer data) {
  struct handle *handle = data;
  (void)fd;
  (void)condition;
  handle->users++;
  /* Nothing there: it is an error that has woken us. */
  if (deliver_batches(&handle->ear)) report_icmp_errors(&handle->ear);
  release(handle);
  return G_SOURCE_CONTINUE;
}

/* --- the port ----------------------------------------------------------------------------------- */

void xs_board_udp_port_destructor(void *port) {
  free(port);
}

/* new Port(memory, slotBytes) */
void xs_board_udp_port(xsMachine *the) {
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
void xs_board_udp_slots(xsMachine *the) {
  xsmcSetInteger(xsResult, SLOTS);
}

/* route(family): boolean */
void xs_board_udp_route(xsMachine *the) {
  struct batch *batch = xsmcGetHostData(xsThis);
  xsmcSetBoolean(xsResult, batch_route(batch, xsmcToInteger(xsArg(0))) == 0);
}

/* --- sockets ------------------------------------------------------------------------------------ */

static void close_handle(struct handle *handle) {
  if (!handle->ear.is_open) return;
  handle->ear.is_open = false;
  g_source_destroy(handle->source);
  g_source_unref(handle->source);
  close(handle->ear.fd);
}

void xs_board_udp_socket_destructor(void *data) {
  if (!data) return;
  close_handle(data);
  release(data);
}

/* new Socket(port, family, device, dscp, cast); it hears once it has been given its callbacks */
void xs_board_udp_socket(xsMachine *the) {
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
  handle->ear = (struct ear){ fd, true, batch, tell_received, tell_failed };
  handle->family = family;
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
  if (!handle || !handle->ear.is_open) xsUnknownError("EINVAL");
  return handle;
}

/* send(count): string | undefined */
void xs_board_udp_send(xsMachine *the) {
  struct handle *handle = open_handle(the);
  int count = xsmcToInteger(xsArg(0));
  if (count < 0 || count > SLOTS) xsUnknownError("EINVAL");
  int refusal = batch_send(handle->ear.batch, handle->ear.fd, handle->family, count);
  if (refusal != 0) xsmcSetString(xsResult, error_name(refusal));
}

/* setHops(hops): void */
void xs_board_udp_set_hops(xsMachine *the) {
  struct handle *handle = open_handle(the);
  if (set_hops(handle->ear.fd, handle->family, xsmcToInteger(xsArg(0))) != 0)
    xsUnknownError("%s", error_name(errno));
}

/* close(): void */
void xs_board_udp_close(xsMachine *the) {
  struct handle *handle = open_handle(the);
  close_handle(handle);
  xsForget(handle->object);
}
