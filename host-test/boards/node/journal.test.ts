/** The journal beside a console: on the same screen what happens appears once. */
import assert from "node:assert/strict";
import { Journal } from "../../../boards/node/journal.js";
import { Happening } from "../../../src/core/happening.js";

describe("the journal", () => {
  const rows: { name: string; isTTY: boolean; showsLog?: boolean; told: string[] }[] = [
    { name: "is written before there is a console", isTTY: true, told: ["line"] },
    {
      name: "is written beside the line being typed",
      isTTY: true,
      showsLog: false,
      told: ["beside", "line"],
    },
    { name: "is silent where the terminal shows the log", isTTY: true, showsLog: true, told: [] },
    { name: "is written elsewhere all the same", isTTY: false, showsLog: true, told: ["line"] },
  ];
  for (const { name, isTTY, showsLog, told } of rows)
    it(name, () => {
      const log: string[] = [];
      const write = (text: string): void => {
        assert.match(text, /^\d{4}-\d\d-\d\dT\S+Z the NTP service is on\n$/);
        log.push("line");
      };
      const interrupt = (print: () => void): void => {
        log.push("beside");
        print();
      };
      const journal = new Journal({ isTTY, write });
      if (showsLog !== undefined) journal.terminal = { showsLog, interrupt };
      journal.listener(Happening.ServiceStarted, undefined, 0, "");
      assert.deepEqual(log, told);
    });
});
