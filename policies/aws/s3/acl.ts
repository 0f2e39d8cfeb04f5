import type { BucketArgs } from "@pulumi/aws/s3/bucket";
import type { BucketAclArgs } from "@pulumi/aws/s3/bucketAcl";
import type { BucketOwnershipControlsArgs } from "@pulumi/aws/s3/bucketOwnershipControls";
import type { Unwrap } from "@pulumi/pulumi/output";
import { hipaa } from "../../../lib/cloud/aws-controls";
import { resource, rule, setting, some, unknown } from "../../../lib/rule";
import type { Controls } from "../../../lib/rule/frameworks";
import { Bucket } from "./resources";

const BucketAcl = resource<BucketAclArgs>("aws:s3/bucketAcl:BucketAcl");

/** A bucket has its access control list inline or as a resource, as a name or as grants. */
const WithAcl = resource<Pick<BucketArgs, "acl" | "grants"> & Pick<BucketAclArgs, "accessControlPolicy">>(BucketAcl.tokens[0]!, Bucket.tokens[0]!);
type WithAcl = Unwrap<Pick<BucketArgs, "acl" | "grants"> & Pick<BucketAclArgs, "accessControlPolicy">>;

const aclOverview = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html";
const everyone = "http://acs.amazonaws.com/groups/global/AllUsers";
const allAccounts = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";

const grants = (group: string, ...permissions: string[]): { grants: { type: string; uri: string; permissions: string[] }[] } => ({
  grants: [{ type: "Group", uri: group, permissions }],
});
const grantPolicy = (group: string, permission: string) => ({
  accessControlPolicy: {
    owner: { id: "c1daexampleaaf850ea79cf0430f33d72579fd1611c97f7ded193374c0b163b6" },
    grants: [{ grantee: { type: "Group", uri: group }, permission }],
  },
});

/** Whether a grant gives a group one of the permissions. */
const givesTo = ({ grants, accessControlPolicy }: WithAcl, group: string, permissions: RegExp): boolean =>
  some(grants, (grant) => grant.uri === group && some(grant.permissions, (permission) => permissions.test(permission))) ||
  some(accessControlPolicy?.grants, ({ grantee, permission }) => grantee?.uri === group && permissions.test(permission));

const publicAclControls: Controls = {
  hipaa: hipaa.network,
  "nist-800-53-r5": ["AC-2(6)", "AC-3", "AC-4(21)", "AC-6", "AC-17(1)", "AC-17(4)(a)", "AC-17(9)", "AC-17(10)", "AC-17b", "CM-6a", "CM-9b", "MP-2"],
  "pci-dss-3.2.1": ["1.2", "1.2.1", "1.3", "1.3.1", "1.3.2", "1.3.4", "1.3.6", "2.2", "2.2.2"],
};

export const bucketAcl = rule(WithAcl, {
  id: "aws-s3-bucket-acl",
  title: "S3 buckets grant the public no read access by ACL",
  severity: "high",
  family: "public-access",
  preset: "recommended",
  controls: publicAclControls,
  equivalents: {
    checkov: ["CKV_AWS_20"],
    trivy: ["AVD-AWS-0092"],
    kics: ["38c5ee0d-7f22-4260-ab72-5073048df100", "bf878b1a-7418-4de3-b13c-3a86cf894920"],
    terrascan: ["AC_AWS_0210", "AC_AWS_0496"],
    regula: ["FG_R00277", "FG_R00279"],
    "cdk-nag": [
      "HIPAA.Security-S3BucketPublicReadProhibited",
      "NIST.800.53.R4-S3BucketPublicReadProhibited",
      "NIST.800.53.R5-S3BucketPublicReadProhibited",
      "PCI.DSS.321-S3BucketPublicReadProhibited",
    ],
    "pulumi-compliance": ["aws-s3-bucket-disallow-public-read"],
  },
  why: "A public ACL lets anyone on the internet list the bucket's objects.",
  fix: "Leave `acl` out, or set it to `private`, and share the bucket by a bucket policy.",
  see: aclOverview,
  pass: [
    {},
    { acl: "private" },
    { acl: "log-delivery-write" },
    grants("http://acs.amazonaws.com/groups/s3/LogDelivery", "WRITE"),
    grantPolicy(everyone, "WRITE"),
  ],
  fail: [{ acl: "public-read" }, { acl: "public-read-write" }, grants(everyone, "READ"), grantPolicy(everyone, "FULL_CONTROL")],
  unknown: [{ acl: unknown }, grantPolicy(everyone, unknown)],
  *check(self) {
    if (self.acl !== undefined && /^public-read/.test(self.acl)) yield `its ACL is \`${self.acl}\``;
    if (givesTo(self, everyone, /^(READ|FULL_CONTROL)$/)) yield "its ACL grants everyone to read";
  },
});

