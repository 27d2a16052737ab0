/**
 * The codes of a recording: what left with a packet, and whether what came was right. Neither secrets nor
 * what they make of a packet that came with another code is in it, or a forger would find that here.
 */
import { type Codes, type Signer } from "../core/codes.js";
import { type KeyMode } from "../core/key-mode.js";
import { type Datagram } from "../wire/datagram.js";
import { fromHex, toHex } from "../wire/hex.js";
import { Reading, type WriteLine } from "./recording.js";

const MD5_LENGTH = 16;

/** `codes`, with all that comes out of them written down. */
export class RecordingCodes implements Codes {
  constructor(
    readonly codes: Codes,
    readonly write: WriteLine,
  ) {}

  md5(bytes: Uint8Array): Uint8Array {
    const hash = this.codes.md5(bytes);
    this.write(`${Reading.Digest} ${toHex(hash, hash.length)}`);
    return hash;
  }

  signer(mode: KeyMode, secret: Uint8Array): Signer {
    const signer = this.codes.signer(mode, secret);
    this.write(`${Reading.CodeLength} ${signer.length}`);
    return new RecordingSigner(signer, this.write);
  }
}

class RecordingSigner implements Signer {
  readonly length: number;

  constructor(
    readonly signer: Signer,
    readonly write: WriteLine,
  ) {
    this.length = signer.length;
  }

  sign(datagram: Datagram, signed: number, at: number, count: number): void {
    this.signer.sign(datagram, signed, at, count);
    this.write(`${Reading.Signed} ${toHex(datagram.bytes.subarray(at), count)}`);
  }

  verify(datagram: Datagram, signed: number, at: number, count: number): boolean {
    const isRight = this.signer.verify(datagram, signed, at, count);
    this.write(`${Reading.Verified} ${isRight ? 1 : 0}`);
    return isRight;
  }
}

/** The codes that a recording has, in the order in which they were made. */
export class ReplayCodes implements Codes {
  /** `next`: the next reading of a kind, without its letter; empty where the recording has none. */
  constructor(readonly next: (kind: Reading) => string) {}

  md5(): Uint8Array {
    return octets(this.next(Reading.Digest), MD5_LENGTH);
  }

  signer(): Signer {
    const length = Number(this.next(Reading.CodeLength));
    return {
      length,
      sign: ({ bytes }, _, at, count) => bytes.set(octets(this.next(Reading.Signed), count), at),
      verify: () => this.next(Reading.Verified) === "1",
    };
  }
}

/** `length` octets as a recording has them, zeros where it has fewer. */
function octets(hex: string, length: number): Uint8Array {
  const bytes = new Uint8Array(Math.max(length, hex.length / 2));
  fromHex(hex, bytes);
  return bytes.subarray(0, length);
}
