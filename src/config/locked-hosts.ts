/** Hosts of notifications whose community names a device cannot open: they are kept, and sent nothing. */
import { type Configuration } from "./configuration.js";
import { lockedText } from "./key-secret.js";
import { type Secrets } from "./secrets.js";
import { openedCommunity, TARGET, trapHostOf } from "./snmp-settings.js";

/** Why nothing goes to the hosts of `configuration` whose names `secrets` do not open: a phrase for each. */
export function lockedHosts(configuration: Configuration, secrets: Secrets | undefined): string[] {
  const locked: string[] = [];
  for (const { values } of configuration.entriesOf(TARGET)) {
    const community = openedCommunity(values, secrets);
    if (!(community instanceof Uint8Array))
      locked.push(`${trapHostOf(values)}, whose cipher text is ${lockedText(community)}`);
  }
  return locked;
}
