/** Who is in the pool: the configured, whatever else is said of them, and the dynamic as long as there is room. */
import assert from "node:assert/strict";
import { type Association } from "../../src/core/association.js";
import { Happening } from "../../src/core/happening.js";
import { Link, LinkKind } from "../../src/core/link.js";
import { Roster, type RosterChanges } from "../../src/core/roster.js";
import {
  AssociationKind,
  HearingKind,
  type AssociationSettings,
  type HearingSettings,
  type NodeSettings,
} from "../../src/core/settings.js";
import { Family } from "../../src/wire/address.js";
import { endpoint, server, settings } from "../support/engine-rig.js";
import { instant } from "../support/quantities.js";

const PASSIVE = server("", { kind: AssociationKind.SymmetricPassive, isDynamic: true });
const HEARD = server("", {
  kind: AssociationKind.BroadcastClient,
  isDynamic: true,
  source: "eth0",
  family: Family.IPv4,
});
const FOUND: AssociationSettings = { ...HEARD, kind: AssociationKind.Client };

/** Where its peers are heard. */
const ETH0 = new Link(LinkKind.Service, Family.IPv4, -1);
ETH0.interfaceName = "eth0";
const MOVED = [{ interfaceName: "eth0", instance: "vpn1" }];

/** A roster, and what was told of its changes. */
class Bench implements RosterChanges {
  readonly roster: Roster;
  readonly told: string[] = [];
  readonly reported: string[] = [];

  constructor(capacity: number, more: Partial<NodeSettings> = {}) {
    this.roster = new Roster(this, capacity);
    this.configure(more);
  }

  configure(more: Partial<NodeSettings>, second = 0): void {
    this.roster.reconcile(settings(more), this, instant(second));
  }

  /** A dynamic association, made at a second of the counter. */
  mobilize(address: string, second: number, template = PASSIVE): Association | undefined {
    const made = this.roster.mobilize(template, endpoint(address), instant(second));
    if (made !== undefined && template === PASSIVE) made.heardOn = ETH0;
    return made;
  }

  get ids(): number[] {
    return this.roster.places.filter(({ isInUse }) => isInUse).map(({ id }) => id);
  }

  joined({ settings: one }: Association): void {
    this.told.push(`+${one!.host}`);
  }

  leaving(association: Association): void {
    this.told.push(`-${association.settings!.host}`);
    association.demobilize();
  }

  report(happening: Happening, association: Association | undefined): void {
    if (happening === Happening.PoolFull) this.told.push("!");
    else this.reported.push(`${happening} ${association!.id}`);
  }
}

