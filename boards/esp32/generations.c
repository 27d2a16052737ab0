#include "generations.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "idf.h"

#define PLACES 2
#define KEY_BYTES sizeof "0123abcd.0"

/* A record is this, the name, a NUL, the text and a NUL. */
struct head {
  uint32_t check; /* of all behind it */
  uint32_t generation;
};

struct record {
  struct head head;
  char words[];
};

/* The newest record under a name, and where it is. */
struct newest {
  struct record *record; /* NULL: there is none */
  int place;
};

/* CRC-32 of IEEE 802.3. */
static uint32_t check_of(const void *data, size_t bytes) {
  uint32_t crc = UINT32_MAX;
  for (const uint8_t *each = data; bytes > 0; bytes--) {
    crc ^= *each++;
    for (int bit = 0; bit < 8; bit++) crc = crc >> 1 ^ (crc & 1 ? UINT32_C(0xedb88320) : 0);
  }
  return ~crc;
}

/* The flash memory's keys are shorter than names: FNV-1a of the name, and the place. */
static void write_key(char *into, const char *name, int place) {
  uint32_t hash = UINT32_C(2166136261);
  for (; *name; name++) hash = (hash ^ (uint8_t)*name) * UINT32_C(16777619);
  snprintf(into, KEY_BYTES, "%08" PRIx32 ".%c", hash, '0' + place);
}

static bool is_whole(const struct record *record, size_t bytes) {
  const char *end = (const char *)record + bytes - 1;
  if (*end || memchr(record->words, 0, (size_t)(end - record->words)) == NULL) return false;
  return record->head.check == check_of(&record->head.generation, bytes - sizeof record->head.check);
}

static struct record *read_place(const char *name, int place) {
  char key[KEY_BYTES];
  write_key(key, name, place);
  size_t bytes = idf_stored_bytes(key);
  struct record *record = bytes > sizeof *record + 1 ? malloc(bytes) : NULL;
  if (record && idf_read(key, record, bytes) && is_whole(record, bytes)) return record;
  free(record);
  return NULL;
}

static bool is_newer(const struct record *one, const struct record *other) {
  return !other || (int32_t)(one->head.generation - other->head.generation) > 0;
}

/* The record is to be freed. */
static struct newest find_newest(const char *name) {
  struct newest newest = { NULL, PLACES - 1 };
  for (int place = 0; place < PLACES; place++) {
    struct record *record = read_place(name, place);
    if (!record) continue;
    if (!is_newer(record, newest.record)) {
      free(record);
      continue;
    }
    free(newest.record);
    newest = (struct newest){ record, place };
  }
  return newest;
}

/* Two names can have the same key. */
static bool is_of(const struct record *record, const char *name) {
  return record && strcmp(record->words, name) == 0;
}

static const char *text_of(const struct record *record) {
  return record->words + strlen(record->words) + 1;
}

static bool write_record(const char *name, const char *text, int place, uint32_t generation) {
  char key[KEY_BYTES];
  size_t name_bytes = strlen(name) + 1, text_bytes = strlen(text) + 1;
  size_t bytes = sizeof(struct record) + name_bytes + text_bytes;
  struct record *record = malloc(bytes);
  if (!record) return false;
  record->head.generation = generation;
  memcpy(record->words, name, name_bytes);
  memcpy(record->words + name_bytes, text, text_bytes);
  record->head.check = check_of(&record->head.generation, bytes - sizeof record->head.check);
  write_key(key, name, place);
  bool is_written = idf_write(key, record, bytes);
  free(record);
  return is_written;
}

char *generations_read(const char *name) {
  struct record *record = find_newest(name).record;
  char *text = is_of(record, name) ? strdup(text_of(record)) : NULL;
  free(record);
  return text;
}

bool generations_write(const char *name, const char *text) {
  struct newest newest = find_newest(name);
  struct record *record = newest.record;
  bool is_foreign = record && !is_of(record, name);
  bool is_there = record && !is_foreign && strcmp(text_of(record), text) == 0;
  uint32_t generation = record ? record->head.generation + 1 : 1;
  free(record);
  return is_there || (!is_foreign && write_record(name, text, (newest.place + 1) % PLACES, generation));
}

/* The older one goes first, or a power cut between the two would bring it back. */
void generations_remove(const char *name) {
  struct newest newest = find_newest(name);
  bool is_own = is_of(newest.record, name);
  free(newest.record);
  for (int i = 1; i <= PLACES && is_own; i++) {
    char key[KEY_BYTES];
    write_key(key, name, (newest.place + i) % PLACES);
    idf_remove(key);
  }
}

uint32_t generations_count(const char *name) {
  struct record *record = find_newest(name).record;
  uint32_t count = is_of(record, name) ? record->head.generation : 0;
  free(record);
  return count;
}
