/**
 * Seals packets as late as can be: reads when a packet leaves, writes that into it, and authenticates it.
 * Allocates nothing.
 */
import { blur } from "../core/blur.js";
import { type Engine } from "../core/engine.js";
import { LinkKind, type Link } from "../core/link.js";
import { Seal } from "../core/sink.js";
import { Instant, Timestamp } from "../time/moment.js";
import { type Datagram } from "../wire/datagram.js";
import { TRANSMIT_TIMESTAMP, writeTimestamp } from "../wire/header.js";
import { type ChancePort, type CounterPort } from "./ports.js";

export class Sealer {
  /** When the last packet was to leave, by the counter … */
  readonly departure = new Instant();
  /** … and the transmit timestamp that was written into it, unless it was complete before. */
  readonly transmit = new Timestamp();
  readonly #engine: Engine;
  readonly #counter: CounterPort;
  readonly #chance: ChancePort;

  constructor(engine: Engine, counter: CounterPort, chance: ChancePort) {
    this.#engine = engine;
    this.#counter = counter;
    this.#chance = chance;
  }

  /** As `Sink.send`. A packet that is complete is authenticated before the counter is read. */
  seal(link: Link, datagram: Datagram, seal: Seal, keyId: number): void {
    const engine = this.#engine;
    if (seal === Seal.Complete && keyId !== 0) engine.authentication.seal(datagram, keyId);
    this.#counter.read(this.departure);
    if (seal === Seal.Complete) return;
    const { transmit } = this;
    engine.clock.serve(this.departure, transmit);
    if (link.kind === LinkKind.Exchange) blur(transmit, this.#counter.precisionLog2, this.#chance.next());
    writeTimestamp(datagram, TRANSMIT_TIMESTAMP, transmit);
    if (keyId !== 0) engine.authentication.seal(datagram, keyId);
  }
}
