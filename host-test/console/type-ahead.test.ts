/** Keys kept, and taken again as they were. */
import assert from "node:assert/strict";
import { Key } from "../../src/console/keys.js";
import { TypeAhead } from "../../src/console/type-ahead.js";

type Pressed = [key: Key, character: string];

function taken(ahead: TypeAhead): Pressed[] {
  const pressed: Pressed[] = [];
  while (!ahead.isEmpty) ahead.take((key, character) => pressed.push([key, character]));
  return pressed;
}

const LINE: Pressed[] = [
  [Key.Character, "é"],
  [Key.Character, "🕰"],
  [Key.Help, ""],
  [Key.Unknown, ""],
  [Key.Enter, ""],
  [Key.Character, "?"],
];

describe("what is typed ahead", () => {
  it("comes as it was typed", () => {
    const ahead = new TypeAhead();
    for (const [key, character] of LINE) assert.ok(ahead.add(key, character, false));
    assert.deepEqual(taken(ahead), LINE);
  });

  it("has room again once it has been taken, or given up", () => {
    const ahead = new TypeAhead();
    const fill = (): number => {
      let count = 0;
      while (ahead.add(Key.Enter, "", false)) count++;
      return count;
    };
    assert.equal(fill(), 1000);
    assert.ok(ahead.isDropping);
    taken(ahead);
    assert.equal(fill(), 1000);
    ahead.clear();
    assert.equal(fill(), 1000);
  });
});
