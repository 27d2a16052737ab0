/** What there has to be in a configuration for a line to make sense. */

const KEY_IDS = ["1", "42", "88"];
const MAKE_KEYS = KEY_IDS.map(
  id => `ntp-service authentication-keyid ${id} authentication-mode sha1 simple Aa1+Bb2-Cc3=`,
);

const NEEDS: readonly (readonly [line: RegExp, needs: readonly string[]])[] = [
  [/(?<!^ip) vpn-instance vpn1/, ["ip vpn-instance vpn1"]],
  [/(?<!ipv6.*|^) acl 2000/, ["acl 2000", "quit"]],
  [/ acl 2001/, ["acl ipv6 2001", "quit"]],
  [/ authentication-mode md5 /, ["undo crypto weak-algorithm disable"]],
  [/ (?:reliable|trusted) authentication-keyid /, MAKE_KEYS],
  [
    /(?:-server|-peer|-client) .*authentication-keyid/,
    [
      "ntp-service authentication enable",
      ...MAKE_KEYS,
      ...KEY_IDS.map(id => `ntp-service reliable authentication-keyid ${id}`),
    ],
  ],
];

/** Lines of the system view that have to come before `line`. */
export function needsOf(line: string): string[] {
  return NEEDS.flatMap(([pattern, needs]) => (pattern.test(line) ? needs : []));
}
