/** What of a configuration concerns how the clock is corrected. */
import { MILLISECOND, PPM, SECOND } from "../time/fixed.js";
import { type Discipline } from "./discipline.js";
import { type NodeSettings } from "./settings.js";

export function configureDiscipline(discipline: Discipline, settings: NodeSettings): void {
  const { panic, resistance } = discipline;
  discipline.stepThreshold = settings.stepThresholdMs * MILLISECOND;
  discipline.slewMost = Math.round(settings.slewRatePpm * PPM);
  resistance.stepOut = settings.syncIntervalSec * SECOND;
  panic.threshold = settings.panicThresholdSec === 0 ? Infinity : settings.panicThresholdSec * SECOND;
  if (!settings.disciplinesClock || !settings.enabled) panic.handOver();
}
