/**
 * A peer of true time, if not told otherwise, that answers as classic ntpd does: with its own next question, however late that is. All that
 * comes in meanwhile is given back by the last of it alone.
 */
import { Leap } from "../../src/core/association.js";
import { SECOND, type Q32 } from "../../src/time/fixed.js";
import { Timestamp } from "../../src/time/moment.js";
import { type Endpoint } from "../../src/wire/address.js";
import { Datagram } from "../../src/wire/datagram.js";
import {
  clearHeader,
  Mode,
  ORIGIN_TIMESTAMP,
  readTimestamp,
  RECEIVE_TIMESTAMP,
  REFERENCE_TIMESTAMP,
  setFirst,
  setPoll,
  setPrecision,
  setStratum,
  TRANSMIT_TIMESTAMP,
  writeTimestamp,
} from "../../src/wire/header.js";
import { endpoint } from "../support/engine-rig.js";
import { type Chance } from "./chance.js";
import { type Flight, type Machine, type Receiver } from "./network.js";
import { type World } from "./world.js";

export interface SlowPeerOptions {
  readonly address: string;
  /** Whom it asks, every 2^`pollLog2` s give or take a second. */
  readonly peer: string;
  readonly pollLog2: number;
  /** How far its clock is ahead; 0 if not given. */
  readonly error?: Q32;
}

export class SlowPeer implements Receiver, Machine {
  readonly name: string;
  readonly local: Endpoint;
  readonly #world: World;
  readonly #chance: Chance;
  readonly #peer: Endpoint;
  readonly #pollLog2: number;
  readonly #error: Q32;
  /** The last packet's transmit timestamp, and when it came; all zero: none has. */
  readonly #origin = new Timestamp();
  readonly #receive = new Timestamp();
  readonly #question = new Datagram();
  readonly #time = new Timestamp();

  constructor(world: World, { address, peer, pollLog2, error = 0 }: SlowPeerOptions) {
    this.#world = world;
    this.name = address;
    this.local = endpoint(address);
    this.#chance = world.chance(`${address}: polls`);
    this.#peer = endpoint(peer);
    this.#pollLog2 = pollLog2;
    this.#error = error;
    world.network.bind(this);
    this.#askAfter(this.#chance.uniform() * 2 ** pollLog2);
  }

  get machine(): Machine {
    return this;
  }

  take({ datagram }: Flight): boolean {
    readTimestamp(datagram, TRANSMIT_TIMESTAMP, this.#origin);
    this.#world.time(this.#receive);
    this.#receive.add(this.#error);
    return false;
  }

  #askAfter(seconds: number): void {
    this.#world.after(Math.round(seconds * SECOND), () => this.#ask());
  }

  #ask(): void {
    const question = this.#question;
    clearHeader(question);
    setFirst(question, Leap.None, 4, Mode.SymmetricActive);
    setStratum(question, 1);
    setPoll(question, this.#pollLog2);
    setPrecision(question, -32);
    this.#world.time(this.#time);
    this.#time.add(this.#error);
    writeTimestamp(question, REFERENCE_TIMESTAMP, this.#time);
    writeTimestamp(question, ORIGIN_TIMESTAMP, this.#origin);
    writeTimestamp(question, RECEIVE_TIMESTAMP, this.#receive);
    writeTimestamp(question, TRANSMIT_TIMESTAMP, this.#time);
    this.#world.network.send(this, question, this.#peer);
    this.#askAfter(2 ** this.#pollLog2 + 2 * this.#chance.uniform() - 1);
  }
}
