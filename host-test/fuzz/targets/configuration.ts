/** A saved configuration, as a node finds it when it starts. The first octet says whose habits it has. */
import assert from "node:assert/strict";
import { STARTUP_CONFIGURATION } from "../../../src/config/saved-configuration.js";
import { readConfiguration } from "../../../src/config/configuration-text.js";
import { Configuration } from "../../../src/config/configuration.js";
import { Dialect } from "../../../src/config/dialect.js";
import { explain } from "../../../src/config/explain.js";
import { HIDDEN } from "../../../src/config/secret-words.js";
import { type Rest } from "../rest.js";
import { type Target } from "../target.js";
import { machine, nodeOn } from "./machine.js";

/** How long a node that starts is let run, in seconds. */
const RUN_SEC = 3;

export const CONFIGURATION: Target = {
  name: "configuration",
  promise: "a text is taken and prints as it reads, and a node starts with it, or each mistake has its place",
  isText: true,
  mostOctets: 1500,
  shortRuns: 800,
  run(input: Rest): void {
    const dialect = input.octet() & 1 ? "vrp" : "comware";
    const text = input.text();
    const host = machine();
    host.stored.set(STARTUP_CONFIGURATION, text);
    const lines = text.split("\n");
    const surroundings = {
      dialect: dialect === "vrp" ? Dialect.Vrp : Dialect.Comware,
      interfaces: host.interfaceList,
      takesAnyPort: true,
    };
    const read = readConfiguration(lines, surroundings);
    if (read instanceof Configuration) {
      const again = readConfiguration(read.lines(), surroundings);
      assert.ok(again instanceof Configuration, read.lines().join("\n"));
      assert.deepEqual(again.lines(), read.lines());
      assert.deepEqual(again.settings(), read.settings());
    } else
      for (const problem of read) {
        const { line, column, word } = problem;
        const isThere = word === HIDDEN || lines[line - 1].startsWith(word, column);
        assert.ok(isThere, `${line}, ${column}: ${word}`);
        assert.notEqual(explain(problem), "");
      }
    const node = nodeOn(host, { dialect });
    if (read instanceof Configuration && !text.startsWith("#"))
      assert.deepEqual(node.configuration.running.lines(), read.lines());
    host.world.run(RUN_SEC);
    node.stop();
  },
};
