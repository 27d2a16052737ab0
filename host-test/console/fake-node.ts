/** A node whose variables are set by hand, so that what a console prints of it is known to the last digit. */
import { ConfigurationStore } from "../../src/config/configuration-store.js";
import { type Secrets } from "../../src/config/secrets.js";
import { type Startup } from "../../src/config/startup.js";
import { type TextStore } from "../../src/config/text-store.js";
import { Configuration } from "../../src/config/configuration.js";
import { type Dialect } from "../../src/config/dialect.js";
import { type ConsoleHost, type ConsoleNode } from "../../src/console/operator.js";
import { Association, Leap } from "../../src/core/association.js";
import { Carriage } from "../../src/core/carrier.js";
import { Crystal } from "../../src/core/crystal.js";
import {
  AssociationKind,
  type AssociationSettings,
  NO_SETTINGS,
  type NodeSettings,
} from "../../src/core/settings.js";
import { type Happening } from "../../src/core/happening.js";
import { System } from "../../src/core/system.js";
import { Verdict } from "../../src/core/verdict.js";
import { type NodeWatch } from "../../src/report/debugging.js";
import { Reports } from "../../src/report/reports.js";
import { type ConfiguredSettings } from "../../src/report/settings.js";
import { type ControlAsker } from "../../src/runtime/control-client.js";
import { type NodeStatus, type Obstacles } from "../../src/runtime/node.js";
import { PacketStatistics } from "../../src/runtime/packet-statistics.js";
import { NO_ROUTES, Tallies } from "../../src/runtime/tallies.js";
import { type Timer, type TimerPort } from "../../src/runtime/timers.js";
import { InterfaceAddress, type Interface } from "../../src/runtime/ports.js";
import { type Q32, type Rate, SECOND } from "../../src/time/fixed.js";
import { Instant, type Timestamp } from "../../src/time/moment.js";
import { parseAddress } from "../../src/wire/address-text.js";
import { type ReceiverStatus } from "../../src/refclock/reference-clock.js";
import { Family } from "../../src/wire/address.js";
import { Datagram } from "../../src/wire/datagram.js";
import { SECRETS } from "../config/context.js";
import { server } from "../support/engine-rig.js";

export class FakeStatus implements NodeStatus {
  settings: NodeSettings = NO_SETTINGS;
  readonly port = 123;
  readonly system = new System();
  readonly associations: Association[] = [];
  readonly verdicts = new Array<number>(Verdict.Count).fill(0);
  interfaces: readonly Interface[] = [
    {
      name: "Vlan-interface2",
      device: "eth0",
      addresses: [addressOf("1.0.1.11"), addressOf("3000::34")],
      isUp: true,
    },
    { name: "lo", device: "lo", addresses: [addressOf("127.0.0.1")], isUp: true },
    { name: "Ethernet0", device: "eth1", addresses: [], isUp: false },
  ];
  /** What is seen of receivers, by unit. */
  readonly receivers = new Map<number, ReceiverStatus>();
  /** What the counter shows, in seconds. */
  counterSec = 0;
  /** What the clock shows. */
  clock: readonly [seconds: number, fraction: Q32] = [0, 0];
  grownDispersion: Q32 = 0;
  /** Why the sources named here are not reached, and so on. */
  readonly troubles = { sources: new Map<Association, string>(), senders: [""], searches: [""] };
  readonly unheard: string[] = [];
  readonly obstacles: Obstacles = {
    of: association => this.troubles.sources.get(association) ?? "",
    ofSender: index => this.troubles.senders[index] ?? "",
    ofSearch: index => this.troubles.searches[index] ?? "",
    ofService: () => this.unheard,
  };
  readonly leapSecond = { indicator: Leap.None, dayEnd: 0, isInserted: (): boolean => this.isLeapSecond };
  isLeapSecond = false;
  smeared: Q32 = 0;
  slew: Q32 = 0;
  readonly history = {
    steppedBy: 0,
    steppedAt: new Instant(),
    heldSince: new Instant(),
    carriedSince: new Instant(),
    leap: Leap.None as Leap,
    leapDayEnd: 0,
    startedWith: undefined as Rate | undefined,
    startedWithAge: "",
  };
  readonly carrier = { carriage: Carriage.Unknown as Carriage, takeover: 0 };
  readonly known = new Crystal();
  /** What the root dispersion grows by. */
  growth: Rate = 0;

  receiver(unit: number): ReceiverStatus | undefined {
    return this.receivers.get(unit);
  }

  instant(into: Instant): void {
    into.set(this.counterSec, 0);
  }
  time(into: Timestamp): void {
    into.set(...this.clock);
  }
  smear(): Q32 {
    return this.smeared;
  }
  rootDispersion(): Q32 {
    return this.grownDispersion;
  }
  rootDispersionAt(at: Instant): Q32 {
    return this.grownDispersion + (at.seconds - this.counterSec) * this.growth;
  }
  slewLeft(): Q32 {
    return this.slew;
  }
  crystal(into: Crystal): void {
    Object.assign(into, this.known);
  }
}

