import assert from "node:assert/strict";
import { ALL_SETTINGS, settingsIn } from "../../src/config/all-settings.js";
import { type Context } from "../../src/config/cursor.js";
import { type Kind, type Value } from "../../src/config/kinds.js";
import { grammarOf } from "../../src/config/grammar.js";
import { Fault, Mistake } from "../../src/config/mistake.js";
import { read } from "../../src/config/reading.js";
import { Form, type Setting, write } from "../../src/config/setting.js";
import { type Param, type Values } from "../../src/config/syntax.js";
import { contextOf, DIALECTS, wordsOf } from "./context.js";
import { fitting, samplesOf } from "./samples.js";

/** A word may begin commands of several views. */
const GRAMMARS = new Map(ALL_SETTINGS.map(({ view }) => [view, grammarOf(settingsIn(view))]));

/** Every value of every parameter, in company that makes it right; then all parameters at once. */
function* valuesOf(row: Setting, context: Context): Generator<Values> {
  const all = [...row.params, ...row.options];
  const needed: Record<string, Value> = {};
  for (const param of all)
    if (!param.isOptional[context.dialect]) needed[param.name] = samplesOf(param.kind, context)[0];
  yield fitting(row, needed);
  for (const param of all)
    for (const value of samplesOf(param.kind, context))
      yield agreeing(row, fitting(row, { ...needed, [param.name]: value }), param, context);
  const full: Record<string, Value> = {};
  for (const { name, kind } of all) full[name] = samplesOf(kind, context)[0];
  yield agreeing(row, fitting(row, full), undefined, context);
}

/** `values`, with another parameter changed where the row objects to them. */
function agreeing(row: Setting, values: Values, fixed: Param | undefined, context: Context): Values {
  if (!row.check?.(values, context)) return values;
  for (const param of row.options) {
    if (param === fixed) continue;
    for (const value of samplesOf(param.kind, context)) {
      const others = { ...values, [param.name]: value };
      if (!row.check(others, context)) return others;
    }
  }
  throw new Error(`nothing agrees with ${JSON.stringify(values)}`);
}

/** Values that are as they would be anyway are not kept. */
function withoutInitial(row: Setting, values: Values, context: Context): Values {
  const kept: Record<string, Value> = {};
  for (const { name, initial } of [...row.params, ...row.options])
    if (values[name] !== undefined && values[name] !== initial?.[context.dialect]) kept[name] = values[name];
  return kept;
}

function readOne({ view }: Setting, line: string, context: Context): ReturnType<typeof read<Setting>> {
  return read(GRAMMARS.get(view)!, wordsOf(line), context);
}

describe("every setting", () => {
  for (const { dialect, name } of DIALECTS)
    for (const row of ALL_SETTINGS) {
      const context = contextOf(dialect);
      const title = `${name}: ${row.spellings[0]}`;

      it(`${title}: what is written reads back`, () => {
        let count = 0;
        for (const sample of valuesOf(row, context)) {
          const values = withoutInitial(row, sample, context);
          const isBare = row.form === Form.Scalar && Object.keys(values).length === 0;
          const line = write({ setting: row, values, isOn: true }, dialect);
          const settled = row.settle?.(values, context) ?? values;
          if (!isBare)
            assert.deepEqual(readOne(row, line, context), { row, values: settled, isUndone: false }, line);
          count++;
        }
        assert.ok(count >= 2);
      });

      it(`${title}: every spelling means it, whole and cut short`, () => {
        // What takes the first place of a scalar is what holds without it, which need not be said.
        const isSaid = (sample: Values): boolean =>
          Object.keys(withoutInitial(row, sample, context)).length > 0;
        const samples = [...valuesOf(row, context)];
        const values = row.form === Form.Scalar ? samples.find(isSaid)! : samples[0];
        const tail = write({ setting: row, values, isOn: true }, dialect).slice(
          row.spellings[Math.min(dialect, row.spellings.length - 1)].length,
        );
        for (const spelling of row.spellings)
          for (const head of [spelling, spelling.toUpperCase(), spelling.replace("ntp-service", "ntp")]) {
            const reading = readOne(row, head + tail, context);
            assert.ok(!(reading instanceof Mistake), head + tail);
            assert.equal(reading.row, row, head + tail);
          }
      });

      it(`${title}: undo needs no more than the key, and takes the whole line`, () => {
        for (const values of valuesOf(row, context)) {
          const line = `undo ${write({ setting: row, values, isOn: true }, dialect)}`;
          const reading = readOne(row, line, context);
          assert.ok(!(reading instanceof Mistake), line);
          assert.equal(reading.row, row);
          assert.equal(reading.isUndone, true);
        }
        const bare = readOne(row, `undo ${row.spellings[0]}`, context);
        if (row.keys.some(key => !key.isOptional[dialect]))
          assert.equal((bare as Mistake).fault, Fault.Incomplete);
        else assert.ok(!(bare instanceof Mistake));
      });

      it(`${title}: integers one beyond their range are refused`, () => {
        for (const param of [...row.params, ...row.options]) {
          const [, least, most] = /^INTEGER<(\d+)-(\d+)>$/.exec(param.kind.hint(context)) ?? [];
          if (least === undefined) continue;
          for (const word of [Number(least) - 1, Number(most) + 1, `0${least}`, `${least}.5`, "1e1"]) {
            const place = row.params.indexOf(param);
            const earlier = row.params.slice(0, Math.max(place, 0));
            const before = row.params.includes(param)
              ? [
                  row.spellings[0],
                  ...earlier.map(({ kind }) => kind.write(samplesOf(kind, context)[0])),
                  ...param.keywords.slice(0, 1),
                ].join(" ")
              : `${startOf(row, context)} ${param.keywords[0]}`;
            const mistake = readOne(row, `${before} ${word}`, context);
            assert.ok(mistake instanceof Mistake, `${param.name} ${word}`);
            // Where it may be left out, the word may be meant for what follows.
            const isFree = param.keywords.length === 0 && param.isOptional[dialect];
            if (!(isFree && mistake.fault === Fault.Unrecognized))
              assert.equal(mistake.fault, Fault.WrongParameter);
            assert.equal(mistake.at, wordsOf(before).length);
          }
        }
      });
    }

  it("no kind takes a missing word but the one that has none", () => {
    const context = contextOf(DIALECTS[0].dialect);
    const kinds = new Set<Kind<Value>>(
      ALL_SETTINGS.flatMap(row => [...row.params, ...row.options]).map(({ kind }) => kind),
    );
    for (const row of ALL_SETTINGS)
      for (const param of row.options) {
        if (param.kind.hint(context) === "") continue;
        const mistake = readOne(row, `${startOf(row, context)} ${param.keywords[0]}`, context);
        assert.equal((mistake as Mistake).fault, Fault.Incomplete, param.name);
      }
    assert.ok(kinds.size > 8);
  });
});

/** A line with all parameters that are known by their places, and no options. */
function startOf(row: Setting, context: Context): string {
  const values = Object.fromEntries(
    row.params.map(({ name, kind }) => [name, samplesOf(kind, context)[0]]),
  ) as Values;
  return write({ setting: row, values: fitting(row, values), isOn: true }, context.dialect);
}
