/**
 * The board's ways into the network: Ethernet where its folder includes it, Wi-Fi where the build names one.
 */
import Modules from "modules";
import Timer from "timer";
import { type InterfacesPort } from "ntp/runtime/ports";
import { isLinkLocal } from "ntp/wire/address-kind";
import { formatAddress } from "ntp/wire/address-text";
import { type NetworkInterface, Uplink } from "./uplink.js";

const ETHERNET = "embedded:network/interface/ethernet";
const WIFI = "embedded:network/interface/wifi";

export interface WifiSettings {
  readonly ssid: string | undefined;
  readonly password: string | undefined;
}

/** The SDK's classes, as far as both are alike, and ours for Ethernet. */
interface Driver {
  /** Where Ethernet goes, Wi-Fi does not. */
  readonly excludesRadio?: boolean;

  new (options: { onChanged: () => void }): {
    readonly connection: number;
    connect(options?: object): void;
    disconnect(): void;
  };
}

class Way implements NetworkInterface {
  onChanged = (): void => {};
  readonly #driver: InstanceType<Driver>;
  readonly #access: object | undefined;
  readonly #kind: string;
  readonly #interfaces: InterfacesPort;

  /** `access`: what the driver connects with; `kind`: lwIP's name of its devices, without the number. */
  constructor(Device: Driver, access: object | undefined, kind: string, interfaces: InterfacesPort) {
    this.#driver = new Device({ onChanged: () => this.onChanged() });
    this.#access = access;
    this.#kind = kind;
    this.#interfaces = interfaces;
  }

  get connection(): number {
    return this.#driver.connection;
  }

  get address(): string | undefined {
    for (const { device, addresses } of this.#interfaces.list()) {
      const far = device.startsWith(this.#kind) && addresses.find(address => !isLinkLocal(address));
      if (far) return formatAddress(far);
    }
    return undefined;
  }

  connect(): void {
    this.#driver.connect(this.#access);
  }

  disconnect(): void {
    this.#driver.disconnect();
  }
}

class Radio {
  /** Off between packets, it keeps answers waiting for tenths of a second. */
  static keepOn(isOn: boolean): void {
    return native("xs_esp32_keep_radio_on").call(this, isOn) as void;
  }
}

/** Connects, and stays connected. `interfaces`: lwIP's. */
export function joinNetwork(
  { ssid, password }: WifiSettings,
  interfaces: InterfacesPort,
  tell: (line: string) => void,
): void {
  const wired = Modules.has(ETHERNET) ? (Modules.importNow(ETHERNET) as Driver) : undefined;
  if (wired) keepConnected("Ethernet", new Way(wired, undefined, "en", interfaces), tell);
  if (ssid === undefined || ssid === "") return;
  if (wired?.excludesRadio) return tell("Wi-Fi is left off: it would disturb this board's Ethernet");
  const isSecure = password !== undefined && password !== "";
  const access = isSecure ? { SSID: ssid, password, secure: true } : { SSID: ssid };
  const radio = Modules.importNow(WIFI) as Driver;
  keepConnected(`Wi-Fi "${ssid}"`, new Way(radio, access, "st", interfaces), tell);
  Radio.keepOn(true);
}

function keepConnected(name: string, way: Way, tell: (line: string) => void): void {
  const uplink = new Uplink(name, way, wait, tell);
  way.onChanged = () => uplink.changed();
  uplink.connect();
}

function wait(delayMs: number, task: () => void): () => void {
  let timer: Timer | undefined = Timer.set(() => {
    timer = undefined;
    task();
  }, delayMs);
  return () => {
    if (timer !== undefined) Timer.clear(timer);
    timer = undefined;
  };
}
