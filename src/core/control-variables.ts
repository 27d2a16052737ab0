/**
 * Variables of control queries: a table of names for each kind of thing that has any, and how a list of those
 * that were asked for is answered (RFC 9327 section 4).
 */
import { type ControlItems } from "../wire/control-items.js";
import { type ControlWriter } from "../wire/control-writer.js";

/** One variable of a `Subject`. */
export interface Variable<Subject> {
  readonly name: string;
  /** Whether it is told where nothing is asked for by name. */
  readonly isUsual: boolean;
  /** Whether there is anything to be told at present; undefined: always. */
  readonly isKnown: ((subject: Subject) => boolean) | undefined;
  readonly write: (out: ControlWriter, subject: Subject) => void;
}

/** Of one kind of thing: what was asked for is remembered while the query is written over by its answer. */
export class Variables<Subject> {
  private readonly rows: readonly Variable<Subject>[];
  /** Indices of rows, in the order of the query, each once. */
  private readonly wanted: Uint8Array;
  private count = 0;

  /** `rows`: at most 255. */
  constructor(rows: readonly Variable<Subject>[]) {
    this.rows = rows;
    this.wanted = new Uint8Array(rows.length);
  }

  /** Reads which are asked for; answers whether all of them are known by name. Allocates nothing. */
  read(items: ControlItems): boolean {
    this.count = 0;
    while (items.next()) {
      const index = this.find(items);
      if (index < 0) return false;
      if (!this.isWanted(index)) this.wanted[this.count++] = index;
    }
    if (this.count > 0) return true;
    for (let i = 0; i < this.rows.length; i++) if (this.rows[i].isUsual) this.wanted[this.count++] = i;
    return true;
  }

  /** Writes those that were read and have anything to tell. */
  write(out: ControlWriter, subject: Subject): void {
    for (let i = 0; i < this.count; i++) {
      const { name, isKnown, write } = this.rows[this.wanted[i]];
      if (isKnown !== undefined && !isKnown(subject)) continue;
      out.name(name);
      write(out, subject);
    }
  }

  private find(items: ControlItems): number {
    for (let i = 0; i < this.rows.length; i++) if (items.isNamed(this.rows[i].name)) return i;
    return -1;
  }

  private isWanted(index: number): boolean {
    for (let i = 0; i < this.count; i++) if (this.wanted[i] === index) return true;
    return false;
  }
}

/** A variable that is told unless others are asked for. */
export function usual<Subject>(
  name: string,
  write: Variable<Subject>["write"],
  isKnown?: Variable<Subject>["isKnown"],
): Variable<Subject> {
  return Object.freeze({ name, isUsual: true, isKnown, write });
}

/** A variable that is told where it is asked for. */
export function unusual<Subject>(
  name: string,
  write: Variable<Subject>["write"],
  isKnown?: Variable<Subject>["isKnown"],
): Variable<Subject> {
  return Object.freeze({ name, isUsual: false, isKnown, write });
}

/** A variable that other programs have and this one has not: its name is known, and nothing is told. */
export function absent<Subject>(name: string): Variable<Subject> {
  return unusual(name, nothing, never);
}

function nothing(): void {}

function never(): boolean {
  return false;
}
