/**
 * A console's way out over one of the SDK's sockets or serial ports, which take only as much as they have
 * room for.
 */
import { type Link } from "ntp/console/link";

/** Octets that may usually wait for one that does not read: more than the longest display has. */
const MOST_PENDING = 65_536;

/** The part of the SDK's sockets that is needed. */
export interface Outlet {
  /** Throws where the other end has gone, which `onError` tells a little later. */
  write(octets: Uint8Array): void;
  close(): void;
}

export class OutletLink implements Link {
  readonly #mostPending: number;
  readonly #waiting: Uint8Array[] = [];
  #outlet: Outlet | undefined = undefined;
  #pending = 0;
  #room = 0;
  #isEnding = false;

  /** `mostPending`: octets that may wait; Infinity: whoever writes looks to it himself. */
  constructor(mostPending = MOST_PENDING) {
    this.#mostPending = mostPending;
  }

  /** The socket that it is for; before this, everything waits. */
  attach(outlet: Outlet): void {
    this.#outlet = outlet;
    this.flush(this.#room);
  }

  /** It has a socket, which is not closed. */
  get isOpen(): boolean {
    return this.#outlet !== undefined;
  }

  /** All that was written is out. */
  get isIdle(): boolean {
    return this.#pending === 0;
  }

  get isFull(): boolean {
    return this.#pending > this.#mostPending;
  }

  write(octets: Uint8Array): void {
    if (this.#isEnding || octets.length === 0) return;
    this.#waiting.push(octets);
    this.#pending += octets.length;
    this.flush(this.#room);
  }

  /** What was written goes out first, unless the other end does not read it. */
  close(): void {
    this.#isEnding = true;
    if (this.isFull) this.cut();
    else this.flush(this.#room);
  }

  /** The socket takes `room` octets. */
  flush(room: number): void {
    this.#room = room;
    const outlet = this.#outlet;
    if (!outlet) return;
    while (this.#room > 0 && this.#waiting.length > 0) {
      const [first] = this.#waiting;
      const part = first.length > this.#room ? first.slice(0, this.#room) : first;
      if (part === first) this.#waiting.shift();
      else this.#waiting[0] = first.slice(part.length);
      this.#room -= part.length;
      this.#pending -= part.length;
      try {
        outlet.write(part);
      } catch {
        return this.drop();
      }
    }
    if (this.#isEnding && this.#waiting.length === 0) this.cut();
  }

  /** Nothing more can be written; the socket is closed when that is told. */
  private drop(): void {
    this.#isEnding = true;
    this.#waiting.length = 0;
    this.#pending = 0;
  }

  /** Ends it at once. */
  cut(): void {
    const outlet = this.#outlet;
    this.#outlet = undefined;
    this.#isEnding = true;
    outlet?.close();
  }
}
