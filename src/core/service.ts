/**
 * The service: what becomes of requests for the time, sent to this node or to a group that it is in. One is
 * answered, refused by a kiss-o'-death, or dropped. Allocates nothing.
 */
import { type Instant } from "../time/moment.js";
import { Family, type Endpoint } from "../wire/address.js";
import { type Datagram } from "../wire/datagram.js";
import { MAX_VERSION, Mode, modeOf, stratumOf, versionOf } from "../wire/header.js";
import { KEY_ID_LENGTH, Layout } from "../wire/trailer.js";
import { includesTime, type Access } from "./access.js";
import { Leap, MAXSTRAT } from "./association.js";
import { type Core } from "./core.js";
import { type Credentials } from "./credentials.js";
import { LinkKind, type Link } from "./link.js";
import { answerMode, type Server } from "./server.js";
import { type NodeSettings } from "./settings.js";
import { Seal } from "./sink.js";
import { type System } from "./system.js";
import { type SystemProcess } from "./system-process.js";
import { Verdict } from "./verdict.js";

/** Before it, a stratum of 0 had no codes (RFC 5905 section 7.4). */
const FIRST_KISSED_VERSION = 4;

export class Service {
  private readonly core: Core;
  private readonly access: Access;
  private readonly server: Server;
  private readonly process: SystemProcess;
  private isOn4 = false;
  private isOn6 = false;

  constructor(core: Core, access: Access, server: Server, process: SystemProcess) {
    this.core = core;
    this.access = access;
    this.server = server;
    this.process = process;
  }

  /** Takes in what of a configuration concerns whom to answer. */
  configure({ enabled, isServerOff4, isServerOff6 }: NodeSettings): void {
    this.isOn4 = enabled && !isServerOff4;
    this.isOn6 = enabled && !isServerOff6;
  }

  /**
   * What becomes of `datagram`, of any mode, which belongs to no association; an answer is written over it.
   */
  take(
    link: Link,
    datagram: Datagram,
    credentials: Credentials,
    from: Endpoint,
    arrivedAt: Instant,
    now: Instant,
  ): Verdict {
    const mode = answerMode(modeOf(datagram), versionOf(datagram));
    const verdict = this.judge(link, datagram, credentials, mode, from, now);
    let keyId = 0;
    if (verdict !== Verdict.Answered) {
      if (!isUnproven(verdict) || link.kind !== LinkKind.Service) {
        this.kiss(verdict, link, datagram, credentials, mode, from, now);
        return verdict;
      }
    } else if (credentials.layout !== Layout.Plain) keyId = credentials.answerKeyId;
    this.server.answer(datagram, mode, arrivedAt, this.process.rootDispersion(now));
    if (verdict !== Verdict.Answered) addCryptoNak(datagram);
    this.core.sink.send(link, datagram, from, Seal.Transmit, keyId);
    return verdict;
  }

  /** `Answered`, where an answer of `mode` is to be made of it, or why not. */
  private judge(
    link: Link,
    datagram: Datagram,
    credentials: Credentials,
    mode: Mode,
    from: Endpoint,
    now: Instant,
  ): Verdict {
    const access = this.access;
    if (credentials.layout === Layout.Malformed) return Verdict.Malformed;
    if (!(from.family === Family.IPv4 ? this.isOn4 : this.isOn6)) return Verdict.ServiceOff;
    const version = versionOf(datagram);
    if (version === 0 || version > MAX_VERSION) return Verdict.BadVersion;
    if (mode === Mode.Unspecified) return Verdict.UnexpectedMode;
    if (from.port === 0) return Verdict.WrongSource;
    if (!includesTime(access.rightOf(from))) return Verdict.NoAccess;
    if (access.judgeRate(link, from, now) === Verdict.Limited) return Verdict.Limited;
    return this.core.authentication.isOn ? this.prove(datagram, credentials) : Verdict.Answered;
  }

  /** Who asks for the time need prove nothing; one who would be a peer, or claims to have a key, must. */
  private prove(datagram: Datagram, credentials: Credentials): Verdict {
    const isClaim = credentials.layout !== Layout.Plain || modeOf(datagram) === Mode.SymmetricActive;
    return (isClaim ? credentials.objection() : undefined) ?? Verdict.Answered;
  }

  /**
   * Tells the sender of a request why it is not answered; what was asked in a group, nobody in particular
   * was.
   */
  private kiss(
    verdict: Verdict,
    link: Link,
    datagram: Datagram,
    credentials: Credentials,
    mode: Mode,
    from: Endpoint,
    now: Instant,
  ): void {
    if (mode === Mode.Unspecified || link.kind !== LinkKind.Service) return;
    if (versionOf(datagram) < FIRST_KISSED_VERSION) return;
    const code = this.access.kissFor(verdict, link, from, now);
    if (code === 0) return;
    const keyId = credentials.provenKeyId();
    this.server.kiss(datagram, mode, code);
    this.core.sink.send(link, datagram, from, Seal.Complete, keyId);
  }
}

/** Whether a MAC was not by a key that both sides know: its sender is told so (section 9.2). */
function isUnproven(verdict: Verdict): boolean {
  return verdict === Verdict.UntrustedKey || verdict === Verdict.WrongMac;
}

/** In place of a MAC; shorter than any, so that nobody is sent more than he sent. */
function addCryptoNak(datagram: Datagram): void {
  datagram.view.setUint32(datagram.length, 0);
  datagram.length += KEY_ID_LENGTH;
}

/**
 * Whether this node answers a search in a group: only who has the time answers it, and is no farther from a
 * primary server than who asks, if that is said (RFC 5905 section 9.2, A.5.1). What is malformed is for
 * whoever judges it next.
 */
export function answersSearch(datagram: Datagram, layout: Layout, { leap, stratum }: System): boolean {
  if (layout === Layout.Malformed) return true;
  const theirs = stratumOf(datagram);
  return stratum < MAXSTRAT && leap !== Leap.Unsynchronized && (theirs === 0 || stratum <= theirs);
}
