/** A real-time clock at a host's bus: simulated registers behind a driver, a crystal of its own, and a battery. */
import { SECOND } from "../../src/time/fixed.js";
import { type SimulatedChip } from "../support/clock-chips.js";
import { Bus, type Kit } from "../support/clock-drivers.js";
import { type Course } from "./course.js";
import { type Host } from "./host.js";

/** Gives `host` a clock of a kind, before it is started; it gains `gain`, in s/s, and is new: it shows nothing. */
export function wireClock(host: Host, kit: Kit, gain: Course): SimulatedChip {
  const { world } = host;
  const chip = kit.simulate(
    {
      now: () => world.startSeconds + world.now.second + (world.now.fraction + host.spent) / SECOND,
      pass: seconds => void (host.spent += Math.round(seconds * SECOND)),
    },
    gain(world.now.second),
  );
  chip.losePower();
  const bus = new Bus(chip);
  host.rtc = kit.over(kit.drive(bus), bus);
  world.eachSecond(second => chip.become(gain(second)));
  return chip;
}
