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

/** The SDK's classes, as far as both are alike. */
type Driver = new (options: { onChanged: () => void }) => {
  readonly connection: number;
  readonly address: string | undefined;
  connect(options?: object): void;
  disconnect(): void;
};

class Radio {
  /** Off between packets, it keeps answers waiting for tenths of a second. */
  static keepOn(isOn: boolean): void {
    return native("xs_esp32_keep_radio_on").call(this, isOn) as void;
  }
}

/** Connects, and stays connected. */
export function joinNetwork({ ssid, password }: WifiSettings, tell: (line: string) => void): void {
  if (Modules.has(ETHERNET)) keepConnected("Ethernet", ETHERNET, undefined, tell);
  if (ssid === undefined || ssid === "") return;
  const isSecure = password !== undefined && password !== "";
  const access = isSecure ? { SSID: ssid, password, secure: true } : { SSID: ssid };
  keepConnected(`Wi-Fi "${ssid}"`, WIFI, access, tell);
  Radio.keepOn(true);
}

function keepConnected(
  name: string,
  module: string,
  access: object | undefined,
  tell: (line: string) => void,
): void {
  const Device = Modules.importNow(module) as Driver;
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
