/**
 * Text from outside: what is typed or pasted at the console and what a stored configuration says. Too long, not a
 * number, an order to the terminal: refused where it stands, and the refusal obeys no order either.
 */
import assert from "node:assert/strict";
import { readConfiguration } from "../../src/config/configuration-text.js";
import { Configuration } from "../../src/config/configuration.js";
import { Session } from "../../src/console/session.js";
import { contextOf, DIALECTS } from "../config/context.js";
import { FakeNode, hostOf } from "../console/fake-node.js";

/** What a terminal obeys, of what is tried here. */
const ORDERS = /[\0-\x1f\x7f-\x9f\u202e]/;

const LONG = "a".repeat(100_000);

/** Commands with a place for a word. */
const PLACES = [
  "sysname %",
  "ip vpn-instance %",
  "interface %",
  "clock timezone % add 08:00",
  "clock timezone Z add %",
  "ntp-service unicast-server % iburst",
  "ntp-service unicast-peer %",
  "ntp-service unicast-server 192.0.2.1 version %",
  "ntp-service unicast-server 192.0.2.1 maxpoll %",
  "ntp-service ipv6 unicast-server % port 123",
  "ntp-service refclock-master %",
  "ntp-service max-dynamic-sessions %",
  "ntp-service step-threshold %",
  "acl number %",
];

const WORDS: Readonly<Record<string, string>> = {
  "100,000 letters": LONG,
  "100,000 digits": "9".repeat(100_000),
  "a minus and 300 digits": `-${"1".repeat(300)}`,
  "what JavaScript takes for a number": "1e1",
  "a number that is none": "NaN",
  "an endless one": "Infinity",
  "a line end": "a\nundo",
  "a NUL": "a\0b",
  "an escape sequence": "a\x1b]0;b\x07",
  "a turned direction": "a\u202eb",
  "100,000 colons": ":".repeat(100_000),
  "100,000 dots": "1.".repeat(50_000),
};

describe("text from outside", () => {
  for (const { dialect, name } of DIALECTS)
    for (const [what, word] of Object.entries(WORDS))
      it(`${name}: ${what} in place of a value is refused, or a name that is harmless and short`, () => {
        for (const place of PLACES) {
          const read = readConfiguration([place.replace("%", word)], contextOf(dialect));
          if (read instanceof Configuration)
            for (const line of read.lines()) assert.ok(!ORDERS.test(line) && line.length < 256, place);
          else assert.ok(read.length > 0, place);
        }
      });

  for (const { dialect, name } of DIALECTS)
    it(`${name}: the console tells of all of it in lines that no terminal obeys, and goes on`, () => {
      let told = "";
      const write = (text: string): void => void (told += text);
      const session = new Session(hostOf(new FakeNode(dialect)), { isInteractive: true, write });
      session.execute("system-view");
      for (const word of Object.values(WORDS))
        for (const place of [...PLACES, "%", "? %", "display %", "undo %"]) {
          session.execute(place.replace("%", word));
          session.offers(place.replace("%", word));
        }
      for (const line of told.split("\n")) assert.ok(!ORDERS.test(line), line.slice(0, 100));
      told = "";
      session.execute("display clock");
      assert.ok(told.length > 10);
    });
});
