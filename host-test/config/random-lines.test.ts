import assert from "node:assert/strict";
import { readConfiguration } from "../../src/config/configuration-text.js";
import { Configuration } from "../../src/config/configuration.js";
import { Dialect } from "../../src/config/dialect.js";
import { seeded } from "../support/random.js";
import { contextOf, DIALECTS, RANDOM_LINES } from "./context.js";

describe("random lines", () => {
  for (const { dialect, name } of DIALECTS)
    it(`${name}: ${RANDOM_LINES} random lines (seed 1) are read or refused, and what is read prints as it reads`, () => {
      const random = seeded(1);
      const context = contextOf(dialect);
      const words =
        "ntp ntp-service ipv6 unicast-server undo version 4 maxpoll 10 source lo source-interface vlan-interface 2 " +
        "192.0.2.1 3000::1 a enable inbound interface sysname clock timezone add 08:00 refclock-master 127.127.1.1 " +
        "unicast-peer vpn-instance binding a ip broadcast-server multicast-client manycast-client 224.0.1.1 ff0e::101 ttl 9 " +
        "dscp 63 iburst burst preference port 123 -1 NaN 1e9 # ! \u0000 ü 🕰 constructor __proto__ quit max-distance 3 display";
      const vocabulary = words.split(" ");
      let taken = 0;
      for (let i = 0; i < RANDOM_LINES; i++) {
        const length = random(7);
        const line = Array.from({ length }, () => vocabulary[random(vocabulary.length)]).join(" ");
        const read = readConfiguration(["ip vpn-instance a", "interface lo", line], context);
        if (!(read instanceof Configuration)) continue;
        taken++;
        const again = readConfiguration(read.lines(), context);
        assert.ok(again instanceof Configuration && again.equals(read), line);
      }
      assert.ok(taken > RANDOM_LINES / 100, String(taken));
    });

  it("random characters (seed 2) never throw", () => {
    const random = seeded(2);
    for (let i = 0; i < RANDOM_LINES / 2; i++) {
      const line = Array.from({ length: random(40) }, () => String.fromCharCode(random(0x300))).join("");
      readConfiguration([line, `ntp ${line}`, `undo ${line}`], contextOf(Dialect.Comware));
    }
  });
});
