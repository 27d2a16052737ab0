/** What an ESP32 gives an application: ports, the way into the network, and a line to its user. */
import config from "mc/config";
import { joinNetwork } from "ntp/esp32/network";
import { createPorts, type OwnPorts } from "ntp/esp32/ports";

/** What of the manifests' `config` is ours. */
interface Settings {
  readonly ssid?: string;
  readonly password?: string;
  /** Console names by device, as lwIP calls them, without their number: `{"st": "WLAN-Radio1/0/1"}`. */
  readonly interfaces?: Readonly<Record<string, string>>;
}

/** Opens them, and joins the network that the build names. */
export function openPorts(): OwnPorts {
  const ports = openPortsOffline();
  join(ports);
  return ports;
}

/** Opens them, for an application that may do without the network. */
export function openPortsOffline(): OwnPorts {
  const { interfaces } = config as Settings;
  return createPorts(new Map(Object.entries(interfaces ?? {})));
}

/** Joins the network after all. */
export function join({ interfaces }: Pick<OwnPorts, "interfaces">): void {
  const { password, ssid } = config as Settings;
  joinNetwork({ ssid, password }, interfaces, tell);
}

/** Writes a line to the SDK's debugger. */
export function tell(line: string): void {
  trace(`xs-ntp: ${line}\n`);
}
