import assert from "node:assert/strict";
import { isSecret, secret, unknown } from "../../lib/rule";
import { toResource } from "../../lib/stack/stack";
import { UnknownValue, view } from "../../lib/stack/values";

const read = (inputs: Record<string, unknown>) => {
  const type = "pulumi:providers:aws";
  return toResource({ urn: `urn:pulumi:dev::shop::${type}::east`, type, inputs }).inputs;
};

describe("a provider's configuration", () => {
  it("has its nested values, which the engine writes as JSON texts", () => {
    assert.deepEqual(read({ insecure: "true", allowedAccountIds: '["111122223333"]', region: "us-east-1", profile: "{dev" }), {
      insecure: true,
      allowedAccountIds: ["111122223333"],
      region: "us-east-1",
      profile: "{dev",
    });
  });
  it("keeps what is known of secrets and unknown values beside them", () => {
    const inputs = read({ insecure: "false", secretKey: secret("abc"), token: unknown, assumeRoles: `[{"roleArn":"${unknown}"}]` }) as any;
    assert.ok(isSecret(inputs, "secretKey"));
    assert.ok(!isSecret(inputs, "insecure"));
    assert.throws(() => view(inputs).token, UnknownValue);
    assert.throws(() => view(inputs).assumeRoles[0].roleArn, UnknownValue);
  });
});
