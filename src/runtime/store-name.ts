/** Names of what a board stores, which may be names of files. */

/**
 * `name` itself, where it has small letters, digits, dots and dashes alone, the first a letter or a digit.
 *
 * @throws Error at any other
 */
export function checkedStoreName(name: string): string {
  if (!/^[a-z0-9][a-z0-9.-]*$/.test(name))
    throw new Error(`not a name for the store: ${JSON.stringify(name)}`);
  return name;
}
