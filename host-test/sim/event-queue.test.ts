import assert from "node:assert/strict";
import { Chance } from "./chance.js";
import { EventQueue, SimEvent } from "./event-queue.js";

class Named extends SimEvent {
  constructor(readonly name: string) {
    super();
  }

  override happen(): void {}
}

/** The names of all that is set, in the order in which it would happen. */
function drain(queue: EventQueue): string[] {
  const names: string[] = [];
  for (let first = queue.first; first !== undefined; first = queue.first) {
    names.push((first as Named).name);
    queue.remove(first);
  }
  return names;
}

describe("event queue", () => {
  const cases = [
    { name: "by seconds, then by fractions", set: ["c 2 0", "b 1 9", "a 1 8"], is: "a b c" },
    { name: "in the order set where due at once", set: ["a 1 0", "b 1 0", "c 1 0", "d 1 0"], is: "a b c d" },
    { name: "what is set again counts as set last", set: ["a 1 0", "b 1 0", "a 1 0"], is: "b a" },
    { name: "what is brought forward comes first", set: ["a 2 0", "b 3 0", "b 1 0"], is: "b a" },
    { name: "what is put off comes later", set: ["a 1 0", "b 2 0", "a 3 0"], is: "b a" },
    { name: "what is called off does not happen", set: ["a 1 0", "b 2 0", "c 3 0", "b off"], is: "a c" },
    { name: "what was not set can be called off", set: ["a 1 0", "b off"], is: "a" },
    { name: "nothing", set: [], is: "" },
  ];
  for (const { name, set, is } of cases)
    it(name, () => {
      const queue = new EventQueue();
      const events = new Map<string, Named>();
      for (const line of set) {
        const [who, second, fraction] = line.split(" ");
        const event = events.get(who) ?? new Named(who);
        events.set(who, event);
        if (second === "off") queue.remove(event);
        else queue.set(event, Number(second), Number(fraction));
      }
      assert.equal(drain(queue).join(" "), is);
    });

  it("is a sorted list, whatever is set, moved and called off (seed 1)", () => {
    const chance = new Chance(1, "queue");
    const queue = new EventQueue();
    const events = Array.from({ length: 60 }, (_, i) => new Named(String(i)));
    let model: { event: Named; second: number; fraction: number; order: number }[] = [];
    for (let order = 0; order < 20_000; order++) {
      const event = events[chance.below(events.length)];
      model = model.filter(one => one.event !== event);
      if (chance.uniform() < 0.3) queue.remove(event);
      else {
        const [second, fraction] = [chance.below(9), chance.below(9)];
        queue.set(event, second, fraction);
        model.push({ event, second, fraction, order });
      }
      model.sort((a, b) => a.second - b.second || a.fraction - b.fraction || a.order - b.order);
      assert.equal(queue.first, model[0]?.event);
      if (order % 200 !== 199) continue;
      assert.ok(model.length > 20);
      assert.deepEqual(drain(queue), model.map(one => one.event.name)); // prettier-ignore
      model = [];
    }
  });
});
