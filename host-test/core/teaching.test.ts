import assert from "node:assert/strict";
import { type Path } from "../../src/core/path.js";
import { teach, teachHeard } from "../../src/core/teaching.js";
import { Track } from "../../src/core/track.js";
import { type Q32 } from "../../src/time/fixed.js";
import { ms, near } from "../support/quantities.js";
import { QUIET, Way } from "../support/way.js";

interface Said {
  readonly share: number;
  readonly delay: Q32;
  readonly variance?: number;
  readonly moved?: Q32;
  readonly narrowed?: number;
}

function trackThat({ share, delay, variance = 0, moved = 0, narrowed = 0 }: Said): Track {
  const track = new Track(0);
  return Object.assign(track, {
    share,
    delay,
    delayVariance: variance,
    biasMoved: moved,
    biasNarrowed: narrowed,
  });
}

/** A path of 10 ms each way. */
function pathOf(): Path {
  return new Way(1, QUIET).begin();
}

const ONE: readonly Track[] = [trackThat({ share: 1, delay: ms(10) })];

describe("teaching a path", () => {
  it("its delay is the tracks' mean by share, and as doubtful as they are and as they differ", () => {
    const path = pathOf();
    const tracks = [
      trackThat({ share: 0.75, delay: ms(10), variance: ms(1) ** 2 }),
      trackThat({ share: 0.25, delay: ms(14), variance: ms(3) ** 2 }),
    ];
    teach(path, tracks, 0, ms(11), ms(11));
    near(path.delay / ms(1), 11, 1e-6);
    near(path.delayVariance / ms(1) ** 2, 0.75 * (1 + 1) + 0.25 * (9 + 9), 1e-6);
  });

  it("takes no less than no time", () => {
    const path = pathOf();
    teach(path, [trackThat({ share: 1, delay: -ms(2) })], 0, 0, 0);
    assert.equal(path.delay, 0);
  });

  it("its source's bias moves by the tracks' mean, and is in less doubt, never in less than none", () => {
    const path = pathOf();
    path.bias = ms(1);
    path.biasVariance = ms(2) ** 2;
    const moving = [
      trackThat({ share: 0.5, delay: ms(10), moved: ms(2), narrowed: ms(1) ** 2 }),
      trackThat({ share: 0.5, delay: ms(10), moved: -ms(1), narrowed: ms(1) ** 2 }),
    ];
    teach(path, moving, 0, ms(10), ms(10));
    near(path.bias / ms(1), 1.5, 1e-6);
    near(path.biasVariance / ms(1) ** 2, 3, 1e-6);
    teach(path, [trackThat({ share: 1, delay: ms(10), narrowed: ms(9) ** 2 })], 0, ms(10), ms(10));
    assert.equal(path.biasVariance, 0);
  });

  /** What of an exchange of 20 ms is taken for waits: how much the mean waits change, there and back, in ms. */
  function learned(phase: Q32, bias: Q32, there: Q32, back: Q32): [there: number, back: number] {
    const path = pathOf();
    path.bias = bias;
    const { queueThere, queueBack } = path;
    for (let i = 0; i < 40; i++) teach(path, ONE, phase, there, back);
    return [(path.queueThere - queueThere) / ms(1), (path.queueBack - queueBack) / ms(1)];
  }

  const exchanges = [
    { name: "late there", phase: 0, bias: 0, there: ms(12), back: ms(10), later: "there" },
    { name: "late back", phase: 0, bias: 0, there: ms(10), back: ms(12), later: "back" },
    {
      name: "as long each way with a clock that is behind",
      phase: ms(2),
      bias: 0,
      there: ms(12),
      back: ms(8),
      later: "neither",
    },
    {
      name: "as long each way with a source that is ahead",
      phase: 0,
      bias: ms(2),
      there: ms(12),
      back: ms(8),
      later: "neither",
    },
    {
      name: "late there with a clock that is ahead",
      phase: -ms(2),
      bias: 0,
      there: ms(10),
      back: ms(12),
      later: "there",
    },
  ];
  for (const { name, phase, bias, there, back, later } of exchanges)
    it(`an exchange was ${name}: ${later} was waited`, () => {
      const [byThere, byBack] = learned(phase, bias, there, back);
      if (later === "neither") near(byThere, byBack, 0.01);
      else
        assert.ok(
          later === "there" ? byThere > byBack + 0.1 : byBack > byThere + 0.1,
          `${byThere} ${byBack}`,
        );
    });

  it("a broadcast teaches how broadcasts come, and leaves what exchanges taught", () => {
    const path = pathOf();
    const { delay, queueThere, queueBack } = path;
    path.heard.begin(ms(1));
    path.heard.expect(ms(7));
    teachHeard(path, [trackThat({ share: 1, delay: ms(5), variance: ms(2) ** 2, moved: ms(3) })], 0, ms(6));
    assert.deepEqual([path.delay, path.queueThere, path.queueBack], [delay, queueThere, queueBack]);
    assert.equal(path.heard.delay, ms(5));
    assert.ok(path.heard.delayVariance <= ms(2) ** 2);
    assert.equal(path.bias, ms(3));
  });

  it("how much two broadcasts waited differs by their wait, whatever clock and source are thought to be off", () => {
    const queueAfter = (phase: Q32, backs: readonly Q32[]): number => {
      const path = pathOf();
      path.heard.begin(ms(1));
      path.heard.expect(ms(11));
      for (let i = 0; i < 60; i++) teachHeard(path, ONE, phase, backs[i % backs.length] - phase);
      return path.heard.queue / ms(1);
    };
    const steady = queueAfter(0, [ms(10)]);
    const scattered = queueAfter(0, [ms(10), ms(14)]);
    assert.ok(steady < 0.3, `${steady}`);
    assert.ok(scattered > 2, `${scattered}`);
    assert.equal(queueAfter(ms(8), [ms(10), ms(14)]), scattered);
  });
});
