/** What the words say that begin commands without being one: `display`, `ntp-service`, `undo`, … */

const HELP: Readonly<Record<string, string>> = Object.freeze({
  abort: "End what is under way",
  candidate: "The configuration that commit would make the running one",
  clear: "Drop what is being prepared",
  clock: "The clock of this device",
  commit: "Configurations that have been committed",
  configuration: "Configurations other than the running one",
  display: "Show what this device knows",
  authentication: "Whether packets are authenticated by keys",
  "authentication-password": "How good new secrets must be",
  "complexity-check": "Whether new secrets are checked",
  crypto: "Cryptography",
  debugging: "What is told of as it happens",
  logging: "Which lines of the log are shown",
  terminal: "What this terminal shows by itself",
  event: "What has happened",
  "info-center": "The log, and who gets it",
  loghost: "Hosts that the log is sent to",
  logbuffer: "The lines of the log",
  reliable: "Keys to be trusted",
  trusted: "Keys to be trusted",
  "weak-algorithm": "Algorithms that are weak",
  access: "Who may do what, by access lists",
  acl: "Access lists",
  binding: "What an interface belongs to",
  inbound: "What an interface takes in",
  "in-interface": "What an interface takes in",
  ip: "VPN instances",
  ipv6: "The same for IPv6",
  noquery: "Whether control queries are answered",
  "ntp-service": "Network Time Protocol",
  reset: "Take back to how it was at first",
  rollback: "Go back to a configuration from before",
  to: "Which one",
  trial: "A configuration on trial",
  statistics: "What was counted",
  undo: "Take a configuration command back",
});

/** Empty where there is nothing to say. */
export function wordHelp(word: string): string {
  return HELP[word] ?? "";
}
