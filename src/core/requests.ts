/**
 * The client's requests: each leaves from a socket of its own (RFC 9109) and gives nothing away. Its transmit
 * timestamp is random, what else a header could tell of us is left out. Allocates nothing.
 */
import { SECOND } from "../time/fixed.js";
import { type Instant, type Timestamp } from "../time/moment.js";
import { type Datagram } from "../wire/datagram.js";
import {
  clearHeader,
  Mode,
  setFirst,
  setPoll,
  setPrecision,
  TRANSMIT_TIMESTAMP,
  writeTimestamp,
} from "../wire/header.js";
import { Leap, type Association } from "./association.js";
import { type Core } from "./core.js";
import { Seal } from "./sink.js";
import { type Speaker } from "./speaker.js";

/** An answer that takes longer than this says nothing useful about the time. */
const EXCHANGE_TIMEOUT = 8 * SECOND;

/** 2^32 s: a precision that tells nothing. */
const NO_PRECISION_LOG2 = 32;

export class Requests implements Speaker {
  private readonly core: Core;

  constructor(core: Core) {
    this.core = core;
  }

  /** An association whose key cannot be used asks nothing: no answer would be believed. */
  ask(association: Association, now: Instant): boolean {
    const { authentication, chance, outgoing, sink } = this.core;
    const { exchange, keyId } = association;
    exchange.departedAt.copy(now);
    if (!authentication.canUse(keyId)) return false;
    exchange.nonce.set(chance.next(), chance.next());
    exchange.expiresAt.copy(now);
    exchange.expiresAt.add(EXCHANGE_TIMEOUT);
    exchange.isOpen = true;

    writeRequest(outgoing, association.settings!.version, association.pollLog2, exchange.nonce);
    const seal = authentication.sealing(keyId);
    return sink.send(association.link, outgoing, association.address, Seal.Complete, seal);
  }
}

/**
 * Makes `request` a request of `version`, which says how often it comes and is known by its `nonce` alone.
 */
export function writeRequest(request: Datagram, version: number, pollLog2: number, nonce: Timestamp): void {
  clearHeader(request);
  setFirst(request, Leap.None, version, Mode.Client);
  setPoll(request, pollLog2);
  setPrecision(request, NO_PRECISION_LOG2);
  writeTimestamp(request, TRANSMIT_TIMESTAMP, nonce);
}
