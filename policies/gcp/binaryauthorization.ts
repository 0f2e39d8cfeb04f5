import type { AttestorArgs } from "@pulumi/gcp/binaryauthorization/attestor";
import type { PolicyArgs } from "@pulumi/gcp/binaryauthorization/policy";
import { each, resource, rule, unknown } from "../../lib/rule";

const Attestor = resource<AttestorArgs>("gcp:binaryauthorization/attestor:Attestor");
const Policy = resource<PolicyArgs>("gcp:binaryauthorization/policy:Policy");

interface Admission {
  evaluationMode: string;
  enforcementMode: string;
}

const attested = {
  evaluationMode: "REQUIRE_ATTESTATION",
  enforcementMode: "ENFORCED_BLOCK_AND_AUDIT_LOG",
  requireAttestationsBies: ["projects/p/attestors/a"],
};
const allowed = { evaluationMode: "ALWAYS_ALLOW", enforcementMode: "ENFORCED_BLOCK_AND_AUDIT_LOG" };

/** What `isWrong` says of the policy's default rule and of those of its clusters. */
const eachRule = (
  self: { defaultAdmissionRule: Admission; clusterAdmissionRules?: readonly Admission[] },
  isWrong: (rule: Admission) => boolean,
  wrong: string,
) =>
  each(
    [
      () => self.defaultAdmissionRule && isWrong(self.defaultAdmissionRule) && `the default rule ${wrong}`,
      () => each(self.clusterAdmissionRules, (admission, i) => isWrong(admission) && `\`clusterAdmissionRules[${i}]\` ${wrong}`),
    ],
    (part) => part(),
  );

export const policyEvaluation = rule(Policy, {
  id: "gcp-binaryauthorization-policy-evaluation",
  title: "Binary Authorization policies don't allow all images",
  severity: "high",
  family: "supply-chain",
  preset: "strict",
  why: "Any image can be deployed, from anywhere and by anybody who can reach the cluster's API.",
  fix: "Set `evaluationMode` to `REQUIRE_ATTESTATION` and name attestors, or to `ALWAYS_DENY`.",
  see: "https://cloud.google.com/binary-authorization/docs/key-concepts",
  pass: [{ defaultAdmissionRule: attested, clusterAdmissionRules: [{ ...attested, cluster: "eu.main" }] }],
  fail: [{ defaultAdmissionRule: allowed }, { defaultAdmissionRule: attested, clusterAdmissionRules: [unknown, { ...allowed, cluster: "eu.main" }] }],
  unknown: [{ defaultAdmissionRule: { ...attested, evaluationMode: unknown } }],
  check: (self) => eachRule(self, ({ evaluationMode }) => evaluationMode === "ALWAYS_ALLOW", "allows all images"),
});

export const policyEnforcement = rule(Policy, {
  id: "gcp-binaryauthorization-policy-enforcement",
  title: "Binary Authorization policies are enforced",
  severity: "medium",
  family: "supply-chain",
  preset: "strict",
  why: "A dry run only writes down which images should have been kept out.",
  fix: "Set `enforcementMode` to `ENFORCED_BLOCK_AND_AUDIT_LOG`.",
  see: "https://cloud.google.com/binary-authorization/docs/key-concepts",
  pass: [{ defaultAdmissionRule: attested }],
  fail: [
    { defaultAdmissionRule: { ...attested, enforcementMode: "DRYRUN_AUDIT_LOG_ONLY" } },
    { defaultAdmissionRule: attested, clusterAdmissionRules: [{ ...attested, enforcementMode: "DRYRUN_AUDIT_LOG_ONLY", cluster: "eu.main" }] },
  ],
  unknown: [{ defaultAdmissionRule: { ...attested, enforcementMode: unknown } }],
  check: (self) => eachRule(self, ({ enforcementMode }) => enforcementMode === "DRYRUN_AUDIT_LOG_ONLY", "isn't enforced"),
});

export const policyExemptions = rule(Policy, {
  id: "gcp-binaryauthorization-policy-exemptions",
  title: "Binary Authorization policies exempt no whole registries",
  severity: "medium",
  family: "supply-chain",
  preset: "strict",
  why: "An image that a pattern exempts is never checked, and many people can push to a registry.",
  fix: "Name a repository or an image in `admissionWhitelistPatterns`.",
  see: "https://cloud.google.com/binary-authorization/docs/key-concepts",
  pass: [{}, { admissionWhitelistPatterns: [{ namePattern: "eu-docker.pkg.dev/acme/system/*" }, { namePattern: "gcr.io/acme/pause@sha256:1" }] }],
  fail: [
    { admissionWhitelistPatterns: [{ namePattern: "*" }] },
    { admissionWhitelistPatterns: [unknown, { namePattern: "gcr.io/**" }] },
    { admissionWhitelistPatterns: [{ namePattern: "eu-docker.pkg.dev/*" }] },
  ],
  unknown: [{ admissionWhitelistPatterns: [{ namePattern: unknown }] }],
  check: ({ admissionWhitelistPatterns }) =>
    each(admissionWhitelistPatterns, ({ namePattern }) => /^([^/]*\/)?\*+$/.test(namePattern) && `exempts \`${namePattern}\``),
});

export const policySystemImages = rule(Policy, {
  id: "gcp-binaryauthorization-policy-system-images",
  title: "Binary Authorization policies trust Google's own system images by Google's list",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  why: "Without Google's list, system images need patterns of your own, which grow too wide or stop the cluster's updates.",
  fix: "Set `globalPolicyEvaluationMode` to `ENABLE`.",
  see: "https://cloud.google.com/binary-authorization/docs/key-concepts#google-maintained_system_images",
  pass: [{ globalPolicyEvaluationMode: "ENABLE" }],
  fail: [{ globalPolicyEvaluationMode: "DISABLE" }],
  unknown: [{ globalPolicyEvaluationMode: unknown }],
  check: ({ globalPolicyEvaluationMode }) => globalPolicyEvaluationMode === "DISABLE" && "doesn't use Google's list of system images",
  remedy: () => ({ globalPolicyEvaluationMode: "ENABLE" }),
});

export const attestorKeys = rule(Attestor, {
  id: "gcp-binaryauthorization-attestor-keys",
  title: "Binary Authorization attestors have a public key",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  why: "No attestation can be verified, so nothing that needs this attestor can be deployed, and people turn the check off.",
  fix: "Add the signer's key to `attestationAuthorityNote.publicKeys`.",
  see: "https://cloud.google.com/binary-authorization/docs/creating-attestors-cli",
  pass: [{ attestationAuthorityNote: { noteReference: "n", publicKeys: [{ pkixPublicKey: { publicKeyPem: "p" } }] } }],
  fail: [{ attestationAuthorityNote: { noteReference: "n" } }, { attestationAuthorityNote: { noteReference: "n", publicKeys: [] } }],
  unknown: [{ attestationAuthorityNote: { noteReference: "n", publicKeys: unknown } }],
  check: ({ attestationAuthorityNote }) => !attestationAuthorityNote?.publicKeys?.length && "has no public key",
});
