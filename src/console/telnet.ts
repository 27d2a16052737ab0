/**
 * The Telnet protocol's server side (RFC 854): commands and options out of what a client sends, data left. We
 * echo (RFC 857), nobody sends "go ahead" (RFC 858), and the client tells its window's size (RFC 1073); every
 * other option is refused. No answer is given that would ask for another one (RFC 854, "loops").
 */

const SE = 240;
const DATA_MARK = 242;
const BREAK = 243;
const INTERRUPT_PROCESS = 244;
const ARE_YOU_THERE = 246;
const ERASE_CHARACTER = 247;
const ERASE_LINE = 248;
const SB = 250;
const WILL = 251;
const WONT = 252;
const DO = 253;
const DONT = 254;
const IAC = 255;

const ECHO = 1;
const SUPPRESS_GO_AHEAD = 3;
const NAWS = 31;

/** Ctrl-C, and what erases a character and a line: as their keys. */
const CTRL_C = 0x03;
const DELETE = 0x7f;
const CTRL_U = 0x15;

/** Octets of the longest subnegotiation that means something, the option first. */
const NAWS_LENGTH = 5;

const enum Expecting {
  Data,
  /** After IAC. */
  Command,
  /** After WILL, WONT, DO or DONT. */
  Option,
  Subnegotiation,
  /** After IAC in a subnegotiation. */
  SubnegotiationEnd,
}

/** Of an option on one side (RFC 1143, without its queue: we never change our mind). */
const enum OptionState {
  No,
  Asked,
  Yes,
}

/** What a client's octets lead to. */
export interface TelnetListener {
  /** Octets for the client, as they are to be sent. */
  send(octets: Uint8Array): void;
  /** An octet that was typed. */
  typed(octet: number): void;
  /** Whether the client leaves the echo to us; told when it has said so. */
  echoes(isOurs: boolean): void;
  /** The client's window; 0: it does not say. */
  resized(columns: number, rows: number): void;
  /** Asked whether we are still there. */
  areYouThere(): void;
  /** The client speaks Telnet. */
  negotiates(): void;
}

export class Telnet {
  readonly #listener: TelnetListener;
  #expecting = Expecting.Data;
  #command = 0;
  readonly #subnegotiation = new Uint8Array(NAWS_LENGTH);
  /** Octets of it so far, those beyond its room among them. */
  #subnegotiationLength = 0;
  #echo = OptionState.No;
  #ourGoAhead = OptionState.No;
  #theirGoAhead = OptionState.No;
  #naws = OptionState.No;

  constructor(listener: TelnetListener) {
    this.#listener = listener;
  }

  /** Asks for what a person at a terminal needs. */
  offer(): void {
    this.#echo = OptionState.Asked;
    this.#ourGoAhead = OptionState.Asked;
    this.#naws = OptionState.Asked;
    this.#listener.send(Uint8Array.of(IAC, WILL, ECHO, IAC, WILL, SUPPRESS_GO_AHEAD, IAC, DO, NAWS));
  }

  receive(octets: Uint8Array): void {
    for (let i = 0; i < octets.length; i++) this.take(octets[i]);
  }

  private take(octet: number): void {
    switch (this.#expecting) {
      case Expecting.Data:
        if (octet === IAC) this.#expecting = Expecting.Command;
        else this.#listener.typed(octet);
        return;
      case Expecting.Command:
        return this.takeCommand(octet);
      case Expecting.Option:
        this.#expecting = Expecting.Data;
        return this.takeOption(octet);
      case Expecting.Subnegotiation:
        if (octet === IAC) this.#expecting = Expecting.SubnegotiationEnd;
        else this.keep(octet);
        return;
      case Expecting.SubnegotiationEnd:
        this.#expecting = Expecting.Subnegotiation;
        if (octet === IAC) this.keep(octet);
        else if (octet === SE) this.endSubnegotiation();
        return;
    }
  }

  private takeCommand(octet: number): void {
    this.#expecting = Expecting.Data;
    switch (octet) {
      case IAC:
        return this.#listener.typed(IAC);
      case INTERRUPT_PROCESS:
      case BREAK:
        return this.#listener.typed(CTRL_C);
      case ERASE_CHARACTER:
        return this.#listener.typed(DELETE);
      case ERASE_LINE:
        return this.#listener.typed(CTRL_U);
      case ARE_YOU_THERE:
        return this.#listener.areYouThere();
      case DATA_MARK:
        return;
      case SB:
        this.#expecting = Expecting.Subnegotiation;
        this.#subnegotiationLength = 0;
        return;
      case WILL:
      case WONT:
      case DO:
      case DONT:
        this.#expecting = Expecting.Option;
        this.#command = octet;
        return;
      default:
        return;
    }
  }

  private keep(octet: number): void {
    if (this.#subnegotiationLength < NAWS_LENGTH) this.#subnegotiation[this.#subnegotiationLength] = octet;
    // One more tells that it is too long.
    if (this.#subnegotiationLength <= NAWS_LENGTH) this.#subnegotiationLength++;
  }

  private endSubnegotiation(): void {
    this.#expecting = Expecting.Data;
    const [option, width1, width0, height1, height0] = this.#subnegotiation;
    if (option !== NAWS || this.#subnegotiationLength !== NAWS_LENGTH) return;
    this.#listener.resized(width1 * 256 + width0, height1 * 256 + height0);
  }

  private takeOption(option: number): void {
    this.#listener.negotiates();
    const isOn = this.#command === WILL || this.#command === DO;
    if (this.#command === DO || this.#command === DONT) this.settleOurs(option, isOn);
    else this.settleTheirs(option, isOn);
  }

  private settleOurs(option: number, isOn: boolean): void {
    if (option === ECHO) {
      const before = this.#echo;
      this.#echo = this.settled(before, isOn, option, WILL);
      if (this.#echo !== before) this.#listener.echoes(isOn);
    } else if (option === SUPPRESS_GO_AHEAD)
      this.#ourGoAhead = this.settled(this.#ourGoAhead, isOn, option, WILL);
    else if (isOn) this.answer(WONT, option);
  }

  private settleTheirs(option: number, isOn: boolean): void {
    if (option === NAWS) this.#naws = this.settled(this.#naws, isOn, option, DO);
    else if (option === SUPPRESS_GO_AHEAD)
      this.#theirGoAhead = this.settled(this.#theirGoAhead, isOn, option, DO);
    else if (isOn) this.answer(DONT, option);
  }

  /** What was asked for has its answer, and gets no other; what comes unasked is agreed to, once. */
  private settled(before: OptionState, isOn: boolean, option: number, agreed: number): OptionState {
    const after = isOn ? OptionState.Yes : OptionState.No;
    const isNews = before !== OptionState.Asked && before !== after;
    if (isNews) this.answer(isOn ? agreed : agreed + 1, option);
    return after;
  }

  private answer(command: number, option: number): void {
    this.#listener.send(Uint8Array.of(IAC, command, option));
  }
}
