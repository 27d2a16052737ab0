/** Serves Telnet over the network on Node's sockets while the running configuration says so. */
import { type ConsoleHost } from "../../src/console/operator.js";
import { serveTelnet as serve } from "../../src/console/telnet-service.js";
import { listenForConnections } from "./connections.js";
import { type OpenConsole } from "./terminal.js";

const IPV4_IN_IPV6 = /^::ffff:(?=\d+\.)/;

/** Listens as the configuration has it, also after it has changed; `tell`: what an operator should know. */
export function serveTelnet(host: ConsoleHost, tell: (what: string) => void): OpenConsole {
  const service = serve(host, (port, entranceFor) =>
    listenForConnections({
      port,
      entranceFor: remote => entranceFor(remote.replace(IPV4_IN_IPV6, "")),
      failed: error => tell(`no Telnet on TCP port ${port}: ${error.message}`),
    }),
  );
  return { close: () => service.close() };
}
