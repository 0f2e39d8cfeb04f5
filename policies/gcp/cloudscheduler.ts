import type { JobArgs } from "@pulumi/gcp/cloudscheduler/job";
import { resource, rule, unknown } from "../../lib/rule";

const SchedulerJob = resource<JobArgs>("gcp:cloudscheduler/job:Job");

export const jobHttps = rule(SchedulerJob, {
  id: "gcp-cloudscheduler-job-https",
  title: "Cloud Scheduler jobs call their targets by HTTPS",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["SC-8"] },
  why: "What is sent by plain HTTP, tokens too, can be read and changed by anyone on the way.",
  fix: "Use an `https` address in `httpTarget.uri`.",
  see: "https://cloud.google.com/scheduler/docs/http-target-auth",
  pass: [{}, { httpTarget: { uri: "https://example.com/tick" } }],
  fail: [{ httpTarget: { uri: "http://example.com/tick" } }],
  unknown: [{ httpTarget: { uri: unknown } }],
  check: ({ httpTarget }) => /^http:/i.test(httpTarget?.uri ?? "") && "it calls its target by plain HTTP",
});

export const jobAuthentication = rule(SchedulerJob, {
  id: "gcp-cloudscheduler-job-authentication",
  title: "Cloud Scheduler jobs say who calls",
  severity: "low",
  family: "identity",
  preset: "strict",
  why: "A target that is called without a token has to be open to everyone.",
  fix: "Set `httpTarget.oidcToken` or `httpTarget.oauthToken` to a service account that may call the target.",
  see: "https://cloud.google.com/scheduler/docs/http-target-auth",
  pass: [
    {},
    { httpTarget: { uri: "https://example.com/tick", oidcToken: { serviceAccountEmail: "s@p.iam.gserviceaccount.com" } } },
    { httpTarget: { uri: "https://pubsub.googleapis.com/v1/x", oauthToken: { serviceAccountEmail: "s@p.iam.gserviceaccount.com" } } },
  ],
  fail: [{ httpTarget: { uri: "https://example.com/tick" } }],
  unknown: [{ httpTarget: { uri: "https://example.com/tick", oidcToken: unknown } }],
  check: ({ httpTarget }) => httpTarget && !httpTarget.oidcToken && !httpTarget.oauthToken && "it calls its target without a token",
});
