/**
 * Plays a recording: a node of its own, on ports that answer what they answered then, is told what
 * happened, and every decision it makes comes out as a line of text.
 *
 * Another version of the code may ask its ports more or less often. It is given the answers of the same
 * event in the same order, the last one again where it asks for more, so that a difference stays where it is.
 */
import { ALL_MODES } from "../core/all-modes.js";
import { SecondRecord } from "../core/second-record.js";
import { NO_SETTINGS, type FullSettings, type NodeSettings } from "../core/settings.js";
import { Instant, Timestamp } from "../time/moment.js";
import { parseAddress } from "../wire/address-text.js";
import { Endpoint } from "../wire/address.js";
import { Datagram } from "../wire/datagram.js";
import { fromHex } from "../wire/hex.js";
import { Loop } from "./loop.js";
import { SocketError } from "./ports.js";
import { Happened, RECORDING_HEADING, type Start, type WriteLine } from "./recording.js";
import { readAddresses, ReplayPorts } from "./replay-ports.js";
import { EngineRtc, readKnown } from "./rtc-inputs.js";

/** A text that is not a recording, or has a line that no version of ours writes. */
export class RecordingError extends Error {
  override readonly name = "RecordingError";
  /** `line`: from 1. */
  constructor(
    readonly line: number,
    message: string,
    options?: ErrorOptions,
  ) {
    super(`line ${line} of the recording: ${message}`, options);
  }
}

/**
 * Replays `recording` and hands every decision to `write`, a line each.
 *
 * @throws RecordingError where the text is no recording, or cannot be played; `cause`: what was thrown there
 */
export function replay(recording: string, write: WriteLine): void {
  const lines = recording.split("\n");
  if (lines[0] !== RECORDING_HEADING) throw new RecordingError(1, "it does not begin as recordings do");
  const start = readStart(lines[1]);
  const player = new Player(new ReplayPorts(start, write), write);
  for (let at = 2; at < lines.length;) {
    let end = at + 1;
    while (end < lines.length && !lines[end].startsWith("> ")) end++;
    try {
      if (at === 2) player.start(start, lines.slice(at, end));
      else player.play(lines[at].slice(2), at + 1, lines.slice(at + 1, end));
    } catch (error) {
      throw located(error, at + 1);
    }
    at = end;
  }
  player.finish();
}

function located(error: unknown, line: number): RecordingError {
  if (error instanceof RecordingError) return error;
  return new RecordingError(line, `it cannot be played: ${String(error)}`, { cause: error });
}

function readStart(line = ""): Start {
  try {
    const start = JSON.parse(line) as Start | null;
    if (start !== null) return start;
  } catch {
    // As if it said nothing.
  }
  throw new RecordingError(2, "it does not say how the node was started");
}

class Player {
  private readonly ports: ReplayPorts;
  private readonly write: WriteLine;
  private readonly datagram = new Datagram();
  private readonly from = new Endpoint();
  private readonly at = new Instant();
  private readonly time = new Timestamp();
  private loop!: Loop;
  private rtc!: EngineRtc;

  constructor(ports: ReplayPorts, write: WriteLine) {
    this.ports = ports;
    this.write = write;
  }

  start({ port, capacity }: Start, answers: readonly string[]): void {
    this.ports.begin(answers);
    this.loop = new Loop({ ports: this.ports, port, capacity, modes: ALL_MODES, decisions: this.write });
    this.rtc = new EngineRtc(this.loop);
  }

  /** One event: its line, where that stands, and what the ports answered while it was handled. */
  play(event: string, line: number, answers: readonly string[]): void {
    this.ports.begin(answers);
    this.write(`> ${event}`);
    const word = event.split(" ", 1)[0];
    const rest = event.slice(word.length + 1);
    switch (word) {
      case Happened.Alarm:
        return this.ports.ring();
      case Happened.Interfaces:
        return this.ports.changed();
      case Happened.Packet:
        return this.packet(rest, line);
      case Happened.Failed:
        return this.failed(rest);
      case Happened.Found:
        return this.found(rest);
      case Happened.Heard:
      case Happened.LineLost:
      case Happened.Pulsed:
      case Happened.InputLost:
        return this.ports.lines.happened(word, rest);
      case Happened.Compared:
        return this.compared(rest, line);
      case Happened.RtcMoved:
        return this.rtc.moved();
      case Happened.RtcKnown:
        return this.known(rest, line);
      case Happened.ClockSet:
        return this.clockSet(rest, line);
      case Happened.Configured:
        return this.configure(readSettings(rest));
      default:
        throw new RecordingError(line, `unknown event "${word}"`);
    }
  }

  /** What is left at the end is a decision too. */
  finish(): void {
    const { stratum, leap, refid, offset, jitter, frequency, wander, rootDelay, rootDispersion, clockState } =
      this.loop.engine.system;
    this.write(
      `system stratum ${stratum} leap ${leap} refid ${refid} offset ${offset} jitter ${jitter}` +
        ` frequency ${frequency} wander ${wander} delay ${rootDelay} dispersion ${rootDispersion}` +
        ` state ${clockState}`,
    );
  }

  /** It may have been refused then, and is now. */
  private configure(settings: FullSettings): void {
    try {
      this.loop.configure(settings);
    } catch (error) {
      if (!(error instanceof SocketError)) throw error;
    }
  }

  private packet(text: string, line: number): void {
    const [id, address, port, seconds, fraction, length, hex] = text.split(" ");
    const handler = this.ports.handlers[Number(id)];
    if (!parseAddress(address, this.from) || fromHex(hex ?? "", this.datagram.bytes) < 0)
      throw new RecordingError(line, "a packet that cannot be read");
    this.from.port = Number(port);
    this.at.set(Number(seconds), Number(fraction));
    this.datagram.length = Number(length);
    handler?.received(this.datagram, this.from, this.at);
  }

  private compared(text: string, line: number): void {
    const ahead = Number(text);
    if (text === "" || !Number.isSafeInteger(ahead))
      throw new RecordingError(line, "a comparison that is none");
    this.rtc.compared(ahead);
  }

  private known(text: string, line: number): void {
    const record = new SecondRecord();
    if (!readKnown(text, record)) throw new RecordingError(line, "what is known of a clock cannot be read");
    this.rtc.known(record);
  }

  private clockSet(text: string, line: number): void {
    const numbers = text.split(" ").map(Number);
    if (numbers.length !== 3 || !numbers.every(Number.isFinite))
      throw new RecordingError(line, "a time that is none");
    const [seconds, fraction, error] = numbers;
    this.time.set(seconds, fraction);
    this.loop.setClock(this.time, error);
  }

  private failed(text: string): void {
    const [id] = text.split(" ", 1);
    this.ports.handlers[Number(id)]?.failed(JSON.parse(text.slice(id.length + 1)) as string);
  }

  private found(text: string): void {
    const [id] = text.split(" ", 1);
    this.ports.lookups[Number(id)]?.(readAddresses(JSON.parse(text.slice(id.length + 1)) as string[]));
  }
}

/** As `recordSettings` wrote them, without secrets; an older version may not have known all of them. */
function readSettings(text: string): FullSettings {
  const settings = { ...NO_SETTINGS, ...(JSON.parse(text) as Partial<NodeSettings>) };
  return { ...settings, keys: settings.keys.map(key => ({ ...key, secret: new Uint8Array() })) };
}
