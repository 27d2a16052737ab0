/**
 * Control queries (RFC 9327): who is answered, and what with. A query is read, then written over by the first
 * message of its answer. Nothing can be changed by one but the counts of events, which begin anew once they
 * are told, and nothing is kept of who asks but how often.
 */
import { Instant, Timestamp } from "../time/moment.js";
import { type Endpoint } from "../wire/address.js";
import { ControlItems } from "../wire/control-items.js";
import { ControlWriter } from "../wire/control-writer.js";
import {
  associationIdOf,
  CONTROL_HEADER_LENGTH,
  ControlError,
  countOf,
  Opcode,
  opcodeOf,
  writeError,
} from "../wire/control.js";
import { type Datagram } from "../wire/datagram.js";
import { Layout } from "../wire/trailer.js";
import { type Access } from "./access.js";
import { type Association } from "./association.js";
import { ASSOCIATION_VARIABLES, associationId } from "./association-variables.js";
import { CLOCK_VARIABLES, findClock } from "./clock-variables.js";
import { type Codes } from "./codes.js";
import { ControlGate } from "./control-gate.js";
import { ControlNonce } from "./control-nonce.js";
import { associationStatus, systemStatus } from "./control-status.js";
import { Variables } from "./control-variables.js";
import { type Core } from "./core.js";
import { type Credentials } from "./credentials.js";
import { type EventCounts } from "./event-counts.js";
import { type Link } from "./link.js";
import { MruQuery } from "./mru-query.js";
import { RecentSenders } from "./recent-senders.js";
import { sendersOf } from "./sender-table.js";
import { isAtHand, type NodeSettings } from "./settings.js";
import { Seal } from "./sink.js";
import { SYSTEM_VARIABLES, type SystemSubject } from "./system-variables.js";
import { type SystemProcess } from "./system-process.js";
import { Verdict } from "./verdict.js";

/** Messages end at a multiple of 4 octets, before a MAC at one of 8. */
const UNIT = 4;
const KEYED_UNIT = 8;

/** What the parts of the engine give it. */
export interface ControlParts {
  readonly core: Core;
  readonly access: Access;
  readonly codes: Codes;
  readonly process: SystemProcess;
  readonly events: EventCounts;
  /** By `Verdict`, as `Engine.verdicts`. */
  readonly verdicts: ArrayLike<number>;
}

export class Control {
  readonly recent: RecentSenders;
  readonly startedAt = new Instant();

  private readonly parts: ControlParts;
  private readonly associations: readonly Association[];
  private readonly subject: SystemSubject;
  private readonly gate: ControlGate;
  private readonly nonce: ControlNonce;
  private readonly mru: MruQuery;
  private readonly items = new ControlItems();
  private readonly ofSystem = new Variables(SYSTEM_VARIABLES);
  private readonly ofAssociation = new Variables(ASSOCIATION_VARIABLES);
  private readonly ofClock = new Variables(CLOCK_VARIABLES);
  private readonly out = new ControlWriter(datagram => this.send(datagram));
  // Where the answer goes.
  private link: Link | undefined = undefined;
  private to: Endpoint | undefined = undefined;
  private keyId = 0;

  /** `associations`: the whole pool, for good. */
  constructor(parts: ControlParts, associations: readonly Association[]) {
    const { core, codes, verdicts } = parts;
    const recent = (this.recent = new RecentSenders(sendersOf(associations.length)));
    this.parts = parts;
    this.associations = associations;
    this.subject = {
      ...{ core, recent, verdicts, startedAt: this.startedAt },
      ...{ now: new Instant(), clock: new Timestamp(), rootDispersion: 0, broadcastDelayUs: 0 },
    };
    this.nonce = new ControlNonce(core.chance, codes);
    this.mru = new MruQuery(recent, core.clock);
    this.gate = new ControlGate(parts.access, associations.length);
  }

  /** Takes in what of a configuration queries can ask for. */
  configure(settings: NodeSettings): void {
    this.gate.configure(settings);
    this.recent.isOn = settings.enabled && settings.answersQueries;
    this.subject.broadcastDelayUs = settings.broadcastDelayUs;
  }

  /** A packet that begins with `octet` came: kept where it may be asked for. Allocates nothing. */
  note(link: Link, from: Endpoint, octet: number, now: Instant): void {
    if (!this.recent.isOn) return;
    const { access } = this.parts;
    this.recent.note(from, access.scopeOf(link, from), access.instanceOf(link), octet, now);
  }

  /**
   * What becomes of a datagram of mode 6 that came to a service port; answers are written over it. Values are
   * told as texts, which are given back soon; nothing is kept but the secret of the first nonce.
   */
  take(link: Link, datagram: Datagram, credentials: Credentials, from: Endpoint, now: Instant): Verdict {
    const verdict = this.gate.judge(link, datagram, credentials, from, now);
    if (verdict !== Verdict.QueryAnswered) return verdict;
    this.link = link;
    this.to = from;
    this.keyId = credentials.provenKeyId();
    const objection = credentials.layout === Layout.Authenticated ? credentials.objection() : undefined;
    if (objection !== undefined) return this.refuse(datagram, ControlError.Authentication, objection);
    const error = this.answer(datagram, now);
    return error === undefined ? verdict : this.refuse(datagram, error, Verdict.QueryRefused);
  }

