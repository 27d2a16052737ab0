/** A person's Telnet client in a host of the lab: it leaves the echo to the server and shows what comes. */
import { type Host } from "./lab.js";
import { type Process } from "./process.js";

/** Answers every WILL with DO, every DO with WONT, prints the rest, and ends when the server does. */
const CLIENT = (address: string, port: number): string => `
  const [WILL, DO, WONT, IAC] = [251, 253, 252, 255];
  const socket = require("net").connect(${port}, "${address}");
  let command = [];
  socket.on("data", octets => {
    for (const octet of octets) {
      if (command.length === 0 && octet !== IAC) process.stdout.write(String.fromCharCode(octet));
      else command.push(octet);
      if (command.length < 3) continue;
      const [, verb, option] = command.splice(0);
      if (verb === WILL) socket.write(Buffer.from([IAC, DO, option]));
      if (verb === DO) socket.write(Buffer.from([IAC, WONT, option]));
    }
  });
  socket.on("end", () => process.exit());
  process.stdin.on("data", text => socket.write(String(text).replaceAll("\\n", "\\r\\n")));`;

/** What it shows is its standard output; a line typed to it ends in Return. */
export function openTerminal(host: Host, address: string, port: number): Process {
  const command = [process.execPath, "-e", CLIENT(address, port)];
  return host.lab.start(host, "telnet", { command, env: {} });
}
