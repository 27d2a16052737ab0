/** Whose console this is: one grammar, two vendors' habits where they conflict. */

export const enum Dialect {
  /** H3C: a command takes effect at once. */
  Comware,
  /** Huawei: commands edit a candidate, which takes effect at `commit`. */
  Vrp,
}

/** A `Dialect`, as applications, command lines and recordings name it. */
export type DialectName = "comware" | "vrp";

/** The dialect of that name. */
export function dialectOf(name: DialectName): Dialect {
  return name === "vrp" ? Dialect.Vrp : Dialect.Comware;
}

/** The name of that dialect. */
export function nameOfDialect(dialect: Dialect): DialectName {
  return dialect === Dialect.Vrp ? "vrp" : "comware";
}

/** What differs between the dialects, with `Dialect` as the index. */
export type PerDialect<T> = readonly [comware: T, vrp: T];

/** For what does not differ. */
export function both<T>(value: T): PerDialect<T> {
  return Object.freeze([value, value] as const);
}

/** For what differs. */
export function each<T>(comware: T, vrp: T): PerDialect<T> {
  return Object.freeze([comware, vrp] as const);
}
