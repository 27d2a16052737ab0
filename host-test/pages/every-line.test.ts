/**
 * Every command line of the vendors' five pages, typed at a console of either dialect: a configuration is taken
 * without a complaint, shown, kept over a restart and taken back; what leads somewhere leads there; a display
 * shows something; what this device is not for it says it is not for. A line that is none of these fails.
 */
import assert from "node:assert/strict";
import { type DialectName } from "../../src/config/dialect.js";
import { filledCommands } from "./filled.js";
import { needsOf } from "./needs.js";
import { PageDevice } from "./page-device.js";
import { type ListedLine, PAGE_LINES } from "./pages.js";

const NAMES: readonly DialectName[] = ["comware", "vrp"];

/** What an error begins with. */
const MARKS: Readonly<Record<DialectName, string>> = { comware: "% ", vrp: "Error: " };

/** What is said of a line that is taken. */
const WARNINGS: readonly (readonly [line: RegExp, warning: RegExp])[] = [
  [/ authentication-mode md5 /, /^Warning: MD5 is weak/],
  [/ simple 123456$/, /^Warning: The secret is poor/],
];

/** What holds without being said, so that saying it changes nothing. */
const INITIAL: Readonly<Record<DialectName, readonly string[]>> = {
  comware: ["clock protocol ntp", "undo crypto weak-algorithm disable"],
  vrp: ["clock protocol ntp", "ntp-service enable"],
};

/** Where the dialects' grammars conflict: what one does not take, and what it says then. */
const CONFLICTS: readonly (readonly [dialect: DialectName, line: RegExp, answer: RegExp])[] = [
  // Huawei's secret itself may follow; on an H3C, cipher text does.
  ["comware", / cipher \S+$/, /This is no cipher text of this device; a secret itself goes after simple\./],
  ["comware", / cipher \S+ /, /This is no cipher text of this device; a secret itself goes after simple\./],
  // Page 003 has no group that would hold where none is said.
  ["comware", /(?:multi|many)cast-\w+ ipv6(?! ff)/, /Expected: X:X::X:X \(IPv6 multicast address\)\./],
];

/** Of the switches of page 003: routing, multicast routing, VLANs. */
const ELSEWHERE: readonly string[] = [
  "igmp enable",
  "igmp static-group 224.0.1.1",
  "igmp-snooping",
  "igmp-snooping static-group 224.0.1.1 vlan 3",
  "ipv6 multicast routing",
  "ipv6 pim dm",
  "mld enable",
  "mld static-group ff24::1",
  "mld-snooping",
  "mld-snooping static-group ff24::1 vlan 3",
  "multicast routing",
  "pim dm",
  "port ten-gigabitethernet 1/0/1",
  "vlan 3",
];

/** Their views, and what leads to them. */
const OPENERS_ELSEWHERE: Readonly<Record<string, string>> = {
  "igmp-snooping": "igmp-snooping",
  "mld-snooping": "mld-snooping",
  mrib: "multicast routing",
  mrib6: "ipv6 multicast routing",
  vlan3: "vlan 3",
};

/** What each display begins with. */
const DISPLAYS: readonly (readonly [line: RegExp, comware: RegExp, vrp: RegExp])[] = [
  [/ status$/, /^ Clock status: \w+/, /^ clock status: \w+/],
  [/ ipv6 sessions$/, /^Notes: 1 source\(master\)/, /^$/],
  [/service sessions$/, /^ {7}source {10}reference {7}stra reach poll/, /^clock source: /],
  [/ trace/, /^Server +127\.0\.0\.1$/, /^server 127\.0\.0\.1/],
  [/ sessions verbose$/, /^ (?:Clock source: LOCAL|Total sessions: 0)/, /^ clock source: 127|^ ?$/],
];

/** Where commands lead: the prompt after the line, in `comware`. */
const LEADS: readonly (readonly [line: RegExp, prompt: string])[] = [
  [/^system-view$/, "[xs-ntp]"],
  [/^interface vlan-interface 2$/, "[xs-ntp-Vlan-interface2]"],
  [/^interface vlan-interface 3$/, "[xs-ntp-Vlan-interface3]"],
  [/^interface ten-gigabitethernet 1\/0\/1$/, "[xs-ntp-Ten-GigabitEthernet1/0/1]"],
];

interface Row {
  readonly view: string;
  readonly text: string;
  readonly isSyntax: boolean;
  readonly places: string[];
}

const ROWS = distinct(PAGE_LINES.filter(({ how }) => how !== "prose"));
const NAMED = distinct(PAGE_LINES.filter(({ how }) => how === "prose"));

for (const dialect of NAMES)
  describe(`every line of the vendors' pages, in ${dialect}`, () => {
    let device: PageDevice;
    before(() => {
      device = new PageDevice(dialect);
    });
    beforeEach(() => device.clear());
    after(() => device.stop());

    for (const { view, text, isSyntax, places } of ROWS)
      it(`${text} (${view}; ${placesText(places)})`, () => {
        for (const line of isSyntax ? filledCommands(text) : [text]) {
          device.clear();
          check(device, view, line);
        }
      });

    for (const { text, places } of NAMED)
      it(`${text}, named in ${placesText(places)}`, () => {
        const answers = ["system", "Vlan-interface2"].map(view => device.configure(view, text).join("\n"));
        assert.ok(
          answers.some(answer => !answer.includes("^") || answer.includes("Incomplete command")),
          answers.join("\n"),
        );
      });
  });

