/** Both UDP ports keep one contract; what only the addon can do is tested of the addon alone. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { Worker } from "node:worker_threads";
import { DgramUdp } from "../../../boards/node/dgram-udp.js";
import { addonUdp } from "../../../boards/node/addon-udp.js";
import { Oscillator } from "../../../boards/node/oscillator.js";
import { hostText, readHost } from "../../../boards/node/zones.js";
import { Cast, type SocketError, type UdpPort, type UdpSocket } from "../../../src/runtime/ports.js";
import { SECOND } from "../../../src/time/fixed.js";
import { Instant } from "../../../src/time/moment.js";
import { Endpoint, Family } from "../../../src/wire/address.js";
import { Datagram, MAX_DATAGRAM } from "../../../src/wire/datagram.js";
import { NEAR, OTHER_DEVICE } from "./near.js";

interface Arrival {
  readonly bytes: Buffer;
  readonly length: number;
  readonly from: Endpoint;
  readonly at: Instant;
  readonly handledAt: Instant;
}

const oscillator = new Oscillator();
const native = addonUdp(oscillator);
const PORTS: readonly (readonly [string, UdpPort | undefined])[] = [
  ["dgram", new DgramUdp(oscillator)],
  ["native", native],
];
const FAMILIES = [
  { family: Family.IPv4, loopback: "127.0.0.1", other: "127.0.0.2", type: "udp4" },
  { family: Family.IPv6, loopback: "::1", other: "::1", type: "udp6" },
] as const;
const NOWHERE = "192.0.2.1"; // TEST-NET-1 (RFC 5737)

function endpoint(text: string, port = 0): Endpoint {
  const made = new Endpoint();
  assert.ok(readHost(text, made), text);
  made.port = port;
  return made;
}

function datagram(text: string): Datagram {
  const made = new Datagram();
  made.length = made.bytes.length < text.length ? 0 : Buffer.from(made.bytes.buffer).write(text);
  return made;
}

/** A socket under test, with what came to it. */
class Probe {
  readonly arrivals: Arrival[] = [];
  readonly failures: string[] = [];
  readonly socket: UdpSocket;
  answer: (datagram: Datagram, from: Endpoint) => void = () => {};

  constructor(
    udp: UdpPort,
    readonly address: string,
    port = 0,
    { device, dscp = 0 }: { device?: string; dscp?: number } = {},
  ) {
    const local = endpoint(address);
    this.socket = udp.open(
      { family: local.family, address: local, port, device, dscp, cast: Cast.Own },
      this,
    );
  }

  received(packet: Datagram, from: Endpoint, at: Instant): void {
    const kept = { from: new Endpoint(), at: new Instant(), handledAt: new Instant() };
    kept.from.copy(from);
    kept.at.copy(at);
    oscillator.read(kept.handledAt);
    this.arrivals.push({
      bytes: Buffer.from(packet.bytes.slice(0, packet.length)),
      length: packet.length,
      ...kept,
    });
    this.answer(packet, from);
  }

  failed(why: string): void {
    this.failures.push(why);
  }
}

async function until(isDone: () => boolean): Promise<void> {
  for (let waits = 0; !isDone(); waits++) {
    assert.ok(waits < 1000, "waited in vain");
    await pause(1);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms));
}

const probes: Probe[] = [];
const plainSockets: Socket[] = [];

function probe(...given: ConstructorParameters<typeof Probe>): Probe {
  const made = new Probe(...given);
  probes.push(made);
  return made;
}

async function plainSocket(type: "udp4" | "udp6", address: string): Promise<Socket> {
  const socket = createSocket(type);
  plainSockets.push(socket);
  socket.bind(0, address);
  await once(socket, "listening");
  return socket;
}

function closeAll(): void {
  for (const { socket } of probes.splice(0)) socket.close();
  for (const socket of plainSockets.splice(0)) socket.close();
}

/** What a plain socket is sent once it has sent `request` to `port`. */
async function ask(
  socket: Socket,
  request: string | Buffer,
  port: number,
  address: string,
): Promise<[Buffer, Endpoint]> {
  socket.send(request, port, address);
  const [message, sender] = await once(socket, "message");
  return [message, endpoint(sender.address, sender.port)];
}

