/**
 * The system process: whenever a source has news, decide whom to follow, correct the clock, and tell
 * the world (RFC 5905 sections 11.2 and 11.3, clock_update of A.5.5.4). Allocates nothing.
 */
import { clamp, MAXDISP, MILLISECOND, MINDISP, PPM, SECOND, type Q32 } from "../time/fixed.js";
import { Instant } from "../time/moment.js";
import { never } from "../time/never.js";
import { addressRefid, type Digest } from "./address-refid.js";
import { Leap, MAXSTRAT, type Association } from "./association.js";
import { type Core } from "./core.js";
import { type Crystal } from "./crystal.js";
import { DisciplineAction } from "./discipline-action.js";
import { Discipline } from "./discipline.js";
import { Happening } from "./happening.js";
import { News } from "./news.js";
import { GAP } from "./pace.js";
import { Pace } from "./schedule.js";
import { NO_LOCAL_STRATUM, Selection } from "./selection.js";
import { AssociationKind, type NodeSettings } from "./settings.js";
import { ClockState } from "./system.js";
import { Standing } from "./verdict.js";

/** How long the first source that could be followed waits for the others: two requests of a fast start. */
const CHOICE_TIME = 2 * GAP;

/** What part of the way to the mean of all sources the clock goes with each sample: without a jump. */
const CENTRING = 8;

/** Chooses, corrects and announces; knows of the network only what is in the associations. */
export class SystemProcess {
  readonly #core: Core;
  readonly #digest: Digest;
  readonly #associations: readonly Association[];
  readonly #selection: Selection;
  readonly #discipline: Discipline;
  readonly #news = new News();
  /** When the system variables were last set: what dispersion grows from. */
  readonly #updatedAt = new Instant();
  readonly #rules = { maxDistance: SECOND, localStratum: NO_LOCAL_STRATUM, followsServers: true };
  /** Since when there has been someone to follow, while the others are waited for. */
  readonly #choosingSince = new Instant();
  #isChoosing = false;

  /** `associations`: the whole pool, for good. */
  constructor(core: Core, digest: Digest, associations: readonly Association[]) {
    this.#core = core;
    this.#digest = digest;
    this.#associations = associations;
    this.#selection = new Selection(associations.length);
    this.#discipline = new Discipline(core.clock);
  }

  /** Takes in what of a configuration concerns the choice of sources. */
  configure(settings: NodeSettings): void {
    this.#rules.maxDistance = settings.maxDistanceSec * SECOND;
    this.#rules.localStratum = settings.localClock?.stratum ?? NO_LOCAL_STRATUM;
    this.#rules.followsServers = settings.disciplinesClock;
    const discipline = this.#discipline;
    discipline.stepThreshold = settings.stepThresholdMs * MILLISECOND;
    discipline.panicThreshold =
      settings.panicThresholdSec === 0 ? Infinity : settings.panicThresholdSec * SECOND;
    discipline.slewMost = Math.round(settings.slewRatePpm * PPM);
    const { peer } = this.#core.system;
    if (peer !== undefined && !peer.isInUse) this.#lose();
  }

  /** What an earlier run knew of this board's crystal. */
  restore(crystal: Crystal, now: Instant): void {
    this.#discipline.restore(crystal, now);
    this.#core.system.frequency = this.#discipline.frequency;
    this.#core.system.clockState = this.#discipline.state;
  }

  /**
   * Root dispersion at `now`: what it was, what the clock may have drifted since, and what it is still on its
   * way to make good.
   */
  rootDispersion(now: Instant): Q32 {
    const { clock, system } = this.#core;
    const drifted = this.#discipline.dispersion(now.since(this.#updatedAt));
    return Math.min(system.rootDispersion + drifted + Math.abs(clock.slewLeft(now)), MAXDISP);
  }

