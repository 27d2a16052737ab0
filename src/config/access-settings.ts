/** Access control: whose requests are heard and answered, by access lists, and how often they may come. */
import { Right } from "../core/access.js";
import { Family } from "../wire/address.js";
import { ACL_NUMBER } from "./acl-kinds.js";
import { both } from "./dialect.js";
import { integer } from "./kinds.js";
import { Form, setting, type Setting } from "./setting.js";
import { need, option, param } from "./syntax.js";

const ACL = param("acl", ACL_NUMBER, "Access list that says whose");

/** What a right is called, and what it is. */
const RIGHTS = Object.freeze([
  Object.freeze({
    word: "peer",
    right: Right.Peer,
    help: "Who may ask for the time and query, and be followed",
  } as const),
  Object.freeze({ word: "server", right: Right.Server, help: "Who may ask for the time and query" } as const),
  Object.freeze({
    word: "synchronization",
    right: Right.Synchronization,
    help: "Who may ask for the time",
  } as const),
  Object.freeze({ word: "query", right: Right.Query, help: "Who may send control queries" } as const),
]);

/** Of one family: the rights in the order in which they are matched, then whose rate is limited. */
function settingsOf(family: Family): Setting[] {
  const spelt = family === Family.IPv4 ? spellings4 : spellings6;
  const rights = RIGHTS.map(({ word, right, help }) =>
    setting({
      spellings: spelt(word),
      help,
      form: Form.Single,
      params: [ACL],
      apply(values, { dialect }, draft) {
        draft.access.push({ right, family, acl: need(values, ACL, dialect) });
      },
    }),
  );
  const limited = setting({
    spellings: spelt("limited"),
    help: "Whose requests are dropped where they come too often",
    form: Form.Single,
    params: [ACL],
    apply(values, { dialect }, draft) {
      draft.limits.push({ family, acl: need(values, ACL, dialect) });
    },
  });
  return [...rights, limited];
}

const NO_QUERY = setting({
  spellings: ["ntp-service noquery enable"],
  help: "Refuse control queries, whatever the access lists say",
  form: Form.Switch,
  apply(_values, { isOn }, draft) {
    draft.answersQueries = !isOn;
  },
});

const KOD_ENABLE = setting({
  spellings: ["ntp-service kod-enable"],
  help: "Tell those who are refused or limited, by a kiss-o'-death",
  form: Form.Switch,
  apply(_values, { isOn }, draft) {
    draft.sendsKisses = isOn;
  },
});

const LEAST = option("min-interval", integer(1, 8), "log2 of s: least time between two requests", both(1));
const MEAN = option("avg-interval", integer(1, 8), "log2 of s: mean time between requests", both(5));

const DISCARD = setting({
  spellings: ["ntp-service discard"],
  help: "How often those may ask who are limited",
  form: Form.Scalar,
  options: [LEAST, MEAN],
  apply(values, { dialect }, draft) {
    draft.discardLeastLog2 = need(values, LEAST, dialect);
    draft.discardMeanLog2 = need(values, MEAN, dialect);
  },
});

export const ACCESS_SETTINGS: readonly Setting[] = Object.freeze([
  ...settingsOf(Family.IPv4),
  ...settingsOf(Family.IPv6),
  NO_QUERY,
  KOD_ENABLE,
  DISCARD,
]);

/** As H3C's and Huawei's guides have it; without `access`; with `acl` in its place. */
function spellings4(word: string): string[] {
  const usual = `ntp-service access ${word}`;
  return spellings([usual, usual, `ntp-service ${word}`, `ntp-service acl ${word}`]);
}

function spellings6(word: string): string[] {
  const usual = `ntp-service ipv6 ${word}`;
  return spellings([usual, usual, `ntp-service ipv6 access ${word}`, `ntp-service ipv6 acl ${word}`]);
}

/** Comware 5 and VRP have no `acl` before the number. */
function spellings(heads: readonly string[]): string[] {
  return [...heads.map(head => `${head} acl`), ...heads.slice(1)];
}
