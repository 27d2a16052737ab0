/**
 * Kiss codes: why a server sends no time, in the reference id of a packet of stratum 0 (RFC 5905
 * section 7.4 and figure 13). Numbers, so that a packet's reference id is compared as it is.
 */

/** Any other code is legal too, and means nothing here. */
export const enum Kiss {
  /** ACST: the association belongs to a unicast server. */
  Unicast = 0x4143_5354,
  /** AUTH: server authentication failed. */
  Authentication = 0x4155_5448,
  /** AUTO: Autokey sequence failed. */
  Autokey = 0x4155_544f,
  /** BCST: the association belongs to a broadcast server. */
  Broadcast = 0x4243_5354,
  /** CRYP: cryptographic authentication or identification failed. */
  Cryptography = 0x4352_5950,
  /** DENY: access denied by the remote server; ends the association. */
  Deny = 0x4445_4e59,
  /** DROP: lost peer in symmetric mode. */
  Drop = 0x4452_4f50,
  /** INIT: the association has not yet synchronized for the first time. */
  Init = 0x494e_4954,
  /** MCST: the association belongs to a dynamically discovered server. */
  Manycast = 0x4d43_5354,
  /** NKEY: no key found; it was never installed or is not trusted. */
  NoKey = 0x4e4b_4559,
  /** RATE: rate exceeded; slow down. */
  Rate = 0x5241_5445,
  /** RMOT: someone is tinkering with the association from a remote host. */
  Remote = 0x524d_4f54,
  /** RSTR: access denied by local policy; ends the association. */
  Restricted = 0x5253_5452,
  /** STEP: the clock was stepped, and the association has not yet synchronized again. */
  Step = 0x5354_4550,
}
