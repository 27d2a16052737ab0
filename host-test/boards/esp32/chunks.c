/* Runs boards/esp32/chunks.c, alone and between threads, and prints what each case led to, "case: result". */
#include "../../../boards/esp32/chunks.h"

#include <inttypes.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>

#define MOST (CHUNK_OCTETS - 1)

static struct chunks chunks;
static int wakes;
static bool is_deaf;

static bool on_wake(void *context) {
  if (context == &wakes) wakes++;
  return !is_deaf;
}

static void attach(void) {
  memset(&chunks, 0, sizeof chunks);
  chunks.wake = on_wake;
  chunks.context = &wakes;
  wakes = 0;
  is_deaf = false;
}

static void put(const char *words, int64_t at_us) {
  chunks_put(&chunks, words, (unsigned)strlen(words), at_us);
}

/* All that is there, as in "abc@7 ", a mark as "|". */
static const char *taken(void) {
  static char all[RING_BYTES];
  char octets[CHUNK_OCTETS];
  int64_t at_us;
  unsigned length;
  all[0] = 0;
  while ((length = chunks_take(&chunks, octets, &at_us)) > 0) {
    for (unsigned i = 0; i < length; i++)
      if (octets[i] == MARK) octets[i] = '|';
    sprintf(all + strlen(all), "%.*s@%" PRId64 " ", (int)length, octets, at_us);
  }
  return all;
}

static void tell(const char *name, const char *result) {
  printf("%s: %s\n", name, result);
}

static void tell_wakes(const char *name) {
  printf("%s: %d\n", name, wakes);
}

static void bursts(void) {
  attach();
  tell("nothing yet", taken());
  put("$GPRMC", 7);
  put(",1*00\r", INT64_C(5000000000));
  put("$GPGGA", 9);
  tell_wakes("a burst, told so often");
  printf("a burst, the next one's octets: %u, %u\n", chunks_next(&chunks), chunks_next(&chunks));
  tell("a burst", taken());
  put("$", 10);
  tell_wakes("another, told so often");
  put("G", 11);
  chunks_pause(&chunks);
  tell_wakes("put off, told so often");
  taken();
}

static void losses(void) {
  attach();
  put("one", 1);
  chunks_lose(&chunks);
  put("two", 2);
  put("three", 3);
  put("four", 4);
  tell("marked before and behind", taken());
  chunks_lose(&chunks);
  chunks_forget(&chunks);
  put("five", 5);
  tell("forgotten with its chunks", taken());
}

/* Puts until there is no room; answers how many chunks there was room for. */
static int fill(void) {
  for (int count = 0;; count++) {
    unsigned before = chunks.put;
    put("as many octets as a FIFO brings.", count);
    if (chunks.put == before) return count;
  }
}

static void full(void) {
  uint8_t into[CHUNK_OCTETS];
  int64_t at_us = -1;
  unsigned octets = 0, length;
  int count = 0;
  attach();
  int put_count = fill();
  while ((length = chunks_take(&chunks, into, &at_us)) > 0) {
    count++;
    octets += length;
  }
  printf("full, chunks of those put that are not there: %d\n", put_count - count);
  printf("full, octets: %u\n", octets);
  put("new", 8);
  tell("after that", taken());
  fill();
  chunks_forget(&chunks);
  put("new", 9);
  tell("closed while full", taken());
  attach();
  put("old", 1);
  chunks_forget(&chunks);
  put("new", 2);
  tell_wakes("heard again while a message is on its way, told so often");
  chunks_forget(&chunks);
  tell("come to one that is closed", taken());
  put("new", 3);
  tell_wakes("heard after that, told so often");
}

static void deaf(void) {
  attach();
  is_deaf = true;
  put("one", 1);
  put("two", 2);
  tell_wakes("nobody wakes, tried so often");
  fill();
  is_deaf = false;
  wakes = 0;
  fill();
  tell_wakes("full meanwhile, told so often");
  chunks_forget(&chunks);
  chunks_next(&chunks);
}

/* A chunk of any length at any place of the ring. */
static void turns(void) {
  uint8_t octets[MOST], into[CHUNK_OCTETS];
  int64_t at_us;
  int wrong = 0;
  attach();
  for (int i = 0; i < 20000; i++) {
    unsigned length = (unsigned)(i * 7 % MOST + 1);
    for (unsigned j = 0; j < length; j++) octets[j] = (uint8_t)(i + (int)j);
    chunks_put(&chunks, octets, length, i);
    if (chunks_take(&chunks, into, &at_us) != length || at_us != i || memcmp(octets, into, length)) wrong++;
  }
  printf("chunks that are not as they were: %d\n", wrong);
}

/* --- between two threads ------------------------------------------------------------------------ */

#define OCTETS 2000000

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t woken = PTHREAD_COND_INITIALIZER;
static bool is_told, is_over;

static bool tell_thread(void *context) {
  (void)context;
  pthread_mutex_lock(&lock);
  is_told = true;
  pthread_cond_signal(&woken);
  pthread_mutex_unlock(&lock);
  return true;
}

/* A count, no octet of which is a mark; each chunk's time is how far it has come. Losses are waited over. */
static void *producer(void *unused) {
  uint8_t octets[MOST];
  (void)unused;
  for (int sent = 0; sent < OCTETS;) {
    int length = sent % 61 + 1;
    for (int i = 0; i < length; i++) octets[i] = (uint8_t)((sent + i) % 240 + 11);
    sent += length;
    chunks_put(&chunks, octets, (unsigned)length, sent);
    while (chunks.marks > 0 && chunks.taken != chunks.put) sched_yield();
  }
  pthread_mutex_lock(&lock);
  is_over = true;
  pthread_cond_signal(&woken);
  pthread_mutex_unlock(&lock);
  return NULL;
}

static bool wait_for_more(void) {
  pthread_mutex_lock(&lock);
  while (!is_told && !is_over) pthread_cond_wait(&woken, &lock);
  bool is_more = is_told;
  is_told = false;
  pthread_mutex_unlock(&lock);
  return is_more;
}

static void threads(void) {
  pthread_t thread;
  uint8_t octets[CHUNK_OCTETS];
  int64_t at_us = 0, heard_us = 0;
  unsigned length, marks = 0, wrong = 0, unmarked = 0;
  attach();
  chunks.wake = tell_thread;
  pthread_create(&thread, NULL, producer, NULL);
  while (wait_for_more())
    while ((length = chunks_take(&chunks, octets, &at_us)) > 0) {
      unsigned from = octets[0] == MARK;
      int64_t begun_us = at_us - (length - from);
      marks += from;
      if (begun_us != heard_us && !from) unmarked++;
      for (unsigned i = from; i < length; i++)
        if (octets[i] != (uint8_t)((begun_us + i - from) % 240 + 11)) wrong++;
      heard_us = at_us;
    }
  pthread_join(thread, NULL);
  printf("between threads, wrong octets: %u\n", wrong);
  printf("between threads, losses without a mark: %u\n", unmarked);
  printf("between threads, losses with one: %s\n", marks > 0 ? "some" : "none");
  printf("between threads, left: %u\n", chunks_next(&chunks));
}

int main(void) {
  bursts();
  losses();
  full();
  deaf();
  turns();
  threads();
  return 0;
}
