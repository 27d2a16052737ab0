/** Names, and besides them the servers that DHCP told of: they go by the name `ntp.dhcp`. */
import { parseAddress } from "ntp/wire/address-text";
import { Endpoint, type Family } from "ntp/wire/address";
import { type NamesPort } from "ntp/runtime/ports";
import Timer from "timer";

/** No name of the Internet ends so. */
const TOLD = "ntp.dhcp";

class Lease {
  /** The NTP servers (option 42) of the last lease, an address a line. */
  static toldServers(): string {
    return native("xs_esp32_told_servers").call(this) as string;
  }
}

export class LeaseNames implements NamesPort {
  readonly #others: NamesPort;

  /** `others`: where all other names are looked for. */
  constructor(others: NamesPort) {
    this.#others = others;
  }

  resolve(name: string, family: Family | undefined, found: (addresses: readonly Endpoint[]) => void): void {
    if (name.toLowerCase() !== TOLD) return this.#others.resolve(name, family, found);
    Timer.set(() => found(servers(family)), 0);
  }
}

function servers(family: Family | undefined): Endpoint[] {
  const found: Endpoint[] = [];
  for (const line of Lease.toldServers().split("\n")) {
    const endpoint = new Endpoint();
    const isOne = line !== "" && parseAddress(line, endpoint);
    if (isOne && (family === undefined || endpoint.family === family)) found.push(endpoint);
  }
  return found;
}
