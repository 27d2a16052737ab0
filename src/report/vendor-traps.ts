/**
 * The vendors' own notifications: that the node has the time now, or no more, and that it follows another.
 * H3C's alarm reference lists the objects of the first; those of the second are taken to be as in Huawei's,
 * the old server before the new.
 */
import { type Association } from "../core/association.js";
import { type Happening } from "../core/happening.js";
import { Tag } from "../wire/ber.js";
import { type NotificationWriter } from "../wire/snmp.js";
import { never } from "../time/never.js";
import { Followed } from "./followed.js";
import { instanceName } from "./instance-name.js";
import { type Named } from "./source-name.js";
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

interface Notifier {
  /** Sends a notification whose objects `fill` writes. */
  notify(notification: string, fill: (writer: NotificationWriter) => void): void;
}

export class VendorTraps {
  private readonly notifier: Notifier;
  private readonly followed = new Followed();

  constructor(notifier: Notifier) {
    this.notifier = notifier;
  }

  /** Takes in what happened, once it has been told of. Allocates nothing. */
  remember(happening: Happening, association: Association | undefined): void {
    this.followed.take(happening, association);
  }

  /** `source`: whom it concerns; undefined: whom the node followed last. */
  stateChanged(isHuawei: boolean, state: SourceState, source: Named = this.followed): void {
    if (isHuawei)
      this.notifier.notify(HUAWEI_MIB.hwNtpStateChangeTrap, writer => {
        writer.text(`${HUAWEI_MIB.hwNtpState}.0`, huaweiState(state));
        writeHuawei(writer, source);
      });
    else
      this.notifier.notify(H3C_MIB.hh3cNTPSysStateChangeTrap, writer => {
        writer.number(`${H3C_MIB.hh3cNTPSysState}.0`, Tag.Integer, h3cState(state));
        writeH3c(writer, source);
      });
  }

  /** The node follows `source` instead of whom it followed before. */
  peerChanged(isHuawei: boolean, source: Named): void {
    const { address: before, settings } = this.followed;
    const instance = settings?.instance ?? "";
    if (isHuawei)
      this.notifier.notify(HUAWEI_MIB.hwNtpSysPeerChangeTrap, writer => {
        writer.inetAddress(`${HUAWEI_MIB.hwNtpOldSource}.0`, before);
        writer.text(`${HUAWEI_MIB.hwNtpOldSourceVpnName}.0`, instanceName(instance));
        writeHuawei(writer, source);
      });
    else
      this.notifier.notify(H3C_MIB.hh3cNTPSysPeerChangeTrap, writer => {
        writer.ipAddress(`${H3C_MIB.hh3cNTPSysOldServerIP}.0`, before);
        writer.text(`${H3C_MIB.hh3cNTPSysOldSrcVpnName}.0`, instance);
        writeH3c(writer, source);
      });
  }
}

function writeHuawei(writer: NotificationWriter, { address, settings }: Named): void {
  writer.inetAddress(`${HUAWEI_MIB.hwNtpSource}.0`, address);
  writer.text(`${HUAWEI_MIB.hwNtpSourceVpnName}.0`, instanceName(settings?.instance ?? ""));
}

function writeH3c(writer: NotificationWriter, { address, settings }: Named): void {
  writer.ipAddress(`${H3C_MIB.hh3cNTPServerIP}.0`, address);
  writer.text(`${H3C_MIB.hh3cNTPSysSrcVpnName}.0`, settings?.instance ?? "");
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
