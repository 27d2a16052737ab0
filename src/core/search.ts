/**
 * One interface's search for servers: when its next round is, how far that reaches, what an answer must give
 * back, and who is not wanted. Only its constructor allocates.
 */
import { log2Seconds, portion, SECOND, type Q32 } from "../time/fixed.js";
import { Instant, Timestamp } from "../time/moment.js";
import { parseAddress } from "../wire/address-text.js";
import { Endpoint } from "../wire/address.js";
import { type Chance } from "./chance.js";
import { Link, LinkKind } from "./link.js";
import { type AssociationSettings, type SenderSettings } from "./settings.js";

/** An answer that takes longer comes from a server too far to be of use; the next round may begin. */
const ROUND_LOG2 = 2;
const ROUND: Q32 = log2Seconds(ROUND_LOG2);

/** After rounds that went as far as they may, the shortest interval doubles up to this: 512 to 1024 s. */
const LAST_LOG2 = 9;

/** How many of those who refused us are remembered. */
const REFUSALS = 8;

export class Search {
  readonly link: Link;
  /** The group. */
  readonly to = new Endpoint();
  /** What an answer of this round gives back as its origin. */
  readonly nonce = new Timestamp();
  readonly nextAt = new Instant();
  readonly closesAt = new Instant();
  /** Whether servers are wanted. */
  isOn = false;
  /** Whether the answers of a round are waited for, until `closesAt`. */
  isOpen = false;
  private intervalLog2 = ROUND_LOG2;
  private readonly refusals = Array.from({ length: REFUSALS }, () => new Endpoint());
  private nextRefusal = 0;

  /** `index`: its place in `NodeSettings.searches`; `template`: what those that it finds have in common. */
  constructor(
    readonly settings: SenderSettings,
    index: number,
    readonly template: AssociationSettings,
  ) {
    this.link = new Link(LinkKind.Search, settings.family, index);
    this.link.interfaceName = settings.interfaceName;
    this.link.instance = template.instance;
    parseAddress(settings.group, this.to);
    this.to.port = settings.port;
  }

  /** Goes on where `before`, whose round is closed, was. */
  resume(before: Search): void {
    this.isOn = before.isOn;
    this.nextAt.copy(before.nextAt);
    this.link.hops = Math.min(before.link.hops, this.settings.hops);
    this.intervalLog2 = before.intervalLog2;
    for (let i = 0; i < REFUSALS; i++) this.refusals[i].copy(before.refusals[i]);
    this.nextRefusal = before.nextRefusal;
  }

  /** Servers are wanted: from nearby, soon, but not all who search at the same moment. */
  begin(chance: Chance, now: Instant): void {
    this.isOn = true;
    this.link.hops = 1;
    this.intervalLog2 = ROUND_LOG2;
    this.nextAt.copy(now);
    this.nextAt.add(portion(ROUND, chance.next(), SECOND));
  }

  /** A round begins: whatever leaves must carry its nonce. */
  open(chance: Chance, now: Instant): void {
    this.nonce.set(chance.next(), chance.next());
    this.isOpen = true;
    this.closesAt.copy(now);
    this.closesAt.add(ROUND);
    const interval = log2Seconds(this.intervalLog2);
    this.nextAt.copy(now);
    this.nextAt.add(interval + portion(interval, chance.next(), SECOND));
  }

  /** The round's request has left: the next one goes farther, or comes later. */
  widen(): void {
    const { link, settings } = this;
    if (link.hops < settings.hops) link.hops = Math.min(2 * link.hops, settings.hops);
    else this.intervalLog2 = Math.min(this.intervalLog2 + 1, LAST_LOG2);
  }

  /** The server at `address` refused us (RFC 5905 section 7.4): it is wanted no more, though it answers. */
  refuse(address: Endpoint): void {
    this.refusals[this.nextRefusal].copy(address);
    this.nextRefusal = (this.nextRefusal + 1) % REFUSALS;
  }

  hasRefused(address: Endpoint): boolean {
    for (let i = 0; i < REFUSALS; i++) if (this.refusals[i].sameAddress(address)) return true;
    return false;
  }

  /** Whether `other` asks the same by the same way. */
  isSame(other: Search): boolean {
    const { settings: one } = this;
    const { settings: two } = other;
    return (
      one.interfaceName === two.interfaceName &&
      one.group === two.group &&
      one.family === two.family &&
      one.port === two.port &&
      one.keyId === two.keyId &&
      this.template.instance === other.template.instance
    );
  }
}
