/**
 * Ethernet by C of ours, for what the SDK's does not offer: the chip's own MAC that gives its PHY the clock, and
 * a W5500 with ESP-IDF 6.0. Its class goes by the SDK's name, and is used as the SDK's.
 */
import config from "mc/config";

const DISCONNECTED = 200;
const CONNECTING = 300;
const NO_PIN = -1;

/** As in the C beside this file, in its order. */
const PINS = Object.freeze([
  "phy",
  "mdc",
  "mdio",
  "clock",
  "power",
  "select",
  "serialClock",
  "output",
  "input",
  "interrupt",
  "reset",
] as const);

type Place = Readonly<Partial<Record<(typeof PINS)[number], number>>>;

class Port extends Native("xs_esp32_ethernet_destructor") {
  readonly changed: () => void;

  constructor(changed: () => void) {
    super();
    this.changed = changed;
  }

  /** Whether the PHY or the W5500 is there. */
  start(place: ArrayBuffer): boolean {
    return native("xs_esp32_ethernet_start").call(this, place) as boolean;
  }

  state(): number {
    return native("xs_esp32_ethernet_state").call(this) as number;
  }

  /** Empty where there is none. */
  address(): string {
    return native("xs_esp32_ethernet_address").call(this) as string;
  }
}

export default class Ethernet {
  /** What clocks the PHY is disturbed by Wi-Fi (Espressif's errata of the ESP32). */
  static get excludesRadio(): boolean {
    return placed().clock !== undefined;
  }

  readonly #port: Port;
  #isWanted = false;

  constructor({ onChanged }: { onChanged: () => void }) {
    this.#port = new Port(() => {
      if (this.#port.state() === DISCONNECTED) this.#isWanted = false;
      onChanged();
    });
  }

  get connection(): number {
    const state = this.#port.state();
    return state === DISCONNECTED && this.#isWanted ? CONNECTING : state;
  }

  get address(): string | undefined {
    return this.#port.address() || undefined;
  }

  connect(): void {
    const place = placed();
    this.#isWanted = this.#port.start(Int32Array.from(PINS, name => place[name] ?? NO_PIN).buffer);
    if (!this.#isWanted) trace("xs-ntp: Ethernet's chip does not answer\n");
  }

  disconnect(): void {
    this.#isWanted = false;
  }
}

function placed(): Place {
  return (config as { ethernet?: Place }).ethernet ?? {};
}