describe("the pool and its configuration", () => {
  it("keeps what is known of broadcasts for each place, once there may be any", () => {
    const bench = new Bench(3);
    const kept = (): number =>
      new Set(bench.roster.places.flatMap(({ listening, path }) => [listening, path.heard])).size;
    assert.equal(kept(), 2);
    bench.configure({ hearings: [hearing("eth0", Family.IPv4, HearingKind.Manycast)] });
    assert.equal(kept(), 2);
    bench.configure({ hearings: [hearing("eth0")] });
    bench.configure({});
    assert.equal(kept(), 6);
  });

  it("keeps those that are still configured, whatever else is said of them", () => {
    const bench = new Bench(4, { associations: [server("a"), server("b")] });
    bench.roster.places[0].sent = 7;
    bench.configure({ associations: [server("c"), server("a", { minPollLog2: 8, maxPollLog2: 8 })] });
    assert.deepEqual(bench.told, ["+a", "+b", "-b", "+c"]);
    const [kept] = bench.roster.places;
    assert.deepEqual([kept.settings!.host, kept.sent, kept.pollLog2], ["a", 7, 8]);
  });

  const others: { name: string; more: Partial<AssociationSettings> }[] = [
    { name: "as a peer", more: { kind: AssociationKind.SymmetricActive } },
    { name: "at another port", more: { port: 124 } },
    { name: "from another source", more: { source: "eth1" } },
    { name: "in another VPN instance", more: { instance: "vpn1" } },
    { name: "by the other family", more: { family: Family.IPv6 } },
  ];
  for (const { name, more } of others)
    it(`takes a server for another one ${name}`, () => {
      const bench = new Bench(4, { associations: [server("a")] });
      bench.configure({ associations: [server("a", more)] });
      assert.deepEqual(bench.told, ["+a", "-a", "+a"]);
    });

  it("tells of those that it has no room for", () => {
    const bench = new Bench(1, { associations: [server("a"), server("b")] });
    assert.deepEqual(bench.told, ["+a", "!"]);
  });

  it("has a place for the local clock, which no server takes", () => {
    const localClock = { unit: 1, stratum: 8 };
    const bench = new Bench(2, { localClock });
    bench.configure({ localClock, associations: [server("a"), server("b")] });
    assert.deepEqual(bench.told, ["+127.127.1.1", "+a", "!"]);
    bench.configure({ localClock: { ...localClock, stratum: 3 }, maxDynamicSessions: 1 });
    assert.deepEqual(bench.told.slice(3), ["-a"]);
    assert.ok(bench.mobilize("192.0.2.1", 0), "it is no dynamic one");
    bench.configure({});
    assert.deepEqual(bench.told.slice(4), ["-127.127.1.1"]);
  });

  it("is empty where the service is off", () => {
    const bench = new Bench(4, { associations: [server("a")] });
    bench.mobilize("192.0.2.1", 0);
    bench.configure({ enabled: false, associations: [server("a")] });
    assert.deepEqual(bench.ids, []);
  });

  it("gives those that are configured any dynamic place: of one that proved nothing, then of the most silent", () => {
    const bench = new Bench(3);
    bench.mobilize("192.0.2.1", 1)!.isProven = true;
    bench.mobilize("192.0.2.2", 0)!.isProven = true;
    bench.mobilize("192.0.2.3", 2);
    const hosts = (): string[] => bench.roster.places.map(place => place.settings!.host);
    bench.configure({ associations: [server("a")] }, 10);
    assert.deepEqual(hosts(), ["", "", "a"]);
    bench.configure({ associations: [server("a"), server("b")] }, 10);
    assert.deepEqual(hosts(), ["", "b", "a"]);
    bench.configure({ associations: ["a", "b", "c", "d"].map(host => server(host)) }, 10);
    assert.deepEqual(bench.told, ["-", "+a", "-", "+b", "-", "+c", "!"]);
  });

  const heard: { name: string; template: AssociationSettings; more: Partial<NodeSettings>; stays: boolean }[] = [
    { name: "a peer that came of its own accord", template: PASSIVE, more: {}, stays: true },
    { name: "a broadcast server heard by an interface that listens", template: HEARD, more: { hearings: [hearing("eth0")] }, stays: true },
    { name: "a peer whose interface has gone to another VPN instance", template: PASSIVE, more: { bindings: MOVED }, stays: false },
    { name: "a broadcast server whose interface has gone to another VPN instance", template: HEARD, more: { hearings: [hearing("eth0")], bindings: MOVED }, stays: false },
    { name: "a broadcast server heard by another interface", template: HEARD, more: { hearings: [hearing("eth1")] }, stays: false },
    { name: "a broadcast server heard by the other family", template: HEARD, more: { hearings: [hearing("eth0", Family.IPv6)] }, stays: false },
    { name: "a broadcast server where manycast clients are answered", template: HEARD, more: { hearings: [hearing("eth0", Family.IPv4, HearingKind.Manycast)] }, stays: false },
    { name: "a server found where nothing is searched for any more", template: FOUND, more: { hearings: [hearing("eth0")] }, stays: false },
  ]; // prettier-ignore
  for (const { name, template, more, stays } of heard)
    it(`${stays ? "keeps" : "lets go of"} ${name}`, () => {
      const bench = new Bench(4);
      bench.mobilize("192.0.2.1", 0, template);
      bench.configure(more);
      assert.deepEqual(bench.ids, stays ? [0] : []);
    });
});

