/** The sockets of searches: one for each round, from the interface's own address. */
import assert from "node:assert/strict";
import { Link, LinkKind } from "../../src/core/link.js";
import {
  SocketError,
  type Interface,
  type SocketHandler,
  type SocketOptions,
  type UdpPort,
} from "../../src/runtime/ports.js";
import { Searches } from "../../src/runtime/searches.js";
import { Instant } from "../../src/time/moment.js";
import { formatAddress } from "../../src/wire/address-text.js";
import { Family } from "../../src/wire/address.js";
import { Datagram } from "../../src/wire/datagram.js";
import { NO_ROUTES, Tallies } from "../../src/runtime/tallies.js";
import { endpoint, settings } from "../support/engine-rig.js";

const LAN0: Interface = { name: "Lan0", device: "eth0", addresses: [endpoint("192.0.2.1", 0)], isUp: true };
const SEARCH = {
  interfaceName: "Lan0",
  group: "224.0.1.1",
  family: Family.IPv4,
  port: 123,
  version: 4,
  hops: 9,
  keyId: 0,
};

/** Writes down what is opened, set and closed, and what the searches tell. */
class Bench {
  readonly calls: string[] = [];
  readonly handlers: SocketHandler[] = [];
  readonly link = new Link(LinkKind.Search, Family.IPv4, 0);
  refusal: Error | undefined = undefined;
  readonly searches: Searches;

  constructor() {
    const udp: UdpPort = { open: (...asked) => this.#open(...asked), route: () => false };
    this.searches = new Searches(
      udp,
      {
        received: (link, _, from) => void this.calls.push(`hears ${link.index} ${formatAddress(from)}`),
        refused: (link, why) => void this.calls.push(`refused ${link.index} ${why}`),
      },
      new Tallies(NO_ROUTES),
    );
  }

  ask(hops = 1, interfaces: readonly Interface[] = [LAN0]): boolean {
    this.link.hops = hops;
    const all = settings({ searches: [SEARCH], dscp4: 7 });
    return this.searches.socket(this.link, endpoint(SEARCH.group), all, interfaces) !== undefined;
  }

  #open({ address, port, device, dscp }: SocketOptions, handler: SocketHandler): ReturnType<UdpPort["open"]> {
    if (this.refusal !== undefined) throw this.refusal;
    this.calls.push(`open ${formatAddress(address!)}:${port} ${device} dscp ${dscp}`);
    this.handlers.push(handler);
    return {
      send: () => true,
      setHops: hops => void this.calls.push(`hops ${hops}`),
      close: () => void this.calls.push("close"),
    };
  }
}

const OPENED = "open 192.0.2.1:0 eth0 dscp 7";

describe("the sockets of searches", () => {
  it("last for a round, however far it goes", () => {
    const bench = new Bench();
    assert.ok(bench.ask(1) && bench.ask(2));
    bench.searches.close(bench.link);
    bench.searches.close(bench.link);
    assert.ok(bench.ask(4));
    assert.deepEqual(bench.calls, [OPENED, "hops 1", "hops 2", "close", OPENED, "hops 4"]);
  });

  it("hear only while the round lasts", () => {
    const bench = new Bench();
    bench.ask();
    const [handler] = bench.handlers;
    const hear = (): void => handler.received(new Datagram(), endpoint("192.0.2.9"), new Instant());
    hear();
    bench.searches.close(bench.link);
    hear();
    assert.deepEqual(bench.calls.slice(2), ["hears 0 192.0.2.9", "close"]);
  });

  it("tell what the platform says", () => {
    const bench = new Bench();
    bench.ask();
    bench.handlers[0].failed("ENETUNREACH");
    assert.equal(bench.calls.at(-1), "refused 0 ENETUNREACH");
  });

  const places: { name: string; one: Interface; told: string }[] = [
    { name: "is down", one: { ...LAN0, isUp: false }, told: "Lan0 is down, or has no address" },
    { name: "has no address of the family", one: { ...LAN0, addresses: [endpoint("2001:db8::1")] }, told: "Lan0 has no IPv4 address to send from" },
    { name: "is another", one: { ...LAN0, name: "Lan1" }, told: "there is no interface Lan0 that has an address" },
  ]; // prettier-ignore
  for (const { name, one, told } of places)
    it(`are none where the interface ${name}`, () => {
      const bench = new Bench();
      assert.equal(bench.ask(1, [one]), false);
      assert.deepEqual(bench.calls, [`refused 0 ${told}`]);
    });

  it("are none where they cannot be opened, and the reason is told", () => {
    const bench = new Bench();
    bench.refusal = new SocketError("EMFILE", "too many");
    assert.equal(bench.ask(), false);
    assert.deepEqual(bench.calls, ["refused 0 too many"]);
  });

  it("are none where the address is not ready, which is told in the second round in a row", () => {
    const bench = new Bench();
    const notReady = new SocketError("EADDRNOTAVAIL", "not yet");
    const calls = [notReady, undefined, notReady, notReady].map(refusal => {
      bench.calls.length = 0;
      bench.refusal = refusal;
      bench.ask();
      bench.searches.close(bench.link);
      return [...bench.calls];
    });
    assert.deepEqual(calls, [[], [OPENED, "hops 1", "close"], [], ["refused 0 not yet"]]);
  });

  it("let a fault of ours through", () => {
    const bench = new Bench();
    bench.refusal = new TypeError("ours");
    assert.throws(() => bench.ask(), TypeError);
  });

  it("are closed with the node, those of no round aside", () => {
    const bench = new Bench();
    bench.ask();
    bench.searches.closeAll();
    bench.searches.closeAll();
    assert.deepEqual(bench.calls.slice(2), ["close"]);
  });
});
