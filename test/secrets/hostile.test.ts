import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { findSecrets } from "../../lib/secrets";
import { detectors } from "../../lib/secrets/detectors";
import { characters, random } from "../support/strings";

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const token = (seed: string) => `ghp_${characters(seed, 36, letters)}`;

/** The processor's time, as others have the machine too. */
function milliseconds(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1000;
}

describe("findSecrets on what nobody would write", () => {
  it("survives every kind of value", () => {
    const cycle: Record<string, unknown> = { token: token("cycle") };
    cycle.self = cycle;
    let deep: unknown = token("deep");
    for (let i = 0; i < 5000; i++) deep = { deep };
    for (const value of [undefined, null, 1, Number.NaN, Symbol.iterator, () => 1, cycle, deep, "[".repeat(10_000), '{"a":', "\ud800", Object.create(null)])
      assert.doesNotThrow(() => findSecrets(value));
  });

  it("survives what is a bomb when unpacked", () => {
    const userData = gzipSync(Buffer.alloc(30_000_000)).toString("base64");
    assert.deepEqual(findSecrets({ userData }), []);
  });

  it("leaks nothing of 100,000 nested values made at random", function () {
    this.timeout(60_000);
    const next = random("fuzz");
    const noise = `${letters}"'\\{}[]:=,<>/ \n\t$-_.é\u0000\ud83d`;
    const text = (hidden: string): string => {
      const around = () => noise.slice(next(noise.length)).slice(0, next(30));
      return [around(), next(3) ? "" : "password=", next(2) ? hidden : "", around()].join(next(2) ? " " : "");
    };
    const value = (hidden: string, depth: number): unknown => {
      const kind = depth > 4 ? 0 : next(8);
      if (kind === 1) return Array.from({ length: next(4) }, () => value(hidden, depth + 1));
      if (kind === 2) return { name: text(hidden), value: value(hidden, depth + 1) };
      if (kind === 3) return Object.fromEntries(Array.from({ length: next(4) }, () => [text(hidden), value(hidden, depth + 1)]));
      if (kind === 4) return JSON.stringify(value(hidden, depth + 1)) ?? "";
      if (kind === 5) return Buffer.from(text(hidden)).toString("base64");
      if (kind === 6) return [null, undefined, true, 7, Number.NaN, 10n ** 20n][next(5)];
      return text(hidden);
    };
    const tokens = Array.from({ length: 50 }, (_, i) => token(`${i}`));
    for (let i = 0; i < 100_000; i++) {
      const hidden = tokens[i % tokens.length]!;
      const found = JSON.stringify(findSecrets({ [text(hidden)]: value(hidden, 0), token: hidden }));
      assert.ok(found.length > 2 && !found.includes(hidden), found);
    }
  });

  it("takes time in proportion to a text's length", function () {
    this.timeout(120_000);
    const parts = [
      "a",
      "password=",
      "eyJ",
      "://a:",
      "-----BEGIN RSA PRIVATE KEY-----\n",
      'token="',
      "key-",
      " -u a:",
      "curl ",
      "mysql -h a ",
      "data:\n  a: abcdefgh\n",
      "ZXlKa",
      "sk-",
      "DATADOG_API_KEY=",
      "<a",
    ];
    for (const part of parts) {
      const text = part.repeat(1_000_000 / part.length);
      assert.ok(milliseconds(() => findSecrets({ text })) < 1500, `1 MB of ${part}`);
    }
    for (const { kind, keywords } of detectors())
      for (const separator of ["", " ", "=", "+", ":", "~"]) {
        const part = `${keywords[0]}${separator}`;
        const text = part.repeat(20_000 / part.length);
        assert.ok(milliseconds(() => findSecrets({ text })) < 300, `20 KB of ${part} (${kind})`);
      }
  });

  it("costs an ordinary resource next to nothing", () => {
    const bucket = {
      bucket: "shop-logs-eu-west-1",
      tags: { owner: "platform", "cost-centre": "4711" },
      versioning: { enabled: true },
      policy: JSON.stringify({ Version: "2012-10-17", Statement: [] }),
    };
    findSecrets(bucket);
    assert.ok(milliseconds(() => Array.from({ length: 1000 }, () => findSecrets(bucket))) < 300);
  });
});
