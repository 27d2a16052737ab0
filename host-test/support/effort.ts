/**
 * How much is tried by tests that try very many cases: on XS, some thirty times slower than Node, one in ten.
 * What XS could do otherwise than Node shows in those as well.
 */
const ONE_IN = "process" in globalThis ? 1 : 10;

/** `count` cases on Node. */
export function tries(count: number): number {
  return Math.ceil(count / ONE_IN);
}

/** Steps from one case to the next where Node tries each; shares no factor with 8, so that each bit has its turn. */
export const STRIDE = ONE_IN === 1 ? 1 : 11;
