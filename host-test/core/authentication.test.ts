/** Keys in the engine, beside what figure 20 says of them: who may use them, what they keep from happening, and when. */
import assert from "node:assert/strict";
import { Right } from "../../src/core/access.js";
import { type AclSettings } from "../../src/core/acl.js";
import { Happening } from "../../src/core/happening.js";
import { KeyMode } from "../../src/core/key-mode.js";
import { Link, LinkKind } from "../../src/core/link.js";
import { AssociationKind, HearingKind, type NodeSettings } from "../../src/core/settings.js";
import { Verdict } from "../../src/core/verdict.js";
import { Family } from "../../src/wire/address.js";
import { Datagram } from "../../src/wire/datagram.js";
import { clearHeader, HEADER_LENGTH, Mode, setFirst, setRefid, setStratum } from "../../src/wire/header.js";
import { Kiss } from "../../src/wire/kiss.js";
import { Layout, Trailer } from "../../src/wire/trailer.js";
import { endpoint, Rig, server, type Request } from "../support/engine-rig.js";
import {
  endWith,
  key,
  KEYED,
  OTHER_KEY,
  OWN_KEY,
  UNKNOWN_KEY,
  UNTRUSTED_KEY,
  type MacKind,
} from "../support/keyed.js";
import { active, packet, PEER, reply, say } from "../support/peer.js";

const SERVER = "192.0.2.2";
const CLIENT = endpoint("192.0.2.9", 40_000);
const MASTER: Partial<NodeSettings> = { ...KEYED, localClock: { unit: 0, stratum: 3 } };

/** An access list that permits this one address. */
const only = (number: number, address: string): AclSettings => {
  const { word3 } = endpoint(address);
  const words = { word0: 0, word1: 0, word2: 0, word3, mask0: 0, mask1: 0, mask2: 0, mask3: 0xffff_ffff };
  return { family: Family.IPv4, number, rules: [{ id: 0, isPermit: true, ...words }] };
};

const rigWith = (more: Partial<NodeSettings>): Rig => {
  const rig = new Rig();
  rig.configure(more);
  rig.pass(1);
  return rig;
};

/** Hands the node a request of this version that ends so; on another link than the service's, if it says so. */
const ask = (rig: Rig, mac: MacKind, version = 4, link = rig.service): Verdict => {
  const request = new Datagram();
  clearHeader(request);
  setFirst(request, 0, version, Mode.Client);
  request.view.setUint32(HEADER_LENGTH - 4, rig.calls.length + 1);
  endWith(request, mac);
  rig.answers.length = 0;
  return rig.engine.packet(link, request, CLIENT, rig.now, rig.now);
};

const trailerOf = ({ bytes }: Request): Trailer => {
  const datagram = new Datagram();
  datagram.bytes.set(bytes);
  datagram.length = bytes.length;
  const trailer = new Trailer();
  trailer.read(datagram);
  return trailer;
};

