/** What whoever comes to a device in safe mode is told. */
import { type ConsoleHost } from "./operator.js";

/** No line where the configuration was taken. */
export function asideWarning({ bootWatch }: ConsoleHost): string[] {
  const why = bootWatch?.reason;
  if (why === undefined) return [];
  return [
    `Warning: the saved configuration: ${why}.`,
    "The NTP service is off. reset safe-mode lets the next start take the saved configuration.",
  ];
}
