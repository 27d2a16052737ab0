/* Runs boards/esp32/idf-line.c over a simulated port, and prints what each case led to, "case: result". */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "../../../boards/esp32/chunks.h"
#include "../../../boards/esp32/idf.h"
#include "serial-port.h"

#define MOST_CALLS 20

static const struct idf_line_place PLACE = { 1, 16, 17 };

static struct chunks chunks;
static int wakes;

static bool on_wake(void *context) {
  (void)context;
  wakes++;
  return true;
}

static const char *begin(int baud) {
  chunks.wake = on_wake;
  wakes = 0;
  port_now_us = 1000000;
  const char *refusal = idf_line_open(&PLACE, baud, &chunks);
  return refusal ? refusal : "open";
}

static void end(void) {
  idf_line_close();
  chunks_forget(&chunks);
  chunks_next(&chunks);
}

static void tell(const char *name, const char *result) {
  printf("%s: %s\n", name, result);
}

/* What is to be taken, as in "abc 4167 us ago", a mark as "|". */
static void tell_heard(const char *name) {
  char octets[CHUNK_OCTETS];
  int64_t at_us;
  unsigned length;
  printf("%s:", name);
  while ((length = chunks_take(&chunks, octets, &at_us)) > 0) {
    for (unsigned i = 0; i < length; i++)
      if (octets[i] == MARK) octets[i] = '|';
    printf(" %.*s %" PRId64 " us ago", (int)length, octets, port_now_us - at_us);
  }
  printf("\n");
}

static void hear(const char *octets, bool is_silence) {
  if (is_silence) port_now_us += 5000;
  port_hear(octets, is_silence);
  port_settle();
}

static void heard(void) {
  tell("at 9600 baud", begin(9600));
  tell("asked for", port_asked);
  hear("$GPRMC", false);
  tell_heard("a full FIFO");
  hear("$GPGGA", true);
  tell_heard("before a silence");
  end();
  begin(115200);
  hear("$GPGGA", true);
  tell_heard("before a silence at 115200 baud");
  hear("$GP", false);
  hear("GSV", false);
  hear("*00", true);
  printf("told of a burst: %d\n", wakes - 1);
  tell_heard("a burst");
  port_hold(true);
  port_hear("$GPR", false);
  port_hear("MC", true);
  port_now_us += 500;
  port_hold(false);
  port_settle();
  tell_heard("two while the task was kept");
  port_hold(true);
  port_hear("$GPA", false);
  port_happen(UART_FIFO_OVF);
  port_hear("*00", true);
  port_hold(false);
  port_settle();
  tell_heard("a loss while the task was kept");
  end();
}

static void lost(uart_event_type_t event, const char *name) {
  begin(9600);
  hear("$GP", false);
  port_happen(event);
  port_settle();
  hear("RMC", false);
  hear("GGA", false);
  hear("GLL", false);
  tell_heard(name);
  end();
}

/* All that the driver has room for, told of by one event: there may be no room for more events. */
static void ran_over(void) {
  char octets[CHUNK_OCTETS + 1];
  int64_t at_us;
  unsigned length, all = 0;
  memset(octets, 'x', CHUNK_OCTETS);
  octets[CHUNK_OCTETS] = 0;
  begin(9600);
  port_hold(true);
  port_hear(octets, false);
  port_hold(false);
  port_settle();
  while ((length = chunks_take(&chunks, octets, &at_us)) > 0) all += length;
  printf("of all that the driver has room for: %u\n", all);
  port_hold(true);
  port_hear(octets, false);
  port_hear("more", false);
  port_hold(false);
  port_settle();
  while (chunks_take(&chunks, octets, &at_us) > 0) continue;
  hear("new", false);
  tell_heard("after that it had no room");
  end();
}

static void losses(void) {
  lost(UART_FIFO_OVF, "a FIFO that ran over");
  lost(UART_BUFFER_FULL, "a full buffer");
  lost(UART_BREAK, "a break");
  lost(UART_FRAME_ERR, "a bad frame");
  lost(UART_PARITY_ERR, "a bad parity");
  ran_over();
}

static void written(void) {
  begin(9600);
  port_room = 100;
  bool is_sent = idf_line_write("abcdefghijklmnopqrstuvwxyz0123456789!abc", 40);
  printf("sent of 40 with room for 100: %s \"%s\"\n", is_sent ? "all," : "nothing,", port_sent);
  is_sent = idf_line_write("abc", 3);
  printf("sent of 3 with room for 60: %s \"%s\"\n", is_sent ? "all," : "nothing,", port_sent);
  is_sent = idf_line_write("defghijklmnopqrstuvwx", 20);
  printf("sent of 20 with room for 57: %s \"%s\"\n", is_sent ? "all," : "nothing,", port_sent);
  end();
}

static void refused(void) {
  int calls = 0, left = 0;
  const char *refusal = "";
  while (strcmp(refusal, "open") && calls < MOST_CALLS) {
    port_refused_call = ++calls;
    refusal = begin(9600);
    if (strcmp(refusal, "open") && !port_is_free()) left++;
  }
  port_refused_call = 0;
  end();
  printf("calls, each refused in turn: %d\n", calls - 1);
  printf("calls that left something behind: %d\n", left);
  port_occupy(true);
  tell("where others have the port", begin(9600));
  end();
  port_occupy(false);
  tell("after that", begin(9600));
  tell("a second one", begin(115200));
  hear("abc", false);
  tell_heard("heard by the first");
  end();
}

static void closed(void) {
  int left = 0;
  for (int i = 0; i < 100; i++) {
    begin(i % 2 ? 9600 : 115200);
    if (i % 3) port_hold(true);
    for (int j = 0; j < i; j++) port_hear("abc", false);
    end();
    if (!port_is_free()) left++;
  }
  printf("of 100 closed while they heard, left something: %d\n", left);
  begin(9600);
  hear("$GPRMC", false);
  tell_heard("open again");
  end();
  end();
  tell("closed twice", port_is_free() ? "nothing is left" : "something is left");
}

int main(void) {
  heard();
  losses();
  written();
  refused();
  closed();
  return 0;
}
