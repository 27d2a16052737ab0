/** The counters of every interface that packets came or went by, each family's by itself, kept for good. */
import { Tally } from "../core/tally.js";
import { type NodeSettings } from "../core/settings.js";
import { Endpoint, type Family } from "../wire/address.js";
import { type Interface, type Routes } from "./ports.js";
import { wayOut } from "./sources.js";

/** Where nothing is known of routes. */
export const NO_ROUTES: Routes = Object.freeze({ route: () => false });

interface Entry {
  readonly family: Family;
  readonly tally: Tally;
}

export class Tallies {
  private readonly routes: Routes;
  private readonly entries: Entry[] = [];
  private readonly scratch = new Endpoint();

  /** `routes`: asked by which interface an exchange goes that is bound to none. */
  constructor(routes: Routes) {
    this.routes = routes;
  }

  /** Of an interface by its console name; empty: of what found no interface. Allocates only a new one. */
  named(interfaceName: string, family: Family): Tally {
    for (let i = 0; i < this.entries.length; i++) {
      const entry = this.entries[i];
      if (entry.family === family && entry.tally.interfaceName === interfaceName) return entry.tally;
    }
    const tally = new Tally(interfaceName);
    this.entries.push({ family, tally });
    return tally;
  }

  /** Of the interface that leads to `to` in a VPN instance. Allocates only a new one. */
  towards(to: Endpoint, instance: string, settings: NodeSettings, interfaces: readonly Interface[]): Tally {
    const way = wayOut(to, instance, settings, interfaces, this.routes, this.scratch);
    return this.named(way?.name ?? "", to.family);
  }

  /** Adds up what all interfaces have counted in `family`. */
  sum(family: Family, into: Tally): void {
    into.clear();
    for (const entry of this.entries) if (entry.family === family) into.add(entry.tally);
  }
}