describe("authentication: the server", () => {
  for (const version of [1, 2, 3, 4])
    it(`answers version ${version} with a MAC as long as the request's`, () => {
      const rig = rigWith(MASTER);
      assert.equal(ask(rig, "its MAC", version), Verdict.Answered);
      assert.equal(rig.answers[0].bytes.length, HEADER_LENGTH + 24);
      assert.equal(trailerOf(rig.answers[0]).keyId, OWN_KEY);
    });

  const refusals: readonly [MacKind, Verdict][] = [
    ["a wrong MAC", Verdict.WrongMac],
    ["an unknown key's", Verdict.UntrustedKey],
    ["an untrusted key's", Verdict.UntrustedKey],
  ];
  for (const [mac, verdict] of refusals) {
    it(`answers ${mac} by a crypto-NAK, shorter than the request`, () => {
      const rig = rigWith(MASTER);
      assert.equal(ask(rig, mac), verdict);
      assert.equal(rig.answers[0].bytes.length, HEADER_LENGTH + 4);
      assert.equal(trailerOf(rig.answers[0]).layout, Layout.CryptoNak);
    });

    it(`in a group not even that (${mac})`, () => {
      const rig = rigWith(MASTER);
      const group = new Link(LinkKind.Group, Family.IPv4, -1);
      group.answersClients = true;
      assert.equal(ask(rig, mac, 4, group), verdict);
      assert.equal(rig.answers.length, 0);
    });

    it(`nor to one without access (${mac})`, () => {
      const access = [{ right: Right.Peer, family: Family.IPv4, acl: 2000 }] as const;
      const rig = rigWith({ ...MASTER, access, acls: [only(2000, SERVER)] });
      assert.equal(ask(rig, mac), Verdict.NoAccess);
      assert.equal(rig.answers.length, 0);
    });
  }

  it("counts refused requests into their sender's rate", () => {
    const limits = [{ family: Family.IPv4, acl: 2000 }];
    const rig = rigWith({ ...MASTER, limits, acls: [only(2000, "192.0.2.9")] });
    const verdicts = Array.from({ length: 40 }, () => ask(rig, "a wrong MAC"));
    assert.ok(verdicts.filter(one => one === Verdict.Limited).length > 20);
  });

  it("drops silently what the key's access list forbids; a list that does not exist permits nobody", () => {
    for (const [acl4, verdict, answers] of [
      [2001, Verdict.Answered, 1],
      [2002, Verdict.ForbiddenKey, 0],
      [2003, Verdict.ForbiddenKey, 0],
    ]) {
      const acls = [only(2001, "192.0.2.9"), only(2002, SERVER)];
      const rig = rigWith({ ...MASTER, keys: [key(OWN_KEY, { acl4 })], acls, sendsKisses: true });
      assert.equal(ask(rig, "its MAC"), verdict);
      assert.equal(rig.answers.length, answers, `${acl4}`);
    }
  });

  it("authenticates a kiss-o'-death for who has proved a key, and for nobody else", () => {
    const access = [{ right: Right.Peer, family: Family.IPv4, acl: 2000 }] as const;
    for (const [mac, keyId] of [
      ["its MAC", OWN_KEY],
      ["a wrong MAC", 0],
      ["no MAC", 0],
    ] as const) {
      const rig = rigWith({ ...MASTER, access, acls: [only(2000, SERVER)], sendsKisses: true });
      ask(rig, mac);
      assert.equal(trailerOf(rig.answers[0]).keyId, keyId, mac);
    }
  });
});

const KISSES: readonly [string, number, Verdict][] = [
  ["DENY", Kiss.Deny, Verdict.KissDenied],
  ["RATE", Kiss.Rate, Verdict.KissRate],
];

