/** Consoles for whoever connects over TCP, by the SDK's sockets. */
import Listener from "embedded:io/socket/listener";
import TCP from "embedded:io/socket/tcp";
import Timer from "timer";
import { type Entrance } from "ntp/console/entrance";
import { OctetConsole } from "ntp/console/octet-console";
import { type Listening } from "ntp/console/telnet-service";
import { utf8Octets } from "ntp/console/utf8";
import { type Outlet, OutletLink } from "./outlet-link.js";

export class TelnetServer implements Listening {
  readonly #listener: Listener & { close(): void };
  readonly #entranceFor: (remote: string) => Entrance | string;
  readonly #consoles = new Set<OctetConsole>();

  /** As `Listen`. Throws where `port` cannot be had. */
  constructor(port: number, entranceFor: (remote: string) => Entrance | string) {
    this.#entranceFor = entranceFor;
    const accept = (count?: number): void => this.accept(count ?? 0);
    this.#listener = new Listener({ port, onReadable: accept }) as Listener & { close(): void };
  }

  /** With it the connections end. */
  close(): void {
    this.#listener.close();
    for (const console_ of this.#consoles) console_.close();
  }

  /** The SDK keeps for good what `read` made for a connection that is not there: there are `count`. */
  private accept(count: number): void {
    for (let i = 0; i < count; i++) {
      const from = this.#listener.read();
      if (from) this.open(from, this.#entranceFor(from.remoteAddress ?? ""));
    }
  }

  private open(from: TCP, entrance: Entrance | string): void {
    const link = new OutletLink();
    if (typeof entrance === "string") {
      const lose = (): void => link.cut();
      link.attach(outletOf(new TCP({ from, onWritable: room => link.flush(room), onError: lose }), lose));
      link.write(utf8Octets(entrance === "" ? "" : `${entrance}\r\n`));
      return link.close();
    }
    const console_ = OctetConsole.connection(entrance, link, () => this.#consoles.delete(console_));
    this.#consoles.add(console_);
    const lose = (): void => {
      link.cut();
      console_.lost();
    };
    const socket = new TCP({
      from,
      nodelay: true,
      // On Linux that is told although the last octets that were written have just let the socket be closed.
      onReadable(): void {
        if (link.isOpen) console_.receive(new Uint8Array(this.read() as ArrayBuffer));
      },
      onWritable: room => link.flush(room),
      onError: lose,
    });
    link.attach(outletOf(socket, lose));
  }
}

/** A write that fails answers nothing, and on Linux nothing else tells of it. */
function outletOf(socket: TCP, lose: () => void): Outlet {
  return {
    write(octets): void {
      if (socket.write(octets) === undefined) Timer.set(lose, 0);
    },
    close: () => socket.close(),
  };
}
