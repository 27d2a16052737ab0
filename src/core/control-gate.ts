/**
 * Whose control queries are looked at: of those that have the right, each at a rate. Who has none gets
 * nothing at all, so that nobody is flooded by way of a node. Allocates nothing.
 */
import { SECOND } from "../time/fixed.js";
import { type Instant } from "../time/moment.js";
import { type Endpoint } from "../wire/address.js";
import { hasMore, isError, isResponse, offsetOf } from "../wire/control.js";
import { type Datagram } from "../wire/datagram.js";
import { MAX_VERSION, versionOf } from "../wire/header.js";
import { Layout } from "../wire/trailer.js";
import { type Access } from "./access.js";
import { type Link } from "./link.js";
import { RateTable } from "./rate-table.js";
import { Verdict } from "./verdict.js";

/** How many askers are held to their rate, and what that is: eight queries at once, two a second. */
const ASKERS = 64;
const INTERVAL = SECOND / 2;

export class ControlGate {
  /** Whether the service is on. */
  isOpen = false;

  readonly #access: Access;
  readonly #rates = new RateTable(ASKERS);

  constructor(access: Access) {
    this.#access = access;
    this.#rates.configure(0, INTERVAL);
  }

  /**
   * `QueryAnswered`, where a datagram of mode 6 is to have an answer, if only that it is wrong. What comes
   * too often is never answered: who sends it may do so in another's name.
   */
  judge(link: Link, datagram: Datagram, layout: Layout, from: Endpoint, now: Instant): Verdict {
    if (layout === Layout.Malformed) return Verdict.Malformed;
    if (!this.isOpen) return Verdict.ServiceOff;
    const version = versionOf(datagram);
    if (version === 0 || version > MAX_VERSION) return Verdict.BadVersion;
    if (isResponse(datagram)) return Verdict.UnexpectedMode;
    // An error, or a part of something longer: no request is.
    if (isError(datagram) || hasMore(datagram) || offsetOf(datagram) !== 0) return Verdict.Malformed;
    if (from.port === 0) return Verdict.WrongSource;
    if (!this.#access.mayQuery(from)) return Verdict.NoAccess;
    const isInTime = this.#rates.take(from, this.#access.scopeOf(link, from), now);
    return isInTime ? Verdict.QueryAnswered : Verdict.Limited;
  }
}
