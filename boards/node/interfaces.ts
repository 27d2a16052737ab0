/** The machine's network devices, under their console names where they were given one. */
import { networkInterfaces } from "node:os";
import { parseAddress } from "../../src/wire/address-text.js";
import { InterfaceAddress, type Interface, type InterfacesPort } from "../../src/runtime/ports.js";

/** How soon a new address is noticed; reading the list takes a tenth of a millisecond. */
const WATCH_MS = 2000;

export class Interfaces implements InterfacesPort {
  /** By device. */
  readonly #consoleNames: ReadonlyMap<string, string>;
  readonly #readDevices: typeof networkInterfaces;
  #timer: NodeJS.Timeout | undefined = undefined;

  /** `consoleNames`: by the device's own name. */
  constructor(consoleNames: ReadonlyMap<string, string> = new Map(), readDevices = networkInterfaces) {
    this.#consoleNames = consoleNames;
    this.#readDevices = readDevices;
  }

  /** Devices that are up and have an address, and those with a console name whether they are or not. */
  list(): readonly Interface[] {
    const addresses = new Map<string, InterfaceAddress[]>();
    for (const device of this.#consoleNames.keys()) addresses.set(device, []);
    const seen = new Set<string>();
    for (const [label, infos] of Object.entries(this.#readDevices())) {
      // Linux labels the second address of eth0 as "eth0:1", the same device still.
      const device = label.split(":", 1)[0];
      seen.add(device);
      const known = addresses.get(device) ?? [];
      addresses.set(device, known);
      for (const info of infos ?? []) {
        const endpoint = new InterfaceAddress();
        if (!parseAddress(info.address, endpoint)) continue;
        endpoint.zone = info.family === "IPv6" ? info.scopeid : 0;
        const [, prefix] = (info.cidr ?? "").split("/");
        if (prefix !== undefined) endpoint.prefixLength = Number(prefix);
        known.push(endpoint);
      }
    }
    return Array.from(addresses, ([device, endpoints]) => ({
      name: this.#consoleNames.get(device) ?? device,
      device,
      addresses: endpoints,
      isUp: seen.has(device),
    }));
  }

  watch(changed: () => void): void {
    this.close();
    let last = JSON.stringify(this.list());
    this.#timer = setInterval(() => {
      const now = JSON.stringify(this.list());
      if (now === last) return;
      last = now;
      changed();
    }, WATCH_MS).unref();
  }

  close(): void {
    clearInterval(this.#timer);
  }
}
