import type { ProviderArgs } from "@pulumi/azure-native/provider";
import { each, isSecret, resource, rule, secret, unknown } from "../../lib/rule";

const Provider = resource<ProviderArgs>("pulumi:providers:azure-native");

const credentials = ["clientSecret", "clientCertificatePassword", "oidcToken", "oidcRequestToken"] as const;

export const configurationSecrets = rule(Provider, {
  id: "azure-provider-configuration-secrets",
  title: "Credentials of the Azure provider are Pulumi secrets",
  severity: "critical",
  family: "secrets",
  preset: "recommended",
  why: "The credential lies in the state in the open, for everyone who may read the stack.",
  fix: "Set it by `pulumi config set --secret`, or sign in by OIDC or a managed identity instead.",
  see: "https://www.pulumi.com/docs/iac/concepts/secrets/",
  pass: [{}, { clientId: "id", clientSecret: secret("s3cret") }, { useOidc: true, oidcToken: secret(unknown) }],
  fail: [
    { clientSecret: "s3cret" },
    { clientSecret: secret("s3cret"), clientCertificatePassword: "pass" },
    { oidcToken: "ey.ey" },
    { oidcRequestToken: "ey.ey" },
  ],
  unknown: [{ clientSecret: unknown }],
  check: (self) => each(credentials, (credential) => !isSecret(self, credential) && self[credential] && `\`${credential}\` isn't a secret`),
});
