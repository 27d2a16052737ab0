/** Asks other nodes control queries (RFC 9327): from which address, and by which device. */
import { type Chance } from "../core/chance.js";
import { sourceIn } from "../core/instances.js";
import { Endpoint, Family } from "../wire/address.js";
import { Inquiry, type ControlReply } from "./control-inquiry.js";
import { type NodeStatus } from "./node.js";
import { Cast, type SocketOptions, type UdpPort } from "./ports.js";
import { sourceAddress, sourceProblem, wayOut, wayProblem } from "./sources.js";
import { type TimerPort } from "./timers.js";

/** Who is asked, and from where. */
export interface Asked {
  readonly address: Endpoint;
  /** The VPN instance that it is an address of; empty: the public one. */
  readonly instance: string;
  /** The interface whose address is asked from, by its console name; empty: as the configuration says. */
  readonly source: string;
}

/** What is asked of a server. */
export interface Question {
  /** Of which association; 0: of its system. */
  readonly associationId: number;
  /** The names of variables, parted by commas. */
  readonly names: string;
}

export interface ControlAsker {
  /** Tells `done` what came of it, once and never within this call; what is answered here stops that. */
  readVariables(asked: Asked, question: Question, done: (reply: ControlReply) => void): () => void;
}

type Surroundings = Pick<NodeStatus, "settings" | "interfaces">;

export class ControlClient implements ControlAsker {
  private readonly udp: UdpPort;
  private readonly timers: TimerPort;
  private readonly chance: Chance;
  private readonly status: Surroundings;

  constructor(udp: UdpPort, timers: TimerPort, chance: Chance, status: Surroundings) {
    this.udp = udp;
    this.timers = timers;
    this.chance = chance;
    this.status = status;
  }

  readVariables(asked: Asked, question: Question, done: (reply: ControlReply) => void): () => void {
    const way = this.wayTo(asked);
    const places = { udp: this.udp, timers: this.timers, chance: this.chance };
    const inquiry = new Inquiry({ ...question, to: asked.address, way }, places, done);
    return () => inquiry.stop();
  }

  /** What a socket is opened with that reaches who is asked, or why there is none. */
  private wayTo({ address, instance, source }: Asked): SocketOptions | string {
    const { settings, interfaces } = this.status;
    const { family } = address;
    const scratch = new Endpoint();
    const dscp = family === Family.IPv4 ? settings.dscp4 : settings.dscp6;
    let device: string | undefined;
    if (settings.bindings.length > 0 || instance !== "") {
      const way = wayOut(address, instance, settings, interfaces, this.udp, scratch);
      if (way === undefined) return wayProblem(address, instance);
      device = way.device;
    }
    const from = source || sourceIn(settings, instance, family);
    if (from === "") return { family, address: undefined, port: 0, device, cast: Cast.Own, dscp };
    const own = sourceAddress(from, address, instance, settings, interfaces, scratch);
    if (own === undefined) return sourceProblem(from, address, instance, settings, interfaces);
    return { family, address: own, port: 0, device, cast: Cast.Own, dscp };
  }
}
