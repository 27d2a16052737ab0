/** What the error codes of control messages are called (RFC 9327 section 3.4). */
import { ControlError } from "../wire/control.js";

const NAMES: Readonly<Record<number, string>> = Object.freeze({
  [ControlError.Authentication]: "authentication failure",
  [ControlError.Format]: "invalid message length or format",
  [ControlError.UnknownOpcode]: "invalid opcode",
  [ControlError.Association]: "unknown association",
  [ControlError.VariableName]: "unknown variable name",
  [ControlError.VariableValue]: "invalid variable value",
  [ControlError.Prohibited]: "administratively prohibited",
});

/** In small letters; a number that has no name is told. */
export function errorName(error: number): string {
  return NAMES[error] ?? `error ${error}`;
}
