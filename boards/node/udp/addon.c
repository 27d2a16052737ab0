/*
 * The addon's face, `UdpBinding` in native-udp.ts: sockets of batch.h on Node's event loop. A batch crosses as
 * a number, the first so many slots are filled; memory is taken only when a port or a socket is made.
 */
#include "batch.h"
#include "pulse.h"

#include <errno.h>
#include <net/if.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <node_api.h>
#include <uv.h>

#define ERROR_NAME_BYTES 32

struct port {
  int users; /* its JavaScript object, and each open socket */
  napi_ref memory;
  struct batch batch;
};

struct handle {
  struct ear ear; /* the first, so that an ear leads to its handle */
  uv_poll_t poll;
  int users; /* its JavaScript object, and the event loop */
  enum family family;
  struct port *port;
  napi_env env;
  napi_ref on_received, on_failed;
  napi_async_context context;
  napi_async_cleanup_hook_handle cleanup;
};

/* --- calls into JavaScript ---------------------------------------------------------------------- */

static napi_value error_text(napi_env env, int error) {
  char name[ERROR_NAME_BYTES];
  napi_value text;
  napi_create_string_utf8(env, uv_err_name_r(-error, name, sizeof name), NAPI_AUTO_LENGTH, &text);
  return text;
}

static napi_value throw_error(napi_env env, int error) {
  char name[ERROR_NAME_BYTES];
  napi_throw_error(env, uv_err_name_r(-error, name, sizeof name), strerror(error));
  return NULL;
}

static void call(struct handle *handle, napi_ref callback, napi_value argument) {
  napi_env env = handle->env;
  napi_value function, global, thrown;
  napi_get_reference_value(env, callback, &function);
  napi_get_global(env, &global);
  napi_status status = napi_make_callback(env, handle->context, global, function, 1, &argument, NULL);
  if (status != napi_pending_exception) return;
  napi_get_and_clear_last_exception(env, &thrown);
  napi_fatal_exception(env, thrown);
}

static void tell_received(struct ear *ear, int count) {
  struct handle *handle = (struct handle *)ear;
  napi_value filled;
  napi_create_int32(handle->env, count, &filled);
  call(handle, handle->on_received, filled);
}

static void tell_failed(struct ear *ear, int error) {
  struct handle *handle = (struct handle *)ear;
  call(handle, handle->on_failed, error_text(handle->env, error));
}

static void on_readable(uv_poll_t *poll, int status, int events) {
  (void)events;
  struct handle *handle = poll->data;
  napi_handle_scope scope;
  napi_open_handle_scope(handle->env, &scope);
  if (status < 0) report_icmp_errors(&handle->ear);
  deliver_batches(&handle->ear);
  /* For libuv a waiting ICMP report is the end of a descriptor: it has stopped polling. */
  if (status < 0 && handle->ear.is_open) uv_poll_start(&handle->poll, UV_READABLE, on_readable);
  napi_close_handle_scope(handle->env, scope);
}

/* --- lifetimes ---------------------------------------------------------------------------------- */

static void release_port(napi_env env, struct port *port) {
  if (--port->users > 0) return;
  napi_delete_reference(env, port->memory);
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
  if (!handle->ear.is_open) return;
  handle->ear.is_open = false;
  uv_close((uv_handle_t *)&handle->poll, on_closed);
  close(handle->ear.fd);
  napi_delete_reference(handle->env, handle->on_received);
  napi_delete_reference(handle->env, handle->on_failed);
  napi_async_destroy(handle->env, handle->context);
  release_port(handle->env, handle->port);
}

/* A worker thread that ends, ends with its sockets closed. */
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

/* --- the functions ------------------------------------------------------------------------------ */

static void *external_of(napi_env env, napi_value value) {
  void *data = NULL;
  napi_get_value_external(env, value, &data);
  return data;
}

/* createPort(memory, slotBytes): Port */
static napi_value create_port(napi_env env, napi_callback_info info) {
  napi_value arguments[2], external;
  size_t count = 2, length = 0;
  void *memory = NULL;
  uint32_t slot_bytes = 0;
  napi_get_cb_info(env, info, &count, arguments, NULL, NULL);
  napi_get_arraybuffer_info(env, arguments[0], &memory, &length);
  napi_get_value_uint32(env, arguments[1], &slot_bytes);
  if (length != HEADS_BYTES + 2 * SLOTS * (size_t)slot_bytes) return throw_error(env, EINVAL);
  struct port *port = calloc(1, sizeof *port);
  if (!port) return throw_error(env, ENOMEM);
  port->users = 1;
  batch_attach(&port->batch, memory, slot_bytes);
  napi_create_reference(env, arguments[0], 1, &port->memory);
  napi_create_external(env, port, finalize_port, NULL, &external);
  return external;
}

