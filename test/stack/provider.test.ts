import assert from "node:assert/strict";
import { unknown } from "../../lib/rule";
import { toResource } from "../../lib/stack/stack";
import { isSecretKey, secret, UnknownValue, view } from "../../lib/stack/values";

const provider = (inputs: Record<string, unknown>) =>
  toResource({ urn: "urn:pulumi:dev::shop::pulumi:providers:gcp::main", type: "pulumi:providers:gcp", inputs });

describe("a provider's configuration", () => {
  it("has its nested values read", () => {
    const { inputs } = provider({ project: "p", scopes: '["a"]', userProjectOverride: "true", credentials: "{not JSON" });
    assert.deepEqual(inputs, { project: "p", scopes: ["a"], userProjectOverride: true, credentials: "{not JSON" });
  });

  it("keeps its secrets secret", () => {
    const { inputs, secrets } = provider({ credentials: secret('{"private_key":"made up"}'), defaultLabels: '{"team":"web"}' });
    assert.deepEqual(inputs, { credentials: { private_key: "made up" }, defaultLabels: { team: "web" } });
    assert.ok(isSecretKey(inputs, "credentials"));
    assert.ok(!isSecretKey(inputs, "defaultLabels"));
    assert.ok(secrets.has("made up"));
  });

  it("keeps what is unknown beside them", () => {
    const inputs = view(provider({ userProjectOverride: "false", accessToken: unknown, batching: `{"sendAfter":"${unknown}"}` }).inputs) as any;
    assert.throws(() => inputs.accessToken, UnknownValue);
    assert.throws(() => inputs.batching.sendAfter, UnknownValue);
  });
});
