/** The text on timekeeping: what it shows and names is there. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../../..");
const PLOTS = join(ROOT, "docs/plots");
const TEXT = readFileSync(join(ROOT, "docs/timekeeping.md"), "utf8");

const MOST_BYTES = 60_000;

describe("docs/timekeeping.md", () => {
  const shown = [...TEXT.matchAll(/!\[([^\]]*)\]\(([^)]*)\)/g)];

  it("shows every plot, each with words for who cannot see it", () => {
    const files = readdirSync(PLOTS).map(name => `plots/${name}`);
    assert.deepEqual(shown.map(([, , path]) => path).sort(), files.sort());
    for (const [, words] of shown) assert.ok(words.length > 10);
  });

  it("shows none that is larger than 60 KB", () => {
    for (const name of readdirSync(PLOTS)) {
      const { length } = readFileSync(join(PLOTS, name));
      assert.ok(length > 0 && length <= MOST_BYTES, `${name}: ${length}`);
    }
  });

  const named = new Set(
    [...TEXT.matchAll(/`((?:src|host-test|boards|docs)\/[^` ]*|[a-z-]+\.ts)`/g)].map(([, name]) => name),
  );
  it("names files, and all of them exist", () => {
    assert.ok(named.size > 10);
    for (const name of named) {
      const path = name.includes("/") ? name : `src/core/${name}`;
      assert.ok(existsSync(join(ROOT, path)), name);
    }
  });

  it("links to places that exist", () => {
    const headings = [...TEXT.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => anchor(heading));
    const links = [...TEXT.matchAll(/[^!]\[[^\]]*\]\(([^)]*)\)/g)].map(([, link]) => link);
    for (const link of links) {
      if (link.startsWith("http")) continue;
      const [path, place] = link.split("#");
      if (path === "") assert.ok(headings.includes(place), link);
      else assert.ok(existsSync(join(ROOT, "docs", path)), link);
    }
  });
});

/** As most make a link of a heading. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, "")
    .replaceAll(" ", "-");
}
