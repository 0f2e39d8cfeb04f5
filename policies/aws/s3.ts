import type { AccessPointArgs } from "@pulumi/aws/s3/accessPoint";
import type { AccountPublicAccessBlockArgs } from "@pulumi/aws/s3/accountPublicAccessBlock";
import type { BucketArgs } from "@pulumi/aws/s3/bucket";
import type { BucketAclArgs } from "@pulumi/aws/s3/bucketAcl";
import type { BucketCorsConfigurationArgs } from "@pulumi/aws/s3/bucketCorsConfiguration";
import type { BucketLifecycleConfigurationArgs } from "@pulumi/aws/s3/bucketLifecycleConfiguration";
import type { BucketLoggingArgs } from "@pulumi/aws/s3/bucketLogging";
import type { BucketNotificationArgs } from "@pulumi/aws/s3/bucketNotification";
import type { BucketObjectLockConfigurationArgs } from "@pulumi/aws/s3/bucketObjectLockConfiguration";
import type { BucketObjectv2Args } from "@pulumi/aws/s3/bucketObjectv2";
import type { BucketOwnershipControlsArgs } from "@pulumi/aws/s3/bucketOwnershipControls";
import type { BucketPolicyArgs } from "@pulumi/aws/s3/bucketPolicy";
import type { BucketPublicAccessBlockArgs } from "@pulumi/aws/s3/bucketPublicAccessBlock";
import type { BucketReplicationConfigArgs } from "@pulumi/aws/s3/bucketReplicationConfig";
import type { BucketServerSideEncryptionConfigurationArgs } from "@pulumi/aws/s3/bucketServerSideEncryptionConfiguration";
import type { BucketV2Args } from "@pulumi/aws/s3/bucketV2";
import type { BucketVersioningArgs } from "@pulumi/aws/s3/bucketVersioning";
import type { BucketWebsiteConfigurationArgs } from "@pulumi/aws/s3/bucketWebsiteConfiguration";
import type { ObjectCopyArgs } from "@pulumi/aws/s3/objectCopy";
import type { Unwrap } from "@pulumi/pulumi/output";
import { hipaa, nist, pci } from "../../lib/cloud/aws-controls";
import { policyText, type Statement, statementsOf } from "../../lib/cloud/iam-policy";
import { all, customerKey, each, every, from, option, resource, rule, setting, some, to, unknown } from "../../lib/rule";

/** A bucket as `Bucket` or as the former `BucketV2` writes its inline inputs. */
type AnyBucketArgs = BucketArgs &
  Pick<BucketV2Args, "loggings" | "replicationConfigurations" | "serverSideEncryptionConfigurations" | "versionings" | "websites">;
type AnyBucket = Unwrap<AnyBucketArgs>;

const Bucket = resource<AnyBucketArgs>("aws:s3/bucket:Bucket");
const BucketAcl = resource<BucketAclArgs>("aws:s3/bucketAcl:BucketAcl");
const BucketLogging = resource<BucketLoggingArgs>("aws:s3/bucketLogging:BucketLogging");
const BucketLifecycleConfiguration = resource<BucketLifecycleConfigurationArgs>("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration");
const BucketNotification = resource<BucketNotificationArgs>("aws:s3/bucketNotification:BucketNotification");
const BucketObject = resource<BucketObjectv2Args>("aws:s3/bucketObjectv2:BucketObjectv2", "aws:s3/bucketObject:BucketObject");
const BucketObjectLockConfiguration = resource<BucketObjectLockConfigurationArgs>("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration");
const BucketPolicy = resource<BucketPolicyArgs>("aws:s3/bucketPolicy:BucketPolicy");
const BucketPublicAccessBlock = resource<BucketPublicAccessBlockArgs>("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock");
const AccountPublicAccessBlock = resource<AccountPublicAccessBlockArgs>("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock");
const BucketReplicationConfig = resource<BucketReplicationConfigArgs>("aws:s3/bucketReplicationConfig:BucketReplicationConfig");
const BucketEncryption = resource<BucketServerSideEncryptionConfigurationArgs>(
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
);
const BucketVersioning = resource<BucketVersioningArgs>("aws:s3/bucketVersioning:BucketVersioning");
const BucketWebsite = resource<BucketWebsiteConfigurationArgs>("aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration");

