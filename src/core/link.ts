/**
 * A socket as the engine sees it. Which interface a packet came in by, which family it is of and
 * which association it is for all follow from the socket that received it.
 */
import { type Family } from "../wire/address.js";

export const enum LinkKind {
  /** Bound to a local address and the NTP port: requests come in, answers go out. */
  Service,
  /** A client's socket, open for one exchange with one server (RFC 9109). */
  Exchange,
}

export class Link {
  /** For an exchange: the association it belongs to. */
  constructor(
    readonly kind: LinkKind,
    readonly family: Family | undefined,
    readonly association: number,
  ) {}
}
