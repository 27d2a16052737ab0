/**
 * A serial line of an ESP32 by the driver of an ESP-IDF that is simulated: the program beside this file, also as
 * the compiler's sanitizers watch it.
 */
import assert from "node:assert/strict";
import { obtain } from "../../interop/open-lab.js";
import { findLwip, results } from "./lwip.js";

const MARKED = "$GP 0 us ago |RMC 0 us ago |GGA 0 us ago GLL 0 us ago";

const CASES: readonly (readonly [name: string, result: string])[] = [
  ["at 9600 baud", "open"],
  [
    "asked for",
    "port 1, 9600 baud, 8N1, in 16, out 17, full 32, silence 4, frame errors, task line, 3072 octets, priority 19",
  ],
  ["a full FIFO", "$GPRMC 0 us ago"],
  ["before a silence", "$GPGGA 4166 us ago"],
  ["before a silence at 115200 baud", "$GPGGA 347 us ago"],
  ["told of a burst", "1"],
  ["a burst", "$GP 5000 us ago GSV 5000 us ago *00 347 us ago"],
  ["two while the task was kept", "$GPR 0 us ago MC 0 us ago"],
  ["a loss while the task was kept", "$GPA 0 us ago |*00 0 us ago"],
  ["a FIFO that ran over", MARKED],
  ["a full buffer", MARKED],
  ["a break", MARKED],
  ["a bad frame", MARKED],
  ["a bad parity", MARKED],
  ["of all that the driver has room for", "512"],
  ["after that it had no room", "|new 0 us ago"],
  ["sent of 40 with room for 100", 'all, "abcdefghijklmnopqrstuvwxyz0123456789!abc"'],
  ["sent of 3 with room for 60", 'all, "abcdefghijklmnopqrstuvwxyz0123456789!abcabc"'],
  ["sent of 20 with room for 57", 'nothing, "abcdefghijklmnopqrstuvwxyz0123456789!abcabc"'],
  ["calls, each refused in turn", "8"],
  ["calls that left something behind", "0"],
  ["where others have the port", "in use"],
  ["after that", "open"],
  ["a second one", "in use"],
  ["heard by the first", "abc 0 us ago"],
  ["of 100 closed while they heard, left something", "0"],
  ["open again", "$GPRMC 0 us ago"],
  ["closed twice", "nothing is left"],
];

/** What is allocated and not freed is told by the first, two tasks at one place by the other. */
const WATCHED: Readonly<Record<string, readonly string[]>> = {
  "its memory watched": ["-O1", "-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"],
  "its threads watched": ["-O1", "-g", "-fsanitize=thread"],
};

for (const [how, flags] of Object.entries(WATCHED))
  describe(`a serial line by the ESP-IDF's driver, ${how}`, () => {
    let found: Map<string, string>;

    before(async function () {
      const lwip = await obtain(this, findLwip);
      const chip = { ...lwip, overlaid: ["-Ihost-test/boards/esp32/idf", ...flags] };
      found = results(chip, ["line", "serial-port"], ["idf-line", "chunks"]);
    });

    for (const [name, result] of CASES) it(name, () => assert.equal(found.get(name), result));

    it("has no case but these", () => assert.deepEqual([...found], CASES));
  });
