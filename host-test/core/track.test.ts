import assert from "node:assert/strict";
import { Lateness } from "../../src/core/lateness.js";
import { Path } from "../../src/core/path.js";
import { Track } from "../../src/core/track.js";
import { FINE, PPM, SECOND } from "../../src/time/fixed.js";
import { near } from "../support/quantities.js";

const MICROSECOND = SECOND / 1e6;
const us = (value: number): number => Math.round(value * MICROSECOND);

/** In µs: deviations of the phase and the bias, which are expected to be 0, and what is known of the path. */
interface Belief {
  readonly phase: number;
  readonly bias: number;
  readonly delay: number;
  readonly delayError: number;
  readonly queueThere: number;
  readonly queueBack: number;
  readonly noise: number;
}

const USUAL: Belief = {
  phase: 100,
  bias: 50,
  delay: 1000,
  delayError: 60,
  queueThere: 80,
  queueBack: 80,
  noise: 40,
};

const pathOf = (belief: Belief): Path => {
  const path = new Path();
  path.delay = us(belief.delay);
  path.delayVariance = us(belief.delayError) ** 2;
  path.queueThere = us(belief.queueThere);
  path.queueBack = us(belief.queueBack);
  path.noise = us(belief.noise) ** 2;
  path.biasVariance = us(belief.bias) ** 2;
  return path;
};

/** A frequency known to 1 ppm; half of the variance of the phase comes of it. */
const trackOf = ({ phase }: Belief): Track => {
  const track = new Track(0);
  track.phaseVariance = us(phase) ** 2;
  track.frequencyVariance = Math.round((FINE * PPM) ** 2);
  track.covariance = Math.round(us(phase) * Math.SQRT1_2 * FINE * PPM);
  return track;
};

/** Mean and deviation of what was counted, from the sum of its weights, of it by these and of its squares. */
const mean = (weights: number, sum: number): number => sum / weights;
const deviation = (weights: number, sum: number, squares: number): number =>
  Math.sqrt(squares / weights - (sum / weights) ** 2);

interface Posterior {
  readonly phase: number;
  readonly phaseError: number;
  readonly bias: number;
  readonly biasError: number;
  readonly delay: number;
  readonly delayError: number;
  readonly likelihood: number;
}

/** What is to be believed after a sample, in µs: by trying all phases, biases and delays there can be. */
const counted = (belief: Belief, there: number, back: number): Posterior => {
  const lateness = new Lateness();
  const logOf = (late: number, queue: number): number => {
    lateness.judge(late, belief.noise ** 2, queue);
    return Math.log(lateness.factor) + lateness.exponent;
  };
  const steps = 20;
  const width = 4.5 / steps;
  let [weights, phases, phaseSquares, biases, biasSquares, delays, delaySquares] = [0, 0, 0, 0, 0, 0, 0];
  for (let i = -steps; i <= steps; i++)
    for (let j = -steps; j <= steps; j++)
      for (let k = -steps; k <= steps; k++) {
        const phase = i * width * belief.phase;
        const bias = j * width * belief.bias;
        const delay = belief.delay + k * width * belief.delayError;
        const prior = (-(i * i + j * j + k * k) * width * width) / 2;
        const logThere = logOf(there - delay - phase - bias, belief.queueThere);
        const logBack = logOf(back - delay + phase + bias, belief.queueBack);
        const weight = Math.exp(prior + logThere + logBack);
        weights += weight;
        phases += weight * phase;
        phaseSquares += weight * phase * phase;
        biases += weight * bias;
        biasSquares += weight * bias * bias;
        delays += weight * delay;
        delaySquares += weight * delay * delay;
      }
  return {
    phase: mean(weights, phases),
    phaseError: deviation(weights, phases, phaseSquares),
    bias: mean(weights, biases),
    biasError: deviation(weights, biases, biasSquares),
    delay: mean(weights, delays),
    delayError: deviation(weights, delays, delaySquares),
    likelihood: Math.log((weights * width ** 3) / (2 * Math.PI) ** 1.5),
  };
};

