/**
 * Packets counted for the operator: of each family, interface and association, since the start or since the
 * count was last begun anew. Beginning one anew touches neither the others nor the engine's own counters.
 */
import { type Association } from "../core/association.js";
import { Tally } from "../core/tally.js";
import { type Verdict } from "../core/verdict.js";
import { type Instant } from "../time/moment.js";
import { Family, type Endpoint } from "../wire/address.js";
import { DropLog, type Drop } from "./drop-log.js";
import { type Tallies } from "./tallies.js";

/** What an association had counted when its count was begun anew. */
interface Beginning {
  /** Of that one: `Association.mobilizations` then. */
  readonly mobilizations: number;
  readonly tally: Tally;
}

export class PacketStatistics {
  private readonly tallies: Tallies;
  /**
   * What all interfaces had counted when the count was begun anew, less what theirs have dropped since;
   * undefined: none was.
   */
  private before4: Tally | undefined;
  private before6: Tally | undefined;
  private readonly dropLog = new DropLog();
  private readonly beginnings: (Beginning | undefined)[] = [];

  constructor(tallies: Tallies) {
    this.tallies = tallies;
  }

  /** A packet that an interface has counted was dropped, perhaps, at `now`. Allocates nothing. */
  dropped({ interfaceName }: Tally, from: Endpoint, verdict: Verdict, now: Instant): void {
    this.dropLog.take(verdict, from, interfaceName, now);
  }

  /** Sets `into` to what all of `family` amounts to. */
  total(family: Family, into: Tally): void {
    this.tallies.sum(family, into);
    const before = family === Family.IPv4 ? this.before4 : this.before6;
    if (before !== undefined) into.subtract(before);
  }

  /** Those of `family` among the last packets that were dropped, the newest first. */
  drops(family: Family): readonly Drop[] {
    return this.dropLog.list().filter(({ from }) => from.family === family);
  }

  /** Those that came in by an interface since its count was begun. */
  dropsOfInterface(interfaceName: string, family: Family): readonly Drop[] {
    const { dropped } = this.tallies.named(interfaceName, family);
    const drops = this.drops(family).filter(drop => drop.interfaceName === interfaceName);
    return drops.slice(0, dropped);
  }

  /** Those that came from a source of time since its count was begun. */
  dropsOfAssociation(association: Association): readonly Drop[] {
    const { address } = association;
    const tally = new Tally();
    this.ofAssociation(association, tally);
    const drops = this.drops(address.family).filter(({ from }) => from.sameAddress(address));
    return drops.slice(0, tally.dropped);
  }

  /** Sets `into` to what came and went by an interface. */
  ofInterface(interfaceName: string, family: Family, into: Tally): void {
    into.copy(this.tallies.named(interfaceName, family));
  }

  /** Sets `into` to what came from a source of time, and went to it. */
  ofAssociation(association: Association, into: Tally): void {
    const beginning = this.beginnings[association.id];
    read(association, into);
    if (beginning?.mobilizations === association.mobilizations) into.subtract(beginning.tally);
  }

  resetTotal(family: Family): void {
    this.tallies.sum(family, this.before(family));
    this.dropLog.clear(family);
  }

  /** The family's total stays what it is. */
  resetInterface(interfaceName: string, family: Family): void {
    const tally = this.tallies.named(interfaceName, family);
    this.before(family).subtract(tally);
    tally.clear();
  }

  resetAssociation(association: Association): void {
    const tally = new Tally();
    read(association, tally);
    this.beginnings[association.id] = { mobilizations: association.mobilizations, tally };
  }

  private before(family: Family): Tally {
    return family === Family.IPv4 ? (this.before4 ??= new Tally()) : (this.before6 ??= new Tally());
  }
}

/** All that an association has counted. */
function read({ sent, unsent, verdicts }: Association, into: Tally): void {
  into.clear();
  into.sent = sent;
  into.unsent = unsent;
  for (let i = 0; i < verdicts.length; i++) into.verdicts[i] = verdicts[i];
}
