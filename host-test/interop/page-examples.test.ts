/**
 * The vendors' examples and procedures, typed as their pages print them, each in a network of its own with the
 * addresses of the page; all side by side.
 */
import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import { type Lab } from "./lab.js";
import { openLab } from "./open-lab.js";
import { BEST_UDPS, type Console, knowsDevices, type Udp, UDPS } from "./our-node.js";
import { Unobtainable } from "./packages.js";
import { KEYED_GUIDE_EXAMPLES, KEYED_PROCEDURES } from "./keyed-page-examples.js";
import { type Example, GUIDE_EXAMPLES, PROCEDURES } from "./page-examples.js";
import { readScript, startDevices } from "./page-lab.js";
import { patternOf } from "./page.js";

/** From the last command typed. */
const POLLED_SEC = 60;
const HEARD_SEC = 150;
const START_ALL_MS = 300_000;

/** Within it a client would follow its first broadcast; where the page shows that it does not, it has refused it. */
const FIRST_SEC = 20;
const UNSYNCHRONIZED = "Clock status: unsynchronized";

const STATUS = "display ntp-service status";

interface Row {
  readonly example: Example;
  readonly udp: Udp;
}

const ROWS: readonly Row[] = [
  ...[...GUIDE_EXAMPLES, ...KEYED_GUIDE_EXAMPLES].flatMap(example => UDPS.map(udp => ({ example, udp }))),
  ...[...PROCEDURES, ...KEYED_PROCEDURES].flatMap(example => BEST_UDPS.map(udp => ({ example, udp }))),
].filter(({ example, udp }) => knowsDevices(udp) || example.needsDevices !== true);

describe("interop: the vendors' pages", () => {
  const outcomes = new Map<Row, Promise<string>>();
  let lab: Lab;

  before(async function () {
    this.timeout(START_ALL_MS);
    lab = await openLab(this, ["ip"]);
    // One after the other: as many programs as these start too slowly at once.
    for (const [i, row] of ROWS.entries()) {
      const devices = startDevices(lab, row.example, `page${i}`, row.udp);
      const outcome = devices.then(consoles => follow(row, consoles));
      outcome.catch(() => {}); // its own test awaits it
      outcomes.set(row, outcome);
      await devices.catch(() => {});
    }
  });
  after(() => lab?.close());

  for (const row of ROWS)
    it(`page ${row.example.page}: ${row.example.name}, ${row.udp}`, async function () {
      this.timeout(2 * HEARD_SEC * 1000);
      try {
        console.log(`      ${await outcomes.get(row)!}`);
      } catch (error) {
        if (!(error instanceof Unobtainable) || process.env.CI) throw error;
        console.log(`      skipped: ${error.message}`);
        this.skip();
      }
    });
});

/** Does what the page says; answers who was synchronized when. */
async function follow({ example }: Row, devices: Record<string, Console>): Promise<string> {
  const patience = example.isPolled ? POLLED_SEC : HEARD_SEC;
  const waits: string[] = [];
  let typedAt = Date.now();
  for (const { line, device, typed, printed } of readScript(example.script)) {
    const terminal = devices[device];
    const where = `page ${example.page}, line ${line ?? "-"}, ${device}: ${typed}`;
    if (typed === STATUS && printed.includes(UNSYNCHRONIZED)) await wait(FIRST_SEC * 1000);
    else if (typed === STATUS) {
      await terminal.untilStatus(
        patience - (Date.now() - typedAt) / 1000,
        status => (status["Clock status"] ?? status["clock status"]) === "synchronized",
      );
      waits.push(`${device} after ${((Date.now() - typedAt) / 1000).toFixed(1)} s`);
    }
    const lines = (await terminal.ask(typed)).map(text => text.replace(/\s+/g, " ").trim());
    if (!typed.startsWith("display ")) {
      const complaints = lines.filter(text => !text.startsWith("Warning: "));
      assert.deepEqual(complaints, [], where);
      typedAt = Date.now();
    }
    for (const wanted of printed)
      assert.ok(
        lines.some(text => beginsAs(wanted).test(text)),
        `${where}\nno "${wanted}" in\n${lines.join("\n")}`,
      );
  }
  return `synchronized: ${waits.join(", ")}`;
}

/**
 * As the page has it: but of what selection thinks the pages' flags say now this, now that for one state. What is not
 * on a page says only how a line begins.
 */
function beginsAs(line: string): RegExp {
  const { source } = patternOf(line);
  const flags = source.replace(/\\\[12\d*\\\]/, "\\[12\\d*\\]");
  return new RegExp(flags.replace(/\$$/, "(?=$|[ ,])"));
}
