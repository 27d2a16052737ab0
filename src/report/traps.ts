/**
 * SNMP notifications: of what happens to a node, those that RFC 5907 defines and those of the vendor whose
 * dialect the node speaks go to every host that wants them.
 */
import { type Association } from "../core/association.js";
import { Happening } from "../core/happening.js";
import { SECOND } from "../time/fixed.js";
import { Instant } from "../time/moment.js";
import { Tag } from "../wire/ber.js";
import { NotificationWriter } from "../wire/snmp.js";
import { type EntityMode, EntityState } from "./entity-state.js";
import { happeningText } from "./happening-text.js";
import { OffsetLimit } from "./offset-limit.js";
import { NO_REPORTS, type ReportSettings, type TrapHost, Vendor } from "./settings.js";
import { sourceAddress } from "./source-name.js";
import { type Post, type Reported, type Waits } from "./surroundings.js";
import { NTPV4_MIB as MIB, SNMPV2_MIB } from "./trap-names.js";
import { TrapDate } from "./trap-date.js";
import { TrapTarget } from "./trap-target.js";
import { SourceState, VendorTraps } from "./vendor-traps.js";

/** Hundredths of a second: the unit of TimeTicks. */
const TICKS_PER_SECOND = 100;

/** Request ids are what an Integer32 holds. */
const REQUEST_IDS = 0x8000_0000;

/** Puts what its type lists into a notification. */
type Fill = (writer: NotificationWriter) => void;

export class Traps {
  private readonly reported: Reported;
  private readonly post: Post;
  private readonly waits: Waits;
  private readonly state: EntityState;
  private readonly date: TrapDate;
  private readonly vendors: VendorTraps;
  private readonly offsets = new OffsetLimit();
  private readonly writer = new NotificationWriter();
  private readonly now = new Instant();
  private targets: readonly TrapTarget[] = [];
  /** Of the latest notification. */
  private requestId = 0;
  private settings: ReportSettings = NO_REPORTS;
  private heartbeat: { cancel(): void } | undefined;

  constructor(reported: Reported, post: Post, waits: Waits) {
    this.reported = reported;
    this.post = post;
    this.waits = waits;
    this.state = new EntityState(reported);
    this.date = new TrapDate(reported);
    this.vendors = new VendorTraps(this);
  }

  configure(settings: ReportSettings): void {
    const hasChanged = settings.heartbeatSec !== this.settings.heartbeatSec || this.heartbeat === undefined;
    this.settings = settings;
    this.offsets.configure(settings.offsetTrapMs);
    this.retarget(settings.traps ? settings.trapHosts : []);
    if (!hasChanged) return;
    this.heartbeat?.cancel();
    this.heartbeat = undefined;
    this.planHeartbeat();
  }

  /** The node has started, as it is configured now (RFC 3418). */
  started(): void {
    this.notify(SNMPV2_MIB.coldStart, () => {});
  }

  /** Takes in what happened; the arguments are a `Listener`'s. Without hosts it allocates nothing. */
  take(happening: Happening, association: Association | undefined, value: number, why: string): void {
    const isNew = this.state.take(happening, association);
    const isTold = this.offsets.tells(happening, value);
    if (this.targets.length > 0) {
      this.tellHosts(isNew, happening, association, value, why);
      if (isTold) this.takeAsVendor(happening, association);
    }
    this.vendors.remember(happening, association);
  }

  /** What waits for a host that stays goes on waiting. */
  private retarget(hosts: readonly TrapHost[]): void {
    const before = this.targets;
    this.targets = hosts.map(
      host => before.find(one => one.is(host)) ?? new TrapTarget(host, this.post, this.waits),
    );
    for (const one of before) if (!this.targets.includes(one)) one.close();
  }

