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

  const [OWN, OTHER, THIRD] = ["192.0.2.8", "192.0.2.7", "192.0.2.6"];
  interface Row {
    readonly name: string;
    readonly from?: readonly string[];
    readonly loggedIn?: readonly number[];
    readonly tried?: number;
    readonly sentAway: readonly number[];
    readonly has?: string;
  }
  const rows: readonly Row[] = [
    { name: "the first who came", sentAway: [0], has: "vty0" },
    { name: "the first of those without a session", loggedIn: [0, 2], sentAway: [1], has: "vty1" },
    { name: "nobody who has a session", loggedIn: [0, 1, 2], sentAway: [] },
    { name: "nobody whose password is being tried", tried: 0, sentAway: [1], has: "vty1" },
    { name: "nobody rather than him", loggedIn: [0, 2], tried: 1, sentAway: [] },
    { name: "one of the same place", from: [OTHER, OTHER, OWN], sentAway: [2], has: "vty2" },
    {
      name: "one of the same IPv6 network",
      from: ["2001:db8:0:1::1", "2001:db8:0:1::2", "2001:db8::1"],
      sentAway: [2],
      has: "vty2",
    },
    { name: "one of the place with most", from: [OTHER, THIRD, THIRD], sentAway: [1], has: "vty1" },
    {
      name: "one of the place with most that have no session",
      from: [THIRD, THIRD, OTHER, OTHER, THIRD],
      loggedIn: [0, 1],
      sentAway: [2],
      has: "vty2",
    },
    {
      name: "one of the place with most though one of them is being tried",
      from: [OTHER, THIRD, THIRD],
      tried: 1,
      sentAway: [2],
      has: "vty2",
    },
  ];
  for (const { name, from = [OTHER, OTHER, OTHER], loggedIn = [], tried, sentAway, has } of rows)
    it(`where all are in use send away ${name}`, () => {
      const lines = new UserLines("vty", 0, from.length);
      const sent: number[] = [];
      for (let i = 0; i < from.length; i++) {
        const line = lines.take(from[i])!;
        line.isLoggedIn = loggedIn.includes(i);
        line.isTried = i === tried;
        line.occupant = {
          sendAway(why): void {
            assert.match(why, /Others want this line/);
            sent.push(i);
            line.leave();
          },
        };
      }
      const newcomer = from[0].includes(":") ? "2001:db8::3" : OWN;
      assert.equal(lines.take(newcomer)?.name, has);
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
