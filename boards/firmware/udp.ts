/** UDP by the native sockets of the board's `udp.c`. */
import Timer from "timer";
import { type Cast, SocketError, type SocketOptions, type UdpPort } from "ntp/runtime/ports";
import { type NativeHearer, NativeUdp, type UdpBinding } from "ntp/runtime/native-udp";
import { type MonotonicCounter } from "ntp/runtime/shared-memory";
import { type Load } from "ntp/firmware/load";
import { formatAddress } from "ntp/wire/address-text";
import { Family } from "ntp/wire/address";

class System {
  static allocate(bytes: number): ArrayBuffer {
    return native("xs_board_udp_allocate").call(this, bytes) as ArrayBuffer;
  }

  static slots(): number {
    return native("xs_board_udp_slots").call(this) as number;
  }
}

class Port extends Native("xs_board_udp_port_destructor") {
  constructor(memory: ArrayBuffer, slotBytes: number) {
    super();
    native("xs_board_udp_port").call(this, memory, slotBytes);
  }

  route(family: Family): boolean {
    return native("xs_board_udp_route").call(this, family) as boolean;
  }
}

class Socket extends Native("xs_board_udp_socket_destructor") implements NativeHearer {
  /** Both set once it is open; the constructor is the native one alone, which the linker makes of it. */
  declare hearer: NativeHearer;
  declare load: Load;

  constructor(port: Port, family: Family, device: string, dscp: number, cast: Cast) {
    super();
    native("xs_board_udp_socket").call(this, port, family, device, dscp, cast);
  }

  /** Called by native code. */
  received(count: number): void {
    this.load.begin();
    this.hearer.received(count);
    this.load.endBatch();
  }

  /** Called by native code. */
  failed(code: string): void {
    this.hearer.failed(code);
  }

  send(count: number): string | undefined {
    return native("xs_board_udp_send").call(this, count) as string | undefined;
  }

  setHops(hops: number): void {
    return native("xs_board_udp_set_hops").call(this, hops) as void;
  }

  close(): void {
    return native("xs_board_udp_close").call(this) as void;
  }
}

class Binding implements UdpBinding<Port, Socket> {
  readonly slots = System.slots();
  readonly sentTogether: number;
  readonly #load: Load;

  constructor(load: Load, sentTogether: number) {
    this.#load = load;
    this.sentTogether = sentTogether;
  }

  allocate(bytes: number): ArrayBuffer {
    return System.allocate(bytes);
  }

  createPort(memory: ArrayBuffer, slotBytes: number): Port {
    return new Port(memory, slotBytes);
  }

  open(port: Port, family: Family, device: string, dscp: number, cast: Cast, hearer: NativeHearer): Socket {
    const socket = new Socket(port, family, device, dscp, cast);
    socket.hearer = hearer;
    socket.load = this.#load;
    return socket;
  }

  send(socket: Socket, count: number): string | undefined {
    return socket.send(count);
  }

  setHops(socket: Socket, hops: number): void {
    socket.setHops(hops);
  }

  route(port: Port, family: Family): boolean {
    return port.route(family);
  }

  close(socket: Socket): void {
    socket.close();
  }

  soon(task: () => void): void {
    Timer.set(task, 0);
  }
}

/** `sentTogether`: as of `UdpBinding`. */
export function createUdp(counter: MonotonicCounter, load: Load, sentTogether: number): UdpPort {
  return new NativeUdp(new Binding(load, sentTogether), counter, refusal);
}

function refusal(code: string, options: SocketOptions): SocketError {
  const { address, family, device, port } = options;
  const any = family === Family.IPv4 ? "0.0.0.0" : "::";
  const where = `UDP port ${port} of ${address ? formatAddress(address) : any}`;
  switch (code) {
    case "EADDRINUSE":
      return new SocketError(code, `${where} is in use by another program`);
    case "EACCES":
      return new SocketError(code, `no permission for ${where}: ports up to 1023 need root`);
    case "EPERM":
      return new SocketError(code, `no permission to bind ${where} to the device ${device}: it needs root`);
    case "ENODEV":
      return new SocketError(code, `there is no network device "${device}" for ${where}`);
    default:
      return new SocketError(code, `${where} cannot be bound: ${code}`);
  }
}
