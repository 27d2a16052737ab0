import assert from "node:assert/strict";
import { Dialect } from "../../src/config/dialect.js";
import { SavedConfiguration, STARTUP_CONFIGURATION } from "../../src/config/saved-configuration.js";
import { readStartup, type Startup } from "../../src/config/startup.js";
import { sealed } from "../../src/config/stored-text.js";
import { seeded } from "../support/random.js";
import { MemoryStore } from "../console/fake-node.js";
import { contextOf, RANDOM_LINES } from "./context.js";

function startupOf(text: string, dialect = Dialect.Comware): Startup {
  const store = new MemoryStore();
  store.write(STARTUP_CONFIGURATION, text);
  return readStartup(new SavedConfiguration(store), contextOf(dialect));
}

const TITLE = "xs-ntp configuration, version 1, dialect";

describe("what a node starts with", () => {
  const rows: {
    name: string;
    text: string;
    lines: string[];
    dropped: [line: number, text: string, why: RegExp][];
  }[] = [
    { name: "all of it", text: "sysname A\n", lines: ["sysname A", "#"], dropped: [] },
    {
      name: "all but a wrong line",
      text: "sysname A\nfoo\nntp-service enable",
      lines: ["sysname A", "#", "ntp-service enable", "#"],
      dropped: [[2, "foo", /^word 1 "foo": Unrecognized command\./]],
    },
    {
      name: "nothing of a block whose interface is gone, and of no other's",
      text: "interface lo\n ntp manycast-server\ninterface eth9\n ntp broadcast-client\nundo ntp inbound enable\ninterface eth0\n ntp manycast-client\n#\nsysname A",
      lines: [
        "sysname A",
        "#",
        "interface Vlan-interface2",
        " ntp-service manycast-client",
        "#",
        "interface lo",
        " ntp-service manycast-server",
        "#",
      ],
      dropped: [
        [3, "interface eth9", /^word 2 "eth9": Wrong parameter\./],
        [4, " ntp broadcast-client", /^it belongs to line 3$/],
        [5, "undo ntp inbound enable", /^it belongs to line 3$/],
      ],
    },
    {
      name: "no secret is shown of what is left out",
      text: "ntp-service authentication-keyid 0 authentication-mode md5 simple Hush",
      lines: [],
      dropped: [[1, "ntp-service authentication-keyid 0 authentication-mode md5 simple ******", /^word 3/]],
    },
  ];
  for (const { name, text, lines, dropped } of rows)
    it(name, () => {
      const startup = startupOf(text);
      assert.deepEqual(startup.running.lines(), lines);
      assert.deepEqual(
        startup.dropped.map(each => [each.line, each.text]),
        dropped.map(([line, shown]) => [line, shown]),
      );
      startup.dropped.forEach(({ why }, i) => assert.match(why, dropped[i][2]));
      assert.deepEqual(startup.troubles, []);
    });

  it("of another dialect, of a later version", () => {
    const startup = startupOf(sealed(`${TITLE.replace("1", "2")} vrp, number 3, 1 lines`, ["sysname A"]));
    assert.deepEqual(startup.running.lines(), ["sysname A", "#"]);
    assert.deepEqual(startup.troubles, [
      "it was saved in the dialect vrp; what it does not say is as in comware",
      "a later version of this software saved it",
    ]);
    assert.deepEqual(
      startupOf(sealed(`${TITLE} vrp, number 3, 1 lines`, ["sysname A"]), Dialect.Vrp).troubles,
      [],
    );
  });

  it("damaged, or replaced by the one before", () => {
    const damaged = sealed(`${TITLE} comware, number 3, 1 lines`, ["sysname A"]).replace(
      "sysname A",
      "sysname B",
    );
    assert.deepEqual(startupOf(damaged).troubles, [
      "startup.cfg is not as it was saved; who edits it takes its first line out",
      "startup.cfg is read as far as it can be",
    ]);
    const store = new MemoryStore();
    store.write("startup.cfg", damaged);
    store.write("startup-2.cfg", sealed(`${TITLE} comware, number 2, 1 lines`, ["sysname C"]));
    const startup = readStartup(new SavedConfiguration(store), contextOf(Dialect.Comware));
    assert.deepEqual(startup.running.lines(), ["sysname C", "#"]);
    assert.deepEqual(startup.troubles, [
      "startup.cfg is not as it was saved; who edits it takes its first line out",
      "startup-2.cfg is read instead",
    ]);
  });

  it("a password whose hash is weak, which it tells", () => {
    const password = `set authentication password hash $xsp1$60$${"0".repeat(32)}$${"1".repeat(64)}`;
    const { running, troubles } = startupOf(`line vty 0 4\n ${password}`);
    assert.ok(running.lines().includes(` ${password}`));
    assert.deepEqual(troubles, [
      "the password of consoles over the network is hashed too few times to resist guessing: set it anew",
    ]);
  });

  it("without storage", () => {
    const read = (): never => {
      throw new Error("EIO: i/o error");
    };
    const startup = readStartup(
      new SavedConfiguration(Object.assign(new MemoryStore(), { read })),
      contextOf(Dialect.Vrp),
    );
    assert.deepEqual(
      [startup.running.lines(), startup.troubles],
      [[], ["it cannot be read: EIO: i/o error"]],
    );
  });

  it("random octets, and lines with random octets in them, are no reason to throw (seed 4)", () => {
    const random = seeded(4);
    const good = [
      "interface lo",
      " ntp-service manycast-server",
      "#",
      "sysname A",
      "acl 2000",
      " rule permit",
    ];
    for (let i = 0; i < RANDOM_LINES / 20; i++) {
      const octets = Array.from({ length: random(60) }, () => String.fromCharCode(random(256))).join("");
      const lines = Array.from({ length: random(6) }, () => good[random(good.length)]);
      lines.splice(random(lines.length + 1), 0, octets);
      const text = lines.join("\n");
      const startup = startupOf(
        random(2) ? text : sealed(`${TITLE} vrp, number 1, ${lines.length} lines`, lines),
      );
      assert.ok(startup.dropped.every(({ why }) => why !== ""));
    }
  });
});
