/**
 * Whose control queries are looked at: of those that have the right, each at a rate, and at another all that
 * prove nothing, and all by one key: a MAC does not say where from, so who has seen one may send it again in
 * others' names. Whatever names they come in, nobody is flooded by way of a node. Who has no right gets
 * nothing at all.
 */
import { SECOND } from "../time/fixed.js";
import { type Instant } from "../time/moment.js";
import { type Endpoint } from "../wire/address.js";
import { hasMore, isError, isResponse, offsetOf } from "../wire/control.js";
import { type Datagram } from "../wire/datagram.js";
import { MAX_VERSION, versionOf } from "../wire/header.js";
import { Layout } from "../wire/trailer.js";
import { type Access } from "./access.js";
import { Buckets } from "./buckets.js";
import { type Credentials } from "./credentials.js";
import { type Link } from "./link.js";
import { RateTable } from "./rate-table.js";
import { sendersOf } from "./sender-table.js";
import { type NodeSettings } from "./settings.js";
import { Verdict } from "./verdict.js";

/** How many askers are held to their rate at most, and what that is: eight queries at once, two a second. */
const MOST_ASKERS = 64;
const INTERVAL = SECOND / 2;

/** Queries by one key, or without a good MAC, whoever sends them. */
const ALL_AT_ONCE = 64;
const ALL_A_SECOND = 32;

export class ControlGate {
  private readonly access: Access;
  private readonly rates: RateTable;
  /** The first is of those that prove nothing; keys share one whose ids are so many apart as there are. */
  private buckets = new Buckets(1, ALL_AT_ONCE, ALL_A_SECOND);
  private isOpen = false;

  /** `capacity`: how many associations there can be. */
  constructor(access: Access, capacity: number) {
    this.access = access;
    this.rates = new RateTable(Math.min(sendersOf(capacity), MOST_ASKERS));
    this.rates.configure(0, INTERVAL);
  }

  /** Takes in whether the service is on, and how many keys there are. */
  configure({ enabled, keys }: NodeSettings): void {
    this.isOpen = enabled;
    const count = 1 + keys.length;
    if (count !== this.buckets.count) this.buckets = new Buckets(count, ALL_AT_ONCE, ALL_A_SECOND);
  }

  /**
   * `QueryAnswered`, where a datagram of mode 6 is to have an answer, if only that it is wrong. What comes
   * too often is never answered: who sends it may do so in another's name. Allocates nothing.
   */
  judge(link: Link, datagram: Datagram, credentials: Credentials, from: Endpoint, now: Instant): Verdict {
    if (credentials.layout === Layout.Malformed) return Verdict.Malformed;
    if (!this.isOpen) return Verdict.ServiceOff;
    const version = versionOf(datagram);
    if (version === 0 || version > MAX_VERSION) return Verdict.BadVersion;
    if (isResponse(datagram)) return Verdict.UnexpectedMode;
    // An error, or a part of something longer: no request is.
    if (isError(datagram) || hasMore(datagram) || offsetOf(datagram) !== 0) return Verdict.Malformed;
    if (from.port === 0) return Verdict.WrongSource;
    if (!this.access.mayQuery(from)) return Verdict.NoAccess;
    if (!this.rates.take(from, this.access.scopeOf(link, from), now)) return Verdict.Limited;
    const keyId = credentials.provenKeyId();
    const bucket = keyId === 0 ? 0 : 1 + (keyId % (this.buckets.count - 1));
    return this.buckets.take(bucket, now) ? Verdict.QueryAnswered : Verdict.Limited;
  }
}