function check(device: PageDevice, view: string, line: string): void {
  if (view in OPENERS_ELSEWHERE) return checkInnerView(device, view, line);
  if (ELSEWHERE.includes(line)) return checkElsewhere(device, view, line);
  if (line.startsWith("display ")) return checkDisplay(device, view, line);
  if (line === "commit") return checkCommit(device);
  if (line === "quit") return checkQuit(device, view);
  const lead = LEADS.find(([pattern]) => pattern.test(line));
  if (lead) return checkLead(device, view, line, lead[1]);
  checkSetting(device, view === "interface" ? "Vlan-interface2" : view, line);
}

/** The line is refused, or leads back. */
function checkInnerView(device: PageDevice, view: string, line: string): void {
  device.type("system-view", OPENERS_ELSEWHERE[view]);
  assert.equal(asComware(device.prompt), `[xs-ntp-${view}]`);
  const told = device.type(line);
  if (line !== "quit")
    assert.deepEqual(told, ["^", `${MARKS[device.dialect]}Not supported by this device.`], line);
  assert.equal(asComware(device.prompt), line === "quit" ? "[xs-ntp]" : `[xs-ntp-${view}]`);
}

function checkElsewhere(device: PageDevice, view: string, line: string): void {
  const told = device.configure(view, line);
  assert.deepEqual(told.slice(0, 2), ["^", `${MARKS[device.dialect]}Not supported by this device.`], line);
}

function checkDisplay(device: PageDevice, view: string, line: string): void {
  const row = DISPLAYS.find(([pattern]) => pattern.test(line));
  assert.ok(row, `what does ${line} show?`);
  device.configure("system", "ntp-service enable", "ntp-service refclock-master 2");
  const told = device.configure(view === "any" ? "system" : view, line);
  assert.match(told.find(text => text !== "") ?? "", device.dialect === "vrp" ? row[2] : row[1]);
}

function checkCommit(device: PageDevice): void {
  const nothing = "There is nothing to commit: commands take effect at once.";
  assert.deepEqual(device.type("system-view", "commit"), device.dialect === "vrp" ? [] : [nothing]);
}

function checkQuit(device: PageDevice, view: string): void {
  device.type("system-view", ...(view === "system" ? [] : [`interface ${view}`]));
  assert.deepEqual(device.type("quit"), []);
  assert.equal(asComware(device.prompt), view === "system" ? "<xs-ntp>" : "[xs-ntp]");
}

function checkLead(device: PageDevice, view: string, line: string, prompt: string): void {
  assert.deepEqual(device.type(...(view === "user" ? [] : ["system-view"]), line), []);
  assert.equal(asComware(device.prompt), prompt);
}

function checkSetting(device: PageDevice, view: string, line: string): void {
  const { dialect } = device;
  device.configure("system", ...needsOf(line));
  const before = device.lines;
  const told = device.configure(view, line);

  const conflict = CONFLICTS.find(([where, pattern]) => where === dialect && pattern.test(line));
  if (conflict) {
    assert.match(told.join(" "), conflict[2], line);
    assert.deepEqual(device.lines, before, line);
    return;
  }
  const expected = WARNINGS.filter(([pattern]) => pattern.test(line));
  assert.equal(told.length, expected.length, `${line}\n${told.join("\n")}`);
  expected.forEach(([, warning], i) => assert.match(told[i], warning));

  const set = device.lines;
  if (INITIAL[dialect].includes(line)) assert.deepEqual(set, before, line);
  else
    assertShown(
      line,
      set.filter(text => !before.includes(text)),
    );
  assert.deepEqual(device.type("display current-configuration"), ["#", ...set, "return"], line);

  device.type("save", "y");
  device.restart();
  assert.deepEqual(device.lines, set, `${line}: after a restart`);

  if (INITIAL[dialect].includes(line)) return;
  assert.deepEqual(
    device.configure(view, line.startsWith("undo ") ? line.slice(5) : `undo ${line}`),
    [],
    line,
  );
  assert.deepEqual(device.lines, before, `undo ${line}`);
}

/** Each of the line's values stands in what is printed for it; the secret alone does not. */
function assertShown(line: string, shown: readonly string[]): void {
  assert.ok(shown.length > 0, `${line} is not shown`);
  const values = line.match(/(?<= )[\w.:]*\d[\w.:]*(?= |$)/g) ?? [];
  for (const value of values)
    if (!/authentication-mode/.test(line))
      assert.match(shown.join("\n"), new RegExp(`[ e]${value}( |$)`, "m"), line);
}

/** VRP's prompt marks the candidate. */
function asComware(prompt: string): string {
  return prompt.replace(/^\[[~*]/, "[");
}

function distinct(lines: readonly ListedLine[]): Row[] {
  const rows = new Map<string, Row>();
  for (const { page, line, how, view, text } of lines) {
    const key = `${how === "syntax"} ${view} ${text}`;
    const row = rows.get(key) ?? { view, text, isSyntax: how === "syntax", places: [] };
    row.places.push(`${page}:${line}`);
    rows.set(key, row);
  }
  return [...rows.values()];
}

function placesText(places: readonly string[]): string {
  return places.length > 2 ? `${places[0]} and ${places.length - 1} more` : places.join(", ");
}
