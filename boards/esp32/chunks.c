#include "chunks.h"

/* The chunk that comes next may have the bad octet: a mark is before it and behind it. */
#define MARKS 2

struct head {
  int64_t at_us;
  unsigned length;
};

static unsigned copy_in(struct chunks *chunks, unsigned at, const void *from, unsigned bytes) {
  const uint8_t *each = from;
  for (unsigned i = 0; i < bytes; i++) chunks->ring[at++ % RING_BYTES] = each[i];
  return at;
}

static unsigned copy_out(const struct chunks *chunks, unsigned at, void *into, unsigned bytes) {
  uint8_t *each = into;
  for (unsigned i = 0; i < bytes; i++) each[i] = chunks->ring[at++ % RING_BYTES];
  return at;
}

static void wake(struct chunks *chunks) {
  if (!atomic_exchange(&chunks->is_awake, true)) chunks_pause(chunks);
}

void chunks_put(struct chunks *chunks, const void *octets, unsigned length, int64_t at_us) {
  static const uint8_t mark = MARK;
  unsigned put = atomic_load_explicit(&chunks->put, memory_order_relaxed);
  unsigned room = RING_BYTES - (put - atomic_load_explicit(&chunks->taken, memory_order_acquire));
  bool is_marked = chunks->marks > 0;
  struct head head = { at_us, length + is_marked };
  if (sizeof head + head.length <= room) {
    put = copy_in(chunks, put, &head, sizeof head);
    if (is_marked) put = copy_in(chunks, put, &mark, sizeof mark);
    atomic_store(&chunks->put, copy_in(chunks, put, octets, length));
    if (is_marked) chunks->marks--;
  } else chunks_lose(chunks);
  wake(chunks);
}

void chunks_lose(struct chunks *chunks) {
  chunks->marks = MARKS;
}

unsigned chunks_next(struct chunks *chunks) {
  unsigned taken = atomic_load_explicit(&chunks->taken, memory_order_relaxed);
  struct head head;
  if (taken == atomic_load(&chunks->put)) {
    /* What comes from now on is told of; what came just before was not. */
    atomic_store(&chunks->is_awake, false);
    if (taken == atomic_load(&chunks->put)) return 0;
  }
  copy_out(chunks, taken, &head, sizeof head);
  return head.length;
}

unsigned chunks_take(struct chunks *chunks, void *into, int64_t *at_us) {
  unsigned taken = atomic_load_explicit(&chunks->taken, memory_order_relaxed);
  struct head head;
  if (chunks_next(chunks) == 0) return 0;
  taken = copy_out(chunks, taken, &head, sizeof head);
  *at_us = head.at_us;
  atomic_store_explicit(&chunks->taken, copy_out(chunks, taken, into, head.length), memory_order_release);
  return head.length;
}

void chunks_pause(struct chunks *chunks) {
  if (!chunks->wake(chunks->context)) atomic_store(&chunks->is_awake, false);
}

void chunks_forget(struct chunks *chunks) {
  atomic_store(&chunks->taken, atomic_load(&chunks->put));
  chunks->marks = 0;
}
