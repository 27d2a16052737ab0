/** What later lines of a configuration depend on of the earlier ones. */
import { type Configuration } from "./configuration.js";
import { type Facts } from "./cursor.js";
import { INSTANCE_NAME, VPN_INSTANCE } from "./instance-settings.js";
import { COMPLEXITY_CHECK, KEY, keyIdOf } from "./key-settings.js";
import { LOG_HOST, LOG_HOST6, LOG_HOST_ADDRESS } from "./log-settings.js";
import { RECEIVER, wiresOf } from "./receiver-settings.js";
import { TARGET, trapHostOf } from "./snmp-settings.js";
import { need } from "./syntax.js";
import { WEAK_ALGORITHM } from "./system-settings.js";
import { passwordOf } from "./vty-settings.js";

/** The facts of `configuration` as it is now. */
export function factsOf(configuration: Configuration): Facts {
  return {
    instances: configuration
      .entriesOf(VPN_INSTANCE)
      .map(({ values }) => need(values, INSTANCE_NAME, configuration.dialect)),
    keyIds: configuration.entriesOf(KEY).map(({ values }) => keyIdOf(values)),
    trapHosts: configuration.entriesOf(TARGET).map(({ values }) => trapHostOf(values)),
    receivers: configuration.entriesOf(RECEIVER).map(({ values }) => wiresOf(values, configuration.dialect)),
    checksSecrets: configuration.isOn(COMPLEXITY_CHECK),
    forbidsWeakKeys: configuration.isOn(WEAK_ALGORITHM),
    logHosts: [LOG_HOST, LOG_HOST6]
      .flatMap(row => configuration.entriesOf(row))
      .map(({ values }) => need(values, LOG_HOST_ADDRESS, configuration.dialect)),
    password: passwordOf(configuration),
  };
}