  private tellHosts(
    isModeNew: boolean,
    happening: Happening,
    association: Association | undefined,
    value: number,
    why: string,
  ): void {
    if (isModeNew) this.notify(MIB.ntpEntNotifModeChange, writer => this.writeMode(writer));
    const message = happeningText(happening, association, value, why) ?? "";
    switch (happening) {
      case Happening.StratumChanged:
        this.tell(MIB.ntpEntNotifStratumChange, message || `stratum ${value}`, writer =>
          writer.number(`${MIB.ntpEntStatusStratum}.0`, Tag.Unsigned32, value),
        );
        break;
      case Happening.Synchronized:
      case Happening.SystemPeerChanged:
        this.tell(MIB.ntpEntNotifSyspeerChanged, message, writer =>
          writer.number(`${MIB.ntpEntStatusActiveRefSourceId}.0`, Tag.Unsigned32, idOf(association!)),
        );
        break;
      case Happening.AssociationMobilized:
        this.tellOf(MIB.ntpEntNotifAddAssociation, association!, message);
        break;
      case Happening.AssociationDemobilized:
        this.tellOf(MIB.ntpEntNotifRemoveAssociation, association!, message);
        break;
      case Happening.ConfigurationChanged:
        this.tell(MIB.ntpEntNotifConfigChanged, message);
        break;
      case Happening.LeapAnnounced:
        this.tell(MIB.ntpEntNotifLeapSecondAnnounced, message);
        break;
      default:
    }
  }

  private takeAsVendor(happening: Happening, association: Association | undefined): void {
    const vendors = this.vendors;
    const isHuawei = this.settings.vendor === Vendor.Huawei;
    switch (happening) {
      case Happening.Synchronized:
      case Happening.OffsetNormal:
        return vendors.stateChanged(isHuawei, SourceState.Synchronized, association);
      case Happening.SystemPeerChanged:
        return vendors.peerChanged(isHuawei, association!);
      case Happening.OffsetTooLarge:
        return vendors.stateChanged(isHuawei, SourceState.OffsetTooLarge, association);
      case Happening.Unsynchronized:
        return vendors.stateChanged(isHuawei, SourceState.Unsynchronized, association);
      default:
    }
  }

  private planHeartbeat(): void {
    const { heartbeatSec } = this.settings;
    if (heartbeatSec === 0) return;
    this.heartbeat = this.waits.after(heartbeatSec * SECOND, () => {
      this.planHeartbeat();
      const fill: Fill = writer => {
        this.date.write(writer);
        this.writeMode(writer);
        writer.number(`${MIB.ntpEntHeartbeatInterval}.0`, Tag.Unsigned32, heartbeatSec);
        writer.text(`${MIB.ntpEntNotifMessage}.0`, "alive");
      };
      this.write(MIB.ntpEntNotifHeartbeat, fill, target => target.sendNow(this.post.datagram));
    });
  }

  private writeMode(writer: NotificationWriter): void {
    const mode: EntityMode = this.state.mode;
    writer.number(`${MIB.ntpEntStatusCurrentMode}.0`, Tag.Integer, mode);
  }

  private tellOf(notification: string, association: Association, message: string): void {
    this.tell(notification, message, writer =>
      writer.text(`${MIB.ntpAssocName}.${idOf(association)}`, sourceAddress(association)),
    );
  }

  /** Most notifications begin with the date and end with a message. */
  private tell(notification: string, message: string, fill: Fill = () => {}): void {
    this.notify(notification, writer => {
      this.date.write(writer);
      fill(writer);
      writer.text(`${MIB.ntpEntNotifMessage}.0`, message);
    });
  }

  /** Sends a notification of type `notification` to every host. */
  notify(notification: string, fill: Fill): void {
    this.write(notification, fill, target => target.send(this.post.datagram));
  }

  /** Writes it for each host, under that one's community name, and has `send` send it. */
  private write(notification: string, fill: Fill, send: (target: TrapTarget) => void): void {
    if (this.targets.length === 0) return;
    this.requestId = (this.requestId + 1) % REQUEST_IDS;
    this.reported.instant(this.now);
    const { seconds, fraction } = this.now;
    const upTicks = seconds * TICKS_PER_SECOND + Math.floor((fraction * TICKS_PER_SECOND) / SECOND);
    for (const target of this.targets) {
      this.writer.begin(this.post.datagram, target.host.community, this.requestId, upTicks, notification);
      fill(this.writer);
      if (this.writer.end()) send(target);
    }
  }
}

/** RFC 5907 counts associations from 1. */
function idOf({ id }: Association): number {
  return id + 1;
}
