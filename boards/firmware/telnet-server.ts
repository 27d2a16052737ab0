/** Consoles for whoever connects over TCP, by the SDK's sockets. */
import Listener from "embedded:io/socket/listener";
import TCP from "embedded:io/socket/tcp";
import { type Entrance } from "ntp/console/entrance";
import { OctetConsole } from "ntp/console/octet-console";
import { TcpLink } from "./tcp-link.js";

/** As many as the vendors' boxes have user lines for. */
const MOST_CONNECTIONS = 5;

export class TelnetServer {
  readonly #listener: Listener & { close(): void };
  readonly #entrance: Entrance;
  readonly #consoles = new Set<OctetConsole>();

  /** Throws where `port` cannot be had. */
  constructor(port: number, entrance: Entrance) {
    this.#entrance = entrance;
    const accept = (): void => this.#accept();
    this.#listener = new Listener({ port, onReadable: accept }) as Listener & { close(): void };
  }

  /** With it the connections end. */
  close(): void {
    this.#listener.close();
    for (const console_ of this.#consoles) console_.close();
  }

  #accept(): void {
    for (let from = this.#listener.read(); from; from = this.#listener.read())
      if (this.#consoles.size < MOST_CONNECTIONS) this.#open(from);
      else from.close();
  }

  #open(from: TCP): void {
    const link = new TcpLink();
    const console_ = OctetConsole.connection(this.#entrance, link, () => this.#consoles.delete(console_));
    this.#consoles.add(console_);
    const socket = new TCP({
      from,
      nodelay: true,
      onReadable(): void {
        console_.receive(new Uint8Array(this.read() as ArrayBuffer));
      },
      onWritable: room => link.flush(room),
      onError: () => {
        link.cut();
        console_.close();
      },
    });
    link.attach(socket);
  }
}
