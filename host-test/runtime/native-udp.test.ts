import assert from "node:assert/strict";
import { type NativeHearer, NativeUdp, type UdpBinding } from "../../src/runtime/native-udp.js";
import { Cast, SocketError, type SocketHandler, type UdpSocket } from "../../src/runtime/ports.js";
import { Endpoint, Family } from "../../src/wire/address.js";
import { Datagram } from "../../src/wire/datagram.js";

/** Native code that counts what it is asked for. */
class Native implements UdpBinding<"port", NativeHearer> {
  slots = 16;
  sentTogether = 8;
  /** How many datagrams left with each call. */
  readonly sent: number[] = [];
  readonly tasks: (() => void)[] = [];
  refusal: string | undefined = undefined;
  refusesToOpen: Error | undefined = undefined;
  hearer: NativeHearer | undefined = undefined;

  allocate = (bytes: number): ArrayBuffer => new ArrayBuffer(bytes);
  createPort = (): "port" => "port";
  setHops = (): void => {};
  route = (): boolean => false;
  close = (): void => {};

  open(_: "port", _f: Family, _d: string, _c: number, _k: Cast, hearer: NativeHearer): NativeHearer {
    if (this.refusesToOpen) throw this.refusesToOpen;
    this.hearer = hearer;
    return hearer;
  }

  send(_: unknown, count: number): string | undefined {
    this.sent.push(count);
    return this.refusal;
  }

  soon(task: () => void): void {
    this.tasks.push(task);
  }
}

const OPTIONS = {
  family: Family.IPv4,
  address: undefined,
  port: 0,
  device: undefined,
  cast: Cast.Own,
  dscp: 0,
};

const TO = new Endpoint();
TO.port = 123;

function opened(native: Native, handler: Partial<SocketHandler>): UdpSocket {
  const counter = { convert: (): void => {} };
  const udp = new NativeUdp(native, counter, code => new SocketError(code, `no: ${code}`));
  return udp.open(OPTIONS, { received: () => {}, failed: () => {}, ...handler });
}

describe("UDP by native code", () => {
  it("sends at once what is no answer", () => {
    const native = new Native();
    const socket = opened(native, {});
    assert.equal(socket.send(new Datagram(), TO), true);
    assert.deepEqual(native.sent, [1]);
  });

  it("refuses what goes to no port", () => {
    const native = new Native();
    const socket = opened(native, {});
    const to = new Endpoint();
    for (to.port of [0, -5, 1.5, 70_000]) assert.equal(socket.send(new Datagram(), to), false);
    assert.deepEqual(native.sent, []);
  });

  const batches = [
    { slots: 16, sentTogether: 8, sent: [8, 3] },
    { slots: 11, sentTogether: 1, sent: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1] },
  ];
  for (const { slots, sentTogether, sent } of batches)
    it(`sends answers to a batch together, ${sentTogether} at a time`, () => {
      const native = new Native();
      native.slots = slots;
      native.sentTogether = sentTogether;
      const socket = opened(native, { received: datagram => void socket.send(datagram, TO) });
      native.hearer!.received(11);
      assert.deepEqual(native.sent, sent);
    });

  it("sends more answers to one datagram than there are places", () => {
    const native = new Native();
    native.slots = native.sentTogether = 4;
    const socket = opened(native, {
      received(datagram) {
        for (let i = 0; i < 9; i++) socket.send(datagram, TO);
      },
    });
    native.hearer!.received(1);
    assert.deepEqual(native.sent, [4, 4, 1]);
  });

  it("tells of a refusal when the call under way has returned", () => {
    const native = new Native();
    const told: string[] = [];
    const socket = opened(native, { failed: why => told.push(why) });
    native.refusal = "ENETUNREACH";
    assert.equal(socket.send(new Datagram(), TO), false);
    assert.deepEqual(told, []);
    native.tasks.forEach(task => task());
    assert.deepEqual(told, ["ENETUNREACH"]);
  });

  it("tells nobody of a refusal whose socket is closed meanwhile", () => {
    const native = new Native();
    const told: string[] = [];
    const socket = opened(native, { failed: why => told.push(why) });
    native.refusal = "ENETUNREACH";
    socket.send(new Datagram(), TO);
    socket.close();
    native.tasks.forEach(task => task());
    assert.deepEqual(told, []);
    assert.equal(socket.send(new Datagram(), TO), false);
  });

  for (const { name, error } of [
    { name: "code", error: Object.assign(new Error("in words"), { code: "EACCES" }) },
    { name: "message", error: new Error("EACCES") },
  ])
    it(`says why it cannot open, by the error's ${name}`, () => {
      const native = new Native();
      native.refusesToOpen = error;
      assert.throws(() => opened(native, {}), { name: "SocketError", code: "EACCES", message: "no: EACCES" });
    });
});
