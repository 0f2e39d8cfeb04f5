import type { BucketPolicyArgs } from "@pulumi/aws/s3/bucketPolicy";
import { policyText, type Statement, statementsOf } from "../../../lib/cloud/iam-policy";
import { from, resource, rule, some, unknown } from "../../../lib/rule";
import { type AnyBucketArgs, Bucket } from "./resources";

const BucketPolicy = resource<BucketPolicyArgs>("aws:s3/bucketPolicy:BucketPolicy");

/** A bucket has its policy inline or as a resource. */
const WithPolicy = resource<Pick<AnyBucketArgs, "bucket" | "policy" | "website" | "websites">>(BucketPolicy.tokens[0]!, Bucket.tokens[0]!);

const read = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::logs/*" };

export const policyLockout = rule(WithPolicy, {
  id: "aws-s3-policy-lockout",
  title: "S3 bucket policies don't lock everyone out",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_93"] },
  why: "A policy that denies everything to everyone can only be removed by the account's root user.",
  fix: "Name the principals or actions that you mean, or add a condition to the denial.",
  see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html",
  pass: [
    {},
    { policy: policyText({ Effect: "Deny", Principal: "*", Action: "s3:DeleteObject", Resource: "*" }) },
    { policy: policyText({ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } }) },
    { policy: policyText({ Effect: "Deny", NotPrincipal: { AWS: "arn:aws:iam::111122223333:role/admin" }, Action: "s3:*", Resource: "*" }) },
  ],
  fail: [{ policy: policyText({ Effect: "Deny", Principal: { AWS: ["*"] }, Action: "s3:*", Resource: "*" }) }],
  unknown: [{ policy: unknown }],
  check: ({ policy }) =>
    some(
      statementsOf(policy),
      (statement) =>
        statement.denies &&
        some(statement.principals(), (principal) => principal === "*") &&
        statement.covers("s3:DeleteBucketPolicy") &&
        statement.covers("s3:PutBucketPolicy") &&
        !statement.hasConditions,
    ) && "its policy denies everything to everyone",
});

const insecure = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } };

const refusesPlainHttp = (statement: Statement): boolean => statement.refusesPlainHttp("s3:GetObject");

export const bucketSecureTransport = rule(Bucket, {
  id: "aws-s3-bucket-secure-transport",
  title: "S3 buckets refuse requests without TLS",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  controls: {
    "cis-aws-1.4": ["2.1.2"],
    hipaa: ["164.312(a)(2)(iv)", "164.312(c)(2)", "164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"],
    "nist-800-53-r5": ["AC-4", "AC-17(2)", "AC-24(1)", "AU-9(3)", "CA-9b", "CM-6a", "CM-9b", "IA-5(1)(c)", "PM-11b", "PM-17b", "SC-7(4)(b)", "SC-7(4)(g)"],
    "pci-dss-3.2.1": ["2.2", "4.1", "8.2.1"],
  },
  equivalents: {
    checkov: ["CKV_AWS_379"],
    kics: ["4bc4dd4c-7d8d-405e-a0fb-57fa4c31b4d9"],
    regula: ["FG_R00100"],
    "cdk-nag": [
      "AwsSolutions-S10",
      "HIPAA.Security-S3BucketSSLRequestsOnly",
      "NIST.800.53.R4-S3BucketSSLRequestsOnly",
      "NIST.800.53.R5-S3BucketSSLRequestsOnly",
      "PCI.DSS.321-S3BucketSSLRequestsOnly",
    ],
  },
  why: "S3 answers unencrypted requests too, and whoever is on the way reads along.",
  fix: "Give the bucket a policy that denies `s3:*` where `aws:SecureTransport` is `false`.",
  see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html",
  related: { policies: from(BucketPolicy, "bucket") },
  pass: [
    { policies: [{ policy: policyText(read, insecure) }] },
    { policy: policyText(insecure) },
    { policy: policyText({ ...insecure, Condition: { NumericLessThan: { "s3:TlsVersion": 1.2 } } }) },
  ],
  fail: [
    {},
    { policies: [{ policy: policyText(read) }] },
    { policies: [{ policy: policyText({ ...insecure, Action: "s3:PutObject" }) }] },
    { policies: [{ policy: policyText({ ...insecure, Principal: { AWS: "arn:aws:iam::111122223333:root" } }) }] },
  ],
  unknown: [{ policies: [unknown] }, { policies: [{ policy: unknown }] }],
  check: ({ policy, policies }) =>
    !some([...statementsOf(policy)], refusesPlainHttp) &&
    !some(policies, (other) => some(statementsOf(other.policy), refusesPlainHttp)) &&
    "no policy of it refuses requests without TLS",
});
