/**
 * Selection: which associations to follow, and what they say together. RFC 5905 section 11.2.
 *
 * Fitness, intersection, clustering, combining, in this order; each association is left with the standing at
 * which it dropped out. The node's own reference clock takes no part: it agrees with whatever we have, so it
 * must neither vote nor dilute, and is followed only when nothing else is left. Peers vote; not all may lead.
 * Who came of his own accord has no vote beside those who were chosen, but agrees with them or does not.
 */
import { half, log2Seconds, MINDISP, wander, type Q32 } from "../time/fixed.js";
import { type Instant } from "../time/moment.js";
import { type Association, Leap, MAXSTRAT } from "./association.js";
import { Clustering } from "./clustering.js";
import { Intersection } from "./intersection.js";
import { type HeldClock, mayLead, NO_SERVER_STRATUM, Voice, voiceOf } from "./lead.js";
import { AssociationKind, isSymmetric } from "./settings.js";
import { Standing } from "./verdict.js";

/** The `localStratum` of a node that has no reference clock of its own. */
export const NO_LOCAL_STRATUM = 17;

/** From here on a source cannot be served onward: its clients would be of stratum 16. */
const LAST_STRATUM = MAXSTRAT - 1;

/** Fewer samples than this say too little of a source, and nothing of how they scatter. */
const ENOUGH = 3;

/** A source this part as near as the nearest still has its say in where the clock is to be. */
const LEAST_SAY = 1 / 3;

export interface SelectionRules {
  /** RFC 5905 MAXDIST. */
  readonly maxDistance: Q32;
  /** Whether servers may be followed, and not the local clock alone. */
  readonly followsServers: boolean;
  /** What the node's own reference clock serves; `NO_LOCAL_STRATUM`: it has none. */
  readonly localStratum: number;
  /** Without a source. */
  readonly held: HeldClock;
}

export class Selection {
  /** The system peer; undefined: there is nothing to follow, and the other fields are what they were. */
  peer: Association | undefined = undefined;
  /** How many associations have their part in `offset`. */
  survivors = 0;
  /** THETA, the combined offset; positive: our clock is behind. */
  offset: Q32 = 0;
  /** PSI, the error to be expected in it. */
  jitter: Q32 = 0;
  rootDelay: Q32 = 0;
  rootDispersion: Q32 = 0;

  private readonly intersection: Intersection;
  private readonly clustering: Clustering;
  /** Those fit to be compared, as places in the pool, and by place how far each may be wrong. */
  private readonly fit: number[];
  private readonly distance: Q32[];
  private fitCount = 0;
  private associations: readonly Association[] = [];
  private isPreferred = false;

  /** `capacity`: the size of the pool of associations. */
  constructor(capacity: number) {
    this.fit = new Array<number>(capacity).fill(0);
    this.distance = this.fit.slice();
    this.intersection = new Intersection(capacity);
    this.clustering = new Clustering(capacity, this.intersection.middle, this.distance);
  }

  /** How many are followed: the survivors, or the one of them that is preferred (A.5.5.5). */
  get followed(): number {
    return this.isPreferred ? 1 : this.survivors;
  }

  /** The `i`th of those. */
  follows(i: number): Association {
    return this.isPreferred ? this.peer! : this.associations[this.clustering.id(i)];
  }

  /**
   * How far those seem ahead of what all sources say (`Path.bias`), weighted as in `offset`; but who is much
   * farther than the nearest has no say: its path may be more lopsided than the other is long.
   */
  bias(): Q32 {
    let biases = 0;
    let weights = 0;
    for (let i = 0; i < this.followed; i++) {
      const weight = this.isPreferred ? 1 : this.clustering.weight(i);
      if (weight < LEAST_SAY) continue;
      biases += this.follows(i).path.bias * weight;
      weights += weight;
    }
    return Math.round(biases / weights);
  }

  /**
   * Judges all `associations` (the whole pool; free places are passed over), leaving each its `standing` and
   * its filter aged to `now`. `Denied` and `Loop` are for the caller to say and to take back: they stay.
   */
  select(associations: readonly Association[], now: Instant, rules: SelectionRules): void {
    const before = this.peer;
    this.peer = undefined;
    this.associations = associations;
    this.isPreferred = false;
    const local = this.intersect(associations, now, rules);
    this.judge(associations, now, rules);
    this.cluster(associations);
    this.survivors = this.clustering.count;
    if (this.survivors > 0 && rules.followsServers) this.follow(associations, before);
    else if (local !== undefined) this.followLocal(local);
  }

  /** Fitness of each, and the interval of the fit; answers the local clock where it is fit. */
  private intersect(
    associations: readonly Association[],
    now: Instant,
    rules: SelectionRules,
  ): Association | undefined {
    this.intersection.clear();
    this.fitCount = 0;
    let local: Association | undefined;
    let loudest = Voice.None;
    for (let i = 0; i < associations.length; i++) {
      const association = associations[i];
      if (association.settings === undefined) continue;
      association.filter.ageTo(now);
      const distance = (this.distance[i] = rootDistance(association));
      const standing = fitness(association, distance, rules);
      association.standing = standing;
      if (standing === Standing.LastResort && local === undefined) local = association;
      if (standing !== Standing.Candidate) continue;
      this.fit[this.fitCount++] = i;
      const voice = voiceOf(association);
      if (voice < loudest) {
        loudest = voice;
        this.intersection.clear();
      }
      if (voice === loudest) this.intersection.add(i, association.filter.offset, distance);
    }
    return local;
  }