// Access control lists. A bucket has them inline or as a resource, as a name or as grants.

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

export const bucketAcl = rule(WithAcl, {
  id: "aws-s3-bucket-acl",
  title: "S3 buckets grant the public no read access by ACL",
  severity: "high",
  family: "public-access",
  preset: "recommended",
  controls: {
    hipaa: hipaa.network,
    "nist-800-53-r5": ["AC-2(6)", "AC-3", "AC-4(21)", "AC-6", "AC-17(1)", "AC-17(4)(a)", "AC-17(9)", "AC-17(10)", "AC-17b", "CM-6a", "CM-9b", "MP-2"],
    "pci-dss-3.2.1": ["1.2", "1.2.1", "1.3", "1.3.1", "1.3.2", "1.3.4", "1.3.6", "2.2", "2.2.2"],
  },
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
  controls: {
    hipaa: hipaa.network,
    "nist-800-53-r5": ["AC-2(6)", "AC-3", "AC-4(21)", "AC-6", "AC-17(1)", "AC-17(4)(a)", "AC-17(9)", "AC-17(10)", "AC-17b", "CM-6a", "CM-9b", "MP-2"],
    "pci-dss-3.2.1": ["1.2", "1.2.1", "1.3", "1.3.1", "1.3.2", "1.3.4", "1.3.6", "2.2", "2.2.2"],
  },
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
  fail: [{ acl: "public-read-write" }, grants(everyone, "READ", "WRITE"), grantPolicy(allAccounts, "FULL_CONTROL")],
  unknown: [{ acl: unknown }],
  *check(self) {
    if (self.acl === "public-read-write") yield "its ACL is `public-read-write`";
    if (some([everyone, allAccounts], (group) => givesTo(self, group, /^(WRITE|FULL_CONTROL)$/))) yield "its ACL grants everyone to write";
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
    checkov: ["CKV2_AWS_43"],
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

// The block of public access.

const blockGuide = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html";
const allOn = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };

export const bucketPublicAccessBlock = rule(Bucket, {
  id: "aws-s3-bucket-public-access-block",
  title: "S3 buckets have a block of public access",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: {
    "cis-aws-1.4": ["2.1.5"],
    hipaa: hipaa.network,
    "nist-800-53-r5": ["AC-2(6)", "AC-3", "AC-4(21)", "AC-6", "AC-17(1)", "AC-17(4)(a)", "AC-17(9)", "AC-17(10)", "AC-17b", "MP-2", "SC-7(2)", "SC-7(3)"],
    "pci-dss-3.2.1": pci.network,
  },
  equivalents: {
    checkov: ["CKV2_AWS_6"],
    trivy: ["AVD-AWS-0094"],
    regula: ["FG_R00229"],
    "cdk-nag": [
      "AwsSolutions-S2",
      "HIPAA.Security-S3BucketLevelPublicAccessProhibited",
      "NIST.800.53.R5-S3BucketLevelPublicAccessProhibited",
      "PCI.DSS.321-S3BucketLevelPublicAccessProhibited",
    ],
  },
  why: "New buckets block public access, but nothing keeps the block on; without it, one mistaken ACL or policy publishes the bucket.",
  fix: "Give the bucket an `aws.s3.BucketPublicAccessBlock` with all four settings on, or the account an `aws.s3.AccountPublicAccessBlock`.",
  see: blockGuide,
  related: { blocks: from(BucketPublicAccessBlock, "bucket"), accountBlocks: all(AccountPublicAccessBlock) },
  pass: [{ blocks: [allOn] }, { accountBlocks: [allOn] }],
  fail: [{}, { blocks: [{ ...allOn, blockPublicAcls: false }] }, { blocks: [{ ignorePublicAcls: true }] }],
  unknown: [{ blocks: [unknown] }, { blocks: [{ ...allOn, blockPublicAcls: unknown }] }],
  check: ({ blocks, accountBlocks }) =>
    !some(accountBlocks, (block) => block.blockPublicAcls && block.blockPublicPolicy) &&
    !some(blocks, (block) => block.blockPublicAcls && block.blockPublicPolicy) &&
    "no BucketPublicAccessBlock that blocks public ACLs and policies refers to it",
});

const PublicAccessBlock = resource<AccountPublicAccessBlockArgs>(BucketPublicAccessBlock.tokens[0]!, AccountPublicAccessBlock.tokens[0]!);

interface BlockSetting {
  property: keyof typeof allOn;
  id: `aws-s3-${string}`;
  title: string;
  why: string;
  equivalents: NonNullable<Parameters<typeof rule>[1]["equivalents"]>;
}

/** One of the four settings; each is off unless it is set. */
const blockSetting = ({ property, ...meta }: BlockSetting) =>
  rule(PublicAccessBlock, {
    ...meta,
    severity: "medium",
    family: "public-access",
    preset: property.endsWith("Acls") ? "recommended" : "strict",
    fix: `Set \`${property}\` to \`true\`.`,
    see: blockGuide,
    pass: [allOn],
    fail: [{ ...allOn, [property]: false }, {}],
    unknown: [{ ...allOn, [property]: unknown }],
    check: (self) => !self[property] && `\`${property}\` isn't on`,
  });

export const publicAccessBlockAcls = blockSetting({
  property: "blockPublicAcls",
  id: "aws-s3-public-access-block-acls",
  title: "S3 public access blocks refuse public ACLs",
  equivalents: { checkov: ["CKV_AWS_53"], trivy: ["AVD-AWS-0086"], kics: ["d0cc8694-fcad-43ff-ac86-32331d7e867f"] },
  why: "Anyone who can write an object can otherwise publish it by its ACL.",
});

export const publicAccessBlockIgnoresAcls = blockSetting({
  property: "ignorePublicAcls",
  id: "aws-s3-public-access-block-ignores-acls",
  title: "S3 public access blocks ignore public ACLs",
  equivalents: { checkov: ["CKV_AWS_55"], trivy: ["AVD-AWS-0091"], kics: ["4fa66806-0dd9-4f8d-9480-3174d39c7c91"] },
  why: "Public ACLs that were set before the block otherwise stay in force.",
});

export const publicAccessBlockPolicy = blockSetting({
  property: "blockPublicPolicy",
  id: "aws-s3-public-access-block-policy",
  title: "S3 public access blocks refuse public policies",
  equivalents: { checkov: ["CKV_AWS_54"], trivy: ["AVD-AWS-0087"], kics: ["1a4bc881-9f69-4d44-8c9a-d37d08f54c50"] },
  why: "One mistaken bucket policy otherwise publishes the whole bucket.",
});

export const publicAccessBlockRestricts = blockSetting({
  property: "restrictPublicBuckets",
  id: "aws-s3-public-access-block-restricts",
  title: "S3 public access blocks restrict public buckets",
  equivalents: { checkov: ["CKV_AWS_56"], trivy: ["AVD-AWS-0093"], kics: ["1ec253ab-c220-4d63-b2de-5b40e0af9293"] },
  why: "A public policy that was set before the block otherwise stays in force.",
});

export const accessPointPublicAccessBlock = rule(resource<AccessPointArgs>("aws:s3/accessPoint:AccessPoint"), {
  id: "aws-s3-access-point-public-access-block",
  title: "S3 access points block public access",
  severity: "medium",
  family: "public-access",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_392"] },
  why: "A mistaken access point policy otherwise publishes the bucket behind it, and the setting can't be changed later.",
  fix: "Leave `publicAccessBlockConfiguration` out, or set all four of its settings to `true`.",
  see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-bpa-settings.html",
  pass: [{}, { publicAccessBlockConfiguration: allOn }, { publicAccessBlockConfiguration: {} }],
  fail: [{ publicAccessBlockConfiguration: { ...allOn, blockPublicPolicy: false } }],
  unknown: [{ publicAccessBlockConfiguration: { ...allOn, ignorePublicAcls: unknown } }],
  check: ({ publicAccessBlockConfiguration: block }) =>
    block &&
    each(Object.keys(allOn) as (keyof typeof allOn)[], (setting) => block[setting] === false && `\`publicAccessBlockConfiguration.${setting}\` is off`),
});

// Policies. A bucket has one inline or as a resource.

const WithPolicy = resource<Pick<AnyBucketArgs, "bucket" | "policy" | "website" | "websites">>(BucketPolicy.tokens[0]!, Bucket.tokens[0]!);

const policyGuide =
  "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status";

const read = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::logs/*" };
const write = { ...read, Action: ["s3:GetObject", "s3:PutObject"] };
const member = { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } } };

const onlyReads = (statement: Statement): boolean =>
  statement.notActions.length === 0 && every(statement.actions, (action) => /^s3:(GetObject|ListBucket)/i.test(action));

export const policyPublicWrite = rule(WithPolicy, {
  id: "aws-s3-policy-public-write",
  title: "S3 bucket policies let nobody unknown write or administer",
  severity: "critical",
  family: "public-access",
  preset: "recommended",
  equivalents: {
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
  },
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
  equivalents: {
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
  },
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

// Encryption. S3 encrypts all new objects, with its own keys unless another is named.

const encryptionGuide = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html";
const kms = (by: object = {}, rule: object = {}) => ({ rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", ...by }, ...rule }] });
const ownKey = { kmsMasterKeyId: "arn:aws:kms:us-east-1:111122223333:key/mrk-1" };

interface EncryptionRule {
  applyServerSideEncryptionByDefault?: { sseAlgorithm?: string; kmsMasterKeyId?: string };
  bucketKeyEnabled?: boolean;
}

const someEncryption = (
  bucket: AnyBucket & { encryptions: readonly { rules: readonly EncryptionRule[] }[] },
  is: (rule: EncryptionRule) => unknown,
): boolean => {
  const inline = bucket.serverSideEncryptionConfiguration?.rule;
  return (
    (inline !== undefined && Boolean(is(inline))) ||
    some(bucket.serverSideEncryptionConfigurations, ({ rules }) =>
      some(rules, ({ applyServerSideEncryptionByDefaults: byDefault, bucketKeyEnabled }) =>
        is({ applyServerSideEncryptionByDefault: byDefault?.[0], bucketKeyEnabled }),
      ),
    ) ||
    some(bucket.encryptions, ({ rules }) => some(rules, is))
  );
};

const usesKms = ({ applyServerSideEncryptionByDefault: by }: EncryptionRule): boolean => by?.sseAlgorithm?.startsWith("aws:kms") ?? false;

export const bucketKms = rule(Bucket, {
  id: "aws-s3-bucket-kms",
  title: "S3 buckets are encrypted with AWS KMS",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  controls: {
    hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"],
    "nist-800-53-r5": ["AU-9(3)", "CP-9(8)", "CP-9d", "SC-8(3)", "SC-8(4)", "SC-13a", "SC-28(1)", "SI-19(4)"],
    "pci-dss-3.2.1": ["3.4", "8.2.1", "10.5"],
  },
  equivalents: {
    checkov: ["CKV_AWS_145"],
    terrascan: ["AC_AWS_0207"],
    "cdk-nag": ["HIPAA.Security-S3DefaultEncryptionKMS", "NIST.800.53.R5-S3DefaultEncryptionKMS", "PCI.DSS.321-S3DefaultEncryptionKMS"],
    "pulumi-compliance": ["aws-s3-bucket-configure-server-side-encryption-kms"],
  },
  why: "With S3's own keys, whoever may read an object may decrypt it, and no log tells of the key's use.",
  fix: "Give the bucket an `aws.s3.BucketServerSideEncryptionConfiguration` with the `sseAlgorithm` `aws:kms`.",
  see: encryptionGuide,
  related: { encryptions: from(BucketEncryption, "bucket") },
  pass: [
    { encryptions: [kms()] },
    { encryptions: [kms({ sseAlgorithm: "aws:kms:dsse" })] },
    { serverSideEncryptionConfiguration: { rule: kms().rules[0] } },
    { serverSideEncryptionConfigurations: [{ rules: [{ applyServerSideEncryptionByDefaults: [{ sseAlgorithm: "aws:kms" }] }] }] },
  ],
  fail: [{}, { encryptions: [kms({ sseAlgorithm: "AES256" })] }, { serverSideEncryptionConfiguration: { rule: {} } }],
  unknown: [{ encryptions: [unknown] }, { encryptions: [kms({ sseAlgorithm: unknown })] }],
  check: (self) => !someEncryption(self, usesKms) && "its default encryption isn't by AWS KMS",
});

export const bucketCustomerKey = rule(Bucket, {
  id: "aws-s3-bucket-customer-key",
  title: "S3 buckets are encrypted with an AWS KMS key of your own",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { trivy: ["AVD-AWS-0132"], "pulumi-compliance": ["aws-s3-bucket-configure-server-side-encryption-customer-managed-key"] },
  why: "With AWS's key you can't decide who may decrypt, can't share the objects with another account, and can't revoke it.",
  fix: "Set `kmsMasterKeyId` in the bucket's `aws.s3.BucketServerSideEncryptionConfiguration`.",
  see: encryptionGuide,
  related: { encryptions: from(BucketEncryption, "bucket") },
  pass: [{ encryptions: [kms(ownKey)] }, { serverSideEncryptionConfiguration: { rule: kms(ownKey).rules[0] } }],
  fail: [{}, { encryptions: [kms()] }, { encryptions: [kms({ kmsMasterKeyId: "alias/aws/s3" })] }],
  unknown: [{ encryptions: [kms({ kmsMasterKeyId: unknown })] }],
  check: (self) =>
    !someEncryption(self, ({ applyServerSideEncryptionByDefault: by }) => by?.kmsMasterKeyId && !by.kmsMasterKeyId.endsWith("alias/aws/s3")) &&
    "its default encryption names no key of yours",
});

export const bucketKey = rule(Bucket, {
  id: "aws-s3-bucket-key",
  title: "S3 buckets with AWS KMS use a bucket key",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { "pulumi-compliance": ["aws-s3-bucket-enable-server-side-encryption-bucket-key"] },
  why: "Without a bucket key each object asks AWS KMS, which is slow, costs more and runs into KMS's limits.",
  fix: "Set `bucketKeyEnabled` to `true`.",
  see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html",
  related: { encryptions: from(BucketEncryption, "bucket") },
  pass: [{}, { encryptions: [kms({}, { bucketKeyEnabled: true })] }, { encryptions: [kms({ sseAlgorithm: "aws:kms:dsse" })] }],
  fail: [{ encryptions: [kms()] }, { serverSideEncryptionConfiguration: { rule: kms().rules[0] } }],
  unknown: [{ encryptions: [kms({}, { bucketKeyEnabled: unknown })] }],
  check: (self) =>
    someEncryption(self, (rule) => rule.applyServerSideEncryptionByDefault?.sseAlgorithm === "aws:kms" && !rule.bucketKeyEnabled) &&
    "it is encrypted with AWS KMS without a bucket key",
});

export const objectCustomerKey = customerKey(BucketObject, {
  id: "aws-s3-object-customer-key",
  subject: "S3 objects",
  equivalents: { checkov: ["CKV_AWS_186"], kics: ["5fb49a69-8d46-4495-a2f8-9c8c622b2b6e"], terrascan: ["AC_AWS_0498"] },
  see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
  at: (self) => self.kmsKeyId,
});

export const objectCopyCustomerKey = customerKey(resource<ObjectCopyArgs>("aws:s3/objectCopy:ObjectCopy"), {
  id: "aws-s3-object-copy-customer-key",
  subject: "Copies of S3 objects",
  equivalents: { checkov: ["CKV_AWS_181"] },
  see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
  at: (self) => self.kmsKeyId,
});

// Keeping and losing data.

export const bucketVersioning = rule(Bucket, {
  id: "aws-s3-bucket-versioning",
  title: "S3 buckets keep former versions",
  severity: "medium",
  family: "resilience",
  preset: "strict",
  controls: {
    hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(A)", "164.308(a)(7)(ii)(B)", "164.312(c)(1)", "164.312(c)(2)"],
    "nist-800-53-r5": ["AU-9(2)", "CP-1(2)", "CP-2(5)", "CP-6(1)", "CP-6(2)", "CP-6a", "CP-9a", "CP-9b", "CP-9c", "CP-10", "PM-11b", "PM-17b", "SC-5(2)"],
    "pci-dss-3.2.1": ["10.5.3"],
  },
  equivalents: {
    checkov: ["CKV_AWS_21"],
    trivy: ["AVD-AWS-0090"],
    kics: ["568a4d22-3517-44a6-a7ad-6a7eed88722c"],
    terrascan: ["AC_AWS_0214"],
    regula: ["FG_R00101"],
    "cdk-nag": [
      "HIPAA.Security-S3BucketVersioningEnabled",
      "NIST.800.53.R4-S3BucketVersioningEnabled",
      "NIST.800.53.R5-S3BucketVersioningEnabled",
      "PCI.DSS.321-S3BucketVersioningEnabled",
    ],
  },
  why: "An object that is overwritten or deleted, by mistake or by an intruder, is gone.",
  fix: "Give the bucket an `aws.s3.BucketVersioning` with the status `Enabled`.",
  see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html",
  related: { split: from(BucketVersioning, "bucket") },
  pass: [{ split: [{ versioningConfiguration: { status: "Enabled" } }] }, { versioning: { enabled: true } }, { versionings: [{ enabled: true }] }],
  fail: [{}, { split: [{ versioningConfiguration: { status: "Suspended" } }] }, { versioning: { enabled: false } }],
  unknown: [{ split: [unknown] }, { versioning: { enabled: unknown } }],
  check: ({ versioning, versionings, split }) =>
    !versioning?.enabled &&
    !some(versionings, ({ enabled }) => enabled) &&
    !some(split, ({ versioningConfiguration }) => versioningConfiguration?.status === "Enabled") &&
    "versioning isn't enabled",
});

export const bucketMfaDelete = rule(Bucket, {
  id: "aws-s3-bucket-mfa-delete",
  title: "S3 buckets ask for a second factor to delete versions",
  severity: "low",
  family: "resilience",
  preset: "strict",
  controls: { "cis-aws-1.4": ["2.1.3"] },
  equivalents: { trivy: ["AVD-AWS-0170"], kics: ["c5b31ab9-0f26-4a49-b8aa-4cc064392f4d"] },
  why: "Stolen credentials alone are enough to delete all versions of all objects.",
  fix: "Set `mfaDelete` to `Enabled` in the bucket's `aws.s3.BucketVersioning`, with `mfa` of the root user.",
  see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html",
  related: { split: from(BucketVersioning, "bucket") },
  pass: [{ split: [{ versioningConfiguration: { status: "Enabled", mfaDelete: "Enabled" } }] }, { versioning: { enabled: true, mfaDelete: true } }],
  fail: [{}, { split: [{ versioningConfiguration: { status: "Enabled", mfaDelete: "Disabled" } }] }, { versionings: [{ enabled: true }] }],
  unknown: [{ split: [{ versioningConfiguration: { status: "Enabled", mfaDelete: unknown } }] }],
  check: ({ versioning, versionings, split }) =>
    !versioning?.mfaDelete &&
    !some(versionings, ({ mfaDelete }) => mfaDelete) &&
    !some(split, ({ versioningConfiguration }) => versioningConfiguration?.mfaDelete === "Enabled") &&
    "deleting versions needs no second factor",
});

export const bucketObjectLock = rule(Bucket, {
  id: "aws-s3-bucket-object-lock",
  title: "S3 buckets have object lock enabled",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_143"], "cdk-nag": ["NIST.800.53.R4-S3BucketDefaultLockEnabled"] },
  why: "Without a lock, an administrator or an intruder can delete objects that must be kept.",
  fix: "Set `objectLockEnabled` to `true`, and give the bucket an `aws.s3.BucketObjectLockConfiguration`.",
  see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html",
  related: { locks: from(BucketObjectLockConfiguration, "bucket") },
  pass: [{ objectLockEnabled: true }, { objectLockConfiguration: { objectLockEnabled: "Enabled" } }, { locks: [{}] }],
  fail: [{}, { objectLockEnabled: false }],
  unknown: [{ objectLockEnabled: unknown }],
  check: ({ objectLockEnabled, objectLockConfiguration, locks }) =>
    !objectLockEnabled && objectLockConfiguration?.objectLockEnabled !== "Enabled" && !locks.length && "object lock isn't enabled",
});

export const bucketReplication = rule(Bucket, {
  id: "aws-s3-bucket-replication",
  title: "S3 buckets are replicated",
  severity: "low",
  family: "resilience",
  preset: "strict",
  controls: {
    hipaa: hipaa.backup,
    "nist-800-53-r5": ["AU-9(2)", "CM-6a", "CM-9b", "CP-1(2)", "CP-2(5)", "CP-6(1)", "CP-6(2)", "CP-6a", "CP-9a", "CP-9b", "CP-9c", "CP-10", "SC-5(2)"],
    "pci-dss-3.2.1": ["2.2", "10.5.3"],
  },
  equivalents: {
    checkov: ["CKV_AWS_144"],
    regula: ["FG_R00275"],
    "cdk-nag": [
      "HIPAA.Security-S3BucketReplicationEnabled",
      "NIST.800.53.R4-S3BucketReplicationEnabled",
      "NIST.800.53.R5-S3BucketReplicationEnabled",
      "PCI.DSS.321-S3BucketReplicationEnabled",
    ],
    "pulumi-compliance": ["aws-s3-bucket-configure-replication-configuration", "aws-s3-bucket-enable-replication-configuration"],
  },
  why: "The objects are in one region and one account only, and can be lost with it.",
  fix: "Give the bucket an `aws.s3.BucketReplicationConfig` with an enabled rule.",
  see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html",
  related: { split: from(BucketReplicationConfig, "bucket") },
  pass: [
    { split: [{ rules: [{ status: "Enabled" }] }] },
    { replicationConfiguration: { rules: [{ status: "Enabled" }] } },
    { replicationConfigurations: [{ rules: [{ status: "Enabled" }] }] },
  ],
  fail: [{}, { split: [{ rules: [{ status: "Disabled" }] }] }, { replicationConfiguration: { rules: [{ status: "Disabled" }] } }],
  unknown: [{ split: [unknown] }],
  check: ({ replicationConfiguration, replicationConfigurations, split }) =>
    !some(replicationConfiguration?.rules, isEnabled) &&
    !some(replicationConfigurations, ({ rules }) => some(rules, isEnabled)) &&
    !some(split, ({ rules }) => some(rules, isEnabled)) &&
    "no replication rule of it is enabled",
});

const isEnabled = ({ status }: { status: string }): boolean => status === "Enabled";

export const bucketLifecycle = rule(Bucket, {
  id: "aws-s3-bucket-lifecycle",
  title: "S3 buckets have a lifecycle",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_61"] },
  why: "Objects that nobody needs any more are kept, paid for and can leak.",
  fix: "Give the bucket an `aws.s3.BucketLifecycleConfiguration` with an enabled rule.",
  see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html",
  related: { split: from(BucketLifecycleConfiguration, "bucket") },
  pass: [{ split: [{ rules: [{ status: "Enabled" }] }] }, { lifecycleRules: [{ enabled: true }] }],
  fail: [{}, { split: [{ rules: [{ status: "Disabled" }] }] }, { lifecycleRules: [{ enabled: false }] }],
  unknown: [{ split: [unknown] }],
  check: ({ lifecycleRules, split }) =>
    !some(lifecycleRules, ({ enabled }) => enabled) && !some(split, ({ rules }) => some(rules, isEnabled)) && "no lifecycle rule of it is enabled",
});

export const lifecycleAbortUploads = rule(BucketLifecycleConfiguration, {
  id: "aws-s3-lifecycle-abort-uploads",
  title: "S3 lifecycles remove incomplete uploads",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_300"] },
  why: "Parts of uploads that failed are kept and paid for, and no listing shows them.",
  fix: "Add an enabled rule for the whole bucket with `abortIncompleteMultipartUpload.daysAfterInitiation`.",
  see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpu-abort-incomplete-mpu-lifecycle-config.html",
  options: { days: option.Integer({ default: 30, minimum: 1, description: "The most days after which an incomplete upload is removed." }) },
  pass: [
    { rules: [{ status: "Enabled", abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } }] },
    { rules: [{ status: "Enabled", filter: { prefix: "" }, abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } }] },
  ],
  fail: [
    {},
    { rules: [{ status: "Enabled" }] },
    { rules: [{ status: "Disabled", abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } }] },
    { rules: [{ status: "Enabled", abortIncompleteMultipartUpload: { daysAfterInitiation: 90 } }] },
    { rules: [{ status: "Enabled", filter: { prefix: "tmp/" }, abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } }] },
  ],
  unknown: [{ rules: unknown }],
  check: ({ rules }, { options }) =>
    !some(rules, ({ status, filter, prefix, abortIncompleteMultipartUpload: abort }) => {
      const days = abort?.daysAfterInitiation;
      const isForAll = !prefix && !filter?.prefix && !filter?.and && !filter?.tag && !filter?.objectSizeGreaterThan && !filter?.objectSizeLessThan;
      return status === "Enabled" && days !== undefined && days <= options.days && isForAll;
    }) && `no rule removes the bucket's incomplete uploads within ${options.days} days`,
});

// Knowing what happens.

export const bucketLogging = rule(Bucket, {
  id: "aws-s3-bucket-logging",
  title: "S3 buckets log requests",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: {
    hipaa: ["164.308(a)(3)(ii)(A)", "164.312(b)"],
    "nist-800-53-r5": nist.auditLogs,
    "pci-dss-3.2.1": ["2.2", "10.1", "10.2.1", "10.2.2", "10.2.3", "10.2.4", "10.2.5", "10.2.7", "10.3.1", "10.3.2", "10.3.3", "10.3.4", "10.3.5", "10.3.6"],
  },
  equivalents: {
    checkov: ["CKV_AWS_18"],
    trivy: ["AVD-AWS-0089"],
    kics: ["f861041c-8c9f-4156-acfc-5e6e524f5884"],
    terrascan: ["AC_AWS_0497"],
    regula: ["FG_R00274"],
    "cdk-nag": [
      "AwsSolutions-S1",
      "HIPAA.Security-S3BucketLoggingEnabled",
      "NIST.800.53.R4-S3BucketLoggingEnabled",
      "NIST.800.53.R5-S3BucketLoggingEnabled",
      "PCI.DSS.321-S3BucketLoggingEnabled",
    ],
    awsguard: ["s3-bucket-logging-enabled"],
  },
  why: "Nobody can tell who read or changed the bucket's objects.",
  fix: "Give the bucket an `aws.s3.BucketLogging` that writes to another bucket.",
  see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html",
  related: { split: from(BucketLogging, "bucket"), sources: from(BucketLogging, "targetBucket") },
  pass: [
    { split: [{ targetBucket: "logs" }] },
    { logging: { targetBucket: "logs" } },
    { loggings: [{ targetBucket: "logs" }] },
    { sources: [{ targetPrefix: "site/" }] },
  ],
  fail: [{}],
  unknown: [{ split: [unknown] }],
  check: ({ logging, loggings, split, sources }) =>
    !logging &&
    !some(loggings, ({ targetBucket }) => targetBucket) &&
    !some(split, ({ targetBucket }) => targetBucket) &&
    !some(sources, ({ targetPrefix }) => targetPrefix !== undefined) &&
    "its requests aren't logged",
});

export const bucketNotifications = rule(Bucket, {
  id: "aws-s3-bucket-notifications",
  title: "S3 buckets tell of events",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_62"] },
  why: "Nothing notices at once that objects come or go.",
  fix: "Give the bucket an `aws.s3.BucketNotification`, for example with `eventbridge` on.",
  see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html",
  related: { notifications: from(BucketNotification, "bucket") },
  pass: [{ notifications: [{ eventbridge: true }] }, { notifications: [{ queues: [{ events: ["s3:ObjectCreated:*"] }] }] }],
  fail: [{}, { notifications: [{ eventbridge: false }] }],
  unknown: [{ notifications: [unknown] }],
  check: ({ notifications }) =>
    !some(notifications, ({ eventbridge, lambdaFunctions, queues, topics }) => eventbridge || lambdaFunctions?.length || queues?.length || topics?.length) &&
    "no BucketNotification refers to it",
});

// Publishing.

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

export const bucketName = rule(Bucket, {
  id: "aws-s3-bucket-name",
  title: "S3 buckets' names have no dots",
  severity: "low",
  family: "encryption-in-transit",
  preset: "strict",
  equivalents: { trivy: ["AVD-AWS-0320"] },
  why: "The certificate of S3 doesn't fit the address of a bucket with dots in its name, so clients turn checking off.",
  fix: "Use hyphens instead of dots in `bucket`.",
  see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html",
  pass: [{}, { bucket: "logs-example-com" }],
  fail: [{ bucket: "logs.example.com" }],
  unknown: [{ bucket: unknown }],
  check: ({ bucket }) => bucket?.includes(".") && `its name is \`${bucket}\``,
});
