/**
 * The system process: whenever a source has news, decide whom to follow, correct the clock, and tell
 * the world (RFC 5905 sections 11.2 and 11.3, clock_update of A.5.5.4). Allocates nothing.
 */
import { MINDISP, SECOND, type Q32 } from "../time/fixed.js";
import { type Instant } from "../time/moment.js";
import { never } from "../time/never.js";
import { refidOf, type Digest } from "./address-refid.js";
import { Announcement } from "./announcement.js";
import { type Association } from "./association.js";
import { Carrier } from "./carrier.js";
import { Coast } from "./coast.js";
import { configureDiscipline } from "./configure-discipline.js";
import { type Core } from "./core.js";
import { type Crystal } from "./crystal.js";
import { DisciplineAction } from "./discipline-action.js";
import { Discipline } from "./discipline.js";
import { FrequencyLimit } from "./frequency-limit.js";
import { Happening } from "./happening.js";
import { Hearing } from "./hearing.js";
import { Holdover } from "./holdover.js";
import { type LeapSecond } from "./leap-second.js";
import { Loss, lossOf } from "./loss.js";
import { moveFilters } from "./move-filters.js";
import { Muster } from "./muster.js";
import { NO_LOCAL_STRATUM, Selection } from "./selection.js";
import { Objection } from "./objection.js";
import { OffsetWatch } from "./offset-watch.js";
import { advisePolls, setPollRange } from "./polls.js";
import { AssociationKind, type NodeSettings } from "./settings.js";
import { ClockState } from "./system.js";
import { type Temperature } from "./temperature.js";
import { Thermal } from "./thermal.js";
import { turnClock } from "./turn-clock.js";
import { Standing } from "./verdict.js";

/** Chooses, corrects and announces; knows of the network only what is in the associations. */
export class SystemProcess {
  readonly carrier: Carrier;
  readonly coast: Coast;
  private readonly core: Core;
  private readonly digest: Digest;
  private readonly associations: readonly Association[];
  private readonly selection: Selection;
  private readonly muster: Muster;
  private readonly holdover = new Holdover();
  private readonly thermal = new Thermal();
  private readonly discipline: Discipline;
  private readonly limit = new FrequencyLimit();
  private readonly hearing: Hearing;
  private readonly announcement: Announcement;
  private readonly leapSecond: LeapSecond;
  private readonly rules;
  private readonly objection: Objection;
  private readonly offsets: OffsetWatch;

  /** `associations`: the whole pool, for good. */
  constructor(core: Core, digest: Digest, associations: readonly Association[], leapSecond: LeapSecond) {
    this.core = core;
    this.leapSecond = leapSecond;
    this.digest = digest;
    this.associations = associations;
    this.selection = new Selection(associations.length);
    this.muster = new Muster(associations);
    this.discipline = new Discipline(core.clock, this.holdover);
    this.hearing = new Hearing(associations, this.selection, this.discipline);
    this.announcement = new Announcement(core);
    this.objection = new Objection(core.sink);
    this.offsets = new OffsetWatch(core.sink);
    this.carrier = new Carrier(core, this.discipline, this.announcement, associations);
    this.coast = new Coast(core, this.discipline, this.holdover, this.announcement, this.carrier);
    const held = this.coast;
    this.rules = { maxDistance: SECOND, localStratum: NO_LOCAL_STRATUM, followsServers: true, held };
  }

  /** The board had the time, within `error`. */
  boot(error: Q32, now: Instant): void {
    this.announcement.boot(error, now);
    this.discipline.panic.booted(error, now);
  }

  /** Takes in what of a configuration concerns the choice of sources. */
  configure(settings: NodeSettings): void {
    this.rules.maxDistance = this.coast.maxDistance = settings.maxDistanceSec * SECOND;
    this.rules.localStratum = settings.localClock?.stratum ?? NO_LOCAL_STRATUM;
    this.rules.followsServers = settings.disciplinesClock;
    configureDiscipline(this.discipline, settings);
    if (!settings.disciplinesClock) this.coast.loss = Loss.NotWanted;
    if (!settings.enabled) this.coast.loss = Loss.ServiceOff;
  }

  /** Writes down what is known of this board's crystal. */
  remember(into: Crystal): void {
    this.discipline.remember(into);
    this.holdover.remember(into);
    this.thermal.remember(into.thermal);
  }

  /** What an earlier run knew of it. */
  restore(crystal: Crystal, now: Instant): void {
    this.discipline.restore(crystal, now);
    this.holdover.restore(crystal);
    if (crystal.thermal.isKnown) this.thermal.restore(crystal.thermal);
    this.core.system.frequency = this.discipline.frequency;
    this.core.system.clockState = this.discipline.state;
  }

  /** The root dispersion at `now`, grown since the clock was last set right. */
  rootDispersion(now: Instant): Q32 {
    return this.coast.rootDispersion(now);
  }

  /** The board's thermometer shows `temperature`. */
  sensed(temperature: Temperature, now: Instant): void {
    const turned = this.thermal.read(temperature, now);
    if (turned === 0) return;
    turnClock(this.core, this.discipline, 0, turned, now);
    this.holdover.warm(turned);
  }

  /** Something has changed: time has passed, or a source has a new sample. */
  update(now: Instant): void {
    const selection = this.selection;
    selection.select(this.associations, now, this.rules);
    const { peer } = selection;
    if (peer === undefined) return this.goOn(now);
    if (peer.settings!.kind === AssociationKind.LocalClock) return this.followLocal(peer, now);
    const following = this.core.system.peer?.settings?.kind;
    const isFollowing = following !== undefined && following !== AssociationKind.LocalClock;
    if (isFollowing || !this.muster.isTooEarly(now)) this.follow(peer, now);
  }

