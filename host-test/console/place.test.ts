import assert from "node:assert/strict";
import { Dialect } from "../../src/config/dialect.js";
import { ConsoleView } from "../../src/console/operator.js";
import { Place } from "../../src/console/place.js";

/** What the prompt would say after each step. */
function walk(place: Place, steps: readonly (() => void)[]): string[] {
  return steps.map(step => {
    step();
    return place.promptText(Dialect.Comware);
  });
}

describe("where a console is", () => {
  it("starts in the user view, where refused lines lead nowhere", () => {
    const place = new Place();
    place.stray(["vlan", "3"]);
    assert.deepEqual([place.view, place.isInner, place.isForeign], [ConsoleView.User, false, false]);
  });

  it("goes into views that this device does not have, and back one by one", () => {
    const place = new Place();
    const stray = (line: string) => () => place.stray(line.split(" "));
    const leave = (): void => place.leave();
    assert.deepEqual(
      walk(place, [
        () => place.enter("vpn-instance red"),
        stray("ipv4-family"),
        leave,
        stray("ospf 2"),
        stray("area 1"),
        stray("foo"),
        leave,
        leave,
      ]),
      [
        "-vpn-instance-red",
        "-vpn-instance-red-af-ipv4",
        "-vpn-instance-red",
        "-ospf-2",
        "-ospf-2-area-0.0.0.1",
        "-ospf-2-area-0.0.0.1",
        "-ospf-2",
        "",
      ],
    );
    assert.deepEqual([place.view, place.section], [ConsoleView.System, ""]);
  });

  const LOCAL_USER = "local-user ann password cipher x";
  const inAaa = [
    { name: "aaa's own lines stay there", lines: ["aaa", LOCAL_USER, "quit"] },
    { name: "a scheme after a user", lines: ["aaa", LOCAL_USER, "authentication-scheme s1", "quit", "quit"] },
    { name: "a domain after a user", lines: ["aaa", LOCAL_USER, "domain d", "quit", "quit"] },
    {
      name: "schemes and a domain, none left",
      lines: ["aaa", "accounting-scheme s", "domain d", "quit", "quit"],
    },
  ];
  for (const { name, lines } of inAaa)
    it(`in VRP's aaa: ${name}`, () => {
      const place = new Place();
      place.enter("");
      for (const line of lines) {
        assert.equal(place.isForeign, line !== "aaa", line);
        if (line === "quit") place.leave();
        else place.stray(line.split(" "));
      }
      assert.deepEqual([place.view, place.section], [ConsoleView.System, ""]);
    });

  it("keeps to no view where a wrong line would have led to one", () => {
    const place = new Place();
    place.enter("Vlan-interface2");
    place.lose();
    assert.deepEqual([place.isLost, place.isForeign, place.section], [true, true, ""]);
    place.leave();
    assert.deepEqual([place.isLost, place.view], [false, ConsoleView.System]);
  });
});
