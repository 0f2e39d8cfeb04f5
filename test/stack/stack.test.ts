import assert from "node:assert/strict";
import { unknown } from "../../lib/rule";
import { MalformedResource, nameOf, Stack, stackOf, toResource } from "../../lib/stack/stack";
import { canonicalToken, tokenMatches } from "../../lib/stack/token";

describe("type tokens", () => {
  for (const [token, name] of [
    ["aws:s3/bucketV2:BucketV2", "aws:s3/bucket:Bucket"],
    ["aws:alb/loadBalancer:LoadBalancer", "aws:lb/loadBalancer:LoadBalancer"],
    ["aws:applicationloadbalancing/listener:Listener", "aws:lb/listener:Listener"],
    ["azure-native:storage/v20230101:StorageAccount", "azure-native:storage:StorageAccount"],
    ["azure-native:documentdb/v20210401preview:DatabaseAccount", "azure-native:cosmosdb:DatabaseAccount"],
    ["gcp:serviceAccount/account:Account", "gcp:serviceaccount/account:Account"],
    ["kubernetes:apps/v1:Deployment", "kubernetes:apps/v1:Deployment"],
  ] as const)
    it(`${token} is ${name}`, () => assert.equal(canonicalToken(token), name));
  it("fit a pattern as a whole", () => {
    assert.ok(tokenMatches("gcp:*IAMMember", "gcp:projects/iAMMember:IAMMember"));
    assert.ok(!tokenMatches("gcp:*IAMMember", "gcp:projects/iAMMember:IAMMemberX"));
    assert.ok(!tokenMatches("aws:s3/b.cket:Bucket", "aws:s3/bucket:Bucket"));
    assert.ok(!tokenMatches("aws:s3.*:Bucket", "aws:s3/bucket:Bucket"));
  });
});

const urn = (name: string, type = "aws:s3/bucket:Bucket") => `urn:pulumi:dev::shop::${type}::${name}`;

describe("a resource", () => {
  it("is named by its URN, whatever is in the name", () => {
    assert.equal(nameOf(urn("a::b")), "a::b");
    assert.deepEqual(stackOf(urn("a")), { stack: "dev", project: "shop" });
  });
  it("of a provider has its nested configuration parsed", () => {
    const type = "pulumi:providers:aws";
    const { inputs } = toResource({
      urn: urn("p", type),
      type,
      inputs: { defaultTags: '{"tags":{"a":"b"}}', skipRegionValidation: "true", accessKey: "{broken", version: "7" },
    });
    assert.deepEqual(inputs, { defaultTags: { tags: { a: "b" } }, skipRegionValidation: true, accessKey: "{broken", version: "7" });
  });
  it("that can't be read says where", () => {
    const inputs = { rules: [{ x: { "4dabf18193072939515e22adb298388d": "?" } }] };
    assert.throws(
      () => toResource({ urn: urn("a"), type: "aws:s3/bucket:Bucket", inputs }),
      (error: unknown) => error instanceof MalformedResource && error.message.includes("`inputs.rules[0].x`") && error.message.includes(urn("a")),
    );
  });
});

describe("a stack", () => {
  const bucket = toResource({ urn: urn("a"), type: "aws:s3/bucketV2:BucketV2", provider: `${urn("p", "pulumi:providers:aws")}::${unknown}` });
  const provider = toResource({ urn: urn("p", "pulumi:providers:aws"), type: "pulumi:providers:aws" });
  const stack = new Stack([bucket, provider]);
  it("finds resources by type, by pattern and by URN", () => {
    assert.deepEqual(stack.ofTypes(["aws:s3/bucket:Bucket"]), [bucket]);
    assert.deepEqual(stack.ofTypes(["aws:*", "pulumi:*"]), [bucket, provider]);
    assert.equal(stack.get(urn("a")), bucket);
    assert.equal(stack.providerOf(bucket), provider);
  });
  it("has a root, if only by its resources' names", () => {
    assert.equal(stack.root.urn, "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev");
    assert.equal(new Stack([]).root.type, "pulumi:pulumi:Stack");
  });
});
