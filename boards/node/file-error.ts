/** Why a file could not be read or written, in words. */

/** Of a file; a socket's errors have a class of their own. */
export function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}

/** Without the file's name. */
export function fileErrorText(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case "ENOENT":
      return "there is no such file or directory";
    case "EACCES":
    case "EPERM":
      return "no permission";
    case "EISDIR":
      return "this is a directory";
    case "ENOTDIR":
      return "a part of the path is no directory";
    case "ENOSPC":
      return "no space is left";
    case "EROFS":
      return "nothing can be written there";
    default:
      return error.message;
  }
}

/** A recording that cannot be written. */
export class RecordError extends Error {
  override readonly name = "RecordError";
}