describe("track", () => {
  describe("observes what there is to be seen in", () => {
    const rows = [
      { name: "what was expected", there: 1080, back: 1080, is: USUAL },
      { name: "a clock that is behind", there: 1230, back: 950, is: USUAL },
      { name: "a clock that is ahead", there: 900, back: 1200, is: USUAL },
      { name: "a queue on the way there", there: 1900, back: 1050, is: USUAL },
      { name: "a queue on the way back", there: 1050, back: 1900, is: USUAL },
      { name: "queues on both", there: 1600, back: 1700, is: USUAL },
      { name: "a path that is shorter", there: 930, back: 940, is: USUAL },
      { name: "a way back known to queue", there: 1150, back: 1500, is: { ...USUAL, queueBack: 400 } },
      { name: "a source of its own mind", there: 1250, back: 850, is: { ...USUAL, bias: 150, phase: 30 } },
      { name: "a clock hardly known", there: 1400, back: 800, is: { ...USUAL, phase: 400, bias: 10 } },
      { name: "a path hardly known", there: 1300, back: 1200, is: { ...USUAL, delayError: 250 } },
    ];
    for (const { name, there, back, is } of rows)
      it(name, () => {
        const wanted = counted(is, there, back);
        const track = trackOf(is);
        track.observe(pathOf(is), us(there), us(back), new Lateness());
        const biasError = Math.sqrt(us(is.bias) ** 2 - track.biasNarrowed) / MICROSECOND;
        // Two edges one after the other are nearly, but not quite, what they are at once.
        near(track.phase / MICROSECOND, wanted.phase, wanted.phaseError / 7, "phase");
        near(Math.sqrt(track.phaseVariance) / MICROSECOND / wanted.phaseError, 1, 0.07, "its error");
        near(track.biasMoved / MICROSECOND, wanted.bias, wanted.biasError / 7, "bias");
        near(biasError / wanted.biasError, 1, 0.1, "its error");
        near(track.delay / MICROSECOND, wanted.delay, wanted.delayError / 7, "delay");
        near(Math.sqrt(track.delayVariance) / MICROSECOND / wanted.delayError, 1, 0.1, "its error");
        near(Math.log(track.factor) + track.exponent, wanted.likelihood, 0.05, "likelihood");
      });
  });

  it("the frequency learns what the phase shows of it, and is known that much better", () => {
    const track = trackOf(USUAL);
    const { covariance, frequencyVariance, phaseVariance } = track;
    track.observe(pathOf(USUAL), us(1230), us(950), new Lateness());
    const share = covariance / phaseVariance;
    const narrowing = (phaseVariance - track.phaseVariance) / phaseVariance;
    near(track.frequency / (share * track.phase), 1, 1e-5, "frequency");
    near(track.covariance / (covariance * (1 - narrowing)), 1, 1e-6, "covariance");
    // Correlated by √½: half of what was not known of it came of the phase.
    near(track.frequencyVariance / (frequencyVariance * (1 - narrowing / 2)), 1, 1e-6, "its variance");
  });

  it("what makes a sample likelier, were the errors larger, is the slope in their variance", () => {
    for (const [there, back] of [
      [1080, 1080],
      [1900, 1050],
      [1000, 1700],
    ]) {
      const logWith = (more: number): number => {
        const track = trackOf(USUAL);
        const path = pathOf(USUAL);
        path.noise += more;
        track.observe(path, us(there), us(back), new Lateness());
        return Math.log(track.factor) + track.exponent;
      };
      const track = trackOf(USUAL);
      const path = pathOf(USUAL);
      track.observe(path, us(there), us(back), new Lateness());
      const step = path.noise / 100;
      // What `noise` adds to the likelihood of a sum of normals is half of the second derivative.
      const slope = (2 * (logWith(step) - logWith(-step))) / (2 * step);
      near(track.slope * path.noise, slope * path.noise, 0.03, `${there} ${back}`);
    }
  });

  it("the reference's bias is ours: all that it says differently, our clock does", () => {
    const belief = { ...USUAL, bias: 0 };
    const track = trackOf(belief);
    track.observe(pathOf(belief), us(1230), us(950), new Lateness());
    assert.ok(track.phase > 0);
    assert.equal(track.biasMoved, 0);
    assert.equal(track.biasNarrowed, 0);
  });

  it("of what a source says differently each takes the part that it may be off by", () => {
    const track = trackOf(USUAL);
    track.observe(pathOf(USUAL), us(1230), us(950), new Lateness());
    near(track.phase / track.biasMoved, 100 ** 2 / 50 ** 2, 1e-6, "4 : 1");
  });

  describe("goes on", () => {
    it("along its frequency", () => {
      const track = new Track(0);
      track.phase = us(-3);
      track.frequency = FINE * 1000;
      track.predict(64 * SECOND);
      assert.equal(track.phase, us(-3) + 64_000);
      assert.equal(track.frequency, FINE * 1000);
    });

    it("in doubt by what was not known of that, and by what it walks meanwhile", () => {
      const walk = 1e14;
      const track = new Track(walk);
      track.phaseVariance = 5e9;
      track.frequencyVariance = 4e16;
      track.covariance = 3e12;
      track.predict(10 * SECOND);
      // 4e16 + 10 walks, 3e12 + 10·4e16/FINE + 10²/2 walks/FINE, …
      assert.equal(track.frequencyVariance, 4e16 + 10 * walk);
      assert.equal(track.covariance, Math.round(3e12 + (10 * 4e16) / FINE + (50 * walk) / FINE));
      const walked = ((1000 / 3) * walk) / FINE ** 2;
      const phaseVariance = 5e9 + (2 * 10 * 3e12) / FINE + (100 * 4e16) / FINE ** 2 + walked;
      near(track.phaseVariance, phaseVariance, 1, "phase");
    });

    it("in one stretch or in many", () => {
      const fresh = (): Track => {
        const track = new Track((FINE * PPM) ** 2 / 1e4);
        track.frequency = Math.round(3 * FINE * PPM);
        track.frequencyVariance = Math.round((FINE * PPM) ** 2);
        return track;
      };
      const [atOnce, bySeconds] = [fresh(), fresh()];
      atOnce.predict(1000 * SECOND);
      for (let i = 0; i < 1000; i++) bySeconds.predict(SECOND);
      near(atOnce.phase, bySeconds.phase, 1000, "phase");
      near(atOnce.phaseVariance / bySeconds.phaseVariance, 1, 1e-9, "its variance");
      near(atOnce.covariance / bySeconds.covariance, 1, 1e-9, "covariance");
      near(atOnce.frequencyVariance / bySeconds.frequencyVariance, 1, 1e-9, "frequency");
    });

    it("as much in doubt as growth foretold", () => {
      const track = new Track((FINE * PPM) ** 2 / 1e6);
      track.frequencyVariance = Math.round((FINE * PPM) ** 2 / 1e4);
      const growth = track.growth(1000);
      track.predict(1000 * SECOND);
      near(track.phaseVariance / growth, 1, 1e-9, "growth");
    });
  });

  it("what the clock was corrected by is no longer between it and the truth", () => {
    const track = trackOf(USUAL);
    const { phaseVariance } = track;
    track.phase = 500;
    track.frequency = FINE * 7 + 3;
    track.corrected(200, 7);
    assert.equal(track.phase, 300);
    assert.equal(track.frequency, 3);
    assert.equal(track.phaseVariance, phaseVariance);
  });

  it("what a source is known to be ahead by is none of the phase", () => {
    const [plain, biased] = [0, us(70)].map(bias => {
      const track = trackOf(USUAL);
      const path = pathOf(USUAL);
      path.bias = bias;
      track.observe(path, us(1230) + bias, us(950) - bias, new Lateness());
      return track;
    });
    assert.equal(biased.phase, plain.phase);
    assert.equal(biased.biasMoved, plain.biasMoved);
    assert.equal(biased.exponent, plain.exponent);
  });

  it("is never surer than a unit", () => {
    const path = pathOf({ ...USUAL, bias: 0 });
    path.delayVariance = path.noise = path.queueThere = path.queueBack = 1;
    const track = trackOf(USUAL);
    track.phaseVariance = track.covariance = track.frequencyVariance = 1;
    track.observe(path, path.delay, path.delay, new Lateness());
    assert.equal(track.phaseVariance, 1);
    assert.equal(track.frequencyVariance, 1);
    assert.equal(track.delayVariance, 1);
  });
});
