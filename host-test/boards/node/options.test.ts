import assert from "node:assert/strict";
import { readOptions, UsageError } from "../../../boards/node/options.js";

describe("the host node's options", () => {
  it("have their defaults", () => {
    assert.deepEqual(readOptions([]), {
      config: undefined,
      state: ".xs-ntp",
      dialect: "comware",
      interfaceNames: new Map(),
      port: undefined,
      oscillatorPpm: 0,
      bootOffsetSec: 0,
      consolePort: undefined,
      pulseDevices: new Map(),
      serialDevices: new Map(),
      record: undefined,
      isDaemon: false,
      isHelp: false,
    });
  });

  const good = [
    { words: "--config a.cfg", is: { config: "a.cfg" } },
    { words: "--state=/var/lib/ntp", is: { state: "/var/lib/ntp" } },
    { words: "--dialect vrp", is: { dialect: "vrp" } },
    { words: "--dialect comware", is: { dialect: "comware" } },
    { words: "--port 1123 --console 1124", is: { port: 1123, consolePort: 1124 } },
    { words: "--help", is: { isHelp: true } },
    { words: "-h --port 1123", is: { isHelp: true, port: 1123 } },
    { words: "--port 65535", is: { port: 65_535 } },
    { words: "--oscillator 30", is: { oscillatorPpm: 30, bootOffsetSec: 0 } },
    { words: "--oscillator 30,0.18", is: { oscillatorPpm: 30, bootOffsetSec: 0.18 } },
    { words: "--oscillator -30,-.5", is: { oscillatorPpm: -30, bootOffsetSec: -0.5 } },
    { words: "--oscillator=-0.5", is: { oscillatorPpm: -0.5 } },
    { words: "--oscillator +500,+1", is: { oscillatorPpm: 500, bootOffsetSec: 1 } },
    { words: "--record r.txt --daemon", is: { record: "r.txt", isDaemon: true } },
    {
      words: "--interface Vlan-interface2=eth0 --interface Ethernet0/0/1=eth1",
      is: { interfaceNames: new Map([["eth0", "Vlan-interface2"], ["eth1", "Ethernet0/0/1"]]) }, // prettier-ignore
    },
  ];
  for (const { words, is } of good)
    it(`take ${words}`, () => assert.deepEqual(readOptions(words.split(" ")), { ...readOptions([]), ...is }));

  const bad = [
    { words: "--bogus", why: /--bogus/ },
    { words: "stray", why: /stray/ },
    { words: "--config", why: /--config/ },
    { words: "--daemon=yes", why: /--daemon/ },
    { words: "--dialect ios", why: /comware or vrp, not "ios"/ },
    { words: "--port 0", why: /--port .*"0"/ },
    { words: "--port 65536", why: /--port .*"65536"/ },
    { words: "--port 12x", why: /--port .*"12x"/ },
    { words: "--console 1e3", why: /--console .*"1e3"/ },
    { words: "--oscillator fast", why: /--oscillator .*"fast"/ },
    { words: "--oscillator 501", why: /500 ppm/ },
    { words: "--oscillator 1,2,3", why: /"1,2,3"/ },
    { words: "--oscillator 1,", why: /"1,"/ },
    { words: "--interface eth0", why: /NAME=DEVICE, not "eth0"/ },
    { words: "--interface =eth0", why: /NAME=DEVICE/ },
    { words: "--interface a=eth0 --interface b=eth0", why: /eth0 two names/ },
    { words: "--interface a=eth0 --interface a=eth1", why: /a twice/ },
  ];
  for (const { words, why } of bad)
    it(`refuse ${words}`, () => {
      assert.throws(
        () => readOptions(words.split(" ")),
        (error: Error) => error instanceof UsageError && why.test(error.message),
      );
    });
});
