/** How grave what happens is: the eight levels of RFC 5424 section 6.2.1, which both vendors have. */
import { never } from "../time/never.js";

export const enum Severity {
  Emergency,
  Alert,
  Critical,
  Error,
  Warning,
  Notification,
  Informational,
  Debugging,
}

/** As the vendors' commands name it. */
export function severityName(severity: Severity): string {
  switch (severity) {
    case Severity.Emergency:
      return "emergencies";
    case Severity.Alert:
      return "alerts";
    case Severity.Critical:
      return "critical";
    case Severity.Error:
      return "errors";
    case Severity.Warning:
      return "warnings";
    case Severity.Notification:
      return "notifications";
    case Severity.Informational:
      return "informational";
    case Severity.Debugging:
      return "debugging";
    default:
      return never(severity);
  }
}
