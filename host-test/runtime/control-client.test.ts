/** Control queries to another node, over sockets that do as the test says. */
import assert from "node:assert/strict";
import { NO_SETTINGS } from "../../src/core/settings.js";
import { ControlClient } from "../../src/runtime/control-client.js";
import { Outcome, type ControlReply } from "../../src/runtime/control-inquiry.js";
import {
  SocketError,
  type SocketHandler,
  type SocketOptions,
  type UdpPort,
} from "../../src/runtime/ports.js";
import { Instant } from "../../src/time/moment.js";
import {
  CONTROL_HEADER_LENGTH,
  markMore,
  setAnswering,
  setExtent,
  writeError,
  ControlError,
} from "../../src/wire/control.js";
import { Datagram } from "../../src/wire/datagram.js";
import { FakeTimers } from "../console/fake-node.js";
import { endpoint } from "../support/engine-rig.js";
import { seeded } from "../support/random.js";

const SERVER = endpoint("192.0.2.7");

class Bench implements UdpPort {
  readonly timers = new FakeTimers();
  readonly queries: Uint8Array[] = [];
  readonly replies: ControlReply[] = [];
  options: SocketOptions[] = [];
  open_ = 0;
  error: SocketError | undefined;
  handler: SocketHandler | undefined;
  readonly stop: () => void;

  constructor(source = "", error?: SocketError) {
    this.error = error;
    const random = seeded(1);
    const status = { settings: NO_SETTINGS, interfaces: [] };
    const client = new ControlClient(this, this.timers, { next: () => random(2 ** 32) }, status);
    const asked = { address: SERVER, instance: "", source };
    this.stop = client.readVariables(asked, { associationId: 3, names: "leap,stratum" }, reply =>
      this.replies.push(reply),
    );
    assert.equal(this.replies.length, 0);
  }

  open(options: SocketOptions, handler: SocketHandler): ReturnType<UdpPort["open"]> {
    if (this.error) throw this.error;
    this.options.push(options);
    this.handler = handler;
    this.open_++;
    return {
      send: ({ bytes, length }) => this.queries.push(bytes.slice(0, length)) > 0,
      setHops: () => undefined,
      close: () => void this.open_--,
    };
  }

  route(): boolean {
    return false;
  }

  /** Answers the last query with a part of an answer. */
  answer(
    text: string,
    offset = 0,
    more = false,
    edit: (datagram: Datagram) => void = () => undefined,
    from = SERVER,
  ): void {
    const datagram = new Datagram();
    datagram.bytes.set(this.queries.at(-1)!);
    setAnswering(datagram, 0);
    setExtent(datagram, offset, text.length);
    if (more) markMore(datagram);
    datagram.bytes.set(new TextEncoder().encode(text), CONTROL_HEADER_LENGTH);
    datagram.length = CONTROL_HEADER_LENGTH + text.length;
    edit(datagram);
    this.handler!.received(datagram, from, new Instant());
  }
}

describe("the asker of control queries", () => {
  it("asks as ntpq does, from a random port, and takes the answer", () => {
    const bench = new Bench();
    const [query] = bench.queries;
    assert.deepEqual([query[0], query[1], query[7], query[11]], [0x16, 2, 3, 12]);
    assert.equal(String.fromCharCode(...query.subarray(12)), "leap,stratum");
    assert.deepEqual([bench.options[0].port, bench.options[0].address], [0, undefined]);
    bench.answer("leap=0, stratum=2\r\n");
    const [{ outcome, variables }] = bench.replies;
    assert.equal(outcome, Outcome.Told);
    assert.deepEqual(
      [...variables],
      [
        ["leap", "0"],
        ["stratum", "2"],
      ],
    );
    assert.deepEqual([bench.open_, bench.timers.length], [0, 0]);
  });

  it("puts parts together that come in any order, and twice", () => {
    const bench = new Bench();
    bench.answer("um=2", 14);
    bench.answer("leap=0, ", 0, true);
    bench.answer("leap=0, ", 0, true);
    assert.equal(bench.replies.length, 0);
    bench.answer("strat", 8, true);
    bench.answer("x", 13, true);
    assert.deepEqual([...bench.replies[0].variables.keys()], ["leap", "stratxum"]);
  });

  const strange: { name: string; edit?: (datagram: Datagram) => void; from?: ReturnType<typeof endpoint> }[] =
    [
      { name: "from another address", from: endpoint("192.0.2.8") },
      { name: "from another port", from: endpoint("192.0.2.7", 124) },
      { name: "of another sequence", edit: ({ bytes }) => void (bytes[3] ^= 1) },
      { name: "of another opcode", edit: ({ bytes }) => void (bytes[1] ^= 3) },
      { name: "of another association", edit: ({ bytes }) => void (bytes[7] ^= 1) },
      { name: "of another mode", edit: ({ bytes }) => void (bytes[0] ^= 1) },
      { name: "that is a query", edit: ({ bytes }) => void (bytes[1] &= 0x7f) },
      { name: "that tells more data than it has", edit: ({ view }) => view.setUint16(10, 400) },
      { name: "that goes beyond the longest answer", edit: ({ view }) => view.setUint16(8, 4095) },
      { name: "shorter than a header", edit: datagram => void (datagram.length = 11) },
    ];
  for (const { name, edit, from } of strange)
    it(`takes no answer ${name}`, () => {
      const bench = new Bench();
      bench.answer("leap=0", 0, false, edit, from);
      assert.equal(bench.replies.length, 0);
      bench.answer("leap=0");
      assert.equal(bench.replies.length, 1);
    });

  it("asks three times, 2 s apart, each from another socket with another sequence", () => {
    const bench = new Bench();
    bench.timers.pass(5.9);
    assert.equal(bench.queries.length, 3);
    assert.deepEqual([bench.open_, bench.options.length], [1, 3]);
    assert.equal(new Set(bench.queries.map(query => `${query[2]} ${query[3]}`)).size, 3);
    assert.equal(bench.replies.length, 0);
    bench.timers.pass(0.1);
    assert.equal(bench.replies[0].outcome, Outcome.Silent);
    assert.deepEqual([bench.open_, bench.timers.length], [0, 0]);
  });

  it("takes an error for an answer", () => {
    const bench = new Bench();
    bench.answer("", 0, false, datagram => writeError(datagram, ControlError.Prohibited));
    assert.deepEqual([bench.replies[0].outcome, bench.replies[0].error], [Outcome.Refused, 7]);
  });

  it("tells why it cannot ask: no socket, no way, nobody there", () => {
    for (const bench of [
      new Bench("", new SocketError("EACCES", "not allowed")),
      new Bench("eth9"),
      new Bench(),
    ]) {
      bench.handler?.failed("ECONNREFUSED");
      bench.timers.pass(0);
      assert.equal(bench.replies.length, 1);
      assert.equal(bench.replies[0].outcome, Outcome.Unsent);
      assert.match(bench.replies[0].why, /not allowed|eth9|ECONNREFUSED/);
    }
  });

  it("is stopped: nothing is told, nothing is left open", () => {
    const bench = new Bench();
    bench.stop();
    bench.answer("leap=0");
    bench.timers.pass(100);
    assert.deepEqual([bench.replies.length, bench.open_, bench.timers.length], [0, 0, 0]);
  });
});
