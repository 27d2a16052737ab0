import assert from "node:assert/strict";
import { readOptions } from "../../../boards/lin/options.js";

const DEFAULTS = {
  config: undefined,
  state: ".xs-ntp",
  dialect: "comware",
  interfaceNames: new Map<string, string>(),
  port: undefined,
  consolePort: undefined,
  capacity: 128,
  oscillator: undefined,
  isDaemon: false,
  isHelp: false,
};

const TAKEN: { words: string; options: object }[] = [
  { words: "", options: {} },
  { words: "--config a.cfg --state /var/ntp", options: { config: "a.cfg", state: "/var/ntp" } },
  { words: "--dialect vrp --port 10123", options: { dialect: "vrp", port: 10_123 } },
  { words: "--daemon --port 123", options: { isDaemon: true, port: 123 } },
  { words: "--help", options: { isHelp: true } },
  { words: "-h --state a", options: { isHelp: true, state: "a" } },
  { words: "--oscillator -30", options: { oscillator: { ppm: -30, seconds: 0 } } },
  { words: "--oscillator 12.5,-0.3", options: { oscillator: { ppm: 12.5, seconds: -0.3 } } },
  { words: "--console 2323 --capacity 8", options: { consolePort: 2323, capacity: 8 } },
  {
    words: "--interface Vlan-interface2=eth0 --interface B=eth1",
    options: {
      interfaceNames: new Map([
        ["eth0", "Vlan-interface2"],
        ["eth1", "B"],
      ]),
    },
  },
];

const REFUSED = [
  { words: "--port", why: "--port takes a port from 1 to 65535" },
  { words: "--port 0", why: '--port takes a port from 1 to 65535, not "0"' },
  { words: "--port 65536", why: '--port takes a port from 1 to 65535, not "65536"' },
  { words: "--port 1e3", why: '--port takes a port from 1 to 65535, not "1e3"' },
  { words: "--capacity 129", why: '--capacity takes a number from 1 to 128, not "129"' },
  ...["501", "1,2,3", "x", "1,1e10", ","].map(wrong => ({
    words: `--oscillator ${wrong}`,
    why: `--oscillator takes PPM[,SECONDS], the rate within 500 ppm, not "${wrong}"`,
  })),
  { words: "--dialect ios", why: '--dialect takes comware or vrp, not "ios"' },
  { words: "--interface eth0", why: '--interface takes NAME=DEVICE, not "eth0"' },
  { words: "--nonsense 1", why: 'there is no option "--nonsense"' },
  { words: "--port 1 more", why: 'there is no option "more"' },
];

const split = (words: string): string[] => words.split(" ").filter(word => word !== "");

describe("the command line of the firmware on Linux", () => {
  for (const { words, options } of TAKEN)
    it(`takes ${words || "nothing"}`, () =>
      assert.deepEqual(readOptions(split(words)), { ...DEFAULTS, ...options }));

  for (const { words, why } of REFUSED)
    it(`refuses ${words}`, () => assert.equal(readOptions(split(words)), why));
});
