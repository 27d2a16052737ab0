/**
 * The broadcast server: while there is time to be had here, each interface that is to send says what it is
 * (RFC 5905 section 3, mode 5), to all of its subnet or to a group.
 */
import { log2Seconds, portion, SECOND } from "../time/fixed.js";
import { Instant } from "../time/moment.js";
import { parseAddress } from "../wire/address-text.js";
import { Endpoint } from "../wire/address.js";
import { clearHeader, Mode, setPoll } from "../wire/header.js";
import { Leap, MAXSTRAT } from "./association.js";
import { type Core } from "./core.js";
import { Link, LinkKind } from "./link.js";
import { type Server } from "./server.js";
import { type NodeSettings, type SenderSettings } from "./settings.js";
import { Seal } from "./sink.js";
import { type Soonest } from "./soonest.js";

/** On the dot: by when the next one is missing, those who only listen know that nobody speaks any more. */
const POLL_LOG2 = 6;
const INTERVAL = log2Seconds(POLL_LOG2);

/** The first one comes within this, so that servers that start together do not speak together. */
const SOON = 4 * SECOND;

/** One interface that sends, and how often it did. */
export class Sender {
  readonly to = new Endpoint();
  readonly nextAt = new Instant();
  /** Whether `nextAt` is set. */
  isDue = false;
  sent = 0;

  constructor(
    readonly settings: SenderSettings,
    readonly link: Link,
  ) {
    parseAddress(settings.group, this.to);
    this.to.port = settings.port;
  }
}

/** Sends for all senders of the configuration. */
export class BroadcastServer {
  private readonly core: Core;
  private readonly server: Server;
  /** In the order of `NodeSettings.senders`. */
  senders: readonly Sender[] = [];

  constructor(core: Core, server: Server) {
    this.core = core;
    this.server = server;
  }

  /** Takes in whom to send to; who was sent to before is sent to when it was due. */
  configure({ bindings, enabled, senders }: NodeSettings): void {
    const before = this.senders;
    this.senders = (enabled ? senders : []).map((settings, index) => {
      const link = new Link(LinkKind.Sender, settings.family, index);
      link.interfaceName = settings.interfaceName;
      link.instance = bindings.find(one => one.interfaceName === settings.interfaceName)?.instance ?? "";
      const sender = new Sender(settings, link);
      const same = before.find(one => isSame(one.settings, settings));
      if (same === undefined) return sender;
      sender.isDue = same.isDue;
      sender.nextAt.copy(same.nextAt);
      sender.sent = same.sent;
      return sender;
    });
  }

  /** Adds to `next` when each sender is due; who has just got the time to tell, soon. Allocates nothing. */
  plan(next: Soonest, now: Instant): void {
    for (let i = 0; i < this.senders.length; i++) {
      const sender = this.senders[i];
      if (!this.hasTime) sender.isDue = false;
      else if (!sender.isDue) {
        sender.isDue = true;
        sender.nextAt.copy(now);
        sender.nextAt.add(portion(SOON, this.core.chance.next(), SECOND));
      }
      if (sender.isDue) next.take(sender.nextAt);
    }
  }

  /** Whether anything is due at `now`. Allocates nothing. */
  isDue(now: Instant): boolean {
    for (let i = 0; i < this.senders.length; i++)
      if (this.senders[i].isDue && now.since(this.senders[i].nextAt) >= 0) return this.hasTime;
    return false;
  }

  /** Sends what is due; `rootDispersion` is the system's, grown up to now. Allocates nothing. */
  send(rootDispersion: number, now: Instant): void {
    for (let i = 0; i < this.senders.length; i++) {
      const sender = this.senders[i];
      if (!sender.isDue || now.since(sender.nextAt) < 0) continue;
      sender.nextAt.add(INTERVAL);
      // After a time in which nothing was handled the missed ones are not made up for.
      if (now.since(sender.nextAt) >= 0) {
        sender.nextAt.copy(now);
        sender.nextAt.add(INTERVAL);
      }
      this.sendOne(sender, rootDispersion, now);
    }
  }

  private get hasTime(): boolean {
    const { leap, stratum } = this.core.system;
    return stratum < MAXSTRAT && leap !== Leap.Unsynchronized;
  }

  private sendOne(sender: Sender, rootDispersion: number, now: Instant): void {
    const { authentication, outgoing: datagram, sink } = this.core;
    clearHeader(datagram);
    setPoll(datagram, POLL_LOG2);
    this.server.describe(datagram, sender.settings.version, Mode.Broadcast, now, rootDispersion);
    const keyId = authentication.sealing(sender.settings.keyId);
    if (sink.send(sender.link, datagram, sender.to, Seal.Transmit, keyId)) sender.sent++;
  }
}

/** Whether both send the same to the same. */
function isSame(one: SenderSettings, other: SenderSettings): boolean {
  return (
    one.interfaceName === other.interfaceName &&
    one.group === other.group &&
    one.family === other.family &&
    one.port === other.port
  );
}
