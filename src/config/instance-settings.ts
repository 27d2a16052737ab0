/** VPN instances: their names, and the interfaces that are in them. What is in none is public. */
import { INSTANCE, NEW_INSTANCE } from "./instance-kinds.js";
import { instanceSection } from "./sections.js";
import { Form, setting, type Setting, View } from "./setting.js";
import { need, option, param } from "./syntax.js";

export const INSTANCE_NAME = param("name", NEW_INSTANCE, "Name of the VPN instance");

/** It leads to the instance's view, as on routers; there is nothing to say there that this node could use. */
export const VPN_INSTANCE = setting({
  spellings: ["ip vpn-instance"],
  help: "Declare a VPN instance",
  form: Form.Several,
  params: [INSTANCE_NAME],
  opens: values => instanceSection(String(values[INSTANCE_NAME.name])),
});

const BOUND_TO = param("instance", INSTANCE, "VPN instance that the interface is to be in");

const BINDING = setting({
  spellings: ["ip binding vpn-instance"],
  help: "Put this interface into a VPN instance",
  view: View.Interface,
  form: Form.Single,
  params: [BOUND_TO],
  apply(values, { dialect, section }, draft) {
    draft.bindings.push({ interfaceName: section, instance: need(values, BOUND_TO, dialect) });
  },
});

/** Of a command that names an address: equal ones in two instances are two. */
export const OF_INSTANCE = option(
  "vpn-instance",
  INSTANCE,
  "VPN instance of the address; without: the public one",
);

export const INSTANCE_SETTINGS: readonly Setting[] = Object.freeze([VPN_INSTANCE, BINDING]);
