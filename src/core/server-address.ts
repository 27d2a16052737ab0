/**
 * The addresses of a server, with what the servers there have told us. A complaint holds for as long as the
 * server is configured, whatever its name resolves to in between (RFC 5905 section 7.4).
 */
import { Endpoint } from "../wire/address.js";

/** Addresses of one name that are considered, and as many that only their complaints are kept of. */
const MOST = 16;

export class ServerAddress {
  readonly endpoint = new Endpoint();
  /** The fastest poll that it allows, log2 of seconds, learned from RATE kisses; 0: it never complained. */
  rateFloorLog2 = 0;
  /** It refused us by DENY or RSTR, and is not asked again. */
  isDenied = false;
  /** Whether the name resolves to it now. */
  isCurrent = true;

  constructor(endpoint: Endpoint) {
    this.endpoint.copy(endpoint);
  }
}

/**
 * What a name resolves to now: the addresses `found`, each once and in their order, at `port`. Those `known`
 * from before keep their complaints; behind them stand the known ones that complained and are gone.
 */
export function mergeAddresses(
  known: readonly ServerAddress[],
  found: readonly Endpoint[],
  port: number,
): readonly ServerAddress[] {
  const merged: ServerAddress[] = [];
  for (let i = 0; i < found.length && merged.length < MOST; i++) {
    const address = new ServerAddress(found[i]);
    address.endpoint.port = port;
    const isSame = (other: ServerAddress): boolean => other.endpoint.equals(address.endpoint);
    if (!merged.some(isSame)) merged.push(known.find(isSame) ?? address);
  }
  const gone = known.filter(one => (one.isDenied || one.rateFloorLog2 > 0) && !merged.includes(one));
  // Denials are fewer than this (see `isRefused`): what goes is the oldest wish for patience.
  while (gone.length > MOST)
    gone.splice(
      gone.findIndex(one => !one.isDenied),
      1,
    );
  for (const one of merged) one.isCurrent = true;
  for (const one of gone) one.isCurrent = false;
  return [...merged, ...gone];
}

/** Whether nobody is left to ask: all refused us, or so many that the next would, too. Allocates nothing. */
export function isRefused(addresses: readonly ServerAddress[]): boolean {
  let denied = 0;
  let open = 0;
  for (let i = 0; i < addresses.length; i++)
    if (addresses[i].isDenied) denied++;
    else if (addresses[i].isCurrent) open++;
  return denied >= MOST || (denied > 0 && open === 0);
}
