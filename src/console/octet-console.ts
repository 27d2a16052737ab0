/**
 * A console over octets: on a serial line a person's terminal; on a connection a Telnet client's, or lines
 * without a terminal, as `nc` and programs send them. Which of these it is shows by itself: who has something
 * to say at once gets no negotiation into its answers.
 */
import { type Timer } from "../runtime/timers.js";
import { SECOND } from "../time/fixed.js";
import { type Entrance } from "./entrance.js";
import { IdleWatch } from "./idle-watch.js";
import { type Link } from "./link.js";
import { PersonConsole } from "./person-console.js";
import { PlainConsole } from "./plain-console.js";
import { Telnet, type TelnetListener } from "./telnet.js";
import { type Occupant } from "./user-lines.js";
import { Utf8Reader, utf8Octets } from "./utf8.js";

/** What a client is given to speak first, and to answer in. */
const TO_SPEAK = SECOND / 4;
const TO_ANSWER = 2 * SECOND;

/** Octets kept while it is not known what sends them. */
const MOST_HELD = 4096;

/** Answers to what a client negotiates: clients come by with a dozen. */
const MOST_ANSWERS = 64;

const TOO_IDLE = "The session was idle for too long.";
/** How long who pastes is silent once he has been told that it went wrong. */
const PAUSE_SEC = 1;
const MISSED = `% Characters were lost: all that comes before a pause of ${PAUSE_SEC} s is dropped.`;

const TOO_SLOW = "The login took too long.";

const enum Protocol {
  Serial,
  Network,
}

/** What is at the other end. */
const enum Client {
  /** It may be whatever. */
  Unknown,
  /** It was asked whether it speaks Telnet, and has a while to answer. */
  Asked,
  Person,
  Lines,
}

export class OctetConsole implements TelnetListener, Occupant {
  readonly #entrance: Entrance;
  readonly #link: Link;
  readonly #ended: () => void;
  readonly #telnet: Telnet | undefined;
  readonly #reader = new Utf8Reader();
  readonly #idle: IdleWatch;
  /** What comes is dropped until it has ended; undefined: it is not. */
  #pause: IdleWatch | undefined = undefined;
  /** Until there has to be a session. */
  #login: Timer | undefined = undefined;
  #client = Client.Unknown;
  #person: PersonConsole | undefined = undefined;
  #lines: PlainConsole | undefined = undefined;
  #timer: Timer | undefined = undefined;
  #isAsked = false;
  #answers = 0;
  #held = "";
  #columns = 0;
  #rows = 0;
  #isOver = false;

  private constructor(entrance: Entrance, link: Link, ended: () => void, protocol: Protocol) {
    this.#entrance = entrance;
    this.#link = link;
    this.#ended = ended;
    this.#telnet = protocol === Protocol.Network ? new Telnet(this) : undefined;
    const { timers, line, loginSec, idleSec } = entrance;
    this.#idle = new IdleWatch(timers, idleSec, () => this.sendAway(TOO_IDLE));
    this.#idle.touch();
    if (loginSec > 0)
      this.#login = timers.after(loginSec * SECOND, () => line.isLoggedIn || this.sendAway(TOO_SLOW));
    line.occupant = this;
  }

  /** A terminal on a serial line. `ended`: told once, when the person has left and the link is closed. */
  static serial(entrance: Entrance, link: Link, ended: () => void): OctetConsole {
    const console_ = new OctetConsole(entrance, link, ended, Protocol.Serial);
    console_.become(Client.Person);
    return console_;
  }

  /** A program that sends a command a line, without a network between. */
  static lines(entrance: Entrance, link: Link, ended: () => void): OctetConsole {
    const console_ = new OctetConsole(entrance, link, ended, Protocol.Serial);
    console_.become(Client.Lines);
    return console_;
  }

  /** Whoever has made a connection. */
  static connection(entrance: Entrance, link: Link, ended: () => void): OctetConsole {
    const console_ = new OctetConsole(entrance, link, ended, Protocol.Network);
    console_.#timer = entrance.timers.after(TO_SPEAK, () => console_.ask());
    return console_;
  }

