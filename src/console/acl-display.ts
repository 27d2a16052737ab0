/** `display acl`: the access lists of the running configuration, as routers show them. */
import { EVERY_ACL } from "../config/acl-kinds.js";
import { type Configuration } from "../config/configuration.js";
import { Dialect } from "../config/dialect.js";
import { aclSection } from "../config/sections.js";
import { Family } from "../wire/address.js";

/** The list `number` of `family`, or every one of them. */
export function aclLines(running: Configuration, family: Family, number: number): string[] {
  const lists = running
    .settings()
    .acls.filter(acl => acl.family === family && (number === EVERY_ACL || acl.number === number));
  if (lists.length === 0) return ["There is no such access list."];
  return lists.flatMap(acl => {
    const rules = running.sectionLines(aclSection(family, acl.number)).map(line => ` ${line}`);
    return [...heading(running.dialect, family, acl.number, rules.length), ...rules];
  });
}

function heading(dialect: Dialect, family: Family, number: number, count: number): string[] {
  const rules = `${count} ${count === 1 ? "rule" : "rules"}`;
  const name = `Basic ${family === Family.IPv6 ? "IPv6 ACL" : dialect === Dialect.Vrp ? "ACL" : "IPv4 ACL"} ${number}`;
  return dialect === Dialect.Vrp
    ? [`${name}, ${rules}`, "Acl's step is 5"]
    : [`${name}, ${rules},`, "ACL's step is 5, start ID is 0"];
}