  /** A source is about to leave the pool. */
  left(association: Association): void {
    this.objection.left(association);
    const { system } = this.core;
    if (system.peer !== association) return;
    const isOurs = association.settings!.kind === AssociationKind.LocalClock;
    this.coast.loss = isOurs ? Loss.ClockRemoved : Loss.SourceRemoved;
    system.peer = undefined;
  }

  /** Sets `into` to when `wake` is due, if it is. */
  nextWake(into: Instant): boolean {
    const { isHolding } = this.announcement;
    const { isReading, readAt } = this.thermal;
    const isReadingFirst = isReading && !(isHolding && this.coast.lookAt.since(readAt) < 0);
    if (isReadingFirst) into.copy(readAt);
    else if (isHolding) into.copy(this.coast.lookAt);
    return isReading || isHolding;
  }

  /** Does what is due: asks for the temperature, looks after a clock that has no source. */
  wake(now: Instant): void {
    if (this.thermal.isReading && now.since(this.thermal.readAt) >= 0) this.core.sink.sense();
    if (this.announcement.isHolding && now.since(this.coast.lookAt) >= 0) this.update(now);
  }

  /** RFC 5905 section 11.3: the discipline takes the combined offset; then we are what our peer is. */
  private follow(peer: Association, now: Instant): void {
    const { system, sink, clock } = this.core;
    const selection = this.selection;
    const discipline = this.discipline;
    // A majority is believed where it refutes who taught the clock, or ends a contradiction.
    const isContradicted = !this.announcement.isSynchronized && this.coast.loss === Loss.Falsetickers;
    const isRefuted = system.peer?.standing === Standing.Falseticker;
    if ((isRefuted || isContradicted) && selection.survivors > 1) discipline.release();
    if (selection.survivors > 1) discipline.panic.outvote();
    const { offset } = selection;
    setPollRange(discipline, peer);
    const hearing = this.hearing;
    hearing.listen(peer);
    this.offsets.update(peer, offset);
    const action = discipline.correct(now);
    if (action === DisciplineAction.Stepped) this.leapSecond.stepped(now);
    this.leapSecond.update(now);
    system.pollLog2 = discipline.pollLog2;
    advisePolls(this.associations, peer, discipline.pollLog2);
    switch (action) {
      case DisciplineAction.Ignored:
        this.objection.resisting(peer, discipline.state === ClockState.Spike);
        if (hearing.refused !== undefined) return this.refuse(hearing.refused, now);
        if (this.announcement.isHolding) this.coast.look(now);
        else system.clockState = discipline.state;
        return;
      case DisciplineAction.Stepped:
        moveFilters(this.associations, discipline.moved, discipline.turned, now);
        this.carrier.interrupt();
        sink.step(discipline.moved);
        sink.report(Happening.Stepped, peer, discipline.moved);
        selection.select(this.associations, now, this.rules); // distances count the offset just removed
        break;
      case DisciplineAction.Slewed:
        moveFilters(this.associations, discipline.moved, discipline.turned, now);
        sink.steer(discipline.frequency, clock.slewRate);
        break;
      default:
        return never(action);
    }
    if (this.thermal.learn(this.holdover.elapsedSec, this.holdover.needed, now)) this.holdover.rethink();
    this.objection.end();
    if (this.limit.isReached(discipline.frequency))
      sink.report(Happening.FrequencyAtLimit, undefined, discipline.frequency);
    system.clockState = discipline.state;
    system.offset = offset;
    system.systemJitter = selection.jitter;
    system.jitter = discipline.jitter;
    system.frequency = discipline.frequency;
    system.wander = discipline.wander;
    this.announcement.become(peer, peer.stratum + 1, refidOf(peer, this.digest), now);
    system.leap = this.announcement.told(Happening.LeapChanged, system.leap, this.leapSecond.indicator);
    system.rootDelay = selection.rootDelay;
    system.rootDispersion = selection.rootDispersion;
  }

  /** Our own clock is the best there is: it needs no correction, and is what we say it is. */
  private followLocal(peer: Association, now: Instant): void {
    const { system } = this.core;
    this.leapSecond.update(now);
    this.offsets.end(peer);
    system.offset = system.systemJitter = system.jitter = system.rootDelay = 0;
    system.clockState = ClockState.Synchronized;
    system.pollLog2 = peer.pollLog2;
    this.announcement.become(peer, peer.stratum + 1, peer.address.word3, now);
    system.leap = this.announcement.told(Happening.LeapChanged, system.leap, this.leapSecond.indicator);
    system.rootDispersion = MINDISP;
  }

  /** Farther off than the clock may be moved: whoever it is, it is not followed, and somebody is told. */
  private refuse(peer: Association, now: Instant): void {
    this.objection.refuse(peer);
    // If who taught the clock is refuted, there is nothing to hold either.
    const isRefuted = this.core.system.peer?.standing === Standing.Falseticker;
    this.coast.loss = isRefuted ? Loss.Falsetickers : Loss.Panic;
    this.coast.goOn(now);
  }

  /** There is nobody to follow. */
  private goOn(now: Instant): void {
    const { peer } = this.core.system;
    this.leapSecond.update(now);
    if (peer !== undefined) this.coast.loss = this.rules.followsServers ? lossOf(peer) : Loss.NotWanted;
    this.coast.goOn(now);
  }
}
