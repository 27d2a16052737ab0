/**
 * What keys cost on XS, for one packet that is given its MAC and one whose MAC is verified. Counts are exact, so the
 * budgets leave room for a small change and no more.
 */
import assert from "node:assert/strict";
import { resolve } from "node:path";
import { KeyMode } from "../../src/core/key-mode.js";
import { BUILD, Machine } from "./machine.js";
import { describeOnXs } from "./support.js";

/**
 * `ours`: bytecodes of what is above the platform, the key found among 128 included. `pure`: of all of it where the
 * platform's part is JavaScript, too; and `slots`, which that part alone may take.
 */
const BUDGETS = [
  { name: "md5", mode: KeyMode.Md5, ours: 1_250, pure: 41_500, slots: 48 },
  { name: "sha1", mode: KeyMode.Sha1, ours: 1_300, pure: 80_000, slots: 48 },
  { name: "sha256", mode: KeyMode.Sha256, ours: 1_300, pure: 136_000, slots: 48 },
  { name: "sha384", mode: KeyMode.Sha384, ours: 1_300, pure: 258_000, slots: 580 },
  { name: "sha512", mode: KeyMode.Sha512, ours: 1_300, pure: 258_000, slots: 580 },
  { name: "hmac-sha-1", mode: KeyMode.HmacSha1, ours: 1_450, pure: 160_000, slots: 110 },
  { name: "hmac-sha-256", mode: KeyMode.HmacSha256, ours: 1_450, pure: 272_000, slots: 110 },
  { name: "hmac-sha-384", mode: KeyMode.HmacSha384, ours: 1_450, pure: 1_010_000, slots: 2_250 },
  { name: "hmac-sha-512", mode: KeyMode.HmacSha512, ours: 1_450, pure: 1_010_000, slots: 2_250 },
  { name: "aes-128-cmac", mode: KeyMode.Aes128Cmac, ours: 3_100, pure: 29_500, slots: 56 },
  { name: "aes-256-cmac", mode: KeyMode.Aes256Cmac, ours: 3_100, pure: 39_000, slots: 56 },
] as const;

/** Few enough that nothing is collected meanwhile. */
const METERED = 10;

interface Cost {
  readonly bytecodes: number;
  readonly slots: number;
}

describeOnXs("what a key costs", function () {
  let machine: Machine;
  before(async () => {
    machine = new Machine();
    await machine.import(resolve(BUILD, "host-test/xs/key-workload.js"));
  });
  after(() => machine.close());

  /** For each pair of packets. */
  const costOf = async (primitives: string, mode: KeyMode): Promise<Cost> => {
    await machine.command(`${primitives} ${mode}`);
    await machine.command("collect");
    const empty = (await machine.command("rehearse 0")).meter;
    const rehearsed = (await machine.command(`rehearse ${METERED}`)).meter;
    const worked = (await machine.command(`work ${METERED}`)).meter;
    const around = rehearsed.currentHeapCount - empty.currentHeapCount;
    return {
      bytecodes: (worked.compute - rehearsed.compute) / METERED,
      slots: (worked.currentHeapCount - rehearsed.currentHeapCount - around) / METERED,
    };
  };

  for (const { name, mode, ours, pure, slots } of BUDGETS) {
    it(`${name}: ours takes at most ${ours} bytecodes, and no slot`, async () => {
      const cost = await costOf("hollow", mode);
      assert.equal(cost.slots, 0);
      assert.ok(cost.bytecodes <= ours, `${cost.bytecodes}`);
      assert.ok(cost.bytecodes > ours * 0.9, `${cost.bytecodes}: the budget can be lowered`);
    });

    it(`${name}: over JavaScript it takes at most ${pure} bytecodes and ${slots} slots`, async () => {
      const cost = await costOf("pure", mode);
      assert.ok(cost.slots <= slots, `${cost.slots} slots`);
      assert.ok(cost.bytecodes <= pure, `${cost.bytecodes}`);
      assert.ok(cost.bytecodes > pure * 0.9, `${cost.bytecodes}: the budget can be lowered`);
    });
  }
});
