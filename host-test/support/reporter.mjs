/**
 * Mocha's own "spec" report; where TEST_RESULT names a file it is also told there, for scripts: how many
 * tests passed, failed and were skipped, a line each, and then the title of each that was skipped.
 */
import { writeFileSync } from "node:fs";
import Mocha from "mocha";

const { EVENT_RUN_END, EVENT_TEST_PENDING } = Mocha.Runner.constants;

export default class Reporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const path = process.env.TEST_RESULT;
    if (!path) return;
    const skipped = [];
    runner.on(EVENT_TEST_PENDING, test => skipped.push(`skip ${test.fullTitle().replaceAll("\n", " ")}`));
    runner.once(EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      const counts = [`passed ${passes}`, `failed ${failures}`, `skipped ${pending}`];
      writeFileSync(path, [...counts, ...skipped, ""].join("\n"));
    });
  }
}
