/** A level of the log as it is typed: H3C's and Huawei's names, or 0 to 7. */
import { type Cursor } from "../config/cursor.js";
import { type Kind, matching } from "../config/kinds.js";
import { Severity, severityName } from "../report/severity.js";

class SeverityName implements Kind<string> {
  hint(): string {
    return `INTEGER<0-${Severity.Debugging}>|${names().join("|")}`;
  }

  read(cursor: Cursor): string | undefined {
    const { word } = cursor;
    const number = Number(word);
    if (word === String(number) && number >= 0 && number <= Severity.Debugging && Number.isInteger(number))
      return cursor.take(severityName(number));
    const matches = matching(names(), word);
    return matches.length === 1 ? cursor.take(matches[0]) : undefined;
  }

  write(value: string): string {
    return value;
  }

  offers(): readonly string[] {
    return names();
  }
}

export const SEVERITY: Kind<string> = Object.freeze(new SeverityName());

/** The severity of that name; undefined of none. */
export function severityOf(name: string | undefined): Severity | undefined {
  const at = names().indexOf(name ?? "");
  return at < 0 ? undefined : at;
}

function names(): string[] {
  return Array.from({ length: Severity.Debugging + 1 }, (_, severity) => severityName(severity));
}
