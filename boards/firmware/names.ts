/** Names and addresses from the system's resolver, which keeps nobody waiting. */
import { parseAddress } from "ntp/wire/address-text";
import { Endpoint, type Family } from "ntp/wire/address";
import { type NamesPort } from "ntp/runtime/ports";

/** One name that is looked for. */
class Query {
  readonly #found: (addresses: readonly Endpoint[]) => void;

  constructor(found: (addresses: readonly Endpoint[]) => void) {
    this.#found = found;
  }

  /** Looks; `family` 0 is any. */
  resolve(name: string, family: number): void {
    return native("xs_board_resolve").call(this, name, family) as void;
  }

  /** Told by the system: an address a line, or nothing. */
  found(text: string): void {
    const addresses: Endpoint[] = [];
    for (const line of text.split("\n")) {
      const endpoint = new Endpoint();
      if (line !== "" && parseAddress(line, endpoint)) addresses.push(endpoint);
    }
    this.#found(addresses);
  }
}

export class Names implements NamesPort {
  resolve(name: string, family: Family | undefined, found: (addresses: readonly Endpoint[]) => void): void {
    const isWanted = (endpoint: Endpoint): boolean => family === undefined || endpoint.family === family;
    // The resolver's own order (RFC 6724) is kept: the first address is the best one to try.
    const query = new Query(addresses => found(addresses.filter(isWanted)));
    query.resolve(name, family ?? 0);
  }
}
