/** What becomes of senders and consoles where an access list that is named does not exist. */
import { type Vty } from "../config/vty-settings.js";
import { type FullSettings } from "../core/settings.js";
import { Family } from "../wire/address.js";

const FAMILIES: readonly { readonly family: Family; readonly word: string; readonly name: string }[] =
  Object.freeze([
    Object.freeze({ family: Family.IPv4, word: "", name: "IPv4" }),
    Object.freeze({ family: Family.IPv6, word: "ipv6 ", name: "IPv6" }),
  ]);

/** Lines to print where `settings` and `vty` name such a list; none: all exist. */
export function listWarnings({ access, acls, limits }: FullSettings, vty: Vty): string[] {
  return FAMILIES.flatMap(({ family, word, name }) => {
    const isMissing = (wanted: number): boolean =>
      !acls.some(each => each.family === family && each.number === wanted);
    const numbers = (named: readonly { family: Family; acl: number }[]): number[] => [
      ...new Set(named.filter(each => each.family === family).map(({ acl }) => acl)),
    ];
    const granting = numbers(access);
    const missing = granting.filter(isMissing);
    const isOpen = missing.length > 0 && missing.length === granting.length;
    const login = family === Family.IPv6 ? vty.acl6 : vty.acl4;
    return [
      ...missing.map(acl => `Warning: There is no acl ${word}${acl}${isOpen ? "." : ": it permits nobody."}`),
      ...(isOpen ? [`Warning: No list is left that grants a right over ${name}: everyone is a peer.`] : []),
      ...numbers(limits)
        .filter(isMissing)
        .map(acl => `Warning: There is no acl ${word}${acl}: it limits nobody.`),
      ...(login !== undefined && isMissing(login)
        ? [`Warning: There is no acl ${word}${login}: nobody can log in over ${name}.`]
        : []),
    ];
  });
}
