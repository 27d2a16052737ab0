/*
 * What a serial line brings, on its way from the task that reads it to XS's: octets in chunks, each with the
 * time at which its last one came. A ring of which each side has one end: neither waits for the other.
 */
#ifndef XS_NTP_CHUNKS_H
#define XS_NTP_CHUNKS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/* With heads, a quarter of a second of a line at 115,200 baud that is never silent. A power of two. */
#define RING_BYTES 4096

/* No chunk has more octets. */
#define CHUNK_OCTETS 512

/*
 * Stands where octets may lack, at the beginning of a chunk: no sentence has it, so that none is made of two
 * halves. A frame takes it for one of its own, and its checksum fails.
 */
#define MARK '\n'

struct chunks {
  uint8_t ring[RING_BYTES];
  atomic_uint put, taken; /* of all bytes there ever were */
  atomic_bool is_awake;
  bool (*wake)(void *context);
  void *context;
  /* The reading task's. */
  int marks;
};

/*
 * Within the reading task: `length` octets, fewer than `CHUNK_OCTETS`, the last of them at counter reading
 * `at_us`; a loss where there is no room. `wake` is called, and not again before the ring was found empty,
 * however much comes until then; it answers whether it could do anything about it.
 */
void chunks_put(struct chunks *chunks, const void *octets, unsigned length, int64_t at_us);

/* Within the reading task: octets were lost, or one is bad, of the chunk that comes next perhaps. */
void chunks_lose(struct chunks *chunks);

/* Octets of the oldest chunk; 0: there is none, and `wake` will be called again. */
unsigned chunks_next(struct chunks *chunks);

/* The same, and takes it out: `into` has room for `CHUNK_OCTETS`. */
unsigned chunks_take(struct chunks *chunks, void *into, int64_t *at_us);

/* There may be more, and it is to be taken out later: has `wake` called. */
void chunks_pause(struct chunks *chunks);

/* What there is is gone; nobody puts anything meanwhile. */
void chunks_forget(struct chunks *chunks);

#endif
