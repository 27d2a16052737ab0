/**
 * Access control: which right a sender has, by access lists, and how often it may ask.
 *
 * The rights are those of H3C's and Huawei's routers. Of each family by itself: without any of them, or where
 * none of the lists that they name exists, everyone is a peer; else a sender has the first right whose list
 * permits it.
 */
import { log2Seconds } from "../time/fixed.js";
import { type Instant } from "../time/moment.js";
import { never } from "../time/never.js";
import { type Endpoint, Family } from "../wire/address.js";
import { Kiss } from "../wire/kiss.js";
import { permits, type AclSettings } from "./acl.js";
import { leaks, type Chance } from "./chance.js";
import { type Link } from "./link.js";
import { RateTable } from "./rate-table.js";
import { sendersOf } from "./sender-table.js";
import { type NodeSettings } from "./settings.js";
import { Verdict } from "./verdict.js";

/** What a sender may do, in the order in which rights are matched. */
export const enum Right {
  /** Ask for the time and send control queries; and this node may synchronize to it. */
  Peer,
  /** Ask for the time and send control queries. */
  Server,
  /** Ask for the time. */
  Synchronization,
  /** Send control queries. */
  Query,
  /** Nothing. */
  None,
}

/** Who has a right: `ntp-service access {peer | server | synchronization | query} acl`. */
export interface AccessSettings {
  readonly right: Right.Peer | Right.Server | Right.Synchronization | Right.Query;
  readonly family: Family;
  /** The access list, which need not exist. */
  readonly acl: number;
}

/** Whose requests are counted: `ntp-service access limited acl`. */
export interface LimitSettings {
  readonly family: Family;
  /** The access list, which need not exist. */
  readonly acl: number;
}

/** A right, and the list that says whose. */
interface Grant {
  readonly right: Right;
  readonly acl: AclSettings;
}

/** Scopes are the numbers of zones, and below 0 those of VPN instances: first the public one. */
const PUBLIC_SCOPE = -1;

export class Access {
  private readonly chance: Chance;
  private readonly senders: number;
  private grants: readonly Grant[] = [];
  private limits: readonly AclSettings[] = [];
  private hasGrants4 = false;
  private hasGrants6 = false;
  private answersQueries = true;
  private sendsKisses = false;
  private instances: readonly string[] = [];
  private rates: RateTable | undefined = undefined;

  /** `capacity`: how many associations there can be. */
  constructor(chance: Chance, capacity: number) {
    this.chance = chance;
    this.senders = sendersOf(capacity);
  }

  /** Takes in what of a configuration concerns who may do what. */
  configure(settings: NodeSettings): void {
    const { access, acls, bindings, discardLeastLog2, discardMeanLog2, limits } = settings;
    const find = (family: Family, number: number): AclSettings[] =>
      acls.filter(acl => acl.family === family && acl.number === number);
    const grants = access.flatMap(({ right, family, acl: number }) =>
      find(family, number).map((acl): Grant => ({ right, acl })),
    );
    this.grants = grants.sort((a, b) => a.right - b.right);
    this.hasGrants4 = grants.some(({ acl }) => acl.family === Family.IPv4);
    this.hasGrants6 = grants.some(({ acl }) => acl.family === Family.IPv6);
    this.limits = limits.flatMap(({ family, acl }) => find(family, acl));
    this.answersQueries = settings.answersQueries;
    this.sendsKisses = settings.sendsKisses;
    this.instances = [...new Set(bindings.map(({ instance }) => instance))];
    if (limits.length > 0 || settings.sendsKisses) this.rates ??= new RateTable(this.senders);
    this.rates?.configure(log2Seconds(discardLeastLog2), log2Seconds(discardMeanLog2));
  }

  /** The right of whoever sends from `from`. Allocates nothing. */
  rightOf(from: Endpoint): Right {
    if (!this.isRestricted(from)) return Right.Peer;
    const grants = this.grants;
    for (let i = 0; i < grants.length; i++) {
      const { acl, right } = grants[i];
      if (acl.family === from.family && permits(acl.rules, from)) return right;
    }
    return Right.None;
  }

  /** Whether lists say which senders of the family of `from` have rights. Allocates nothing. */
  isRestricted(from: Endpoint): boolean {
    return from.family === Family.IPv4 ? this.hasGrants4 : this.hasGrants6;
  }

  /** Whether this node may synchronize to `from`, whoever asked whom. Allocates nothing. */
  mayFollow(from: Endpoint): boolean {
    return this.rightOf(from) === Right.Peer;
  }

  /**
   * Whether `from` may send control queries; `noquery` refuses them whatever the lists say. Allocates
   * nothing.
   */
  mayQuery(from: Endpoint): boolean {
    return this.answersQueries && includesQueries(this.rightOf(from));
  }

  /**
   * Whether a request for the time, of one who may ask, keeps to its rate: `Answered`, or `Limited`.
   * Allocates nothing.
   */
  judgeRate(link: Link, from: Endpoint, now: Instant): Verdict.Answered | Verdict.Limited {
    if (this.limits.length === 0 || !this.isLimited(from)) return Verdict.Answered;
    if (this.rates!.take(from, this.scopeOf(link, from), now)) return Verdict.Answered;
    return leaks(this.chance) ? Verdict.Answered : Verdict.Limited;
  }

  /**
   * What `from`, whose request met with `verdict`, is told by a kiss-o'-death; 0: nothing. Allocates nothing.
   */
  kissFor(verdict: Verdict, link: Link, from: Endpoint, now: Instant): Kiss.Deny | Kiss.Rate | 0 {
    const isRefused = verdict === Verdict.NoAccess || verdict === Verdict.Limited;
    if (!isRefused || !this.sendsKisses) return 0;
    if (!this.rates!.mayKiss(from, this.scopeOf(link, from), now)) return 0;
    return verdict === Verdict.NoAccess ? Kiss.Deny : Kiss.Rate;
  }

  /** Allocates nothing. */
  private isLimited(from: Endpoint): boolean {
    const limits = this.limits;
    for (let i = 0; i < limits.length; i++)
      if (limits[i].family === from.family && permits(limits[i].rules, from)) return true;
    return false;
  }

  /**
   * Equal addresses in two VPN instances are two senders, and so are equal link-local ones on two links.
   * Allocates nothing.
   */
  scopeOf(link: Link, { zone }: Endpoint): number {
    return zone !== 0 ? zone : PUBLIC_SCOPE - 1 - this.instanceOf(link);
  }

  /** The number of the VPN instance that a link is in; -1: the public one. Allocates nothing. */
  instanceOf({ instance }: Link): number {
    return this.instances.indexOf(instance);
  }
}

/** Whether `right` lets its holder ask for the time. Allocates nothing. */
export function includesTime(right: Right): boolean {
  switch (right) {
    case Right.Peer:
    case Right.Server:
    case Right.Synchronization:
      return true;
    case Right.Query:
    case Right.None:
      return false;
    default:
      return never(right);
  }
}

/** Whether `right` lets its holder send control queries, unless `noquery`. Allocates nothing. */
function includesQueries(right: Right): boolean {
  switch (right) {
    case Right.Peer:
    case Right.Server:
    case Right.Query:
      return true;
    case Right.Synchronization:
    case Right.None:
      return false;
    default:
      return never(right);
  }
}