export const bucketAclWrite = rule(WithAcl, {
  id: "aws-s3-bucket-acl-write",
  title: "S3 buckets grant the public no write access by ACL",
  severity: "critical",
  family: "public-access",
  preset: "recommended",
  controls: publicAclControls,
  equivalents: {
    checkov: ["CKV_AWS_57"],
    terrascan: ["AC_AWS_0212", "AC_AWS_0213"],
    "cdk-nag": [
      "HIPAA.Security-S3BucketPublicWriteProhibited",
      "NIST.800.53.R4-S3BucketPublicWriteProhibited",
      "NIST.800.53.R5-S3BucketPublicWriteProhibited",
      "PCI.DSS.321-S3BucketPublicWriteProhibited",
    ],
  },
  why: "Anyone on the internet can then replace or delete the bucket's objects, or fill it at your cost.",
  fix: "Leave `acl` and grants to everyone out, and share the bucket by a bucket policy.",
  see: aclOverview,
  pass: [{}, { acl: "public-read" }, grants(everyone, "READ"), grantPolicy(everyone, "READ")],
  fail: [{ acl: "public-read-write" }, grants(everyone, "READ", "WRITE"), grantPolicy(allAccounts, "FULL_CONTROL"), grantPolicy(everyone, "WRITE_ACP")],
  unknown: [{ acl: unknown }],
  *check(self) {
    if (self.acl === "public-read-write") yield "its ACL is `public-read-write`";
    if (some([everyone, allAccounts], (group) => givesTo(self, group, /^(WRITE|WRITE_ACP|FULL_CONTROL)$/))) yield "its ACL grants everyone to write";
  },
});

export const bucketAclPermissions = rule(WithAcl, {
  id: "aws-s3-bucket-acl-permissions",
  title: "S3 buckets' own permissions aren't open to everyone",
  severity: "high",
  family: "public-access",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_375"], kics: ["64a222aa-7793-4e40-915f-4b302c76e4d4"] },
  why: "Who can read an ACL knows whom to attack; who can write it can give himself everything else.",
  fix: "Remove the grants of `READ_ACP`, `WRITE_ACP` and `FULL_CONTROL` to everyone.",
  see: aclOverview,
  pass: [{}, grants(everyone, "READ"), grantPolicy(everyone, "READ")],
  fail: [grants(everyone, "READ_ACP"), grantPolicy(everyone, "FULL_CONTROL"), grantPolicy(allAccounts, "WRITE_ACP")],
  unknown: [grantPolicy(unknown, "READ_ACP")],
  check: (self) =>
    some([everyone, allAccounts], (group) => givesTo(self, group, /^(READ_ACP|WRITE_ACP|FULL_CONTROL)$/)) && "its ACL opens the ACL itself to everyone",
});

export const bucketAclAuthenticated = rule(WithAcl, {
  id: "aws-s3-bucket-acl-authenticated",
  title: "S3 buckets grant nothing to all AWS accounts by ACL",
  severity: "high",
  family: "public-access",
  preset: "recommended",
  equivalents: {
    checkov: ["CKV_AWS_20", "CKV2_AWS_43"],
    kics: ["57b9893d-33b1-4419-bcea-a717ea87e139", "d4e5f6g7-h8i9-0jkl-1234-mn567opq8901"],
    terrascan: ["AC_AWS_0211", "AC_AWS_0215"],
  },
  why: "The group of authenticated users is everyone with any AWS account, not those of yours.",
  fix: "Leave `acl` out, and name the accounts that you mean in a bucket policy.",
  see: aclOverview,
  pass: [{}, { acl: "private" }, grants(everyone, "READ")],
  fail: [{ acl: "authenticated-read" }, grants(allAccounts, "READ"), grantPolicy(allAccounts, "READ_ACP")],
  unknown: [{ acl: unknown }],
  check: (self) => (self.acl === "authenticated-read" || givesTo(self, allAccounts, /./)) && "its ACL grants access to everyone with an AWS account",
});

export const bucketOwnership = setting(resource<BucketOwnershipControlsArgs>("aws:s3/bucketOwnershipControls:BucketOwnershipControls"), {
  id: "aws-s3-bucket-ownership",
  title: "S3 buckets have access control lists disabled",
  severity: "low",
  family: "access-control",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_65"] },
  why: "With ACLs each object can have rights of its own that no policy shows.",
  fix: "Set `rule.objectOwnership` to `BucketOwnerEnforced`, or leave the ownership controls out.",
  see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html",
  at: (self) => self.rule.objectOwnership,
  good: ["BucketOwnerEnforced"],
  bad: ["BucketOwnerPreferred", "ObjectWriter"],
  absent: "bad",
});
