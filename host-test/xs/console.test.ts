/** The byte console on XS: a serial line and Telnet before a node, and what that takes. Counts are exact. */
import assert from "node:assert/strict";
import { resolve } from "node:path";
import { BUILD, Machine } from "./machine.js";
import { describeOnXs } from "./support.js";

const OFFER = "\xff\xfb\x01\xff\xfb\x03\xff\xfd\x1f";
const AGREED = "\xff\xfd\x01\xff\xfd\x03\xff\xfb\x1f";

/** Slots of 16 octets: of the console's modules, beside all others; of one session each. */
const LOADED = 15_900;
const KEPT = [
  { kind: "serial", slots: 240, keys: "" },
  { kind: "telnet", slots: 470, keys: `${AGREED}Secret-1\r` },
] as const;

/** Bytecodes of what is typed, at a serial line. */
const BUDGETS = [
  { name: "display ntp-service status", keys: "display ntp-service status\r", bytecodes: 640_000 },
  { name: "a line completed", keys: "dis\tnt\tstatu\t\x15", bytecodes: 350_000 },
] as const;

const PASSWORD_SET = "system-view\rline vty 0 4\rset authentication password simple Secret-1\rreturn\r";

const COMMANDS = 1_000;
const AT_ONCE = 100;

/** A test on XS takes as long as passwords in JavaScript do. */
const PATIENCE_MS = 300_000;

describeOnXs("the console over octets", function () {
  let machine: Machine;
  let loaded: number;

  const slots = async (): Promise<number> => (await machine.command("collect")).meter.currentHeapCount;
  const ask = async (command: string): Promise<string> =>
    JSON.parse((await machine.command(command)).text) as string;
  const type = (keys: string): Promise<string> => ask(`type ${JSON.stringify(keys)}`);

  before(async function () {
    this.timeout(PATIENCE_MS);
    machine = new Machine();
    await machine.import(resolve(BUILD, "host-test/xs/hollow-node.js"));
    const without = await slots();
    await machine.import(resolve(BUILD, "host-test/xs/console-workload.js"));
    loaded = (await slots()) - without;
    await machine.command("start");
    await ask("serial");
    await type(PASSWORD_SET);
    await ask("pass 1");
  });
  after(() => machine.close());

  it("is a person's on a serial line", async () => {
    assert.equal(await ask("serial"), "<XS>");
    assert.equal(await type("dis\tver"), "dis\r<XS>display \x1b[Kver");
    assert.match(await type("sion\r"), /^sion\r\nxs-ntp, Version 1\r\n[\s\S]*\r\n<XS>$/);
    assert.match(
      await type("display ntp-service status\r"),
      /Clock status: synchronized\r\n Clock stratum: 3/,
    );
    assert.match(await type("sys\rsysname \xc3\xa9\rquit\r"), /<\xc3\xa9>$/);
    assert.match(await type("sys\rsysname XS\rquit\r"), /<XS>$/);
  });

  it("is a Telnet client's, which logs in", async function () {
    this.timeout(PATIENCE_MS);
    assert.equal(await ask("telnet"), "");
    assert.equal(await ask("pass 1"), OFFER);
    assert.equal(await type(AGREED), "Login authentication\r\n\r\nPassword:");
    assert.equal(await type("Secret-2\r"), "\r\n");
    assert.equal(await ask("pass 1"), "% Login failed!\r\nPassword:");
    await type("Secret-1\r");
    assert.equal(await ask("pass 1"), "<XS>");
    assert.equal(await type("quit\r"), "quit\r\n(closed)");
  });

  it(`takes at most ${LOADED} slots for its modules`, () => atMost(loaded, LOADED));

  for (const { kind, slots: kept, keys } of KEPT)
    it(`keeps at most ${kept} slots for a session by ${kind}`, async function () {
      this.timeout(PATIENCE_MS);
      const before = await slots();
      await ask(kind);
      await ask("pass 1");
      await type(keys);
      await ask("pass 1");
      atMost((await slots()) - before, kept);
    });

  for (const { name, keys, bytecodes } of BUDGETS)
    it(`takes at most ${bytecodes} bytecodes for ${name}`, async () => {
      await ask("serial");
      await type(keys);
      const text = JSON.stringify(keys);
      const around = (await machine.command(`rehearse ${text}`)).meter.compute;
      atMost((await machine.command(`work ${text}`)).meter.compute - around, bytecodes);
    });

  it(`keeps not one slot, nor makes an arena grow, for ${COMMANDS} commands`, async function () {
    this.timeout(PATIENCE_MS);
    await ask("serial");
    const keys = JSON.stringify("dis\tntp-service status\rdisplay version | include N\rfoo\r\x1b[A\x15");
    const often = async (): Promise<void> => void (await machine.command(`repeat ${AT_ONCE} ${keys}`));
    await often();
    const { currentHeapCount, allocate } = (await machine.command("collect")).meter;
    for (let done = 0; done < COMMANDS; done += AT_ONCE) await often();
    const { meter } = await machine.command("collect");
    assert.deepEqual([meter.currentHeapCount, meter.allocate], [currentHeapCount, allocate]);
  });
});

function atMost(count: number, budget: number): void {
  assert.ok(count <= budget, `${count}`);
  assert.ok(count > budget * 0.9, `${count}: the budget can be lowered`);
}
