/*
 * The face of datagrams.h for XS, `UdpBinding` in native-udp.ts. Memory is taken only when the port or a
 * socket is made.
 */
#include "xsmc.h"
#include "mc.xs.h"

#include <stdlib.h>
#include <string.h>

#include "datagrams.h"
#include "idf.h"

/* After these XS does something else, so that a flood holds nothing up for long. */
#define BATCHES_PER_TURN 4

struct port {
  xsMachine *machine;
  struct datagrams datagrams;
};

/* There is one in a program. */
static struct port *only_port;

struct handle {
  struct udp_socket *socket; /* NULL: closed */
  xsMachine *machine;
  xsSlot object;
};

/* --- calls into JavaScript ---------------------------------------------------------------------- */

static void tell_received(struct handle *handle, int count) {
  xsBeginHost(handle->machine);
  xsmcVars(1);
  xsmcSetInteger(xsVar(0), count);
  xsCall1(handle->object, xsID_received, xsVar(0));
  xsEndHost(handle->machine);
}

static void deliver(void *machine, void *context, uint8_t *message, uint16_t length) {
  struct port *port = context;
  struct udp_socket *socket;
  int count;
  (void)machine;
  (void)message;
  (void)length;
  for (int i = 0; i < BATCHES_PER_TURN; i++) {
    socket = datagrams_take(&port->datagrams, &count);
    if (!socket) return;
    tell_received(datagrams_owner(socket), count);
  }
  datagrams_pause(&port->datagrams);
}

static bool wake(void *context) {
  struct port *port = context;
  return idf_post(port->machine, deliver, port);
}

/* --- the port ----------------------------------------------------------------------------------- */

/* A message to XS may be on its way still: the port stays. */
void xs_board_udp_port_destructor(void *port) {
  (void)port;
}

/* new Port(memory, slotBytes) */
void xs_board_udp_port(xsMachine *the) {
  void *memory;
  xsUnsignedValue bytes;
  int slot_bytes = xsmcToInteger(xsArg(1));
  xsmcGetBufferWritable(xsArg(0), &memory, &bytes);
  if (bytes != HEADS_BYTES + 2 * SLOTS * slot_bytes) xsUnknownError("EINVAL");
  struct port *port = calloc(1, sizeof *port);
  if (!port) xsUnknownError("ENOMEM");
  port->machine = the;
  datagrams_attach(&port->datagrams, memory, slot_bytes, wake, port);
  xsmcSetHostData(xsThis, port);
  only_port = port;
}

/* dropped(): number; of datagrams for which there was no room in the queue, since the start */
void xs_esp32_udp_dropped(xsMachine *the) {
  xsmcSetInteger(xsResult, only_port ? (int)datagrams_dropped(&only_port->datagrams) : 0);
}

/* slots(): number */
void xs_board_udp_slots(xsMachine *the) {
  xsmcSetInteger(xsResult, SLOTS);
}

/* route(family): boolean */
void xs_board_udp_route(xsMachine *the) {
  struct port *port = xsmcGetHostData(xsThis);
  xsmcSetBoolean(xsResult, datagrams_route(&port->datagrams, xsmcToInteger(xsArg(0))));
}

/* --- sockets ------------------------------------------------------------------------------------ */

void xs_board_udp_socket_destructor(void *data) {
  struct handle *handle = data;
  if (handle && handle->socket) datagrams_close(handle->socket);
  free(handle);
}

/* new Socket(port, family, device, dscp, cast) */
void xs_board_udp_socket(xsMachine *the) {
  struct port *port = xsmcGetHostData(xsArg(0));
  struct handle *handle = calloc(1, sizeof *handle);
  if (!handle) xsUnknownError("ENOMEM");
  const char *refusal = datagrams_open(&port->datagrams, xsmcToInteger(xsArg(1)), xsmcToString(xsArg(2)),
                                       xsmcToInteger(xsArg(3)), xsmcToInteger(xsArg(4)), handle,
                                       &handle->socket);
  if (refusal) {
    free(handle);
    xsUnknownError("%s", (char *)refusal);
  }
  handle->machine = the;
  handle->object = xsThis;
  xsmcSetHostData(xsThis, handle);
  xsRemember(handle->object);
}

static struct handle *open_handle(xsMachine *the) {
  struct handle *handle = xsmcGetHostData(xsThis);
  if (!handle || !handle->socket) xsUnknownError("EINVAL");
  return handle;
}

/* send(count): string | undefined */
void xs_board_udp_send(xsMachine *the) {
  struct handle *handle = open_handle(the);
  int count = xsmcToInteger(xsArg(0));
  if (count < 0 || count > SLOTS) xsUnknownError("EINVAL");
  const char *refusal = datagrams_send(handle->socket, count);
  if (refusal) xsmcSetString(xsResult, (char *)refusal);
}

/* setHops(hops): void */
void xs_board_udp_set_hops(xsMachine *the) {
  datagrams_set_hops(open_handle(the)->socket, xsmcToInteger(xsArg(0)));
}

/* close(): void */
void xs_board_udp_close(xsMachine *the) {
  struct handle *handle = open_handle(the);
  datagrams_close(handle->socket);
  handle->socket = NULL;
  xsForget(handle->object);
}
