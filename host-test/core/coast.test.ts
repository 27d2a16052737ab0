/** What a node says of a clock that nobody corrects, and whose time it holds or would hold. */
import assert from "node:assert/strict";
import { Announcement } from "../../src/core/announcement.js";
import { Association } from "../../src/core/association.js";
import { Carrier } from "../../src/core/carrier.js";
import { Coast } from "../../src/core/coast.js";
import { type Core } from "../../src/core/core.js";
import { Discipline } from "../../src/core/discipline.js";
import { Holdover } from "../../src/core/holdover.js";
import { Loss } from "../../src/core/loss.js";
import { AssociationKind } from "../../src/core/settings.js";
import { MAXDISP, SECOND } from "../../src/time/fixed.js";
import { Datagram } from "../../src/wire/datagram.js";
import { Rig, server } from "../support/engine-rig.js";
import { instant, ms, near } from "../support/quantities.js";

const NOW = instant(100);

/** A node that has just been set right by a source of `kind`, 20 ms of root delay and 5 ms of dispersion away. */
class Bench {
  readonly core: Core;
  readonly announcement: Announcement;
  readonly discipline: Discipline;
  readonly coast: Coast;

  constructor(kind = AssociationKind.Client) {
    const rig = new Rig();
    const { authentication, clock, system } = rig.engine;
    const chance = { next: () => 0 };
    this.core = { sink: rig, chance, clock, system, authentication, outgoing: new Datagram() };
    const holdover = new Holdover();
    this.discipline = new Discipline(clock, holdover);
    this.announcement = new Announcement(this.core);
    const carrier = new Carrier(this.core, this.discipline, this.announcement, []);
    this.coast = new Coast(this.core, this.discipline, holdover, this.announcement, carrier);
    const peer = new Association(0);
    peer.mobilize(server("192.0.2.1", { kind }));
    this.announcement.become(peer, 3, 0, NOW);
    system.rootDelay = ms(20);
    system.rootDispersion = ms(5);
  }
}

describe("a clock without a source", () => {
  const kinds: { name: string; kind: AssociationKind; isWorth: boolean }[] = [
    { name: "a server", kind: AssociationKind.Client, isWorth: true },
    { name: "a broadcast server", kind: AssociationKind.BroadcastClient, isWorth: true },
    { name: "a reference clock", kind: AssociationKind.ReferenceClock, isWorth: true },
    { name: "a configured peer", kind: AssociationKind.SymmetricActive, isWorth: false },
    { name: "a peer that came", kind: AssociationKind.SymmetricPassive, isWorth: false },
    { name: "its own local clock", kind: AssociationKind.LocalClock, isWorth: false },
  ];
  for (const { name, kind, isWorth } of kinds)
    it(`that has its time from ${name} keeps ${isWorth ? "farther peers" : "nobody"} off`, () =>
      assert.equal(new Bench(kind).coast.distance(NOW), isWorth ? ms(15) : Infinity));

  it("that is held keeps farther peers off, whoever it had its time from", () => {
    const bench = new Bench(AssociationKind.SymmetricActive);
    bench.coast.goOn(NOW);
    assert.equal(bench.coast.distance(NOW), ms(15));
  });

  it("that nobody is told the time of keeps nobody off", () => {
    const bench = new Bench();
    bench.announcement.lose(Loss.TooLong);
    assert.equal(bench.coast.distance(NOW), Infinity);
  });

  it("may be off by what it was, what it may have drifted, what is slewed yet, and what is not explained", () => {
    const { coast, core, discipline } = new Bench();
    assert.equal(coast.rootDispersion(NOW), ms(5));
    core.clock.steer(NOW, 0, ms(-40));
    assert.equal(coast.rootDispersion(NOW), ms(45));
    discipline.unexplained = ms(7);
    assert.equal(coast.rootDispersion(NOW), ms(52));
    const later = instant(1100);
    near(coast.rootDispersion(later), ms(12) + discipline.dispersion(1000 * SECOND), 2);
    discipline.unexplained = 20 * SECOND;
    assert.equal(coast.rootDispersion(NOW), MAXDISP);
  });

  it("is looked at every 64 s", () => {
    const { coast } = new Bench();
    coast.goOn(NOW);
    assert.ok(coast.lookAt.equals(instant(164)));
  });
});
