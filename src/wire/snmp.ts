/**
 * SNMP notifications as SNMPv2c sends them: a SNMPv2-Trap-PDU (RFC 3416 section 4.2.6) in a message with a
 * community name (RFC 1901). Nobody answers them.
 */
import { BerWriter, Tag } from "./ber.js";
import { addressLength, Family, writeAddress, type Endpoint } from "./address.js";
import { type Datagram } from "./datagram.js";

/** Where notifications are waited for (RFC 3417 section 3.1). */
export const SNMP_TRAP_PORT = 162;

/** What the version field of a message of SNMPv2c says. */
const SNMP_V2C = 1;

// RFC 3418: the first two of every notification.
const SYS_UP_TIME = "1.3.6.1.2.1.1.3.0";
const SNMP_TRAP_OID = "1.3.6.1.6.3.1.1.4.1.0";

const IPV4_LENGTH = 4;
const IPV6_LENGTH = 16;

/** Hundredths of a second are counted modulo 2^32: 497 days. */
const TICKS = 0x1_0000_0000;

/**
 * Writes one notification at a time: `begin`, each object in the order in which its type lists them, `end`.
 * Names of objects are in decimal with their instance, "1.3.6.1.2.1.197.1.2.2.0".
 */
export class NotificationWriter {
  readonly #ber = new BerWriter();
  readonly #address = new Uint8Array(IPV6_LENGTH);
  #datagram: Datagram | undefined;
  #message = 0;
  #pdu = 0;
  #list = 0;

  /**
   * `requestId`: tells notifications apart, 0 to 2^31 - 1; `upTicks`: since the start, in hundredths of a
   * second; `notification`: its type's name.
   */
  begin(
    datagram: Datagram,
    community: Uint8Array,
    requestId: number,
    upTicks: number,
    notification: string,
  ): void {
    const ber = this.#ber;
    this.#datagram = datagram;
    ber.begin(datagram.bytes);
    this.#message = ber.open(Tag.Sequence);
    ber.integer(Tag.Integer, SNMP_V2C);
    ber.octets(Tag.OctetString, community, community.length);
    this.#pdu = ber.open(Tag.SnmpV2Trap);
    ber.integer(Tag.Integer, requestId);
    ber.integer(Tag.Integer, 0); // error-status
    ber.integer(Tag.Integer, 0); // error-index
    this.#list = ber.open(Tag.Sequence);
    this.number(SYS_UP_TIME, Tag.TimeTicks, upTicks % TICKS);
    this.objectIdentifier(SNMP_TRAP_OID, notification);
  }

  /** `tag`: `Integer`, `Unsigned32`, `Counter32` or `TimeTicks`; `value`: whole, and what that can hold. */
  number(name: string, tag: Tag, value: number): void {
    const binding = this.open(name);
    this.#ber.integer(tag, value);
    this.#ber.close(binding);
  }

  text(name: string, value: string): void {
    const binding = this.open(name);
    this.#ber.text(value);
    this.#ber.close(binding);
  }

  /** The first `count` octets of `value`. */
  octets(name: string, value: Uint8Array, count: number): void {
    const binding = this.open(name);
    this.#ber.octets(Tag.OctetString, value, count);
    this.#ber.close(binding);
  }

  /** As InetAddress has it (RFC 4001): 4 octets or 16; none where there is no address. */
  inetAddress(name: string, address: Endpoint | undefined): void {
    const binding = this.open(name);
    if (address !== undefined) writeAddress(address, this.#address, 0);
    this.#ber.octets(Tag.OctetString, this.#address, address === undefined ? 0 : addressLength(address));
    this.#ber.close(binding);
  }

  /** As IpAddress has it, which knows no IPv6: 0.0.0.0 where there is no IPv4 address. */
  ipAddress(name: string, address: Endpoint | undefined): void {
    const binding = this.open(name);
    if (address?.family === Family.IPv4) writeAddress(address, this.#address, 0);
    else this.#address.fill(0);
    this.#ber.octets(Tag.IpAddress, this.#address, IPV4_LENGTH);
    this.#ber.close(binding);
  }

  objectIdentifier(name: string, value: string): void {
    const binding = this.open(name);
    this.#ber.objectIdentifier(value);
    this.#ber.close(binding);
  }

  /** Answers whether it fitted into the datagram, whose length is set then. */
  end(): boolean {
    const ber = this.#ber;
    ber.close(this.#list);
    ber.close(this.#pdu);
    ber.close(this.#message);
    if (ber.isTooLong) return false;
    this.#datagram!.length = ber.length;
    return true;
  }

  private open(name: string): number {
    const binding = this.#ber.open(Tag.Sequence);
    this.#ber.objectIdentifier(name);
    return binding;
  }
}
