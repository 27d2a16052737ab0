/**
 * The part of mocha that the tests use, for XS: `describe`, `it` and the four hooks.
 *
 * Importing it provides them as globals and answers commands: "list" with the full titles of the tests
 * that were declared since, a number with what became of that test ("" where it passed).
 */

type Body = (this: Context) => unknown;

/** What `this` is in a test, and what a declaration answers. Limits on time are taken and left to Node. */
interface Context {
  timeout(milliseconds: number): Context;
  slow(milliseconds: number): Context;
}

class Suite {
  readonly before: Body[] = [];
  readonly after: Body[] = [];
  readonly beforeEach: Body[] = [];
  readonly afterEach: Body[] = [];
  /** Tests of this suite and those within it that have not run yet. */
  pending = 0;
  isBegun = false;

  constructor(
    readonly title: string,
    readonly parent: Suite | undefined,
  ) {}

  /** This suite and those around it, the outermost first. */
  line(): Suite[] {
    return this.parent === undefined ? [this] : [...this.parent.line(), this];
  }
}

interface Test {
  readonly title: string;
  readonly suite: Suite;
  readonly body: Body;
}

const context: Context = { timeout: () => context, slow: () => context };
const tests: Test[] = [];
let suite = new Suite("", undefined);

function describe(title: string, declare: (this: Context) => void): Context {
  suite = new Suite(title, suite);
  declare.call(context);
  suite = suite.parent!;
  return context;
}

function it(title: string, body: Body): Context {
  const line = suite.line();
  for (const around of line) around.pending++;
  const titles = line.slice(1).map(around => around.title);
  tests.push({ title: [...titles, title].join(" › "), suite, body });
  return context;
}

async function run({ suite: own, body }: Test): Promise<void> {
  const line = own.line();
  const inward = [...line].reverse();
  try {
    for (const around of line) {
      const isFirst = !around.isBegun;
      around.isBegun = true;
      if (isFirst) for (const hook of around.before) await hook.call(context);
    }
    for (const around of line) for (const hook of around.beforeEach) await hook.call(context);
    await body.call(context);
  } finally {
    for (const around of inward) for (const hook of around.afterEach) await hook.call(context);
    for (const around of inward)
      if (--around.pending === 0) for (const hook of around.after) await hook.call(context);
  }
}

function describeError(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}\n${error.stack}` : String(error);
}

Object.assign(globalThis, {
  describe,
  it,
  before: (hook: Body) => suite.before.push(hook),
  after: (hook: Body) => suite.after.push(hook),
  beforeEach: (hook: Body) => suite.beforeEach.push(hook),
  afterEach: (hook: Body) => suite.afterEach.push(hook),
  handleCommand: (message: ArrayBuffer): { result?: ArrayBuffer } => {
    const command = new TextDecoder().decode(message);
    const outcome: { result?: ArrayBuffer } = {};
    const say = (text: string): void => {
      outcome.result = new TextEncoder().encode(text).buffer as ArrayBuffer;
    };
    if (command === "list") say(JSON.stringify(tests.map(test => test.title)));
    else
      run(tests[Number(command)]).then(
        () => say(""),
        (error: unknown) => say(describeError(error)),
      );
    return outcome;
  },
});