describe("dynamic places", () => {
  it("are given with the address, as many as there may be", () => {
    const bench = new Bench(4, { maxDynamicSessions: 2 });
    const made = bench.mobilize("192.0.2.1", 5)!;
    assert.ok(made.address.equals(endpoint("192.0.2.1")));
    assert.deepEqual([made.addressIndex, made.acceptedAt.seconds, made.settings], [0, 5, PASSIVE]);
    assert.ok(bench.mobilize("192.0.2.2", 5));
    assert.equal(bench.mobilize("192.0.2.3", 5), undefined);
  });

  it("are as many as there may be beside the configured ones", () => {
    const bench = new Bench(3, { associations: [server("a")], maxDynamicSessions: 1 });
    assert.ok(bench.mobilize("192.0.2.1", 5));
    assert.equal(bench.mobilize("192.0.2.2", 5), undefined);
  });

  it("are as many as the pool has left", () => {
    const bench = new Bench(2, { associations: [server("a")] });
    assert.ok(bench.mobilize("192.0.2.1", 5));
    assert.equal(bench.mobilize("192.0.2.2", 5), undefined);
  });

  for (const limit of ["pool", "configuration"] as const)
    it(`are the oldest's of those that proved nothing in time, where the ${limit} allows no more`, () => {
      const bench = new Bench(limit === "pool" ? 4 : 8, { maxDynamicSessions: limit === "pool" ? 8 : 4 });
      bench.mobilize("192.0.2.1", 0)!.isProven = true;
      bench.mobilize("192.0.2.2", 2);
      bench.mobilize("192.0.2.3", 1);
      bench.mobilize("192.0.2.4", 3);
      assert.equal(bench.mobilize("192.0.2.5", 8), undefined);
      assert.deepEqual(
        [5, 6, 7, 8].map(host => bench.mobilize(`192.0.2.${host}`, 11)?.id),
        [2, 1, 3, undefined],
      );
      assert.ok(bench.roster.places[2].address.equals(endpoint("192.0.2.5")));
    });

  it("stay where fewer are allowed now, but none is taken or given then", () => {
    const bench = new Bench(4);
    bench.mobilize("192.0.2.1", 0);
    bench.mobilize("192.0.2.2", 0);
    bench.configure({ maxDynamicSessions: 1 });
    assert.deepEqual(bench.ids, [0, 1]);
    assert.equal(bench.mobilize("192.0.2.3", 100), undefined);
  });
});

describe("one server as two", () => {
  const rows: { name: string; address: string; more?: Partial<AssociationSettings>; isResolved?: boolean; goes: boolean }[] = [
    { name: "a configured one has its address", address: "192.0.2.1", goes: true },
    { name: "a configured one has another address", address: "192.0.2.2", goes: false },
    { name: "a configured one has it in another VPN instance", address: "192.0.2.1", more: { instance: "vpn1" }, goes: false },
    { name: "a configured one had it, and has none now", address: "192.0.2.1", isResolved: false, goes: false },
    { name: "another dynamic one has it", address: "192.0.2.1", more: { isDynamic: true }, goes: false },
  ]; // prettier-ignore
  for (const { name, address, more, isResolved = true, goes } of rows)
    it(`${goes ? "leaves" : "stays"} where ${name}`, () => {
      const { roster } = new Bench(4);
      const [configured] = roster.places;
      configured.mobilize(server("a", more));
      configured.address.copy(endpoint(address, 124));
      configured.addressIndex = isResolved ? 0 : -1;
      const dynamic = roster.mobilize(PASSIVE, endpoint("192.0.2.1"), instant(0))!;
      const left: Association[] = [];
      roster.dropDoubles(association => void left.push(association));
      assert.equal(left.includes(dynamic), goes);
    });
});

function hearing(
  interfaceName: string,
  family = Family.IPv4,
  kind: HearingKind = HearingKind.Broadcast,
): HearingSettings {
  return { kind, interfaceName, family, group: "" };
}
