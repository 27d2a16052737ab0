/** Names and addresses from the system's resolver, which works in a thread of its own. */
import { lookup } from "node:dns";
import { Endpoint, type Family } from "../../src/wire/address.js";
import { type NamesPort } from "../../src/runtime/ports.js";
import { readHost } from "./zones.js";

export class Names implements NamesPort {
  resolve(name: string, family: Family | undefined, found: (addresses: readonly Endpoint[]) => void): void {
    // The resolver's own order (RFC 6724) is kept: the first address is the best one to try.
    lookup(name, { all: true, family: family ?? 0, verbatim: true }, (error, answers) => {
      const addresses: Endpoint[] = [];
      for (const { address } of error ? [] : answers) {
        const endpoint = new Endpoint();
        // An address given in place of a name comes back whatever its family.
        const isWanted = readHost(address, endpoint) && endpoint.family === (family ?? endpoint.family);
        if (isWanted) addresses.push(endpoint);
      }
      found(addresses);
    });
  }
}
