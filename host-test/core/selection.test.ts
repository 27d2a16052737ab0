import assert from "node:assert/strict";
import { Association, Leap } from "../../src/core/association.js";
import { WayTime } from "../../src/core/listening.js";
import { NO_LOCAL_STRATUM, rootDistance, Selection } from "../../src/core/selection.js";
import { AssociationKind } from "../../src/core/settings.js";
import { Standing } from "../../src/core/verdict.js";
import { half, MILLISECOND, MINDISP, PHI, scale, SECOND, type Q32 } from "../../src/time/fixed.js";
import { server } from "../support/engine-rig.js";
import { instant } from "../support/quantities.js";

const CLIENT = server("192.0.2.1", { maxPollLog2: 10 });
const RULES = {
  maxDistance: SECOND,
  localStratum: NO_LOCAL_STRATUM,
  followsServers: true,
  held: { distance: () => Infinity },
};
const DISPERSION = Math.round(0.02 * MILLISECOND);
/** When the last of a source's eight samples was taken. */
const NOW = 70;

interface Source {
  /** In ms. */
  readonly offset?: number;
  readonly delay?: number;
  readonly rootDelay?: Q32;
  readonly rootDispersion?: Q32;
  readonly stratum?: number;
  readonly leap?: Leap;
  readonly reach?: number;
  readonly isHeard?: boolean;
  readonly standing?: Standing;
  readonly prefer?: boolean;
  readonly isLocal?: boolean;
  readonly kind?: AssociationKind;
  readonly samples?: number;
  readonly wayTime?: WayTime;
}

const PEER: Source = { kind: AssociationKind.SymmetricActive, stratum: 3 };
const STRANGER: Source = { kind: AssociationKind.SymmetricPassive, stratum: 3 };
const HEARD: Source = { kind: AssociationKind.BroadcastClient, wayTime: WayTime.Measured };
const UNANSWERING: Source = { ...HEARD, wayTime: WayTime.Assumed };

const source = (id: number, is: Source): Association => {
  const association = new Association(id);
  const kind = is.kind ?? (is.isLocal ? AssociationKind.LocalClock : AssociationKind.Client);
  association.settings = { ...CLIENT, kind, prefer: is.prefer ?? false };
  association.stratum = is.stratum ?? 2;
  association.leap = is.leap ?? Leap.None;
  association.reach = is.reach ?? 0xff;
  association.isHeard = is.isHeard ?? true;
  association.standing = is.standing ?? Standing.Unheard;
  association.listening.wayTime = is.wayTime ?? WayTime.Unknown;
  association.rootDelay = is.rootDelay ?? 0;
  association.rootDispersion = is.rootDispersion ?? 0;
  for (let i = (is.samples ?? 8) - 1; i >= 0; i--)
    sample(association, is.offset ?? 0, is.delay ?? 10, NOW - 10 * i);
  return association;
};
const sample = ({ filter }: Association, offset: number, delay: number, at: number): boolean =>
  filter.add(
    Math.round(offset * MILLISECOND),
    Math.round(delay * MILLISECOND),
    DISPERSION,
    instant(at),
    instant(at),
  );

const select = (pool: readonly Association[], rules = RULES, selection = new Selection(8)): Selection => {
  selection.select(pool, instant(NOW), rules);
  return selection;
};
const near = (actual: Q32, wanted: Q32, by = 4): void =>
  assert.ok(Math.abs(actual - wanted) <= by, `${actual} ~ ${wanted}`);

