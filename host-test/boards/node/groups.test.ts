/**
 * What both UDP ports send to all and hear of it, between two devices that are joined; `near.test.ts` makes them, and runs
 * these rows there.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { DgramUdp } from "../../../boards/node/dgram-udp.js";
import { addonUdp } from "../../../boards/node/addon-udp.js";
import { Oscillator } from "../../../boards/node/oscillator.js";
import { readHost } from "../../../boards/node/zones.js";
import { Cast, type UdpPort, type UdpSocket } from "../../../src/runtime/ports.js";
import { formatAddress } from "../../../src/wire/address-text.js";
import { Endpoint } from "../../../src/wire/address.js";
import { Datagram } from "../../../src/wire/datagram.js";
import { describeBetweenDevices } from "./near.js";

const PORT = 12_301;

const oscillator = new Oscillator();
const native = addonUdp(oscillator);
const PORTS: readonly (readonly [string, UdpPort | undefined])[] = [
  ["dgram", new DgramUdp(oscillator)],
  ["native", native],
];

function endpoint(text: string, port = PORT): Endpoint {
  const made = new Endpoint();
  assert.ok(readHost(text, made), text);
  made.port = port;
  return made;
}

/** A socket with what came to it. */
class Ear {
  readonly heard: string[] = [];
  readonly failures: string[] = [];
  readonly socket: UdpSocket;

  constructor(udp: UdpPort, address: string, device: string, cast: Cast) {
    const local = endpoint(address);
    this.socket = udp.open({ family: local.family, address: local, port: PORT, device, dscp: 0, cast }, this);
    ears.push(this);
  }

  received(_: Datagram, from: Endpoint): void {
    this.heard.push(formatAddress(from).replace(/%.*/, ""));
  }

  failed(why: string): void {
    this.failures.push(why);
  }
}

const ears: Ear[] = [];

function settle(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, 30));
}

for (const [name, udp] of PORTS)
  describeBetweenDevices(`between two devices, by ${name}`, () => {
    before(function () {
      if (!udp) this.skip();
    });
    afterEach(() => {
      for (const { socket } of ears.splice(0)) socket.close();
    });

    const rows = [
      { name: "everyone", from: "10.77.0.1", to: "255.255.255.255", cast: Cast.Broadcast },
      { name: "everyone of the subnet", from: "10.77.0.1", to: "10.77.0.255", cast: Cast.Broadcast },
      { name: "a group", from: "10.77.0.1", to: "224.0.1.1", cast: Cast.Group },
      { name: "an IPv6 group", from: "fd77::1", to: "ff05::101", cast: Cast.Group },
      { name: "an IPv6 group of the link", from: "fe80::1", to: "ff02::101", cast: Cast.Group },
    ];
    for (const { name: whom, from, to, cast } of rows)
      it(`${whom} hears what is sent to ${whom}, and the sender does not`, async () => {
        const zoned = (device: string): string => (to.startsWith("ff02") ? `${to}%${device}` : to);
        const far = new Ear(udp!, zoned("far0"), "far0", cast);
        // What is sent to all comes back from the system: that is for the node to see to.
        const near =
          cast === Cast.Group && name === "native" ? new Ear(udp!, zoned("near0"), "near0", cast) : undefined;
        const sender = new Ear(udp!, from === "fe80::1" ? `${from}%near0` : from, "near0", Cast.Own);
        const datagram = new Datagram();
        datagram.length = 48;
        assert.ok(sender.socket.send(datagram, endpoint(zoned("near0"))));
        await settle();
        // Not bound to a device, it hears a broadcast that comes back to its sender as well.
        const comesBack = name === "dgram" && cast === Cast.Broadcast;
        assert.deepEqual(far.heard, comesBack ? [from, from] : [from]);
        assert.deepEqual(near?.heard ?? [], []);
        assert.deepEqual([sender.heard, sender.failures], [[], []]);
      });

    for (const { from, group } of [
      { from: "10.77.0.1", group: "224.0.1.1" },
      { from: "fd77::1", group: "ff05::101" },
    ])
      it(`passes as many routers as it is told, to ${group}`, async () => {
        const receiver = spawn("python3", ["-c", PRINT_HOPS, group, `${PORT}`]);
        const exit = once(receiver, "close").then(([code]) => assert.equal(code, 0));
        const lines = createInterface(receiver.stdout)[Symbol.asyncIterator]();
        await lines.next();
        const sender = new Ear(udp!, from, "near0", Cast.Own);
        const datagram = new Datagram();
        datagram.length = 48;
        const seen: string[] = [];
        for (const hops of [undefined, 7, 255]) {
          if (hops !== undefined) sender.socket.setHops(hops);
          sender.socket.send(datagram, endpoint(group));
          seen.push((await lines.next()).value as string);
        }
        assert.deepEqual(seen, ["1", "7", "255"]);
        await exit;
      });

    it("can be joined once more when its socket is closed", async () => {
      for (let i = 0; i < 2; i++) {
        const far = new Ear(udp!, "224.0.1.1", "far0", Cast.Group);
        far.socket.close();
      }
      const far = new Ear(udp!, "224.0.1.1", "far0", Cast.Group);
      const sender = new Ear(udp!, "10.77.0.1", "near0", Cast.Own);
      sender.socket.send(new Datagram(), endpoint("224.0.1.1"));
      await settle();
      assert.equal(far.heard.length, 1);
    });
  });

