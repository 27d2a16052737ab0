/** What happens again and again over the years leaves nothing behind on XS: counts are exact. */
import assert from "node:assert/strict";
import { resolve } from "node:path";
import { BUILD, Machine } from "./machine.js";
import { describeOnXs } from "./support.js";

/** In twice as many rounds all that is made once has been made, and what is kept of the latest is full. */
const LIVES = [
  { name: "sources", what: "sources are configured and taken away", rounds: 10 },
  { name: "commits", what: "commits, trials, roll-backs and saves", rounds: 6 },
  { name: "serial", what: "sessions on a serial line", rounds: 5 },
  { name: "telnet", what: "sessions and failures by Telnet", rounds: 12 },
  { name: "names", what: "a name leads to another address", rounds: 4 },
  { name: "peers", what: "peers come and go", rounds: 4 },
  { name: "manycast", what: "servers found by manycast come and go", rounds: 6 },
  { name: "broadcast", what: "broadcast servers come and go", rounds: 4 },
  { name: "interfaces", what: "interfaces and addresses come and go", rounds: 6 },
  { name: "unreachable", what: "nothing can be sent for a while", rounds: 6 },
  { name: "debugging", what: "debugging is switched on and off", rounds: 4 },
  { name: "years", what: "years, leap seconds and an era", rounds: 18 },
] as const;

const PATIENCE_MS = 120_000;

interface Held {
  readonly slots: number;
  readonly arenas: number;
  /** How often what a life is about has happened. */
  readonly count: number;
}

describeOnXs("a life of years", function () {
  let machine: Machine;
  before(async () => {
    machine = new Machine();
    await machine.import(resolve(BUILD, "host-test/xs/growth-workload.js"));
  });
  after(() => machine.close());

  /** The least that is held after a round: an exchange may be under way at the end of any. */
  const live = async (rounds: number): Promise<Held> => {
    const held = { slots: Infinity, arenas: 0, count: 0 };
    for (let round = 0; round < rounds; round++) {
      await machine.command("live");
      const { meter, text } = await machine.command("collect");
      held.slots = Math.min(held.slots, meter.currentHeapCount);
      held.arenas = meter.allocate;
      held.count = Number(text);
    }
    return held;
  };

  for (const { name, what, rounds } of LIVES)
    it(`keeps not one slot, nor makes an arena grow: ${what}`, async function () {
      this.timeout(PATIENCE_MS);
      await machine.command(`begin ${name}`);
      await live(2 * rounds);
      const before = await live(rounds);
      const after = await live(rounds);
      assert.ok(after.count - before.count >= rounds, `only ${after.count} in all`);
      assert.deepEqual([after.slots, after.arenas], [before.slots, before.arenas]);
    });
});
