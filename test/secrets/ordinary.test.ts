import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findSecrets } from "../../lib/secrets";
import { root } from "../support/built";

/** `name: "value"` of the programs in the documentation of a provider's SDK. */
function* settings(sdk: string): Generator<[name: string, value: string]> {
  const folder = join(root, "node_modules/@pulumi", sdk);
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" }))
    if (/^[a-z][A-Za-z0-9]*\/[A-Za-z0-9]+\.d\.ts$/.test(file))
      for (const [, name, value] of readFileSync(join(folder, file), "utf8").matchAll(/^ +\* .*?\b(\w+): "((?:[^"\\]|\\.)*)"/gm))
        yield [name!, value!.replaceAll("\\n", "\n").replaceAll('\\"', '"')];
}

/** Where the documentation itself has a password or a key in a program. */
const meansASecret = /(?:password|secret|token|_KEY|secretData|passwordWo)$/i;

describe("findSecrets on ordinary programs", () => {
  it("finds nothing in the thousands of values that the providers' documentation has", function () {
    this.timeout(60_000);
    const found: string[] = [];
    const seen = new Set<string>();
    for (const sdk of ["aws", "gcp"])
      for (const [name, value] of settings(sdk)) {
        if (seen.has(`${name} ${value}`)) continue;
        seen.add(`${name} ${value}`);
        for (const { kind, by } of findSecrets({ [name]: value })) if (by === "format" || !meansASecret.test(name)) found.push(`${kind} in ${name}: ${value}`);
      }
    assert.ok(seen.size > 8000, `${seen.size} values`);
    // A signature of a day in 2023.
    assert.deepEqual(
      found.filter((line) => !line.startsWith("azure-signature in token: sp=r&st=2023-12-20")),
      [],
    );
  });
});
