/* Runs boards/esp32/generations.c over a flash memory whose power can be cut, and prints "case: result". */
#include "../../../boards/esp32/generations.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../../boards/esp32/idf.h"

#define CELLS 16
#define CELL_BYTES 20000
#define NEVER (-1)

static struct cell {
  char key[16];
  size_t bytes;
  char data[CELL_BYTES];
} cells[CELLS];

/* After so many octets, and removals, the power is cut. */
static long power_left = NEVER;
static jmp_buf boot;
static int writes;

static struct cell *cell_of(const char *key) {
  for (int i = 0; i < CELLS; i++)
    if (cells[i].bytes && strcmp(cells[i].key, key) == 0) return &cells[i];
  return NULL;
}

static struct cell *free_cell(void) {
  for (int i = 0; i < CELLS; i++)
    if (cells[i].bytes == 0) return &cells[i];
  return NULL;
}

/* How much of it is done before the power is cut; the caller then does not return. */
static size_t spend(size_t wanted) {
  if (power_left == NEVER) return wanted;
  size_t done = (size_t)power_left < wanted ? (size_t)power_left : wanted;
  power_left -= (long)done;
  return done;
}

size_t idf_stored_bytes(const char *key) {
  struct cell *cell = cell_of(key);
  return cell ? cell->bytes : 0;
}

bool idf_read(const char *key, void *into, size_t bytes) {
  memcpy(into, cell_of(key)->data, bytes);
  return true;
}

bool idf_write(const char *key, const void *from, size_t bytes) {
  struct cell *known = cell_of(key), *cell = known ? known : free_cell();
  if (!cell || bytes > CELL_BYTES) return false;
  size_t done = spend(bytes);
  writes++;
  strcpy(cell->key, key);
  cell->bytes = bytes;
  memset(cell->data, 0xff, bytes);
  memcpy(cell->data, from, done);
  if (done < bytes) longjmp(boot, 1);
  return true;
}

void idf_remove(const char *key) {
  struct cell *cell = cell_of(key);
  if (spend(1) == 0) longjmp(boot, 1);
  if (cell) cell->bytes = 0;
}

static void tell(const char *name, const char *result) {
  printf("%s: %s\n", name, result);
}

static void tell_text(const char *label, const char *name) {
  char *text = generations_read(name);
  tell(label, text ? text : "nothing");
  free(text);
}

static void clear(void) {
  memset(cells, 0, sizeof cells);
  power_left = NEVER;
}

/* Writes `after` over `before`, or removes it, with power for `octets`; answers what there is after that. */
static const char *after_a_cut(const char *before, const char *after, long octets) {
  static char found[64];
  clear();
  generations_write("drift", "the one before that");
  generations_write("drift", before);
  power_left = octets;
  if (setjmp(boot) == 0) {
    if (after) generations_write("drift", after);
    else generations_remove("drift");
  }
  power_left = NEVER;
  char *text = generations_read("drift");
  snprintf(found, sizeof found, "%s", text ? text : "nothing");
  free(text);
  return found;
}

static void tell_cuts(const char *label, const char *after, long most) {
  char seen[256] = "";
  const char *last = "";
  for (long octets = 0; octets <= most; octets++) {
    const char *now = after_a_cut("old", after, octets);
    if (strstr(seen, now) && strcmp(now, last) == 0) continue;
    snprintf(seen + strlen(seen), sizeof seen - strlen(seen), "%s%s", *seen ? ", then " : "", now);
    last = strstr(seen, now);
  }
  tell(label, seen);
}

static void flip_bit_of_newest(void) {
  struct cell *newest = NULL;
  for (int i = 0; i < CELLS; i++)
    if (cells[i].bytes && (!newest || memcmp(cells[i].data + 4, newest->data + 4, 4) > 0)) newest = &cells[i];
  newest->data[newest->bytes - 2] ^= 4;
}

int main(void) {
  static char longest[12000];
  memset(longest, 'x', sizeof longest - 1);
  clear();
  tell_text("nothing yet", "startup.cfg");
  generations_write("startup.cfg", "one");
  generations_write("drift", "another");
  tell_text("what was written", "startup.cfg");
  generations_write("startup.cfg", "two");
  generations_write("startup.cfg", "three");
  tell_text("written once more", "startup.cfg");
  tell_text("beside it", "drift");
  writes = 0;
  tell("the same again", generations_write("startup.cfg", "three") ? "is there" : "is not there");
  printf("the same again, writes: %d\n", writes);
  printf("writes so far: %u\n", (unsigned)generations_count("startup.cfg"));
  flip_bit_of_newest();
  tell_text("the newest is damaged", "startup.cfg");
  generations_remove("startup.cfg");
  tell_text("removed", "startup.cfg");
  tell("a long text", generations_write("startup.cfg", longest) ? "stored" : "refused");
  char *text = generations_read("startup.cfg");
  tell("a long text, read", text && strcmp(text, longest) == 0 ? "the same" : "another");
  free(text);
  generations_write("empty", "");
  tell_text("an empty text", "empty");
  clear();
  generations_write("costarring", "one");
  tell_text("a name with the same key", "liquid");
  tell("a name with the same key, written", generations_write("liquid", "two") ? "stored" : "refused");
  tell_text("the first of the two", "costarring");
  tell_cuts("the power is cut while writing", "new", 64);
  tell_cuts("the power is cut while removing", NULL, 4);
  return 0;
}
