/**
 * Debugging: what is switched on is told as it happens, to whoever listens. Off, or while nobody listens, it
 * costs a comparison for a packet; else it makes texts, and nothing is spared.
 */
import { isObjection } from "../core/authentication.js";
import { type Association } from "../core/association.js";
import { LinkKind, type Link } from "../core/link.js";
import { Verdict } from "../core/verdict.js";
import { type Q32 } from "../time/fixed.js";
import { Timestamp } from "../time/moment.js";
import { never } from "../time/never.js";
import { formatAddress } from "../wire/address-text.js";
import { type Endpoint } from "../wire/address.js";
import { type Datagram } from "../wire/datagram.js";
import {
  adjustmentText,
  filterText,
  packetLines,
  sampleText,
  selectionText,
  systemLines,
  validityText,
} from "./debug-text.js";
import { type Reported } from "./surroundings.js";
import { verdictName } from "./verdict-name.js";

/** What can be switched on, as the vendors name it. */
export const enum Topic {
  Access,
  Adjustment,
  Authentication,
  Event,
  Filter,
  Packet,
  Parameter,
  Refclock,
  Selection,
  Synchronization,
  Validity,
  /** One past the last. */
  Count,
}

/** As in `debugging ntp-service`. */
export function topicName(topic: Topic): string {
  switch (topic) {
    case Topic.Access:
      return "access";
    case Topic.Adjustment:
      return "adjustment";
    case Topic.Authentication:
      return "authentication";
    case Topic.Event:
      return "event";
    case Topic.Filter:
      return "filter";
    case Topic.Packet:
      return "packet";
    case Topic.Parameter:
      return "parameter";
    case Topic.Refclock:
      return "refclock";
    case Topic.Selection:
      return "selection";
    case Topic.Synchronization:
      return "synchronization";
    case Topic.Validity:
      return "validity";
    case Topic.Count:
      return "";
    default:
      return never(topic);
  }
}

/** Sees the packets of a node, and the samples of its reference clocks. */
export interface NodeWatch {
  /** Before anything is done with it. */
  arrived(link: Link, datagram: Datagram, from: Endpoint): void;
  judged(link: Link, from: Endpoint, verdict: Verdict): void;
  /** Complete as it is. */
  leaves(link: Link, datagram: Datagram, to: Endpoint): void;
  /** A reference clock was asked: its time less ours was `offset`, as good as `dispersion`. */
  sampled(association: Association, offset: Q32, dispersion: Q32): void;
}

/** Whose packets and samples `watch` sees; undefined: nobody does. */
export interface Watched {
  watch: NodeWatch | undefined;
}

/** Told of `lines`, under a mnemonic. */
export type DebugListener = (mnemonic: string, lines: readonly string[]) => void;

export class Debugging implements NodeWatch {
  private readonly reported: Reported;
  private readonly watched: Watched;
  private readonly topics = new Set<Topic>();
  private listeners: readonly DebugListener[] = [];
  /** What was last told of these. */
  private selection = "";
  private adjustment = "";
  /** When the clock was last seen to be updated. */
  private readonly updated = new Timestamp();

  constructor(reported: Reported, watched: Watched) {
    this.reported = reported;
    this.watched = watched;
  }

  isOn(topic: Topic): boolean {
    return this.topics.has(topic);
  }

  /** Whether it is on, and somebody listens. */
  tells(topic: Topic): boolean {
    return this.isOn(topic) && this.listeners.length > 0;
  }

  switchOn(topic: Topic): void {
    this.topics.add(topic);
    this.follow();
  }

  switchOff(topic: Topic): void {
    this.topics.delete(topic);
    this.follow();
  }

  listen(listener: DebugListener): void {
    this.listeners = [...this.listeners, listener];
    this.follow();
  }

  /** `listener` is told nothing more. */
  forget(listener: DebugListener): void {
    this.listeners = this.listeners.filter(one => one !== listener);
    this.follow();
  }

  /** What happened, in words. */
  happened(text: string): void {
    this.tell(Topic.Event, "event", text);
  }

  arrived(link: Link, datagram: Datagram, from: Endpoint): void {
    if (this.isOn(Topic.Packet))
      this.tell(
        Topic.Packet,
        "packet_rcv",
        ...packetLines(`packet from ${formatAddress(from)}`, datagram, link),
      );
  }

  leaves(link: Link, datagram: Datagram, to: Endpoint): void {
    if (this.isOn(Topic.Packet))
      this.tell(Topic.Packet, "packet_xmt", ...packetLines(`packet to ${formatAddress(to)}`, datagram, link));
  }

  judged(link: Link, from: Endpoint, verdict: Verdict): void {
    const sender = formatAddress(from);
    this.tell(Topic.Validity, "validity", validityText(sender, verdict));
    if (isObjection(verdict))
      this.tell(Topic.Authentication, "authentication", `${sender}: ${verdictName(verdict)}`);
    if (verdict === Verdict.NoAccess || verdict === Verdict.Limited)
      this.tell(Topic.Access, "access", `${sender}: ${verdictName(verdict)}`);
    if (verdict !== Verdict.Sampled) return;
    this.tellOfSample(this.associationOf(link, from));
  }

  sampled(association: Association, offset: Q32, dispersion: Q32): void {
    this.tell(Topic.Refclock, "refclock", sampleText(association, offset, dispersion));
    this.tellOfSample(association);
  }

  private follow(): void {
    this.watched.watch = this.topics.size > 0 && this.listeners.length > 0 ? this : undefined;
  }

  private tellOfSample(association: Association | undefined): void {
    if (association !== undefined) this.tell(Topic.Filter, "filter", filterText(association));
    this.tellOfClock();
  }

  /** Selection and the clock are told of when they have changed. */
  private tellOfClock(): void {
    const { associations, system } = this.reported;
    const selection = selectionText(associations);
    if (selection !== this.selection) this.tell(Topic.Selection, "selection", selection);
    this.selection = selection;
    if (!system.reference.equals(this.updated))
      this.tell(Topic.Parameter, "parameter", ...systemLines(system));
    this.updated.copy(system.reference);
    const adjustment = adjustmentText(system);
    if (adjustment === this.adjustment) return;
    this.adjustment = adjustment;
    this.tell(Topic.Adjustment, "adjustment", adjustment);
    this.tell(Topic.Synchronization, "synchronization", adjustment);
  }

  private associationOf(link: Link, from: Endpoint): Association | undefined {
    const { associations } = this.reported;
    return link.kind === LinkKind.Exchange
      ? associations[link.index]
      : associations.find(({ address, isInUse }) => isInUse && address.sameAddress(from));
  }

  private tell(topic: Topic, mnemonic: string, ...lines: readonly string[]): void {
    if (!this.isOn(topic)) return;
    for (const listener of this.listeners) listener(`debug_NTP_${mnemonic}`, lines);
  }
}
