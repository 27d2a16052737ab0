/*
 * The process's standard input and output on GLib's main loop: a person's terminal, whose keys come one by one, or
 * pipes and files. There is one of them; no write waits for whoever reads.
 */
#include "standard.h"

#include "xsmc.h"
#include "mc.xs.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

/* What the kernel may not take at once. */
#define ROOM 4096
/* At the end what was printed goes out first, to one who reads. */
#define PATIENCE_MS 1000

static struct {
  xsMachine *machine;
  xsSlot object;
  guint input, output;
  bool is_ended;
  int out;
  bool is_socket;
  bool is_terminal, is_raw;
  struct termios before;
  uint8_t pending[ROOM];
  size_t count;
} standard;

static void restore(void) {
  if (standard.is_raw) tcsetattr(STDIN_FILENO, TCSADRAIN, &standard.before);
  standard.is_raw = false;
}

/* Each key at once and unseen, Ctrl-C too; a line that others print begins at the left still. */
static void make_raw(void) {
  static bool is_registered;
  struct termios raw;
  if (tcgetattr(STDIN_FILENO, &standard.before) != 0) return;
  raw = standard.before;
  raw.c_iflag &= ~(BRKINT | ICRNL | INPCK | ISTRIP | IXON);
  raw.c_oflag |= OPOST | ONLCR;
  raw.c_cflag |= CS8;
  raw.c_lflag &= ~(ECHO | ICANON | IEXTEN | ISIG);
  if (!is_registered) atexit(restore);
  is_registered = true;
  standard.is_raw = tcsetattr(STDIN_FILENO, TCSADRAIN, &raw) == 0;
}

/* --- calls into JavaScript ---------------------------------------------------------------------- */

/* A terminal may have become another size at any key. */
static void tell_size(void) {
  struct winsize size;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) memset(&size, 0, sizeof size);
  xsBeginHost(standard.machine);
  xsmcVars(2);
  xsmcSetInteger(xsVar(0), size.ws_col);
  xsmcSetInteger(xsVar(1), size.ws_row);
  xsCall2(standard.object, xsID_resized, xsVar(0), xsVar(1));
  xsEndHost(standard.machine);
}

static gboolean on_input(gint fd, GIOCondition condition, gpointer unused) {
  uint8_t octets[1024];
  (void)condition;
  (void)unused;
  if (standard.is_terminal) tell_size();
  ssize_t count = read(fd, octets, sizeof octets);
  if (count < 0 && (errno == EAGAIN || errno == EINTR)) return G_SOURCE_CONTINUE;
  guint source = standard.input;
  xsBeginHost(standard.machine);
  xsmcVars(1);
  if (count > 0) {
    xsmcSetArrayBuffer(xsVar(0), octets, count);
    xsCall1(standard.object, xsID_received, xsVar(0));
  } else {
    standard.is_ended = true;
    standard.input = 0;
    xsCall0(standard.object, xsID_ended);
  }
  xsEndHost(standard.machine);
  return source == standard.input ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* Answers whether nothing is left that could be written later; what nobody will ever read is dropped. */
static bool flush(void) {
  ssize_t taken = standard.is_socket ? send(standard.out, standard.pending, standard.count, MSG_DONTWAIT)
                                     : write(standard.out, standard.pending, standard.count);
  if (taken < 0 && (errno == EAGAIN || errno == EINTR)) return false;
  if (taken < 0) taken = standard.count;
  standard.count -= taken;
  memmove(standard.pending, standard.pending + taken, standard.count);
  return standard.count == 0;
}

void lin_standard_flush(void) {
  if (standard.count > 0) flush();
}

static gboolean on_output(gint fd, GIOCondition condition, gpointer unused) {
  (void)fd;
  (void)condition;
  (void)unused;
  if (!flush()) return G_SOURCE_CONTINUE;
  standard.output = 0;
  xsBeginHost(standard.machine);
  xsmcVars(1);
  xsmcSetInteger(xsVar(0), ROOM);
  xsCall1(standard.object, xsID_writable, xsVar(0));
  xsEndHost(standard.machine);
  return G_SOURCE_REMOVE;
}

/* --- calls from JavaScript ---------------------------------------------------------------------- */

static void listen_to_input(void) {
  standard.input = g_unix_fd_add(STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR, on_input, NULL);
}

/* A way of our own to a terminal or a pipe that does not wait: who else has it open keeps waiting for it. */
static void open_output(void) {
  struct stat kind;
  int own = -1;
  standard.out = STDOUT_FILENO;
  if (fstat(STDOUT_FILENO, &kind) != 0) return;
  standard.is_socket = S_ISSOCK(kind.st_mode);
  if (S_ISCHR(kind.st_mode) || S_ISFIFO(kind.st_mode))
    own = open("/proc/self/fd/1", O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (own >= 0) standard.out = own;
}

/*
 * open(): boolean, whether somebody sits at a terminal; from now on `received(octets)`, `ended()`,
 * `writable(room)` and `resized(columns, rows)` are called
 */
void xs_lin_standard_open(xsMachine *the) {
  standard.is_terminal = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
  standard.machine = the;
  standard.object = xsThis;
  xsRemember(standard.object);
  open_output();
  if (standard.is_terminal) make_raw();
  listen_to_input();
  standard.output = g_unix_fd_add(standard.out, G_IO_OUT, on_output, NULL);
  xsmcSetBoolean(xsResult, standard.is_terminal);
}

/* isTold(): boolean, whether what is told on standard error shows on a terminal */
void xs_lin_standard_is_told(xsMachine *the) {
  xsmcSetBoolean(xsResult, isatty(STDERR_FILENO));
}

/* size(): void; has `resized` called */
void xs_lin_standard_size(xsMachine *the) {
  (void)the;
  tell_size();
}

/* listen(isOn): void; what is not listened to waits outside */
void xs_lin_standard_listen(xsMachine *the) {
  bool is_on = xsmcToBoolean(xsArg(0)) && !standard.is_ended;
  if (is_on == (standard.input != 0)) return;
  if (is_on) return listen_to_input();
  g_source_remove(standard.input);
  standard.input = 0;
}

/* write(octets): void; no more than the room that was told */
void xs_lin_standard_write(xsMachine *the) {
  void *octets;
  xsUnsignedValue count;
  xsmcGetBufferReadable(xsArg(0), &octets, &count);
  if (count > ROOM - standard.count) xsRangeError("no room");
  memcpy(standard.pending + standard.count, octets, count);
  standard.count += count;
  if (standard.output == 0) standard.output = g_unix_fd_add(standard.out, G_IO_OUT, on_output, NULL);
}

/* close(): void; the terminal is as it was, and what was printed goes out to one who reads */
void xs_lin_standard_close(xsMachine *the) {
  struct pollfd out = { .fd = standard.out, .events = POLLOUT };
  (void)the;
  if (!standard.machine) return;
  while (standard.count > 0 && poll(&out, 1, PATIENCE_MS) > 0) flush();
  if (standard.input) g_source_remove(standard.input);
  if (standard.output) g_source_remove(standard.output);
  standard.input = standard.output = 0;
  restore();
  xsForget(standard.object);
  standard.machine = NULL;
}
