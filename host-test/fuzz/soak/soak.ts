/**
 * The soak: a node that follows three honest servers and a peer, hears broadcasts, groups and searches, and serves
 * honest clients, while hostile senders never let go of it.
 */
import { type Association } from "../../../src/core/association.js";
import { Standing, Verdict } from "../../../src/core/verdict.js";
import { MILLISECOND, SECOND } from "../../../src/time/fixed.js";
import { Endpoint } from "../../../src/wire/address.js";
import { Datagram } from "../../../src/wire/datagram.js";
import { constant } from "../../sim/course.js";
import { uniform } from "../../sim/delay.js";
import { type Host } from "../../sim/host.js";
import { type Invariant } from "../../sim/invariant.js";
import { Probe } from "../../sim/probe.js";
import { World } from "../../sim/world.js";
import { endpoint } from "../../support/engine-rig.js";
import { Asker } from "./asker.js";
import { Hostile } from "./hostile.js";
import { Ear } from "./overheard.js";

const NODE = "192.0.2.1";
const SERVERS = ["192.0.2.11", "192.0.2.12", "2001:db8::13"];
const PEER = "192.0.2.14";
/** Of each sort. */
const CLIENTS = 4;

/** Slower than the limit in `CONFIG` lets them. */
const ASKED_EVERY_SEC = 16;

const CONFIG = `acl number 2000
 rule permit source any
#
ntp-service enable
ntp-service access limited acl 2000
ntp-service discard min-interval 1 avg-interval 3
ntp-service kod-enable
ntp-service max-dynamic-sessions 8
ntp-service unicast-server ${SERVERS[0]} minpoll 4 maxpoll 4
ntp-service unicast-server ${SERVERS[1]} minpoll 4 maxpoll 4
ntp-service ipv6 unicast-server ${SERVERS[2]} minpoll 4 maxpoll 4
ntp-service unicast-peer ${PEER} minpoll 4 maxpoll 4
interface eth0
 ntp-service broadcast-client
 ntp-service multicast-client
 ntp-service manycast-server
`;

/** Before the first hostile datagram, in seconds: the node has found its sources. */
const CALM_SEC = 60;

/** How many requests of clients were answered with time. */
export interface Share {
  readonly asked: number;
  readonly answered: number;
}

/** What became of a node so far. */
export interface SoakFigures {
  readonly seconds: number;
  /** Hostile datagrams, all told and of each kind. */
  readonly hostile: number;
  readonly kinds: ReadonlyMap<string, number>;
  /** Octets that the node sent for each hostile one. */
  readonly octetsOut: number;
  /** `Verdict` is the index. */
  readonly verdicts: readonly number[];
  /** Of honest clients in whose names nobody sends, … */
  readonly clients: Share;
  /** … and of those whose requests are heard and sent again, which uses up the rate that is theirs. */
  readonly mimicked: Share;
  readonly invariant: Invariant;
  /** How many of its honest servers it follows. */
  readonly followed: number;
  /** The greatest error since the calm, in ms. */
  readonly worstMs: number;
}

export class Soak {
  readonly #world: World;
  readonly #host: Host;
  readonly #hostile: Hostile;
  #clients: readonly Asker[] = [];
  #mimicked: readonly Asker[] = [];
  readonly #probe: Probe;
  #octetsOut = 0;

  constructor(seed: number) {
    const world = new World(seed);
    const host = world.host({
      name: "node",
      addresses: [`${NODE}/24`, "2001:db8::1/64"],
      oscillator: { frequency: constant(20e-6) },
      bootOffset: 3 * MILLISECOND,
    });
    const peer = world.host({ name: "peer", addresses: [`${PEER}/24`] });
    const ear = new Ear();
    this.#world = world;
    this.#host = host;
    for (const address of SERVERS) {
      const server = world.server({ address });
      world.link(host, server, { delay: uniform(200e-3, 201e-3) });
    }
    this.#overhear(ear);
    peer.start({ config: `ntp-service enable\nntp-service unicast-server ${SERVERS[0]}` });
    host.start({ capacity: 32, config: CONFIG });
    world.run(CALM_SEC);
    const server = endpoint(NODE);
    const clients = (first: number): readonly Asker[] =>
      Array.from(
        { length: CLIENTS },
        (_, i) => new Asker(world, `192.0.2.${first + i}`, server, ASKED_EVERY_SEC),
      );
    this.#clients = clients(101);
    this.#mimicked = clients(201);
    this.#probe = new Probe(host);
    this.#octetsOut = 0;
    const names = [...SERVERS, PEER].map(address => endpoint(address));
    this.#hostile = new Hostile(world, host, ear, names);
  }

  /** Goes on until there were `hostile` hostile datagrams. */
  runTo(hostile: number): SoakFigures {
    while (this.#hostile.sent < hostile) this.#world.run(1);
    return this.#figures();
  }

  #figures(): SoakFigures {
    const { status } = this.#host.node!;
    const verdicts = Array.from(status.verdicts);
    for (const one of status.associations)
      one.verdicts.forEach((count, verdict) => (verdicts[verdict] += count));
    const { errors, invariant } = this.#probe;
    const worst = errors.reduce((most, error) => Math.max(most, Math.abs(error)), 0);
    return {
      seconds: this.#world.now.second,
      hostile: this.#hostile.sent,
      kinds: this.#hostile.counts,
      octetsOut: this.#octetsOut / this.#hostile.octets,
      verdicts: verdicts.slice(0, Verdict.Count),
      clients: shareOf(this.#clients),
      mimicked: shareOf(this.#mimicked),
      invariant,
      followed: status.associations.filter(isFollowed).length,
      worstMs: worst / MILLISECOND,
    };
  }

  /** Who could answer before the server does would be on the way, and not just beside it. */
  #heardLater(ear: Ear, { bytes, length }: Datagram, sender: Endpoint): void {
    const datagram = new Datagram(bytes.slice());
    datagram.length = length;
    const from = new Endpoint();
    from.copy(sender);
    this.#world.after(SECOND, () => ear.keep(datagram, from));
  }

  /** Has all that is honest kept as it leaves, and counted what the node sends. */
  #overhear(ear: Ear): void {
    const { network } = this.#world;
    const send = network.send.bind(network);
    network.send = (sender, datagram, to, hops) => {
      if (sender.machine === this.#host) this.#octetsOut += datagram.length;
      const isHeard = !(sender instanceof Hostile) && !this.#clients.some(client => client === sender);
      if (isHeard) this.#heardLater(ear, datagram, sender.local);
      send(sender, datagram, to, hops);
    };
  }
}

function shareOf(askers: readonly Asker[]): Share {
  const sum = (of: (asker: Asker) => number): number => askers.reduce((total, asker) => total + of(asker), 0);
  return { asked: sum(({ asked }) => asked), answered: sum(({ answered }) => answered) };
}

function isFollowed({ settings, standing }: Association): boolean {
  const isServer = settings !== undefined && SERVERS.includes(settings.host);
  return isServer && standing >= Standing.Outlyer;
}
