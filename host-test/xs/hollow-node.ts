/**
 * A node on ports made of nothing, whose time a test lets pass: what consoles on XS stand before. The command
 * "collect" collects what is garbage.
 */
import { createNode } from "../../src/runtime/create-node.js";
import { type NtpNode } from "../../src/runtime/node.js";
import { MILLISECOND, type Q32, SECOND } from "../../src/time/fixed.js";
import { Instant } from "../../src/time/moment.js";
import { endpoint, START_SECONDS } from "../support/engine-rig.js";
import { PurePrimitives } from "../support/pure-primitives.js";
import { seeded } from "../support/random.js";
import { answerCommands, collect } from "./commands.js";

const CONFIGURATION = "sysname XS\nntp-service enable\nntp-service refclock-master 3";

export class HollowNode {
  readonly node: NtpNode;
  readonly #counter = new Instant();
  readonly #alarmAt = new Instant();
  readonly #store = new Map<string, string>();
  readonly #random = seeded(1);
  #ring: (() => void) | undefined = undefined;

  constructor() {
    this.#counter.set(100, 0);
    this.node = createNode({
      config: CONFIGURATION,
      capacity: 8,
      ports: {
        counter: { precisionLog2: -20, read: into => into.copy(this.#counter) },
        alarm: {
          set: (at, ring) => {
            this.#alarmAt.copy(at);
            this.#ring = ring;
          },
          clear: () => (this.#ring = undefined),
        },
        chance: { next: () => this.#random(2 ** 32) },
        bootClock: {
          read: (at, into) => {
            into.set(START_SECONDS + at.seconds, at.fraction);
            return MILLISECOND;
          },
        },
        udp: {
          open: () => ({ send: () => true, setHops: () => {}, close: () => {} }),
          route: () => false,
        },
        names: { resolve: () => {} },
        interfaces: {
          list: () => [{ name: "eth0", device: "eth0", addresses: [endpoint("192.0.2.1")], isUp: true }],
          watch: () => {},
          close: () => {},
        },
        store: {
          read: name => this.#store.get(name),
          write: (name, text) => void this.#store.set(name, text),
          remove: name => void this.#store.delete(name),
        },
        primitives: new PurePrimitives(),
      },
    });
  }

  /** Lets time pass, what is due rings. */
  pass(seconds: number): void {
    const end = new Instant();
    end.copy(this.#counter);
    end.add((seconds * SECOND) as Q32);
    while (this.#ring && end.since(this.#alarmAt) >= 0) {
      if (this.#alarmAt.since(this.#counter) > 0) this.#counter.copy(this.#alarmAt);
      this.#ring();
    }
    this.#counter.copy(end);
  }
}

answerCommands(() => {
  collect();
  return "";
});
