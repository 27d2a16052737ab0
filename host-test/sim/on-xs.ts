/** Runs a scenario on XS: the command is "NAME MIN MAX SECONDS SEED", the answer its trace. */
import { runScenario } from "./scenario.js";
import { SCENARIOS } from "./scenarios.js";
import { traceOf } from "./trace.js";

function handle(command: string): string {
  const [name, ...numbers] = command.split(" ");
  const [min, max, seconds, seed] = numbers.map(Number);
  const scenario = SCENARIOS.find(one => one.name === name)!;
  return traceOf(runScenario({ ...scenario, seconds, settling: 0 }, { min, max }, seed).probe);
}

Object.assign(globalThis, {
  handleCommand: (message: ArrayBuffer) =>
    new TextEncoder().encode(handle(new TextDecoder().decode(message))).buffer,
});
