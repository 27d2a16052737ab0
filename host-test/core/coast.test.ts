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
import { MAXDISP, SECOND, type Q32, type Rate } from "../../src/time/fixed.js";
import { Datagram } from "../../src/wire/datagram.js";
import { Rig, server } from "../support/engine-rig.js";
import { instant, ms, near, ppm } from "../support/quantities.js";

const NOW = instant(100);

/** A node that has just been set right by a source of `kind`, 20 ms of root delay and 5 ms of dispersion away. */
class Bench {
  readonly core: Core;
  readonly announcement: Announcement;
  readonly discipline: Discipline;
  readonly carrier: Carrier;
  readonly coast: Coast;
  readonly rig = new Rig();

  constructor(kind = AssociationKind.Client, holdover = new Holdover()) {
    const { rig } = this;
    const { authentication, clock, system } = rig.engine;
    const chance = { next: () => 0 };
    this.core = { sink: rig, chance, clock, system, authentication, outgoing: new Datagram() };
    this.discipline = new Discipline(clock, holdover);
    this.announcement = new Announcement(this.core);
    this.carrier = new Carrier(this.core, this.discipline, this.announcement, []);
    this.coast = new Coast(this.core, this.discipline, holdover, this.announcement, this.carrier);
    const peer = new Association(0);
    peer.mobilize(server("192.0.2.1", { kind }));
    this.announcement.become(peer, 3, 0, NOW);
    system.rootDelay = ms(20);
    system.rootDispersion = ms(5);
  }
}

/** To whom the crystal has shown that it will run 3 ppm faster. */
class Foreseeing extends Holdover {
  override frequencyAfter(_age: Q32, frequency: Rate): Rate {
    return frequency + ppm(3);
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

  const limits = [
    { name: "is held where it stays within the limit of distance until the next look", less: 0 },
    { name: "is held no more where by then it may be a unit beyond", less: 1 },
  ];
  for (const { name, less } of limits)
    it(name, () => {
      const { announcement, coast, core } = new Bench();
      coast.goOn(NOW);
      const claim = ms(10) + coast.rootDispersion(coast.lookAt);
      // As long as a poll of 64 s takes, at 15 ppm.
      coast.maxDistance = claim - 64 * ppm(15) - less;
      coast.look(NOW);
      assert.equal(announcement.isSynchronized, less === 0);
      assert.equal(core.system.rootDispersion, less === 0 ? ms(5) : MAXDISP);
    });

  it("goes on at the frequency that has proved best", () => {
    const { coast, core, rig } = new Bench(AssociationKind.Client, new Foreseeing());
    coast.goOn(NOW);
    assert.deepEqual([core.clock.frequency, core.system.frequency], [ppm(3), ppm(3)]);
    assert.ok(rig.calls.includes(`steer ${ppm(3)}`));
    const still = new Bench();
    still.coast.goOn(NOW);
    assert.ok(!still.rig.calls.some(call => call.startsWith("steer")), "nothing is told where nothing turns");
  });

  it("is left to the real-time clock that carries it; but not from the beginning", () => {
    const { carrier, coast, core } = new Bench(AssociationKind.Client, new Foreseeing());
    carrier.isCarrying = true;
    coast.look(NOW);
    assert.equal(core.clock.frequency, 0);
    coast.goOn(NOW);
    assert.ok(!carrier.isCarrying);
    assert.equal(core.clock.frequency, ppm(3));
  });

  it("set by hand is as good as the hand, where nobody was told the time", () => {
    const { announcement, coast, core } = new Bench();
    coast.setByHand(ms(300), NOW);
    assert.equal(core.system.rootDispersion, ms(5));
    announcement.lose(Loss.TooLong);
    coast.setByHand(ms(300), instant(700));
    assert.equal(core.system.rootDispersion, ms(300));
    assert.equal(announcement.age(instant(700)), 0);
  });

  const ends: { name: string; end: (rig: Rig) => void; steps: boolean }[] = [
    {
      name: "resists the one that is left after a contradiction, who may be the one that lies",
      end: rig => {
        rig.configure({ associations: [server("192.0.2.1"), server("192.0.2.2")] });
        rig.passAnswering(100, ({ to }) => ({ error: to === "192.0.2.1" ? 0 : SECOND }));
      },
      steps: false,
    },
    {
      name: "is anybody's again once the service was off",
      end: rig => rig.configure({ enabled: false }),
      steps: true,
    },
  ];
  for (const { name, end, steps } of ends)
    it(name, () => {
      const rig = new Rig();
      rig.configure({ associations: [server("192.0.2.1")] });
      rig.passAnswering(3600);
      end(rig);
      assert.equal(rig.engine.system.stratum, 16);
      rig.configure({ associations: [server("192.0.2.2")] });
      rig.passAnswering(600, () => ({ error: SECOND }));
      assert.equal(
        rig.calls.some(call => call.startsWith("step")),
        steps,
      );
    });
});
