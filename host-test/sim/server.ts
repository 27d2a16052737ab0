/**
 * A server that is no node: it answers at once, from true time, to the bit, or with as much error as is wanted.
 * All that it says of itself may be changed while the world runs.
 */
import { Leap } from "../../src/core/association.js";
import { type Q32 } from "../../src/time/fixed.js";
import { Timestamp } from "../../src/time/moment.js";
import { type Endpoint } from "../../src/wire/address.js";
import {
  copyTimestamp,
  HEADER_LENGTH,
  Mode,
  modeOf,
  ORIGIN_TIMESTAMP,
  RECEIVE_TIMESTAMP,
  REFERENCE_TIMESTAMP,
  setFirst,
  setPrecision,
  setRefid,
  setRootDelay,
  setRootDispersion,
  setStratum,
  TRANSMIT_TIMESTAMP,
  versionOf,
  writeTimestamp,
} from "../../src/wire/header.js";
import { endpoint } from "../support/engine-rig.js";
import { constant, type Course } from "./course.js";
import { type Flight, type Lan, type Machine, type Receiver } from "./network.js";
import { type World } from "./world.js";

export interface ServerOptions {
  readonly address: string;
  readonly port?: number;
  /** Default: where all are. */
  readonly lan?: Lan;
  readonly stratum?: number;
  readonly rootDelay?: Q32;
  readonly rootDispersion?: Q32;
  readonly leap?: Leap;
  readonly refid?: number;
  /** How far its clock is ahead of true time, in Q32. Default: not at all. */
  readonly error?: Course;
  /** Whether it answers at all in a given second. Default: always. */
  readonly isUp?: (second: number) => boolean;
}

const NTP_PORT = 123;
const PRECISION_LOG2 = -32;

/** "GPS", as a stratum 1 server names its source. */
const GPS = 0x47505300;

export class Server implements Receiver, Machine {
  readonly name: string;
  readonly local: Endpoint;
  readonly lan: Lan | undefined;
  stratum: number;
  rootDelay: Q32;
  rootDispersion: Q32;
  leap: Leap;
  refid: number;
  error: Course;
  isUp: (second: number) => boolean;
  /** Requests it has heard while it was up. */
  heard = 0;
  readonly #world: World;
  readonly #time = new Timestamp();

  constructor(world: World, options: ServerOptions) {
    const { address, port = NTP_PORT } = options;
    this.#world = world;
    this.name = address;
    this.local = endpoint(address, port);
    this.lan = options.lan;
    this.stratum = options.stratum ?? 1;
    this.rootDelay = options.rootDelay ?? 0;
    this.rootDispersion = options.rootDispersion ?? 0;
    this.leap = options.leap ?? Leap.None;
    this.refid = options.refid ?? GPS;
    this.error = options.error ?? constant(0);
    this.isUp = options.isUp ?? (() => true);
    world.network.bind(this);
  }

  get machine(): Machine {
    return this;
  }

  /** Answers over the request. */
  take({ datagram, from }: Flight): boolean {
    const { network, now } = this.#world;
    if (!this.isUp(now.second) || modeOf(datagram) !== Mode.Client) return false;
    this.heard++;
    const time = this.#time;
    this.#world.time(time);
    time.add(Math.round(this.error(now.second)));
    setFirst(datagram, this.leap, versionOf(datagram), Mode.Server);
    setStratum(datagram, this.stratum);
    setPrecision(datagram, PRECISION_LOG2);
    setRootDelay(datagram, this.rootDelay);
    setRootDispersion(datagram, this.rootDispersion);
    setRefid(datagram, this.refid);
    copyTimestamp(datagram, TRANSMIT_TIMESTAMP, ORIGIN_TIMESTAMP);
    writeTimestamp(datagram, RECEIVE_TIMESTAMP, time);
    copyTimestamp(datagram, RECEIVE_TIMESTAMP, TRANSMIT_TIMESTAMP);
    copyTimestamp(datagram, RECEIVE_TIMESTAMP, REFERENCE_TIMESTAMP);
    datagram.length = HEADER_LENGTH;
    network.send(this, datagram, from);
    return false;
  }
}