describe("authentication: a client with a key", () => {
  const client = (more: Partial<NodeSettings> = {}, keyId = OWN_KEY): Rig =>
    rigWith({ ...KEYED, associations: [server(SERVER, { keyId })], ...more });
  const finished = (mac: MacKind) => ({ edit: (one: Datagram): void => endWith(one, mac) });

  it("asks with its MAC, and takes what is answered so", () => {
    const rig = client();
    assert.equal(trailerOf(rig.last).keyId, OWN_KEY);
    assert.equal(rig.answer(rig.last, finished("its MAC")), Verdict.Sampled);
  });

  for (const [mac, verdict] of [
    ["no MAC", Verdict.NoMac],
    ["a wrong MAC", Verdict.WrongMac],
    ["another trusted key's", Verdict.OtherKey],
    ["a crypto-NAK", Verdict.CryptoNak],
  ] as const)
    it(`is left as it was by ${mac}, and still takes the real answer`, () => {
      const rig = client();
      const { association } = rig;
      assert.equal(rig.answer(rig.last, finished(mac)), verdict);
      assert.deepEqual(
        [association.exchange.isOpen, association.isProven, association.reach],
        [true, false, 0],
      );
      assert.equal(association.verdicts[verdict], 1);
      assert.equal(rig.answer(rig.last, finished("its MAC")), Verdict.Sampled);
    });

  for (const [name, code, verdict] of KISSES)
    it(`obeys ${name} only with its MAC`, () => {
      const kiss = (mac: MacKind) => ({
        edit: (one: Datagram): void => {
          setStratum(one, 0);
          setRefid(one, code);
          endWith(one, mac);
        },
      });
      const rig = client();
      assert.equal(rig.answer(rig.last, kiss("no MAC")), Verdict.NoMac);
      assert.equal(rig.answer(rig.last, kiss("a wrong MAC")), Verdict.WrongMac);
      assert.equal(rig.reported(Happening.KissOfDeath), 0);
      assert.equal(rig.answer(rig.last, kiss("its MAC")), verdict);
      assert.equal(rig.reported(Happening.KissOfDeath), 1);
    });

  for (const keyId of [UNTRUSTED_KEY, UNKNOWN_KEY])
    it(`asks nothing while key ${keyId} is of no use, and at once when it is`, () => {
      const rig = client({}, keyId);
      rig.pass(600);
      assert.equal(rig.requests.length, 0);
      rig.configure({ ...KEYED, keys: [key(keyId)], associations: [server(SERVER, { keyId })] });
      rig.pass(1);
      assert.equal(rig.requests.length, 1);
    });

  it("fails as soon as its key is gone", () => {
    const rig = client();
    const associations = [server(SERVER, { keyId: OWN_KEY })];
    rig.configure({ ...KEYED, keys: [], associations });
    assert.equal(rig.answer(rig.last, finished("its MAC")), Verdict.BogusOrigin);
    rig.pass(600);
    assert.equal(rig.requests.length, 1);
  });

  it("forgets what it was told while nobody authenticated", () => {
    const rig = client({ authenticates: false });
    rig.passAnswering(10);
    assert.ok(rig.association.filter.stageCount > 0);
    rig.configure({ ...KEYED, associations: [server(SERVER, { keyId: OWN_KEY })] });
    assert.deepEqual([rig.association.filter.stageCount, rig.association.reach], [0, 0]);
  });
});

/** What can become of the key that others have proved. */
const CHANGES: readonly { name: string; to: Partial<NodeSettings>; isWorse: boolean }[] = [
  { name: "is gone", to: { keys: [key(OTHER_KEY)] }, isWorse: true },
  { name: "is not trusted any more", to: { keys: [key(OWN_KEY, { isTrusted: false })] }, isWorse: true },
  { name: "has another secret", to: { keys: [key(OWN_KEY, { secret: new Uint8Array(9) })] }, isWorse: true },
  { name: "is used otherwise", to: { keys: [key(OWN_KEY, { mode: KeyMode.Sha1 })] }, isWorse: true },
  {
    name: "is forbidden to them",
    to: { keys: [key(OWN_KEY, { acl4: 2000 })], acls: [only(2000, "192.0.2.77")] },
    isWorse: true,
  },
  { name: "gets a list that does not exist", to: { keys: [key(OWN_KEY, { acl4: 2000 })] }, isWorse: true },
  {
    name: "gets a list that permits them",
    to: { keys: [key(OWN_KEY, { acl4: 2000 })], acls: [only(2000, PEER)] },
    isWorse: false,
  },
  { name: "gets a list for the other family", to: { keys: [key(OWN_KEY, { acl6: 2000 })] }, isWorse: false },
  { name: "is made once more", to: { keys: [key(OWN_KEY)] }, isWorse: false },
  {
    name: "is one of others that change",
    to: { keys: [key(OWN_KEY), key(OTHER_KEY, { isTrusted: false }), key(UNKNOWN_KEY)] },
    isWorse: false,
  },
  { name: "is looked at no more", to: { authenticates: false, keys: [] }, isWorse: false },
];

const sealed = { edit: (one: Datagram): void => endWith(one, "its MAC") };

const SEARCH = {
  interfaceName: "eth0",
  group: "224.0.1.1",
  family: Family.IPv4,
  port: 123,
  version: 4,
  hops: 1,
  keyId: OWN_KEY,
};

