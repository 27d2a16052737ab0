/**
 * Lives of nodes on XS: "begin NAME" begins one, "live" lives one round more, "collect" collects what is garbage. The
 * answer is how often what it is about has happened.
 */
import { answerCommands, collect } from "./commands.js";
import { type Life } from "./life.js";
import { LIVES } from "./lives.js";

let life: Life | undefined;

answerCommands(command => {
  const [verb, rest] = command.split(" ");
  if (verb === "begin") life = LIVES[rest]();
  else if (verb === "collect") collect();
  else life!.round();
  return String(life?.count());
});
