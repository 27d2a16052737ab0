/** Options in every order, and lines of the grammar itself with something wrong in them. */
import assert from "node:assert/strict";
import { ALL_SETTINGS, settingsIn } from "../../src/config/all-settings.js";
import { grammarOf } from "../../src/config/grammar.js";
import { Mistake } from "../../src/config/mistake.js";
import { read } from "../../src/config/reading.js";
import { type Setting } from "../../src/config/setting.js";
import { type Param, spelled } from "../../src/config/syntax.js";
import { type Dialect } from "../../src/config/dialect.js";
import { seeded } from "../support/random.js";
import { contextOf, DIALECTS, RANDOM_LINES, wordsOf } from "./context.js";
import { fitting, samplesOf } from "./samples.js";

const GRAMMARS = new Map(ALL_SETTINGS.map(({ view }) => [view, grammarOf(settingsIn(view))]));

/** Of so many options every order is tried; of more some. */
const MOST_OPTIONS = 5;

/** The words of a row's parameters, with the first sample of each, by the parameters. */
function partsOf(row: Setting, dialect: Dialect): Map<Param, string> {
  const params = [...row.params, ...row.options];
  const context = contextOf(dialect);
  const first = params.map(({ name, kind }) => [name, samplesOf(kind, context)[0]]);
  const values = fitting(row, Object.fromEntries(first));
  return new Map(
    params.map(param => {
      const keyword = param.keywords.length > 0 ? `${spelled(param.keywords, dialect)} ` : "";
      return [param, keyword + param.kind.write(values[param.name])];
    }),
  );
}

function* orders<T>(items: readonly T[]): Generator<T[]> {
  if (items.length === 0) yield [];
  for (const [i, item] of items.entries())
    for (const rest of orders([...items.slice(0, i), ...items.slice(i + 1)])) yield [item, ...rest];
}

function shuffled<T>(items: readonly T[], random: (below: number) => number): T[] {
  const left = [...items];
  return items.map(() => left.splice(random(left.length), 1)[0]);
}

function lineOf(row: Setting, options: readonly Param[], dialect: Dialect): string {
  const parts = partsOf(row, dialect);
  return [spelled(row.spellings, dialect), ...[...row.params, ...options].map(each => parts.get(each)!)].join(
    " ",
  );
}

describe("options", () => {
  for (const { dialect, name } of DIALECTS)
    for (const row of ALL_SETTINGS.filter(({ options }) => options.length > 1))
      it(`${name}: ${row.spellings[0]}: in any order they mean the same`, () => {
        const random = seeded(5);
        const some = [...row.options];
        const all = some.length <= MOST_OPTIONS;
        const tried = all ? orders(some) : Array.from({ length: 100 }, () => shuffled(some, random));
        const meant = new Set<string>();
        for (const options of tried) {
          const line = lineOf(row, options, dialect);
          const reading = read(GRAMMARS.get(row.view)!, wordsOf(line), contextOf(dialect));
          // Of values that do not go together the first of each kind may be; then no order is right.
          meant.add(reading instanceof Mistake ? reading.advice : JSON.stringify(reading.values));
        }
        assert.equal(meant.size, 1, [...meant].join("\n"));
      });
});

describe("lines of the grammar with something wrong in them", () => {
  for (const { dialect, name } of DIALECTS)
    it(`${name}: ${RANDOM_LINES * 5} of them (seed 6) are read or refused at a word of theirs`, function () {
      this.timeout(120_000);
      const random = seeded(6);
      const context = contextOf(dialect);
      const lines = ALL_SETTINGS.map(row => ({ row, words: wordsOf(lineOf(row, row.options, dialect)) }));
      const pick = <T>(items: readonly T[]): T => items[random(items.length)];
      for (let i = 0; i < RANDOM_LINES * 5; i++) {
        const { row, words } = pick(lines);
        const changed = random(4) === 0 ? ["undo", ...words] : [...words];
        for (let changes = random(3); changes >= 0; changes--) {
          const at = random(changed.length);
          const word = changed[at] ?? "x";
          const other = pick([
            "",
            word.slice(0, random(word.length + 1)),
            `${word}x`,
            pick(pick(lines).words),
            "4294967296",
            "-1",
          ]);
          changed.splice(at, random(2), ...(other === "" ? [] : [other]));
        }
        const reading = read(GRAMMARS.get(row.view)!, changed, context);
        if (reading instanceof Mistake)
          assert.ok(reading.at >= 0 && reading.at <= changed.length, changed.join(" "));
      }
    });
});
