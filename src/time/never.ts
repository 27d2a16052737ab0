/** For the default of an exhaustive switch: a case left out is a type error, and at run time it throws. */
export function never(value: never): never {
  throw new TypeError(`unexpected case ${value as unknown as string}`);
}
