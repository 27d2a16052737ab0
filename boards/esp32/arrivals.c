#include "arrivals.h"

static struct arrival *place(struct arrivals *arrivals, unsigned index) {
  return &arrivals->queue[index % QUEUE_LENGTH];
}

void arrivals_put(struct arrivals *arrivals, const struct arrival *arrival) {
  unsigned put = atomic_load_explicit(&arrivals->put, memory_order_relaxed);
  bool is_due = true;
  if (put - atomic_load_explicit(&arrivals->taken, memory_order_acquire) < QUEUE_LENGTH) {
    *place(arrivals, put) = *arrival;
    atomic_store_explicit(&arrivals->put, put + 1, memory_order_release);
  } else {
    /* Nobody may know of the full queue, where no call was heard; and each call may take its time. */
    is_due = atomic_fetch_add(&arrivals->dropped, 1) % QUEUE_LENGTH == 0;
    pbuf_free(arrival->datagram);
  }
  if (is_due && !atomic_exchange(&arrivals->is_awake, true)) arrivals_pause(arrivals);
}

void arrivals_pause(struct arrivals *arrivals) {
  if (!arrivals->wake(arrivals->context)) atomic_store(&arrivals->is_awake, false);
}

struct arrival *arrivals_next(struct arrivals *arrivals) {
  unsigned taken = atomic_load_explicit(&arrivals->taken, memory_order_relaxed);
  if (taken != atomic_load(&arrivals->put)) return place(arrivals, taken);
  /* What comes from now on is told of; what came just before was not. */
  atomic_store(&arrivals->is_awake, false);
  return taken == atomic_load(&arrivals->put) ? NULL : place(arrivals, taken);
}

void arrivals_remove(struct arrivals *arrivals) {
  unsigned taken = atomic_load_explicit(&arrivals->taken, memory_order_relaxed);
  struct arrival *oldest = place(arrivals, taken);
  if (oldest->socket) pbuf_free(oldest->datagram);
  atomic_store_explicit(&arrivals->taken, taken + 1, memory_order_release);
}

void arrivals_forget(struct arrivals *arrivals, const struct udp_socket *socket) {
  for (unsigned i = atomic_load(&arrivals->taken); i != atomic_load(&arrivals->put); i++) {
    struct arrival *each = place(arrivals, i);
    if (each->socket != socket) continue;
    pbuf_free(each->datagram);
    each->socket = NULL;
  }
}
