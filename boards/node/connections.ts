/** Consoles for whoever connects over TCP, by Telnet or line by line. */
import { createServer, type Server, type Socket } from "node:net";
import { type Entrance } from "../../src/console/entrance.js";
import { type Link } from "../../src/console/link.js";
import { OctetConsole } from "../../src/console/octet-console.js";
import { utf8Octets } from "../../src/console/utf8.js";
import { type OpenConsole } from "./terminal.js";

/** Octets that may wait for one that does not read: more than the longest display has. */
const MOST_PENDING = 1_048_576;

export interface ListenOptions {
  /** Undefined: every address. */
  readonly address?: string;
  readonly port: number;
  /** How `remote`, an address as text, gets in; a string: what is said to one who does not, if not empty. */
  readonly entranceFor: (remote: string) => Entrance | string;
  /** The port cannot be had. */
  readonly failed: (error: NodeJS.ErrnoException) => void;
}

/** Listens until it is closed; with it the connections end. */
export function listenForConnections(options: ListenOptions): OpenConsole {
  const consoles = new Set<OctetConsole>();
  // Half open: who has sent all its lines may still read what they print.
  const server: Server = createServer({ allowHalfOpen: true, noDelay: true }, socket => {
    socket.on("error", () => socket.destroy());
    const entrance = options.entranceFor(socket.remoteAddress ?? "");
    if (entrance === "") return void socket.destroy();
    const link = new SocketLink(socket);
    if (typeof entrance === "string") return refuse(socket, link, entrance);
    const console_ = OctetConsole.connection(entrance, link, () => consoles.delete(console_));
    consoles.add(console_);
    socket.on("data", octets => console_.receive(octets));
    socket.on("end", () => console_.end());
    socket.on("close", () => console_.lost());
  });
  server.on("error", options.failed);
  server.listen({ port: options.port, host: options.address, exclusive: true });
  return {
    close(): void {
      server.close();
      for (const console_ of consoles) console_.close();
    },
  };
}

/** What it sends meanwhile is read, for its end comes behind that. */
function refuse(socket: Socket, link: Link, why: string): void {
  socket.resume();
  link.write(utf8Octets(`${why}\r\n`));
  link.close();
}

/** One that does not take the end is dropped after so long. */
const TO_END_MS = 5000;

class SocketLink implements Link {
  readonly #socket: Socket;

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  get isFull(): boolean {
    return this.#socket.writableLength > MOST_PENDING;
  }

  write(octets: Uint8Array): void {
    if (this.#socket.writable) this.#socket.write(octets);
  }

  close(): void {
    const socket = this.#socket;
    if (this.isFull) return void socket.destroy();
    socket.end();
    setTimeout(() => socket.destroy(), TO_END_MS).unref();
  }
}
