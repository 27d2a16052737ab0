/** Sockets that write down all that comes in by them, and whether what was sent left. */
import { type Instant } from "../time/moment.js";
import { formatAddress } from "../wire/address-text.js";
import { type Endpoint } from "../wire/address.js";
import { type Datagram } from "../wire/datagram.js";
import { toHex } from "../wire/hex.js";
import { type SocketHandler, type UdpSocket } from "./ports.js";
import { Happened, Reading, type WriteLine } from "./recording.js";

/** `handler`, with all that comes in at socket `id` written down. */
export class RecordingHandler implements SocketHandler {
  constructor(
    readonly id: number,
    readonly handler: SocketHandler,
    readonly write: WriteLine,
  ) {}

  received(datagram: Datagram, from: Endpoint, at: Instant): void {
    const { bytes, length } = datagram;
    const sender = `${formatAddress(from)} ${from.port}`;
    const arrival = `${at.seconds} ${at.fraction}`;
    this.write(`> ${Happened.Packet} ${this.id} ${sender} ${arrival} ${length} ${toHex(bytes, length)}`);
    this.handler.received(datagram, from, at);
  }

  failed(why: string): void {
    this.write(`> ${Happened.Failed} ${this.id} ${JSON.stringify(why)}`);
    this.handler.failed(why);
  }
}

/** `socket`, with what became of each packet that leaves by it written down. */
export class RecordingSocket implements UdpSocket {
  constructor(
    readonly socket: UdpSocket,
    readonly write: WriteLine,
  ) {}

  send(datagram: Datagram, to: Endpoint): boolean {
    const isSent = this.socket.send(datagram, to);
    this.write(`${Reading.Sent} ${isSent ? 1 : 0}`);
    return isSent;
  }

  setHops(hops: number): void {
    this.socket.setHops(hops);
  }

  close(): void {
    this.socket.close();
  }
}