export class MemoryStore implements TextStore {
  readonly #texts = new Map<string, string>();
  get names(): string[] {
    return [...this.#texts.keys()];
  }
  read(name: string): string | undefined {
    return this.#texts.get(name);
  }
  write(name: string, text: string): void {
    this.#texts.set(name, text);
  }
  remove(name: string): void {
    this.#texts.delete(name);
  }
}

export class FakeNode implements ConsoleNode {
  readonly status = new FakeStatus();
  readonly timers = new FakeTimers();
  /** Who sees its packets. */
  watch: NodeWatch | undefined = undefined;
  readonly reports = new Reports({
    reported: this.status,
    post: { datagram: new Datagram(), send: () => false },
    waits: this.timers,
    watched: this,
    capacity: 512,
  });
  /** What other nodes would answer; nothing, unless a test says. */
  control: ControlAsker = { readVariables: () => () => undefined };
  readonly configuration: ConfigurationStore;
  /** What its consoles have told of. */
  readonly told: [happening: Happening, value: number, why: string][] = [];
  /** What its consoles have set the clock to. */
  readonly clockSet: [seconds: number, fraction: Q32, error: Q32, by: string][] = [];
  readonly tallies = new Tallies(NO_ROUTES);
  readonly statistics = new PacketStatistics(this.tallies);

  /** `store`: as it was left by another one; `startup`: what came of it. */
  constructor(
    dialect: Dialect,
    store: TextStore = new MemoryStore(),
    startup?: Startup,
    secrets: Secrets = SECRETS,
  ) {
    const configure = ({ reports, ...settings }: ConfiguredSettings): void => {
      this.status.settings = settings;
      this.reports.configure(reports);
    };
    this.configuration = new ConfigurationStore(new Configuration(dialect), {
      store,
      configure,
      serverPort: 123,
      secrets,
      waits: this.timers,
      ...(startup && { startup }),
    });
  }

  setClock({ seconds, fraction }: Timestamp, error: Q32, by: string): void {
    this.clockSet.push([seconds, fraction, error, by]);
  }

  tell(happening: Happening, value: number, why: string): void {
    this.told.push([happening, value, why]);
  }
}

/** Waits that end when they are told to. */
export class FakeTimers implements TimerPort {
  readonly #waits: { dueSec: number; ring: () => void }[] = [];
  #nowSec = 0;

  after(delay: Q32, ring: () => void): Timer {
    const wait = { dueSec: this.#nowSec + delay / SECOND, ring };
    this.#waits.push(wait);
    return { cancel: () => this.#remove(wait) };
  }

  /** How many waits there are. */
  get length(): number {
    return this.#waits.length;
  }

  /** Lets time pass. */
  pass(seconds: number): void {
    const end = this.#nowSec + seconds;
    for (;;) {
      this.#waits.sort((a, b) => a.dueSec - b.dueSec);
      const next = this.#waits[0];
      if (!next || next.dueSec > end) break;
      this.#nowSec = next.dueSec;
      this.#remove(next);
      next.ring();
    }
    this.#nowSec = end;
  }

  #remove(wait: { dueSec: number; ring: () => void }): void {
    const at = this.#waits.indexOf(wait);
    if (at >= 0) this.#waits.splice(at, 1);
  }
}

/** What consoles of `node` share. */
export function hostOf(node: ConsoleNode, more: Partial<ConsoleHost> = {}): ConsoleHost {
  return { node, version: "1", takesAnyPort: false, timers: new FakeTimers(), ...more };
}

export function addressOf(text: string): InterfaceAddress {
  const endpoint = new InterfaceAddress();
  if (!parseAddress(text, endpoint)) throw new Error(text);
  return endpoint;
}

/** Milliseconds, rounded to the unit. */
export function ms(milliseconds: number): Q32 {
  return Math.round((milliseconds * SECOND) / 1000);
}

/** A server's association, as a client has it. */
export function serverAt(address: string, settings: Partial<AssociationSettings> = {}): Association {
  return associationWith(AssociationKind.Client, address, settings);
}

/** The association of `refclock-master`. */
export function localClock(settings: Partial<AssociationSettings> = {}): Association {
  return associationWith(AssociationKind.LocalClock, "127.127.1.0", settings);
}

function associationWith(
  kind: AssociationKind,
  host: string,
  settings: Partial<AssociationSettings>,
): Association {
  const association = new Association(0);
  const address = addressOf(host);
  association.address.copy(address);
  const family = address.family === Family.IPv6 ? Family.IPv6 : Family.IPv4;
  association.settings = server(host, { kind, family, maxPollLog2: 10, ...settings });
  return association;
}

/** What a clock filter shows; `stages` newest first, in milliseconds. */
export interface FilterFacts {
  readonly offset: Q32;
  readonly delay: Q32;
  readonly dispersion: Q32;
  readonly jitter?: Q32;
  readonly stages?: readonly (readonly [offset: number, delay: number, dispersion: number])[];
  readonly order?: readonly number[];
}

/** Puts a filter into `association` that shows `facts`. */
export function setFilter(association: Association, facts: FilterFacts): void {
  const stage = (i: number): readonly number[] => facts.stages?.[i] ?? [0, 0, 0];
  const filter = {
    jitter: 0,
    ...facts,
    // So far apart that what prints the one for the other is found out.
    dispersion: 3 * facts.dispersion + SECOND,
    knownDispersion: facts.dispersion,
    sampleCount: 8,
    stageCount: 8,
    isEmpty: () => false,
    stageOffset: (i: number) => ms(stage(i)[0]),
    stageDelay: (i: number) => ms(stage(i)[1]),
    stageDispersion: (i: number) => ms(stage(i)[2]),
    order: () => facts.order ?? [0, 1, 2, 3, 4, 5, 6, 7],
  };
  Object.defineProperty(association, "filter", { value: filter });
}
