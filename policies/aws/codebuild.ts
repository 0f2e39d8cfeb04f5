import type { ProjectArgs } from "@pulumi/aws/codebuild/project";
import type { ReportGroupArgs } from "@pulumi/aws/codebuild/reportGroup";
import type { SourceCredentialArgs } from "@pulumi/aws/codebuild/sourceCredential";
import type { WebhookArgs } from "@pulumi/aws/codebuild/webhook";
import { holdsCredential } from "../../lib/cloud/plain-secret";
import { customerKey, each, from, resource, rule, setting, some, unknown } from "../../lib/rule";

const Project = resource<ProjectArgs>("aws:codebuild/project:Project");
const ReportGroup = resource<ReportGroupArgs>("aws:codebuild/reportGroup:ReportGroup");
const SourceCredential = resource<SourceCredentialArgs>("aws:codebuild/sourceCredential:SourceCredential");
const Webhook = resource<WebhookArgs>("aws:codebuild/webhook:Webhook");

export const projectCustomerKey = customerKey(Project, {
  id: "aws-codebuild-project-customer-key",
  subject: "Artifacts of CodeBuild projects",
  equivalents: { checkov: ["CKV_AWS_147"], kics: ["3deec14b-03d2-4d27-9670-7d79322e3340"], "cdk-nag": ["AwsSolutions-CB4"] },
  see: "https://docs.aws.amazon.com/codebuild/latest/userguide/security-encryption.html",
  at: (project) => project.encryptionKey,
});

export const projectArtifactEncryption = rule(Project, {
  id: "aws-codebuild-project-artifact-encryption",
  title: "CodeBuild projects encrypt their artifacts",
  severity: "medium",
  family: "encryption-at-rest",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_78"], trivy: ["AVD-AWS-0018"] },
  why: "Whoever may read the bucket reads the build's results, without a key's policy to stop them.",
  fix: "Leave `encryptionDisabled` out.",
  see: "https://docs.aws.amazon.com/codebuild/latest/APIReference/API_ProjectArtifacts.html",
  pass: [
    { artifacts: { type: "S3" } },
    { artifacts: { type: "S3", encryptionDisabled: false } },
    { artifacts: { type: "NO_ARTIFACTS", encryptionDisabled: true } },
  ],
  fail: [{ artifacts: { type: "S3", encryptionDisabled: true } }, { secondaryArtifacts: [{ type: "S3", encryptionDisabled: true }] }],
  unknown: [{ artifacts: { type: "S3", encryptionDisabled: unknown } }],
  check: ({ artifacts, secondaryArtifacts }) =>
    some([artifacts, ...(secondaryArtifacts ?? [])], (one) => one?.encryptionDisabled && one.type !== "NO_ARTIFACTS") && "it doesn't encrypt its artifacts",
});

export const projectLogEncryption = setting(Project, {
  id: "aws-codebuild-project-log-encryption",
  title: "CodeBuild projects encrypt their logs",
  severity: "medium",
  family: "encryption-at-rest",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["CA-9(1)", "CM-3(6)", "SC-13", "SC-28", "SC-28(1)", "SI-7(6)"] },
  equivalents: { checkov: ["CKV_AWS_311"] },
  why: "Build logs tell of the code, its dependencies and, by mistake, of secrets.",
  see: "https://docs.aws.amazon.com/codebuild/latest/APIReference/API_S3LogsConfig.html",
  at: (project) => project.logsConfig?.s3Logs?.encryptionDisabled,
  good: [false],
  absent: "good",
});

