/** Whatever docs/security.md says is shown by a test, that test exists. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { catalogueOf, faultsOf, type NamedTest } from "./catalogue.js";

const DOCUMENT = "docs/security.md";
const MOCHA = "node_modules/mocha/bin/mocha.js";
/** Of published vulnerabilities. */
const LEAST = 40;

const GOOD = `# Security
## Attacks
### Replay
Sent again. Shown by \`core/answer: takes no answer twice\`; see \`src/core/answer.ts\` and \`npm test\`.
## CVEs
| id | test |
| CVE-2015-1799 | \`core/echo: forgets all of it\` |
`;

/** The titles that mocha finds in `files`, as `NamedTest` writes them. */
function titlesIn(files: readonly string[]): ReadonlySet<string> {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [MOCHA, "--dry-run", "--reporter", "json", ...files],
    {
      encoding: "utf8",
      maxBuffer: 2 ** 26,
    },
  );
  assert.ok(stdout.includes("{"), stderr);
  const { tests } = JSON.parse(stdout.slice(stdout.indexOf("{"))) as {
    tests: { file: string; title: string }[];
  };
  const nameOf = (file: string): string =>
    relative("host-test", file).replaceAll("\\", "/").replace(".test.ts", "");
  return new Set(tests.map(({ file, title }) => `${nameOf(file)}: ${title}`));
}

const fileOf = ({ file }: NamedTest): string => `host-test/${file}.test.ts`;

describe("the catalogue of attacks", function () {
  this.timeout(180_000);
  const catalogue = catalogueOf(readFileSync(DOCUMENT, "utf8"));

  it("is read as it is meant", () => {
    const { attacks, vulnerabilities, tests, files } = catalogueOf(GOOD);
    assert.deepEqual(
      attacks.map(({ name }) => name),
      ["Replay"],
    );
    assert.deepEqual(
      vulnerabilities.map(({ name }) => name),
      ["CVE-2015-1799"],
    );
    assert.deepEqual(
      tests.map(({ file }) => file),
      ["core/answer", "core/echo"],
    );
    assert.deepEqual(files, ["src/core/answer.ts"]);
    assert.deepEqual(faultsOf(catalogueOf(GOOD)), []);
  });

  const bad: { name: string; text: string; fault: string }[] = [
    { name: "an attack without a test", text: GOOD.replace("core/answer:", ""), fault: "Replay: no test" },
    { name: "a CVE without one", text: GOOD.replace("core/echo:", ""), fault: "CVE-2015-1799: no test" },
    { name: "a CVE twice", text: GOOD + GOOD.split("\n")[6], fault: "CVE-2015-1799: twice" },
  ];
  for (const { name, text, fault } of bad)
    it(`is found faulty for ${name}`, () => assert.deepEqual(faultsOf(catalogueOf(text)), [fault]));

  it("has a test for every attack and every CVE", () => {
    assert.deepEqual(faultsOf(catalogue), []);
    assert.ok(catalogue.attacks.length > 0);
    assert.ok(catalogue.vulnerabilities.length >= LEAST, String(catalogue.vulnerabilities.length));
  });

  it("names files that exist", () => {
    const missing = [...catalogue.files, ...catalogue.tests.map(fileOf)].filter(path => !existsSync(path));
    assert.deepEqual(missing, []);
  });

  it("names tests that exist", () => {
    const titles = titlesIn([...new Set(catalogue.tests.map(fileOf))]);
    const missing = catalogue.tests
      .map(({ file, title }) => `${file}: ${title}`)
      .filter(name => !titles.has(name));
    assert.deepEqual(missing, []);
  });
});
