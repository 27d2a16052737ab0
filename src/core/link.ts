/**
 * A socket as the engine sees it. Which interface and VPN instance a packet came in by, which family it is of
 * and which association it is for all follow from the socket that received it.
 */
import { type Family } from "../wire/address.js";
import { type Tally } from "./tally.js";

export const enum LinkKind {
  /** Bound to a local address and the NTP port: requests come in, answers and symmetric packets go out. */
  Service,
  /** One association's: a client's socket, open for one exchange (RFC 9109); a symmetric one's way out. */
  Exchange,
  /** Bound to a broadcast address of an interface: what broadcast servers send comes in. */
  Broadcast,
  /** Bound to a group that an interface has joined; what it sends leaves from the interface's own address. */
  Group,
  /** What an interface sends of itself, to all or to a group: from its own address and the NTP port. */
  Sender,
  /** The socket of a manycast client's search, open for one round: servers that nobody knew answer there. */
  Search,
}

// On XS a text of the code is made anew each time, unless it is a constant of a module.
const NONE = "";

export class Link {
  /** The interface by its console name; empty: whichever the routes say. */
  interfaceName: string = NONE;
  /** The VPN instance that the interface is in; empty: the public one. */
  instance: string = NONE;
  /** Of a `Broadcast` or `Group`: whether broadcast or multicast servers heard there are followed … */
  followsServers = false;
  /** … and whether manycast clients are answered. */
  answersClients = false;
  /** Where what comes in here is counted; undefined: nowhere. */
  tally: Tally | undefined = undefined;
  /** Of a `Search`: how many routers its next request may pass, 1 to 255. */
  hops = 1;

  /**
   * `index`: of an `Exchange` the association it belongs to, of a `Sender` or `Search` its place in
   * `NodeSettings.senders` or `searches`; -1 of others.
   */
  constructor(
    readonly kind: LinkKind,
    readonly family: Family | undefined,
    readonly index: number,
  ) {}
}
