import assert from "node:assert/strict";
import type { AnalyzeResponse } from "@pulumi/pulumi/proto/analyzer_pb";
import { exampleOf } from "../../lib/judge/case";
import type { Relations } from "../../lib/rule/relation";
import { needsStack } from "../../lib/rule/rule";
import { unknownProvenance } from "../../lib/stack/provenance";
import { archiveSignature, assetSignature, secretSignature, signature, unknown } from "../../lib/stack/values";
import { analyzeRequest, bundle, type Finding, Peer, type Sent, urnOf } from "../support/analyzer";
import { rules } from "../support/analyzers/rules";

const bucket = (properties: object, name = "b"): Sent => ({ type: "aws:s3/bucket:Bucket", name, properties: properties as Sent["properties"] });
const object = (source: unknown): Sent => ({ type: "aws:s3/bucketObject:BucketObject", name: "o", properties: { source } });
const lambda = (properties: object): Sent => ({ type: "aws:lambda/function:Function", name: "f", properties: properties as Sent["properties"] });
const secret = (value: unknown) => ({ [signature]: secretSignature, value });
const asset = (parts: object) => ({ [signature]: assetSignature, ...parts });
const archive = (parts: object) => ({ [signature]: archiveSignature, ...parts });
const nested = (depth: number): unknown => (depth ? { deeper: [nested(depth - 1)] } : "end");

/** What the suite's own rules find, whatever the project's do. */
const own = (findings: Finding[]): Finding[] => findings.filter(({ policy }) => policy.startsWith("test-"));

/** Values of all kinds, the same in each run. */
function generated(seed: number): Sent {
  let state = seed;
  const random = (below: number) => (state = (state * 1103515245 + 12345) % 2147483648) % below;
  const value = (depth: number): unknown => {
    switch (random(depth > 4 ? 7 : 10)) {
      case 0:
        return random(2) === 0;
      case 1:
        return random(1000) / 8;
      case 2:
        return null;
      case 3:
        return 'ünïcødé \u{1f30d} \n "quoted"';
      case 4:
        return "";
      case 5:
        return secret(`classified ${random(100)}`);
      case 6:
        return `text ${random(100)}`;
      case 7:
        return Array.from({ length: random(4) }, () => value(depth + 1));
      default:
        return Object.fromEntries(Array.from({ length: random(5) }, (_, i) => [`key${i}`, value(depth + 1)]));
    }
  };
  return lambda(Object.fromEntries(Array.from({ length: 1 + random(8) }, (_, i) => [`input${i}`, value(0)])));
}

/** Whether a case is told apart by what only ours sees, or leaves a relation itself unknown, which no list of resources can. */
const isSpecial = (given: object, related: Relations): boolean =>
  JSON.stringify(given).includes(secretSignature) ||
  Object.keys(related).some((name) => ((given as any)[name] ?? []).some((element: unknown) => typeof element !== "object"));

/** The resources of a rule's case: its own, and those that its relations find, each with theirs. */
function resourcesOf(tokens: readonly string[], given: object, related: Relations, name = "self"): [Sent, ...Sent[]] {
  const inputs = Object.fromEntries(Object.entries(given).filter(([key]) => !(key in related)));
  const self: Sent = { type: exampleOf(tokens, inputs).type.replaceAll("*", "any"), name, properties: { ...given } };
  const others: Sent[] = [];
  for (const [relation, { direction, tokens, property = "", related: nested }] of Object.entries(related)) {
    for (const [i, element] of ((self.properties[relation] ?? []) as object[]).entries()) {
      const [other, ...further] = resourcesOf(tokens, element, nested, `${name}-${relation}${i}`);
      if (direction === "from") other.propertyDependencies = { ...other.propertyDependencies, [property]: [urnOf(self)] };
      if (direction === "to")
        self.propertyDependencies = { ...self.propertyDependencies, [property]: [...(self.propertyDependencies?.[property] ?? []), urnOf(other)] };
      others.push(other, ...further);
    }
    delete self.properties[relation];
  }
  return [self, ...others];
}

