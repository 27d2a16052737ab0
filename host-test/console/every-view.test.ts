/** Every command that configures nothing, in every view that it is of, in every spelling, as short as may be. */
import assert from "node:assert/strict";
import { settingsIn } from "../../src/config/all-settings.js";
import { type Context } from "../../src/config/cursor.js";
import { type Dialect } from "../../src/config/dialect.js";
import { Fault, Mistake } from "../../src/config/mistake.js";
import { read } from "../../src/config/reading.js";
import { View } from "../../src/config/setting.js";
import { type Param, type Syntax } from "../../src/config/syntax.js";
import { COMMANDS, grammarIn } from "../../src/console/grammars.js";
import { type ConsoleCommand, ConsoleView, EVERYWHERE } from "../../src/console/operator.js";
import { DIALECTS } from "../config/context.js";
import { samplesOf } from "../config/samples.js";
import { FakeNode } from "./fake-node.js";
import { Screen } from "./screen.js";

interface Place {
  readonly name: string;
  readonly view: ConsoleView;
  /** Whose settings may be typed there. */
  readonly settings: View | undefined;
  /** What leads there from the user view. */
  readonly way: readonly string[];
}

const PLACES: readonly Place[] = [
  { name: "user", view: ConsoleView.User, settings: undefined, way: [] },
  { name: "system", view: ConsoleView.System, settings: View.System, way: ["system-view"] },
  {
    name: "interface",
    view: ConsoleView.Interface,
    settings: View.Interface,
    way: ["system-view", "interface Vlan-interface 2"],
  },
  { name: "ACL", view: ConsoleView.Acl4, settings: View.Acl4, way: ["system-view", "acl 2000"] },
  { name: "IPv6 ACL", view: ConsoleView.Acl6, settings: View.Acl6, way: ["system-view", "acl ipv6 2000"] },
  {
    name: "VTY",
    view: ConsoleView.Vty,
    settings: View.Vty,
    way: ["system-view", "user-interface vty 0 4"],
  },
  {
    name: "VPN instance",
    view: ConsoleView.Instance,
    settings: View.Instance,
    way: ["system-view", "ip vpn-instance vpn1"],
  },
];

/** What commands speak of. */
const EXISTING: readonly string[] = [
  ...[
    "system-view",
    "ip vpn-instance vpn1",
    "acl 2000",
    "quit",
    "acl ipv6 2000",
    "quit",
    "user-interface vty 0 4",
    "commit",
    "return",
  ],
];

/** What a console says of a line that it does not take. */
const COMPLAINT = / found at '\^' position\.$/;

describe("every command in every view", () => {
  it("shows and leaves everywhere", () => {
    for (const { spellings, views } of COMMANDS)
      if (/^(?:display|quit|return)/.test(spellings[0])) assert.deepEqual(views, EVERYWHERE, spellings[0]);
  });

  for (const { dialect, name: dialectName } of DIALECTS)
    for (const place of PLACES)
      it(`${dialectName}, ${place.name} view`, () => {
        const screen = new Screen(new FakeNode(dialect));
        for (const line of EXISTING) screen.session.execute(line);
        go(screen, place, "");
        const { prompt } = screen.session;
        const rows = COMMANDS.filter(({ views }) => views.includes(place.view));
        assert.ok(rows.length > 20);
        const ways = waysInto([...rows, ...(place.settings === undefined ? [] : settingsIn(place.settings))]);
        for (const row of rows)
          for (const spelling of new Set(row.spellings)) {
            const words = spelling.split(" ");
            readsEachBeginning(row, words, ways, place, screen.session.prepared.context);
            const short = words.map(
              (_, i) => beginnings(words, i, ways).find(({ isClear }) => isClear)!.typed,
            );
            for (const tail of tailsOf(row, screen.session.prepared.context))
              for (const head of [words, short]) {
                go(screen, place, prompt);
                const shown = screen.type([...head, ...tail].join(" "));
                assert.ok(!shown.some(line => COMPLAINT.test(line)), shown.join("\n"));
              }
          }
      });
});

