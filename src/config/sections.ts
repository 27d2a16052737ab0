/**
 * The sections of a configuration, and the views that they stand in: the system's, whose name is empty; an
 * interface's, named as that is; an access list's, "acl 2000" or "acl ipv6 2000"; that of the consoles over a
 * network; and a VPN instance's, "vpn-instance red". No interface's name has a blank.
 */
import { Family } from "../wire/address.js";
import { Dialect } from "./dialect.js";
import { View } from "./setting.js";

const ACL4 = "acl ";
const ACL6 = "acl ipv6 ";
const INSTANCE = "vpn-instance ";

/** The section of the consoles over a network. */
export const VTY = "line vty";

/** The section of an access list. */
export function aclSection(family: Family, number: number): string {
  return `${family === Family.IPv6 ? ACL6 : ACL4}${number}`;
}

/** The section of a VPN instance. */
export function instanceSection(name: string): string {
  return INSTANCE + name;
}

/** The view of `section`. */
export function viewOf(section: string): View {
  if (section === "") return View.System;
  if (section === VTY) return View.Vty;
  if (section.startsWith(INSTANCE)) return View.Instance;
  if (section.startsWith(ACL6)) return View.Acl6;
  return section.startsWith(ACL4) ? View.Acl4 : View.Interface;
}

/** Whether `section` is there only while a command of the system view declares it: an interface always is. */
export function isOpened(section: string): boolean {
  const view = viewOf(section);
  return view !== View.System && view !== View.Interface;
}

/** What a prompt says of `section`: "Vlan-interface2", "acl-ipv4-basic-2000"; in VRP "acl4-basic-2000". */
export function promptOf(section: string, dialect: Dialect): string {
  const number = section.slice(section.lastIndexOf(" ") + 1);
  switch (viewOf(section)) {
    case View.System:
    case View.Interface:
      return section;
    case View.Acl4:
      return dialect === Dialect.Vrp ? `acl4-basic-${number}` : `acl-ipv4-basic-${number}`;
    case View.Acl6:
      return dialect === Dialect.Vrp ? `acl6-basic-${number}` : `acl-ipv6-basic-${number}`;
    case View.Vty:
      return dialect === Dialect.Vrp ? "ui-vty0-4" : "line-vty0-4";
    case View.Instance:
      return section.replace(" ", "-");
  }
}
