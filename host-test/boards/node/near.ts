/** What this machine has besides its loopback device; rows that need it run in `near.test.ts` where it has not. */
import { networkInterfaces } from "node:os";

const ELSEWHERE = Object.entries(networkInterfaces()).filter(([device]) => device !== "lo");

/** A device that is not the loopback. */
export const OTHER_DEVICE = ELSEWHERE.at(0)?.[0];

/** Rows that need near0 and far0, joined: there are some only in the namespace that near.test.ts makes. */
export function describeBetweenDevices(title: string, rows: () => void): void {
  if (["near0", "far0"].every(device => ELSEWHERE.some(([other]) => other === device))) describe(title, rows);
}

/** A link-local address, the device that has it, and the device's number. */
export const NEAR = ELSEWHERE.flatMap(([device, infos]) =>
  infos!.flatMap(info =>
    info.family === "IPv6" && info.scopeid > 0
      ? [{ device, zone: info.scopeid, text: `${info.address}%${device}` }]
      : [],
  ),
).at(0);
