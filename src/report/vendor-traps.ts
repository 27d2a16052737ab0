/**
 * The vendors' own notifications: that the node has the time now, or no more, and that it follows another.
 * H3C's alarm reference lists the objects of the first; those of the second are taken to be as in Huawei's,
 * the old server before the new.
 */
import { type Association } from "../core/association.js";
import { Endpoint } from "../wire/address.js";
import { Tag } from "../wire/ber.js";
import { type NotificationWriter } from "../wire/snmp.js";
import { never } from "../time/never.js";
import { H3C_MIB, HUAWEI_MIB } from "./trap-names.js";

/** What has become of the node's time. */
export const enum SourceState {
  Unsynchronized,
  Synchronized,
  /** Its offset has been too large several times in a row. */
  OffsetTooLarge,
}

/** hh3cNTPSysState. */
const enum H3cState {
  NoUpdateClock = 0,
  ClockBySyns = 4,
  FindError = 5,
}

/** Sends a notification whose objects `fill` writes. */
type Notify = (notification: string, fill: (writer: NotificationWriter) => void) => void;

/** Huawei's name for the public VPN instance. */
const PUBLIC = "_public_";

export class VendorTraps {
  readonly #notify: Notify;
  /** Whom the node followed last. */
  readonly #address = new Endpoint();
  #instance = "";

  constructor(notify: Notify) {
    this.#notify = notify;
  }

  /** `association`: whom it concerns, if anyone in particular. */
  stateChanged(isHuawei: boolean, state: SourceState, association: Association | undefined): void {
    if (association !== undefined) this.#follow(association);
    if (isHuawei)
      this.#notify(HUAWEI_MIB.hwNtpStateChangeTrap, writer => {
        writer.text(`${HUAWEI_MIB.hwNtpState}.0`, huaweiState(state));
        this.#writeHuawei(writer);
      });
    else
      this.#notify(H3C_MIB.hh3cNTPSysStateChangeTrap, writer => {
        writer.number(`${H3C_MIB.hh3cNTPSysState}.0`, Tag.Integer, h3cState(state));
        this.#writeH3c(writer);
      });
  }

  /** The node follows `association` instead of whom it followed before. */
  peerChanged(isHuawei: boolean, association: Association): void {
    const before = new Endpoint();
    before.copy(this.#address);
    const instance = this.#instance;
    this.#follow(association);
    if (isHuawei)
      this.#notify(HUAWEI_MIB.hwNtpSysPeerChangeTrap, writer => {
        writer.inetAddress(`${HUAWEI_MIB.hwNtpOldSource}.0`, before);
        writer.text(`${HUAWEI_MIB.hwNtpOldSourceVpnName}.0`, instance || PUBLIC);
        this.#writeHuawei(writer);
      });
    else
      this.#notify(H3C_MIB.hh3cNTPSysPeerChangeTrap, writer => {
        writer.ipAddress(`${H3C_MIB.hh3cNTPSysOldServerIP}.0`, before);
        writer.text(`${H3C_MIB.hh3cNTPSysOldSrcVpnName}.0`, instance);
        this.#writeH3c(writer);
      });
  }

  #follow({ address, settings }: Association): void {
    this.#address.copy(address);
    this.#instance = settings?.instance ?? "";
  }

  #writeHuawei(writer: NotificationWriter): void {
    writer.inetAddress(`${HUAWEI_MIB.hwNtpSource}.0`, this.#address);
    writer.text(`${HUAWEI_MIB.hwNtpSourceVpnName}.0`, this.#instance || PUBLIC);
  }

  #writeH3c(writer: NotificationWriter): void {
    writer.ipAddress(`${H3C_MIB.hh3cNTPServerIP}.0`, this.#address);
    writer.text(`${H3C_MIB.hh3cNTPSysSrcVpnName}.0`, this.#instance);
  }
}

function huaweiState(state: SourceState): string {
  switch (state) {
    case SourceState.Unsynchronized:
      return "unsynchronized";
    case SourceState.Synchronized:
      return "synchronized";
    case SourceState.OffsetTooLarge:
      return "spike";
    default:
      return never(state);
  }
}

function h3cState(state: SourceState): H3cState {
  switch (state) {
    case SourceState.Unsynchronized:
      return H3cState.NoUpdateClock;
    case SourceState.Synchronized:
      return H3cState.ClockBySyns;
    case SourceState.OffsetTooLarge:
      return H3cState.FindError;
    default:
      return never(state);
  }
}
