/** Chance, names, interfaces, store, and the choice of UDP. */
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { type NetworkInterfaceInfo, networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { Chance } from "../../../boards/node/chance.js";
import { DgramUdp } from "../../../boards/node/dgram-udp.js";
import { Interfaces } from "../../../boards/node/interfaces.js";
import { Names } from "../../../boards/node/names.js";
import { nodePorts } from "../../../boards/node/ports.js";
import { Store } from "../../../boards/node/store.js";
import { hostText, readHost } from "../../../boards/node/zones.js";
import { Endpoint, Family } from "../../../src/wire/address.js";
import { formatAddress } from "../../../src/wire/address-text.js";
import { NEAR } from "./near.js";

describe("chance", () => {
  it("gives 32 bits, and no page of them twice", () => {
    const chance = new Chance();
    const seen = new Set<number>();
    let ones = 0;
    for (let i = 0; i < 2000; i++) {
      const bits = chance.next();
      assert.ok(Number.isInteger(bits) && bits >= 0 && bits < 2 ** 32);
      seen.add(bits);
      ones += bits > 0x7fff_ffff ? 1 : 0;
    }
    assert.ok(seen.size > 1990);
    assert.ok(ones > 800 && ones < 1200, `${ones} of 2000 with the highest bit`);
  });
});

describe("names", () => {
  const resolve = (name: string, family?: Family): Promise<string[]> =>
    new Promise(done => {
      let isWithinCall = true;
      new Names().resolve(name, family, addresses => {
        assert.equal(isWithinCall, false);
        done(addresses.map(formatAddress));
      });
      isWithinCall = false;
    });
  const cases = [
    { name: "192.0.2.7", family: undefined, found: ["192.0.2.7"] },
    { name: "192.0.2.7", family: Family.IPv6, found: [] },
    { name: "2001:db8::7", family: undefined, found: ["2001:db8::7"] },
    { name: "2001:db8::7", family: Family.IPv6, found: ["2001:db8::7"] },
    { name: "a name that cannot be", family: undefined, found: [] },
  ];
  for (const { name, family, found } of cases)
    it(`"${name}" over ${family ? `IPv${family}` : "either"}: ${found.join() || "nothing"}`, async () => {
      assert.deepEqual(await resolve(name, family), found);
    });

  it("localhost is found, in the family asked for", async () => {
    assert.ok((await resolve("localhost", Family.IPv4)).includes("127.0.0.1"));
  });
});

describe("interfaces", () => {
  const loopback = Object.entries(networkInterfaces()).find(([, infos]) =>
    infos!.some(info => info.internal),
  )![0];

  it("have their own name without another", () => {
    const found = new Interfaces().list().find(({ device }) => device === loopback)!;
    assert.equal(found.name, loopback);
    assert.equal(found.isUp, true);
    assert.ok(found.addresses.map(formatAddress).includes("127.0.0.1"));
  });

  it("are listed once, under their console name", () => {
    const list = new Interfaces(new Map([[loopback, "Vlan-interface2"]])).list();
    assert.deepEqual(
      list.filter(({ device }) => device === loopback).map(({ name }) => name),
      ["Vlan-interface2"],
    );
  });

  it("with a console name are there even while the device is not", () => {
    const [found] = new Interfaces(new Map([["nonesuch0", "Ethernet9"]])).list();
    assert.deepEqual(found, { name: "Ethernet9", device: "nonesuch0", addresses: [], isUp: false });
  });

  const device = (address: string): NodeJS.Dict<NetworkInterfaceInfo[]>[string] => [
    { address, netmask: "", family: "IPv4", mac: "", internal: false, cidr: null },
  ];

  it("with several labels are one device, as Linux means them", () => {
    const list = new Interfaces(new Map(), () => ({
      eth0: device("192.0.2.1"),
      "eth0:1": device("192.0.2.2"),
    })).list();
    assert.deepEqual(
      list.map(({ name, addresses }) => [name, ...addresses.map(formatAddress)]),
      [["eth0", "192.0.2.1", "192.0.2.2"]],
    );
  });

  it("that are watched tell of an address that comes, and only then", async () => {
    const devices = { eth0: device("192.0.2.1") };
    let reads = 0;
    const interfaces = new Interfaces(new Map(), () => (reads++, { ...devices }));
    const told: number[] = [];
    interfaces.watch(() => told.push(reads));
    const hasRead = async (count: number): Promise<void> => {
      while (reads < count) await new Promise(resolve => setTimeout(resolve, 10));
    };
    await hasRead(2);
    assert.deepEqual(told, []);
    devices.eth0 = device("192.0.2.9");
    await hasRead(3);
    interfaces.close();
    assert.deepEqual(told, [3]);
  });

  it("do not keep the process alive by being watched", () => {
    const interfaces = new Interfaces();
    const before = process.getActiveResourcesInfo().filter(name => name === "Timeout").length;
    interfaces.watch(() => {});
    const after = process.getActiveResourcesInfo().filter(name => name === "Timeout").length;
    interfaces.close();
    assert.equal(after, before);
  });
});

describe("addresses in Node's text", () => {
  for (const text of ["0.0.0.0", "192.0.2.255", "::", "::1", "2001:db8::1"])
    it(`${text} is itself`, () => {
      const read = new Endpoint();
      assert.ok(readHost(text, read));
      assert.equal(hostText(read), text);
    });

  if (NEAR)
    it("a link-local address is written with its device, and has its number here", () => {
      const { text, zone } = NEAR!;
      const read = new Endpoint();
      assert.ok(readHost(text, read));
      assert.equal(read.zone, zone);
      assert.equal(hostText(read), text);
    });

  for (const text of ["", "name", "1.2.3", "fe80::1%nonesuch0", "2001:db8::1%1"])
    it(`"${text}" is none`, () => assert.equal(readHost(text, new Endpoint()), false));
});

describe("store", () => {
  let directory: string;
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), "xs-ntp-"))));
  afterEach(() => rmSync(directory, { recursive: true }));

  it("knows nothing at first, and makes its directory when it has something", () => {
    const store = new Store(join(directory, "a", "b"));
    assert.equal(store.read("startup.cfg"), undefined);
    store.write("startup.cfg", "ntp-service enable\n");
    assert.equal(store.read("startup.cfg"), "ntp-service enable\n");
  });

  it("replaces the whole text, and leaves nothing else behind", () => {
    const store = new Store(directory);
    store.write("drift", "a long text that was there before");
    store.write("drift", "µ");
    assert.equal(new Store(directory).read("drift"), "µ");
    assert.deepEqual(readdirSync(directory), ["drift"]);
  });

  it("is not confused by what a power cut left", () => {
    writeFileSync(join(directory, "drift"), "old");
    writeFileSync(join(directory, "drift.new"), "ha");
    const store = new Store(directory);
    assert.equal(store.read("drift"), "old");
    store.write("drift", "new");
    assert.equal(store.read("drift"), "new");
  });

  it("forgets what is removed, also twice", () => {
    const store = new Store(directory);
    store.write("drift", "1");
    store.remove("drift");
    store.remove("drift");
    assert.equal(store.read("drift"), undefined);
  });

  for (const name of ["../drift", "a/b", "", ".hidden", "UPPER"])
    it(`takes no name like "${name}"`, () => assert.throws(() => new Store(directory).write(name, "")));
});

describe("ports of a computer", () => {
  const before = process.env.XS_NTP_UDP;
  afterEach(() => {
    if (before === undefined) delete process.env.XS_NTP_UDP;
    else process.env.XS_NTP_UDP = before;
  });

  it("take the UDP that is asked for, the option before the environment", () => {
    process.env.XS_NTP_UDP = "nonsense";
    assert.ok(nodePorts({ udp: "dgram" }).udp instanceof DgramUdp);
    process.env.XS_NTP_UDP = "dgram";
    assert.ok(nodePorts().udp instanceof DgramUdp);
  });

  it("refuse a UDP that there is not", () => {
    process.env.XS_NTP_UDP = "nonsense";
    assert.throws(() => nodePorts(), /XS_NTP_UDP is "nonsense"/);
  });
});
