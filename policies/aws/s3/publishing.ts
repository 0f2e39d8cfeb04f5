import type { BucketCorsConfigurationArgs } from "@pulumi/aws/s3/bucketCorsConfiguration";
import type { BucketPolicyArgs } from "@pulumi/aws/s3/bucketPolicy";
import type { BucketWebsiteConfigurationArgs } from "@pulumi/aws/s3/bucketWebsiteConfiguration";
import { policyText, type Statement, statementsOf } from "../../../lib/cloud/iam-policy";
import { every, from, resource, rule, some, to, unknown } from "../../../lib/rule";
import type { Equivalents } from "../../../lib/rule/rule";
import { type AnyBucket, type AnyBucketArgs, Bucket } from "./resources";

const BucketPolicy = resource<BucketPolicyArgs>("aws:s3/bucketPolicy:BucketPolicy");
const BucketWebsite = resource<BucketWebsiteConfigurationArgs>("aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration");

/** A bucket has its policy inline or as a resource. */
const WithPolicy = resource<Pick<AnyBucketArgs, "bucket" | "policy" | "website" | "websites">>(BucketPolicy.tokens[0]!, Bucket.tokens[0]!);

const policyGuide =
  "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status";

const read = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::logs/*" };
const write = { ...read, Action: ["s3:GetObject", "s3:PutObject"] };
const member = { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } } };

/** The checks of other scanners don't tell reading from writing. */
const publicPolicy: Equivalents = {
  checkov: ["CKV_AWS_70"],
  kics: [
    "1df37f4b-7197-45ce-83f8-9994d2fcf885",
    "7af43613-6bb9-4a0e-8c4d-1314b799425e",
    "66c6f96f-2d9e-417e-a998-9058aeeecd44",
    "a4966c4f-9141-48b8-a564-ffe9959945bc",
    "d24c0755-c028-44b1-b503-8e719c898832",
    "ffdf4b37-7703-4dfe-a682-9d2e99bc6c09",
  ],
  terrascan: ["AC_AWS_0217", "AC_AWS_0218", "AC_AWS_0219", "AC_AWS_0220", "AC_AWS_0221", "AC_AWS_0224"],
  regula: ["FG_R00210", "FG_R00211"],
};

const onlyReads = (statement: Statement): boolean =>
  statement.notActions.length === 0 && every(statement.actions, (action) => /^s3:(GetObject|ListBucket)/i.test(action));

export const policyPublicWrite = rule(WithPolicy, {
  id: "aws-s3-policy-public-write",
  title: "S3 bucket policies let nobody unknown write or administer",
  severity: "critical",
  family: "public-access",
  preset: "recommended",
  equivalents: publicPolicy,
  why: "Anyone on the internet can then replace or delete the bucket's objects, or change the bucket.",
  fix: "Name the accounts or roles in `Principal`, or add a condition that says who may call.",
  see: policyGuide,
  pass: [{}, { policy: policyText(read) }, { policy: policyText({ ...write, ...member }) }, { policy: policyText({ ...write, Effect: "Deny" }) }],
  fail: [
    { policy: policyText(write) },
    { policy: policyText({ ...read, Action: "s3:*" }) },
    { policy: policyText({ ...read, Action: undefined, NotAction: "s3:DeleteBucket" }) },
    { policy: policyText({ ...write, Principal: { AWS: ["*"] }, Condition: { Bool: { "aws:SecureTransport": "true" } } }) },
  ],
  unknown: [{ policy: unknown }, { policy: policyText({ ...write, Principal: { AWS: unknown } }) }],
  check: ({ policy }) => some(statementsOf(policy), (statement) => statement.isPublic && !onlyReads(statement)) && "its policy lets anyone do more than read",
});

export const policyPublicRead = rule(WithPolicy, {
  id: "aws-s3-policy-public-read",
  title: "S3 bucket policies let nobody unknown read, but for websites",
  severity: "high",
  family: "public-access",
  preset: "recommended",
  equivalents: publicPolicy,
  why: "Anyone on the internet can then read the bucket's objects.",
  fix: "Name the accounts or roles in `Principal`, add a condition that says who may call, or publish the objects through CloudFront.",
  see: policyGuide,
  related: { buckets: to("bucket", Bucket, { configurations: from(BucketWebsite, "bucket") }) },
  pass: [
    {},
    { policy: policyText({ ...read, ...member }) },
    { policy: policyText({ ...read, Effect: "Deny" }) },
    { policy: policyText(read), website: { indexDocument: "index.html" } },
    { policy: policyText(read), buckets: [{ configurations: [{ indexDocument: { suffix: "index.html" } }] }] },
  ],
  fail: [
    { policy: policyText(read) },
    { bucket: unknown, policy: policyText(read), buckets: [{}] },
    { policy: policyText({ ...read, Action: ["s3:GetObject*", "s3:ListBucket"] }) },
  ],
  unknown: [{ policy: unknown }, { policy: policyText(read), buckets: [unknown] }],
  check: (self) =>
    some(statementsOf(self.policy), (statement) => statement.isPublic && onlyReads(statement)) &&
    !isWebsite(self) &&
    !some(self.buckets, isWebsite) &&
    "its policy lets anyone read",
});

