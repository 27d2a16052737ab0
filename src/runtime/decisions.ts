/**
 * Decisions as text: every call that the engine makes on its sink, one line each, with the counter's
 * time. Two versions of the code replay one recording, and `diff` shows where they part.
 */
import { type Association } from "../core/association.js";
import { type Objection } from "../core/authentication.js";
import { type Happening } from "../core/happening.js";
import { LinkKind, type Link } from "../core/link.js";
import { type Seal, type Sink } from "../core/sink.js";
import { type Verdict } from "../core/verdict.js";
import { type Q32, type Rate } from "../time/fixed.js";
import { type Instant } from "../time/moment.js";
import { never } from "../time/never.js";
import { formatAddress } from "../wire/address-text.js";
import { type Endpoint, type Family } from "../wire/address.js";
import { type Datagram } from "../wire/datagram.js";
import { type WriteLine } from "./recording.js";

/** Writes each call down, then passes it on. */
export class DecisionLog implements Sink {
  private readonly next: Sink;
  private readonly write: WriteLine;

  constructor(next: Sink, write: WriteLine) {
    this.next = next;
    this.write = write;
  }

  send(link: Link, datagram: Datagram, to: Endpoint, seal: Seal, keyId: number): boolean {
    const key = keyId === 0 ? "" : ` key ${keyId}`;
    this.write(`send ${linkName(link)} ${formatAddress(to)} ${to.port} seal ${seal}${key}`);
    return this.next.send(link, datagram, to, seal, keyId);
  }

  close(link: Link): void {
    this.write(`close ${linkName(link)}`);
    this.next.close(link);
  }

  wakeAt(at: Instant): void {
    this.write(`wake ${at.seconds} ${at.fraction}`);
    this.next.wakeAt(at);
  }

  measure(association: Association): void {
    this.write(`measure ${association.id}`);
    this.next.measure(association);
  }

  sense(): void {
    this.write("sense");
    this.next.sense();
  }

  resolve(association: Association, family: Family | undefined): void {
    this.write(`resolve ${association.id} ${JSON.stringify(association.settings!.host)} ${family ?? 0}`);
    this.next.resolve(association, family);
  }

  step(offset: Q32): void {
    this.write(`step ${offset}`);
    this.next.step(offset);
  }

  steer(frequency: Rate, slew: Rate): void {
    this.write(`steer ${frequency} ${slew}`);
    this.next.steer(frequency, slew);
  }

  unproven(
    association: Association | undefined,
    from: Endpoint,
    keyId: number,
    objection: Objection,
    count: number,
  ): void {
    const sender = formatAddress(from);
    this.write(`unproven ${association?.id ?? "-"} ${sender} key ${keyId} ${objection} times ${count}`);
    this.next.unproven(association, from, keyId, objection, count);
  }

  report(happening: Happening, association: Association | undefined, value: number): void {
    this.write(`report ${happening} ${association?.id ?? "-"} ${value}`);
    this.next.report(happening, association, value);
  }

  /** What became of a packet; with the sample that it made. */
  judged(link: Link, verdict: Verdict, associations: readonly Association[]): void {
    const sample = link.kind === LinkKind.Exchange ? sampleText(associations[link.index]) : "";
    this.write(`verdict ${linkName(link)} ${verdict}${sample}`);
  }
}

function linkName(link: Link): string {
  switch (link.kind) {
    case LinkKind.Service:
      return "service";
    case LinkKind.Exchange:
      return `exchange ${link.index}`;
    case LinkKind.Broadcast:
      return `broadcast ${link.interfaceName}`;
    case LinkKind.Group:
      return `group ${link.interfaceName}`;
    case LinkKind.Sender:
      return `sender ${link.index}`;
    case LinkKind.Search:
      return `search ${link.index} hops ${link.hops}`;
    default:
      return never(link.kind);
  }
}

function sampleText({ filter, standing, reach }: Association): string {
  const { offset, delay, dispersion, jitter } = filter;
  const values = ` offset ${offset} delay ${delay} dispersion ${dispersion} jitter ${jitter}`;
  return `${values} standing ${standing} reach ${reach}`;
}
