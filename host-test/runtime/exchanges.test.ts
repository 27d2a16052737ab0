/** What the socket of an exchange is opened with, how long it lives, and what is told where it cannot be opened. */
import assert from "node:assert/strict";
import { Association } from "../../src/core/association.js";
import { NO_SETTINGS, type AssociationSettings, type NodeSettings } from "../../src/core/settings.js";
import { Exchanges } from "../../src/runtime/exchanges.js";
import {
  SocketError,
  type Interface,
  type SocketHandler,
  type SocketOptions,
  type UdpPort,
  type UdpSocket,
} from "../../src/runtime/ports.js";
import { formatAddress } from "../../src/wire/address-text.js";
import { Datagram } from "../../src/wire/datagram.js";
import { instant } from "../support/quantities.js";
import { endpoint, server } from "../support/engine-rig.js";

const INTERFACES: Interface[] = [
  { name: "Lan0", device: "eth0", addresses: ["10.0.0.1", "2001:db8::1"].map(one => endpoint(one)), isUp: true },
  { name: "Lan1", device: "eth1", addresses: [endpoint("10.0.1.1")], isUp: true },
]; // prettier-ignore

/** Two associations' sockets, over a port that writes down what it opens. */
class Bench {
  readonly associations = [new Association(0), new Association(1)];
  readonly opened: string[] = [];
  readonly handlers: SocketHandler[] = [];
  readonly told: string[] = [];
  heard = 0;
  settings: NodeSettings = { ...NO_SETTINGS, dscp4: 4, dscp6: 6 };
  /** What keeps sockets from being opened. */
  trouble: Error | undefined = undefined;
  readonly exchanges: Exchanges;

  constructor() {
    const udp: UdpPort = {
      open: (options, handler) => {
        if (this.trouble) throw this.trouble;
        this.opened.push(told(options));
        this.handlers.push(handler);
        return { send: () => true, setHops: () => {}, close: () => {} };
      },
      route: () => false,
    };
    const reception = {
      received: () => void this.heard++,
      refused: () => {},
      cannotAsk: ({ id }: Association, why: string) => void this.told.push(`${id}: ${why}`),
    };
    this.exchanges = new Exchanges(udp, reception, this.associations);
    this.serve(0);
    this.serve(1);
  }

  /** Association `id` is another server's from now on. */
  serve(id: number, to = "192.0.2.9", own: Partial<AssociationSettings> = {}): void {
    this.associations[id].mobilize(server(to, own));
    this.associations[id].address.copy(endpoint(to));
  }

  open(id = 0): UdpSocket | undefined {
    return this.exchanges.socket(id, this.settings, INTERFACES);
  }

  /** An answer comes in by the socket that was opened `index`th. */
  hear(index: number): void {
    this.handlers[index].received(new Datagram(), endpoint("192.0.2.9"), instant(100));
  }
}

function told({ family, address, port, device, dscp }: SocketOptions): string {
  const own = address ? formatAddress(address) : "any";
  return `IPv${family} from ${own} port ${port} by ${device ?? "any"}, DSCP ${dscp}`;
}

const NOT_READY = new SocketError("EADDRNOTAVAIL", "the address is not ready");

describe("exchanges", () => {
  const red = { bindings: [{ interfaceName: "Lan1", instance: "red" }] };
  const rows: {
    name: string;
    settings?: Partial<NodeSettings>;
    to?: string;
    own?: Partial<AssociationSettings>;
    opened: string;
  }[] = [
    { name: "whatever the routes say, over IPv4", opened: "IPv4 from any port 0 by any, DSCP 4" },
    { name: "the same over IPv6", to: "2001:db8::9", opened: "IPv6 from any port 0 by any, DSCP 6" },
    {
      name: "a source of its own",
      own: { source: "Lan1" },
      opened: "IPv4 from 10.0.1.1 port 0 by any, DSCP 4",
    },
    {
      name: "the node's source",
      settings: { source4: "Lan0" },
      opened: "IPv4 from 10.0.0.1 port 0 by any, DSCP 4",
    },
    {
      name: "a VPN instance's device",
      settings: red,
      own: { instance: "red" },
      opened: "IPv4 from any port 0 by eth1, DSCP 4",
    },
    {
      name: "one that is in no VPN instance, where there are any",
      settings: red,
      opened: "IPv4 from any port 0 by eth0, DSCP 4",
    },
  ];
  for (const { name, settings, to, own, opened } of rows)
    it(`are opened by ${name}, whatever was opened before`, () => {
      const bench = new Bench();
      bench.settings = { ...bench.settings, ...red };
      bench.serve(1, "10.0.1.9", { instance: "red", source: "Lan1" });
      bench.open(1);
      bench.settings = { ...bench.settings, bindings: [], ...settings };
      bench.serve(0, to, own);
      bench.open(0);
      assert.deepEqual(bench.opened, ["IPv4 from 10.0.1.1 port 0 by eth1, DSCP 4", opened]);
      assert.deepEqual(bench.told, []);
    });

  it("have one socket each until they end, and then another", () => {
    const bench = new Bench();
    assert.equal(bench.open(), bench.open());
    assert.notEqual(bench.open(1), bench.open(0));
    assert.equal(bench.opened.length, 2);
    bench.exchanges.closeAll();
    bench.open(0);
    bench.open(1);
    assert.equal(bench.opened.length, 4);
  });

  it("hear nothing once they have ended", () => {
    const bench = new Bench();
    bench.open();
    bench.hear(0);
    assert.equal(bench.heard, 1);
    bench.exchanges.close(0);
    bench.hear(0);
    assert.equal(bench.heard, 1);
  });

  it("have no obstacle once the socket is there", () => {
    const bench = new Bench();
    bench.serve(0, "192.0.2.9", { source: "Lan7" });
    const why = "there is no interface Lan7 that has an address";
    assert.equal(bench.exchanges.obstacle(0, bench.settings, INTERFACES), why);
    bench.serve(0);
    bench.open();
    bench.serve(0, "192.0.2.9", { source: "Lan7" });
    assert.equal(bench.exchanges.obstacle(0, bench.settings, INTERFACES), "");
  });

  it("tell of an address that is not ready at the third try in a row, and once", () => {
    const bench = new Bench();
    const tries = (count: number): number => {
      for (let i = 0; i < count; i++) assert.equal(bench.open(), undefined);
      return bench.told.length;
    };
    bench.trouble = NOT_READY;
    assert.equal(tries(2), 0);
    assert.equal(bench.exchanges.failure(0), "the address is not ready");
    bench.exchanges.left(0);
    assert.equal(tries(2), 0);
    assert.equal(tries(1), 1);
    assert.equal(tries(300), 1);
    assert.deepEqual(bench.told, ["0: the address is not ready"]);
  });

  it("tell the same of another server in this place, at once", () => {
    const bench = new Bench();
    bench.trouble = NOT_READY;
    for (let i = 0; i < 4; i++) bench.open();
    bench.serve(0);
    bench.open();
    assert.equal(bench.told.length, 2);
  });

  it("tell of any other reason at the first try, and again when it worked meanwhile", () => {
    const bench = new Bench();
    bench.trouble = new SocketError("EMFILE", "too many sockets");
    bench.open();
    bench.open();
    assert.deepEqual(bench.told, ["0: too many sockets"]);
    bench.exchanges.worked(0);
    bench.open();
    assert.equal(bench.told.length, 2);
  });

  it("hide no error that is not the port's", () => {
    const bench = new Bench();
    bench.trouble = new RangeError("a fault of ours");
    assert.throws(() => bench.open(), RangeError);
  });
});