export const projectLogging = rule(Project, {
  id: "aws-codebuild-project-logging",
  title: "CodeBuild projects log their builds",
  severity: "medium",
  family: "logging",
  preset: "recommended",
  controls: {
    "nist-800-53-r5": [
      "AC-2(4)",
      "AC-2(12)",
      "AC-4(26)",
      "AC-6(9)",
      "AU-2",
      "AU-3",
      "AU-6(3)",
      "AU-6(4)",
      "AU-9(7)",
      "AU-10",
      "AU-12",
      "CA-7",
      "SC-7(9)",
      "SI-3(8)",
      "SI-4",
      "SI-4(20)",
      "SI-7(8)",
    ],
  },
  equivalents: { checkov: ["CKV_AWS_314"] },
  why: "Nobody can tell afterwards what a build fetched, ran and published.",
  fix: "Leave `logsConfig.cloudwatchLogs` out, or set its `status` to `ENABLED`.",
  see: "https://docs.aws.amazon.com/codebuild/latest/APIReference/API_LogsConfig.html",
  pass: [
    {},
    { logsConfig: { cloudwatchLogs: { groupName: "builds" } } },
    { logsConfig: { cloudwatchLogs: { status: "DISABLED" }, s3Logs: { status: "ENABLED", location: "logs/builds" } } },
  ],
  fail: [
    { logsConfig: { cloudwatchLogs: { status: "DISABLED" } } },
    { logsConfig: { cloudwatchLogs: { status: "DISABLED" }, s3Logs: { status: "DISABLED" } } },
  ],
  unknown: [{ logsConfig: { cloudwatchLogs: { status: unknown } } }],
  check: ({ logsConfig }) =>
    logsConfig?.cloudwatchLogs?.status === "DISABLED" && logsConfig.s3Logs?.status !== "ENABLED" && "neither CloudWatch nor a bucket gets its logs",
});

export const projectLogPlace = rule(Project, {
  id: "aws-codebuild-project-log-place",
  title: "CodeBuild projects say where they log",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_314"] },
  why: "CodeBuild then makes a log group that keeps everything for ever, and that no program manages.",
  fix: "Set `logsConfig.cloudwatchLogs.groupName` to the name of an `aws.cloudwatch.LogGroup`, or `logsConfig.s3Logs`.",
  see: "https://docs.aws.amazon.com/codebuild/latest/APIReference/API_LogsConfig.html",
  pass: [{ logsConfig: { cloudwatchLogs: { groupName: unknown } } }, { logsConfig: { s3Logs: { status: "ENABLED", location: "logs/builds" } } }],
  fail: [{}, { logsConfig: {} }],
  unknown: [{ logsConfig: unknown }],
  check: ({ logsConfig }) => !(logsConfig && ("cloudwatchLogs" in logsConfig || "s3Logs" in logsConfig)) && "`logsConfig` names no place",
});

export const projectPrivileged = setting(Project, {
  id: "aws-codebuild-project-privileged",
  title: "CodeBuild projects aren't privileged",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AC-2(1)", "AC-3", "AC-3(7)", "AC-3(15)", "AC-5", "AC-6", "AC-6(2)", "AC-6(10)"] },
  equivalents: { checkov: ["CKV_AWS_316"] },
  why: "A dependency that runs in a privileged build is root on its host.",
  fix: "Leave `environment.privilegedMode` out, and build images without a Docker daemon or on a Docker server (`environment.dockerServer`).",
  see: "https://docs.aws.amazon.com/codebuild/latest/APIReference/API_ProjectEnvironment.html",
  at: (project) => project.environment?.privilegedMode,
  good: [false],
  absent: "good",
});

