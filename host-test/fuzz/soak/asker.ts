/** An honest client that is no node: asks as often as it is due, and takes only what gives its own request back. */
import { SECOND } from "../../../src/time/fixed.js";
import { Timestamp } from "../../../src/time/moment.js";
import { type Endpoint } from "../../../src/wire/address.js";
import { Datagram } from "../../../src/wire/datagram.js";
import {
  clearHeader,
  Mode,
  modeOf,
  ORIGIN_TIMESTAMP,
  setFirst,
  stratumOf,
  timestampEquals,
  TRANSMIT_TIMESTAMP,
  writeTimestamp,
} from "../../../src/wire/header.js";
import { endpoint } from "../../support/engine-rig.js";
import { type Chance } from "../../sim/chance.js";
import { SimEvent } from "../../sim/event-queue.js";
import { type Flight, type Machine, type Receiver } from "../../sim/network.js";
import { type World } from "../../sim/world.js";

const VERSION = 4;
const PORT = 40_123;

export class Asker extends SimEvent implements Receiver, Machine {
  readonly name: string;
  readonly local: Endpoint;
  asked = 0;
  answered = 0;
  /** Of the answers those that were of no use: a kiss-o'-death, or a server without time. */
  useless = 0;
  readonly #world: World;
  readonly #chance: Chance;
  readonly #server: Endpoint;
  readonly #everySec: number;
  readonly #request = new Datagram();
  readonly #nonce = new Timestamp();

  /** Asks `server` every `everySec` from a time within the first of these on. */
  constructor(world: World, address: string, server: Endpoint, everySec: number) {
    super();
    this.name = address;
    this.local = endpoint(address, PORT);
    this.#world = world;
    this.#chance = world.chance(`asker ${address}`);
    this.#server = server;
    this.#everySec = everySec;
    world.network.bind(this);
    world.schedule(this, Math.round(this.#chance.uniform() * everySec * SECOND));
  }

  get machine(): Machine {
    return this;
  }

  override happen(): void {
    const { network } = this.#world;
    this.#nonce.set(this.#chance.word(), this.#chance.word());
    clearHeader(this.#request);
    setFirst(this.#request, 0, VERSION, Mode.Client);
    writeTimestamp(this.#request, TRANSMIT_TIMESTAMP, this.#nonce);
    this.asked++;
    network.send(this, this.#request, this.#server);
    this.#world.schedule(this, this.#everySec * SECOND);
  }

  take({ datagram }: Flight): boolean {
    const isMine =
      modeOf(datagram) === Mode.Server && timestampEquals(datagram, ORIGIN_TIMESTAMP, this.#nonce);
    if (!isMine) return false;
    this.#nonce.set(0, 0);
    if (stratumOf(datagram) === 0) this.useless++;
    else this.answered++;
    return false;
  }
}