/** The port that the system chose for `asked`. */
async function portOf(asked: Probe, type: "udp4" | "udp6", loopback: string): Promise<number> {
  const witness = await plainSocket(type, loopback);
  asked.socket.send(datagram("?"), endpoint(loopback, witness.address().port));
  const [, sender] = await once(witness, "message");
  return sender.port;
}

for (const [name, udp] of PORTS)
  describe(`udp by ${name}`, function () {
    const open = (address: string, port?: number): Probe => probe(udp!, address, port);

    before(function () {
      if (udp) return;
      console.log("      the addon is not compiled here (npm rebuild @xs-ntp/udp)");
      this.skip();
    });
    afterEach(closeAll);

    for (const { family, loopback, other, type } of FAMILIES)
      describe(`IPv${family}`, () => {
        it("tells who sent what, and answers from the address that was asked", async () => {
          const server = open(other);
          server.answer = (packet, from) => {
            packet.bytes[0] = 0x41;
            assert.ok(server.socket.send(packet, from));
          };
          const port = await portOf(server, type, loopback);
          const client = await plainSocket(type, loopback);
          const [message, sender] = await ask(client, "xyz", port, other);
          assert.equal(message.toString(), "Ayz");
          assert.ok(sender.equals(endpoint(other, port)), hostText(sender));
          const [arrival] = server.arrivals;
          assert.equal(arrival.bytes.toString(), "xyz");
          assert.ok(arrival.from.equals(endpoint(loopback, client.address().port)), hostText(arrival.from));
        });

        it("refuses what goes to no port", () => {
          const { socket } = open(loopback);
          for (const port of [0, -5, 1.5, 70_000, 1e9])
            assert.equal(socket.send(datagram("?"), endpoint(loopback, port)), false, `${port}`);
        });

        it("keeps senders apart", async () => {
          const server = open(loopback);
          server.answer = (packet, from) => server.socket.send(packet, from);
          const port = await portOf(server, type, loopback);
          const clients = [
            await plainSocket(type, loopback),
            await plainSocket(type, other),
            await plainSocket(type, loopback),
          ];
          for (let round = 0; round < 3; round++) {
            const asked = clients.map((client, i) => ask(client, `${round}${i}`, port, loopback));
            const answers = (await Promise.all(asked)).map(([message]) => message.toString());
            assert.deepEqual(answers, [`${round}0`, `${round}1`, `${round}2`]);
          }
        });

        it("is bound when open returns, and says so to the next one in plain words", async () => {
          const port = await portOf(open(loopback), type, loopback);
          assert.throws(
            () => open(loopback, port),
            (error: SocketError) =>
              error.name === "SocketError" &&
              error.code === "EADDRINUSE" &&
              error.message.startsWith(`UDP port ${port} of ${loopback} is in use by another program`) &&
              error.message.includes("--port"),
          );
        });

        it("takes a new port each time it may choose", async () => {
          const ports = new Set<number>();
          for (let i = 0; i < 8; i++) ports.add(await portOf(open(loopback), type, loopback));
          const steps = Array.from(ports, (port, i) => port - Array.from(ports)[i - 1]).slice(1);
          assert.equal(ports.size, 8);
          assert.ok(new Set(steps).size > 4, `not random: ${Array.from(ports)}`);
        });

        for (const length of [0, 1, 48, MAX_DATAGRAM, MAX_DATAGRAM + 1, 9000])
          it(`tells the true length of ${length} octets, and keeps what fits`, async () => {
            const server = open(loopback);
            const port = await portOf(server, type, loopback);
            const message = Buffer.from(Array.from({ length }, (_, i) => i % 251));
            (await plainSocket(type, loopback)).send(message, port, loopback);
            await until(() => server.arrivals.length > 0);
            const [arrival] = server.arrivals;
            assert.equal(arrival.length, length);
            assert.ok(arrival.bytes.equals(message.subarray(0, MAX_DATAGRAM)));
          });

        it("stamps arrivals in order, after the sending and before the handling", async () => {
          const server = open(loopback);
          const port = await portOf(server, type, loopback);
          const client = await plainSocket(type, loopback);
          let last = new Instant();
          oscillator.read(last);
          for (let i = 0; i < 100; i++) client.send("?", port, loopback);
          await until(() => server.arrivals.length === 100);
          for (const { at, handledAt } of server.arrivals) {
            assert.ok(at.since(last) >= 0, "in order");
            assert.ok(handledAt.since(at) >= 0, "before it is handled");
            last = at;
          }
        });

        it("can be closed by its own handler, and is silent then", async () => {
          const server = open(loopback);
          server.answer = (packet, from) => {
            server.socket.send(packet, from);
            server.socket.close();
            assert.equal(server.socket.send(packet, from), false);
          };
          const port = await portOf(server, type, loopback);
          const client = await plainSocket(type, loopback);
          for (let i = 0; i < 5; i++) client.send(`${i}`, port, loopback);
          const [message] = await once(client, "message");
          await pause(20);
          assert.equal(message.toString(), "0", "what it said before closing is sent");
          assert.equal(server.arrivals.length, 1);
          open(loopback, port);
        });

        it("lives on when nobody listens there", async () => {
          const gone = open(loopback);
          const deadPort = await portOf(gone, type, loopback);
          gone.socket.close();
          const client = open(loopback);
          for (let i = 0; i < 3; i++) {
            client.socket.send(datagram("?"), endpoint(loopback, deadPort));
            await pause(5);
          }
          const port = await portOf(client, type, loopback);
          (await plainSocket(type, loopback)).send("!", port, loopback);
          await until(() => client.arrivals.length > 0);
          for (const why of client.failures) assert.equal(why, "ECONNREFUSED");
          if (name === "native") assert.equal(client.failures.length, 3);
        });

        it("opens another socket while it handles a packet, and each sends its own", async () => {
          const server = open(loopback);
          server.answer = (packet, from) => {
            server.socket.send(packet, from);
            const second = open(loopback);
            second.socket.send(datagram("second"), from);
            server.socket.send(datagram("third"), from);
          };
          const port = await portOf(server, type, loopback);
          const client = await plainSocket(type, loopback);
          const got: string[] = [];
          client.on("message", (message, sender) => got.push(`${message} ${sender.port === port}`));
          client.send("first", port, loopback);
          await until(() => got.length === 3);
          assert.deepEqual(got, ["first true", "second false", "third true"]);
        });
      });

    it("does not change what was sent when the datagram is written again", async () => {
      const server = open("127.0.0.1");
      server.answer = (packet, from) => {
        server.socket.send(packet, from);
        packet.bytes.fill(0);
      };
      const port = await portOf(server, "udp4", "127.0.0.1");
      const [message] = await ask(await plainSocket("udp4", "127.0.0.1"), "as it was", port, "127.0.0.1");
      assert.equal(message.toString(), "as it was");
    });

    it("answers a hundred at once, each with its own", async () => {
      const server = open("127.0.0.1");
      server.answer = (packet, from) => server.socket.send(packet, from);
      const port = await portOf(server, "udp4", "127.0.0.1");
      const client = await plainSocket("udp4", "127.0.0.1");
      const got: string[] = [];
      client.on("message", message => got.push(message.toString()));
      const sent = Array.from({ length: 100 }, (_, i) => `${i}`.repeat(1 + (i % 7)));
      for (const text of sent) client.send(text, port, "127.0.0.1");
      await until(() => got.length === sent.length);
      assert.deepEqual(got, sent);
    });

    it("sends more while handling one packet than a batch holds", async () => {
      const server = open("127.0.0.1");
      server.answer = (_packet, from) => {
        for (let i = 0; i < 70; i++) server.socket.send(datagram(`${i}`), from);
      };
      const port = await portOf(server, "udp4", "127.0.0.1");
      const client = await plainSocket("udp4", "127.0.0.1");
      const got: number[] = [];
      client.on("message", message => got.push(Number(message)));
      await send(client, port, "127.0.0.1");
      await until(() => got.length === 70);
      assert.deepEqual(got, Array.from(got.keys()));
    });

    it("sends by the socket that it is told to, whichever is handling a packet", async () => {
      const server = open("127.0.0.1");
      const other = open("127.0.0.1");
      server.answer = (_packet, from) => {
        for (const [i, { socket }] of [server, other, other, server].entries())
          socket.send(datagram(`${i}`), from);
      };
      const port = await portOf(server, "udp4", "127.0.0.1");
      const otherPort = await portOf(other, "udp4", "127.0.0.1");
      const client = await plainSocket("udp4", "127.0.0.1");
      const got: [string, number][] = [];
      client.on("message", (message, sender) => got.push([message.toString(), sender.port]));
      await send(client, port, "127.0.0.1");
      await until(() => got.length === 4);
      assert.deepEqual(got, [["0", port], ["1", otherPort], ["2", otherPort], ["3", port]]); // prettier-ignore
    });

    if (NEAR)
      it("tells link-local neighbours by their link", async () => {
        const { text } = NEAR!;
        const server = open(text);
        server.answer = (packet, from) => server.socket.send(packet, from);
        const port = await portOf(server, "udp6", text);
        const [message, sender] = await ask(await plainSocket("udp6", text), "near", port, text);
        assert.equal(message.toString(), "near");
        assert.ok(sender.equals(endpoint(text, port)));
        assert.ok(server.arrivals[0].from.sameAddress(endpoint(text)));
      });

    it("lets timers run under a flood that never ends", async () => {
      const echo = open("127.0.0.1");
      const self = endpoint("127.0.0.1", await portOf(echo, "udp4", "127.0.0.1"));
      echo.answer = packet => echo.socket.send(packet, self);
      for (let i = 0; i < 100; i++) echo.socket.send(datagram("round and round"), self);
      for (let i = 0; i < 5; i++) await pause(1);
      const { length } = echo.arrivals;
      await until(() => echo.arrivals.length > length + 100);
    });

    it("says which address is not its own", () => {
      assert.throws(
        () => open(NOWHERE),
        (error: SocketError) => error.code === "EADDRNOTAVAIL" && error.message.includes(NOWHERE),
      );
    });

    it("keeps to its family: both can have the same port of any address", async () => {
      const any = { address: undefined, device: undefined, dscp: 0, cast: Cast.Own };
      const six = udp!.open({ ...any, family: Family.IPv6, port: 0 }, new Silent());
      const witness = await plainSocket("udp6", "::1");
      six.send(datagram("?"), endpoint("::1", witness.address().port));
      const [, { port }] = await once(witness, "message");
      const four = udp!.open({ ...any, family: Family.IPv4, port }, new Silent());
      six.close();
      four.close();
    });
  });

