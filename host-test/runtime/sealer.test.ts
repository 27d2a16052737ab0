import assert from "node:assert/strict";
import { ALL_MODES } from "../../src/core/all-modes.js";
import { PlatformCodes } from "../../src/core/codes.js";
import { Engine } from "../../src/core/engine.js";
import { KeyMode } from "../../src/core/key-mode.js";
import { Link, LinkKind } from "../../src/core/link.js";
import { NO_SETTINGS } from "../../src/core/settings.js";
import { Seal, type Sink } from "../../src/core/sink.js";
import { Sealer } from "../../src/runtime/sealer.js";
import { MILLISECOND, SECOND } from "../../src/time/fixed.js";
import { type Instant, Timestamp } from "../../src/time/moment.js";
import { Family } from "../../src/wire/address.js";
import { Datagram } from "../../src/wire/datagram.js";
import {
  clearHeader,
  HEADER_LENGTH,
  Mode,
  readTimestamp,
  setFirst,
  TRANSMIT_TIMESTAMP,
} from "../../src/wire/header.js";
import { START_SECONDS } from "../support/engine-rig.js";
import { PurePrimitives } from "../support/pure-primitives.js";
import { instant } from "../support/quantities.js";

const KEY = 7;
const PRECISION_LOG2 = -10;
const UNIT = SECOND / 1024;
const RANDOM = 12_345;

/** An engine that knows a key; its counter takes a millisecond to read, and is right. */
function setUp(): { sealer: Sealer; datagram: Datagram; transmit: () => Timestamp } {
  const sink = new Proxy({} as Sink, { get: () => () => {} });
  const chance = { next: () => RANDOM };
  const codes = new PlatformCodes(new PurePrimitives());
  const engine = new Engine({
    sink,
    chance,
    codes,
    precisionLog2: PRECISION_LOG2,
    capacity: 1,
    modes: ALL_MODES,
  });
  const [now, time] = [instant(100), new Timestamp()];
  time.set(START_SECONDS, 0);
  engine.boot(time, MILLISECOND, now);
  const keys = [
    {
      id: KEY,
      mode: KeyMode.Md5,
      secret: new Uint8Array(16).fill(1),
      isTrusted: true,
      acl4: undefined,
      acl6: undefined,
    },
  ];
  engine.configure({ ...NO_SETTINGS, enabled: true, authenticates: true, keys }, now);
  const counter = {
    precisionLog2: PRECISION_LOG2,
    read: (into: Instant): void => {
      now.add(MILLISECOND);
      into.copy(now);
    },
  };
  const datagram = new Datagram();
  clearHeader(datagram);
  setFirst(datagram, 0, 4, Mode.Client);
  datagram.length = HEADER_LENGTH;
  const transmit = (): Timestamp => {
    const written = new Timestamp();
    readTimestamp(datagram, TRANSMIT_TIMESTAMP, written);
    return written;
  };
  return { sealer: new Sealer(engine, counter, chance), datagram, transmit };
}

const SERVICE = new Link(LinkKind.Service, Family.IPv4, -1);
const EXCHANGE = new Link(LinkKind.Exchange, Family.IPv4, 0);

describe("sealing a packet", () => {
  it("writes when it leaves, as read then", () => {
    const { sealer, datagram, transmit } = setUp();
    sealer.seal(SERVICE, datagram, Seal.Transmit, 0);
    const leaves = new Timestamp();
    leaves.set(START_SECONDS, MILLISECOND);
    assert.equal(transmit().since(leaves), 0);
    assert.equal(sealer.transmit.since(leaves), 0);
    assert.equal(sealer.departure.since(instant(100)), MILLISECOND);
    assert.equal(datagram.length, HEADER_LENGTH);
  });

  it("blurs of an exchange what is beneath the precision", () => {
    const { sealer, datagram, transmit } = setUp();
    sealer.seal(EXCHANGE, datagram, Seal.Transmit, 0);
    assert.equal(transmit().fraction, MILLISECOND - (MILLISECOND % UNIT) + (RANDOM % UNIT));
  });

  it("leaves a packet that is complete as it is, and still reads when it leaves", () => {
    const { sealer, datagram, transmit } = setUp();
    sealer.seal(EXCHANGE, datagram, Seal.Complete, 0);
    const { seconds, fraction } = transmit();
    assert.deepEqual([seconds, fraction], [0, 0]);
    assert.equal(sealer.departure.since(instant(100)), MILLISECOND);
  });

  for (const seal of [Seal.Transmit, Seal.Complete])
    it(`authenticates last of all (${seal === Seal.Complete ? "complete" : "transmit"})`, () => {
      const { sealer, datagram } = setUp();
      sealer.seal(SERVICE, datagram, seal, KEY);
      assert.ok(datagram.length > HEADER_LENGTH);
      const { bytes, length } = datagram;
      const again = setUp();
      again.datagram.bytes.set(bytes.subarray(0, HEADER_LENGTH));
      again.sealer.seal(SERVICE, again.datagram, Seal.Complete, KEY);
      assert.deepEqual(again.datagram.bytes.slice(0, length), bytes.slice(0, length));
    });
});
