/**
 * The pool of associations and who is in it. A new configuration keeps the sources that it still names:
 * their samples and reach go on undisturbed, whatever else is said of them now.
 */
import { type Instant } from "../time/moment.js";
import { type Endpoint } from "../wire/address.js";
import { Association, Commons } from "./association.js";
import { sourcesOf } from "./clocks-at-hand.js";
import { Happening } from "./happening.js";
import { instanceOf } from "./instances.js";
import { isPassing } from "./lifetime.js";
import {
  AssociationKind,
  HearingKind,
  type HearingSettings,
  type SenderSettings,
  type AssociationSettings,
  type NodeSettings,
} from "./settings.js";
import { type Sink } from "./sink.js";

/** Told of each change, one association at a time. */
export interface RosterChanges {
  joined(association: Association): void;
  /** Called while its settings are still known; takes it out of the pool. */
  leaving(association: Association): void;
}

export class Roster {
  /** Every place, in use or not. */
  readonly places: readonly Association[];

  private readonly sink: Pick<Sink, "report">;
  private maxDynamic = 0;
  /** Whether broadcast servers may take places. */
  private canListen = false;

  /** `capacity`: how many associations there can be at once. */
  constructor(sink: Pick<Sink, "report">, capacity: number) {
    this.sink = sink;
    const commons = new Commons();
    this.places = Array.from({ length: capacity }, (_, id) => new Association(id, commons));
  }

  /** From now on every place may be a peer's. */
  makeRoomForPeers(): void {
    for (const place of this.places) place.makeRoomForPeer();
  }

  /** Makes the pool hold what `settings` asks for, and the dynamic associations that it allows. */
  reconcile(settings: NodeSettings, changes: RosterChanges, now: Instant): void {
    if (!this.canListen && settings.hearings.some(({ kind }) => kind !== HearingKind.Manycast)) {
      this.canListen = true;
      for (const place of this.places) place.makeRoomToListen();
    }
    const wanted = settings.enabled ? sourcesOf(settings) : [];
    this.maxDynamic = settings.maxDynamicSessions;
    for (const place of this.places) {
      if (!place.isInUse) continue;
      if (place.settings!.isDynamic && settings.enabled && isHeardStill(place, settings)) continue;
      const still = wanted.find(other => isSameSource(place.settings!, other));
      if (still !== undefined) {
        place.retune(still);
        continue;
      }
      changes.leaving(place);
    }
    for (const one of wanted) {
      if (this.places.some(place => place.isInUse && isSameSource(place.settings!, one))) continue;
      const free = this.places.find(place => !place.isInUse) ?? this.leastWanted(now);
      if (free === undefined) {
        this.sink.report(Happening.PoolFull, undefined, 0);
        continue;
      }
      if (free.isInUse) changes.leaving(free);
      free.mobilize(one);
      this.sink.report(Happening.AssociationMobilized, free, 0);
      changes.joined(free);
    }
  }

  /** Of the dynamic associations one that has proved nothing, or else the one that was silent for longest. */
  private leastWanted(now: Instant): Association | undefined {
    const dynamic = this.places.filter(({ settings }) => settings?.isDynamic);
    const passing = dynamic.filter(one => isPassing(one, now));
    const [first, ...others] = passing.length > 0 ? passing : dynamic;
    return others.reduce((one, other) => (other.acceptedAt.since(one.acceptedAt) < 0 ? other : one), first);
  }

  /**
   * Has each dynamic association leave whose address a configured one has: one server must not count as two.
   */
  dropDoubles(leave: (association: Association) => void): void {
    for (const place of this.places) if (place.settings?.isDynamic && this.isDouble(place)) leave(place);
  }

  private isDouble({ address, settings }: Association): boolean {
    return this.places.some(
      other =>
        other.settings?.isDynamic === false &&
        other.settings.instance === settings!.instance &&
        other.addressIndex >= 0 &&
        other.address.sameAddress(address),
    );
  }

  /**
   * A place for a dynamic association with `address` under `settings`, which many can share; undefined: the
   * pool is full, or there are as many as there may be. Allocates nothing.
   */
  mobilize(settings: AssociationSettings, address: Endpoint, now: Instant): Association | undefined {
    let free: Association | undefined;
    let oldest: Association | undefined;
    let dynamic = 0;
    for (let i = 0; i < this.places.length; i++) {
      const place = this.places[i];
      if (place.settings === undefined) free ??= place;
      else if (place.settings.isDynamic) dynamic++;
      const isOlder = oldest === undefined || place.acceptedAt.since(oldest.acceptedAt) < 0;
      if (isOlder && isPassing(place, now)) oldest = place;
    }
    // More than there may be: those that were there before the configuration changed stay.
    if (dynamic > this.maxDynamic) return undefined;
    const place = dynamic < this.maxDynamic && free !== undefined ? free : oldest;
    if (place === undefined) return undefined;
    if (place.isInUse) this.retire(place);
    place.mobilize(settings);
    place.adopt(address, now);
    this.sink.report(Happening.AssociationMobilized, place, 0);
    return place;
  }

  /** Takes `association` out of the pool. */
  retire(association: Association): void {
    this.sink.report(Happening.AssociationDemobilized, association, 0);
    association.demobilize();
  }
}

/** Whether what made a dynamic association could still make it. */
function isHeardStill({ settings: own, heardOn, keyId }: Association, settings: NodeSettings): boolean {
  const { kind, source, family, instance } = own!;
  const interfaceName = kind === AssociationKind.SymmetricPassive ? heardOn?.interfaceName : source;
  if (interfaceName === undefined || instanceOf(settings, interfaceName) !== instance) return false;
  if (kind !== AssociationKind.Client && settings.authenticates && keyId === 0) return false;
  const isHere = (one: SenderSettings | HearingSettings): boolean =>
    one.interfaceName === source && one.family === family;
  switch (kind) {
    case AssociationKind.SymmetricPassive:
      return true;
    case AssociationKind.BroadcastClient:
      return settings.hearings.some(one => one.kind !== HearingKind.Manycast && isHere(one));
    case AssociationKind.Client:
      return settings.searches.some(one => isHere(one) && one.keyId === keyId);
    case AssociationKind.SymmetricActive:
    case AssociationKind.LocalClock:
    case AssociationKind.ReferenceClock:
      return false;
  }
}

/** Whether packets go to the same server by the same way, under the same key. */
function isSameSource(one: AssociationSettings, other: AssociationSettings): boolean {
  return (
    one.kind === other.kind &&
    one.host === other.host &&
    one.family === other.family &&
    one.port === other.port &&
    one.source === other.source &&
    one.instance === other.instance &&
    one.keyId === other.keyId
  );
}
