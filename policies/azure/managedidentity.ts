import type { FederatedIdentityCredentialArgs } from "@pulumi/azure-native/managedidentity/federatedIdentityCredential";
import { resource, rule, unknown } from "../../lib/rule";

const FederatedIdentityCredential = resource<FederatedIdentityCredentialArgs>("azure-native:managedidentity:FederatedIdentityCredential");

const issuer = "https://token.actions.githubusercontent.com";

export const federatedcredentialGithub = rule(FederatedIdentityCredential, {
  id: "azure-managedidentity-federatedcredential-github",
  title: "Identities trust GitHub Actions of one repository only",
  severity: "high",
  family: "identity",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AZURE_249"] },
  why: "A subject that doesn't begin with one repository can be met by a workflow that somebody else writes.",
  fix: "Set `subject` to `repo:<owner>/<repository>:` and a branch, tag or environment.",
  see: "https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations",
  pass: [
    { issuer, subject: "repo:example/web:environment:production" },
    { issuer: "https://oidc.example.com", subject: "system:serviceaccount:web:web" },
  ],
  fail: [
    { issuer, subject: "repo:example/*:ref:refs/heads/main" },
    { issuer: `${issuer}/`, subject: "environment:production" },
  ],
  unknown: [{ issuer, subject: unknown }],
  check: ({ issuer: by, subject }) =>
    by?.toLowerCase().startsWith(issuer) && !/^repo:[^/:*]+\/[^/:*]+:[^*]+$/.test(subject ?? "") && `its subject \`${subject}\` isn't one repository's`,
});
