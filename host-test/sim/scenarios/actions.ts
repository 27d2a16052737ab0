/** What may befall the machines of a trial; for its `happens`. */
import { type Stage } from "./trial.js";

type Action = (stage: Stage) => void;

/** The client's task is too busy for anything. */
export function stall(seconds: number): Action {
  return ({ client }) => client.stall(seconds);
}

/** The client goes down and comes up again, as it was started. */
export function restart(after: number): Action {
  return ({ client }) => client.restart(after);
}

/** As `restart`, and what it had stored is lost. */
export function replace(after: number): Action {
  return ({ client }) => {
    client.restart(after);
    client.stored.clear();
  };
}