/* open(port, family, device, dscp, cast, received, failed): Handle */
static napi_value open_handle(napi_env env, napi_callback_info info) {
  napi_value arguments[7], external, name;
  size_t count = 7, device_length = 0;
  uint32_t family = 0, dscp = 0, cast = OWN;
  char device[IF_NAMESIZE] = "";
  uv_loop_t *loop;
  napi_get_cb_info(env, info, &count, arguments, NULL, NULL);
  struct port *port = external_of(env, arguments[0]);
  napi_get_value_uint32(env, arguments[1], &family);
  napi_get_value_string_utf8(env, arguments[2], NULL, 0, &device_length);
  napi_get_value_string_utf8(env, arguments[2], device, sizeof device, NULL);
  napi_get_value_uint32(env, arguments[3], &dscp);
  napi_get_value_uint32(env, arguments[4], &cast);
  if (device_length >= sizeof device) return throw_error(env, ENODEV);

  int fd = batch_open(&port->batch, family, device, dscp, cast);
  if (fd < 0) return throw_error(env, errno);
  struct handle *handle = calloc(1, sizeof *handle);
  if (!handle) {
    close(fd);
    return throw_error(env, ENOMEM);
  }
  handle->users = 2;
  handle->ear = (struct ear){ fd, true, &port->batch, tell_received, tell_failed };
  handle->family = family;
  handle->port = port;
  handle->env = env;
  handle->poll.data = handle;
  port->users++;
  napi_create_external(env, handle, finalize_handle, NULL, &external);
  napi_create_reference(env, arguments[5], 1, &handle->on_received);
  napi_create_reference(env, arguments[6], 1, &handle->on_failed);
  napi_create_string_utf8(env, "xs-ntp:udp", NAPI_AUTO_LENGTH, &name);
  napi_async_init(env, NULL, name, &handle->context);
  napi_add_async_cleanup_hook(env, on_environment_end, handle, &handle->cleanup);
  napi_get_uv_event_loop(env, &loop);
  uv_poll_init(loop, &handle->poll, fd);
  uv_poll_start(&handle->poll, UV_READABLE, on_readable);
  return external;
}

/* send(handle, count): string | undefined */
static napi_value send_queued(napi_env env, napi_callback_info info) {
  napi_value arguments[2];
  size_t count = 2;
  uint32_t queued = 0;
  napi_get_cb_info(env, info, &count, arguments, NULL, NULL);
  struct handle *handle = external_of(env, arguments[0]);
  napi_get_value_uint32(env, arguments[1], &queued);
  if (!handle->ear.is_open || queued > SLOTS) return throw_error(env, EINVAL);
  int refusal = batch_send(&handle->port->batch, handle->ear.fd, handle->family, queued);
  return refusal == 0 ? NULL : error_text(env, refusal);
}

/* setHops(handle, hops): void */
static napi_value set_handle_hops(napi_env env, napi_callback_info info) {
  napi_value arguments[2];
  size_t count = 2;
  uint32_t hops = 0;
  napi_get_cb_info(env, info, &count, arguments, NULL, NULL);
  struct handle *handle = external_of(env, arguments[0]);
  napi_get_value_uint32(env, arguments[1], &hops);
  if (!handle->ear.is_open) return throw_error(env, EINVAL);
  return set_hops(handle->ear.fd, handle->family, hops) == 0 ? NULL : throw_error(env, errno);
}

/* route(port, family): boolean */
static napi_value route(napi_env env, napi_callback_info info) {
  napi_value arguments[2], is_known;
  size_t count = 2;
  uint32_t family = 0;
  napi_get_cb_info(env, info, &count, arguments, NULL, NULL);
  struct port *port = external_of(env, arguments[0]);
  napi_get_value_uint32(env, arguments[1], &family);
  napi_get_boolean(env, batch_route(&port->batch, family) == 0, &is_known);
  return is_known;
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
  napi_value slots;
  napi_create_uint32(env, SLOTS, &slots);
  const napi_property_descriptor face[] = {
    { .utf8name = "slots", .value = slots, .attributes = napi_enumerable },
    { .utf8name = "createPort", .method = create_port, .attributes = napi_enumerable },
    { .utf8name = "open", .method = open_handle, .attributes = napi_enumerable },
    { .utf8name = "send", .method = send_queued, .attributes = napi_enumerable },
    { .utf8name = "setHops", .method = set_handle_hops, .attributes = napi_enumerable },
    { .utf8name = "route", .method = route, .attributes = napi_enumerable },
    { .utf8name = "close", .method = close_socket, .attributes = napi_enumerable },
    { .utf8name = "openPulse", .method = open_pulse, .attributes = napi_enumerable },
    { .utf8name = "closePulse", .method = close_pulse, .attributes = napi_enumerable },
  };
  napi_define_properties(env, exports, sizeof face / sizeof *face, face);
  return exports;
}
