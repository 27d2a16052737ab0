/**
 * An engine that is watched while it takes a datagram: it may answer only whom the protocol lets it answer, with no
 * more than was sent, and what it refuses changes nothing that selection, discipline or the clock goes by.
 */
import assert from "node:assert/strict";
import { type Association } from "../../../src/core/association.js";
import { Link, LinkKind } from "../../../src/core/link.js";
import { isSymmetric, type AssociationKind } from "../../../src/core/settings.js";
import { type System } from "../../../src/core/system.js";
import { Verdict } from "../../../src/core/verdict.js";
import { Timestamp } from "../../../src/time/moment.js";
import { Family, type Endpoint } from "../../../src/wire/address.js";
import { type Datagram } from "../../../src/wire/datagram.js";
import { HEADER_LENGTH, Mode, modeOf, versionOf } from "../../../src/wire/header.js";
import { assembled } from "../../support/control.js";
import { Rig } from "../../support/engine-rig.js";

/** After these nothing may have changed. */
const REFUSALS: ReadonlySet<Verdict> = new Set([
  Verdict.Malformed,
  Verdict.BadVersion,
  Verdict.ServiceOff,
  Verdict.WrongSource,
  Verdict.BogusOrigin,
  Verdict.Duplicate,
  Verdict.Reflected,
  Verdict.TooSoon,
  Verdict.TooLate,
  Verdict.NoMac,
  Verdict.UntrustedKey,
  Verdict.OtherKey,
  Verdict.ForbiddenKey,
  Verdict.WrongMac,
  Verdict.NoAccess,
  Verdict.Limited,
  Verdict.Unsuitable,
  Verdict.QueryAnswered,
  Verdict.QueryRefused,
]);

/** Messages of an answer to a control query: more would make of a query a flood for somebody. */
const MOST_MESSAGES = 8;

/** A datagram as it came, for it is answered over itself. */
interface Came {
  readonly mode: Mode;
  readonly version: number;
  readonly length: number;
}

export class Watched extends Rig {
  readonly #always: readonly Link[] = [
    this.service,
    linkOf(LinkKind.Service, Family.IPv6),
    linkOf(LinkKind.Broadcast, Family.IPv4),
    linkOf(LinkKind.Group, Family.IPv4),
    linkOf(LinkKind.Sender, Family.IPv4, 0),
  ];
  readonly #open = new Set<Link>();
  readonly #shown = new Timestamp();

  /** The sockets that something may come in by now. */
  get openLinks(): Link[] {
    return [...this.#always, ...this.#open];
  }

  override send(...packet: Parameters<Rig["send"]>): boolean {
    const [link] = packet;
    // Peers hear by service sockets.
    const isSymmetricOne = link.kind === LinkKind.Exchange && isSymmetric(this.#kindOf(link));
    const hasOwn = link.kind === LinkKind.Search || link.kind === LinkKind.Exchange;
    if (hasOwn && !isSymmetricOne) this.#open.add(link);
    return super.send(...packet);
  }

  override close(link: Link): void {
    this.#open.delete(link);
    super.close(link);
  }

  /** Hands the engine a datagram, and checks what it does. */
  hear(link: Link, datagram: Datagram, from: Endpoint): Verdict {
    const { engine, now } = this;
    const { mode, version, length } = {
      mode: modeOf(datagram),
      version: versionOf(datagram),
      length: datagram.length,
    };
    const before = engine.associations.map(stateOf);
    const system = stateOfSystem(engine.system);
    const clock = this.#clock();
    const counted = this.#counted();
    const [requests, answers] = [this.requests.length, this.answers.length];

    const verdict = engine.packet(link, datagram, from, now, now);

    assert.ok(verdict >= 0 && verdict < Verdict.Count, `verdict ${verdict}`);
    assert.ok(this.#counted() >= counted, "no verdict is taken back");
    const sent = [...this.requests.slice(requests), ...this.answers.slice(answers)];
    this.#checkSent(sent, { mode, version, length }, link);
    if (REFUSALS.has(verdict)) {
      const after = engine.associations.map(stateOf);
      // A question may have made its sender a peer, however it was answered.
      const places = before.map((state, i) =>
        state === "" && mode === Mode.SymmetricActive ? "" : after[i],
      );
      assert.deepEqual(places, before, `an association changed, verdict ${verdict}`);
      assert.equal(stateOfSystem(engine.system), system, `the system changed, verdict ${verdict}`);
      assert.equal(this.#clock(), clock, `the clock changed, verdict ${verdict}`);
    }
    return verdict;
  }

  #checkSent(sent: readonly { bytes: Uint8Array }[], { mode, version, length }: Came, { kind }: Link): void {
    if (sent.length === 0) return;
    if (mode === Mode.Control && kind === LinkKind.Service) {
      assert.ok(sent.length <= MOST_MESSAGES, `${sent.length} messages for one query`);
      assembled(sent.map(({ bytes }) => bytes));
      return;
    }
    assert.ok(sent.length <= 1, `${sent.length} packets for one`);
    assert.ok(
      sent[0].bytes.length <= Math.max(length, HEADER_LENGTH),
      `${sent[0].bytes.length} octets for ${length}`,
    );
    const isUnspecified = mode === Mode.Unspecified && version === 1;
    const isAsked = mode === Mode.SymmetricActive || mode === Mode.Client || isUnspecified;
    const isHeard = mode === Mode.Broadcast && kind !== LinkKind.Service;
    const isFound = mode === Mode.Server && (kind === LinkKind.Search || kind === LinkKind.Exchange);
    // A passive peer's own question is answered by who speaks to it in mode 1.
    const isPeers = mode === Mode.SymmetricPassive && kind === LinkKind.Service;
    assert.ok(isAsked || isHeard || isFound || isPeers, `mode ${mode} was answered`);
  }

  #kindOf({ index }: Link): AssociationKind {
    return this.engine.associations[index].settings!.kind;
  }

  #counted(): number {
    return this.engine.verdicts.reduce((sum, count) => sum + count, 0);
  }

  #clock(): string {
    this.engine.clock.read(this.now, this.#shown);
    return `${this.#shown.seconds} ${this.#shown.fraction}`;
  }
}

function linkOf(kind: LinkKind, family: Family, index = -1): Link {
  const link = new Link(kind, family, index);
  link.interfaceName = "eth0";
  link.followsServers = kind !== LinkKind.Service;
  link.answersClients = kind === LinkKind.Group;
  return link;
}

/** What selection and polling go by; empty: the place is free. */
function stateOf(one: Association): string {
  const { settings, address, filter, reach, pollLog2, stratum, leap, standing, isProven, exchange } = one;
  if (settings === undefined) return "";
  // Not its dispersion: that ages whenever it is looked at.
  const { offset, delay, jitter, sampleCount } = filter;
  const samples = [offset, delay, jitter, sampleCount];
  const { word3, port } = address;
  return [
    settings.kind,
    word3,
    port,
    ...samples,
    reach,
    pollLog2,
    stratum,
    leap,
    standing,
    isProven,
    exchange.isOpen,
  ].join();
}

function stateOfSystem(system: System): string {
  const { leap, stratum, rootDelay, rootDispersion, refid, peer, offset, jitter, frequency, clockState } =
    system;
  return [
    leap,
    stratum,
    rootDelay,
    rootDispersion,
    refid,
    peer?.id,
    offset,
    jitter,
    frequency,
    clockState,
  ].join();
}
