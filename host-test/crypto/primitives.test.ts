import { declareContract } from "../support/primitives-contract.js";
import { PurePrimitives } from "../support/pure-primitives.js";

describe("primitives in JavaScript alone", () => declareContract(new PurePrimitives()));
