/* The face of chunks.h for XS, `Line` in chip-line.ts. */
#include "xsmc.h"
#include "mc.xs.h"

#include <stdlib.h>

#include "chunks.h"
#include "idf.h"

#define SECOND_US 1000000
#define NANOS_PER_US 1000

/* Before the octets: seconds and nanoseconds of the counter. */
#define HEAD_WORDS 2

/* After these XS does something else. */
#define CHUNKS_PER_TURN 4

struct line {
  xsMachine *machine;
  xsSlot object;
  struct chunks chunks;
};

/* There is one in a program. A message to XS may be on its way when it is closed: it stays for the next. */
static struct line *only_line;

static void tell_received(struct line *line) {
  xsBeginHost(line->machine);
  xsCall0(line->object, xsID_received);
  xsEndHost(line->machine);
}

static void deliver(void *machine, void *context, uint8_t *message, uint16_t length) {
  struct line *line = context;
  (void)machine;
  (void)message;
  (void)length;
  for (int i = 0; i < CHUNKS_PER_TURN; i++) {
    if (chunks_next(&line->chunks) == 0) return;
    tell_received(line);
  }
  chunks_pause(&line->chunks);
}

static bool wake(void *context) {
  struct line *line = context;
  return idf_post(line->machine, deliver, line);
}

void xs_esp32_line_destructor(void *data) {
  struct line *line = data;
  if (!line) return;
  idf_line_close();
  chunks_forget(&line->chunks);
}

static struct line *the_line(xsMachine *the) {
  if (only_line) return only_line;
  only_line = calloc(1, sizeof *only_line);
  if (!only_line) xsUnknownError("no memory");
  only_line->machine = the;
  only_line->chunks.wake = wake;
  only_line->chunks.context = only_line;
  return only_line;
}

/* new Line(port, receive, transmit, baud) */
void xs_esp32_line(xsMachine *the) {
  struct idf_line_place place = { xsmcToInteger(xsArg(0)), xsmcToInteger(xsArg(1)), xsmcToInteger(xsArg(2)) };
  int baud = xsmcToInteger(xsArg(3));
  struct line *line = the_line(the);
  const char *refusal = idf_line_open(&place, baud, &line->chunks);
  if (refusal) xsUnknownError("%s", (char *)refusal);
  line->object = xsThis;
  xsmcSetHostData(xsThis, line);
  xsRemember(line->object);
}

/* take(into: ArrayBuffer): number; of the oldest chunk's octets, which come after two words */
void xs_esp32_line_take(xsMachine *the) {
  struct line *line = xsmcGetHostData(xsThis);
  uint32_t *words;
  xsUnsignedValue bytes;
  int64_t at_us = 0;
  xsmcGetBufferWritable(xsArg(0), (void **)&words, &bytes);
  if (bytes < HEAD_WORDS * sizeof *words + CHUNK_OCTETS) xsRangeError("a chunk may be longer");
  unsigned length = line ? chunks_take(&line->chunks, words + HEAD_WORDS, &at_us) : 0;
  words[0] = (uint32_t)(at_us / SECOND_US);
  words[1] = (uint32_t)(at_us % SECOND_US * NANOS_PER_US);
  xsmcSetInteger(xsResult, (int)length);
}

/* write(octets: Uint8Array, length): void; all of it, or nothing where it does not fit */
void xs_esp32_line_write(xsMachine *the) {
  void *octets;
  xsUnsignedValue bytes, length = (xsUnsignedValue)xsmcToInteger(xsArg(1));
  xsmcGetBufferReadable(xsArg(0), &octets, &bytes);
  if (length > bytes) xsRangeError("so many octets are not there");
  if (xsmcGetHostData(xsThis)) idf_line_write(octets, length);
}

/* close(): void */
void xs_esp32_line_close(xsMachine *the) {
  struct line *line = xsmcGetHostData(xsThis);
  if (!line) return;
  xs_esp32_line_destructor(line);
  xsmcSetHostData(xsThis, NULL);
  xsForget(line->object);
}
