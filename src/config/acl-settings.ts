/**
 * Basic access lists, and the rules in each: the first that means an address decides. A list that was made
 * exists, whether or not it has rules.
 */
import { type AclRule } from "../core/acl.js";
import { Family } from "../wire/address.js";
import { ACL_NUMBER, addressesOf, ANY, SOURCE4, SOURCE6 } from "./acl-kinds.js";
import { both, Dialect } from "./dialect.js";
import { choice, integer, type Value } from "./kinds.js";
import { aclSection } from "./sections.js";
import { type Circumstances, type Draft, type Entry, Form, setting, type Setting, View } from "./setting.js";
import { need, option, optional, param, type Param, type Values } from "./syntax.js";

export const NUMBER = param("number", ACL_NUMBER, "Number of a basic access list");

export const ACL4 = setting({
  spellings: ["acl basic", "acl number", "acl"],
  help: "Make an access list of IPv4 addresses, or enter its view",
  form: Form.Several,
  params: [NUMBER],
  rank: ({ number }) => number as number,
  opens: ({ number }) => aclSection(Family.IPv4, number as number),
  apply(values, { dialect }, draft) {
    draft.acls.push({ family: Family.IPv4, number: need(values, NUMBER, dialect), rules: [] });
  },
});

export const ACL6 = setting({
  spellings: ["acl ipv6 basic", "acl ipv6 number", "acl ipv6"],
  help: "Make an access list of IPv6 addresses, or enter its view",
  form: Form.Several,
  params: [NUMBER],
  rank: ({ number }) => number as number,
  opens: ({ number }) => aclSection(Family.IPv6, number as number),
  apply(values, { dialect }, draft) {
    draft.acls.push({ family: Family.IPv6, number: need(values, NUMBER, dialect), rules: [] });
  },
});

const MOST_ID = 65_534;
const ID = optional("id", integer(0, MOST_ID), "Place of the rule among the others; the next one without");
const ACTION = param("action", choice("permit", "deny"), "What becomes of those whom the rule means");
const ADDRESS_4 = option("source", SOURCE4, "Whom the rule means; everyone without", both(ANY));
const ADDRESS_6 = option("source", SOURCE6, "Whom the rule means; everyone without", both(ANY));

export const RULE4 = setting({
  spellings: ["rule"],
  help: "Permit or deny some addresses, or all",
  view: View.Acl4,
  form: Form.Several,
  keys: [ID],
  params: [ID, ACTION],
  options: [ADDRESS_4],
  complete: numbered,
  rank: ({ id }) => id as number,
  apply(values, circumstances, draft) {
    addRule(draft, values, circumstances, ADDRESS_4);
  },
});

export const RULE6 = setting({
  spellings: ["rule"],
  help: "Permit or deny some IPv6 addresses, or all",
  view: View.Acl6,
  form: Form.Several,
  keys: [ID],
  params: [ID, ACTION],
  options: [ADDRESS_6],
  complete: numbered,
  rank: ({ id }) => id as number,
  apply(values, circumstances, draft) {
    addRule(draft, values, circumstances, ADDRESS_6);
  },
});

export const ACL_SETTINGS: readonly Setting[] = Object.freeze([ACL4, ACL6, RULE4, RULE6]);

const STEP = 5;

/**
 * A rule without an id is that which says the same, if there is one; a new one comes after the last, by an id
 * that is a multiple of 5: in Comware from 0 on, in VRP from 5.
 */
function numbered(values: Values, others: readonly Entry[], dialect: Dialect): Values {
  if (values[ID.name] !== undefined) return values;
  const says = (entry: Values): Value[] => [entry[ACTION.name], entry[ADDRESS_4.name]];
  const same = others.find(other => says(other.values).join(" ") === says(values).join(" "));
  if (same) return same.values;
  const ids = others.map(other => other.values[ID.name] as number);
  const last = Math.max(dialect === Dialect.Vrp ? 0 : -STEP, ...ids);
  let id = (Math.floor(last / STEP) + 1) * STEP;
  if (id > MOST_ID) for (id = 0; ids.includes(id); id++);
  return { ...values, [ID.name]: id };
}

/** The entries of a list come in the order of their ids. */
function addRule(
  draft: Draft,
  values: Values,
  { dialect, section }: Circumstances,
  source: Param<string>,
): void {
  const at = draft.acls.findIndex(({ family, number }) => aclSection(family, number) === section);
  const { rules, ...list } = draft.acls[at];
  const rule: AclRule = {
    id: values[ID.name] as number,
    isPermit: need(values, ACTION, dialect) === "permit",
    ...addressesOf(need(values, source, dialect)),
  };
  draft.acls[at] = { ...list, rules: [...rules, rule] };
}
