import type { OauthClientArgs } from "@pulumi/gcp/iam/oauthClient";
import type { WorkforcePoolProviderArgs } from "@pulumi/gcp/iam/workforcePoolProvider";
import type { WorkloadIdentityPoolProviderArgs } from "@pulumi/gcp/iam/workloadIdentityPoolProvider";
import { each, resource, rule, setting, unknown } from "../../../lib/rule";

const OauthClient = resource<OauthClientArgs>("gcp:iam/oauthClient:OauthClient");
const WorkforcePoolProvider = resource<WorkforcePoolProviderArgs>("gcp:iam/workforcePoolProvider:WorkforcePoolProvider");
const WorkloadIdentityPoolProvider = resource<WorkloadIdentityPoolProviderArgs>("gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider");

export const oauthClientRedirect = rule(OauthClient, {
  id: "gcp-iam-oauth-client-redirect",
  title: "OAuth clients redirect to HTTPS only",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  why: "The authorisation code travels with the redirect, and over HTTP anyone on the way can read it.",
  fix: "Let all of `allowedRedirectUris` start with `https://`.",
  see: "https://cloud.google.com/iam/docs/workforce-manage-oauth-app",
  pass: [{ allowedRedirectUris: ["https://example.com/callback", "http://localhost:8080/callback"] }],
  fail: [{ allowedRedirectUris: ["https://example.com/callback", "http://example.com/callback"] }],
  unknown: [{ allowedRedirectUris: [unknown] }],
  check: ({ allowedRedirectUris }) =>
    each(allowedRedirectUris, (uri) => /^http:/i.test(uri) && !/^http:\/\/(localhost|127\.0\.0\.1|\[::1\])\b/i.test(uri) && `may redirect to \`${uri}\``),
});

export const workforcePoolProviderAuditLogging = setting(WorkforcePoolProvider, {
  id: "gcp-iam-workforce-pool-provider-audit-logging",
  title: "Workforce pool providers log their attribute mapping in detail",
  severity: "low",
  family: "logging",
  preset: "strict",
  why: "Without it, the audit log doesn't tell which claims of the identity provider led to an access.",
  see: "https://cloud.google.com/iam/docs/audit-logging/examples-workforce-identity",
  at: (self) => self.detailedAuditLogging,
  good: [true],
  absent: "bad",
});

export const workloadIdentityPoolProviderCondition = rule(WorkloadIdentityPoolProvider, {
  id: "gcp-iam-workload-identity-pool-provider-condition",
  title: "Workload identity pool providers limit whom they accept by a condition",
  severity: "medium",
  family: "identity",
  preset: "strict",
  equivalents: { checkov: ["CKV_GCP_118"], trivy: ["AVD-GCP-0068"] },
  why: "Without a condition, each identity that the provider knows can enter the pool.",
  fix: "Set `attributeCondition` to an expression that only your own workloads meet.",
  see: "https://cloud.google.com/iam/docs/workload-identity-federation#conditions",
  pass: [{ attributeCondition: "assertion.repository_owner_id == '123456'" }],
  fail: [{}, { attributeCondition: "" }],
  unknown: [{ attributeCondition: unknown }],
  check: ({ attributeCondition }) => !attributeCondition?.trim() && "has no `attributeCondition`",
});

/** Issuers that give tokens to anybody's workloads. */
const sharedIssuers =
  /^https:\/\/(token\.actions\.githubusercontent\.com|gitlab\.com|app\.terraform\.io|agent\.buildkite\.com|api\.bitbucket\.org|oidc\.vercel\.com)\b/;
/** Claims that tell whose workload it is. */
const ownership =
  /\b(repository(_id|_owner|_owner_id)?|sub|subject|enterprise(_id)?|namespace(_path|_id)|project(_path|_id)|terraform_organization_(id|name)|organization(_slug|_id)?|workspace(_uuid)?|owner(_id)?)\b/;

