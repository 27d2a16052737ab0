/**
 * What proves that an asker hears what is sent to the address it asks from (RFC 9327 section 4, opcode 12):
 * the moment and a code of it and of the address, by a secret that is made when the first one is asked for.
 * Nothing is kept of those who ask.
 */
import { SECOND } from "../time/fixed.js";
import { Instant } from "../time/moment.js";
import { type Endpoint } from "../wire/address.js";
import { type ControlItems } from "../wire/control-items.js";
import { type ControlWriter } from "../wire/control-writer.js";
import { Datagram } from "../wire/datagram.js";
import { type Chance, octetsByChance } from "./chance.js";
import { type Codes, type Signer } from "./codes.js";
import { KeyMode } from "./key-mode.js";

/** A nonce is good for so long; ntpq asks for a new one after as much. */
const LIFE = 16 * SECOND;

const SECRET_LENGTH = 32;

// What the code is of, in octets: the moment, the address, its scope.
const SECONDS = 0;
const FRACTION = 4;
const ADDRESS = 8;
const SCOPE = 24;
const SIGNED = 28;
/** Octets of the code that travel. */
const CODE = 8;

/** The moment and the code in hexadecimal. */
const TEXT_LENGTH = 32;

export class ControlNonce {
  private readonly chance: Chance;
  private readonly codes: Codes;
  private readonly scratch = new Datagram(new Uint8Array(SIGNED + CODE));
  private readonly madeAt = new Instant();
  private signer: Signer | undefined = undefined;

  constructor(chance: Chance, codes: Codes) {
    this.chance = chance;
    this.codes = codes;
  }

  /** Writes one for who asks from `from`; `scope` as in `RateTable.take`. */
  write(out: ControlWriter, from: Endpoint, scope: number, now: Instant): void {
    const { view } = this.scratch;
    this.fill(from, scope, now.seconds, now.fraction);
    this.code.sign(this.scratch, SIGNED, SIGNED, CODE);
    out.name("nonce");
    out.hexDigits(now.seconds, 8);
    out.hexDigits(now.fraction, 8);
    for (let i = 0; i < CODE; i += 4) out.hexDigits(view.getUint32(SIGNED + i), 8);
  }

  /** Whether the value of the item at hand is one that was made for this asker, and not long ago. */
  isGood(item: ControlItems, from: Endpoint, scope: number, now: Instant): boolean {
    if (item.valueLength !== TEXT_LENGTH) return false;
    for (let i = 0; i < TEXT_LENGTH; i += 8) if (item.hexAt(i) < 0) return false;
    this.madeAt.set(item.hexAt(0), item.hexAt(8));
    const age = now.since(this.madeAt);
    if (age < 0 || age > LIFE) return false;
    this.fill(from, scope, item.hexAt(0), item.hexAt(8));
    for (let i = 0; i < CODE; i += 4) this.scratch.view.setUint32(SIGNED + i, item.hexAt(16 + 2 * i));
    return this.code.verify(this.scratch, SIGNED, SIGNED, CODE);
  }

  private get code(): Signer {
    this.signer ??= this.codes.signer(KeyMode.HmacSha256, octetsByChance(this.chance, SECRET_LENGTH));
    return this.signer;
  }

  private fill(
    { word0, word1, word2, word3 }: Endpoint,
    scope: number,
    seconds: number,
    fraction: number,
  ): void {
    const { view } = this.scratch;
    view.setUint32(SECONDS, seconds);
    view.setUint32(FRACTION, fraction);
    view.setUint32(ADDRESS, word0);
    view.setUint32(ADDRESS + 4, word1);
    view.setUint32(ADDRESS + 8, word2);
    view.setUint32(ADDRESS + 12, word3);
    view.setInt32(SCOPE, scope);
  }
}
