/** docs/security.md as a catalogue: its attacks, its CVEs, the tests and the files that each of them names. */

/** A test as the text names it, in one word of code: its file below host-test without `.test.ts`, and its title. */
export interface NamedTest {
  readonly file: string;
  readonly title: string;
}

/** An attack, or a CVE. */
export interface Entry {
  readonly name: string;
  readonly tests: readonly NamedTest[];
}

export interface Catalogue {
  readonly attacks: readonly Entry[];
  readonly vulnerabilities: readonly Entry[];
  /** All tests that are named anywhere, each once. */
  readonly tests: readonly NamedTest[];
  /** All files of the repository that are named. */
  readonly files: readonly string[];
}

/** May go on in the next line, which is a blank as in any Markdown. */
const CODE = /`([^`]+)`/g;
const TEST = /^((?:[a-z0-9-]+\/)+[a-z0-9-]+): (.+)$/;
const FILE = /^(?:src|boards|host-test|docs)\/[\w./-]+$/;
const ROW = /^\| (CVE-\d{4}-\d{4,}) \|/;

/** Attacks are the sections of the third level below `## Attacks`; CVEs the rows of tables, wherever they stand. */
export function catalogueOf(text: string): Catalogue {
  const chapter = text.split(/^## /m).find(one => one.startsWith("Attacks\n")) ?? "";
  const attacks = chapter
    .split(/^### /m)
    .slice(1)
    .map(section => ({ name: section.split("\n", 1)[0], tests: testsIn(section) }));
  const vulnerabilities = text.split("\n").flatMap(line => {
    const row = ROW.exec(line);
    return row === null ? [] : [{ name: row[1], tests: testsIn(line) }];
  });
  const tests = new Map(testsIn(text).map(test => [`${test.file}: ${test.title}`, test]));
  const files = new Set(codeIn(text).filter(word => FILE.test(word)));
  return { attacks, vulnerabilities, tests: [...tests.values()], files: [...files] };
}

/** What is wrong with a catalogue by itself, a sentence each. */
export function faultsOf({ attacks, vulnerabilities }: Catalogue): readonly string[] {
  const names = vulnerabilities.map(({ name }) => name);
  return [
    ...[...attacks, ...vulnerabilities]
      .filter(({ tests }) => tests.length === 0)
      .map(({ name }) => `${name}: no test`),
    ...names.filter((name, i) => names.indexOf(name) !== i).map(name => `${name}: twice`),
  ];
}

function codeIn(text: string): readonly string[] {
  return [...text.matchAll(CODE)].map(([, word]) => word.replace(/\s+/g, " "));
}

function testsIn(text: string): readonly NamedTest[] {
  return codeIn(text).flatMap(word => {
    const named = TEST.exec(word);
    return named === null ? [] : [{ file: named[1], title: named[2] }];
  });
}
