/**
 * Happenings as logs class them: how grave, and under which mnemonic, which filters and parsers go by. The
 * vendors' own mnemonics and levels where they have one.
 */
import { Happening } from "../core/happening.js";
import { never } from "../time/never.js";
import { Vendor } from "./settings.js";
import { Severity } from "./severity.js";

/** Modules, as the vendors name them. */
export const NTP = "NTP";
const SHELL = "SHELL";
const LOGIN = "LOGIN";

/** How grave `happening` is to `vendor`. */
export function severityOf(happening: Happening, vendor: Vendor): Severity {
  const isHuawei = vendor === Vendor.Huawei;
  switch (happening) {
    case Happening.Synchronized:
    case Happening.Unsynchronized:
      return isHuawei ? Severity.Critical : Severity.Notification;
    case Happening.StratumChanged:
    case Happening.LeapChanged:
      return isHuawei ? Severity.Warning : Severity.Notification;
    case Happening.SystemPeerChanged:
    case Happening.ServiceStarted:
    case Happening.ServiceStopped:
    case Happening.ConfigurationChanged:
    case Happening.LeapAnnounced:
    case Happening.LeapWithdrawn:
    case Happening.LeapInserted:
    case Happening.LeapDeleted:
    case Happening.SecondMoved:
    case Happening.Stepped:
    case Happening.ClockSet:
    case Happening.RtcCarries:
    case Happening.ReceiverBack:
    case Happening.ReceiverLeap:
    case Happening.LoggedIn:
    case Happening.LoggedOut:
      return Severity.Notification;
    case Happening.LoginFailed:
      return isHuawei ? Severity.Warning : Severity.Notification;
    case Happening.Refused:
    case Happening.FrequencyAtLimit:
    case Happening.PoolFull:
    case Happening.CannotServe:
    case Happening.CannotSend:
    case Happening.KeyLocked:
    case Happening.CommunityLocked:
    case Happening.SecretsClosed:
    case Happening.LineDropped:
    case Happening.SavedTrouble:
    case Happening.SecretsVolatile:
      return Severity.Error;
    case Happening.Holdover:
    case Happening.Resisted:
    case Happening.OffsetTooLarge:
    case Happening.Falseticker:
    case Happening.KissOfDeath:
    case Happening.NameNotFound:
    case Happening.SameServer:
    case Happening.AnyPeer:
    case Happening.AuthenticationFailed:
    case Happening.CannotAsk:
    case Happening.DriftRefused:
    case Happening.ReceiverLost:
    case Happening.CannotHear:
    case Happening.TrialOver:
    case Happening.LoginsHeld:
      return Severity.Warning;
    case Happening.AssociationMobilized:
    case Happening.AssociationDemobilized:
    case Happening.AssociationUp:
    case Happening.AssociationDown:
    case Happening.OffsetNormal:
    case Happening.Truechimer:
    case Happening.DriftRead:
      return Severity.Informational;
    default:
      return never(happening);
  }
}

/** Of which module `vendor` counts `happening`. */
export function moduleOf(happening: Happening, vendor: Vendor): string {
  switch (happening) {
    case Happening.LoggedIn:
    case Happening.LoggedOut:
      return SHELL;
    case Happening.LoginFailed:
    case Happening.LoginsHeld:
      return vendor === Vendor.Huawei ? SHELL : LOGIN;
    default:
      return NTP;
  }
}

