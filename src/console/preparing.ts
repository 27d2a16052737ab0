/** Commands whose values take their time to make: in goes, with time between for whatever else is due. */
import { type Reading } from "../config/reading.js";
import { type Setting } from "../config/setting.js";
import { type Timer, type TimerPort } from "../runtime/timers.js";

/**
 * Gives `take` the reading with its values as they are kept, at once if known, and without their preparation,
 * which knows the password; answers what stops it.
 */
export function prepare(
  reading: Reading<Setting>,
  timers: TimerPort,
  take: (prepared: Reading<Setting>) => void,
): () => void {
  const { row, isUndone, preparation } = reading;
  let timer: Timer | undefined = undefined;
  const go = (): void => {
    const values = preparation ? preparation.advance() : reading.values;
    if (values) take({ row, values, isUndone });
    else timer = timers.after(0, go);
  };
  go();
  return () => timer?.cancel();
}
