import type { LifecyclePolicyArgs } from "@pulumi/aws/ecr/lifecyclePolicy";
import type { RegistryScanningConfigurationArgs } from "@pulumi/aws/ecr/registryScanningConfiguration";
import type { RepositoryArgs } from "@pulumi/aws/ecr/repository";
import type { RepositoryCreationTemplateArgs } from "@pulumi/aws/ecr/repositoryCreationTemplate";
import type { RepositoryPolicyArgs } from "@pulumi/aws/ecr/repositoryPolicy";
import { noPublicPolicy } from "../../lib/cloud/public-policy";
import { all, customerKey, from, resource, rule, some, unknown } from "../../lib/rule";

const Repository = resource<RepositoryArgs>("aws:ecr/repository:Repository");
const AnyRepository = resource<Pick<RepositoryArgs, "encryptionConfigurations" | "imageTagMutability">>(
  "aws:ecr/repository:Repository",
  "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate",
);
const LifecyclePolicy = resource<LifecyclePolicyArgs>("aws:ecr/lifecyclePolicy:LifecyclePolicy");
const RepositoryPolicy = resource<RepositoryPolicyArgs>("aws:ecr/repositoryPolicy:RepositoryPolicy");
const CreationTemplate = resource<RepositoryCreationTemplateArgs>("aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate");
const RegistryScanning = resource<RegistryScanningConfigurationArgs>("aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration");

const scanning = "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html";
const onPush = { scanFrequency: "SCAN_ON_PUSH", repositoryFilters: [{ filter: "*", filterType: "WILDCARD" }] };

export const repositoryScan = rule(Repository, {
  id: "aws-ecr-repository-scan",
  title: "ECR repositories scan images when they are pushed",
  severity: "medium",
  family: "supply-chain",
  preset: "recommended",
  equivalents: {
    checkov: ["CKV_AWS_163"],
    trivy: ["AVD-AWS-0030"],
    kics: ["9630336b-3fed-4096-8173-b9afdfe346a7"],
    terrascan: ["AC_AWS_0083"],
    "pulumi-compliance": ["aws-ecr-repository-configure-image-scan", "aws-ecr-repository-enable-image-scan"],
  },
  why: "Known vulnerabilities of an image go unnoticed until somebody uses them.",
  fix: "Set `imageScanningConfiguration.scanOnPush` to `true`, or give the registry a rule in an `aws.ecr.RegistryScanningConfiguration`.",
  see: scanning,
  related: { registries: all(RegistryScanning) },
  pass: [
    { imageScanningConfiguration: { scanOnPush: true } },
    { registries: [{ scanType: "ENHANCED", rules: [{ ...onPush, scanFrequency: "CONTINUOUS_SCAN" }] }] },
  ],
  fail: [{}, { imageScanningConfiguration: { scanOnPush: false } }, { registries: [{ scanType: "BASIC", rules: [{ ...onPush, scanFrequency: "MANUAL" }] }] }],
  unknown: [{ imageScanningConfiguration: unknown }, { registries: [{ rules: unknown }] }],
  check: ({ imageScanningConfiguration, registries }) =>
    !imageScanningConfiguration?.scanOnPush &&
    !some(registries, ({ rules }) => some(rules, ({ scanFrequency }) => scanFrequency !== "MANUAL")) &&
    "its images aren't scanned when they are pushed",
});

export const registryScan = rule(RegistryScanning, {
  id: "aws-ecr-registry-scan",
  title: "ECR registries scan images again and again",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  why: "Basic scanning looks at an image once, and at packages of its system only; most vulnerabilities are found later, or in libraries.",
  fix: "Set `scanType` to `ENHANCED`, with a rule whose `scanFrequency` is `CONTINUOUS_SCAN`.",
  see: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-enhanced.html",
  pass: [{ scanType: "ENHANCED", rules: [{ ...onPush, scanFrequency: "CONTINUOUS_SCAN" }] }],
  fail: [{ scanType: "BASIC" }, { scanType: "ENHANCED", rules: [onPush] }, { scanType: "ENHANCED" }],
  unknown: [{ scanType: unknown }],
  check: ({ scanType, rules }) =>
    scanType !== "ENHANCED"
      ? `\`scanType\` is \`${scanType}\``
      : !some(rules, ({ scanFrequency }) => scanFrequency === "CONTINUOUS_SCAN") && "no rule of it scans continuously",
});

