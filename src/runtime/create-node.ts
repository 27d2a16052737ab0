/**
 * The one entry: a board, a test, a simulator and another application all start a node here.
 *
 *     const node = createNode({ ports, config: "ntp-service enable\nntp-service unicast-server 192.0.2.1" });
 */
import { Configuration } from "../config/configuration.js";
import { ConfigurationStore } from "../config/configuration-store.js";
import { readConfiguration, type Problem } from "../config/configuration-text.js";
import { type Surroundings } from "../config/cursor.js";
import { dialectOf, type DialectName } from "../config/dialect.js";
import { lockedHosts } from "../config/locked-hosts.js";
import { lockedKeys } from "../config/locked-keys.js";
import { SavedConfiguration } from "../config/saved-configuration.js";
import { readStartup, startupOf } from "../config/startup.js";
import { ALL_MODES } from "../core/all-modes.js";
import { PlatformCodes } from "../core/codes.js";
import { Happening } from "../core/happening.js";
import { Reports } from "../report/reports.js";
import { Traps } from "../report/traps.js";
import { readBoardKey } from "./board-key.js";
import { Configurer } from "./configurer.js";
import { LiveStatus } from "./live-status.js";
import { Loop } from "./loop.js";
import { type Listener, type NodeStatus, type NtpNode } from "./node.js";
import { type LoopPorts, type Ports } from "./ports.js";
import { recordingPorts, type WriteLine } from "./recording.js";
import { ReportPost } from "./report-post.js";
import { RtcBoot } from "./rtc-boot.js";
import { EngineRtc, recordingRtc } from "./rtc-inputs.js";
import { RtcKeeper } from "./rtc-keeper.js";
import { SecretBox } from "./secret-box.js";
import { tellOfLocked, tellOfStartup } from "./startup-news.js";
import { ControlClient, type ControlAsker } from "./control-client.js";
import { type TimerPort, Timers } from "./timers.js";
import { type Q32 } from "../time/fixed.js";
import { type Timestamp } from "../time/moment.js";
import { NTP_PORT } from "../wire/header.js";

/** What the vendors' boxes hold; a board takes what its memory allows. */
const CAPACITY = 128;

/** As many lines as H3C's and Huawei's boxes keep. */
const LOG_CAPACITY = 512;

/** What a smaller node keeps instead: so many for each association that there can be, and no fewer. */
const LINES_EACH = 4;
const LEAST_LINES = 32;

export interface NodeOptions {
  readonly ports: Ports;
  /** Configuration commands, a line each; without it the node takes what was saved, or starts empty. */
  readonly config?: string;
  /** Whose habits hold where the vendors differ: H3C's "comware" if not said, or Huawei's "vrp". */
  readonly dialect?: DialectName;
  /** The UDP port to serve on, and to ask servers at whose line names none; 123 if not said. */
  readonly port?: number;
  /** Associations there can be at once, 1 to 128. */
  readonly capacity?: number;
  /** Lines that the log keeps; if not said 512 for 128 associations, fewer for fewer. */
  readonly logCapacity?: number;
  /** As given to `NtpNode.listen`, but told of the start as well. */
  readonly listener?: Listener;
  /** Writes a recording of all that comes in; `replay` plays it. */
  readonly record?: WriteLine;
  /** Writes every decision of the engine, in the form of `replay`. */
  readonly decisions?: WriteLine;
}

/** A configuration that could not be taken; nothing of it was. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
  constructor(readonly problems: readonly Problem[]) {
    const [{ line, word }] = problems;
    const what = problems.length === 1 ? "a mistake" : `${problems.length} mistakes, the first`;
    super(`the configuration has ${what} in line ${line}, at ${word === "" ? "its end" : `"${word}"`}`);
  }
}

/**
 * Starts a node: when this returns, its sockets are open and its first requests on their way.
 *
 * @throws ConfigurationError where a line of `config` is wrong; `SocketError` where a port is not to be had
 */