  private refuse(datagram: Datagram, error: ControlError, verdict: Verdict): Verdict {
    writeError(datagram, error);
    this.send(datagram);
    return verdict;
  }

  /** Answers, or says why there is no answer. */
  private answer(datagram: Datagram, now: Instant): ControlError | undefined {
    this.items.read(datagram, CONTROL_HEADER_LENGTH, CONTROL_HEADER_LENGTH + countOf(datagram));
    const id = associationIdOf(datagram);
    switch (opcodeOf(datagram)) {
      case Opcode.ReadStatus:
        return id === 0 ? this.readStatus(datagram) : this.readAssociation(datagram, id);
      case Opcode.ReadVariables:
        return id === 0 ? this.readSystem(datagram, now) : this.readAssociation(datagram, id);
      case Opcode.ReadClockVariables:
        return this.readClock(datagram, id);
      case Opcode.RequestNonce:
        this.begin(datagram, 0);
        this.writeNonce(now);
        return this.end();
      case Opcode.ReadMru:
        return this.readMru(datagram, now);
      case Opcode.WriteVariables:
      case Opcode.WriteClockVariables:
      case Opcode.Configure:
      case Opcode.SaveConfiguration:
        return ControlError.Prohibited;
      default:
        return ControlError.UnknownOpcode;
    }
  }

  /** Which associations there are, and the status word of each. */
  private readStatus(datagram: Datagram): undefined {
    const { core } = this.parts;
    const associations = this.associations;
    this.beginSystem(datagram);
    for (let i = 0; i < associations.length; i++) {
      const association = associations[i];
      if (!association.isInUse) continue;
      this.out.word(associationId(association));
      this.out.word(associationStatus(association, core.system, core.authentication));
    }
    return this.end();
  }

  private readSystem(datagram: Datagram, now: Instant): ControlError | undefined {
    if (!this.ofSystem.read(this.items)) return ControlError.VariableName;
    const subject = this.subject;
    subject.now.copy(now);
    this.parts.core.clock.read(now, subject.clock);
    subject.rootDispersion = this.parts.process.rootDispersion(now);
    this.beginSystem(datagram);
    this.ofSystem.write(this.out, subject);
    return this.end();
  }

  private readAssociation(datagram: Datagram, id: number): ControlError | undefined {
    const { core } = this.parts;
    const association = this.find(id);
    if (association === undefined) return ControlError.Association;
    if (!this.ofAssociation.read(this.items)) return ControlError.VariableName;
    this.begin(datagram, associationStatus(association, core.system, core.authentication));
    association.eventCount = 0;
    this.ofAssociation.write(this.out, association);
    return this.end();
  }

  /** 0 is the clock that there is. */
  private readClock(datagram: Datagram, id: number): ControlError | undefined {
    const association = id === 0 ? findClock(this.associations) : this.find(id);
    if (association === undefined || !isAtHand(association.settings!.kind)) return ControlError.Association;
    if (!this.ofClock.read(this.items)) return ControlError.VariableName;
    this.begin(datagram, 0);
    this.ofClock.write(this.out, association);
    return this.end();
  }

  private readMru(datagram: Datagram, now: Instant): ControlError | undefined {
    const { access } = this.parts;
    const items = this.items;
    let isProven = false;
    this.mru.begin();
    while (items.next()) {
      if (items.isNamed("nonce")) {
        isProven = this.nonce.isGood(items, this.to!, access.scopeOf(this.link!, this.to!), now);
        continue;
      }
      const error = this.mru.take(items);
      if (error !== undefined) return error;
    }
    if (!isProven) return ControlError.Prohibited;
    const error = this.mru.select(access.instanceOf(this.link!), now);
    if (error !== undefined) return error;
    this.begin(datagram, 0);
    this.writeNonce(now);
    this.mru.write(this.out, now);
    return this.end();
  }

  private writeNonce(now: Instant): void {
    this.nonce.write(this.out, this.to!, this.parts.access.scopeOf(this.link!, this.to!), now);
  }

  private find(id: number): Association | undefined {
    const association = this.associations[id - 1];
    return association?.isInUse ? association : undefined;
  }

  private beginSystem(datagram: Datagram): void {
    const { core, events } = this.parts;
    this.begin(datagram, systemStatus(core.system, events));
    events.count = 0;
  }

  private begin(datagram: Datagram, status: number): void {
    this.out.begin(datagram, status, this.keyId === 0 ? UNIT : KEYED_UNIT);
  }

  private end(): undefined {
    this.out.end();
  }

  private send(datagram: Datagram): void {
    this.parts.core.sink.send(this.link!, datagram, this.to!, Seal.Complete, this.keyId);
  }
}