const HEARING = { kind: HearingKind.Broadcast, interfaceName: "eth0", family: Family.IPv4, group: "" };

/** Nodes, and how their only association comes to have proved its key. */
const PROVEN: readonly { name: string; more: Partial<NodeSettings>; prove: (rig: Rig) => unknown }[] = [
  {
    name: "a client",
    more: { associations: [server(PEER, { keyId: OWN_KEY })] },
    prove: rig => rig.passAnswering(100, () => sealed),
  },
  {
    name: "a symmetric active peer",
    more: { associations: [active({ keyId: OWN_KEY })] },
    prove: rig => reply(rig, rig.last, sealed),
  },
  {
    name: "a symmetric passive peer",
    more: {},
    prove: rig => {
      say(rig, { mode: Mode.SymmetricActive, ...sealed });
      rig.pass(2);
      reply(rig, rig.last, { mode: Mode.SymmetricActive, ...sealed });
    },
  },
  {
    name: "a broadcast client",
    more: { hearings: [HEARING] },
    prove: rig => {
      const link = new Link(LinkKind.Broadcast, Family.IPv4, -1);
      link.interfaceName = "eth0";
      link.followsServers = true;
      const from = endpoint(PEER);
      rig.engine.packet(link, packet(rig, { mode: Mode.Broadcast, ...sealed }), from, rig.now, rig.now);
      rig.passAnswering(10, () => sealed);
    },
  },
  {
    name: "a server found",
    more: { searches: [SEARCH] },
    prove: rig => {
      while (!rig.requests.some(({ link }) => link.kind === LinkKind.Search)) rig.pass(0.25);
      rig.answer(rig.last, { from: PEER, ...sealed });
      rig.passAnswering(10, ({ link }) => (link.kind === LinkKind.Search ? undefined : sealed));
    },
  },
];

describe("authentication: a key that others have proved", () => {
  for (const { name, more, prove } of PROVEN)
    for (const { name: change, to, isWorse } of CHANGES)
      it(`${change}: ${name} is ${isWorse ? "forgotten" : "believed still"}`, () => {
        const rig = rigWith({ ...KEYED, ...more });
        prove(rig);
        const { association } = rig;
        assert.notEqual(association.reach, 0);
        assert.equal(association.keyId, OWN_KEY);
        rig.configure({ ...KEYED, ...more, ...to });
        const isConfigured = more.associations !== undefined;
        assert.equal(association.isInUse, isConfigured || !isWorse);
        assert.equal(association.reach === 0 && association.filter.stageCount === 0, isWorse);
      });

  it("was withdrawn: another configuration does not begin anew with who waits for it", () => {
    const rig = rigWith({ ...KEYED, associations: [server(PEER, { keyId: OWN_KEY })] });
    const forbidden = {
      ...KEYED,
      associations: [server(PEER, { keyId: OWN_KEY })],
      keys: [key(OWN_KEY, { acl4: 2000 })],
    };
    rig.configure(forbidden);
    rig.pass(100);
    const { sent } = rig.association;
    assert.ok(sent > 0);
    rig.configure({ ...forbidden, dscp4: 5 });
    assert.equal(rig.association.sent, sent);
  });

  it("is left for another: the time goes on", () => {
    const by = (keyId: number): Partial<NodeSettings> => ({
      ...KEYED,
      associations: [server(PEER, { keyId })],
    });
    const rig = rigWith(by(OWN_KEY));
    rig.passAnswering(2000, () => sealed);
    rig.configure(by(OTHER_KEY));
    rig.passAnswering(100, () => ({ edit: one => endWith(one, "another trusted key's") }));
    rig.configure({ ...by(OTHER_KEY), keys: [key(OTHER_KEY)] });
    assert.equal(rig.reported(Happening.Unsynchronized), 0);
    assert.notEqual(rig.association.reach, 0);
  });
});