const isWebsite = (bucket: Pick<AnyBucket, "website" | "websites"> & { configurations?: readonly unknown[] }): boolean =>
  bucket.website !== undefined || (bucket.websites?.length ?? 0) > 0 || (bucket.configurations?.length ?? 0) > 0;

export const bucketWebsite = rule(Bucket, {
  id: "aws-s3-bucket-website",
  title: "S3 buckets aren't websites",
  severity: "low",
  family: "public-access",
  preset: "strict",
  equivalents: { kics: ["42bb6b7f-6d54-4428-b707-666f669d94fb"], terrascan: ["AC_AWS_0208"] },
  why: "A website of S3 is served without TLS, and needs a bucket that is open to the internet.",
  fix: "Publish the objects by a CloudFront distribution with origin access control.",
  see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteHosting.html",
  related: { configurations: from(BucketWebsite, "bucket") },
  pass: [{}],
  fail: [
    { website: { indexDocument: "index.html" } },
    { websites: [{ indexDocument: "index.html" }] },
    { configurations: [{ indexDocument: { suffix: "index.html" } }] },
  ],
  unknown: [{ website: unknown }],
  check: (self) => isWebsite(self) && "it is a website",
});

export const bucketWebsiteOrigin = rule(Bucket, {
  id: "aws-s3-bucket-website-origin",
  title: "S3 website buckets are read through CloudFront only",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  equivalents: { "cdk-nag": ["AwsSolutions-S5"] },
  why: "Whoever reads the bucket itself goes around the distribution's TLS, firewall and logs.",
  fix: "Let the bucket's policy allow only the CloudFront distribution.",
  see: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html",
  related: { configurations: from(BucketWebsite, "bucket"), policies: from(BucketPolicy, "bucket") },
  pass: [
    {},
    { policies: [{ policy: policyText(read) }] },
    { website: {}, policies: [{ policy: policyText({ ...read, Principal: { Service: "cloudfront.amazonaws.com" } }) }] },
  ],
  fail: [{ website: {} }, { configurations: [{}], policies: [{ policy: policyText(read) }] }],
  unknown: [{ website: {}, policies: [{ policy: unknown }] }],
  check: (self) => {
    if (!isWebsite(self)) return;
    const isThroughCloudFront = (statements: readonly Statement[]) =>
      !some(statements, (statement) => statement.isPublic) && some(statements, (statement) => statement.allows && statement.covers("s3:GetObject"));
    return (
      !some([self, ...self.policies], ({ policy }) => isThroughCloudFront(statementsOf(policy))) && "it is a website whose policy isn't for CloudFront only"
    );
  },
});

const anyOrigin = (methods: string[]) => ({ corsRules: [{ allowedOrigins: ["*"], allowedMethods: methods }] });

export const bucketCors = rule(resource<BucketCorsConfigurationArgs>("aws:s3/bucketCorsConfiguration:BucketCorsConfiguration", Bucket.tokens[0]!), {
  id: "aws-s3-bucket-cors",
  title: "S3 buckets let only known origins write from a browser",
  severity: "low",
  family: "access-control",
  preset: "strict",
  equivalents: { kics: ["98a8f708-121b-455b-ae2f-da3fb59d17e1"] },
  why: "A page of anyone can then change objects with the credentials of whoever looks at it.",
  fix: "Name the origins in `allowedOrigins`, or allow only `GET` and `HEAD`.",
  see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html",
  pass: [{}, anyOrigin(["GET", "HEAD"]), { corsRules: [{ allowedOrigins: ["https://example.com"], allowedMethods: ["PUT"] }] }],
  fail: [anyOrigin(["GET", "PUT"])],
  unknown: [anyOrigin(unknown)],
  check: ({ corsRules }) =>
    some(
      corsRules,
      ({ allowedOrigins, allowedMethods }) =>
        some(allowedOrigins, (origin) => origin === "*") && some(allowedMethods, (method) => !/^(GET|HEAD)$/.test(method)),
    ) && "it lets every origin write from a browser",
});
