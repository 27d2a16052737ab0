/**
 * Credentials: what the packet at hand proves of its sender. A MAC costs more than all other tests together,
 * so it is computed only when somebody asks, and once. Allocates nothing.
 */
import { type Endpoint } from "../wire/address.js";
import { readControlTrailer } from "../wire/control-trailer.js";
import { type Datagram } from "../wire/datagram.js";
import { Mode, modeOf } from "../wire/header.js";
import { Layout, Trailer } from "../wire/trailer.js";
import { type Authentication, type Objection } from "./authentication.js";
import { Verdict } from "./verdict.js";

/** Mutable: a receiver has one, and reads every packet into it. */
export class Credentials {
  /** What the packet consists of. */
  layout: Layout = Layout.Malformed;

  private readonly authentication: Authentication;
  private readonly trailer = new Trailer();
  private datagram: Datagram | undefined = undefined;
  private from: Endpoint | undefined = undefined;
  private isJudged = false;
  private objected: Objection | undefined = undefined;

  constructor(authentication: Authentication) {
    this.authentication = authentication;
  }

  /** Another packet is at hand; it must not be written over before its last judgement. */
  read(datagram: Datagram, from: Endpoint): void {
    const trailer = this.trailer;
    this.layout =
      modeOf(datagram) === Mode.Control ? readControlTrailer(datagram, trailer) : trailer.read(datagram);
    this.datagram = datagram;
    this.from = from;
    this.isJudged = false;
  }

  /** The key that its MAC names; 0: it has none. */
  get keyId(): number {
    return this.layout === Layout.Authenticated ? this.trailer.keyId : 0;
  }

  /** The key that an answer to it is authenticated by, which is the request's own; 0: none. */
  get answerKeyId(): number {
    return this.authentication.sealing(this.trailer.keyId);
  }

  /** What speaks against it as a packet that is to be authenticated by whatever key. */
  objection(): Objection | undefined {
    if (!this.isJudged) {
      this.objected = this.authentication.objection(this.datagram!, this.trailer, this.from!);
      this.isJudged = true;
    }
    return this.objected;
  }

  /** … as a packet of an association with this key, or without any (0). */
  objectionTo(keyId: number): Objection | undefined {
    if (!this.authentication.isOn || keyId === 0) return undefined;
    if (this.layout === Layout.Authenticated && this.trailer.keyId !== keyId)
      return this.authentication.sealing(this.trailer.keyId) === 0 ? Verdict.UntrustedKey : Verdict.OtherKey;
    return this.objection();
  }

  /**
   * … as the first packet of one whom nobody configured: with authentication it must be by a trusted key,
   * and without it there are no keys to prove what it claims.
   */
  objectionToNew(): Objection | undefined {
    if (this.authentication.isOn) return this.objection();
    switch (this.layout) {
      case Layout.Authenticated:
        return Verdict.UntrustedKey;
      case Layout.CryptoNak:
        return Verdict.CryptoNak;
      case Layout.Plain:
      case Layout.Malformed:
        return undefined;
    }
  }

  /** The key by which it is authenticated; 0: by none. */
  provenKeyId(): number {
    return this.answerKeyId !== 0 && this.objection() === undefined ? this.answerKeyId : 0;
  }
}
