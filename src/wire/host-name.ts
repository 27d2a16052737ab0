/** What may be a host's name: letters, digits, hyphens and underscores, parted by dots (RFC 1123, 2.1). */

/** RFC 1035 section 3.1, as text without the root's dot. */
export const MOST_HOST_NAME = 253;

const NAME = /^(?=.*[a-z_])[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*\.?$/;

/** Whether `text`, in small letters, may be one: not what only fails to be an address, as 256.0.0.1. */
export function isHostName(text: string): boolean {
  return text.length <= MOST_HOST_NAME && NAME.test(text);
}
