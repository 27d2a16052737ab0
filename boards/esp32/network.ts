/**
 * The board's ways into the network: Ethernet where its folder includes it, Wi-Fi where the build names one.
 */
import Modules from "modules";
import Timer from "timer";
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
    readonly address: string | undefined;
    connect(options?: object): void;
    disconnect(): void;
  };
}

class Radio {
  /** Off between packets, it keeps answers waiting for tenths of a second. */
  static keepOn(isOn: boolean): void {
    return native("xs_esp32_keep_radio_on").call(this, isOn) as void;
  }
}

/** Connects, and stays connected. */
export function joinNetwork({ ssid, password }: WifiSettings, tell: (line: string) => void): void {
  const wired = Modules.has(ETHERNET) ? (Modules.importNow(ETHERNET) as Driver) : undefined;
  if (wired) keepConnected("Ethernet", wired, undefined, tell);
  if (ssid === undefined || ssid === "") return;
  if (wired?.excludesRadio) return tell("Wi-Fi is left off: it would disturb this board's Ethernet");
  const isSecure = password !== undefined && password !== "";
  const access = isSecure ? { SSID: ssid, password, secure: true } : { SSID: ssid };
  keepConnected(`Wi-Fi "${ssid}"`, Modules.importNow(WIFI) as Driver, access, tell);
  Radio.keepOn(true);
}

function keepConnected(
  name: string,
  Device: Driver,
  access: object | undefined,
  tell: (line: string) => void,
): void {
  const driver = new Device({ onChanged: () => uplink.changed() });
  const device: NetworkInterface = {
    get connection() {
      return driver.connection;
    },
    get address() {
      return driver.address;
    },
    connect: () => driver.connect(access),
    disconnect: () => driver.disconnect(),
  };
  const uplink = new Uplink(name, device, wait, tell);
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
