/**
 * Ethernet of an ESP32 by C of the board's, over an ESP-IDF that is simulated: the program beside this file. The
 * states are ECMA-419's.
 */
import assert from "node:assert/strict";
import { obtain } from "../../interop/open-lab.js";
import { findLwip, results } from "./lwip.js";

interface Kind {
  readonly sources: readonly string[];
  readonly flags: readonly string[];
  readonly calls: string;
  readonly started: string;
}

const KINDS: Readonly<Record<string, Kind>> = {
  "the chip's own MAC, which clocks its PHY": {
    sources: ["ethernet/idf-emac", "ethernet/idf-ethernet"],
    flags: [],
    calls: "13",
    started: "pin 12 low, 100 ms, pin 12 high, 100 ms, MAC by MDC 23, MDIO 18, clock out 17, PHY 0, reset -1",
  },
  "a W5500": {
    sources: ["w5500/idf-w5500", "ethernet/idf-ethernet"],
    flags: ["-DWITH_W5500"],
    calls: "15",
    started:
      "bus 1: in 12, out 11, clock 13, W5500 on bus 1, 20 MHz, select 14, interrupt 10, PHY -1, reset 9",
  },
};

for (const [means, { sources, flags, calls, started }] of Object.entries(KINDS))
  describe(`Ethernet by ${means}`, () => {
    let found: Map<string, string>;

    before(async function () {
      const lwip = await obtain(this, findLwip);
      const simulated = { ...lwip, overlaid: ["-Ihost-test/boards/esp32/idf", ...flags] };
      found = results(simulated, ["ethernet"], sources);
    });

    for (const [name, result] of [
      ["before", '200 "", told 0 times'],
      ["calls, each refused in turn", calls],
      ["calls that left something behind", "0"],
      ["started", started],
      ["started again", "1 driver"],
      ["another event", '200 "", told 0 times'],
      ["a link", '400 "", told 1 times'],
      ["with the link", "link-local address"],
      ["an address", '500 "192.0.2.7", told 2 times'],
      ["the same again", '500 "192.0.2.7", told 2 times'],
      ["the address lost", '400 "", told 3 times'],
      ["the link lost", '200 "", told 4 times'],
      ["the address lost after it", '200 "", told 4 times'],
    ])
      it(name, () => assert.equal(found.get(name), result));
  });
