import assert from "node:assert/strict";
import { TrapTarget } from "../../src/report/trap-target.js";
import { formatAddress } from "../../src/wire/address-text.js";
import { type Endpoint } from "../../src/wire/address.js";
import { Datagram } from "../../src/wire/datagram.js";
import { FakeTimers } from "../console/fake-node.js";
import { octets } from "../support/hex.js";

const HOST = { host: "192.0.2.99", port: 162, community: octets("ff00") };

class Bench {
  readonly timers = new FakeTimers();
  readonly sent: string[] = [];
  canSend = true;
  /** How many more can be sent. */
  most = Infinity;
  readonly target = new TrapTarget(
    HOST,
    {
      send: ({ bytes, length }: Datagram, to: Endpoint) => {
        const text = bytes.slice(0, length).join(".");
        const isSent = this.canSend && this.most-- > 0;
        if (isSent) this.sent.push(`${text} to ${formatAddress(to)} ${to.port}`);
        return isSent;
      },
    },
    this.timers,
  );

  /** All by one datagram, as a sender has. */
  send(...texts: number[]): void {
    for (const text of texts) this.target.send(this.#written(text));
  }

  sendNow(text: number): void {
    this.target.sendNow(this.#written(text));
  }

  /** The numbers of what was sent since it was asked last. */
  taken(): number[] {
    return this.sent.splice(0).map(line => parseInt(line, 10));
  }

  readonly #datagram = new Datagram();

  #written(text: number): Datagram {
    this.#datagram.bytes[0] = text;
    this.#datagram.bytes[1] = 255;
    this.#datagram.length = 2;
    return this.#datagram;
  }
}

describe("hosts that notifications go to", () => {
  it("have each at once where there is a way, at their port", () => {
    const bench = new Bench();
    bench.send(1);
    assert.deepEqual(bench.sent, ["1.255 to 192.0.2.99 162"]);
    assert.equal(bench.timers.length, 0);
  });

  it("have what could not leave later, in order, the first and the latest of many", () => {
    const bench = new Bench();
    bench.canSend = false;
    bench.send(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    bench.timers.pass(600);
    bench.canSend = true;
    assert.deepEqual(bench.taken(), []);
    bench.timers.pass(64);
    assert.deepEqual(bench.taken(), [1, 4, 5, 6, 7, 8, 9, 10]);
    assert.equal(bench.timers.length, 0);
  });

  it("have what waits with the next one, if there is a way then", () => {
    const bench = new Bench();
    bench.canSend = false;
    bench.send(1);
    bench.timers.pass(600);
    bench.canSend = true;
    bench.send(2);
    assert.deepEqual(bench.taken(), [1, 2]);
  });

  it("are tried again soon when the way is lost anew", () => {
    const bench = new Bench();
    for (const text of [1, 2]) {
      bench.canSend = false;
      bench.send(text);
      bench.timers.pass(text === 1 ? 600 : 0);
      bench.canSend = true;
      bench.timers.pass(text === 1 ? 64 : 1 / 16);
    }
    assert.deepEqual(bench.taken(), [1, 2]);
  });

  it("are tried again soon when something has left", () => {
    const bench = new Bench();
    bench.canSend = false;
    bench.send(1, 2);
    bench.timers.pass(600);
    bench.most = 1;
    bench.canSend = true;
    while (bench.sent.length === 0) bench.timers.pass(1 / 32);
    bench.most = Infinity;
    bench.timers.pass(1 / 8);
    assert.deepEqual(bench.taken(), [1, 2]);
  });

  it("have what is worth nothing later now or never, and nothing once they are closed", () => {
    const bench = new Bench();
    bench.canSend = false;
    bench.sendNow(1);
    assert.equal(bench.timers.length, 0);
    bench.send(2);
    bench.target.close();
    bench.canSend = true;
    bench.timers.pass(64);
    assert.deepEqual(bench.taken(), []);
  });

  it("are the same by address, port and community name", () => {
    const { target } = new Bench();
    const others = [
      { host: "192.0.2.98" },
      { port: 163 },
      { community: octets("ff") },
      { community: octets("ff01") },
      { community: octets("ff0000") },
    ];
    assert.deepEqual(
      [{}, ...others].map(other => target.is({ ...HOST, community: octets("ff00"), ...other })),
      [true, false, false, false, false, false],
    );
  });
});
