/** All sockets at the NTP port: kept as configuration and interfaces ask, and found by who is to send. */
import { LinkKind } from "../core/link.js";
import { instanceOf, sourceIn } from "../core/instances.js";
import { type NodeSettings } from "../core/settings.js";
import { Endpoint } from "../wire/address.js";
import { Listener, type Reception } from "./listener.js";
import { SocketError, type Interface, type UdpPort } from "./ports.js";
import { ownAddress, sourceAddress, upInterface } from "./sources.js";
import { type Tallies } from "./tallies.js";
import { wantedSockets, wantedSources, type WantedSocket } from "./wanted-sockets.js";

/** A socket that is wanted and could not be opened. */
interface Failure {
  readonly wanted: WantedSocket;
  readonly error: SocketError;
}

export class Listeners {
  private readonly udp: UdpPort;
  private readonly reception: Reception;
  private readonly tallies: Tallies;
  private open: Listener[] = [];
  private failures: Failure[] = [];

  constructor(udp: UdpPort, reception: Reception, tallies: Tallies) {
    this.udp = udp;
    this.reception = reception;
    this.tallies = tallies;
  }

  /** Why not all that should be heard is. */
  get errors(): SocketError[] {
    return this.failures.map(({ error }) => error);
  }

  /**
   * Makes the open sockets what `settings` and `interfaces` ask for; those that stay are not disturbed.
   * Answers the error of each that could not be opened.
   */
  reconcile(settings: NodeSettings, interfaces: readonly Interface[], port: number): SocketError[] {
    const failures: Failure[] = [];
    const wanted = wantedSockets(settings, interfaces, port);
    if (!this.udp.ignoresDevices) wanted.push(...wantedSources(settings, interfaces, port));
    const kept = wanted.map(one => this.open.find(other => other.fits(one)));
    for (const one of this.open) if (!kept.includes(one)) one.close();
    const open: Listener[] = [];
    /** All addresses of an instance, which its sockets share. */
    const ourselves = new Map<string, readonly Endpoint[]>();
    for (const [i, one] of wanted.entries()) {
      const listener = kept[i] ?? this.tryOpen(one, failures);
      if (listener === undefined) continue;
      const tally = this.tallies.named(one.interfaceName, one.local.family);
      const { instance } = one;
      if (!ourselves.has(instance)) ourselves.set(instance, addressesIn(instance, settings, interfaces));
      listener.adopt(one, ourselves.get(instance)!, tally);
      open.push(listener);
    }
    this.open = open;
    this.failures = failures;
    for (const one of open) one.answersBy = this.answering(one, settings, interfaces);
    return this.errors;
  }

  /**
   * The service socket of an interface's own address, the one that fits best for what goes to `to`. Allocates
   * nothing.
   */
  own(interfaceName: string, to: Endpoint, interfaces: readonly Interface[]): Listener | undefined {
    const one = upInterface(interfaceName, interfaces);
    const address = one && ownAddress(one, to);
    return address && this.at(address, one.device);
  }

  /** The service socket of a local address at a device; undefined: there is none. Allocates nothing. */
  at(address: Endpoint, device: string): Listener | undefined {
    let found: Listener | undefined;
    for (let i = 0; i < this.open.length; i++) {
      const one = this.open[i];
      if (one.kind !== LinkKind.Service || !one.local.sameAddress(address)) continue;
      if (one.device === device) return one;
      if (this.udp.ignoresDevices) found = one;
    }
    return found;
  }

  /** Why `own` finds nothing, if it is for a socket that could not be opened. */
  ownError(interfaceName: string, to: Endpoint, interfaces: readonly Interface[]): SocketError | undefined {
    const one = upInterface(interfaceName, interfaces);
    const address = one && ownAddress(one, to);
    return address && this.errorAt(address, one.device);
  }

  /** Why `at` finds nothing, if it is for a socket that could not be opened. */
  errorAt(address: Endpoint, device: string): SocketError | undefined {
    const isThere = ({ wanted }: Failure): boolean =>
      wanted.kind === LinkKind.Service && wanted.device === device && wanted.local.sameAddress(address);
    return this.failures.find(isThere)?.error;
  }

  close(): void {
    for (const one of this.open) one.close();
    this.open = [];
  }

  private tryOpen(wanted: WantedSocket, failures: Failure[]): Listener | undefined {
    try {
      return new Listener(wanted, this.udp, this.reception);
    } catch (error) {
      if (!(error instanceof SocketError)) throw error;
      failures.push({ wanted, error });
      return undefined;
    }
  }

  /** An answer leaves from the address that was asked, unless it is to leave from the source. */
  private answering(one: Listener, settings: NodeSettings, interfaces: readonly Interface[]): Listener {
    const { local, instance, device } = one;
    if (!settings.answersFromSource || one.kind !== LinkKind.Service) return one;
    const source = sourceIn(settings, instance, local.family);
    if (source === "") return one;
    const scratch = new Endpoint();
    const address = sourceAddress(source, local, instance, settings, interfaces, scratch);
    return (address && this.at(address, device)) ?? one;
  }
}

/** Every address that the node has in a VPN instance. */
function addressesIn(instance: string, settings: NodeSettings, interfaces: readonly Interface[]): Endpoint[] {
  return interfaces
    .filter(({ name }) => instanceOf(settings, name) === instance)
    .flatMap(({ addresses }) => addresses);
}

/** Whether it is no use to try again, as it is with an address that is not yet ready or just gone. */
export function isFatal({ code }: SocketError): boolean {
  return code === "EADDRINUSE" || code === "EACCES" || code === "EPERM";
}