export const projectImage = rule(Project, {
  id: "aws-codebuild-project-image",
  title: "CodeBuild projects build in images that AWS or you keep",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  equivalents: { "cdk-nag": ["AwsSolutions-CB5"] },
  why: "Whoever can push to a public image's name decides what your builds run.",
  fix: "Use an image of CodeBuild (`aws/codebuild/...`) or one in your own Amazon ECR.",
  see: "https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-available.html",
  pass: [
    { environment: { image: "aws/codebuild/amazonlinux2-x86_64-standard:5.0" } },
    { environment: { image: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/build:3" } },
  ],
  fail: [{ environment: { image: "node:22" } }, { environment: { image: "public.ecr.aws/someone/build:latest" } }],
  unknown: [{ environment: { image: unknown } }],
  check: ({ environment }) => environment && !/^(aws\/codebuild\/|\d{12}\.dkr\.ecr\.)/.test(environment.image) && `it builds in \`${environment.image}\``,
});

const keyNames = /^AWS_(SECRET_ACCESS_KEY|ACCESS_KEY_ID|SESSION_TOKEN)$/;

export const projectCredentials = rule(Project, {
  id: "aws-codebuild-project-credentials",
  title: "CodeBuild projects have no credentials in plain variables",
  severity: "high",
  family: "secrets",
  preset: "recommended",
  controls: { hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(A)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"], "pci-dss-3.2.1": ["8.2.1"] },
  equivalents: {
    "cdk-nag": ["HIPAA.Security-CodeBuildProjectEnvVarAwsCred", "NIST.800.53.R4-CodeBuildProjectEnvVarAwsCred", "PCI.DSS.321-CodeBuildProjectEnvVarAwsCred"],
  },
  why: "Whoever may look at the project or its builds reads its variables.",
  fix: "Give the project's `serviceRole` the rights, and take other secrets by variables of type `SECRETS_MANAGER` or `PARAMETER_STORE`.",
  see: "https://docs.aws.amazon.com/securityhub/latest/userguide/codebuild-controls.html#codebuild-2",
  pass: [
    {},
    { environment: { environmentVariables: [{ name: "STAGE", value: "prod" }] } },
    { environment: { environmentVariables: [{ name: "AWS_SECRET_ACCESS_KEY", value: "deploy/key", type: "SECRETS_MANAGER" }] } },
  ],
  fail: [
    { environment: { environmentVariables: [{ name: "AWS_SECRET_ACCESS_KEY", value: unknown }] } },
    { environment: { environmentVariables: [{ name: "KEY", value: "AKIAIOSFODNN7EXAMPLE", type: "PLAINTEXT" }] } },
  ],
  unknown: [{ environment: { environmentVariables: [{ name: "KEY", value: unknown }] } }],
  check: ({ environment }) =>
    each(
      environment?.environmentVariables,
      (variable) =>
        (variable.type ?? "PLAINTEXT") === "PLAINTEXT" &&
        (keyNames.test(variable.name) || holdsCredential(variable.value)) &&
        `its variable \`${variable.name}\` is in plain text`,
    ),
});

export const projectSourceCredentials = rule(Project, {
  id: "aws-codebuild-project-source-credentials",
  title: "CodeBuild projects have no credentials in the addresses of their sources",
  severity: "high",
  family: "secrets",
  preset: "strict",
  why: "Whoever may look at the project or its builds reads them, and can change the code.",
  fix: "Take the credentials out of `location`, and connect the repository by `auth` or an `aws.codebuild.SourceCredential`.",
  see: "https://docs.aws.amazon.com/securityhub/latest/userguide/codebuild-controls.html#codebuild-1",
  pass: [
    { source: { type: "GITHUB", location: "https://github.com/example/shop.git" } },
    { source: { type: "GITHUB_ENTERPRISE", location: "https://git@git.example.com/shop.git" } },
    { source: { type: "NO_SOURCE" } },
  ],
  fail: [
    { source: { type: "BITBUCKET", location: "https://jane:made-up@bitbucket.org/example/shop.git" } },
    { secondarySources: [{ type: "GITHUB", location: "https://x-access-token:made-up@github.com/example/shop.git" }] },
  ],
  unknown: [{ source: { type: "GITHUB", location: unknown } }],
  check: ({ source, secondarySources }) =>
    some([source, ...(secondarySources ?? [])], (one) => /^https?:\/\/[^/@]*:[^/@]+@/.test(one?.location ?? "")) && "a source's `location` has a password",
});

export const projectSourceTls = rule(Project, {
  id: "aws-codebuild-project-source-tls",
  title: "CodeBuild projects check the certificates of their sources",
  severity: "high",
  family: "encryption-in-transit",
  preset: "recommended",
  why: "Whoever is on the way can give the build other code.",
  fix: "Leave `insecureSsl` out, and give a server's own certificate in `environment.certificate`.",
  see: "https://docs.aws.amazon.com/codebuild/latest/APIReference/API_ProjectSource.html",
  pass: [{ source: { type: "GITHUB_ENTERPRISE" } }, { source: { type: "GITHUB_ENTERPRISE", insecureSsl: false } }],
  fail: [{ source: { type: "GITHUB_ENTERPRISE", insecureSsl: true } }, { secondarySources: [{ type: "GITHUB_ENTERPRISE", insecureSsl: true }] }],
  unknown: [{ source: { type: "GITHUB_ENTERPRISE", insecureSsl: unknown } }],
  check: ({ source, secondarySources }) => some([source, ...(secondarySources ?? [])], (one) => one?.insecureSsl) && "`insecureSsl` is on for a source",
});

export const projectVisibility = setting(Project, {
  id: "aws-codebuild-project-visibility",
  title: "CodeBuild projects show their builds to nobody else",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  why: "Everyone on the internet can read the logs and take the artifacts of all builds.",
  see: "https://docs.aws.amazon.com/codebuild/latest/userguide/public-builds.html",
  at: (project) => project.projectVisibility,
  good: ["PRIVATE"],
  bad: ["PUBLIC_READ"],
  absent: "good",
});

export const projectForks = rule(Project, {
  id: "aws-codebuild-project-forks",
  title: "CodeBuild projects don't build what strangers propose",
  severity: "high",
  family: "supply-chain",
  preset: "strict",
  why: "Whoever opens a pull request from a fork runs code of theirs with the project's role.",
  fix: "Filter the webhook by `ACTOR_ACCOUNT_ID`, or set `pullRequestBuildPolicy` to ask for a comment before pull requests of forks are built.",
  see: "https://docs.aws.amazon.com/codebuild/latest/userguide/pull-request-build-policy.html",
  related: { webhooks: from(Webhook, "projectName") },
  pass: [
    {},
    { webhooks: [{ filterGroups: [{ filters: [{ type: "EVENT", pattern: "PUSH" }] }] }] },
    {
      webhooks: [
        {
          filterGroups: [
            {
              filters: [
                { type: "EVENT", pattern: "PULL_REQUEST_CREATED" },
                { type: "ACTOR_ACCOUNT_ID", pattern: "12345" },
              ],
            },
          ],
        },
      ],
    },
    {
      webhooks: [
        {
          filterGroups: [{ filters: [{ type: "EVENT", pattern: "PULL_REQUEST_CREATED" }] }],
          pullRequestBuildPolicy: { requiresCommentApproval: "FORK_PULL_REQUESTS" },
        },
      ],
    },
  ],
  fail: [
    {
      webhooks: [
        {
          filterGroups: [{ filters: [{ type: "EVENT", pattern: "PUSH, PULL_REQUEST_CREATED, PULL_REQUEST_UPDATED" }] }],
          pullRequestBuildPolicy: { requiresCommentApproval: "DISABLED" },
        },
      ],
    },
  ],
  unknown: [{ webhooks: [unknown] }],
  check: ({ webhooks }) =>
    some(
      webhooks,
      ({ filterGroups, pullRequestBuildPolicy }) =>
        pullRequestBuildPolicy?.requiresCommentApproval === "DISABLED" &&
        some(
          filterGroups,
          ({ filters }) =>
            some(filters, ({ type, pattern }) => type === "EVENT" && pattern?.includes("PULL_REQUEST_")) &&
            !some(filters, ({ type }) => type === "ACTOR_ACCOUNT_ID"),
        ),
    ) && "a webhook builds every pull request",
});

export const reportGroupEncryption = setting(ReportGroup, {
  id: "aws-codebuild-report-group-encryption",
  title: "CodeBuild encrypts the test reports that it exports",
  severity: "medium",
  family: "encryption-at-rest",
  preset: "recommended",
  why: "Whoever may read the bucket reads the reports, without a key's policy to stop them.",
  see: "https://docs.aws.amazon.com/codebuild/latest/APIReference/API_S3ReportExportConfig.html",
  at: (group) => group.exportConfig?.s3Destination?.encryptionDisabled,
  good: [false],
  absent: "good",
});

export const sourceCredentialType = setting(SourceCredential, {
  id: "aws-codebuild-source-credential-type",
  title: "CodeBuild reaches repositories by connections, not by passwords",
  severity: "low",
  family: "secrets",
  preset: "strict",
  controls: { hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(A)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"], "pci-dss-3.2.1": ["8.2.1"] },
  equivalents: {
    "cdk-nag": ["HIPAA.Security-CodeBuildProjectSourceRepoUrl", "NIST.800.53.R4-CodeBuildProjectSourceRepoUrl", "PCI.DSS.321-CodeBuildProjectSourceRepoUrl"],
  },
  why: "A person's token or password opens all that they may do, until somebody remembers to change it.",
  see: "https://docs.aws.amazon.com/codebuild/latest/userguide/access-tokens.html",
  at: (credential) => credential.authType,
  good: ["CODECONNECTIONS", "OAUTH", "SECRETS_MANAGER"],
  bad: ["PERSONAL_ACCESS_TOKEN", "BASIC_AUTH"],
  absent: "bad",
});
