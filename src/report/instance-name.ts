/** What Huawei's routers call VPN instances. */

/** That of what is in none, which has no name here. */
export const PUBLIC_INSTANCE = "_public_";

/** `instance`: empty for the public one. */
export function instanceName(instance: string): string {
  return instance === "" ? PUBLIC_INSTANCE : instance;
}
