/** Makes a world of a trial, lets it pass, and writes down what is seen of each node. */
import { type Leap } from "../../../src/core/association.js";
import { type Happening } from "../../../src/core/happening.js";
import { type ClockState } from "../../../src/core/system.js";
import { type Standing } from "../../../src/core/verdict.js";
import { MILLISECOND } from "../../../src/time/fixed.js";
import { formatAddress } from "../../../src/wire/address-text.js";
import { constant, scatter, sum } from "../course.js";
import { type Host } from "../host.js";
import { Probe } from "../probe.js";
import { type Server } from "../server.js";
import { World } from "../world.js";
import { Backwards } from "./backwards.js";
import { CLIENT, CRYSTAL, LAN, QUICK, SERVERS } from "./trial.js";
import { type Limits, type NodeSetting, type ServerSetting, type Trial } from "./trial.js";

/** How far ahead of true time a clock is at boot where nothing is said: far from right, too near to be stepped. */
const BOOT_OFFSET = 20 * MILLISECOND;

/** What was seen of a node. */
export interface Seen {
  readonly host: Host;
  readonly limits: Limits;
  /** As of the trial. */
  readonly settling: number;
  readonly probe: Probe;
  readonly told: readonly Told[];
  /** In the order of `limits.moments`. */
  readonly moments: readonly SeenMoment[];
  readonly backwards: Backwards;
}

export interface Told {
  readonly second: number;
  readonly happening: Happening;
}

export interface SeenMoment {
  readonly stratum: number;
  readonly leap: Leap;
  readonly state: ClockState;
  readonly peer: string;
  readonly standings: readonly Standing[];
}

/** Runs `trial`, and answers what was seen of its client and then of its other nodes. */
export function runTrial(trial: Trial, seed: number): Seen[] {
  const world = new World(seed, trial.startSeconds);
  const settings = trial.servers ?? [{}];
  const servers = settings.map((setting, i) => startServer(world, setting, i));
  const seen = nodesOf(trial).map(node => {
    const host = makeHost(world, node);
    linkTo(servers, settings, host);
    return watch(host, node, trial.settling);
  });
  const [client, ...others] = seen.map(({ host }) => host);
  for (const [second, happens] of trial.happens ?? [])
    world.at(second, () => happens({ world, servers, client, others }));
  world.run(trial.seconds);
  return seen;
}

/** The client, and then the others. */
function nodesOf({ client, others = [], polls = QUICK, servers = [{}] }: Trial): readonly NodeSetting[] {
  const lines = servers.map(
    ({ options = "" }, i) =>
      `ntp-service unicast-server ${SERVERS[i]} minpoll ${polls.min} maxpoll ${polls.max} ${options}`,
  );
  return [{ ...client, config: [...lines, ...(client.config ?? [])] }, ...others];
}

function startServer(world: World, setting: ServerSetting, index: number): Server {
  const address = SERVERS[index];
  const { error = constant(0), scatter: deviation = 0 } = setting;
  const erring = scatter(world.chance(`${address}: error`), deviation);
  return world.server({ ...setting, address, error: sum(error, erring) });
}

function makeHost(world: World, setting: NodeSetting): Host {
  const { address = CLIENT, oscillator = CRYSTAL } = setting;
  return world.host({ bootOffset: BOOT_OFFSET, ...setting, addresses: [address], oscillator });
}

function linkTo(servers: readonly Server[], settings: readonly ServerSetting[], host: Host): void {
  for (const [i, { there = LAN, back = there, loss, duplication }] of settings.entries())
    host.world.link(
      host,
      servers[i],
      { delay: there, loss, duplication },
      { delay: back, loss, duplication },
    );
}

/** Starts the node of `host`, and looks at it from now on. */
function watch(host: Host, { config = [], limits = {} }: NodeSetting, settling: number): Seen {
  const { world } = host;
  const told: Told[] = [];
  const moments: SeenMoment[] = [];
  const backwards = new Backwards(host);
  const probe = new Probe(host);
  for (const { second } of limits.moments ?? []) world.at(second + 0.5, () => moments.push(momentOf(host)));
  host.start({
    config: ["ntp-service enable", ...config].join("\n"),
    listener: happening => {
      told.push({ second: world.now.second, happening });
      backwards.told(happening);
    },
  });
  return { host, limits, settling, probe, told, moments, backwards };
}

/** What a node is now. */
function momentOf({ node }: Host): SeenMoment {
  const { associations, system } = node!.status;
  const { clockState, leap, peer, stratum } = system;
  return {
    stratum,
    leap,
    state: clockState,
    peer: peer === undefined ? "" : formatAddress(peer.address),
    standings: associations.filter(({ isInUse }) => isInUse).map(({ standing }) => standing),
  };
}
