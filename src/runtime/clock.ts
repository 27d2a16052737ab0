/**
 * A disciplined clock, for an application that wants the time and no more of a node. It asks its servers, and
 * answers nobody.
 *
 *     const clock = new Clock({ ports, servers: ["0.pool.ntp.org", "1.pool.ntp.org", "2.pool.ntp.org"] });
 *     … new Date(clock.milliseconds) …
 */
import { MAXSTRAT } from "../core/association.js";
import { Happening } from "../core/happening.js";
import { AssociationKind, NO_SETTINGS, type AssociationSettings } from "../core/settings.js";
import { KeylessCodes } from "../core/keyless-codes.js";
import { eraSeconds, UNIX_EPOCH } from "../time/calendar.js";
import { half, MAXDISP, toSeconds, type Q32, type Rate } from "../time/fixed.js";
import { Instant, Timestamp } from "../time/moment.js";
import { isHost } from "../wire/address-kind.js";
import { parseAddress } from "../wire/address-text.js";
import { Endpoint, Family } from "../wire/address.js";
import { isHostName } from "../wire/host-name.js";
import { MAX_VERSION, NTP_PORT } from "../wire/header.js";
import { ClientLoop, type ClientLoopOptions } from "./client-loop.js";
import { type Ports } from "./ports.js";
import { type KeptClock } from "./sleep-port.js";

const MILLISECONDS = 1000;

/** RFC 5905 MINPOLL and the default of MAXPOLL: once a minute, and where that does as well every 17. */
const MIN_POLL_LOG2 = 6;
const MAX_POLL_LOG2 = 10;

/** What of a server's settings is the same for all of them. */
const SERVER: Omit<AssociationSettings, "host" | "family"> = Object.freeze({
  kind: AssociationKind.Client,
  port: NTP_PORT,
  version: MAX_VERSION,
  minPollLog2: MIN_POLL_LOG2,
  maxPollLog2: MAX_POLL_LOG2,
  burst: false,
  iburst: false,
  prefer: false,
  preempt: false,
  source: "",
  instance: "",
  keyId: 0,
  isDynamic: false,
});

export interface ClockOptions {
  readonly ports: Ports;
  /** Names or addresses of NTP servers, IPv4 or IPv6; four let one that is wrong be told from the others. */
  readonly servers: readonly string[];
  /** The clock follows a source, another one than before, or none any more. */
  readonly onChange?: () => void;
}

export class Clock implements KeptClock {
  private readonly instant = new Instant();
  private readonly now = new Timestamp();
  private readonly loop: ClientLoop;
  private readonly ports: Ports;

  /** @throws RangeError where a server is neither a name nor a host's address */
  constructor({ ports, servers, onChange }: ClockOptions) {
    const associations = servers.map(clientOf);
    this.ports = ports;
    this.loop = this.createLoop({
      ports: upon(ports, { codes: new KeylessCodes(ports.primitives) }),
      capacity: Math.max(servers.length, 1),
      tell: happening => {
        if (isChange(happening)) onChange?.();
      },
    });
    this.loop.configure(upon(NO_SETTINGS, { enabled: true, associations }));
  }

  /** Since 1970, with decimals, as `Date` takes them; before the first source the board's own belief. */
  get milliseconds(): number {
    this.time(this.now);
    const { seconds, fraction } = this.now;
    return (eraSeconds(seconds) - UNIX_EPOCH + toSeconds(fraction)) * MILLISECONDS;
  }

  /** It follows a source, or goes on as one has taught it while what it claims still holds. */
  get isSynchronized(): boolean {
    return this.loop.engine.system.stratum < MAXSTRAT;
  }

  /** What it may be wrong by at most, in milliseconds; Infinity: nobody knows. */
  get errorMilliseconds(): number {
    const error = this.time(this.now);
    return error < MAXDISP ? toSeconds(error) * MILLISECONDS : Infinity;
  }

  /** What the board's counter is corrected by. */
  get frequency(): Rate {
    return this.loop.engine.clock.frequency;
  }

  /** Sets `into` to the time now; answers root delay / 2 + root dispersion, MAXDISP where that is more. */
  time(into: Timestamp): Q32 {
    const { engine } = this.loop;
    this.ports.counter.read(this.instant);
    engine.clock.read(this.instant, into);
    return Math.min(half(engine.system.rootDelay) + engine.rootDispersion(this.instant), MAXDISP);
  }

  /** Called once, by the constructor. */
  protected createLoop(options: ClientLoopOptions): ClientLoop {
    return new ClientLoop(options);
  }

  /** Closes its sockets and timers; the time is not to be asked for any more. */
  stop(): void {
    this.loop.stop();
  }
}

/** As `ntp-service unicast-server` has it. */
function clientOf(server: string): AssociationSettings {
  const host = server.toLowerCase();
  const address = new Endpoint();
  const isAddress = parseAddress(host, address);
  if (isAddress ? !isHost(address) : !isHostName(host))
    throw new RangeError(`${server} is neither a name nor a host's address`);
  return upon(SERVER, { host, family: isAddress ? address.family : Family.IPv4 });
}

/** `own` upon `rest`, which is not copied: that would take a slot for each property. */
function upon<Rest extends object, Own extends object>(rest: Rest, own: Own): Rest & Own {
  return Object.setPrototypeOf(own, rest) as Rest & Own;
}

function isChange(happening: Happening): boolean {
  switch (happening) {
    case Happening.Synchronized:
    case Happening.SystemPeerChanged:
    case Happening.Holdover:
    case Happening.Unsynchronized:
      return true;
    default:
      return false;
  }
}
