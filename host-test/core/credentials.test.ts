/** What a packet's end proves of its sender, to whom it may concern. */
import assert from "node:assert/strict";
import { Authentication, type Objection } from "../../src/core/authentication.js";
import { PlatformCodes, type Signer } from "../../src/core/codes.js";
import { Credentials } from "../../src/core/credentials.js";
import { type KeyMode } from "../../src/core/key-mode.js";
import { Verdict } from "../../src/core/verdict.js";
import { Datagram } from "../../src/wire/datagram.js";
import { clearHeader, Mode, setFirst } from "../../src/wire/header.js";
import { Layout } from "../../src/wire/trailer.js";
import { endpoint, settings } from "../support/engine-rig.js";
import { endWith, KEYED, MACS, OTHER_KEY, OWN_KEY, UNKNOWN_KEY, UNTRUSTED_KEY, type MacKind } from "../support/keyed.js"; // prettier-ignore
import { PurePrimitives } from "../support/pure-primitives.js";

const FROM = endpoint("192.0.2.9");
/** Counts how often a MAC is computed. */
class CountedCodes extends PlatformCodes {
  count = 0;

  override signer(mode: KeyMode, secret: Uint8Array): Signer {
    const signer = super.signer(mode, secret);
    return {
      ...signer,
      sign: (...of) => signer.sign(...of),
      verify: (...of) => {
        this.count++;
        return signer.verify(...of);
      },
    };
  }
}

/** Packets at a node that has keys. */
class Bench {
  readonly codes = new CountedCodes(new PurePrimitives());
  readonly credentials: Credentials;

  constructor(authenticates = true) {
    const authentication = new Authentication(this.codes);
    authentication.configure(settings({ ...KEYED, authenticates }));
    this.credentials = new Credentials(authentication);
  }

  read(mac: MacKind): Credentials {
    const datagram = new Datagram();
    clearHeader(datagram);
    setFirst(datagram, 0, 4, Mode.Client);
    endWith(datagram, mac);
    this.credentials.read(datagram, FROM);
    return this.credentials;
  }
}

interface Row {
  readonly layout: Layout;
  /** The key that it names, that an answer is made by, and that is proven. */
  readonly keys: readonly [named: number, answer: number, proven: number];
  readonly objection?: Objection;
  /** As a packet of an association with OWN_KEY. */
  readonly toOwn?: Objection;
  /** As a first packet, without authentication. */
  readonly toNew?: Objection;
}

const ROWS: Record<MacKind, Row> = {
  "no MAC": { layout: Layout.Plain, keys: [0, 0, 0], objection: Verdict.NoMac, toOwn: Verdict.NoMac },
  "its MAC": { layout: Layout.Authenticated, keys: [OWN_KEY, OWN_KEY, OWN_KEY], toNew: Verdict.UntrustedKey },
  "a wrong MAC": {
    layout: Layout.Authenticated,
    keys: [OWN_KEY, OWN_KEY, 0],
    objection: Verdict.WrongMac,
    toOwn: Verdict.WrongMac,
    toNew: Verdict.UntrustedKey,
  },
  "an unknown key's": {
    layout: Layout.Authenticated,
    keys: [UNKNOWN_KEY, 0, 0],
    objection: Verdict.UntrustedKey,
    toOwn: Verdict.UntrustedKey,
    toNew: Verdict.UntrustedKey,
  },
  "an untrusted key's": {
    layout: Layout.Authenticated,
    keys: [UNTRUSTED_KEY, 0, 0],
    objection: Verdict.UntrustedKey,
    toOwn: Verdict.UntrustedKey,
    toNew: Verdict.UntrustedKey,
  },
  "another trusted key's": {
    layout: Layout.Authenticated,
    keys: [OTHER_KEY, OTHER_KEY, OTHER_KEY],
    toOwn: Verdict.OtherKey,
    toNew: Verdict.UntrustedKey,
  },
  "a crypto-NAK": {
    layout: Layout.CryptoNak,
    keys: [0, 0, 0],
    objection: Verdict.CryptoNak,
    toOwn: Verdict.CryptoNak,
    toNew: Verdict.CryptoNak,
  },
};

describe("credentials", () => {
  for (const mac of MACS) {
    const { layout, keys, objection, toOwn, toNew } = ROWS[mac];
    it(`of a packet with ${mac}`, () => {
      const credentials = new Bench().read(mac);
      assert.equal(credentials.layout, layout);
      assert.deepEqual([credentials.keyId, credentials.answerKeyId, credentials.provenKeyId()], keys);
      assert.equal(credentials.objection(), objection);
      assert.equal(credentials.objectionToNew(), objection);
      assert.equal(credentials.objectionTo(OWN_KEY), toOwn);
      assert.equal(credentials.objectionTo(0), undefined);
    });

    it(`… where authentication is off: ${mac}`, () => {
      const credentials = new Bench(false).read(mac);
      assert.equal(credentials.objectionTo(OWN_KEY), undefined);
      assert.equal(credentials.objectionToNew(), toNew);
      assert.deepEqual(
        [credentials.keyId, credentials.answerKeyId, credentials.provenKeyId()],
        [keys[0], 0, 0],
      );
    });
  }

  it("are each packet's own, whatever the one before proved", () => {
    const bench = new Bench();
    for (const mac of ["its MAC", "no MAC", "its MAC", "a crypto-NAK", "a wrong MAC", "its MAC"] as const) {
      const credentials = bench.read(mac);
      assert.equal(credentials.objection(), ROWS[mac].objection, mac);
      assert.equal(credentials.keyId, ROWS[mac].keys[0], mac);
    }
  });

  it("cost one MAC a packet, and none where nobody asks", () => {
    const bench = new Bench();
    bench.read("its MAC");
    assert.equal(bench.codes.count, 0);
    bench.credentials.objection();
    bench.credentials.objectionToNew();
    bench.credentials.objectionTo(OWN_KEY);
    bench.credentials.provenKeyId();
    assert.equal(bench.codes.count, 1);
  });
});