export const repositoryTags = rule(AnyRepository, {
  id: "aws-ecr-repository-tags",
  title: "ECR repositories have immutable tags",
  severity: "medium",
  family: "supply-chain",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_AWS_51"],
    trivy: ["AVD-AWS-0031"],
    kics: ["d1846b12-20c5-4d45-8798-fc35b79268eb"],
    terrascan: ["AC_AWS_0447"],
    "pulumi-compliance": ["aws-ecr-repository-disallow-mutable-image"],
  },
  why: "Whoever can push an image can put another one behind a tag that is in use.",
  fix: "Set `imageTagMutability` to `IMMUTABLE`.",
  see: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html",
  pass: [{ imageTagMutability: "IMMUTABLE" }, { imageTagMutability: "IMMUTABLE_WITH_EXCLUSION" }],
  fail: [{}, { imageTagMutability: "MUTABLE" }, { imageTagMutability: "MUTABLE_WITH_EXCLUSION" }],
  unknown: [{ imageTagMutability: unknown }],
  check: ({ imageTagMutability = "MUTABLE" }) => imageTagMutability.startsWith("MUTABLE") && `\`imageTagMutability\` is \`${imageTagMutability}\``,
});

export const repositoryKms = rule(AnyRepository, {
  id: "aws-ecr-repository-kms",
  title: "ECR repositories are encrypted with AWS KMS",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_136"], kics: ["0e32d561-4b5a-4664-a6e3-a3fa85649157"] },
  why: "With ECR's own keys, whoever may pull an image may decrypt it, and no log tells of the key's use.",
  fix: "Add `encryptionConfigurations` with the `encryptionType` `KMS`.",
  see: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html",
  pass: [{ encryptionConfigurations: [{ encryptionType: "KMS" }] }, { encryptionConfigurations: [{ encryptionType: "KMS_DSSE" }] }],
  fail: [{}, { encryptionConfigurations: [{ encryptionType: "AES256" }] }, { encryptionConfigurations: [{}] }],
  unknown: [{ encryptionConfigurations: [{ encryptionType: unknown }] }],
  check: ({ encryptionConfigurations }) =>
    !some(encryptionConfigurations, ({ encryptionType }) => encryptionType?.startsWith("KMS")) && "it isn't encrypted with AWS KMS",
});

export const repositoryCustomerKey = customerKey(AnyRepository, {
  id: "aws-ecr-repository-customer-key",
  subject: "ECR repositories",
  equivalents: { trivy: ["AVD-AWS-0033"], "pulumi-compliance": ["aws-ecr-repository-configure-customer-managed-key"] },
  see: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html",
  at: (repository) => repository.encryptionConfigurations?.[0]?.kmsKey,
  fail: [{ encryptionConfigurations: [{ encryptionType: "KMS" }] }],
});

const policyGuide = "https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html";
const openPolicy = {
  why: "Anyone with an AWS account can pull the images, or push others in their place.",
  see: policyGuide,
  action: "ecr:BatchGetImage",
  equivalents: {
    checkov: ["CKV_AWS_32"],
    trivy: ["AVD-AWS-0032"],
    kics: ["e86e26fc-489e-44f0-9bcd-97305e4ba69a"],
    terrascan: ["AC_AWS_0084"],
    "cdk-nag": ["AwsSolutions-ECR1"],
  },
} as const;

export const repositoryPolicyPublic = noPublicPolicy(
  resource<RepositoryPolicyArgs>("aws:ecr/repositoryPolicy:RepositoryPolicy", "aws:ecr/registryPolicy:RegistryPolicy"),
  { ...openPolicy, id: "aws-ecr-repository-policy-public", subject: "ECR repositories", at: ({ policy }) => policy },
);

export const creationTemplatePolicyPublic = noPublicPolicy(CreationTemplate, {
  ...openPolicy,
  id: "aws-ecr-creation-template-policy-public",
  subject: "ECR repositories made from a template",
  at: ({ repositoryPolicy }) => repositoryPolicy,
});

export const repositoryPolicyAttached = rule(Repository, {
  id: "aws-ecr-repository-policy-attached",
  title: "ECR repositories have a policy",
  severity: "low",
  family: "access-control",
  preset: "strict",
  equivalents: { kics: ["69e7c320-b65d-41bb-be02-d63ecc0bcc9d"], terrascan: ["AC_AWS_0462"] },
  why: "Every IAM policy of the account alone decides who may pull and push.",
  fix: "Give the repository an `aws.ecr.RepositoryPolicy`.",
  see: policyGuide,
  related: { policies: from(RepositoryPolicy, "repository") },
  pass: [{ policies: [{ policy: "{}" }] }],
  fail: [{}],
  unknown: [{ policies: [unknown] }],
  check: ({ policies }) => !some(policies, ({ repository }) => repository !== "") && "no RepositoryPolicy refers to it",
});

export const repositoryLifecycle = rule(Repository, {
  id: "aws-ecr-repository-lifecycle",
  title: "ECR repositories remove images that are no longer used",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  why: "Old images, with flaws that were found since, stay there to be started again.",
  fix: "Give the repository an `aws.ecr.LifecyclePolicy`.",
  see: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html",
  related: { policies: from(LifecyclePolicy, "repository") },
  pass: [{ policies: [{ policy: "{}" }] }],
  fail: [{}],
  unknown: [{ policies: [unknown] }],
  check: ({ policies }) => !some(policies) && "no LifecyclePolicy refers to it",
});
