import type { ProviderArgs } from "@pulumi/gcp/provider";
import { isRecord, json } from "../../lib/cloud/json";
import { isSecret, resource, rule, secret, unknown } from "../../lib/rule";

const Provider = resource<ProviderArgs>("pulumi:providers:gcp");

const key = JSON.stringify({ type: "service_account", private_key_id: "1", private_key: "made up" });

export const credentialsPlain = rule(Provider, {
  id: "gcp-provider-credentials-plain",
  title: "The Google Cloud provider's credentials are not in plain text",
  severity: "critical",
  family: "secrets",
  preset: "recommended",
  why: "A service account's key in plain text is in the state, in previews and in logs, for everybody who can read one of them.",
  fix: "Use workload identity federation or application default credentials, or make the key a secret with `pulumi config set --secret gcp:credentials`.",
  see: "https://cloud.google.com/iam/docs/best-practices-for-managing-service-account-keys",
  pass: [{}, { credentials: "/path/to/key.json" }, { credentials: secret(key) }, { credentials: JSON.stringify({ type: "external_account" }) }],
  fail: [{ credentials: key }],
  unknown: [{ credentials: unknown }],
  check: (self) => {
    const credentials = json(self.credentials);
    return isRecord(credentials) && "private_key" in credentials && !isSecret(self, "credentials") && "`credentials` holds a private key in plain text";
  },
});

export const accessTokenPlain = rule(Provider, {
  id: "gcp-provider-access-token-plain",
  title: "The Google Cloud provider's access token is a secret",
  severity: "high",
  family: "secrets",
  preset: "recommended",
  why: "Until it expires, the token gives everybody who can read the state or a log the permissions of its owner.",
  fix: "Use application default credentials, or make the token a secret with `pulumi.secret`.",
  see: "https://cloud.google.com/docs/authentication/token-types#access",
  pass: [{}, { accessToken: secret("made up") }],
  fail: [{ accessToken: "made up" }],
  unknown: [{ accessToken: unknown }],
  check: (self) => self.accessToken && !isSecret(self, "accessToken") && "`accessToken` is in plain text",
});
