import type { SigningJobArgs } from "@pulumi/aws/signer/signingJob";
import { resource, setting } from "../../lib/rule";

const SigningJob = resource<SigningJobArgs>("aws:signer/signingJob:SigningJob");

export const jobFailure = setting(SigningJob, {
  id: "aws-signer-job-failure",
  title: "Signing jobs that fail stop the deployment",
  severity: "medium",
  family: "supply-chain",
  preset: "strict",
  why: "What follows goes on with code that nobody signed.",
  see: "https://docs.aws.amazon.com/signer/latest/developerguide/lambda-workflow.html",
  at: (job) => job.ignoreSigningJobFailure,
  good: [false],
  absent: "good",
});
