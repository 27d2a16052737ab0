/** Engines that lack modes: what each still does, and that it does nothing else. */
import assert from "node:assert/strict";
import { ALL_MODES } from "../../src/core/all-modes.js";
import { type Modes } from "../../src/core/modes.js";
import { SERVING } from "../../src/core/serving.js";
import { ClockState } from "../../src/core/system.js";
import { Verdict } from "../../src/core/verdict.js";
import { Opcode } from "../../src/wire/control.js";
import { Mode } from "../../src/wire/header.js";
import { query } from "../support/control.js";
import { Rig, server, START_SECONDS } from "../support/engine-rig.js";
import { packet } from "../support/peer.js";

const ENGINES: readonly { name: string; modes: Modes; verdicts: Partial<Record<Mode, Verdict>> }[] = [
  { name: "nothing but clients", modes: {}, verdicts: {} },
  {
    name: "clients and a server",
    modes: { serving: SERVING },
    verdicts: {
      [Mode.Client]: Verdict.Answered,
      [Mode.SymmetricActive]: Verdict.Answered,
      [Mode.SymmetricPassive]: Verdict.UnexpectedMode,
      [Mode.Broadcast]: Verdict.UnexpectedMode,
      [Mode.Control]: Verdict.UnexpectedMode,
    },
  },
  {
    name: "every mode",
    modes: ALL_MODES,
    verdicts: {
      [Mode.Client]: Verdict.Answered,
      [Mode.SymmetricActive]: Verdict.Answered,
      [Mode.SymmetricPassive]: Verdict.UnexpectedMode,
      [Mode.Broadcast]: Verdict.UnexpectedMode,
      [Mode.Control]: Verdict.QueryAnswered,
    },
  },
];

const HEARD = [
  Mode.Client,
  Mode.SymmetricActive,
  Mode.SymmetricPassive,
  Mode.Broadcast,
  Mode.Control,
] as const;

for (const { name, modes, verdicts } of ENGINES)
  describe(`an engine of ${name}`, () => {
    const start = (): Rig => {
      const rig = new Rig(20, 0, 8, START_SECONDS, modes);
      rig.configure({ associations: ["192.0.2.1", "192.0.2.2", "192.0.2.3"].map(host => server(host)) });
      return rig;
    };

    it("follows its servers", () => {
      const rig = start();
      rig.passAnswering(600);
      assert.equal(rig.engine.system.clockState, ClockState.Synchronized);
      assert.equal(rig.engine.system.stratum, 3);
    });

    for (const mode of HEARD) {
      const verdict = verdicts[mode] ?? Verdict.ServiceOff;
      it(`says ${verdict} of a packet of mode ${mode}, and counts it`, () => {
        const rig = start();
        rig.passAnswering(600);
        const { bytes, length } = packet(rig, { mode });
        const isQuery = mode === Mode.Control;
        const said = rig.ask(isQuery ? query(Opcode.ReadVariables) : bytes.subarray(0, length));
        assert.equal(said, verdict);
        assert.equal(rig.engine.verdicts[verdict], 1);
        const isAnswered = verdict === Verdict.Answered || verdict === Verdict.QueryAnswered;
        assert.equal(rig.answers.length > 0, isAnswered);
      });
    }
  });
