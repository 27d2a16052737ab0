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

const NUMBER = param("number", ACL_NUMBER, "Number of a basic access list");

const ORDER = option("match-order", choice("config"), "Order of its rules: by their ids", both("config"));

const ACL4 = listSetting(Family.IPv4, "acl", "Make an access list of IPv4 addresses, or enter its view");
const ACL6 = listSetting(Family.IPv6, "acl ipv6", "Make an access list of IPv6 addresses, or enter its view");

const MOST_ID = 65_534;
const ID = optional("id", integer(0, MOST_ID), "Place of the rule among the others; the next one without");
const ACTION = param("action", choice("permit", "deny"), "What becomes of those whom the rule means");
const ADDRESS_4 = option("source", SOURCE4, "Whom the rule means; everyone without", both(ANY));
const ADDRESS_6 = option("source", SOURCE6, "Whom the rule means; everyone without", both(ANY));

const RULE4 = ruleSetting(View.Acl4, ADDRESS_4, "Permit or deny some addresses, or all");
const RULE6 = ruleSetting(View.Acl6, ADDRESS_6, "Permit or deny some IPv6 addresses, or all");

/** The lists themselves. */
export const LISTS: readonly Setting[] = Object.freeze([ACL4, ACL6]);

export const ACL_SETTINGS: readonly Setting[] = Object.freeze([...LISTS, RULE4, RULE6]);

function listSetting(family: Family, word: string, help: string): Setting {
  return setting({
    spellings: [`${word} basic`, `${word} number`, word],
    help,
    form: Form.Several,
    params: [NUMBER],
    options: [ORDER],
    rank: ({ number }) => number as number,
    opens: ({ number }) => aclSection(family, number as number),
    apply(values, { dialect }, draft) {
      draft.acls.push({ family, number: need(values, NUMBER, dialect), rules: [] });
    },
  });
}

function ruleSetting(view: View, source: Param<string>, help: string): Setting {
  return setting({
    spellings: ["rule"],
    help,
    view,
    form: Form.Several,
    keys: [ID],
    params: [ID, ACTION],
    options: [source],
    complete: numbered,
    rank: ({ id }) => id as number,
    apply(values, circumstances, draft) {
      addRule(draft, values, circumstances, source);
    },
  });
}

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
