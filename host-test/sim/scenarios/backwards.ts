/** Whether a node's clock ever runs backwards but where it tells that it was set: looked at around every event. */
import { Happening } from "../../../src/core/happening.js";
import { type Q32 } from "../../../src/time/fixed.js";
import { Timestamp } from "../../../src/time/moment.js";
import { type NtpNode } from "../../../src/runtime/node.js";
import { type Host } from "../host.js";

export class Backwards {
  /** By how much it did at most, and in which second. */
  most: Q32 = 0;
  at = -1;
  readonly #host: Host;
  readonly #shown = new Timestamp();
  readonly #before = new Timestamp();
  /** Whose clock showed `#before`; undefined: it was set since. */
  #node: NtpNode | undefined = undefined;

  constructor(host: Host) {
    this.#host = host;
    host.world.aroundEvents(() => this.#look());
  }

  /** The node tells of something. */
  told(happening: Happening): void {
    const isSet =
      happening === Happening.Stepped ||
      happening === Happening.LeapInserted ||
      happening === Happening.SecondMoved;
    if (isSet) this.#node = undefined;
  }

  #look(): void {
    const { node, world } = this.#host;
    if (node === undefined) return;
    node.status.time(this.#shown);
    const back = this.#node === node ? this.#before.since(this.#shown) : 0;
    if (back > this.most) {
      this.most = back;
      this.at = world.now.second;
    }
    this.#node = node;
    this.#before.copy(this.#shown);
  }
}
