/**
 * Whose control queries are looked at: of those that have the right, each at a rate, and all that prove
 * nothing at another: whatever names they come in, nobody is flooded by way of a node. Who has no right gets
 * nothing at all. Allocates nothing.
 */
import { SECOND } from "../time/fixed.js";
import { type Instant } from "../time/moment.js";
import { type Endpoint } from "../wire/address.js";
import { hasMore, isError, isResponse, offsetOf } from "../wire/control.js";
import { type Datagram } from "../wire/datagram.js";
import { MAX_VERSION, versionOf } from "../wire/header.js";
import { Layout } from "../wire/trailer.js";
import { type Access } from "./access.js";
import { type Credentials } from "./credentials.js";
import { type Link } from "./link.js";
import { RateTable } from "./rate-table.js";
import { TICKS, ticksOf } from "./sender-table.js";
import { Verdict } from "./verdict.js";

/** How many askers are held to their rate, and what that is: eight queries at once, two a second. */
const ASKERS = 64;
const INTERVAL = SECOND / 2;

/** Queries without a good MAC, whoever sends them: so many at once, and one in so many ticks, 32 a second. */
const UNPROVEN_AT_ONCE = 64;
const UNPROVEN_GAP = TICKS / 32;

export class ControlGate {
  /** Whether the service is on. */
  isOpen = false;

  readonly #access: Access;
  readonly #rates = new RateTable(ASKERS);
  /** In ticks: when the unproven queries taken so far will have been paid for. */
  #unprovenPaidAt = -Infinity;

  constructor(access: Access) {
    this.#access = access;
    this.#rates.configure(0, INTERVAL);
  }

  /**
   * `QueryAnswered`, where a datagram of mode 6 is to have an answer, if only that it is wrong. What comes
   * too often is never answered: who sends it may do so in another's name.
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
    if (!this.#access.mayQuery(from)) return Verdict.NoAccess;
    if (!this.#rates.take(from, this.#access.scopeOf(link, from), now)) return Verdict.Limited;
    const isInTime = credentials.provenKeyId() !== 0 || this.#takeUnproven(now);
    return isInTime ? Verdict.QueryAnswered : Verdict.Limited;
  }

  #takeUnproven(now: Instant): boolean {
    const at = ticksOf(now);
    const owed = Math.max(this.#unprovenPaidAt - at, 0);
    if (owed > (UNPROVEN_AT_ONCE - 1) * UNPROVEN_GAP) return false;
    this.#unprovenPaidAt = at + owed + UNPROVEN_GAP;
    return true;
  }
}