/** A comparison of the subject, with the first text that it is compared with. */
const subject = /\bsub(?:ject)?\b[^'"&|]*(?:'([^']*)'|"([^"]*)")/g;
/** What the subject of an owner's own workload starts with; Bitbucket's with the repository's id in braces. Other parts of a subject anybody can have. */
const ownSubject =
  /^(?:\{|repo:[^:/]+\/|(?:repository|repository_id|repository_owner|repository_owner_id|enterprise|enterprise_id|namespace_path|namespace_id|project_path|project_id|organization|owner):[^:])/;

const github = { issuerUri: "https://token.actions.githubusercontent.com" };
const gitlab = { issuerUri: "https://gitlab.com/" };
const attributeMapping = { "google.subject": "assertion.sub" };

export const workloadIdentityPoolProviderTenant = rule(WorkloadIdentityPoolProvider, {
  id: "gcp-iam-workload-identity-pool-provider-tenant",
  title: "Workload identity pool providers trust only your own part of a shared issuer",
  severity: "high",
  family: "identity",
  preset: "recommended",
  equivalents: { checkov: ["CKV_GCP_125"] },
  why: "GitHub and others sign the tokens of all of their customers alike: without a check of the owner, anybody's pipeline can enter the pool.",
  fix: "Map `google.subject`, and compare the claim that names the owner in `attributeCondition`, such as `assertion.repository_owner_id == '123456'`.",
  see: "https://cloud.google.com/iam/docs/workload-identity-federation-with-deployment-pipelines#conditions",
  pass: [
    { oidc: github, attributeMapping, attributeCondition: "assertion.repository == 'acme/shop'" },
    { oidc: github, attributeMapping, attributeCondition: "assertion.sub.startsWith('repo:acme/')" },
    { oidc: github, attributeMapping: { ...attributeMapping, "attribute.repo": "assertion.repository" }, attributeCondition: "attribute.repo == 'acme/shop'" },
    { oidc: gitlab, attributeMapping, attributeCondition: "google.subject.startsWith('project_path:acme/shop:')" },
    { oidc: github, attributeMapping, attributeCondition: "assertion.sub.size() > 0 && assertion.repository_owner_id == '123456'" },
    { oidc: { issuerUri: "https://login.microsoftonline.com/tenant/v2.0" } },
    { aws: { accountId: "123456789012" } },
  ],
  fail: [
    { oidc: github, attributeMapping },
    { oidc: gitlab, attributeMapping, attributeCondition: "assertion.ref == 'refs/heads/main'" },
    { oidc: github, attributeMapping, attributeCondition: "assertion.sub.matches('repo:*')" },
    { oidc: github, attributeMapping, attributeCondition: "assertion.sub == 'environment:production'" },
    { oidc: github, attributeMapping, attributeCondition: 'assertion.sub.startsWith("repo:acme")' },
    { oidc: github, attributeMapping: { "attribute.repo": "assertion.repository" }, attributeCondition: "attribute.repo == 'acme/shop'" },
  ],
  unknown: [
    { oidc: { issuerUri: unknown } },
    { oidc: gitlab, attributeMapping, attributeCondition: unknown },
    { oidc: github, attributeMapping: unknown, attributeCondition: "assertion.repository == 'acme/shop'" },
  ],
  check: ({ oidc, attributeCondition = "", attributeMapping }) => {
    if (!oidc || !sharedIssuers.test(oidc.issuerUri)) return false;
    if (!attributeMapping || !("google.subject" in attributeMapping)) return "maps no `google.subject`, without which nobody can tell whose token it is";
    const claims = attributeCondition
      .replace(/\battribute\.\w+/g, (name) => attributeMapping[name] ?? name)
      .replace(subject, (comparison, single = "", double = "") => (ownSubject.test(single || double) ? comparison : ""));
    return (!ownership.test(claims) || /['"](\w+:)?\*/.test(claims)) && "accepts tokens of the issuer's other customers";
  },
});
