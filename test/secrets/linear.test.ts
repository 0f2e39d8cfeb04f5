import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { check } from "recheck";
import ts from "typescript";
import { detectors } from "../../lib/secrets/detectors";

const folder = join(__dirname, "../../lib/secrets");

/** All regular expressions of the folder: those that stand in it, and those that its tables make. */
function patterns(): ReadonlySet<string> {
  const found = new Set(detectors().map(({ pattern }) => `${pattern}`));
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"))) {
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) found.add(node.text);
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(file, readFileSync(join(folder, file), "utf8"), ts.ScriptTarget.Latest));
  }
  return found;
}

/** Prefixes and one repetition of one class can't but be linear. */
const isSimple = (pattern: string) => /^\/\(\?:[^[\](){}*+?]+\)\(?\[[^\]]+\]\{[\d,]+\}\)?(?:\(\?![^()]*\))?\/y$/.test(pattern);

/** Whether parts of a pattern get into each other's way doesn't depend on how often they may be repeated, but the time to tell does. */
const shortened = (source: string) =>
  source.replace(/\{(\d+)(,?)(\d*)\}/g, (_, least, comma, most) => `{${Math.min(least, 3)}${comma}${most && Math.min(most, 6)}}`);

describe("the search for secrets", () => {
  it("has no regular expression that can run away", async function () {
    this.timeout(120_000);
    process.env.RECHECK_BACKEND = "native";
    const all = [...patterns()].filter((pattern) => !isSimple(pattern));
    assert.ok(all.length > 100);
    const unsafe: string[] = [];
    for (const pattern of all) {
      const end = pattern.lastIndexOf("/");
      const [source, flags] = [shortened(pattern.slice(1, end)), pattern.slice(end + 1)];
      // What is sticky is tried at one place only.
      const { status } = await check(flags.includes("y") ? `^(?:${source})` : source, flags.replace(/[yg]/g, ""), { checker: "automaton", timeout: 30_000 });
      if (status !== "safe") unsafe.push(`${status}: ${pattern}`);
    }
    assert.deepEqual(unsafe, []);
  });
});