describe("selection", () => {
  describe("fitness", () => {
    const cases: { name: string; is: Source; standing: Standing; rules?: typeof RULES }[] = [
      { name: "a good one is followed", is: {}, standing: Standing.SystemPeer },
      { name: "never heard", is: { isHeard: false, reach: 0, samples: 0 }, standing: Standing.Unheard },
      { name: "eight polls unanswered", is: { reach: 0 }, standing: Standing.Unreachable },
      { name: "refused us", is: { standing: Standing.Denied }, standing: Standing.Denied },
      { name: "follows us", is: { standing: Standing.Loop }, standing: Standing.Loop },
      { name: "leap 3", is: { leap: Leap.Unsynchronized }, standing: Standing.Unsynchronized },
      { name: "stratum 16", is: { stratum: 16 }, standing: Standing.Unsynchronized },
      { name: "stratum 15", is: { stratum: 15 }, standing: Standing.BadStratum },
      { name: "stratum 14", is: { stratum: 14 }, standing: Standing.SystemPeer },
      {
        name: "no better than our own clock",
        is: { stratum: 8 },
        rules: { ...RULES, localStratum: 8 },
        standing: Standing.BadStratum,
      },
      {
        name: "better than our own clock",
        is: { stratum: 7 },
        rules: { ...RULES, localStratum: 8 },
        standing: Standing.SystemPeer,
      },
      {
        name: "two samples tell too little",
        is: { samples: 2 },
        standing: Standing.Unproven,
      },
      { name: "three are enough", is: { samples: 3 }, standing: Standing.SystemPeer },
      {
        name: "a root dispersion beyond the distance",
        is: { rootDispersion: SECOND },
        standing: Standing.TooFar,
      },
      {
        name: "half a root delay within it",
        is: { rootDelay: SECOND + SECOND / 2 + SECOND / 4 },
        standing: Standing.SystemPeer,
      },
      { name: "half a root delay beyond it", is: { rootDelay: 2 * SECOND }, standing: Standing.TooFar },
    ];
    for (const { name, is, rules, standing } of cases)
      it(name, () => {
        const association = source(0, is);
        const selection = select([association], rules);
        assert.equal(association.standing, standing);
        assert.equal(selection.peer, standing === Standing.SystemPeer ? association : undefined);
        assert.equal(selection.survivors, standing === Standing.SystemPeer ? 1 : 0);
      });

    it("one poll interval of PHI is allowed on top of the distance (A.5.5.3)", () => {
      const association = source(0, { rootDispersion: 0 });
      const own = rootDistance(association);
      const limit = SECOND + scale(64 * SECOND, PHI);
      association.rootDispersion = limit - own;
      assert.equal(select([association]).peer, association);
      association.rootDispersion++;
      assert.equal(select([association]).peer, undefined);
    });

    it("silence takes a source out of reach of the distance", () => {
      const association = source(0, {});
      const selection = new Selection(1);
      selection.select([association], instant(60_000), RULES);
      assert.equal(association.standing, Standing.SystemPeer, "0.9 s of PHI");
      selection.select([association], instant(70_000), RULES);
      assert.equal(association.standing, Standing.TooFar, "1.05 s of PHI");
    });

    it("free places in the pool are passed over", () => {
      const free = new Association(0);
      const association = source(1, {});
      assert.equal(select([free, association]).peer, association);
      assert.equal(free.standing, Standing.Unheard);
    });
  });

  const standings: { name: string; pool: Source[]; wanted: Standing[] }[] = [
    {
      name: "two that disagree are both falsetickers",
      pool: [{ offset: 0 }, { offset: 100 }],
      wanted: [Standing.Falseticker, Standing.Falseticker],
    },
    {
      name: "the majority wins",
      pool: [{ offset: 0 }, { offset: 100 }, { offset: 1 }],
      wanted: [Standing.SystemPeer, Standing.Falseticker, Standing.Candidate],
    },
    {
      name: "the lower stratum leads, however far",
      pool: [{ stratum: 3 }, { stratum: 2, delay: 200 }, { stratum: 3, delay: 5 }],
      wanted: [Standing.Candidate, Standing.SystemPeer, Standing.Candidate],
    },
    {
      name: "of four survivors the farthest off is an outlyer",
      pool: [{ offset: 0 }, { offset: 1 }, { offset: 0.5 }, { offset: 3, delay: 11 }],
      wanted: [Standing.SystemPeer, Standing.Candidate, Standing.Candidate, Standing.Outlyer],
    },
    {
      name: "unless it is preferred",
      pool: [{ offset: 0 }, { offset: 1 }, { offset: 0.5 }, { offset: 3, delay: 11, prefer: true }],
      wanted: [Standing.Candidate, Standing.Candidate, Standing.Candidate, Standing.SystemPeer],
    },
    {
      name: "preference does not help a falseticker",
      pool: [{ offset: 0 }, { offset: 100, prefer: true }, { offset: 1 }],
      wanted: [Standing.SystemPeer, Standing.Falseticker, Standing.Candidate],
    },
    {
      name: "our own clock comes last",
      pool: [{ isLocal: true, stratum: 7, samples: 1 }, { stratum: 3 }],
      wanted: [Standing.LastResort, Standing.SystemPeer],
    },
    {
      name: "our own clock is followed when all else fails, from its first sample",
      pool: [
        { isLocal: true, stratum: 7, samples: 1 },
        { stratum: 3, reach: 0 },
      ],
      wanted: [Standing.SystemPeer, Standing.Unreachable],
    },
    {
      name: "peers of our stratum refute a server that lies, and lead then",
      pool: [{ stratum: 1, offset: 300 }, PEER, PEER],
      wanted: [Standing.Falseticker, Standing.SystemPeer, Standing.Candidate],
    },
    {
      name: "and do not, where there is another server",
      pool: [{ stratum: 1, offset: 300 }, PEER, PEER, { stratum: 2 }],
      wanted: [Standing.Falseticker, Standing.Follower, Standing.Follower, Standing.SystemPeer],
    },
    {
      name: "a peer of a stratum below ours leads beside a server",
      pool: [{ stratum: 2 }, { ...PEER, stratum: 2 }],
      wanted: [Standing.SystemPeer, Standing.Candidate],
    },
    {
      name: "peers that nobody configured refute no server",
      pool: [{ stratum: 1 }, { ...STRANGER, offset: 300 }, { ...STRANGER, offset: 300 }],
      wanted: [Standing.SystemPeer, Standing.Falseticker, Standing.Falseticker],
    },
    {
      name: "nor a configured peer",
      pool: [PEER, { ...STRANGER, offset: 300 }, { ...STRANGER, offset: 300 }],
      wanted: [Standing.SystemPeer, Standing.Falseticker, Standing.Falseticker],
    },
    {
      name: "nor do they decide between two servers that disagree",
      pool: [{ offset: 300 }, { offset: 0 }, STRANGER],
      wanted: [Standing.Falseticker, Standing.Falseticker, Standing.Falseticker],
    },
    {
      name: "where they agree with the servers they have their part",
      pool: [{ stratum: 2 }, { ...STRANGER, stratum: 2 }],
      wanted: [Standing.SystemPeer, Standing.Candidate],
    },
    {
      name: "where there is nobody else the majority of them is followed",
      pool: [{ reach: 0 }, { ...STRANGER, offset: 300 }, STRANGER, STRANGER],
      wanted: [Standing.Unreachable, Standing.Falseticker, Standing.SystemPeer, Standing.Candidate],
    },
    {
      name: "who broadcasts and answers nobody refutes none that answers",
      pool: [HEARD, { ...UNANSWERING, offset: 300 }, { ...UNANSWERING, offset: 300 }],
      wanted: [Standing.SystemPeer, Standing.Falseticker, Standing.Falseticker],
    },
    {
      name: "nor any that is asked, whoever comes first",
      pool: [{ ...UNANSWERING, offset: 300 }, { ...UNANSWERING, offset: 300 }, { stratum: 2 }, UNANSWERING],
      wanted: [Standing.Falseticker, Standing.Falseticker, Standing.SystemPeer, Standing.Candidate],
    },
    {
      name: "but outvotes peers that nobody configured",
      pool: [{ ...STRANGER, offset: 300 }, UNANSWERING, { ...STRANGER, offset: 300 }],
      wanted: [Standing.Falseticker, Standing.SystemPeer, Standing.Falseticker],
    },
    {
      name: "where nobody answers the majority of those who broadcast is followed",
      pool: [{ ...HEARD, reach: 0 }, { ...UNANSWERING, offset: 300 }, UNANSWERING, UNANSWERING],
      wanted: [Standing.Unreachable, Standing.Falseticker, Standing.SystemPeer, Standing.Candidate],
    },
    {
      name: "our own clock has no vote between two that disagree",
      pool: [{ isLocal: true, stratum: 7 }, { offset: 0 }, { offset: 100 }],
      wanted: [Standing.SystemPeer, Standing.Falseticker, Standing.Falseticker],
    },
  ];
  for (const { name, pool, wanted } of standings)
    it(name, () => {
      const associations = pool.map((is, id) => source(id, is));
      const selection = select(associations);
      assert.deepEqual(
        associations.map(({ standing }) => standing),
        wanted,
      );
      const peer = wanted.indexOf(Standing.SystemPeer);
      assert.equal(selection.peer, peer < 0 ? undefined : associations[peer]);
      const part = wanted.filter(one => one === Standing.SystemPeer || one === Standing.Candidate);
      assert.equal(selection.survivors, part.length);
    });

  describe("system peer", () => {
    it("stays while it survives at the same stratum, and does not hop to a nearer one", () => {
      const first = source(0, { delay: 10 });
      const second = source(1, { delay: 12 });
      const selection = new Selection(2);
      assert.equal(select([first, second], RULES, selection).peer, first);
      for (let i = 1; i <= 8; i++) sample(second, 0, 4, NOW + i);
      selection.select([first, second], instant(NOW + 8), RULES);
      assert.ok(rootDistance(second) < rootDistance(first));
      assert.equal(selection.peer, first);
      first.stratum = 3;
      selection.select([first, second], instant(NOW + 8), RULES);
      assert.equal(selection.peer, second, "but to one of lower stratum");
    });
    it("is given up when it drops out, and is not gone back to", () => {
      const first = source(0, { delay: 10 });
      const second = source(1, { delay: 12 });
      const selection = new Selection(2);
      select([first, second], RULES, selection);
      first.reach = 0;
      assert.equal(select([first, second], RULES, selection).peer, second);
      first.reach = 1;
      assert.equal(select([first, second], RULES, selection).peer, second);
    });
    it("a preferred one takes over, and is believed alone", () => {
      const first = source(0, { offset: 0 });
      const second = source(1, { offset: 1 });
      const selection = new Selection(2);
      select([first, second], RULES, selection);
      near(selection.offset, MILLISECOND / 2, 8);
      second.settings = { ...CLIENT, prefer: true };
      assert.equal(select([first, second], RULES, selection).peer, second);
      assert.equal(selection.offset, MILLISECOND);
    });
  });

  describe("what it says together", () => {
    it("the offset weighs by root distance, the jitter is both jitters (section 11.2.3)", () => {
      const pool = [source(0, { offset: 0, delay: 10 }), source(1, { offset: 2, delay: 20 })];
      sample(pool[0], 0.7, 10.1, NOW);
      const selection = select(pool);
      const [one, other] = pool.map(rootDistance);
      near(selection.offset, (2 * MILLISECOND * one) / (one + other));
      const own = pool[0].filter.jitter;
      assert.ok(own > 0);
      const peerJitter = (own * other) / (one + other);
      near(selection.jitter, Math.sqrt(peerJitter ** 2 + (2 * MILLISECOND) ** 2), 8);
    });
    it("the root variables are the peer's and what is added on the way (figure 25)", () => {
      const rootDelay = 30 * MILLISECOND;
      const rootDispersion = 7 * MILLISECOND;
      const association = source(0, { offset: -9, delay: 10, rootDelay, rootDispersion });
      const selection = select([association]);
      const { filter } = association;
      assert.equal(selection.rootDelay, rootDelay + 10 * MILLISECOND);
      assert.equal(selection.rootDispersion, rootDispersion + filter.dispersion + 9 * MILLISECOND);
      selection.select([association], instant(NOW + 1000), RULES);
      near(selection.rootDispersion, rootDispersion + DISPERSION + 24 * MILLISECOND, MILLISECOND);
    });
    it("no hop on the way to the root is for nothing (MINDISP)", () => {
      const selection = select([source(0, { delay: 0.01, rootDispersion: 100 })]);
      assert.equal(selection.rootDispersion, 100 + MINDISP);
    });
    it("the distance of a source counts all there is (A.5.5.2)", () => {
      const association = source(0, { delay: 10, rootDelay: 30 * MILLISECOND, rootDispersion: MILLISECOND });
      sample(association, 1, 11, NOW);
      const { filter } = association;
      assert.ok(filter.jitter > 0);
      const others = MILLISECOND + filter.dispersion + filter.jitter;
      assert.equal(rootDistance(association), 20 * MILLISECOND + others);
      association.rootDelay = -9 * MILLISECOND;
      assert.equal(rootDistance(association), half(MINDISP) + others, "however near, half of MINDISP");
    });
    it("our own clock from its first sample is at no distance from itself", () => {
      const selection = select([source(0, { isLocal: true, stratum: 5, delay: 0, samples: 1 })]);
      assert.equal(selection.rootDispersion, MINDISP);
      assert.equal(selection.offset, 0);
      assert.equal(selection.rootDelay, 0);
    });
    it("our own clock may be of the stratum that it rules others out by", () => {
      const local = source(0, { isLocal: true, stratum: 7, samples: 1 });
      const selection = select([local, source(1, { stratum: 7 })], { ...RULES, localStratum: 7 });
      assert.equal(selection.peer, local);
    });
    it("when nothing is left, there is no peer", () => {
      const association = source(0, {});
      const selection = select([association]);
      association.reach = 0;
      select([association], RULES, selection);
      assert.equal(selection.peer, undefined);
      assert.equal(selection.survivors, 0);
    });
  });
});
