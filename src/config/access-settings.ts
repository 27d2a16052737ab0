/** Access control: whose requests are heard and answered, by access lists, and how often they may come. */
import { Right, type AccessSettings } from "../core/access.js";
import { Family } from "../wire/address.js";
import { ACL_NUMBER } from "./acl-kinds.js";
import { both } from "./dialect.js";
import { integer } from "./kinds.js";
import { type Circumstances, type Draft, Form, setting, type Setting } from "./setting.js";
import { need, option, required, type Values } from "./syntax.js";

const ACL = required("acl", ACL_NUMBER, "Access list that says whose");

const PEER_HELP = "Who may ask for the time and query, and be followed";
const SERVER_HELP = "Who may ask for the time and query";
const SYNCHRONIZATION_HELP = "Who may ask for the time";
const QUERY_HELP = "Who may send control queries";
const LIMITED_HELP = "Whose requests are dropped where they come too often";

export const PEER4 = setting({
  spellings: spellings4("peer"),
  help: PEER_HELP,
  form: Form.Single,
  options: [ACL],
  apply(values, circumstances, draft) {
    grant(values, circumstances, draft, Right.Peer, Family.IPv4);
  },
});

export const SERVER4 = setting({
  spellings: spellings4("server"),
  help: SERVER_HELP,
  form: Form.Single,
  options: [ACL],
  apply(values, circumstances, draft) {
    grant(values, circumstances, draft, Right.Server, Family.IPv4);
  },
});

export const SYNCHRONIZATION4 = setting({
  spellings: spellings4("synchronization"),
  help: SYNCHRONIZATION_HELP,
  form: Form.Single,
  options: [ACL],
  apply(values, circumstances, draft) {
    grant(values, circumstances, draft, Right.Synchronization, Family.IPv4);
  },
});

export const QUERY4 = setting({
  spellings: spellings4("query"),
  help: QUERY_HELP,
  form: Form.Single,
  options: [ACL],
  apply(values, circumstances, draft) {
    grant(values, circumstances, draft, Right.Query, Family.IPv4);
  },
});

export const LIMITED4 = setting({
  spellings: spellings4("limited"),
  help: LIMITED_HELP,
  form: Form.Single,
  options: [ACL],
  apply(values, circumstances, draft) {
    limit(values, circumstances, draft, Family.IPv4);
  },
});

export const PEER6 = setting({
  spellings: spellings6("peer"),
  help: PEER_HELP,
  form: Form.Single,
  options: [ACL],
  apply(values, circumstances, draft) {
    grant(values, circumstances, draft, Right.Peer, Family.IPv6);
  },
});

export const SERVER6 = setting({
  spellings: spellings6("server"),
  help: SERVER_HELP,
  form: Form.Single,
  options: [ACL],
  apply(values, circumstances, draft) {
    grant(values, circumstances, draft, Right.Server, Family.IPv6);
  },
});

export const SYNCHRONIZATION6 = setting({
  spellings: spellings6("synchronization"),
  help: SYNCHRONIZATION_HELP,
  form: Form.Single,
  options: [ACL],
  apply(values, circumstances, draft) {
    grant(values, circumstances, draft, Right.Synchronization, Family.IPv6);
  },
});

export const QUERY6 = setting({
  spellings: spellings6("query"),
  help: QUERY_HELP,
  form: Form.Single,
  options: [ACL],
  apply(values, circumstances, draft) {
    grant(values, circumstances, draft, Right.Query, Family.IPv6);
  },
});

export const LIMITED6 = setting({
  spellings: spellings6("limited"),
  help: LIMITED_HELP,
  form: Form.Single,
  options: [ACL],
  apply(values, circumstances, draft) {
    limit(values, circumstances, draft, Family.IPv6);
  },
});

export const NO_QUERY = setting({
  spellings: ["ntp-service noquery enable"],
  help: "Refuse control queries, whatever the access lists say",
  form: Form.Switch,
  apply(_values, { isOn }, draft) {
    draft.answersQueries = !isOn;
  },
});

export const KOD_ENABLE = setting({
  spellings: ["ntp-service kod-enable"],
  help: "Tell those who are refused or limited, by a kiss-o'-death",
  form: Form.Switch,
  apply(_values, { isOn }, draft) {
    draft.sendsKisses = isOn;
  },
});

const LEAST = option("min-interval", integer(1, 8), "log2 of s: least time between two requests", both(1));
const MEAN = option("avg-interval", integer(1, 8), "log2 of s: mean time between requests", both(5));

export const DISCARD = setting({
  spellings: ["ntp-service discard"],
  help: "How often those may ask who are limited",
  form: Form.Scalar,
  options: [LEAST, MEAN],
  apply(values, { dialect }, draft) {
    draft.discardLeastLog2 = need(values, LEAST, dialect);
    draft.discardMeanLog2 = need(values, MEAN, dialect);
  },
});

/** The rights in the order in which they are matched. */
export const ACCESS_SETTINGS: readonly Setting[] = Object.freeze([
  PEER4,
  SERVER4,
  SYNCHRONIZATION4,
  QUERY4,
  LIMITED4,
  PEER6,
  SERVER6,
  SYNCHRONIZATION6,
  QUERY6,
  LIMITED6,
  NO_QUERY,
  KOD_ENABLE,
  DISCARD,
]);

function grant(
  values: Values,
  { dialect }: Circumstances,
  draft: Draft,
  right: AccessSettings["right"],
  family: Family,
): void {
  draft.access.push({ right, family, acl: need(values, ACL, dialect) });
}

function limit(values: Values, { dialect }: Circumstances, draft: Draft, family: Family): void {
  draft.limits.push({ family, acl: need(values, ACL, dialect) });
}

/** As H3C's and Huawei's guides have it; without `access`; and with `acl` in its place. */
function spellings4(word: string): string[] {
  const usual = `ntp-service access ${word}`;
  return [usual, usual, `ntp-service ${word}`, `ntp-service acl ${word}`];
}

function spellings6(word: string): string[] {
  const usual = `ntp-service ipv6 ${word}`;
  return [usual, usual, `ntp-service ipv6 access ${word}`, `ntp-service ipv6 acl ${word}`];
}
