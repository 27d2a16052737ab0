/** What a packet costs on XS, by the meter, which counts exactly: the same code costs the same every time. */
import { resolve } from "node:path";
import { BUILD, Machine, type Answer } from "./machine.js";
import { type Busy } from "./workload.js";

const WORKLOAD = resolve(BUILD, "host-test/xs/workload.js");

/** Exchanges until a client has settled, and what the engine makes at its first packets is made: in all, and for each source. */
const WARM_UP = 100;
const WARM_UP_EACH = 6;

/**
 * So few that nothing is collected meanwhile, and each slot taken stays counted; and that they are over before a
 * day is: once a day a client stores what it knows of its crystal.
 */
export const METERED = 1_000;

export interface Cost {
  /** For each request served or exchange made. */
  readonly bytecodes: number;
  /** Slots taken by all of `METERED`, none of them given back by a collection. */
  readonly slots: number;
  /** Octets that the arenas grew by. */
  readonly arenas: number;
}

/** A node on a machine of its own, kept busy as a server or as a client. */
export class BusyNode {
  readonly #machine = new Machine();

  /** Slots that the node itself keeps, with its pool for as many sources. */
  slots = 0;

  /** `sources`: how many servers a client asks; as large is the pool of a server. `workload`: the built module. */
  static async start(kind: Busy, sources = 8, workload = WORKLOAD): Promise<BusyNode> {
    const node = new BusyNode();
    await node.#machine.import(workload);
    const { meter: before } = await node.#machine.command("collect");
    await node.#machine.command(`${kind} ${sources}`);
    const { meter: after } = await node.#machine.command("collect");
    node.slots = after.currentHeapCount - before.currentHeapCount;
    await node.work(Math.max(WARM_UP, WARM_UP_EACH * sources));
    return node;
  }

  /** Throws where not every packet had its answer, or the node has lost its synchronization over it. */
  async work(count: number): Promise<Answer> {
    const answer = await this.#machine.command(`work ${count}`);
    if (Number(answer.text) !== count) throw new Error(`${answer.text} packets sent, not ${count}`);
    const { text: isSynchronized } = await this.#machine.command("synchronized");
    if (isSynchronized !== "true") throw new Error("the node is not synchronized");
    return answer;
  }

  /** The cost of what the node does, less that of the command and of all that is done around the node. */
  async cost(count = METERED): Promise<Cost> {
    const empty = await this.#machine.command("work 0");
    const rehearsed = await this.#machine.command(`rehearse ${count}`);
    const worked = await this.#machine.command(`work ${count}`);
    return {
      bytecodes: (worked.meter.compute - rehearsed.meter.compute) / count,
      slots:
        worked.meter.currentHeapCount -
        rehearsed.meter.currentHeapCount -
        (rehearsed.meter.currentHeapCount - empty.meter.currentHeapCount),
      arenas: worked.meter.allocate - empty.meter.allocate,
    };
  }

  close(): void {
    this.#machine.close();
  }
}
