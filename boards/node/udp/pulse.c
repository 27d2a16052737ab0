/*
 * Pulses that Linux stamps (RFC 2783, /dev/ppsN): a thread waits for each, for the wait cannot be polled, and
 * tells JavaScript when it was, by the monotonic clock.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/pps.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>
#include <uv.h>

#include "pulse.h"

/* How long a wait for a pulse lasts, and so the end of the thread after `close`. */
#define WAIT_S 2

#define NANOS 1000000000LL

enum edge { RISING, FALLING };

/* Held by its thread, by what it tells, and by JavaScript: who lets go last frees it. */
struct input {
  napi_threadsafe_function tell;
  atomic_int holders;
  atomic_bool is_over;
  int fd;
  enum edge edge;
};

/* A pulse by the monotonic clock, or what went wrong: an errno. */
struct news {
  int64_t nanos;
  int error;
};

static int64_t nanos_of(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return now.tv_sec * NANOS + now.tv_nsec;
}

/* The kernel stamps by the clock that is set; it is set at other moments than between these readings. */
static int64_t monotonic(const struct pps_ktime *stamp) {
  int64_t before = nanos_of(CLOCK_MONOTONIC);
  int64_t real = nanos_of(CLOCK_REALTIME);
  int64_t after = nanos_of(CLOCK_MONOTONIC);
  return stamp->sec * NANOS + stamp->nsec - real + before + (after - before) / 2;
}

static void let_go(struct input *input) {
  if (atomic_fetch_sub(&input->holders, 1) > 1) return;
  close(input->fd);
  free(input);
}

static void tell(struct input *input, int64_t nanos, int error) {
  struct news *news = malloc(sizeof *news);
  if (news == NULL) return;
  news->nanos = nanos;
  news->error = error;
  if (napi_call_threadsafe_function(input->tell, news, napi_tsfn_nonblocking) != napi_ok) free(news);
}

static void *wait_for_pulses(void *data) {
  struct input *input = data;
  __u32 last = 0;
  int is_first = 1;
  while (!atomic_load(&input->is_over)) {
    struct pps_fdata fetched = {.timeout = {.sec = WAIT_S}};
    if (ioctl(input->fd, PPS_FETCH, &fetched) != 0) {
      if (errno == ETIMEDOUT || errno == EINTR) continue;
      tell(input, 0, errno);
      break;
    }
    int is_rising = input->edge == RISING;
    __u32 sequence = is_rising ? fetched.info.assert_sequence : fetched.info.clear_sequence;
    /* The first may be long past, and a wait also ends with the other edge. */
    if (sequence != last && !is_first)
      tell(input, monotonic(is_rising ? &fetched.info.assert_tu : &fetched.info.clear_tu), 0);
    is_first = 0;
    last = sequence;
  }
  napi_release_threadsafe_function(input->tell, napi_tsfn_release);
  let_go(input);
  return NULL;
}

static void on_news(napi_env env, napi_value callback, void *context, void *data) {
  struct input *input = context;
  struct news *news = data;
  napi_value arguments[3], global;
  if (env != NULL && !atomic_load(&input->is_over)) {
    napi_create_double(env, (double)(news->nanos / NANOS), &arguments[0]);
    napi_create_double(env, (double)(news->nanos % NANOS), &arguments[1]);
    napi_create_string_utf8(env, news->error ? strerror(news->error) : "", NAPI_AUTO_LENGTH, &arguments[2]);
    napi_get_global(env, &global);
    napi_call_function(env, global, callback, 3, arguments, NULL);
  }
  free(news);
}

/* Of the function, and of the handle in JavaScript. */
static void on_end(napi_env env, void *data, void *hint) {
  struct input *input = data;
  (void)env;
  (void)hint;
  atomic_store(&input->is_over, true);
  let_go(input);
}

static int start(struct input *input) {
  pthread_t thread;
  int error = pthread_create(&thread, NULL, wait_for_pulses, input);
  return error ? error : pthread_detach(thread);
}

static napi_value fail(napi_env env, int error) {
  char name[32];
  napi_throw_error(env, uv_err_name_r(-error, name, sizeof name), strerror(error));
  return NULL;
}

static int begin(int fd, enum edge edge) {
  struct pps_kparams params;
  int capabilities;
  int wanted = edge == RISING ? PPS_CAPTUREASSERT : PPS_CAPTURECLEAR;
  if (ioctl(fd, PPS_GETCAP, &capabilities) != 0 || ioctl(fd, PPS_GETPARAMS, &params) != 0) return errno;
  if ((capabilities & wanted) == 0) return ENOTSUP;
  params.api_version = PPS_API_VERS;
  params.mode |= wanted | PPS_TSFMT_TSPEC;
  return ioctl(fd, PPS_SETPARAMS, &params) == 0 ? 0 : errno;
}

/* open(device, edge, told): `told` gets seconds, nanoseconds, and why there are no more; empty: there are. */
napi_value open_pulse(napi_env env, napi_callback_info info) {
  char device[256];
  size_t count = 3;
  uint32_t edge = RISING;
  napi_value arguments[3], external, name;
  napi_get_cb_info(env, info, &count, arguments, NULL, NULL);
  napi_get_value_string_utf8(env, arguments[0], device, sizeof device, NULL);
  napi_get_value_uint32(env, arguments[1], &edge);
  int fd = open(device, O_RDWR | O_CLOEXEC);
  if (fd < 0) return fail(env, errno);
  int error = begin(fd, edge);
  struct input *input = error ? NULL : calloc(1, sizeof *input);
  if (input == NULL) {
    close(fd);
    return fail(env, error ? error : ENOMEM);
  }
  input->fd = fd;
  atomic_init(&input->holders, 3);
  input->edge = edge;
  napi_create_string_utf8(env, "xs-ntp:pulse", NAPI_AUTO_LENGTH, &name);
  napi_create_threadsafe_function(env, arguments[2], NULL, name, 0, 1, input, on_end, input, on_news,
                                  &input->tell);
  napi_unref_threadsafe_function(env, input->tell);
  napi_create_external(env, input, on_end, NULL, &external);
  error = start(input);
  if (error) {
    napi_release_threadsafe_function(input->tell, napi_tsfn_abort);
    let_go(input);
    return fail(env, error);
  }
  return external;
}

/* Nothing more is told; the thread ends by itself. To be called once. */
napi_value close_pulse(napi_env env, napi_callback_info info) {
  size_t count = 1;
  napi_value handle;
  void *input = NULL;
  napi_get_cb_info(env, info, &count, &handle, NULL, NULL);
  napi_get_value_external(env, handle, &input);
  atomic_store(&((struct input *)input)->is_over, true);
  return NULL;
}
