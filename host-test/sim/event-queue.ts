/**
 * What is still to happen, the next first: a binary heap. Events know their place in it, so that one can be
 * put off or called off without a search. Of two at the same time the one set first happens first.
 */
import { type Q32 } from "../../src/time/fixed.js";

/** Something that will happen; made once, and set again and again. */
export abstract class SimEvent {
  /** When it is due, in true time. */
  second = 0;
  fraction: Q32 = 0;
  /** Among events due at the same time. */
  order = 0;
  /** In the heap; -1: not set. */
  place = -1;

  abstract happen(): void;
}

export class EventQueue {
  readonly #heap: SimEvent[] = [];
  #order = 0;

  /** The next event. */
  get first(): SimEvent | undefined {
    return this.#heap[0];
  }

  /** `event` will happen then, and not when it was to happen before. */
  set(event: SimEvent, second: number, fraction: Q32): void {
    event.second = second;
    event.fraction = fraction;
    event.order = this.#order++;
    if (event.place < 0) {
      event.place = this.#heap.length;
      this.#heap.push(event);
      this.#rise(event);
    } else this.#settle(event);
  }

  /** `event` will not happen. */
  remove(event: SimEvent): void {
    const { place } = event;
    if (place < 0) return;
    event.place = -1;
    const last = this.#heap.pop()!;
    if (last === event) return;
    this.#put(last, place);
    this.#settle(last);
  }

  #settle(event: SimEvent): void {
    this.#rise(event);
    this.#sink(event);
  }

  #rise(event: SimEvent): void {
    const heap = this.#heap;
    let place = event.place;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (!isBefore(event, heap[above])) break;
      this.#put(heap[above], place);
      place = above;
    }
    this.#put(event, place);
  }

  #sink(event: SimEvent): void {
    const heap = this.#heap;
    let place = event.place;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && isBefore(heap[below + 1], heap[below])) below++;
      if (!isBefore(heap[below], event)) break;
      this.#put(heap[below], place);
      place = below;
    }
    this.#put(event, place);
  }

  #put(event: SimEvent, place: number): void {
    this.#heap[place] = event;
    event.place = place;
  }
}

function isBefore(a: SimEvent, b: SimEvent): boolean {
  if (a.second !== b.second) return a.second < b.second;
  if (a.fraction !== b.fraction) return a.fraction < b.fraction;
  return a.order < b.order;
}