  /** Tells truechimers from falsetickers, and leaves in `clustering` those of them that may be followed. */
  private judge(associations: readonly Association[], now: Instant, rules: SelectionRules): void {
    const clustering = this.clustering;
    clustering.clear();
    const isFound = this.intersection.find();
    let serverStratum = NO_SERVER_STRATUM;
    for (let i = 0; i < this.fitCount; i++) {
      const place = this.fit[i];
      const association = associations[place];
      if (!isFound || !this.intersection.holds(association.filter.offset, this.distance[place]))
        association.standing = Standing.Falseticker;
      else if (!isSymmetric(association.settings!.kind))
        serverStratum = Math.min(serverStratum, association.stratum);
    }
    const heldDistance = serverStratum === NO_SERVER_STRATUM ? rules.held.distance(now) : 0;
    for (let i = 0; i < this.fitCount; i++) {
      const place = this.fit[i];
      const { filter, settings, standing, stratum } = associations[place];
      const distance = this.distance[place];
      if (standing !== Standing.Candidate) continue;
      if (isSymmetric(settings!.kind) && !mayLead(stratum, distance, serverStratum, heldDistance))
        associations[place].standing = Standing.Follower;
      else
        clustering.add(place, stratum * rules.maxDistance + distance, filter.offset, filter.jitter, distance);
    }
  }

  /** Leaves the survivors in `clustering`, best first. */
  private cluster(associations: readonly Association[]): void {
    const clustering = this.clustering;
    clustering.rank();
    for (let place = clustering.outlyer(); place >= 0; place = clustering.outlyer()) {
      const association = associations[clustering.id(place)];
      if (association.settings?.prefer) break;
      association.standing = Standing.Outlyer;
      clustering.remove(place);
    }
  }

  /** Chooses the system peer among the survivors and inherits from it (figure 25). */
  private follow(associations: readonly Association[], before: Association | undefined): void {
    const clustering = this.clustering;
    let peer = associations[clustering.id(0)];
    for (let i = 0; i < clustering.count && !this.isPreferred; i++) {
      const survivor = associations[clustering.id(i)];
      this.isPreferred = survivor.settings?.prefer === true;
      // Hopping between equals would add the difference of their errors as jitter.
      if (this.isPreferred || (survivor === before && survivor.stratum === peer.stratum)) peer = survivor;
    }
    clustering.combine();
    const { filter } = peer;
    // A preferred peer is believed alone (A.5.5.5).
    this.offset = this.isPreferred ? filter.offset : clustering.offset;
    const scatter = clustering.selectionJitter;
    const own = this.isPreferred ? filter.jitter : clustering.peerJitter;
    this.jitter = Math.round(Math.sqrt(scatter * scatter + own * own));
    this.inherit(peer);
  }

  private followLocal(local: Association): void {
    this.survivors = 1;
    this.offset = local.filter.offset;
    this.jitter = local.filter.jitter;
    this.inherit(local);
  }

  private inherit(peer: Association): void {
    const { filter } = peer;
    const increment = filter.knownDispersion + this.jitter + Math.abs(this.offset);
    peer.standing = Standing.SystemPeer;
    this.peer = peer;
    this.rootDelay = peer.rootDelay + filter.delay;
    // Between quick machines of one stratum a loop must run up a distance; a receiver follows nobody.
    const isReceiver = peer.settings!.kind === AssociationKind.ReferenceClock;
    this.rootDispersion = peer.rootDispersion + (isReceiver ? increment : Math.max(increment, MINDISP));
  }
}

/**
 * The largest error of the offset that an association gives, as of when its filter was last aged (A.5.5.2):
 * half the round trip to the primary server, all dispersion on the way, and the jitter: the half-width of the
 * interval that holds the true offset. What is missing in the filter makes what is there no worse, and would
 * hide for minutes that two sources exclude each other.
 */
export function rootDistance({ filter, rootDelay, rootDispersion }: Association): Q32 {
  return (
    half(Math.max(rootDelay + filter.delay, MINDISP)) +
    rootDispersion +
    filter.knownDispersion +
    filter.jitter
  );
}

/** `Candidate` (the local clock: `LastResort`), or why one wrong by up to `distance` is none (A.5.5.3). */
function fitness(association: Association, distance: Q32, rules: SelectionRules): Standing {
  const { standing, stratum } = association;
  if (standing === Standing.Denied || standing === Standing.Loop) return standing;
  if (!association.isHeard) return Standing.Unheard;
  if (association.reach === 0) return Standing.Unreachable;
  if (association.leap === Leap.Unsynchronized || stratum >= MAXSTRAT) return Standing.Unsynchronized;
  const isLocal = association.settings?.kind === AssociationKind.LocalClock;
  if (stratum >= LAST_STRATUM || (!isLocal && stratum >= rules.localStratum)) return Standing.BadStratum;
  if (isLocal) return Standing.LastResort; // It is the time we have: at no distance from it.
  if (association.filter.sampleCount < ENOUGH) return Standing.Unproven;
  if (distance <= rules.maxDistance) return Standing.Candidate;
  const wandered = wander(log2Seconds(association.pollLog2));
  return distance > rules.maxDistance + wandered ? Standing.TooFar : Standing.Candidate;
}
