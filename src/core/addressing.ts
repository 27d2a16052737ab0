/**
 * Which of its addresses an association asks: its one address, or one after the other of those that its name
 * resolves to, until one answers. Passed over are those that refused us, and those that another
 * association has: one server must not count as two.
 */
import { parseAddress } from "../wire/address-text.js";
import { Endpoint } from "../wire/address.js";
import { type Instant } from "../time/moment.js";
import { type Association } from "./association.js";
import { type Core } from "./core.js";
import { Happening } from "./happening.js";
import { awaitPoll, isHeldBack, spreadInterval } from "./pace.js";
import { Pace } from "./schedule.js";
import { isRefused, mergeAddresses } from "./server-address.js";
import { Standing } from "./verdict.js";

/** Half a minute, doubled with each fruitless round up to 17 minutes: when a name is looked up again. */
const RESOLVE_LOG2 = 5;
const RESOLVE_MAX_LOG2 = 10;

export class Addressing {
  private readonly core: Core;
  private readonly associations: readonly Association[];

  /** `associations`: the whole pool, for good. */
  constructor(core: Core, associations: readonly Association[]) {
    this.core = core;
    this.associations = associations;
  }

  /** A source just configured: its address is read or asked for. */
  start(association: Association, now: Instant): void {
    const { host, port } = association.settings!;
    const literal = new Endpoint();
    association.isNamed = !parseAddress(host, literal);
    if (association.isNamed) return this.lookUp(association, now);
    association.addresses = mergeAddresses([], [literal], port);
    this.use(association, 0, now);
  }

  /** Asks for the addresses of a name, unless that is under way. Allocates nothing. */
  lookUp(association: Association, now: Instant): void {
    this.lookUpLater(association, now);
    if (association.isResolving) return;
    association.isResolving = true;
    this.core.sink.resolve(association, association.settings!.family);
  }

  /** The answer to `Sink.resolve`; empty: there is no such name, or nobody to ask. */
  resolved(association: Association, found: readonly Endpoint[], now: Instant): void {
    association.isResolving = false;
    if (found.length === 0) {
      this.core.sink.report(Happening.NameNotFound, association, 0);
      association.schedule.fruitlessRounds++;
      return this.lookUpLater(association, now);
    }
    association.addresses = mergeAddresses(association.addresses, found, association.settings!.port);
    this.useFrom(association, 0, now);
  }

  /** Another address of the same name; after the last one the name is looked up again. Allocates nothing. */
  useNext(association: Association, now: Instant): void {
    this.useFrom(association, association.addressIndex + 1, now);
  }

  /** The server refused us (RFC 5905 section 7.4): it is not asked again. Allocates nothing. */
  refused(association: Association, now: Instant): void {
    association.addresses[association.addressIndex].isDenied = true;
    this.useNext(association, now);
  }

  /** The server wants to be asked half as often, by whichever way we come back to it. Allocates nothing. */
  limited(association: Association, rateFloorLog2: number): void {
    const { addresses, addressIndex } = association;
    if (addressIndex < addresses.length) addresses[addressIndex].rateFloorLog2 = rateFloorLog2;
    association.rateFloorLog2 = rateFloorLog2;
    association.pollLog2 = rateFloorLog2;
  }

  /**
   * The association other than `association` that asks the server at `endpoint` in the same VPN instance; one
   * that nobody configured would give way. Allocates nothing.
   */
  holder(endpoint: Endpoint, association: Association): Association | undefined {
    for (let i = 0; i < this.associations.length; i++) {
      const other = this.associations[i];
      const { settings } = other;
      if (other === association || settings === undefined || other.addressIndex < 0) continue;
      if (settings.isDynamic || settings.instance !== association.settings!.instance) continue;
      if (other.address.equals(endpoint)) return other;
    }
    return undefined;
  }

  /** Allocates nothing. */
  private useFrom(association: Association, from: number, now: Instant): void {
    const { addresses, schedule } = association;
    let isShared = false;
    for (let i = from; i < addresses.length; i++) {
      const { endpoint, isCurrent, isDenied } = addresses[i];
      if (!isCurrent || isDenied) continue;
      if (this.holder(endpoint, association) === undefined) return this.use(association, i, now);
      isShared = true;
    }
    association.forget();
    if (isRefused(addresses)) {
      association.standing = Standing.Denied;
      return;
    }
    association.addressIndex = -1;
    if (isShared) this.core.sink.report(Happening.SameServer, association, 0);
    if (schedule.fruitlessRounds++ === 0 && from > 0) this.lookUp(association, now);
    else this.lookUpLater(association, now);
  }

  /** Allocates nothing. */
  private use(association: Association, index: number, now: Instant): void {
    const { endpoint, rateFloorLog2 } = association.addresses[index];
    association.forget();
    association.addressIndex = index;
    association.address.copy(endpoint);
    association.rateFloorLog2 = rateFloorLog2;
    association.pollLog2 = Math.max(association.settings!.minPollLog2, rateFloorLog2);
    // When a server that complained was last asked is forgotten: the next time is an interval from now.
    if (isHeldBack(association)) awaitPoll(association, this.core.chance, now);
    else association.schedule.begin(Pace.FastStart, now);
  }

  /** Also the deadline of a look-up that is never answered. Allocates nothing. */
  private lookUpLater(association: Association, now: Instant): void {
    const { schedule } = association;
    const log2 = Math.min(RESOLVE_LOG2 + schedule.fruitlessRounds, RESOLVE_MAX_LOG2);
    schedule.begin(Pace.Steady, now);
    schedule.nextAt.add(spreadInterval(log2, this.core.chance));
  }
}