  /** Takes what the other end sends. */
  receive(octets: Uint8Array): void {
    if (this.#isOver) return;
    this.#idle.touch();
    if (this.#pause) return this.#pause.touch();
    if (this.#telnet) this.#telnet.receive(octets);
    else for (let i = 0; i < octets.length; i++) this.typed(octets[i]);
    this.deliver();
  }

  /** Octets have not arrived: what did may read as another command, and what follows may depend on it. */
  missed(): void {
    if (this.#isOver) return;
    if (!this.#pause) this.#person?.giveUp(MISSED);
    this.#pause ??= new IdleWatch(this.#entrance.timers, PAUSE_SEC, () => (this.#pause = undefined));
    this.#pause.touch();
  }

  /** The other end sends nothing more: what it sent is carried out. */
  end(): void {
    this.finish(lines => lines.end());
  }

  /**
   * There is no link any more. A program that has closed it still means what it sent: its whole lines are
   * carried out, and nobody reads the answers.
   */
  lost(): void {
    this.finish(lines => lines.lost());
  }

  /** Lets `print` write whole lines to a person's terminal, beside the one being typed. */
  interrupt(print: () => void): void {
    this.#person?.interrupt(print);
  }

  /** Ends it without a word. */
  close(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#timer?.cancel();
    this.#idle.stop();
    this.#pause?.stop();
    this.#login?.cancel();
    this.#person?.close();
    this.#lines?.close();
    this.#link.close();
    this.#entrance.line.leave();
    this.#ended();
  }

  sendAway(why: string): void {
    this.write(`\n${why}\n`);
    this.close();
  }

  send(octets: Uint8Array): void {
    if (this.#isOver) return;
    this.#link.write(octets);
    if (this.#link.isFull || ++this.#answers > MOST_ANSWERS) this.close();
  }

  typed(octet: number): void {
    if (this.#isOver) return;
    this.#held += this.#reader.read(octet);
    if (this.#held.length < MOST_HELD) return;
    if (this.#client === Client.Asked) this.become(Client.Lines);
    else this.deliver();
  }

  negotiates(): void {
    if (!this.#isAsked) this.ask();
  }

  echoes(isOurs: boolean): void {
    if (!this.#person && !this.#lines) this.become(isOurs ? Client.Person : Client.Lines);
  }

  resized(columns: number, rows: number): void {
    this.#columns = columns;
    this.#rows = rows;
    this.#person?.resize(columns, rows);
  }

  areYouThere(): void {
    this.interrupt(() => this.write("[Yes]\n"));
  }

  private ask(): void {
    this.#isAsked = true;
    this.#timer?.cancel();
    if (this.#client !== Client.Unknown) return;
    this.#client = Client.Asked;
    this.#timer = this.#entrance.timers.after(TO_ANSWER, () => {
      this.#client = Client.Unknown;
      this.deliver();
    });
    this.#telnet?.offer();
  }

  /** Hands on what was typed, to whom it is for; who speaks and does not negotiate sends lines. */
  private deliver(): void {
    if (this.#held === "" || this.#isOver) return;
    if (this.#client === Client.Unknown) this.become(Client.Lines);
    if (this.#client === Client.Asked) return;
    const text = this.#held;
    this.#held = "";
    this.#person?.key(text);
    this.#lines?.take(text);
  }

  private finish(finish: (lines: PlainConsole) => void): void {
    if (this.#isOver) return;
    if (this.#client === Client.Unknown || this.#client === Client.Asked) this.become(Client.Lines);
    if (this.#lines) finish(this.#lines);
    else this.close();
  }

  private become(client: Client.Person | Client.Lines): void {
    this.#client = client;
    this.#timer?.cancel();
    const write = (text: string): void => this.write(text);
    const ended = (): void => this.close();
    if (client === Client.Person) {
      const person = new PersonConsole(terminal => this.#entrance.open(terminal), write, ended);
      this.#person = person;
      person.resize(this.#columns, this.#rows);
      person.setScreenLength(this.#entrance.screenLength);
      person.start();
    } else {
      const taker = this.#entrance.open({ isInteractive: false, write });
      this.#lines = new PlainConsole(taker, write, ended);
    }
    this.deliver();
  }

  /** UTF-8 has no octet that would begin a command. Who does not read is cut off. */
  private write(text: string): void {
    if (this.#isOver) return;
    this.#link.write(utf8Octets(this.#client === Client.Person ? text.replaceAll("\n", "\r\n") : text));
    if (this.#link.isFull) this.close();
  }
}
