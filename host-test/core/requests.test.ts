import assert from "node:assert/strict";
import { Authentication } from "../../src/core/authentication.js";
import { PlatformCodes } from "../../src/core/codes.js";
import { Association } from "../../src/core/association.js";
import { Requests, writeRequest } from "../../src/core/requests.js";
import { Seal, type Sink } from "../../src/core/sink.js";
import { SoftwareClock } from "../../src/core/software-clock.js";
import { System } from "../../src/core/system.js";
import { Instant, Timestamp } from "../../src/time/moment.js";
import { formatAddress, parseAddress } from "../../src/wire/address-text.js";
import { Datagram } from "../../src/wire/datagram.js";
import { Mode, modeOf, pollOf, precisionOf, TRANSMIT_TIMESTAMP, versionOf } from "../../src/wire/header.js";
import { Rig, server } from "../support/engine-rig.js";
import { instant } from "../support/quantities.js";
import { PurePrimitives } from "../support/pure-primitives.js";

/** A way out that keeps what was sent, or has none. */
class Way extends Rig {
  readonly sent: string[] = [];
  isOpen = true;

  override send(...[link, datagram, to, seal]: Parameters<Sink["send"]>): boolean {
    this.sent.push(`${link.index} ${formatAddress(to)} ${to.port} ${seal} ${[...datagram.bytes].slice(0, datagram.length).join()}`); // prettier-ignore
    return this.isOpen;
  }
}

function asking(): { way: Way; requests: Requests; association: Association } {
  const way = new Way();
  let count = 0;
  const chance = { next: () => ++count };
  const requests = new Requests({
    sink: way,
    chance,
    clock: new SoftwareClock(),
    system: new System(),
    authentication: new Authentication(new PlatformCodes(new PurePrimitives())),
    outgoing: new Datagram(),
  });
  const association = new Association(3);
  association.mobilize(server("192.0.2.7", { version: 3, minPollLog2: 7 }));
  parseAddress("192.0.2.7", association.address);
  association.address.port = 1123;
  return { way, requests, association };
}

/** Version 3, mode 3, poll 2^7 s, precision 2^32 s. */
const FIRST = [0b00_011_011, 0, 7, 32];

describe("requests", () => {
  it("tell how often they come and nothing else; two random words are their name", () => {
    const { way, requests, association } = asking();
    assert.equal(requests.ask(association, instant(50)), true);
    const bytes = [...FIRST, ...new Array<number>(36).fill(0), 0, 0, 0, 1, 0, 0, 0, 2];
    assert.deepEqual(way.sent, [`3 192.0.2.7 1123 ${Seal.Complete} ${bytes.join()}`]);
    const { exchange } = association;
    assert.deepEqual([exchange.nonce.seconds, exchange.nonce.fraction], [1, 2]);
    requests.ask(association, instant(52));
    assert.deepEqual([exchange.nonce.seconds, exchange.nonce.fraction], [3, 4]);
  });

  it("are waited for eight seconds from when they leave", () => {
    const { requests, association } = asking();
    requests.ask(association, instant(50));
    const { isOpen, departedAt, expiresAt } = association.exchange;
    assert.deepEqual([isOpen, departedAt.seconds, expiresAt.seconds], [true, 50, 58]);
  });

  it("that find no way are said to", () => {
    const { way, requests, association } = asking();
    way.isOpen = false;
    assert.equal(requests.ask(association, new Instant()), false);
  });

  it("leave nothing of what was in the datagram before", () => {
    const datagram = new Datagram();
    datagram.bytes.fill(0xff);
    datagram.length = 68;
    const nonce = new Timestamp();
    nonce.set(0x0102_0304, 0x0506_0708);
    writeRequest(datagram, 4, 10, nonce);
    assert.equal(datagram.length, 48);
    assert.deepEqual(
      [versionOf(datagram), modeOf(datagram), pollOf(datagram), precisionOf(datagram)],
      [4, Mode.Client, 10, 32],
    );
    assert.ok(datagram.bytes.subarray(4, TRANSMIT_TIMESTAMP).every(byte => byte === 0));
    assert.deepEqual([...datagram.bytes.subarray(TRANSMIT_TIMESTAMP, 48)], [1, 2, 3, 4, 5, 6, 7, 8]);
  });
});