class Silent {
  received(): void {}
  failed(): void {}
}

describe("what only the addon can", () => {
  before(function () {
    if (!native) this.skip();
  });
  afterEach(closeAll);

  for (const device of ["lo", OTHER_DEVICE])
    if (device !== undefined)
      it(`${device === "lo" ? "hears" : "does not hear"} the loopback device when bound to ${device}`, async () => {
        const port = await portOf(probe(native!, "127.0.0.1"), "udp4", "127.0.0.1");
        closeAll();
        const server = probe(native!, "127.0.0.1", port, { device });
        await send(await plainSocket("udp4", "127.0.0.1"), port, "127.0.0.1");
        await pause(20);
        assert.equal(server.arrivals.length > 0, device === "lo");
      });

  for (const device of ["nonesuch0", "a-name-too-long-for-a-device"])
    it(`says that there is no device ${device}`, () => {
      assert.throws(
        () => probe(native!, "127.0.0.1", 0, { device }),
        (error: SocketError) => error.code === "ENODEV" && error.message.includes(`"${device}"`),
      );
    });

  it("keeps no answer waiting for more than seven others", async () => {
    const server = probe(native!, "127.0.0.1");
    const port = await portOf(server, "udp4", "127.0.0.1");
    const client = await plainSocket("udp4", "127.0.0.1");
    const waiting: number[] = [];
    let left = 0;
    server.answer = (packet, from) => {
      server.socket.send(packet, from);
      if (unreadOctets(client.address().port) > 0) left = server.arrivals.length;
      waiting.push(server.arrivals.length - left);
    };
    for (let i = 0; i < 32; i++) client.send("?", port, "127.0.0.1");
    await send(client, port, "127.0.0.1");
    const busyUntil = Date.now() + 5;
    while (Date.now() < busyUntil);
    await until(() => waiting.length === 33);
    assert.ok(Math.max(...waiting) <= 7, `${waiting}`);
  });

  it("tells why a packet was refused, once its own caller is done", async () => {
    const client = probe(native!, "127.0.0.1");
    assert.equal(client.socket.send(datagram("?"), endpoint(NOWHERE, 123)), false);
    assert.deepEqual(client.failures, []);
    await pause(1);
    assert.equal(client.failures.length, 1);
  });

  it("stamps a packet when it arrives, however late it is read", async () => {
    const server = probe(native!, "127.0.0.1");
    const port = await portOf(server, "udp4", "127.0.0.1");
    await send(await plainSocket("udp4", "127.0.0.1"), port, "127.0.0.1");
    const sentAt = new Instant();
    oscillator.read(sentAt);
    const busyUntil = Date.now() + 30;
    while (Date.now() < busyUntil);
    await until(() => server.arrivals.length > 0);
    const [{ at, handledAt }] = server.arrivals;
    assert.ok(sentAt.since(at) > 0, "stamped before the loop was busy");
    assert.ok(handledAt.since(at) > (SECOND / 1000) * 29, "and read after it");
  });

  for (const { family, loopback, type } of FAMILIES)
    it(`loses no packet to what ICMP said of the one before, over IPv${family}`, async () => {
      const gone = probe(native!, loopback);
      const deadPort = await portOf(gone, type, loopback);
      gone.socket.close();
      const client = probe(native!, loopback);
      const witness = await plainSocket(type, loopback);
      const got = once(witness, "message");
      assert.ok(client.socket.send(datagram("to nobody"), endpoint(loopback, deadPort)));
      assert.ok(client.socket.send(datagram("to a witness"), endpoint(loopback, witness.address().port)));
      assert.equal((await got)[0].toString(), "to a witness");
      await until(() => client.failures.length > 0);
      assert.deepEqual(client.failures, ["ECONNREFUSED"]);
    });

  for (const { family, loopback } of FAMILIES)
    it(`marks what it sends with its code point, over IPv${family}`, async function () {
      const receiver = spawn("python3", ["-c", PRINT_TRAFFIC_CLASS, `${family}`, loopback]);
      const exit = once(receiver, "close").then(([code]) => assert.equal(code, 0));
      const lines = createInterface(receiver.stdout)[Symbol.asyncIterator]();
      const port = Number((await lines.next()).value);
      probe(native!, loopback, 0, { dscp: 46 }).socket.send(datagram("?"), endpoint(loopback, port));
      assert.equal((await lines.next()).value, `${46 << 2}`);
      await exit;
    });

  it("lets a worker end with its sockets open", async () => {
    const worker = new Worker(OPEN_AND_END, { eval: true });
    const [code] = await once(worker, "exit");
    assert.equal(code, 0);
  });
});

