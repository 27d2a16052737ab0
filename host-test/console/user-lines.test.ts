/** Lines: their names, who has which, and who makes room. */
import assert from "node:assert/strict";
import { UserLines } from "../../src/console/user-lines.js";

describe("the lines of consoles", () => {
  it("have the lowest number that is free", () => {
    const lines = new UserLines("con", 1, 3);
    const [one, two] = [lines.take(""), lines.take("")];
    assert.deepEqual([one?.name, two?.name], ["con1", "con2"]);
    one?.leave();
    one?.leave();
    assert.deepEqual([lines.take("")?.name, lines.take("")?.name], ["con1", "con3"]);
  });

  it("know where one comes from", () => {
    assert.equal(new UserLines("vty", 0, 1).take("192.0.2.7")?.from, "192.0.2.7");
  });

  const rows: { name: string; loggedIn: readonly number[]; sentAway: readonly number[]; has?: string }[] = [
    { name: "the first who came", loggedIn: [], sentAway: [0], has: "vty0" },
    { name: "the first of those without a session", loggedIn: [0, 2], sentAway: [1], has: "vty1" },
    { name: "nobody who has a session", loggedIn: [0, 1, 2], sentAway: [] },
  ];
  for (const { name, loggedIn, sentAway, has } of rows)
    it(`where all are in use send away ${name}`, () => {
      const lines = new UserLines("vty", 0, 3);
      const sent: number[] = [];
      for (let i = 0; i < 3; i++) {
        const line = lines.take("192.0.2.7")!;
        line.isLoggedIn = loggedIn.includes(i);
        line.occupant = {
          sendAway(why): void {
            assert.match(why, /Others want this line/);
            sent.push(i);
            line.leave();
          },
        };
      }
      assert.equal(lines.take("192.0.2.8")?.name, has);
      assert.deepEqual(sent, sentAway);
    });

  it("go by who came first, not by their numbers", () => {
    const lines = new UserLines("vty", 0, 2);
    const [first, second] = [lines.take("")!, lines.take("")!];
    first.leave();
    const third = lines.take("")!;
    const sent: string[] = [];
    for (const line of [second, third])
      line.occupant = {
        sendAway(): void {
          sent.push(line.name);
          line.leave();
        },
      };
    assert.equal(lines.take("")?.name, "vty1");
    assert.deepEqual(sent, ["vty1"]);
  });
});
