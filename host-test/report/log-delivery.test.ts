import assert from "node:assert/strict";
import { LogDelivery } from "../../src/report/log-delivery.js";
import { Log } from "../../src/report/log.js";
import { LogFormat, NO_REPORTS } from "../../src/report/settings.js";
import { Severity } from "../../src/report/severity.js";
import { type Q32, SECOND } from "../../src/time/fixed.js";
import { Timestamp } from "../../src/time/moment.js";
import { formatAddress } from "../../src/wire/address-text.js";
import { Family } from "../../src/wire/address.js";
import { Datagram } from "../../src/wire/datagram.js";

const CAPACITY = 32;
const NOW = new Timestamp();

class Bench {
  readonly log = new Log(CAPACITY);
  isUp = true;
  /** Hosts that no packet leaves for. */
  readonly dead = new Set<string>();
  tried = 0;
  readonly delivery = new LogDelivery(
    this.log,
    {
      datagram: new Datagram(),
      send: ({ bytes, length }, to) => {
        this.tried++;
        const text = String.fromCharCode(...bytes.subarray(0, length))
          .split(" ")
          .at(-1);
        const hasLeft = this.isUp && !this.dead.has(formatAddress(to));
        if (hasLeft) this.#sent.push(`${formatAddress(to)}:${to.port} ${text}`);
        return hasLeft;
      },
    },
    { after: (delay, ring) => this.#after(delay, ring) },
  );
  readonly #sent: string[] = [];
  #rings: { at: Q32; ring: () => void }[] = [];
  #now: Q32 = 0;

  configure(...hosts: string[]): void {
    const logHosts = hosts.map(host => ({
      host,
      family: Family.IPv4,
      port: 514,
      facility: 23,
      format: LogFormat.Rfc5424,
    }));
    this.delivery.configure({ ...NO_REPORTS, logHosts });
  }

  write(...texts: string[]): void {
    for (const text of texts) this.log.write(Severity.Notification, "NTP_TEST", text, NOW, false);
  }

  /** What was sent while `seconds` passed. */
  pass(seconds: number): string[] {
    const end = this.#now + seconds * SECOND;
    for (;;) {
      const [next] = this.#rings.sort((a, b) => a.at - b.at);
      if (next === undefined || next.at > end) break;
      this.#rings = this.#rings.filter(ring => ring !== next);
      this.#now = next.at;
      next.ring();
    }
    this.#now = end;
    return this.#sent.splice(0);
  }

  get isIdle(): boolean {
    return this.#rings.length === 0;
  }

  #after(delay: Q32, ring: () => void): { cancel(): void } {
    const entry = { at: this.#now + delay, ring };
    this.#rings.push(entry);
    return { cancel: () => void (this.#rings = this.#rings.filter(one => one !== entry)) };
  }
}

function numbered(from: number, to: number): string[] {
  return Array.from({ length: to - from }, (_, i) => `n${from + i}`);
}

describe("log hosts", () => {
  it("get each line, soon, and not within what wrote it", () => {
    const bench = new Bench();
    bench.configure("192.0.2.9", "192.0.2.8");
    bench.write("a", "b");
    assert.equal(bench.tried, 0);
    assert.deepEqual(bench.pass(1), [
      "192.0.2.9:514 a",
      "192.0.2.9:514 b",
      "192.0.2.8:514 a",
      "192.0.2.8:514 b",
    ]);
    assert.ok(bench.isIdle);
  });

  it("cost nothing while there are none", () => {
    const bench = new Bench();
    bench.configure();
    bench.write("a");
    assert.ok(bench.isIdle);
  });

  it("of the start get what was logged before; one configured later what comes", () => {
    const bench = new Bench();
    bench.write("a");
    bench.configure("192.0.2.9");
    assert.deepEqual(bench.pass(1), ["192.0.2.9:514 a"]);
    bench.configure("192.0.2.9", "192.0.2.8");
    bench.write("b");
    assert.deepEqual(bench.pass(1), ["192.0.2.9:514 b", "192.0.2.8:514 b"]);
  });

  it("get a line again that did not leave, ever less often", () => {
    const bench = new Bench();
    bench.isUp = false;
    bench.configure("192.0.2.9");
    bench.write("a");
    assert.deepEqual(bench.pass(100), []);
    assert.ok(bench.tried > 5 && bench.tried < 15, `${bench.tried} times`);
    bench.isUp = true;
    bench.write("b");
    assert.deepEqual(bench.pass(128), ["192.0.2.9:514 a", "192.0.2.9:514 b"]);
    assert.equal(bench.delivery.dropped, 0);
  });

  it("get each line soon while another host gets none", () => {
    const bench = new Bench();
    bench.dead.add("192.0.2.9");
    bench.configure("192.0.2.9", "192.0.2.8");
    bench.write("a");
    bench.pass(100);
    bench.write("b");
    assert.deepEqual(bench.pass(1), ["192.0.2.8:514 b"]);
    bench.write(...numbered(0, CAPACITY));
    assert.equal(bench.pass(3).length, CAPACITY);
    bench.pass(128);
    assert.equal(bench.delivery.dropped, 2);
  });

  it("are tried at once when they are configured again", () => {
    const bench = new Bench();
    bench.isUp = false;
    bench.configure("192.0.2.9");
    bench.write("a");
    bench.pass(100);
    bench.isUp = true;
    bench.configure("192.0.2.9");
    assert.deepEqual(bench.pass(1), ["192.0.2.9:514 a"]);
    assert.ok(bench.isIdle);
  });

  it("miss what was overwritten before it could leave, and that is counted", () => {
    const bench = new Bench();
    bench.isUp = false;
    bench.configure("192.0.2.9");
    bench.write(...numbered(0, CAPACITY + 3));
    bench.pass(1);
    bench.isUp = true;
    const sent = bench.pass(200);
    assert.equal(sent[0], "192.0.2.9:514 n3");
    assert.equal(sent.length, CAPACITY);
    assert.equal(bench.delivery.dropped, 3);
  });

  it("get 16 lines a second at most", () => {
    const bench = new Bench();
    bench.configure("192.0.2.9");
    bench.write(...numbered(0, CAPACITY));
    assert.equal(bench.pass(0.1).length, 8);
    assert.equal(bench.pass(0.5).length, 8);
    assert.equal(bench.pass(2).length, CAPACITY - 16);
  });
});
