import { describeUnitTests } from "../unit.js";

await describeUnitTests("refclock");
