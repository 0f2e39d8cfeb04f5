import assert from "node:assert/strict";
import { conform } from "../../lib/stack/shape";
import { toResource } from "../../lib/stack/stack";
import { Asset, isSecretKey, MistypedValue, Reference, secret, unknown, view } from "../../lib/stack/values";

const inputsOf = (type: string, inputs: Record<string, unknown>) => toResource({ urn: `urn:pulumi:dev::shop::${type}::a`, type, inputs }).inputs;
const instance = (inputs: Record<string, unknown>) => inputsOf("aws:ec2/instance:Instance", inputs);

describe("inputs of another type than the SDK's", () => {
  for (const [what, given, wanted] of [
    ["a text for a boolean", { monitoring: "True", ebsOptimized: "false" }, { monitoring: true, ebsOptimized: false }],
    ["a text for a number", { rootBlockDevice: { volumeSize: "8" } }, { rootBlockDevice: { volumeSize: 8 } }],
    ["a number or boolean for a text", { ami: 7, tags: { a: true } }, { ami: "7", tags: { a: "true" } }],
    ["one for a list", { vpcSecurityGroupIds: "sg-1" }, { vpcSecurityGroupIds: ["sg-1"] }],
    ["a list of one for a record", { metadataOptions: [{ httpTokens: "required" }] }, { metadataOptions: { httpTokens: "required" } }],
    ["an empty list for a record", { metadataOptions: [], ami: "ami-1" }, { ami: "ami-1" }],
    [
      "what isn't of its type",
      { monitoring: "perhaps", rootBlockDevice: { volumeSize: "" }, ami: {} },
      { monitoring: unknown, rootBlockDevice: { volumeSize: unknown }, ami: unknown },
    ],
    ["an unknown value", { monitoring: unknown, vpcSecurityGroupIds: unknown }, { monitoring: unknown, vpcSecurityGroupIds: unknown }],
    ["an input that no rule reads, or that isn't the SDK's", { constructor: 1, notAnInput: [[{}]] }, { constructor: 1, notAnInput: [[{}]] }],
  ] as [string, Record<string, unknown>, Record<string, unknown>][])
    it(`take ${what}`, () => assert.deepEqual(instance(given), wanted));

  it("take nothing else for a text or a record", () => {
    const type = "aws:ec2/instance:Instance";
    const asset = new Asset("asset", "x");
    assert.deepEqual(conform({ ami: asset, metadataOptions: asset, rootBlockDevice: [{}, {}] }, type), {
      ami: unknown,
      metadataOptions: unknown,
      rootBlockDevice: unknown,
    });
    assert.deepEqual(conform({ ami: new Reference("urn", "ami-1"), keyName: new Reference("urn", undefined) }, type), { ami: "ami-1", keyName: unknown });
  });
  it("are the same object where nothing differs", () => {
    const inputs = { ami: "ami-1", tags: { a: "b" }, metadataOptions: { httpTokens: "required" } };
    assert.equal(instance(inputs), inputs);
  });
  it("are left alone where the SDK leaves the type open, or isn't known", () => {
    const policy = { Statement: [{ Effect: "Allow" }] };
    assert.deepEqual(inputsOf("aws:s3/bucketPolicy:BucketPolicy", { bucket: "b", policy }), { bucket: "b", policy });
    assert.deepEqual(inputsOf("random:index/randomId:RandomId", { byteLength: "8" }), { byteLength: "8" });
  });
  it("belong to the types that a pattern of tokens names", () =>
    assert.deepEqual(inputsOf("gcp:storage/bucketIAMMember:BucketIAMMember", { role: ["roles/viewer"] }), { role: "roles/viewer" }));
  it("stay secret", () => {
    const inputs = inputsOf("aws:rds/instance:Instance", { password: secret(12345678), port: "5432" });
    assert.deepEqual(inputs, { password: "12345678", port: 5432 });
    assert.ok(isSecretKey(inputs, "password"));
  });
  it("tell where they are", () => {
    const inputs = view(instance({ rootBlockDevice: { encrypted: "perhaps" } })) as { rootBlockDevice: { encrypted: boolean } };
    assert.throws(
      () => inputs.rootBlockDevice.encrypted,
      (error) => error instanceof MistypedValue && /^`rootBlockDevice\.encrypted` has a value of another type/.test(error.message),
    );
  });
});
