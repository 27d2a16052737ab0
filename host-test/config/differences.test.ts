import assert from "node:assert/strict";
import { readConfiguration } from "../../src/config/configuration-text.js";
import { Configuration } from "../../src/config/configuration.js";
import {
  differenceLine,
  differenceLines,
  differenceOf,
  differences,
  linesAfter,
  linesBefore,
} from "../../src/config/differences.js";
import { Dialect } from "../../src/config/dialect.js";
import { seeded } from "../support/random.js";
import { contextOf } from "./context.js";

function linesOf(text: string): string[] {
  const read = readConfiguration(text.split("\n"), contextOf(Dialect.Vrp));
  assert.ok(read instanceof Configuration, text);
  return read.lines();
}

describe("what tells configurations apart", () => {
  const rows: { name: string; before: string; after: string; shown: string[] }[] = [
    {
      name: "nothing",
      before: "sysname A\ninterface lo\nntp dscp 1",
      after: "sysname A\nntp dscp 1",
      shown: [],
    },
    { name: "a line more", before: "", after: "sysname A", shown: ["+sysname A"] },
    { name: "a line less", before: "sysname A", after: "", shown: ["-sysname A"] },
    {
      name: "a line changed",
      before: "sysname A\nntp dscp 1",
      after: "sysname A\nntp dscp 2",
      shown: ["-ntp-service dscp 1", "+ntp-service dscp 2"],
    },
    {
      name: "a line of a view, behind what leads there",
      before: "interface lo\nntp manycast-server\ninterface eth0\nntp manycast-server",
      after:
        "interface lo\nntp manycast-server\ninterface eth0\nntp manycast-server\nundo ntp inbound enable",
      shown: [" interface Vlan-interface2", "+ undo ntp-service inbound enable"],
    },
    {
      name: "a view less, and lines of the view before it",
      before: "interface eth0\nntp manycast-server\ninterface lo\nntp manycast-server",
      after: "interface eth0\nntp manycast-server\nntp manycast-client",
      shown: [
        " interface Vlan-interface2",
        "+ ntp-service manycast-client",
        "-interface lo",
        "- ntp-service manycast-server",
      ],
    },
    {
      name: "an order",
      before: "ntp unicast-server a\nntp unicast-server b",
      after: "ntp unicast-server b\nntp unicast-server a",
      shown: ["-ntp-service unicast-server a", "+ntp-service unicast-server a"],
    },
  ];
  for (const { name, before, after, shown } of rows)
    it(name, () => assert.deepEqual(differenceLines(differences(linesOf(before), linesOf(after))), shown));

  it("both are read back from it, of random configurations (seed 3)", () => {
    const random = seeded(3);
    const pool = ["sysname A", "ntp unicast-server a", "ntp unicast-server b", "ntp dscp 1", "ntp dscp 2"];
    const views = ["interface lo", "interface eth0", "acl 2000", "acl 2001"];
    const inner = ["ntp manycast-server", "undo ntp inbound enable", "ntp broadcast-client"];
    const rules = ["rule 3 permit", "rule 9 deny", "rule permit source 192.0.2.1 0"];
    const some = (of: readonly string[]): string[] => of.filter(() => random(2) === 0);
    const make = (): string[] => {
      const blocks = some(views).flatMap(view => [
        view,
        ...some(view.startsWith("acl") ? rules : inner),
        "#",
      ]);
      const lines = random(2) ? some(pool) : some(pool).reverse();
      return linesOf([...lines, ...blocks].join("\n"));
    };
    for (let i = 0; i < 300; i++) {
      const [before, after] = [make(), make()];
      const found = differences(before, after).map(each => differenceOf(differenceLine(each))!);
      assert.deepEqual(linesOf(linesBefore(found).join("\n")), before);
      assert.deepEqual(linesOf(linesAfter(found).join("\n")), after);
      const isSame = before.join("\n") === after.join("\n");
      assert.equal(differenceLines(found).length === 0, isSame);
    }
  });

  it("a text without a sign is none", () => assert.equal(differenceOf("#"), undefined));
});