describeBetweenDevices("between two devices, only the addon", () => {
  before(function () {
    if (!native) this.skip();
  });
  afterEach(() => {
    for (const { socket } of ears.splice(0)) socket.close();
  });

  it("binds one address to each of them", async () => {
    const own = new Ear(native!, "10.77.0.1", "near0", Cast.Own);
    const other = new Ear(native!, "10.77.0.1", "far0", Cast.Own);
    other.socket.send(new Datagram(), endpoint("10.77.0.255"));
    const near = new Ear(native!, "10.77.0.255", "near0", Cast.Broadcast);
    other.socket.send(new Datagram(), endpoint("10.77.0.255"));
    await settle();
    assert.deepEqual(near.heard, ["10.77.0.1"], "out of the other");
    assert.deepEqual(own.heard, []);
  });

  const routes = [
    { to: "10.77.0.9", from: "10.77.0.1" },
    { to: "fd77::9", from: "fd77::1" },
    { to: "fe80::9%near0", from: "fe80::1" },
    { to: "192.0.2.1", from: undefined },
  ];
  for (const { to, from } of routes)
    it(`knows ${from === undefined ? "no way" : `the way from ${from}`} to ${to}`, () => {
      const into = new Endpoint();
      assert.equal(native!.route(endpoint(to), into), from !== undefined);
      if (from !== undefined) assert.equal(formatAddress(into).replace(/%.*/, ""), from);
    });
});

/** Says that it has joined, then how many hops three packets had left. */
const PRINT_HOPS = `
import socket, struct, sys
group, port = sys.argv[1], int(sys.argv[2])
is_v4 = "." in group
s = socket.socket(socket.AF_INET if is_v4 else socket.AF_INET6, socket.SOCK_DGRAM)
s.bind((group, port))
device = socket.if_nametoindex("far0")
if is_v4:
    s.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, struct.pack("=4s4si", socket.inet_aton(group), b"", device))
    s.setsockopt(socket.IPPROTO_IP, 12, 1)  # IP_RECVTTL
else:
    s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_JOIN_GROUP, socket.inet_pton(socket.AF_INET6, group) + struct.pack("=i", device))
    s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_RECVHOPLIMIT, 1)
s.settimeout(5)
print("joined", flush=True)
for i in range(3):
    data, control, flags, sender = s.recvmsg(64, 64)
    print(int.from_bytes(control[0][2][:4], "little"), flush=True)
`;
