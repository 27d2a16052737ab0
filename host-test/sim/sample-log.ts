/**
 * Every exchange of a host as it was measured: what an estimator that knows all of a run, past and future, would
 * have to work with. Against the counter, which nobody steers, so that nothing of what the node did is in it.
 */
import { half, SECOND, type Q32 } from "../../src/time/fixed.js";
import { Timestamp, type Instant } from "../../src/time/moment.js";
import { type Datagram } from "../../src/wire/datagram.js";
import { readTimestamp, RECEIVE_TIMESTAMP, TRANSMIT_TIMESTAMP } from "../../src/wire/header.js";
import { type World } from "./world.js";

/** One exchange. */
export interface Sample {
  /** When the answer arrived, in seconds of true time. */
  readonly at: number;
  /** Server's time less the counter, both since the world began: what the counter is behind by, at mid-exchange. */
  readonly offset: Q32;
  /** Round trip, as the counter measured it, less what the server took. */
  readonly delay: Q32;
}

export class SampleLog {
  readonly samples: Sample[] = [];
  readonly #world: World;
  readonly #began = new Timestamp();
  readonly #receive = new Timestamp();
  readonly #transmit = new Timestamp();

  constructor(world: World) {
    this.#world = world;
    this.#began.set(world.startSeconds, 0);
  }

  /** An answer came in at `arrivedAt` of the counter, to a request that left at `departedAt`. */
  add(answer: Datagram, departedAt: Instant, arrivedAt: Instant): void {
    readTimestamp(answer, RECEIVE_TIMESTAMP, this.#receive);
    readTimestamp(answer, TRANSMIT_TIMESTAMP, this.#transmit);
    const there = this.#receive.since(this.#began) - (departedAt.seconds * SECOND + departedAt.fraction);
    const back = this.#transmit.since(this.#began) - (arrivedAt.seconds * SECOND + arrivedAt.fraction);
    this.samples.push({ at: this.#world.now.seconds, offset: half(there + back), delay: there - back });
  }
}
