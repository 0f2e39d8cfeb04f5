import type { ProviderArgs } from "@pulumi/aws/provider";
import { each, isSecret, resource, rule, secret, setting, unknown } from "../../lib/rule";

const Provider = resource<ProviderArgs>("pulumi:providers:aws");

const accessKey = "AKIAIOSFODNN7EXAMPLE";
const secretKey = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
// Only keys of AWS's own form: emulators take any text.
const forms = { accessKey: /^(AKIA|ASIA)[A-Z0-9]{16}$/, secretKey: /^[A-Za-z0-9/+]{40}$/, token: /^[A-Za-z0-9/+=]{100,}$/ };

export const credentials = rule(Provider, {
  id: "aws-provider-credentials",
  title: "The AWS provider has no credentials in plain text",
  severity: "critical",
  family: "secrets",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_41"] },
  why: "Whoever can read the program or the stack's state can use the account.",
  fix: "Leave the keys out and let Pulumi find credentials by itself (a profile, OIDC, Pulumi ESC), or make them Pulumi secrets.",
  see: "https://www.pulumi.com/registry/packages/aws/installation-configuration/",
  pass: [{}, { profile: "dev" }, { accessKey: secret(accessKey), secretKey: secret(secretKey) }, { accessKey: "test", secretKey: "test" }],
  fail: [{ secretKey }, { accessKey, secretKey: secret(secretKey) }, { token: "IQoJb3JpZ2luX2Vj".repeat(10) }],
  unknown: [{ secretKey: unknown }],
  check: (self) =>
    each(
      Object.keys(forms) as (keyof typeof forms)[],
      (input) => !isSecret(self, input) && forms[input].test(self[input] ?? "") && `\`${input}\` is in plain text`,
    ),
});

export const tls = setting(Provider, {
  id: "aws-provider-tls",
  title: "The AWS provider checks certificates",
  severity: "high",
  family: "encryption-in-transit",
  preset: "recommended",
  why: "Whoever is on the way can pose as AWS, read the secrets of the deployment and change it.",
  fix: "Leave `insecure` out; give a proxy's certificate in `customCaBundle`.",
  see: "https://www.pulumi.com/registry/packages/aws/installation-configuration/",
  at: (self) => self.insecure,
  good: [false],
  absent: "good",
  pass: [{ customCaBundle: "proxy.pem" }],
});