/** Under which name `vendor` logs `happening`. */
export function mnemonicOf(happening: Happening, vendor: Vendor): string {
  switch (happening) {
    case Happening.Synchronized:
      return vendor === Vendor.Huawei ? "NTP_SYNCHRONIZE_STATUS" : "NTP_SOURCE_CHANGE";
    case Happening.Unsynchronized:
      return vendor === Vendor.Huawei ? "NTP_SYNCHRONIZE_STATUS" : "NTP_SOURCE_LOST";
    case Happening.SystemPeerChanged:
      return "NTP_SOURCE_CHANGE";
    case Happening.StratumChanged:
      return "NTP_STRATUM_CHANGE";
    case Happening.LeapChanged:
      return "NTP_LEAP_CHANGE";
    case Happening.Holdover:
      return "NTP_HOLDOVER";
    case Happening.RtcCarries:
      return "NTP_RTC_CARRIES";
    case Happening.Resisted:
      return "NTP_OFFSET_RESISTED";
    case Happening.OffsetTooLarge:
      return "NTP_OFFSET_EXCEEDED";
    case Happening.OffsetNormal:
      return "NTP_OFFSET_NORMAL";
    case Happening.Refused:
      return "NTP_OFFSET_REFUSED";
    case Happening.Stepped:
      return "NTP_CLOCK_STEP";
    case Happening.ClockSet:
      return "NTP_CLOCK_SET";
    case Happening.FrequencyAtLimit:
      return "NTP_FREQUENCY_LIMIT";
    case Happening.LeapAnnounced:
      return "NTP_LEAP_ANNOUNCED";
    case Happening.LeapWithdrawn:
      return "NTP_LEAP_WITHDRAWN";
    case Happening.LeapInserted:
      return "NTP_LEAP_INSERTED";
    case Happening.LeapDeleted:
      return "NTP_LEAP_DELETED";
    case Happening.SecondMoved:
      return "NTP_SECOND_MOVED";
    case Happening.AssociationUp:
      return "NTP_SOURCE_UP";
    case Happening.AssociationDown:
      return "NTP_SOURCE_DOWN";
    case Happening.Falseticker:
      return "NTP_FALSETICKER";
    case Happening.Truechimer:
      return "NTP_TRUECHIMER";
    case Happening.KissOfDeath:
      return "NTP_KISS_OF_DEATH";
    case Happening.NameNotFound:
      return "NTP_NAME_NOT_FOUND";
    case Happening.SameServer:
      return "NTP_SAME_SERVER";
    case Happening.PoolFull:
      return "NTP_SESSION_LIMIT";
    case Happening.AnyPeer:
      return "NTP_ANY_PEER";
    case Happening.AssociationMobilized:
      return "NTP_SESSION_BEGIN";
    case Happening.AssociationDemobilized:
      return "NTP_SESSION_END";
    case Happening.AuthenticationFailed:
      return "NTP_AUTHENTICATION_FAILED";
    case Happening.ServiceStarted:
      return "NTP_SERVICE_START";
    case Happening.ServiceStopped:
      return "NTP_SERVICE_STOP";
    case Happening.ConfigurationChanged:
      return "NTP_CONFIG_CHANGE";
    case Happening.DriftRead:
      return "NTP_DRIFT_READ";
    case Happening.DriftRefused:
      return "NTP_DRIFT_REFUSED";
    case Happening.CannotServe:
      return "NTP_CANNOT_SERVE";
    case Happening.CannotAsk:
      return "NTP_CANNOT_ASK";
    case Happening.CannotSend:
      return "NTP_CANNOT_SEND";
    case Happening.KeyLocked:
      return "NTP_KEY_LOCKED";
    case Happening.CommunityLocked:
      return "NTP_COMMUNITY_LOCKED";
    case Happening.SecretsClosed:
      return "NTP_SECRETS_CLOSED";
    case Happening.LineDropped:
      return "CFG_LINE_DROPPED";
    case Happening.SavedTrouble:
      return "CFG_SAVED_TROUBLE";
    case Happening.SecretsVolatile:
      return "CFG_SECRETS_VOLATILE";
    case Happening.TrialOver:
      return "CFG_TRIAL_OVER";
    case Happening.ReceiverLost:
      return "NTP_REFCLOCK_LOST";
    case Happening.ReceiverBack:
      return "NTP_REFCLOCK_LOCKED";
    case Happening.ReceiverLeap:
      return "NTP_REFCLOCK_LEAP";
    case Happening.CannotHear:
      return "NTP_REFCLOCK_SILENT";
    case Happening.LoggedIn:
      return vendor === Vendor.Huawei ? "LOGIN" : "SHELL_LOGIN";
    case Happening.LoggedOut:
      return vendor === Vendor.Huawei ? "LOGOUT" : "SHELL_LOGOUT";
    case Happening.LoginFailed:
      return vendor === Vendor.Huawei ? "LOGINFAILED" : "LOGIN_FAILED";
    case Happening.LoginsHeld:
      return vendor === Vendor.Huawei ? "LOGINHELD" : "LOGIN_HELD";
    default:
      return never(happening);
  }
}
