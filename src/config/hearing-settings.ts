/**
 * What an interface listens to beside its own addresses: `broadcast-client`, `multicast-client`, and the
 * questions of manycast clients, `manycast-server`. An interface may be in several groups.
 */
import { HearingKind } from "../core/settings.js";
import { Family } from "../wire/address.js";
import { GROUP_4, GROUP_6 } from "./groups.js";
import { type Circumstances, type Draft, Form, setting, type Setting, View } from "./setting.js";
import { need, type Param, type Values } from "./syntax.js";

export const BROADCAST_CLIENT = setting({
  spellings: ["ntp-service broadcast-client"],
  help: "Follow broadcast servers heard on this interface",
  view: View.Interface,
  form: Form.Single,
  apply(_values, { section }, draft) {
    const kind = HearingKind.Broadcast;
    draft.hearings.push({ kind, interfaceName: section, family: Family.IPv4, group: "" });
  },
});

export const MULTICAST_CLIENT = setting({
  spellings: ["ntp-service multicast-client"],
  help: "Follow the multicast servers of a group on this interface",
  view: View.Interface,
  form: Form.Several,
  params: [GROUP_4],
  apply(values, circumstances, draft) {
    join(draft, HearingKind.Multicast, values, circumstances, GROUP_4, Family.IPv4);
  },
});

export const MULTICAST_CLIENT6 = setting({
  spellings: ["ntp-service ipv6 multicast-client", "ntp-service multicast-client ipv6"],
  help: "Follow the multicast servers of an IPv6 group on this interface",
  view: View.Interface,
  form: Form.Several,
  params: [GROUP_6],
  apply(values, circumstances, draft) {
    join(draft, HearingKind.Multicast, values, circumstances, GROUP_6, Family.IPv6);
  },
});

const MANYCAST_SERVER = setting({
  spellings: ["ntp-service manycast-server"],
  help: "Answer those who search in a group on this interface",
  view: View.Interface,
  form: Form.Several,
  params: [GROUP_4],
  apply(values, circumstances, draft) {
    join(draft, HearingKind.Manycast, values, circumstances, GROUP_4, Family.IPv4);
  },
});

const MANYCAST_SERVER6 = setting({
  spellings: ["ntp-service ipv6 manycast-server", "ntp-service manycast-server ipv6"],
  help: "Answer those who search in an IPv6 group on this interface",
  view: View.Interface,
  form: Form.Several,
  params: [GROUP_6],
  apply(values, circumstances, draft) {
    join(draft, HearingKind.Manycast, values, circumstances, GROUP_6, Family.IPv6);
  },
});

export const HEARING_SETTINGS: readonly Setting[] = Object.freeze([
  BROADCAST_CLIENT,
  MULTICAST_CLIENT,
  MULTICAST_CLIENT6,
  MANYCAST_SERVER,
  MANYCAST_SERVER6,
]);

function join(
  draft: Draft,
  kind: HearingKind,
  values: Values,
  { dialect, section }: Circumstances,
  group: Param<string>,
  family: Family,
): void {
  draft.hearings.push({ kind, interfaceName: section, family, group: need(values, group, dialect) });
}
