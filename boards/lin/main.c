/*
 * Where the firmware starts on Linux, built for the SDK's platform x-cli-lin: one machine of XS on GLib's main
 * loop, until SIGINT or SIGTERM. The default export of the module "main" is called; what it returns, if
 * anything, has `stop()`.
 */
#include "xsAll.h"
#include "mc.xs.h"
#include "restart.h"
#include "standard.h"

#include <errno.h>
#include <glib-unix.h>
#include <malloc.h>
#include <signal.h>
#include <unistd.h>

static GMainLoop *loop;
static char **words;
static int word_count, status;
static bool is_over, is_restarted;
static struct timespec restart_at;

static gboolean on_signal(gpointer unused) {
  (void)unused;
  g_main_loop_quit(loop);
  return G_SOURCE_CONTINUE;
}

/*
 * SIGUSR1: what is in use once the garbage is gone. A slot is 16 octets on a board, and twice that here; what C has
 * given out has the arenas of slots and chunks in it. Where XS was built with its meter: what it ran, too.
 */
static gboolean on_measure(gpointer data) {
  xsMachine *machine = data;
  fxCollectGarbage(machine);
#ifdef mxMetering
  fprintf(stderr, "xs-ntp: run were %llu bytecodes\n", (unsigned long long)(machine->meterIndex / XS_CODE_METERING));
#endif
  fprintf(stderr, "xs-ntp: in use are %u slots, %u octets of chunks, %zu octets of C\n",
          (unsigned)machine->currentHeapCount, (unsigned)machine->currentChunksSize, mallinfo2().uordblks);
  return G_SOURCE_CONTINUE;
}

/* argument(index): string | undefined; the words of the command line after the program's own name */
void xs_lin_argument(xsMachine *the) {
  int index = xsToInteger(xsArg(0)) + 1;
  if (index < word_count) xsResult = xsString(words[index]);
}

/* print(line): void; to standard output */
void xs_lin_print(xsMachine *the) {
  puts(xsToString(xsArg(0)));
}

/* tell(line): void; to standard error */
void xs_lin_tell(xsMachine *the) {
  lin_standard_flush();
  fprintf(stderr, "xs-ntp: %s\n", xsToString(xsArg(0)));
}

/* exit(status): void; when the call under way has returned */
void xs_lin_exit(xsMachine *the) {
  status = xsToInteger(xsArg(0));
  is_over = true;
  g_main_loop_quit(loop);
}

/* restart(): void; when the call under way has returned, with the same words */
void xs_lin_restart(xsMachine *the) {
  (void)the;
  is_over = is_restarted = true;
  g_main_loop_quit(loop);
}

void lin_restart_at(const struct timespec *until) {
  restart_at = *until;
  is_over = is_restarted = true;
  g_main_loop_quit(loop);
}

/* measure(into: ArrayBuffer): void; four words: octets of slots and of chunks, there are and in use */
void xs_lin_measure(xsMachine *the) {
  uint32_t words[] = {
    the->maximumHeapCount * sizeof(txSlot),
    the->currentHeapCount * sizeof(txSlot),
    the->maximumChunksSize,
    the->currentChunksSize,
  };
  xsSetArrayBufferData(xsArg(0), 0, words, sizeof words);
}

/* Where XS cannot go on: memory or stack are at their end, or an exception reached the main loop. */
void fxAbort(xsMachine *the, int why) {
  (void)the;
  fprintf(stderr, "xs-ntp: aborted: %s\n", fxAbortString(why));
  exit(1);
}

int main(int argc, char *argv[]) {
  words = argv;
  word_count = argc;
  signal(SIGPIPE, SIG_IGN);
  loop = g_main_loop_new(NULL, FALSE);
  g_unix_signal_add(SIGINT, on_signal, NULL);
  g_unix_signal_add(SIGTERM, on_signal, NULL);
  xsMachine *machine = fxPrepareMachine(NULL, xsPreparation(), "xs-ntp", NULL, NULL);
  if (!machine) {
    fprintf(stderr, "xs-ntp: no memory for the machine\n");
    return 1;
  }
  g_unix_signal_add(SIGUSR1, on_measure, machine);
  xsBeginHost(machine);
  {
    xsVars(1);
    xsTry {
      xsVar(0) = xsAwaitImport("main", XS_IMPORT_DEFAULT);
      xsVar(0) = xsCallFunction0(xsVar(0), xsGlobal);
      xsCollectGarbage();
      /* The host's frame stays, and with it what main returned, while the callbacks lay theirs on top. */
      if (!is_over) g_main_loop_run(loop);
      if (xsTest(xsVar(0))) xsCall0(xsVar(0), xsID_stop);
    }
    xsCatch {
      fprintf(stderr, "xs-ntp: %s\n", xsToString(xsException));
      status = 1;
    }
  }
  xsEndHost(machine);
  xsDeleteMachine(machine);
  if (!is_restarted) return status;
  signal(SIGINT, SIG_DFL);
  signal(SIGTERM, SIG_DFL);
  while (clock_nanosleep(CLOCK_BOOTTIME, TIMER_ABSTIME, &restart_at, NULL) == EINTR) continue;
  execv("/proc/self/exe", argv);
  return 1;
}
