import assert from "node:assert/strict";
import { judge, type Resource, Resources, resource, rule, rules, SettingsError, toResource } from "../lib";

const bucket = (name: string, inputs: Record<string, unknown>): Resource =>
  toResource({ urn: `urn:pulumi:dev::shop::aws:s3/bucket:Bucket::${name}`, type: "aws:s3/bucket:Bucket", inputs });

describe("the library", () => {
  const stack = new Resources([bucket("site", { acl: "public-read" }), bucket("logs", { bucket: "logs" })]);

  it("judges resources of one's own", () => {
    const findings = judge(stack, { only: ["aws-s3-bucket-acl"] });
    assert.deepEqual(
      findings.map(({ rule, name, level, message }) => [rule, name, level, message]),
      [["aws-s3-bucket-acl", "site", "mandatory", "its ACL is `public-read`"]],
    );
  });

  it("judges a source, by the recommended rules unless told", () => {
    const source = { source: "state.json", project: "shop", stack: "dev", resources: stack, warnings: [] };
    const judged = (settings?: Parameters<typeof judge>[1]) => judge(source, settings).map(({ rule }) => rule);
    assert.ok(judged().includes("aws-s3-bucket-acl") && !judged().includes("aws-s3-bucket-public-access-block"));
    assert.ok(judged({ presets: ["strict"] }).includes("aws-s3-bucket-public-access-block"));
  });

  it("judges by rules of one's own, beside the others", () => {
    const named = rule(resource<{ acl?: string; bucket?: string }>("aws:s3/bucket:Bucket"), {
      id: "acme-s3-bucket-name",
      title: "Buckets have names",
      severity: "low",
      family: "resilience",
      preset: "recommended",
      why: "Why.",
      fix: "Fix.",
      see: "https://example.com",
      pass: [{ bucket: "logs" }],
      fail: [{}],
      check: (self) => !self.bucket && "it has no name",
    });
    assert.deepEqual(
      judge(stack, { only: ["acme-s3-bucket-name", "aws-s3-bucket-acl"] }, [...rules, named]).map(({ rule, level }) => [rule, level]),
      [
        ["aws-s3-bucket-acl", "mandatory"],
        ["acme-s3-bucket-name", "advisory"],
      ],
    );
  });

  it("refuses settings that can't be meant", () => {
    assert.throws(() => judge(stack, { only: ["nonsense"] }), SettingsError);
    assert.throws(() => judge(stack, { presets: ["all" as "strict"] }), SettingsError);
  });
});
