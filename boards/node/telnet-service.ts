/** Serves Telnet over the network while the running configuration says so. */
import { VTY_LINES, type Vty, vtyOf } from "../../src/config/vty-settings.js";
import { Doorkeeper } from "../../src/console/doorkeeper.js";
import { type ConsoleHost } from "../../src/console/operator.js";
import { vtyEntrance } from "../../src/console/vty-entrance.js";
import { listenForConnections } from "./connections.js";
import { type OpenConsole } from "./terminal.js";

const IPV4_IN_IPV6 = /^::ffff:(?=\d+\.)/;

/** Listens as the configuration has it, also after it has changed; `tell`: what an operator should know. */
export function serveTelnet(host: ConsoleHost, tell: (what: string) => void): OpenConsole {
  const { configuration } = host.node;
  const doorkeeper = new Doorkeeper(host.node.status);
  let open: OpenConsole | undefined;
  let served: Vty | undefined;
  const follow = (): void => {
    const vty = vtyOf(configuration.running);
    if (served?.isServed === vty.isServed && served.port === vty.port) return;
    served = vty;
    open?.close();
    open = vty.isServed ? listen(vty.port) : undefined;
  };
  const listen = (port: number): OpenConsole =>
    listenForConnections({
      port,
      mostConnections: VTY_LINES,
      entranceFor: remote => vtyEntrance(host, doorkeeper, remote.replace(IPV4_IN_IPV6, "")),
      failed: error => tell(`no Telnet on TCP port ${port}: ${error.message}`),
    });
  configuration.watch(follow);
  follow();
  return { interrupt: print => print(), close: () => open?.close() };
}