describe("authentication: who comes of his own accord", () => {
  const question = (mac: MacKind, second = 0) => ({
    mode: Mode.SymmetricActive,
    edit: (one: Datagram): void => {
      one.view.setUint32(HEADER_LENGTH - 4, second);
      endWith(one, mac);
    },
  });

  it("is bound to the key that he came with", () => {
    const rig = rigWith(KEYED);
    assert.equal(say(rig, question("another trusted key's")), Verdict.Answered);
    rig.pass(2);
    assert.equal(trailerOf(rig.last).keyId, OTHER_KEY);
    const [association] = rig.engine.associations.filter(one => one.isInUse);
    const { received } = association;
    // Answered as a server would, by the key it came with; the association has no part in it.
    assert.equal(say(rig, question("its MAC", 1)), Verdict.Answered);
    assert.deepEqual([association.keyId, association.received], [OTHER_KEY, received]);
  });

  it("goes when authentication begins and he has proved no key", () => {
    const rig = rigWith({ ...MASTER, authenticates: false });
    say(rig, question("no MAC"));
    const isPeer = (): boolean =>
      rig.engine.associations.some(one => one.settings?.kind === AssociationKind.SymmetricPassive);
    assert.ok(isPeer());
    rig.configure(MASTER);
    assert.ok(!isPeer());
  });

  for (const [name, more, warnings] of [
    ["is warned of where anyone may", { authenticates: false }, 1],
    ["is not with keys", {}, 0],
    [
      "is not where access lists say who may",
      {
        authenticates: false,
        access: [{ right: Right.Peer, family: Family.IPv4, acl: 2000 }],
        acls: [only(2000, PEER)],
      },
      0,
    ],
  ] as const)
    it(name, () => {
      const rig = rigWith({ ...MASTER, ...more });
      assert.equal(
        say(rig, question(warnings === 0 && !("access" in more) ? "its MAC" : "no MAC")),
        Verdict.Answered,
      );
      assert.equal(rig.reported(Happening.AnyPeer), warnings);
    });
});

describe("authentication: a search with a key", () => {
  const nextRound = (rig: Rig): Request => {
    rig.requests.length = 0;
    const isRound = ({ link }: Request): boolean => link.kind === LinkKind.Search;
    while (!rig.requests.some(isRound)) rig.pass(0.25);
    return rig.requests.find(isRound)!;
  };

  it("asks with its MAC, and finds who answers with it, whom it asks with it", () => {
    const rig = rigWith({ ...KEYED, searches: [SEARCH] });
    const round = nextRound(rig);
    assert.equal(trailerOf(round).keyId, OWN_KEY);
    const by = (mac: MacKind) => ({ from: PEER, edit: (one: Datagram): void => endWith(one, mac) });
    assert.equal(rig.answer(round, by("no MAC")), Verdict.NoMac);
    assert.equal(rig.answer(round, by("a wrong MAC")), Verdict.WrongMac);
    assert.equal(rig.answer(round, by("another trusted key's")), Verdict.OtherKey);
    assert.equal(rig.answer(round, by("its MAC")), Verdict.FoundServer);
    rig.pass(1);
    assert.deepEqual([rig.last.to, trailerOf(rig.last).keyId], [PEER, OWN_KEY]);
  });

  it("asks nothing without it", () => {
    const rig = rigWith({ ...KEYED, keys: [], searches: [SEARCH] });
    rig.pass(60);
    assert.equal(rig.requests.length, 0);
  });

  it("does not give a peer who proved a key up for a stranger", () => {
    const rig = rigWith({ ...KEYED, searches: [{ ...SEARCH, keyId: 0 }] });
    const { bytes, length } = packet(rig, {
      mode: Mode.SymmetricActive,
      edit: one => endWith(one, "its MAC"),
    });
    rig.ask(bytes.subarray(0, length), endpoint(PEER));
    const round = nextRound(rig);
    assert.equal(rig.answer(round, { from: PEER }), Verdict.Duplicate);
  });
});
