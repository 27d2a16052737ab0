import assert from "node:assert/strict";
import { happeningText } from "../../src/report/happening-text.js";
import { Leap, type Association } from "../../src/core/association.js";
import { Happening } from "../../src/core/happening.js";
import { Loss } from "../../src/core/loss.js";
import { AssociationKind } from "../../src/core/settings.js";
import { MAXFREQ } from "../../src/core/software-clock.js";
import { Kiss } from "../../src/wire/kiss.js";
import { addressOf, localClock, ms, serverAt } from "../console/fake-node.js";

function named(host: string, address?: string): Association {
  const association = serverAt(address ?? "0.0.0.0", { host });
  association.isNamed = true;
  if (address !== undefined) association.address.copy(addressOf(address));
  return association;
}

const SERVER = serverAt("192.0.2.1");
const PEER = serverAt("192.0.2.3", { kind: AssociationKind.SymmetricActive });

describe("happenings in words", () => {
  const rows: [text: string | undefined, ...happened: Parameters<typeof happeningText>][] = [
    ["synchronized to 192.0.2.1", Happening.Synchronized, SERVER, 0, ""],
    [
      "synchronized to 10.1.1.1 in vpn1",
      Happening.Synchronized,
      serverAt("10.1.1.1", { instance: "vpn1" }),
      0,
      "",
    ],
    ["a session with 192.0.2.1 begins", Happening.AssociationMobilized, SERVER, 0, ""],
    [
      "a session with 192.0.2.1 begins; 1 more began or ended before it",
      Happening.AssociationMobilized,
      SERVER,
      1,
      "",
    ],
    ["the session with peer 192.0.2.3 ends", Happening.AssociationDemobilized, PEER, 0, ""],
    [
      "the session with peer 192.0.2.3 ends; 17 more began or ended before it",
      Happening.AssociationDemobilized,
      PEER,
      17,
      "",
    ],
    ["synchronized to LOCAL(0)", Happening.Synchronized, localClock(), 0, ""],
    ["synchronized to 2001:db8::1", Happening.Synchronized, serverAt("2001:db8::1"), 0, ""],
    [
      "follows time.example (192.0.2.7) now",
      Happening.SystemPeerChanged,
      named("time.example", "192.0.2.7"),
      0,
      "",
    ],
    [
      "no longer synchronized: 192.0.2.1 was the last one (Clock selection failed - Excessive falsetickers)",
      Happening.Unsynchronized,
      SERVER,
      Loss.Falsetickers,
      "",
    ],
    [
      "no longer synchronized (Root distance beyond the limit)",
      Happening.Unsynchronized,
      undefined,
      Loss.TooLong,
      "",
    ],
    [
      "holds the time without a source: 192.0.2.1 was the last one (Peer reachability lost)",
      Happening.Holdover,
      SERVER,
      Loss.Unreachable,
      "",
    ],
    [
      "holds the time without a source (Unicast server/peer configuration removed)",
      Happening.Holdover,
      undefined,
      Loss.SourceRemoved,
      "",
    ],
    [
      "192.0.2.1 is -5.00000 s away from the clock, which is not believed unless it lasts",
      Happening.Resisted,
      SERVER,
      ms(-5000),
      "",
    ],
    [
      "192.0.2.1 is refused: it would move the clock by -1001.00000 s, which is beyond the panic threshold",
      Happening.Refused,
      SERVER,
      ms(-1_001_000),
      "",
    ],
    [
      "the offset is -0.20000 s several times in a row, by 192.0.2.1",
      Happening.OffsetTooLarge,
      SERVER,
      ms(-200),
      "",
    ],
    ["the clock was set by vty0, and so moved by 3.50000 s", Happening.ClockSet, undefined, ms(3500), "vty0"],
    [
      "the real-time clock carries the time: the clock is 0.01200 s ahead of it",
      Happening.RtcCarries,
      undefined,
      ms(-12),
      "",
    ],
    ["the offset is within its limit again, by 192.0.2.1", Happening.OffsetNormal, SERVER, 0, ""],
    ["the clock was stepped by -0.18000 s", Happening.Stepped, SERVER, ms(-180), ""],
    [
      "the clock is corrected by -500 ppm, the limit: the counter is wrong by that or more",
      Happening.FrequencyAtLimit,
      undefined,
      -MAXFREQ,
      "",
    ],
    [
      "what is stored of the crystal is not all believed: line 2: no such horizon",
      Happening.DriftRefused,
      undefined,
      0,
      "line 2: no such horizon",
    ],
    ["192.0.2.1 answers", Happening.AssociationUp, SERVER, 0, ""],
    ["192.0.2.1 answers no more", Happening.AssociationDown, SERVER, 0, ""],
    ["192.0.2.1 contradicts the other sources: a falseticker", Happening.Falseticker, SERVER, 0, ""],
    ["192.0.2.1 agrees with the other sources again", Happening.Truechimer, SERVER, 0, ""],
    ["192.0.2.1 refuses us: RATE", Happening.KissOfDeath, SERVER, Kiss.Rate, ""],
    [
      "time.example has no address, or nobody who knows names can be asked",
      Happening.NameNotFound,
      named("time.example"),
      0,
      "",
    ],
    [
      "time.example leads only to addresses that are asked already",
      Happening.SameServer,
      named("time.example"),
      0,
      "",
    ],
    ["a source was left out: there is no room for more", Happening.PoolFull, undefined, 0, ""],
    ["192.0.2.3 has become a peer of its own accord, as anyone may", Happening.AnyPeer, PEER, 0, ""],
    ["peer 192.0.2.3 refuses us: DENY", Happening.KissOfDeath, PEER, Kiss.Deny, ""],
    ["synchronized to peer 192.0.2.3", Happening.Synchronized, PEER, 0, ""],
    [
      "peer 192.0.2.3 cannot be asked: nobody listens there; trying again",
      Happening.CannotAsk,
      PEER,
      0,
      "ECONNREFUSED",
    ],
    [
      "broadcasts do not leave: there is no way to it; trying again",
      Happening.CannotSend,
      undefined,
      0,
      "ENETUNREACH",
    ],
    [
      "key 42 cannot be used, its cipher text is made by another device: type its secret anew",
      Happening.KeyLocked,
      undefined,
      42,
      "made by another device",
    ],
    [
      "no notifications go to 192.0.2.9, whose cipher text is damaged: type its community name anew",
      Happening.CommunityLocked,
      undefined,
      0,
      "192.0.2.9, whose cipher text is damaged",
    ],
    [
      "no secret can be opened, so 2 keys cannot be used: board.key is damaged",
      Happening.SecretsClosed,
      undefined,
      2,
      "board.key is damaged",
    ],
    [
      'line 3 of the saved configuration is left out, word 1 "foo": Unrecognized command.',
      Happening.LineDropped,
      undefined,
      3,
      'word 1 "foo": Unrecognized command.',
    ],
    [
      "saved configuration: startup.cfg is damaged",
      Happening.SavedTrouble,
      undefined,
      0,
      "startup.cfg is damaged",
    ],
    [
      "secrets of keys are lost when this node stops: board.key cannot be stored: EACCES",
      Happening.SecretsVolatile,
      undefined,
      0,
      "board.key cannot be stored: EACCES",
    ],
    [
      "nobody confirmed the configuration on trial: the one from before is back",
      Happening.TrialOver,
      undefined,
      0,
      "",
    ],
    ["requests are not heard: no luck; trying again", Happening.CannotServe, undefined, 0, "no luck"],
    [
      "192.0.2.1 cannot be asked: nobody listens there; trying again",
      Happening.CannotAsk,
      SERVER,
      0,
      "ECONNREFUSED",
    ],
    [
      "192.0.2.1 cannot be asked: nobody listens on port 10123 there; trying again",
      Happening.CannotAsk,
      serverAt("192.0.2.1", { port: 10_123 }),
      0,
      "ECONNREFUSED",
    ],
    ["started with -40.000 ppm, 3 h old", Happening.DriftRead, undefined, -171_799, "3 h old"],
    [
      "192.0.2.1 cannot be asked: there is no way to it; trying again",
      Happening.CannotAsk,
      SERVER,
      0,
      "EHOSTUNREACH",
    ],
    [
      "192.0.2.1 cannot be asked: this machine does not let packets out to it; trying again",
      Happening.CannotAsk,
      SERVER,
      0,
      "EPERM",
    ],
    ["192.0.2.1 cannot be asked: ENOBUFS; trying again", Happening.CannotAsk, SERVER, 0, "ENOBUFS"],
    [
      "a leap second will be inserted at the end of the day",
      Happening.LeapAnnounced,
      SERVER,
      Leap.Insert,
      "",
    ],
    [
      "a leap second will be left out at the end of the day",
      Happening.LeapAnnounced,
      SERVER,
      Leap.Delete,
      "",
    ],
    ["there will be no leap second after all", Happening.LeapWithdrawn, SERVER, 0, ""],
    ["a leap second is being inserted", Happening.LeapInserted, SERVER, ms(-1000), ""],
    ["a leap second was left out", Happening.LeapDeleted, SERVER, ms(1000), ""],
    [
      "most sources have gone back by a second at the end of the month, and so has the clock",
      Happening.SecondMoved,
      SERVER,
      ms(-1000),
      "",
    ],
    [
      "most sources have gone on by a second at the end of the month, and so has the clock",
      Happening.SecondMoved,
      SERVER,
      ms(1000),
      "",
    ],
    ["a session from 192.0.2.7 begins on vty3", Happening.LoggedIn, undefined, 3, "192.0.2.7"],
    ["the session from 192.0.2.7 on vty3 ends", Happening.LoggedOut, undefined, 3, "192.0.2.7"],
    ["a wrong password from 192.0.2.7", Happening.LoginFailed, undefined, 1, "192.0.2.7"],
    ["3 wrong passwords, the last from 192.0.2.7", Happening.LoginFailed, undefined, 3, "192.0.2.7"],
    [
      "no password from 192.0.2.7 is heard for 20 s, after too many wrong ones",
      Happening.LoginsHeld,
      undefined,
      20,
      "192.0.2.7",
    ],
    [undefined, Happening.LeapChanged, SERVER, Leap.Insert, ""],
    [undefined, Happening.LeapChanged, SERVER, Leap.Unsynchronized, ""],
    [undefined, Happening.StratumChanged, SERVER, 3, ""],
  ];
  for (const [text, ...happened] of rows)
    it(text ?? `nothing of happening ${happened[0]}, ${happened[2]}`, () =>
      assert.equal(happeningText(...happened), text),
    );
});
