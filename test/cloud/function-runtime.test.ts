import assert from "node:assert/strict";
import { unmaintained } from "../../lib/cloud/function-runtime";

const on = (day: string) => new Date(`${day}T12:00:00Z`);

describe("a function's runtime", () => {
  it("isn't maintained from the day on which its cloud ends the support", () => {
    assert.equal(unmaintained("lambda", "nodejs22.x", on("2027-04-29")), undefined);
    assert.equal(unmaintained("lambda", "nodejs22.x", on("2027-04-30")), "its runtime `nodejs22.x` isn't maintained since 2027-04-30");
    assert.equal(unmaintained("google", "python310", on("2026-10-03")), undefined);
    assert.equal(unmaintained("google", "python310", on("2026-10-04")), "its runtime `python310` isn't maintained since 2026-10-04");
  });
  it("is maintained where no end is known", () => {
    for (const runtime of [undefined, "", "nodejs99.x", "nodejs22", "toString", "__proto__"])
      assert.equal(unmaintained("lambda", runtime, on("2100-01-01")), undefined);
    assert.equal(unmaintained("google", "go126", on("2100-01-01")), undefined);
  });
});
