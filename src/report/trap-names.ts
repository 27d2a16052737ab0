/**
 * What notifications and what they carry are called, by the names of the MIB modules: those of RFC 5907, and
 * of each vendor those that its own alarm references list. Objects are without their instances.
 */

/** SNMPv2-MIB (RFC 3418). */
export const SNMPV2_MIB = Object.freeze({ coldStart: "1.3.6.1.6.3.1.1.5.1" });

/** NTPv4-MIB (RFC 5907). */
export const NTPV4_MIB = Object.freeze({
  ntpEntNotifModeChange: "1.3.6.1.2.1.197.0.1",
  ntpEntNotifStratumChange: "1.3.6.1.2.1.197.0.2",
  ntpEntNotifSyspeerChanged: "1.3.6.1.2.1.197.0.3",
  ntpEntNotifAddAssociation: "1.3.6.1.2.1.197.0.4",
  ntpEntNotifRemoveAssociation: "1.3.6.1.2.1.197.0.5",
  ntpEntNotifConfigChanged: "1.3.6.1.2.1.197.0.6",
  ntpEntNotifLeapSecondAnnounced: "1.3.6.1.2.1.197.0.7",
  ntpEntNotifHeartbeat: "1.3.6.1.2.1.197.0.8",
  ntpEntStatusCurrentMode: "1.3.6.1.2.1.197.1.2.1",
  ntpEntStatusStratum: "1.3.6.1.2.1.197.1.2.2",
  ntpEntStatusActiveRefSourceId: "1.3.6.1.2.1.197.1.2.3",
  ntpEntStatusDateTime: "1.3.6.1.2.1.197.1.2.9",
  ntpAssocName: "1.3.6.1.2.1.197.1.3.1.1.2",
  ntpEntHeartbeatInterval: "1.3.6.1.2.1.197.1.4.1",
  ntpEntNotifMessage: "1.3.6.1.2.1.197.1.5.1",
});

/** HUAWEI-NTP-TRAP-MIB. */
export const HUAWEI_MIB = Object.freeze({
  hwNtpStateChangeTrap: "1.3.6.1.4.1.2011.6.80.2.1",
  hwNtpSysPeerChangeTrap: "1.3.6.1.4.1.2011.6.80.2.2",
  hwNtpState: "1.3.6.1.4.1.2011.6.80.1.1",
  hwNtpSource: "1.3.6.1.4.1.2011.6.80.1.2",
  hwNtpSourceVpnName: "1.3.6.1.4.1.2011.6.80.1.3",
  hwNtpOldSource: "1.3.6.1.4.1.2011.6.80.1.4",
  hwNtpOldSourceVpnName: "1.3.6.1.4.1.2011.6.80.1.5",
});

/** HH3C-NTP-MIB. */
export const H3C_MIB = Object.freeze({
  hh3cNTPSysStateChangeTrap: "1.3.6.1.4.1.25506.8.22.1.2.0.1",
  hh3cNTPSysPeerChangeTrap: "1.3.6.1.4.1.25506.8.22.1.2.0.2",
  hh3cNTPSysState: "1.3.6.1.4.1.25506.8.22.1.1.10",
  hh3cNTPServerIP: "1.3.6.1.4.1.25506.8.22.1.1.19",
  hh3cNTPSysOldServerIP: "1.3.6.1.4.1.25506.8.22.1.1.21",
  hh3cNTPSysSrcVpnName: "1.3.6.1.4.1.25506.8.22.1.1.22",
  hh3cNTPSysOldSrcVpnName: "1.3.6.1.4.1.25506.8.22.1.1.23",
});
