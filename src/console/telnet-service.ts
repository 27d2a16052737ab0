/** Serves Telnet over the network while the running configuration says so, by whatever listens on a board. */
import { VTY_LINES, type Vty, vtyOf } from "../config/vty-settings.js";
import { Doorkeeper } from "./doorkeeper.js";
import { type Entrance } from "./entrance.js";
import { type ConsoleHost } from "./operator.js";
import { UserLines } from "./user-lines.js";
import { vtyEntrance } from "./vty-entrance.js";

/** A port that is listened on. */
export interface Listening {
  /** With it the connections end. */
  close(): void;
}

/**
 * Listens on a TCP port. `entranceFor`: how `remote`, an address as text, gets in; a string: what is said to
 * one who does not, if not empty.
 */
export type Listen = (port: number, entranceFor: (remote: string) => Entrance | string) => Listening;

/** Listens as the configuration has it, also after it has changed. */
export function serveTelnet(host: ConsoleHost, listen: Listen): Listening {
  const { configuration } = host.node;
  const doorkeeper = new Doorkeeper(host.node.status);
  const lines = new UserLines("vty", 0, VTY_LINES);
  const entranceFor = (remote: string): Entrance | string => vtyEntrance(host, doorkeeper, lines, remote);
  let open: Listening | undefined;
  let served: Vty | undefined;
  const follow = (): void => {
    const vty = vtyOf(configuration.running);
    if (served?.isServed === vty.isServed && served.port === vty.port) return;
    served = vty;
    open?.close();
    open = vty.isServed ? listen(vty.port, entranceFor) : undefined;
  };
  configuration.watch(follow);
  follow();
  return { close: () => open?.close() };
}
