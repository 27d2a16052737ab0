/**
 * `node:assert/strict` for XS: the assertions that portable tests use, with the same verdicts.
 *
 * Ours rather than a library: those that mirror Node's bring its `util` and `Buffer` along, more code
 * than all that is tested here. A test holds each verdict against Node's own.
 */

type Message = string | Error | undefined;
type Expected = RegExp | (new (...parts: never[]) => unknown) | ((error: unknown) => boolean) | object;

export class AssertionError extends Error {
  override name = "AssertionError";
}

export default function assert(value: unknown, message?: Message): asserts value {
  if (!value) complain(message, () => `${show(value)} is not truthy`);
}

export const ok: typeof assert = assert;

export function fail(message?: Message): never {
  complain(message, () => "failed");
}

export function equal(actual: unknown, expected: unknown, message?: Message): void {
  if (!Object.is(actual, expected)) complain(message, () => `${show(actual)} is not ${show(expected)}`);
}

export function notEqual(actual: unknown, expected: unknown, message?: Message): void {
  if (Object.is(actual, expected)) complain(message, () => `is ${show(actual)}`);
}

export function deepEqual(actual: unknown, expected: unknown, message?: Message): void {
  if (!isAlike(actual, expected, new Map()))
    complain(message, () => `${show(actual)} is not deeply ${show(expected)}`);
}

export function notDeepEqual(actual: unknown, expected: unknown, message?: Message): void {
  if (isAlike(actual, expected, new Map())) complain(message, () => `is deeply ${show(actual)}`);
}

export function match(text: string, pattern: RegExp, message?: Message): void {
  if (typeof text !== "string" || !pattern.test(text))
    complain(message, () => `${show(text)} does not match ${String(pattern)}`);
}

export function doesNotMatch(text: string, pattern: RegExp, message?: Message): void {
  if (typeof text !== "string" || pattern.test(text))
    complain(message, () => `${show(text)} matches ${String(pattern)}`);
}

export function throws(run: () => unknown, expected?: Expected | string, message?: Message): void {
  let thrown: { readonly error: unknown } | undefined;
  try {
    run();
  } catch (error) {
    thrown = { error };
  }
  const say = typeof expected === "string" ? expected : message;
  if (thrown === undefined) complain(say, () => "nothing was thrown");
  if (expected !== undefined && typeof expected !== "string") judge(thrown.error, expected, say);
}

export async function rejects(
  promised: Promise<unknown> | (() => Promise<unknown>),
  expected?: Expected | string,
  message?: Message,
): Promise<void> {
  let outcome = (): unknown => undefined;
  try {
    await (typeof promised === "function" ? promised() : promised);
  } catch (error) {
    outcome = () => {
      throw error;
    };
  }
  throws(outcome, expected, message);
}

export function doesNotThrow(run: () => unknown, message?: Message): void {
  try {
    run();
  } catch (error) {
    complain(message, () => `threw ${String(error)}`);
  }
}

function judge(error: unknown, expected: Expected, message: Message): void {
  if (expected instanceof RegExp) match(String(error), expected, message);
  else if (typeof expected === "function") {
    const isClass = expected.prototype !== undefined;
    const holds = isClass ? error instanceof expected : (expected as (error: unknown) => boolean)(error);
    if (holds !== true) complain(message, () => `${String(error)} is not what was expected`);
  } else
    for (const [name, wanted] of properties(expected)) {
      const found = (error as Record<PropertyKey, unknown>)[name];
      if (wanted instanceof RegExp && typeof found === "string") match(found, wanted, message);
      else deepEqual(found, wanted, message);
    }
}

/** An Error's name and message count though they are not enumerable. */
function properties(value: object): [PropertyKey, unknown][] {
  const own = Object.entries(value) as [PropertyKey, unknown][];
  return value instanceof Error ? [...own, ["name", value.name], ["message", value.message]] : own;
}

/** `paired`: what each object within `a` is already being compared with, for values that contain themselves. */
function isAlike(a: unknown, b: unknown, paired: Map<object, object>): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return Object.is(a, b);
  if (a === b || paired.get(a) === b) return true;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  paired.set(a, b);
  const alike = (x: unknown, y: unknown): boolean => isAlike(x, y, paired);
  if (a instanceof Date && a.getTime() !== (b as Date).getTime()) return false;
  if (a instanceof RegExp && String(a) !== String(b)) return false;
  if (a instanceof ArrayBuffer && !alike(new Uint8Array(a), new Uint8Array(b as ArrayBuffer))) return false;
  if (a instanceof Error && (a.name !== (b as Error).name || a.message !== (b as Error).message))
    return false;
  if (Array.isArray(a) && a.length !== (b as unknown[]).length) return false;
  if (a instanceof Set && !isMatched([...a], [...(b as Set<unknown>)], alike)) return false;
  if (a instanceof Map && !isMatched([...a], [...(b as Map<unknown, unknown>)], alike)) return false;
  const names = enumerable(a);
  return (
    names.length === enumerable(b).length &&
    names.every(
      name =>
        Object.prototype.propertyIsEnumerable.call(b, name) &&
        alike((a as Record<PropertyKey, unknown>)[name], (b as Record<PropertyKey, unknown>)[name]),
    )
  );
}

/** Whether each of `left` has an equal of its own among `right`, in whatever order. */
function isMatched(left: unknown[], right: unknown[], alike: (x: unknown, y: unknown) => boolean): boolean {
  if (left.length !== right.length) return false;
  for (const item of left) {
    const at = right.findIndex(other => alike(item, other));
    if (at < 0) return false;
    right.splice(at, 1);
  }
  return true;
}

function enumerable(value: object): PropertyKey[] {
  const symbols = Object.getOwnPropertySymbols(value);
  const isEnumerable = (name: symbol): boolean => Object.prototype.propertyIsEnumerable.call(value, name);
  return [...Object.keys(value), ...symbols.filter(isEnumerable)];
}

function complain(message: Message, say: () => string): never {
  if (message instanceof Error) throw message;
  const what = say();
  throw new AssertionError(message === undefined ? what : `${message}: ${what}`);
}

const LONGEST = 500;

function show(value: unknown): string {
  return Object.is(value, -0) ? "-0" : showInside(value, []).slice(0, LONGEST);
}

function showInside(value: unknown, around: readonly object[]): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value !== "object" || value === null) return Object.is(value, -0) ? "-0" : String(value);
  if (around.includes(value)) return "(itself)";
  if (value instanceof Error || value instanceof RegExp) return String(value);
  const within = [...around, value];
  if (value instanceof Map || value instanceof Set) return showInside([...value], within);
  const isList = Array.isArray(value) || ArrayBuffer.isView(value);
  const parts = Object.entries(value).map(
    ([name, item]) => (isList ? "" : `${name}: `) + showInside(item, within),
  );
  return isList ? `[${parts.join(", ")}]` : `{ ${parts.join(", ")} }`;
}

Object.assign(assert, {
  ok,
  fail,
  equal,
  strictEqual: equal,
  notEqual,
  notStrictEqual: notEqual,
  deepEqual,
  deepStrictEqual: deepEqual,
  notDeepEqual,
  match,
  doesNotMatch,
  throws,
  doesNotThrow,
  rejects,
  AssertionError,
});