export function createNode(options: NodeOptions): NtpNode {
  const {
    ports: { chance, counter, primitives, rtc, store },
    config,
    dialect = "comware",
    port = NTP_PORT,
    capacity = CAPACITY,
    logCapacity = Math.min(Math.max(LINES_EACH * capacity, LEAST_LINES), LOG_CAPACITY),
    listener,
    record,
    decisions,
  } = options;
  const timers = new Timers(options.ports.alarm, options.ports.counter);
  const own = loopPorts(options.ports, timers);
  const boot = rtc && new RtcBoot({ chip: rtc, counter, store, otherwise: own.bootClock });
  const read = boot ? { ...own, bootClock: boot } : own;
  const ports = record ? recordingPorts(read, { port, capacity }, record) : read;
  const loop = new Loop({ ports, port, capacity, modes: ALL_MODES, decisions, routes: own.udp });
  const status = new LiveStatus(loop, counter);
  const keeper = boot && keeperOf(loop, boot, options, timers);
  status.rtc = keeper;
  const post = new ReportPost(options.ports);
  const reports = new Reports({
    reported: status,
    post,
    waits: timers,
    watched: loop,
    capacity: logCapacity,
  });
  const traps = new Traps(status, post, timers);
  loop.ears.add(reports);
  loop.ears.add(traps);
  if (listener) loop.ears.add({ take: listener });
  // What the caller hands over is taken even where no secret can be kept.
  const makeDo = (why: string): void => loop.report(Happening.SecretsVolatile, undefined, 0, why);
  const fetchKey = (): Uint8Array | string =>
    readBoardKey(store, chance, config === undefined ? undefined : makeDo);
  const secrets = new SecretBox(fetchKey, primitives, chance);
  try {
    const surroundings: Surroundings = {
      dialect: dialectOf(dialect),
      interfaces: loop.interfaces,
      takesAnyPort: true,
      secrets,
    };
    const startup =
      config === undefined
        ? readStartup(new SavedConfiguration(store), surroundings)
        : startupOf(readGiven(config, surroundings));
    const { running } = startup;
    const first = running.settings(port, secrets);
    const configured = { loop, reports, traps, keeper, record, startup, store, secrets };
    const configurer = new Configurer({ ...configured, serverPort: port, waits: timers });
    configurer.begin(first);
    tellOfStartup(startup, loop);
    tellOfLocked(lockedKeys(running, secrets), secrets, loop);
    for (const why of lockedHosts(running, secrets))
      loop.report(Happening.CommunityLocked, undefined, 0, why);
    const configuration = new ConfigurationStore(running, configurer);
    const control = new ControlClient(own.udp, timers, own.chance, status);
    return new RunningNode(loop, post, status, reports, configuration, timers, control, configurer);
  } catch (error) {
    loop.stop();
    post.close();
    timers.close();
    throw error;
  }
}

/** Keeps the chip of `boot`. */
function keeperOf(
  loop: Loop,
  boot: RtcBoot,
  { ports: { counter, store }, record }: NodeOptions,
  timers: Timers,
): RtcKeeper {
  const { engine } = loop;
  const told = new EngineRtc(loop);
  const inputs = record ? recordingRtc(told, record) : told;
  return new RtcKeeper({ chip: boot.chip, boot, store, counter, alarm: timers.alarm(), inputs, engine });
}

/** The primitives, which see secrets, go no farther. */
function loopPorts(ports: Ports, timers: Timers): LoopPorts {
  const { primitives, ...others } = ports;
  const codes = new PlatformCodes(primitives);
  const alarm = timers.alarm();
  return { ...others, alarm, codes };
}

function readGiven(config: string, surroundings: Surroundings): Configuration {
  const read = readConfiguration(config.split("\n"), surroundings);
  if (read instanceof Configuration) return read;
  throw new ConfigurationError(read);
}

class RunningNode implements NtpNode {
  private readonly loop: Loop;
  private readonly post: ReportPost;

  constructor(
    loop: Loop,
    post: ReportPost,
    readonly status: NodeStatus,
    readonly reports: Reports,
    readonly configuration: ConfigurationStore,
    readonly timers: TimerPort & Pick<Timers, "close">,
    readonly control: ControlAsker,
    private readonly configurer: Configurer,
  ) {
    this.loop = loop;
    this.post = post;
  }

  setClock(time: Timestamp, error: Q32, by: string): void {
    this.configurer.setClock(time, error, by);
  }

  get statistics(): NtpNode["statistics"] {
    return this.loop.statistics;
  }

  listen(listener: Listener): void {
    this.loop.ears.add({ take: listener });
  }

  tell(happening: Happening, value: number, why: string): void {
    this.loop.report(happening, undefined, value, why);
  }

  stop(): void {
    this.loop.stop();
    this.post.close();
    this.timers.close();
  }
}
