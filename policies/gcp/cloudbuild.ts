import type { TriggerArgs } from "@pulumi/gcp/cloudbuild/trigger";
import type { WorkerPoolArgs } from "@pulumi/gcp/cloudbuild/workerPool";
import { ownServiceAccount } from "../../lib/cloud/own-service-account";
import { each, resource, rule, setting, unknown } from "../../lib/rule";

const WorkerPool = resource<WorkerPoolArgs>("gcp:cloudbuild/workerPool:WorkerPool");
const Trigger = resource<TriggerArgs>("gcp:cloudbuild/trigger:Trigger");

export const workerPoolPrivate = setting(WorkerPool, {
  id: "gcp-cloudbuild-worker-pool-private",
  title: "Cloud Build workers have no public address",
  severity: "medium",
  family: "network",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  equivalents: { checkov: ["CKV_GCP_86"] },
  why: "A build that runs foreign code can send your sources and credentials anywhere.",
  see: "https://cloud.google.com/build/docs/private-pools/private-pool-config-file-schema",
  at: ({ workerConfig }) => workerConfig?.noExternalIp,
  good: [true],
  absent: "bad",
});

export const triggerServiceAccount = ownServiceAccount(Trigger, {
  id: "gcp-cloudbuild-trigger-service-account",
  subject: "Cloud Build triggers",
  at: ({ serviceAccount }) => serviceAccount,
  see: "https://cloud.google.com/build/docs/securing-builds/configure-user-specified-service-accounts",
});

export const triggerPullRequests = rule(Trigger, {
  id: "gcp-cloudbuild-trigger-pull-requests",
  title: "Pull requests of strangers are not built before someone agrees",
  severity: "medium",
  family: "supply-chain",
  preset: "strict",
  why: "Anyone who may open a pull request runs code of theirs with the permissions of your build.",
  fix: "Set `pullRequest.commentControl` to `COMMENTS_ENABLED_FOR_EXTERNAL_CONTRIBUTORS_ONLY` or `COMMENTS_ENABLED`.",
  see: "https://cloud.google.com/build/docs/automating-builds/github/build-repos-from-github",
  pass: [
    {},
    { github: { owner: "o", name: "r", push: { branch: "^main$" } } },
    { github: { owner: "o", name: "r", pullRequest: { branch: "^main$", commentControl: "COMMENTS_ENABLED" } } },
  ],
  fail: [
    { github: { owner: "o", name: "r", pullRequest: { branch: "^main$" } } },
    { repositoryEventConfig: { repository: "r", pullRequest: { branch: "^main$", commentControl: "COMMENTS_DISABLED" } } },
    { developerConnectEventConfig: { gitRepositoryLink: "r", pullRequest: { branch: "^main$" } } },
  ],
  unknown: [{ github: { owner: "o", name: "r", pullRequest: { branch: "^main$", commentControl: unknown } } }],
  check: (self) =>
    each(
      [
        self.github?.pullRequest,
        self.repositoryEventConfig?.pullRequest,
        self.developerConnectEventConfig?.pullRequest,
        self.bitbucketServerTriggerConfig?.pullRequest,
      ],
      (pullRequest) =>
        pullRequest && !pullRequest.commentControl?.startsWith("COMMENTS_ENABLED") && "pull requests are built without a comment of a collaborator",
    ),
});

export const triggerLogging = rule(Trigger, {
  id: "gcp-cloudbuild-trigger-logging",
  title: "Cloud Build keeps the logs of builds",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AU-12"] },
  why: "Without logs nobody can tell what a build ran.",
  fix: "Leave `build.options.logging` out, or set it to `CLOUD_LOGGING_ONLY`.",
  see: "https://cloud.google.com/build/docs/securing-builds/store-manage-build-logs",
  pass: [{}, { build: { steps: [{ name: "gcr.io/cloud-builders/docker" }], options: { logging: "CLOUD_LOGGING_ONLY" } } }],
  fail: [{ build: { steps: [{ name: "gcr.io/cloud-builders/docker" }], options: { logging: "NONE" } } }],
  unknown: [{ build: { steps: [{ name: "gcr.io/cloud-builders/docker" }], options: { logging: unknown } } }],
  check: ({ build }) => build?.options?.logging === "NONE" && "its builds leave no logs",
});