/** What the socket on this port has received and nobody has read yet, as the system counts it. */
function unreadOctets(port: number): number {
  const local = `:${port.toString(16).toUpperCase().padStart(4, "0")} `;
  const line = readFileSync("/proc/net/udp", "utf8")
    .split("\n")
    .find(one => one.slice(0, 25).includes(local))!;
  return Number.parseInt(line.split(":")[4], 16);
}

/** Where `sender` has handed the packet to the system when the promise is kept. */
function send(sender: Socket, port: number, address: string): Promise<void> {
  return new Promise(resolve => sender.send("?", port, address, () => resolve()));
}

/** Prints its port, then the traffic class of the first packet; Node cannot. */
const PRINT_TRAFFIC_CLASS = `
import socket, struct, sys
is_v4 = sys.argv[1] == "4"
s = socket.socket(socket.AF_INET if is_v4 else socket.AF_INET6, socket.SOCK_DGRAM)
if is_v4: s.setsockopt(socket.IPPROTO_IP, 13, 1)  # IP_RECVTOS
else: s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_RECVTCLASS, 1)
s.bind((sys.argv[2], 0))
s.settimeout(5)
print(s.getsockname()[1], flush=True)
data, control, flags, sender = s.recvmsg(64, 64)
print(int.from_bytes(control[0][2], "little"))
`;

const OPEN_AND_END = `
const udp = require("@xs-ntp/udp");
const headWords = 9, slotBytes = 64;
const memory = new ArrayBuffer(2 * udp.slots * (headWords * 4 + slotBytes));
const port = udp.createPort(memory, slotBytes);
for (let i = 0; i < 3; i++) udp.open(port, 4, "", 0, 0, () => {}, () => {});
setTimeout(() => process.exit(0), 10);
`;