  /** Something has changed: time has passed, or a source has a new sample. */
  update(now: Instant): void {
    const selection = this.#selection;
    selection.select(this.#associations, now, this.#rules);
    const { peer } = selection;
    if (peer === undefined) return this.#lose();
    if (peer.settings!.kind === AssociationKind.ReferenceClock) return this.#followLocal(peer, now);
    if (!this.#isTooEarly(now)) this.#follow(peer, now);
  }

  /** A source is about to leave the pool. */
  left(association: Association): void {
    if (this.#core.system.peer === association) this.#lose();
  }

  /**
   * The first source to have enough samples is microseconds ahead of the others, and may be the one that
   * lies: while unsynchronized, a source is not followed before those that answer, too, can be judged.
   */
  #isTooEarly(now: Instant): boolean {
    const following = this.#core.system.peer?.settings?.kind;
    if (following === AssociationKind.Client) return false;
    if (!this.#isChoosing) this.#choosingSince.copy(now);
    this.#isChoosing = now.since(this.#choosingSince) < CHOICE_TIME && this.#isSomeoneComing();
    return this.#isChoosing;
  }

  #isSomeoneComing(): boolean {
    for (let i = 0; i < this.#associations.length; i++) {
      const { isInUse, schedule, standing } = this.#associations[i];
      if (
        isInUse &&
        schedule.pace === Pace.FastStart &&
        schedule.samples > 0 &&
        standing === Standing.Unproven
      )
        return true;
    }
    return false;
  }

  /** RFC 5905 section 11.3: the discipline takes the combined offset; then we are what our peer is. */
  #follow(peer: Association, now: Instant): void {
    const { system, sink, clock } = this.#core;
    const selection = this.#selection;
    const discipline = this.#discipline;
    // A majority has refuted who taught the clock.
    if (system.peer?.standing === Standing.Falseticker && selection.survivors > 1) discipline.release();
    const { offset } = selection;
    discipline.setPollRange(peer.settings!.minPollLog2, peer.settings!.maxPollLog2);
    this.#takeNews(peer);
    const action = discipline.correct(now);
    system.clockState = discipline.state;
    system.pollLog2 = discipline.pollLog2;
    this.#advisePolls();
    switch (action) {
      case DisciplineAction.Ignored:
        return;
      case DisciplineAction.Stepped:
        this.#moveFilters(now);
        sink.step(discipline.moved);
        sink.report(Happening.Stepped, peer, discipline.moved);
        selection.select(this.#associations, now, this.#rules); // distances count the offset just removed
        break;
      case DisciplineAction.Slewed:
        this.#moveFilters(now);
        sink.steer(discipline.frequency, clock.slewRate);
        break;
      default:
        return never(action);
    }
    system.offset = offset;
    system.jitter = discipline.jitter;
    system.frequency = discipline.frequency;
    system.wander = discipline.wander;
    this.#become(peer, peer.stratum + 1, addressRefid(peer.address, this.#digest), now);
    system.leap = this.#told(Happening.LeapChanged, system.leap, peer.leap);
    system.rootDelay = selection.rootDelay;
    system.rootDispersion = selection.rootDispersion;
  }

  /** The discipline hears all that are followed; whom the system follows, it hears without prejudice. */
  #takeNews(peer: Association): void {
    const news = this.#news;
    const selection = this.#selection;
    const discipline = this.#discipline;
    while (news.next(selection)) {
      const { path, filter } = news.association!;
      if (news.association === peer && (selection.followed === 1 || path.isSettled)) path.biasVariance = 0;
      const { stage } = news;
      discipline.take(path, filter.stageOffset(stage), filter.stageDelay(stage), filter.stageAt(stage));
    }
    const by = Math.round(selection.bias() / CENTRING);
    if (by === 0) return;
    discipline.recentre(by);
    for (let i = 0; i < this.#associations.length; i++) this.#associations[i].path.bias -= by;
  }

  /** Our own clock is the best there is: it needs no correction, and is what we say it is. */
  #followLocal(peer: Association, now: Instant): void {
    const { system } = this.#core;
    system.offset = system.jitter = system.rootDelay = 0;
    system.clockState = ClockState.Synchronized;
    system.pollLog2 = peer.pollLog2;
    this.#become(peer, peer.stratum + 1, peer.address.word3, now);
    system.leap = this.#told(Happening.LeapChanged, system.leap, Leap.None);
    system.rootDispersion = MINDISP;
  }

  #become(peer: Association, stratum: number, refid: number, now: Instant): void {
    const { clock, system, sink } = this.#core;
    const before = system.peer;
    system.peer = peer;
    system.refid = refid;
    clock.read(now, system.reference);
    this.#updatedAt.copy(now);
    if (before === undefined) sink.report(Happening.Synchronized, peer, 0);
    else if (before !== peer) sink.report(Happening.SystemPeerChanged, peer, 0);
    system.stratum = this.#told(Happening.StratumChanged, system.stratum, stratum);
  }

  /** No source is left (A.5.5.1): what we serve says so. The clock goes on as it was taught. */
  #lose(): void {
    const { system, sink } = this.#core;
    const before = system.peer;
    if (before === undefined) return;
    sink.report(Happening.Unsynchronized, before, 0);
    system.peer = undefined;
    system.leap = this.#told(Happening.LeapChanged, system.leap, Leap.Unsynchronized);
    system.stratum = this.#told(Happening.StratumChanged, system.stratum, MAXSTRAT);
    system.refid = 0;
    system.rootDelay = 0;
    system.rootDispersion = MAXDISP;
    this.#discipline.release();
    system.clockState = this.#discipline.state;
  }

  /** What the clock was moved by is no longer between it and the sources. */
  #moveFilters(now: Instant): void {
    const { moved, turned } = this.#discipline;
    for (let i = 0; i < this.#associations.length; i++) {
      const association = this.#associations[i];
      if (association.isInUse) association.filter.steered(moved, turned, now);
    }
  }

  /** All sources are polled as often as the discipline needs, each within what it was told and allowed. */
  #advisePolls(): void {
    for (let i = 0; i < this.#associations.length; i++) {
      const association = this.#associations[i];
      const { settings } = association;
      if (settings === undefined || association.reach === 0) continue;
      const advised = clamp(this.#discipline.pollLog2, settings.minPollLog2, settings.maxPollLog2);
      association.pollLog2 = Math.max(advised, association.rateFloorLog2);
    }
  }

  /** Reports a change and answers the new value. */
  #told<T extends number>(happening: Happening, before: T, after: T): T {
    if (before !== after) this.#core.sink.report(happening, this.#core.system.peer, after);
    return after;
  }
}
