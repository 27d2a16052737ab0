/** What a symmetric packet gives back, and whose packets decide it. */
import assert from "node:assert/strict";
import { Echo } from "../../src/core/echo.js";
import { SECOND } from "../../src/time/fixed.js";
import { Datagram } from "../../src/wire/datagram.js";
import { TRANSMIT_TIMESTAMP } from "../../src/wire/header.js";
import { instant } from "../support/quantities.js";

/** A packet that left at second `transmit` of its sender's clock. */
function packet(transmit: number): Datagram {
  const datagram = new Datagram();
  datagram.view.setUint32(TRANSMIT_TIMESTAMP, transmit);
  return datagram;
}

describe("echo", () => {
  /** What came, in this order, each ten seconds after it left. */
  const rows: { name: string; came: readonly (readonly ["prove" | "hear" | "ask", number])[]; kept: number }[] =
    [
      { name: "nothing", came: [], kept: 0 },
      { name: "what anyone may have sent, the last of it", came: [["hear", 1], ["hear", 2]], kept: 2 },
      { name: "what proved itself, the last of it", came: [["prove", 1], ["prove", 2]], kept: 2 },
      { name: "what proved itself after what did not", came: [["hear", 1], ["prove", 2]], kept: 2 },
      { name: "what proved itself, not what came after it", came: [["prove", 1], ["hear", 2]], kept: 1 },
      {
        name: "what came after we spoke, proven or not",
        came: [["prove", 1], ["ask", 0], ["hear", 2]],
        kept: 2,
      },
    ]; // prettier-ignore
  for (const { name, came, kept } of rows)
    it(`is of ${name}`, () => {
      const echo = new Echo();
      for (const [how, transmit] of came) {
        if (how === "ask") echo.isProven = false;
        else echo[how](packet(transmit), instant(transmit + 10));
      }
      assert.equal(echo.transmit.seconds, kept);
      assert.equal(echo.arrivedAt.seconds, kept === 0 ? 0 : kept + 10);
    });

  describe("of a peer with a key", () => {
    const laters: {
      name: string;
      came: readonly (readonly ["prove" | "ask", number])[];
      transmit: number;
      isLatest: boolean;
    }[] = [
      { name: "the first question", came: [], transmit: 5, isLatest: true },
      { name: "a later one", came: [["ask", 5]], transmit: 6, isLatest: true },
      { name: "one a second time", came: [["ask", 5]], transmit: 5, isLatest: false },
      { name: "one from before the last", came: [["ask", 5], ["ask", 9]], transmit: 5, isLatest: false },
      { name: "one from before what proved itself", came: [["prove", 9]], transmit: 5, isLatest: false },
      { name: "one after its clock was set back", came: [["ask", 9], ["prove", 3]], transmit: 4, isLatest: true },
      { name: "one in the next era", came: [["ask", 0xffff_ffff]], transmit: 1, isLatest: true },
      { name: "one of the era before", came: [["ask", 1]], transmit: 0xffff_ffff, isLatest: false },
    ]; // prettier-ignore
    for (const { name, came, transmit, isLatest } of laters)
      it(`${name} is ${isLatest ? "" : "not "}its latest`, () => {
        const echo = new Echo();
        for (const [how, second] of came)
          if (how === "prove") echo.prove(packet(second), instant(second));
          else echo.isLatest(packet(second));
        assert.equal(echo.isLatest(packet(transmit)), isLatest);
      });
  });

  it("lets be answered what comes a gap after the last answer, and counts refusals for nothing", () => {
    const echo = new Echo();
    const may = (second: number): boolean => echo.mayAnswer(instant(second), 2 * SECOND);
    assert.deepEqual([5, 6, 7, 8, 9].map(may), [true, false, true, false, true]);
  });

  it("forgets all of it", () => {
    const echo = new Echo();
    echo.prove(packet(2), instant(1));
    echo.mayAnswer(instant(1), SECOND);
    echo.forget();
    assert.ok(echo.transmit.isZero() && !echo.isProven);
    assert.ok(echo.mayAnswer(instant(1), SECOND));
    assert.ok(echo.isLatest(packet(1)));
  });
});
