import assert from "node:assert/strict";
import { commandsOf } from "./template.js";

describe("the vendors' notation", () => {
  const rows: { template: string; commands: string[] }[] = [
    { template: "a b", commands: ["a b"] },
    { template: "a { b | c d }", commands: ["a b", "a c d"] },
    { template: "a [ b ]", commands: ["a", "a b"] },
    { template: "a [ b | c ]", commands: ["a", "a b", "a c"] },
    { template: "a { b | c } *", commands: ["a b", "a c", "a b c", "a c b"] },
    {
      template: "{ a | b } c [ d ] [ e | f g ] *",
      commands: [
        ...["a c", "b c", "a c d", "b c d", "a c e", "a c f g", "a c e f g", "a c f g e"],
        ...["b c e", "b c f g", "b c e f g", "b c f g e"],
        ...["a c d e f g", "b c d e f g", "a c d f g e", "b c d f g e"],
      ],
    },
    { template: "{ a { b | c } | d } e", commands: ["a b e", "a c e", "d e"] },
  ];
  for (const { template, commands } of rows)
    it(template, () => assert.deepEqual(commandsOf(template).sort(), commands.sort()));

  for (const template of ["a { b", "a b ]", "a [ b }"])
    it(`refuses ${template}`, () => assert.throws(() => commandsOf(template)));
});
