import { resource, rule, secret, unknown } from "../../lib/rule";
import { secretsOf } from "../../lib/secrets/resource";

const Any = resource<{}>("*");

/** Made up, and in parts, so that no scanner takes it for a real one. */
const token = ["ghp", "7b2Kx9QfLz4mVt8RwYc3NdHs6PjGa1EuTo5X"].join("_");
const about = {
  family: "secrets",
  preset: "recommended",
  see: "https://www.pulumi.com/docs/iac/concepts/secrets/",
} as const;

export const valueFormat = rule(Any, {
  ...about,
  id: "any-secrets-value-format",
  severity: "critical",
  title: "No value holds a credential that is told by its format",
  why: "A credential in a program is in its history, in the stack's state and in front of everyone who can read either, and stays valid until someone revokes it.",
  fix: "Revoke it, put a new one into the stack's configuration with `pulumi config set --secret`, into Pulumi ESC or into the cloud's secret manager, and read it from there.",
  pass: [{}, { image: "nginx:1.27" }, { token: secret(token) }, { token: unknown }, { token: `ghp_${"x".repeat(36)}` }],
  fail: [
    { script: `#!/bin/sh\ngit clone https://x:${token}@github.com/shop/site` },
    { containerDefinitions: JSON.stringify([{ environment: [{ name: "TOKEN", value: token }] }]) },
    { tags: { owner: `${token}` } },
  ],
  *check(self) {
    for (const { by, path, title, fingerprint } of secretsOf(self)) if (by === "format") yield `\`${path}\` holds ${title} (fingerprint ${fingerprint})`;
  },
});

export const valuePassword = rule(Any, {
  ...about,
  id: "any-secrets-value-password",
  severity: "high",
  title: "No password is typed into a value whose name means one",
  why: "A password in a program is in its history, in the stack's state and in front of everyone who can read either.",
  fix: "Change it, put the new one into the stack's configuration with `pulumi config set --secret`, into Pulumi ESC or into the cloud's secret manager, and read it from there.",
  pass: [
    {},
    { password: secret("CorrectHorse9!") },
    { password: unknown },
    { password: "<password>" },
    { environment: [{ name: "DB_PASSWORD", valueFrom: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db" }] },
    { secretName: "db-password" },
  ],
  fail: [
    { masterPassword: "CorrectHorse9!" },
    { environment: [{ name: "DB_PASSWORD", value: "CorrectHorse9!" }] },
    { userData: "export DB_PASSWORD=CorrectHorse9!" },
  ],
  *check(self) {
    for (const { by, path, title, fingerprint } of secretsOf(self)) if (by === "name") yield `\`${path}\` holds ${title} (fingerprint ${fingerprint})`;
  },
});