/** Words by what stands before them, and the rows that each leads to; "": a value may stand there as well. */
type Ways = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<Syntax>>>;

function waysInto(rows: readonly Syntax[]): Ways {
  const ways = new Map<string, Map<string, Set<Syntax>>>();
  for (const row of rows)
    for (const spelling of spellingsOf(row)) {
      const words = spelling.split(" ");
      words.forEach((word, i) => {
        const before = words.slice(0, i).join(" ");
        const next = ways.get(before) ?? new Map<string, Set<Syntax>>();
        ways.set(before, next.set(word, (next.get(word) ?? new Set()).add(row)));
      });
      if (row.params.length > 0)
        ways.set(spelling, (ways.get(spelling) ?? new Map()).set("", new Set([row])));
    }
  return ways;
}

function spellingsOf({ isUndoable, opposites = [], spellings }: Syntax): string[] {
  const undone = [...(isUndoable ? spellings : []), ...opposites].map(words => `undo ${words}`);
  return [...spellings, ...opposites, ...undone];
}

/** What may be typed in place of a word, shortest first. */
interface Beginning {
  readonly typed: string;
  /** It can be nothing else. */
  readonly isClear: boolean;
  /** What else it can be leads elsewhere. */
  readonly isAmbiguous: boolean;
}

function beginnings(words: readonly string[], at: number, ways: Ways): Beginning[] {
  const next = [...ways.get(words.slice(0, at).join(" "))!];
  const mayBeValue = next.some(([word]) => word === "");
  return Array.from(words[at], (_, i) => {
    const typed = words[at].slice(0, i + 1);
    const meant = next.filter(([word]) => word.startsWith(typed));
    const isClear = typed === words[at] || (meant.length === 1 && !mayBeValue);
    const rows = new Set(meant.flatMap(([, leadsTo]) => [...leadsTo]));
    return { typed, isClear, isAmbiguous: !isClear && !mayBeValue && rows.size > 1 };
  });
}

/** Each word cut short, the others whole: it is the same command, or too short for that. */
function readsEachBeginning(
  row: ConsoleCommand,
  words: readonly string[],
  ways: Ways,
  { name, view }: Place,
  context: Context,
): void {
  const [tail] = tailsOf(row, context);
  for (let at = 0; at < words.length; at++)
    for (const { typed, isClear, isAmbiguous } of beginnings(words, at, ways)) {
      const line = [...words.slice(0, at), typed, ...words.slice(at + 1), ...tail];
      const reading = read(grammarIn(view), line, context);
      const what = `${line.join(" ")} (${name} view)`;
      if (isClear) assert.equal(!(reading instanceof Mistake) && reading.row, row, what);
      if (isAmbiguous) assert.ok(reading instanceof Mistake && reading.fault === Fault.Ambiguous, what);
    }
}

/** What may follow a command's own words: what must, and each option with it. */
function tailsOf({ options, params }: Syntax, context: Context): string[][] {
  const must = [...params, ...options].filter(({ isOptional }) => !isOptional[context.dialect as Dialect]);
  const may = options.filter(({ isOptional }) => isOptional[context.dialect as Dialect]);
  const first = must.flatMap(param => sample(param, context));
  return [first, ...may.map(param => [...first, ...sample(param, context)])];
}

function sample({ keywords, kind }: Param, context: Context): string[] {
  const [value] = samplesOf(kind, context);
  return [...keywords.slice(0, 1), ...(value === true ? [] : [kind.write(value)])];
}

/** Into the view, unless it is where the last line has left the console: whatever that led to or asked. */
function go({ session }: Screen, { way }: Place, prompt: string): void {
  session.cancel();
  if (session.prompt === prompt) return;
  for (let i = 0; isInside(session) && i < 3; i++) session.execute("return");
  for (const line of way) session.execute(line);
  if (prompt !== "") assert.equal(session.prompt, prompt, way.join("; "));
}

function isInside({ prompt }: Screen["session"]): boolean {
  return !prompt.startsWith("<");
}
