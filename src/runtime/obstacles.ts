/** What is in the way at present, found anew for each who asks: nothing of it is taken from a log. */
import { type Association } from "../core/association.js";
import { KeyState } from "../core/authentication.js";
import { instanceOf } from "../core/instances.js";
import { AssociationKind, isAtHand } from "../core/settings.js";
import { never } from "../time/never.js";
import { isLoopback } from "../wire/address-kind.js";
import { formatAddress } from "../wire/address-text.js";
import { Endpoint } from "../wire/address.js";
import { type Loop } from "./loop.js";
import { type Obstacles } from "./node.js";
import { subnetBroadcast } from "./subnet.js";

export class PresentObstacles implements Obstacles {
  private readonly loop: Loop;
  private readonly scratch = new Endpoint();

  constructor(loop: Loop) {
    this.loop = loop;
  }

  of(association: Association): string {
    const { departures, engine, interfaces } = this.loop;
    return (
      this.deafness(association) ||
      this.wantOfKey(association.keyId) ||
      this.ban(association) ||
      this.misdirection(association) ||
      departures.obstacle(association, engine.settings, interfaces)
    );
  }

  ofSender(index: number): string {
    const { departures, engine, interfaces } = this.loop;
    return departures.senderObstacle(index, engine.settings, interfaces);
  }

  ofSearch(index: number): string {
    const { departures, engine } = this.loop;
    return this.wantOfKey(engine.settings.searches[index]?.keyId ?? 0) || departures.searchObstacle(index);
  }

  ofService(): readonly string[] {
    return this.loop.listeners.errors.map(({ message }) => message);
  }

  /** Why a receiver is not heard. */
  private deafness({ address, settings }: Association): string {
    const isReceiver = settings!.kind === AssociationKind.ReferenceClock;
    return isReceiver ? this.loop.clocks.obstacle(address.word3 & 0xff) : "";
  }

  /** Why what a key is to authenticate is not; empty: it is, or need not be. */
  private wantOfKey(keyId: number): string {
    const state = this.loop.engine.authentication.stateOf(keyId);
    switch (state) {
      case KeyState.Unused:
      case KeyState.Trusted:
        return "";
      case KeyState.Untrusted:
        return `key ${keyId} is not trusted`;
      case KeyState.Missing:
        return `key ${keyId} is not configured`;
      default:
        return never(state);
    }
  }

  /** Of the use of its key: it may answer, and is not believed. */
  private ban({ address, addressIndex, keyId }: Association): string {
    const isBanned = addressIndex >= 0 && this.loop.engine.authentication.forbids(keyId, address);
    return isBanned ? `key ${keyId} may not be used by ${formatAddress(address)}` : "";
  }

  /** Whom its address means at present, where that is no other host. */
  private misdirection({ address, addressIndex, settings }: Association): string {
    const { engine, interfaces, port } = this.loop;
    if (addressIndex < 0 || isAtHand(settings!.kind) || isLoopback(address)) return "";
    for (const { name, addresses } of interfaces) {
      if (instanceOf(engine.settings, name) !== settings!.instance) continue;
      for (const own of addresses) {
        if (own.sameAddress(address)) return address.port === port ? "that is this node itself" : "";
        if (subnetBroadcast(own, this.scratch) && this.scratch.sameAddress(address))
          return `that means everyone in the subnet of ${name}`;
      }
    }
    return "";
  }
}
