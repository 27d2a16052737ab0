/** The board's network devices, under their console names where they were given one. */
import Timer from "timer";
import { parseAddress } from "ntp/wire/address-text";
import { InterfaceAddress, type Interface, type InterfacesPort } from "ntp/runtime/ports";
import { namedDevices } from "./device-names.js";

/** How soon a new address is noticed. */
const WATCH_MS = 2000;

class System {
  /** Of devices that are up, a line each: device, address, prefix length, zone. */
  static listAddresses(): string {
    return native("xs_board_list_addresses").call(this) as string;
  }
}

export class Interfaces implements InterfacesPort {
  readonly #consoleNames: ReadonlyMap<string, string>;
  #timer: Timer | undefined = undefined;

  /** `consoleNames`: by device or kind of device, as in device-names.ts. */
  constructor(consoleNames: ReadonlyMap<string, string>) {
    this.#consoleNames = consoleNames;
  }

  /** Devices that are up and have an address, and those with a console name whether they are or not. */
  list(): readonly Interface[] {
    const found = new Map<string, InterfaceAddress[]>();
    for (const line of System.listAddresses().split("\n")) {
      const [label, text, prefixLength, zone] = line.split(" ");
      const address = new InterfaceAddress();
      if (text === undefined || !parseAddress(text, address)) continue;
      address.prefixLength = Number(prefixLength);
      address.zone = Number(zone);
      // Linux labels the second address of eth0 as "eth0:1", the same device still.
      const [device] = label.split(":");
      const known = found.get(device) ?? [];
      found.set(device, known);
      known.push(address);
    }
    return namedDevices(this.#consoleNames, found).map(({ name, device, addresses }) => ({
      name,
      device,
      addresses: addresses ?? [],
      isUp: addresses !== undefined,
    }));
  }

  watch(changed: () => void): void {
    this.close();
    let last = System.listAddresses();
    this.#timer = Timer.repeat(() => {
      const now = System.listAddresses();
      if (now === last) return;
      last = now;
      changed();
    }, WATCH_MS);
  }

  close(): void {
    if (this.#timer) Timer.clear(this.#timer);
    this.#timer = undefined;
  }
}
