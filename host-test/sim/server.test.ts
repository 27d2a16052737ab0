/** The light server: what a client, the simplest there is, hears from it. */
import assert from "node:assert/strict";
import { Leap } from "../../src/core/association.js";
import { MILLISECOND, SECOND, type Q32 } from "../../src/time/fixed.js";
import { Timestamp } from "../../src/time/moment.js";
import { Datagram } from "../../src/wire/datagram.js";
import {
  clearHeader,
  leapOf,
  Mode,
  modeOf,
  ORIGIN_TIMESTAMP,
  readTimestamp,
  RECEIVE_TIMESTAMP,
  refidOf,
  rootDelayOf,
  rootDispersionOf,
  setFirst,
  stratumOf,
  timestampEquals,
  TRANSMIT_TIMESTAMP,
  versionOf,
  writeTimestamp,
} from "../../src/wire/header.js";
import { endpoint, START_SECONDS } from "../support/engine-rig.js";
import { constant, ramp, scatter, step, sum } from "./course.js";
import { always } from "./delay.js";
import { type Flight, type Machine, type Receiver } from "./network.js";
import { type Server, type ServerOptions } from "./server.js";
import { World } from "./world.js";

const DELAY = 0.25;

class Asker implements Receiver, Machine {
  readonly name = "asker";
  readonly local = endpoint("192.0.2.9", 40_000);
  readonly nonce = new Timestamp();
  readonly world = new World(1);
  readonly server: Server;
  readonly answer = new Datagram();
  answers = 0;

  constructor(options: Partial<ServerOptions> = {}) {
    this.server = this.world.server({ address: "192.0.2.1", ...options });
    this.world.network.bind(this);
    this.world.link(this, this.server, { delay: always(DELAY) });
    this.nonce.set(12_345, 67_890);
  }

  get machine(): Machine {
    return this;
  }

  take({ datagram }: Flight): boolean {
    this.answers++;
    this.answer.bytes.set(datagram.bytes);
    this.answer.length = datagram.length;
    return false;
  }

  /** Asks at `second`, and waits for the answer; answers by how much the server's clock was wrong. */
  ask(second: number, mode = Mode.Client): Q32 {
    this.world.run(second - this.world.now.seconds);
    const request = new Datagram();
    clearHeader(request);
    setFirst(request, 0, 3, mode);
    writeTimestamp(request, TRANSMIT_TIMESTAMP, this.nonce);
    this.world.network.send(this, request, this.server.local);
    this.world.run(2 * DELAY);
    const [received, right] = [new Timestamp(), new Timestamp()];
    readTimestamp(this.answer, RECEIVE_TIMESTAMP, received);
    right.set(START_SECONDS + second, DELAY * SECOND);
    return received.since(right);
  }
}

describe("light server", () => {
  it("answers from true time, to the bit, at once", () => {
    const asker = new Asker();
    assert.equal(asker.ask(1000), 0);
    const { answer, nonce } = asker;
    assert.equal(asker.answers, 1);
    assert.deepEqual([modeOf(answer), versionOf(answer)], [Mode.Server, 3]);
    assert.deepEqual([stratumOf(answer), leapOf(answer)], [1, Leap.None]);
    assert.ok(timestampEquals(answer, ORIGIN_TIMESTAMP, nonce));
    const transmit = new Timestamp();
    readTimestamp(answer, TRANSMIT_TIMESTAMP, transmit);
    assert.ok(timestampEquals(answer, RECEIVE_TIMESTAMP, transmit));
  });

  it("says of itself what it is told to, and something else later", () => {
    const asker = new Asker({ stratum: 3, rootDelay: SECOND / 4, rootDispersion: SECOND / 8, refid: 7 });
    asker.ask(1);
    const { answer, server } = asker;
    assert.deepEqual([stratumOf(answer), rootDelayOf(answer)], [3, SECOND / 4]);
    assert.deepEqual([rootDispersionOf(answer), refidOf(answer)], [SECOND / 8, 7]);
    server.leap = Leap.Insert;
    server.stratum = 16;
    asker.ask(2);
    assert.deepEqual([leapOf(answer), stratumOf(answer)], [Leap.Insert, 0]);
  });

  it("hears only requests", () => {
    const asker = new Asker();
    asker.ask(1, Mode.Server);
    assert.deepEqual([asker.answers, asker.server.heard], [0, 0]);
  });

  const lies = [
    { name: "always a second ahead", error: constant(SECOND), wrong: [SECOND, SECOND, SECOND] },
    { name: "jumping", error: step(-SECOND, 200), wrong: [0, -SECOND, -SECOND] },
    { name: "drifting away", error: ramp(SECOND, 100, 300), wrong: [0, SECOND / 2, SECOND] },
    { name: "by a part of a unit", error: constant(0.6), wrong: [1, 1, 1] },
    { name: "twice", error: sum(step(1, 200), step(2, 300)), wrong: [0, 1, 3] },
  ];
  for (const { name, error, wrong } of lies)
    it(`lies: ${name}`, () => {
      const asker = new Asker({ error });
      assert.deepEqual([100, 200, 300].map(second => asker.ask(second)), wrong); // prettier-ignore
    });

  it("lies at random, as those do whom it colludes with", () => {
    const lie = scatter(new World(4).chance("liars"), MILLISECOND);
    const [one, other] = [new Asker({ error: lie }), new Asker({ error: lie })];
    const told = [1, 2, 3].map(second => {
      const wrong = one.ask(second);
      assert.equal(other.ask(second), wrong);
      return wrong;
    });
    assert.equal(new Set(told).size, 3);
    assert.ok(told.every(wrong => Number.isInteger(wrong)));
  });

  it("dies, and returns with a wrong time", () => {
    const asker = new Asker({
      isUp: second => second < 100 || second >= 200,
      error: step(SECOND, 200),
    });
    asker.ask(99);
    asker.ask(100);
    assert.equal(asker.answers, 1);
    assert.equal(asker.ask(200), SECOND);
    assert.equal(asker.answers, 2);
  });
});
