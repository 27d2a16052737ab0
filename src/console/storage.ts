/** What commands say that use the storage of configurations: it may fail, and is told in words. */
import { type Operator } from "./operator.js";

export const NOTHING_SAVED = "There is no saved configuration.";

/** Prints what `action` answers. Storage may be full, or not ours to use. */
export function printStored(operator: Operator, action: () => readonly string[]): void {
  try {
    operator.print(action());
  } catch (error) {
    operator.print([`% ${storageTrouble(error)}`]);
  }
}

/** "Storage fails: it is full." */
export function storageTrouble(error: unknown): string {
  return `Storage fails: ${storageReason(error)}.`;
}

/** The system's names of errors that storage meets, in words; others in the words that they bring. */
function storageReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  switch ("code" in error ? error.code : "") {
    case "EACCES":
    case "EPERM":
      return "this program has no right to it";
    case "EROFS":
      return "it is read-only";
    case "ENOSPC":
    case "EDQUOT":
      return "it is full";
    case "EEXIST":
    case "ENOTDIR":
      return "where its directory should be there is a file";
    case "EISDIR":
      return "where its file should be there is a directory";
    default:
      return error.message;
  }
}
