/**
 * A host that takes notifications. Those that cannot leave for there wait, as they were written: of more than
 * there is room for the first, which tells of the start, and the latest.
 */
import { parseAddress } from "../wire/address-text.js";
import { Endpoint } from "../wire/address.js";
import { Datagram } from "../wire/datagram.js";
import { RetryDelay } from "./retry-delay.js";
import { type TrapHost } from "./settings.js";
import { type Post, type Waits } from "./surroundings.js";

const MOST_WAITING = 8;

export class TrapTarget {
  private readonly to = new Endpoint();
  private readonly post: Pick<Post, "send">;
  private readonly waits: Waits;
  private readonly retry = new RetryDelay();
  private readonly waiting: Datagram[] = [];
  private wait: { cancel(): void } | undefined = undefined;

  constructor(
    readonly host: TrapHost,
    post: Pick<Post, "send">,
    waits: Waits,
  ) {
    this.post = post;
    this.waits = waits;
    parseAddress(host.host, this.to);
    this.to.port = host.port;
  }

  /** Whether `host` is this one, under the same community name. */
  is({ host, port, community }: TrapHost): boolean {
    return this.host.host === host && this.host.port === port && isSame(this.host.community, community);
  }

  /** Sends `datagram` as soon as it can leave. */
  send(datagram: Datagram): void {
    if (this.waiting.length === 0 && this.post.send(datagram, this.to)) return;
    this.waiting.push(copyOf(datagram));
    if (this.waiting.length > MOST_WAITING) this.waiting.splice(1, 1);
    this.sendWaiting();
  }

  /** Sends `datagram`, which is worth nothing later, if it can leave now. */
  sendNow(datagram: Datagram): void {
    this.post.send(datagram, this.to);
  }

  /** What waits is not sent any more. */
  close(): void {
    this.wait?.cancel();
  }

  private sendWaiting(): void {
    const waiting = this.waiting;
    while (waiting.length > 0 && this.post.send(waiting[0], this.to)) {
      waiting.shift();
      this.retry.reset();
    }
    if (waiting.length === 0) return;
    this.wait ??= this.waits.after(this.retry.take(), () => {
      this.wait = undefined;
      this.sendWaiting();
    });
  }
}

function copyOf({ bytes, length }: Datagram): Datagram {
  const copy = new Datagram(bytes.slice(0, length));
  copy.length = length;
  return copy;
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((octet, i) => octet === other[i]);
}
