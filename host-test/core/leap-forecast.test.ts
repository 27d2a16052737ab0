import assert from "node:assert/strict";
import { Association, Leap } from "../../src/core/association.js";
import { LeapForecast } from "../../src/core/leap-forecast.js";
import { AssociationKind } from "../../src/core/settings.js";
import { Standing } from "../../src/core/verdict.js";
import { DAY, daysToSeconds } from "../../src/time/calendar.js";
import { server } from "../support/engine-rig.js";

const YEAR_END = daysToSeconds(2027, 1, 1);
const HOUR = 3600;

function source(leap: Leap, standing = Standing.Candidate, kind = AssociationKind.Client): Association {
  const association = new Association(0);
  association.settings = { ...server("192.0.2.1"), kind };
  association.standing = standing;
  association.leap = leap;
  return association;
}

const { None, Insert, Delete } = { None: Leap.None, Insert: Leap.Insert, Delete: Leap.Delete } as const;

describe("leap forecast: what sources say", () => {
  const days: { name: string; at: number; forecast: Leap }[] = [
    { name: "as the last day of December begins", at: YEAR_END - DAY, forecast: Insert },
    { name: "a second before that", at: YEAR_END - DAY - 1, forecast: None },
    { name: "three seconds before its end", at: YEAR_END - 3, forecast: Insert },
    { name: "two seconds before its end, too late for news", at: YEAR_END - 2, forecast: None },
    { name: "on the day after", at: YEAR_END + HOUR, forecast: None },
    { name: "on the last day of June", at: daysToSeconds(2027, 7, 1) - HOUR, forecast: Insert },
    { name: "on the last day of July", at: daysToSeconds(2027, 8, 1) - HOUR, forecast: None },
    { name: "on the last day of March", at: daysToSeconds(2027, 4, 1) - HOUR, forecast: None },
    { name: "in the middle of June", at: daysToSeconds(2027, 6, 15), forecast: None },
    { name: "in the second era", at: daysToSeconds(2037, 1, 1) - HOUR, forecast: Insert },
  ];
  for (const { name, at, forecast } of days)
    it(`${name}: ${forecast === None ? "is not believed" : "is believed"}`, () =>
      assert.equal(new LeapForecast([source(Insert)]).at(at, None), forecast));

  const majorities: { name: string; sources: readonly Association[]; before?: Leap; forecast: Leap }[] = [
    { name: "nobody says anything", sources: [], forecast: None },
    { name: "one alone", sources: [source(Delete)], forecast: Delete },
    { name: "two of three", sources: [source(Insert), source(None), source(Insert)], forecast: Insert },
    { name: "one of three", sources: [source(Insert), source(None), source(None)], forecast: None },
    { name: "one of two", sources: [source(Insert), source(None)], forecast: None },
    {
      name: "two of four",
      sources: [source(Insert), source(None), source(None), source(Insert)],
      forecast: None,
    },
    {
      name: "three that say three things",
      sources: [source(Insert), source(Delete), source(None)],
      forecast: None,
    },
    {
      name: "falsetickers have no vote",
      sources: [
        source(Insert, Standing.SystemPeer),
        source(None, Standing.Falseticker),
        source(None, Standing.TooFar),
      ],
      forecast: Insert,
    },
    {
      name: "who only jitters more has its vote",
      sources: [
        source(Insert, Standing.SystemPeer),
        source(Insert),
        source(None),
        source(None, Standing.Outlyer),
        source(None, Standing.Outlyer),
      ],
      forecast: None,
    },
    {
      name: "the local clock has no vote",
      sources: [source(Insert), source(None, Standing.SystemPeer, AssociationKind.LocalClock)],
      forecast: Insert,
    },
    {
      name: "peers of their own accord have no vote beside a server",
      sources: [
        source(None),
        source(Insert, Standing.Candidate, AssociationKind.SymmetricPassive),
        source(Insert, Standing.Candidate, AssociationKind.SymmetricPassive),
      ],
      forecast: None,
    },
    { name: "all gone after they have said so", sources: [], before: Insert, forecast: Insert },
    {
      name: "divided after they have said so",
      sources: [source(Insert), source(None)],
      before: Insert,
      forecast: Insert,
    },
    {
      name: "most take it back",
      sources: [source(Insert), source(None), source(None)],
      before: Insert,
      forecast: None,
    },
    { name: "one alone takes it back", sources: [source(None)], before: Delete, forecast: None },
    { name: "one alone changes its mind", sources: [source(Delete)], before: Insert, forecast: Delete },
  ];
  for (const { name, sources, before = None, forecast } of majorities)
    it(`${name}: ${["none", "insert", "delete"][forecast]}`, () =>
      assert.equal(new LeapForecast(sources).at(YEAR_END - HOUR, before), forecast));

  it("what was said is not taken back in the last two seconds", () =>
    assert.equal(new LeapForecast([source(None)]).at(YEAR_END - 2, Insert), Insert));
});

describe("leap forecast: what is configured", () => {
  const march = daysToSeconds(2027, 4, 1);
  const configured = (sources: readonly Association[], dayEnd = march): LeapForecast => {
    const forecast = new LeapForecast(sources);
    forecast.configured = { leap: Delete, dayEnd };
    return forecast;
  };

  it("holds for its day, at the end of whatever month, whatever sources say", () => {
    const forecast = configured([source(None), source(Insert)]);
    assert.equal(forecast.at(march - DAY, None), Delete);
    assert.equal(forecast.dayEnd, march);
    assert.equal(forecast.at(march - DAY - 1, None), None);
    assert.equal(forecast.at(march + 1, None), None);
    assert.equal(forecast.at(march - 30 * DAY - HOUR, None), None);
  });

  it("leaves other months to the sources", () =>
    assert.equal(configured([source(Insert)]).at(YEAR_END - HOUR, None), Insert));

  it("goes when it is taken out, though nobody says anything", () => {
    const forecast = configured([]);
    assert.equal(forecast.at(march - HOUR, None), Delete);
    forecast.configured = undefined;
    assert.equal(forecast.at(march - HOUR + 1, Delete), None);
  });

  it("stays when it is taken out, where most say the same", () => {
    const forecast = configured([source(Delete)], YEAR_END);
    assert.equal(forecast.at(YEAR_END - HOUR, None), Delete);
    forecast.configured = undefined;
    assert.equal(forecast.at(YEAR_END - HOUR + 1, Delete), Delete);
  });
});
