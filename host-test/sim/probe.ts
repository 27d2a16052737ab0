/**
 * The probe: at the beginning of every true second how far a host's clock really is off, beside what the host
 * itself says about that. It looks, and changes nothing.
 */
import { MAXSTRAT } from "../../src/core/association.js";
import { ClockState } from "../../src/core/system.js";
import { half, MAXDISP, type Q32 } from "../../src/time/fixed.js";
import { Timestamp } from "../../src/time/moment.js";
import { type Host } from "./host.js";
import { Invariant } from "./invariant.js";

const FIRST_ROOM = 1024;

export class Probe {
  /** Of which second the first entry of each list is. */
  readonly from: number;
  readonly invariant = new Invariant();
  /** Seconds looked at. */
  count = 0;
  readonly #host: Host;
  #errors = new Float64Array(FIRST_ROOM);
  #claims = new Float64Array(FIRST_ROOM);
  #strata = new Uint8Array(FIRST_ROOM);
  #states = new Uint8Array(FIRST_ROOM);
  readonly #shown = new Timestamp();
  readonly #truth = new Timestamp();

  /**
   * Looks at `host` every second from now on; while no node runs there the last entry is repeated,
   * before the first one nothing is claimed.
   */
  constructor(host: Host) {
    const { world } = host;
    this.#host = host;
    this.from = world.now.second + (world.now.fraction > 0 ? 1 : 0);
    world.eachSecond(second => this.#look(second));
  }

  /** True errors, positive: the clock is ahead, in Q32. */
  get errors(): Float64Array {
    return this.#errors.subarray(0, this.count);
  }

  /** What the errors were claimed to be at most: root delay / 2 + root dispersion, in Q32. */
  get claims(): Float64Array {
    return this.#claims.subarray(0, this.count);
  }

  get strata(): Uint8Array {
    return this.#strata.subarray(0, this.count);
  }

  /** `ClockState` of each second. */
  get states(): Uint8Array {
    return this.#states.subarray(0, this.count);
  }

  #look(second: number): void {
    const { node, world } = this.#host;
    if (node === undefined) return this.#repeat();
    const { status } = node;
    status.time(this.#shown);
    world.time(this.#truth);
    const { system } = status;
    const error = this.#shown.since(this.#truth);
    const claim = half(system.rootDelay) + status.rootDispersion();
    this.invariant.check(second, error, claim, system.stratum);
    this.#add(error, claim, system.stratum, system.clockState);
  }

  #repeat(): void {
    const last = this.count - 1;
    if (last < 0) return this.#add(0, MAXDISP, MAXSTRAT, ClockState.NotSet);
    this.#add(this.#errors[last], this.#claims[last], this.#strata[last], this.#states[last]);
  }

  #add(error: Q32, claim: Q32, stratum: number, state: number): void {
    const i = this.count++;
    if (i === this.#errors.length) this.#grow();
    this.#errors[i] = error;
    this.#claims[i] = claim;
    this.#strata[i] = stratum;
    this.#states[i] = state;
  }

  #grow(): void {
    const room = 2 * this.#errors.length;
    const before = [this.#errors, this.#claims, this.#strata, this.#states] as const;
    this.#errors = new Float64Array(room);
    this.#claims = new Float64Array(room);
    this.#strata = new Uint8Array(room);
    this.#states = new Uint8Array(room);
    const after = [this.#errors, this.#claims, this.#strata, this.#states] as const;
    for (let i = 0; i < before.length; i++) after[i].set(before[i]);
  }
}
