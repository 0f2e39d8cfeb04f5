import assert from "node:assert/strict";
import type { Settings } from "../../lib/decide/settings";
import { toPolicies } from "../../lib/pulumi/policies";
import { controlsOf } from "../../lib/rule/crosswalk";
import type { Rule } from "../../lib/rule/rule";
import { unknown } from "../../lib/stack/values";
import { rules } from "../support/analyzers/rules";

const byId = (id: string): Rule => rules.find((rule) => rule.id === id)!;
const acl = byId("aws-s3-bucket-acl");
const strict = byId("gcp-storage-bucket-customer-key");
const related = byId("aws-s3-bucket-public-access-block");
const withOptions = byId("test-values-bucket-tags");
const typeOf = (callback: unknown) => (callback as { __pulumiType?: string }).__pulumiType;

describe("toPolicies", () => {
  it("tells all of a rule that a policy can tell", () => {
    const [policy] = toPolicies([withOptions], { presets: ["strict"] });
    assert.equal(policy!.name, "test-values-bucket-tags");
    assert.equal(policy!.displayName, "Tags are short");
    assert.equal(policy!.enforcementLevel, "mandatory");
    assert.equal(policy!.severity, "high");
    assert.equal(policy!.url, withOptions.see);
    assert.equal(policy!.remediationSteps, withOptions.fix);
    assert.deepEqual(Object.keys(policy!.configSchema!.properties), ["longest"]);
    assert.deepEqual(toPolicies([acl])[0]!.tags, ["aws", "s3", "public-access", "recommended", ...Object.keys(controlsOf(acl))]);
  });

  it("disables rules that aren't in force", () => {
    const levels = (settings?: object) =>
      toPolicies([acl, strict], settings)
        .slice(0, 2)
        .map(({ enforcementLevel }) => enforcementLevel);
    assert.deepEqual(levels(), ["mandatory", "disabled"]);
    assert.deepEqual(levels({ presets: ["strict"], failOn: "critical" }), ["advisory", "advisory"]);
  });

  it("makes stack policies of rules with relations, and two of its own for all of them", () => {
    const policies = toPolicies([acl, related, related]);
    assert.deepEqual(
      policies.map(({ name }) => name),
      [acl.id, related.id, related.id, "remember-resources", "exemptions"],
    );
    assert.ok(policies[1]!.validateStack);
  });

  it("tells the SDK the type that a rule is for, unless resources may have it under other names", () => {
    const typeFor = (...tokens: string[]) => typeOf(toPolicies([{ ...acl, tokens }])[0]!.validateResource);
    assert.equal(typeFor("gcp:storage/bucket:Bucket"), "gcp:storage/bucket:Bucket");
    assert.equal(typeFor("aws:s3/bucket:Bucket"), undefined);
    assert.equal(typeFor("azure-native:storage:StorageAccount"), undefined);
    assert.equal(typeFor("gcp:*IAMMember"), undefined);
    assert.equal(typeFor("gcp:a:B", "gcp:c:D"), undefined);
  });

  it("reads properties that an SDK doesn't let it look behind", async () => {
    const throwing = (values: Record<string, unknown>) =>
      new Proxy(values, {
        get(target, key) {
          if (target[key as string] === unknown) throw new Error("can't be known during preview");
          return target[key as string];
        },
      });
    const found: unknown[] = [];
    const judge = async (props: object) => {
      const args = { type: acl.tokens[0], urn: "urn:pulumi:dev::test::aws:s3/bucket:Bucket::b", props, opts: {}, getConfig: () => ({}) };
      await toPolicies([acl])[0]!.validateResource!(args, (one: unknown) => found.push(one));
    };
    await judge(throwing({ acl: "public-read", bucket: unknown }));
    assert.equal(found.length, 1);
    await judge(throwing({ acl: unknown }));
    assert.equal(found.length, 1);
  });

  describe("for some stacks and resources", () => {
    interface Judged {
      readonly stack?: string;
      readonly tags?: Record<string, string>;
      readonly stackTags?: Record<string, string>;
      readonly config?: object;
    }
    /** The policy's level, and of each violation the level that it is told with. */
    const levelsOf = async (settings: Settings, { stack = "dev", tags = { a: "far too long" }, stackTags = {}, config = {} }: Judged = {}) => {
      const [policy] = toPolicies([withOptions], settings);
      const told: (string | undefined)[] = [];
      const args = {
        type: "aws:s3/bucket:Bucket",
        urn: `urn:pulumi:${stack}::test::aws:s3/bucket:Bucket::b`,
        props: { tags },
        getConfig: () => ({ longest: policy!.configSchema!.properties.longest.default, ...config }),
        stackTags: new Map(Object.entries(stackTags)),
        opts: {},
      };
      await policy!.validateResource!(args, ({ enforcementLevel }: any) => told.push(enforcementLevel));
      return [policy!.enforcementLevel, ...told];
    };
    const { id } = withOptions;

    it("tells levels that the SDK doesn't know", async () => {
      const settings: Settings = { presets: ["strict"], overrides: [{ stacks: ["dev"], failOn: "never" }] };
      assert.deepEqual(await levelsOf(settings), ["mandatory", "advisory"]);
      assert.deepEqual(await levelsOf(settings, { stack: "prod" }), ["mandatory", undefined]);
      assert.deepEqual(await levelsOf({ ...settings, overrides: [{ tags: { tier: "1" }, rules: { [id]: "off" } }] }, { stackTags: { tier: "1" } }), [
        "mandatory",
      ]);
    });

    it("has a rule called that is in force for some only", async () => {
      const settings: Settings = { presets: [], overrides: [{ tags: { tier: "1" }, rules: { [id]: "advisory" } }] };
      assert.deepEqual(await levelsOf(settings), ["advisory"]);
      assert.deepEqual(await levelsOf(settings, { tags: { a: "far too long", tier: "1" } }), ["advisory", undefined]);
    });

    it("leaves a rule to the engine that is in force for none", async () => {
      assert.deepEqual(await levelsOf({ presets: [] }), ["disabled", undefined]);
    });

    it("takes options from the settings, and before them from the engine", async () => {
      const settings: Settings = { presets: ["strict"], rules: { [id]: { longest: 100 } }, overrides: [{ stacks: ["prod"], rules: { [id]: { longest: 2 } } }] };
      assert.deepEqual(await levelsOf(settings), ["mandatory"]);
      assert.deepEqual(await levelsOf(settings, { config: { longest: 3 } }), ["mandatory", undefined]);
      assert.deepEqual(await levelsOf(settings, { stack: "prod" }), ["mandatory", undefined]);
      assert.deepEqual(await levelsOf(settings, { stack: "prod", config: { longest: 50 } }), ["mandatory"]);
    });
  });
});
