/** A program on a terminal: what it shows, what is typed once that has come, and how it leaves the terminal. */
import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";

/** `see`: a regular expression of Python for what has been shown since the last step; then the rest is done. */
export interface Step {
  readonly see: string;
  readonly type?: string;
  /** A signal's number. */
  readonly kill?: number;
  /** The terminal's columns from now on. */
  readonly columns?: number;
}

export interface Shown {
  readonly code: number;
  readonly screen: string;
  /** Whether the terminal takes lines and shows them, as before. */
  readonly isRestored: boolean;
}

const PATIENCE_SEC = 20;

/** Of its arguments: how many seconds it waits, the steps, the program. */
const SCRIPT = `
import fcntl, json, os, pty, re, signal, struct, subprocess, sys, termios
steps = json.loads(sys.argv[2])
near, far = pty.openpty()
def resize(columns): fcntl.ioctl(far, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
resize(80)
before = termios.tcgetattr(far)
def take(): os.setsid(); fcntl.ioctl(0, termios.TIOCSCTTY, 0)
running = subprocess.Popen(sys.argv[3:], stdin=far, stdout=far, stderr=far, preexec_fn=take)
def give_up(*_): running.kill(); print(repr(screen), file=sys.stderr); sys.exit(1)
signal.signal(signal.SIGALRM, give_up)
signal.alarm(int(sys.argv[1]))
screen = ""
since = 0
for step in steps:
    while not re.search("(?s)" + step["see"], screen[since:]): screen += os.read(near, 4096).decode()
    since = len(screen)
    if "columns" in step: resize(step["columns"])
    if "type" in step: os.write(near, step["type"].encode())
    if "kill" in step: running.send_signal(step["kill"])
code = running.wait()
os.set_blocking(near, False)
try:
    while True: screen += os.read(near, 4096).decode()
except BlockingIOError: pass
print(json.dumps({"code": code, "screen": screen, "isRestored": termios.tcgetattr(far) == before}))
`;

export async function onTerminal(
  command: readonly string[],
  steps: readonly Step[],
  patienceSec = PATIENCE_SEC,
): Promise<Shown> {
  const words = ["-c", SCRIPT, String(patienceSec), JSON.stringify(steps), ...command];
  const terminal = spawn("python3", words, { stdio: ["ignore", "pipe", "inherit"] });
  return JSON.parse(await text(terminal.stdout)) as Shown;
}