describe("our analyzer and @pulumi/policy's own", function () {
  this.timeout(120_000);
  let ours: Peer;
  let sdk: Peer;

  const start = async () => {
    [ours, sdk] = await Promise.all(["ours", "sdk"].map((name) => Peer.start(process.execPath, [bundle(`test/support/analyzers/${name}.ts`)])) as [any, any]);
  };
  const stop = () => {
    for (const peer of [ours, sdk]) peer?.stop();
  };
  before(start);
  after(stop);
  /** An analyzer serves one deployment: what its program exempts stays with it. */
  afterEach(async function () {
    if (this.currentTest?.title.includes("exempt")) {
      stop();
      await start();
    } else await Promise.all([ours, sdk].map((peer) => peer.configure({})));
  });

  /** Only ours knows what is secret, and what is in plain text. */
  const masked = (findings: Finding[]) => findings.map((finding) => ({ ...finding, message: finding.message.replace(/classified \d+/g, "[secret]") }));
  const told = (findings: Finding[]) => findings.filter(({ policy }) => !/^any-(?:secrets-value|stack-output)-/.test(policy));

  const bothFind = async (resources: Sent[], outputs = resources) => {
    const found = [];
    for (const resource of resources) {
      const [mine, theirs] = await Promise.all([ours.analyze(resource), sdk.analyze(resource)]);
      assert.deepEqual(told(mine), masked(theirs));
      found.push(...mine);
    }
    const [mine, theirs] = await Promise.all([ours.analyzeStack(outputs), sdk.analyzeStack(outputs)]);
    assert.deepEqual(told(mine), theirs);
    return [...found, ...mine];
  };

  describe("find the same", () => {
    for (const rule of rules.filter(({ id }) => !id.startsWith("test-")))
      it(`in the cases of ${rule.id}`, async () => {
        for (const wanted of ["pass", "fail", "unknown"] as const)
          for (const given of rule[wanted].filter((given) => !isSpecial(given, rule.related))) {
            const found = await bothFind(resourcesOf(rule.tokens, given, rule.related));
            if (needsStack(rule) || rule.provenance !== unknownProvenance) continue;
            assert.equal(
              found.some(({ policy }) => policy === rule.id),
              wanted === "fail",
              `${wanted}: ${JSON.stringify(given)}`,
            );
          }
      });

    it("in generated resources", async () => {
      for (let seed = 1; seed <= 200; seed++) assert.equal(own(await bothFind([generated(seed)])).length, 1);
    });

    it("where the program exempts a resource, or the component that it's in", async () => {
      const from = (rule: string, details = {}) => [`stackward:exempt:${JSON.stringify({ rule, reason: "It's a test.", ...details })}`];
      const tags = { tags: { a: "far too long" } };
      const house: Sent = { type: "acme:index:House", name: "house", properties: {}, additionalSecretOutputs: from("test-values-bucket-tags") };
      const inside = { ...bucket(tags, "inside"), parent: urnOf(house) };
      const exempted = { ...bucket({ acl: "public-read", ...tags }), additionalSecretOutputs: from("test-values-bucket-tags") };
      const expired = { ...bucket(tags, "expired"), additionalSecretOutputs: from("test-values-bucket-tags", { expires: "2020-02-29" }) };
      const idle = { ...bucket({}, "idle"), additionalSecretOutputs: from("test-values-bucket-tags") };
      const resources = [house, inside, exempted, expired, idle];
      const found = await bothFind(resources);
      assert.deepEqual(
        found.filter(({ policy }) => policy === "test-values-bucket-tags").map(({ urn, message }) => [urn, message.split("\n")[1]]),
        [[urnOf(expired), "Its exemption (program, Bucket expired) doesn't count: it expired on 2020-02-29."]],
      );
      assert.ok(found.some(({ policy, urn }) => policy === "aws-s3-bucket-acl" && urn === urnOf(exempted)));
      const summary = found.find(({ policy }) => policy === "exemptions");
      assert.equal(summary?.level, "advisory");
      assert.match(summary.message, /Bucket expired: .* expired on 2020-02-29\nprogram, Bucket idle: .* matches no finding/);
    });

    it("where the program protects a resource", async () => {
      const [open, kept] = [bucket({ forceDestroy: true }, "open"), { ...bucket({ forceDestroy: true }, "kept"), protect: true }];
      const found = (await bothFind([open, kept])).filter(({ policy }) => policy === "test-options-bucket-protect");
      assert.deepEqual(
        found.map(({ urn }) => urn),
        [urnOf(open)],
      );
    });

    it("where values are unknown", async () => {
      const found = await bothFind([bucket({ acl: unknown, tags: { a: "far too long", b: unknown, c: "much too long" } })]);
      assert.ok(found.some(({ message }) => message.startsWith("its tag `a`")));
      assert.deepEqual(own(await bothFind([lambda({ name: unknown })])), []);
    });

    it("in assets and archives", async () => {
      for (const source of [
        asset({ text: "hello" }),
        asset({ path: "./index.html" }),
        asset({ uri: "https://example.com/x" }),
        archive({ path: "./dist" }),
        archive({ uri: "https://example.com/x.zip" }),
        archive({ assets: { "index.js": asset({ text: "x" }), vendor: archive({ path: "./vendor" }) } }),
      ])
        assert.equal(own(await bothFind([object(source)])).length, 1);
    });

    it("in values nested deep", async () => assert.equal(own(await bothFind([lambda({ nested: nested(100) })])).length, 1));

    it("under a type's former names", async () => {
      const found = await bothFind([{ ...bucket({ acl: "public-read" }), type: "aws:s3/bucketV2:BucketV2" }]);
      assert.ok(found.some(({ policy }) => policy === "aws-s3-bucket-acl"));
    });

    it("in inputs, where the outputs don't have them", async () => {
      const block: Sent = {
        type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        name: "block",
        properties: { bucket: "b", blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
      };
      const known = bucket({ bucket: "b" });
      const found = await bothFind([known, block], [known, { ...block, properties: { bucket: "b" } }]);
      assert.ok(!found.some(({ policy }) => policy === "aws-s3-bucket-public-access-block"), JSON.stringify(found));
    });

    it("in outputs, of resources whose inputs nobody told", async () => {
      const outputs = [bucket({ bucket: "untold" }, "untold")];
      const found = await bothFind([], outputs);
      assert.ok(found.some(({ policy }) => policy === "aws-s3-bucket-public-access-block"));
    });

    it("with levels and options of the engine's configuration", async () => {
      const all = {
        "aws-s3-bucket-acl": { level: "ADVISORY" },
        "aws-s3-bucket-public-access-block": { level: "DISABLED" },
        "test-values-bucket-tags": { level: "MANDATORY", options: { longest: 2 } },
      } as const;
      await Promise.all([ours, sdk].map((peer) => peer.configure(all)));
      const found = await bothFind([bucket({ acl: "public-read", tags: { a: "four" } })]);
      assert.deepEqual(
        found.filter(({ policy }) => policy in all).map(({ policy, level }) => [policy, level]),
        [
          ["aws-s3-bucket-acl", "advisory"],
          ["test-values-bucket-tags", "mandatory"],
        ],
      );
    });
  });

  describe("remedy the same", () => {
    const remedyAll = () => Promise.all([ours, sdk].map((peer) => peer.configure({ "test-values-bucket-tags": { level: "REMEDIATE" } })));
    const bothRemedy = async (resource: Sent) => {
      await remedyAll();
      const [mine, theirs] = await Promise.all([ours.remediate(resource), sdk.remediate(resource)]);
      assert.deepEqual(mine, theirs);
      return mine;
    };

    it("and keep secrets, unknown values and assets", async () => {
      const rest = { bucket: unknown, acl: secret("private"), website: { document: asset({ path: "x" }), folder: archive({ path: "y" }) } };
      const tags = { long: "far too long", short: "short", hidden: secret("s3cret") };
      assert.deepEqual(await bothRemedy(bucket({ ...rest, tags })), [
        { policy: "test-values-bucket-tags", properties: { ...rest, tags: { ...tags, long: "far too " } }, diagnostic: "" },
      ]);
    });

    it("nothing of what is exempted", async () => {
      const entry = `stackward:exempt:{"rule":"test-values-bucket-tags","reason":"It's a test."}`;
      assert.deepEqual(await bothRemedy({ ...bucket({ tags: { a: "far too long" } }), additionalSecretOutputs: [entry] }), []);
    });
    it("only what a rule finds", async () => assert.deepEqual(await bothRemedy(bucket({ tags: { a: "ok" } })), []));
    it("nothing where the remedy needs an unknown value", async () =>
      assert.deepEqual(await bothRemedy(bucket({ tags: { a: "far too long", b: unknown } })), []));

    it("and find what is still wrong, as mandatory", async () => {
      await remedyAll();
      const [finding] = (await bothFind([bucket({ tags: { a: "far too long" } })])).filter(({ policy }) => policy === "test-values-bucket-tags");
      assert.equal(finding?.level, "mandatory");
    });
  });

  describe("tell the same of the policies", () => {
    it("except those that only one of them has", async () => {
      const [mine, theirs] = await Promise.all(
        [ours, sdk].map(async (peer) => {
          const info = (await peer.info()).toObject();
          return info.policiesList.filter(({ name }) => !["undecided", "remember-resources", "slow"].includes(name));
        }),
      );
      assert.deepEqual(mine, theirs);
      assert.equal(mine!.filter(({ name }) => name !== "exemptions").length, rules.length);
    });
  });

  describe("differ on purpose:", () => {
    const of = (policy: string) => (findings: { policy: string }[]) => findings.filter((finding) => finding.policy === policy);

    it("ours tells secrets apart, @pulumi/policy's unwraps them before a rule sees them", async () => {
      const given = bucket({ bucketPrefix: secret("hidden") });
      const prefix = of("test-secrets-bucket-prefix");
      assert.equal(prefix(await ours.analyze(given)).length, 0);
      assert.equal(prefix(await sdk.analyze(given)).length, 1);
    });

    it("ours prints no secret", async () => {
      const given = bucket({ tags: { a: secret("hunter2hunter2") } });
      const texts = async (peer: Peer) => JSON.stringify(await peer.analyze(given));
      assert.match(await texts(ours), /\[secret\]/);
      assert.doesNotMatch(await texts(ours), /hunter2/);
      assert.match(await texts(sdk), /hunter2/);
    });

    it("ours sums up what can't be decided yet, when asked for", async () => {
      const given = bucket({ acl: unknown, bucket: unknown });
      const summary = async () => {
        await ours.analyze(given);
        return of("undecided")(await ours.analyzeStack([given]));
      };
      assert.deepEqual(await summary(), []);
      await ours.configure({ undecided: { level: "MANDATORY" } });
      const [line, ...others] = (await summary()) as Awaited<ReturnType<Peer["analyze"]>>;
      assert.deepEqual(others, []);
      assert.equal(line!.level, "advisory");
      assert.match(line!.message, /^\d+ rules can't be decided for \d+ resources? before values are known: .*aws-s3-bucket-acl/);
    });

    it("ours says that a rule's remedy failed; either way the rule's finding stands", async () => {
      await Promise.all([ours, sdk].map((peer) => peer.configure({ "test-throws-bucket-name": { level: "REMEDIATE" } })));
      const given = bucket({ bucket: "fail" });
      assert.deepEqual(await ours.remediate(given), [
        { policy: "test-throws-bucket-name", properties: undefined, diagnostic: "the rule's remedy failed: no remedy" },
      ]);
      assert.deepEqual(await sdk.remediate(given), []);
      assert.equal(of("test-throws-bucket-name")(await bothFind([given])).length, 1);
    });

    it("ours answers no record for a policy that doesn't apply", async () => {
      const notApplicable = async (peer: Peer) =>
        (await peer.call<AnalyzeResponse>("analyze", analyzeRequest(lambda({})))).getNotApplicableList().map((record) => record.getPolicyName());
      assert.deepEqual(await notApplicable(ours), []);
      assert.ok((await notApplicable(sdk)).length > 0);
    });

    it("ours judges references and output values, on which every policy of @pulumi/policy fails", async () => {
      const reference = { [signature]: "5cf8f73096256a8f31e491e813e4eb8e", urn: "urn:pulumi:dev::test::a:b:C::c", id: "c-1" };
      const output = (parts: object) => ({ [signature]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", ...parts });
      for (const value of [reference, output({ value: "known" }), output({})]) {
        const given = bucket({ acl: "public-read", tags: { a: value } });
        assert.equal(of("aws-s3-bucket-acl")(await ours.analyze(given)).length, 1);
        await assert.rejects(sdk.analyze(given), /Unrecognized signature/);
      }
    });

    it("ours judges an asset with an empty text", async () => {
      const given = object(asset({ text: "" }));
      assert.equal(own(await ours.analyze(given)).length, 1);
      await assert.rejects(sdk.analyze(given), /Invalid asset/);
    });
  });

  it("isolate a rule that throws: one advisory finding, and the others' stand", async () => {
    const found = await bothFind([bucket({ bucket: "boom", acl: "public-read" })]);
    const [error] = found.filter(({ policy }) => policy === "test-throws-bucket-name");
    assert.equal(error?.level, "advisory");
    assert.match(error!.message, /^test-throws-bucket-name: the rule failed: boom/);
    assert.ok(found.some(({ policy }) => policy === "aws-s3-bucket-acl"));
  });
});
