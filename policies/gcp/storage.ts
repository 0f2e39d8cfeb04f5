import type { BucketArgs } from "@pulumi/gcp/storage/bucket";
import type { BucketACLArgs } from "@pulumi/gcp/storage/bucketACL";
import type { BucketAccessControlArgs } from "@pulumi/gcp/storage/bucketAccessControl";
import type { BucketIAMBindingArgs } from "@pulumi/gcp/storage/bucketIAMBinding";
import type { BucketIAMMemberArgs } from "@pulumi/gcp/storage/bucketIAMMember";
import type { BucketIAMPolicyArgs } from "@pulumi/gcp/storage/bucketIAMPolicy";
import type { DefaultObjectACLArgs } from "@pulumi/gcp/storage/defaultObjectACL";
import type { DefaultObjectAccessControlArgs } from "@pulumi/gcp/storage/defaultObjectAccessControl";
import type { ObjectACLArgs } from "@pulumi/gcp/storage/objectACL";
import type { ObjectAccessControlArgs } from "@pulumi/gcp/storage/objectAccessControl";
import type { TransferJobArgs } from "@pulumi/gcp/storage/transferJob";
import { type Grant, grantsOf, isPublic, membersOf } from "../../lib/cloud/google-iam";
import { someAnywhere } from "../../lib/cloud/network";
import { customerKey, each, resource, rule, setting, some, to, unknown } from "../../lib/rule";

const Bucket = resource<BucketArgs>("gcp:storage/bucket:Bucket");
const BucketIam = resource<Partial<BucketIAMMemberArgs & BucketIAMBindingArgs & BucketIAMPolicyArgs>>(
  "gcp:storage/bucketIAMMember:BucketIAMMember",
  "gcp:storage/bucketIAMBinding:BucketIAMBinding",
  "gcp:storage/bucketIAMPolicy:BucketIAMPolicy",
);
const AccessControl = resource<BucketAccessControlArgs | ObjectAccessControlArgs | DefaultObjectAccessControlArgs>(
  "gcp:storage/bucketAccessControl:BucketAccessControl",
  "gcp:storage/objectAccessControl:ObjectAccessControl",
  "gcp:storage/defaultObjectAccessControl:DefaultObjectAccessControl",
);
const Acl = resource<Partial<BucketACLArgs & ObjectACLArgs & DefaultObjectACLArgs>>(
  "gcp:storage/bucketACL:BucketACL",
  "gcp:storage/objectACL:ObjectACL",
  "gcp:storage/defaultObjectACL:DefaultObjectACL",
);

const TransferJob = resource<TransferJobArgs>("gcp:storage/transferJob:TransferJob");

/** Whether a grant only lets objects be read, as a website's visitors must. */
const isReader = ({ role }: Grant): boolean => role !== undefined && /^roles\/storage\.(objectViewer|legacyObjectReader)$/.test(role);

export const bucketPublic = rule(BucketIam, {
  id: "gcp-storage-bucket-public",
  title: "Cloud Storage buckets are not public, unless they are websites",
  severity: "critical",
  family: "public-access",
  preset: "recommended",
  controls: { "cis-gcp-1.2": ["5.1"] },
  equivalents: {
    checkov: ["CKV_GCP_28"],
    trivy: ["AVD-GCP-0001"],
    kics: ["a6cd52a1-3056-4910-96a5-894de9f3f3b3"],
    terrascan: ["AC_GCP_0237", "AC_GCP_0238"],
    regula: ["FG_R00420"],
  },
  why: "`allUsers` is anybody on the internet, and `allAuthenticatedUsers` anybody with a Google account.",
  fix: "Name the groups and service accounts that need the bucket as members; for a website, set the bucket's `website` and let the public only read objects.",
  see: "https://cloud.google.com/storage/docs/access-control/making-data-public",
  related: { buckets: to("bucket", Bucket) },
  pass: [
    { member: "group:team@example.com", role: "roles/storage.admin" },
    { member: "allUsers", role: "roles/storage.objectViewer", buckets: [{ website: { mainPageSuffix: "index.html" } }] },
  ],
  fail: [
    { member: "allUsers", role: "roles/storage.objectViewer" },
    { members: [unknown, "allAuthenticatedUsers"], role: "roles/storage.objectViewer", buckets: [{}] },
    { member: "allUsers", role: "roles/storage.objectAdmin", buckets: [{ website: { mainPageSuffix: "index.html" } }] },
    { policyData: JSON.stringify({ bindings: [{ role: "roles/storage.objectViewer", members: ["allUsers"] }] }) },
  ],
  unknown: [{ member: unknown, role: "roles/storage.objectViewer" }],
  check: (self) =>
    each(grantsOf(self), (grant) =>
      each(
        membersOf(grant),
        (member) => isPublic(member) && !(some(self.buckets, ({ website }) => website !== undefined) && isReader(grant)) && `\`${member}\` is a member`,
      ),
    ),
});

export const accessControlPublic = rule(AccessControl, {
  id: "gcp-storage-access-control-public",
  title: "Cloud Storage access controls grant nothing to the public, unless it reads a website",
  severity: "critical",
  family: "public-access",
  preset: "recommended",
  controls: { "cis-gcp-1.2": ["5.1"] },
  why: "`allUsers` is anybody on the internet, and `allAuthenticatedUsers` anybody with a Google account.",
  fix: "Let `entity` name a group, user or project.",
  see: "https://cloud.google.com/storage/docs/access-control/lists",
  related: { buckets: to("bucket", Bucket) },
  pass: [
    { entity: "group-team@example.com", role: "READER" },
    { entity: "allUsers", role: "READER", buckets: [{ website: { mainPageSuffix: "index.html" } }] },
  ],
  fail: [
    { entity: "allUsers", role: "READER" },
    { entity: "allAuthenticatedUsers", role: "READER", buckets: [{}] },
    { entity: "allUsers", role: "OWNER", buckets: [{ website: { mainPageSuffix: "index.html" } }] },
  ],
  unknown: [{ entity: unknown }],
  check: ({ entity, role, buckets }) =>
    isPublic(entity) && !(some(buckets, ({ website }) => website !== undefined) && role === "READER") && `\`entity\` is \`${entity}\``,
});

export const aclPublic = rule(Acl, {
  id: "gcp-storage-acl-public",
  title: "Cloud Storage ACLs grant nothing to the public, unless it reads a website",
  severity: "critical",
  family: "public-access",
  preset: "recommended",
  controls: { "cis-gcp-1.2": ["5.1"] },
  equivalents: { kics: ["c010082c-76e0-4b91-91d9-6e8439e455dd"] },
  why: "A public ACL lets anybody on the internet read, and some let anybody write.",
  fix: "Set the ACL to `private` or `projectPrivate`, and name groups in `roleEntities`.",
  see: "https://cloud.google.com/storage/docs/access-control/lists",
  related: { buckets: to("bucket", Bucket) },
  pass: [
    {},
    { predefinedAcl: "projectPrivate", defaultAcl: "private", roleEntities: ["READER:group-team@example.com"] },
    { defaultAcl: "publicRead", roleEntities: ["READER:allUsers"], buckets: [{ website: { mainPageSuffix: "index.html" } }] },
  ],
  fail: [
    { predefinedAcl: "publicRead" },
    { predefinedAcl: "authenticatedRead", buckets: [{}] },
    { defaultAcl: "publicRead" },
    { roleEntities: ["OWNER:group-team@example.com", "READER:allUsers"] },
    { predefinedAcl: "publicReadWrite", buckets: [{ website: { mainPageSuffix: "index.html" } }] },
    { roleEntities: [unknown, "OWNER:allAuthenticatedUsers"], buckets: [{ website: { mainPageSuffix: "index.html" } }] },
  ],
  unknown: [{ roleEntities: [unknown] }, { predefinedAcl: unknown }],
  check: function* (self) {
    const reads = (grant: string) => /^(publicRead|authenticatedRead|READER:.*)$/.test(grant);
    const isWrong = (grant: string) => !(reads(grant) && some(self.buckets, ({ website }) => website !== undefined));
    yield* each(["predefinedAcl", "defaultAcl"] as const, (input) => {
      const acl = self[input];
      return acl !== undefined && /^(public|authenticated)Read/.test(acl) && isWrong(acl) && `\`${input}\` is \`${acl}\``;
    });
    yield* each(self.roleEntities, (grant) => isPublic(grant.replace(/^[^:]*:/, "")) && isWrong(grant) && `grants \`${grant}\``);
  },
});

export const bucketPublicAccessPrevention = rule(Bucket, {
  id: "gcp-storage-bucket-public-access-prevention",
  title: "Cloud Storage buckets prevent public access",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  equivalents: { checkov: ["CKV_GCP_114"], "pulumi-compliance": ["gcp-storage-bucket-enforce-public-access-prevention"] },
  why: "Without it, one mistaken grant to `allUsers` publishes the bucket.",
  fix: "Set `publicAccessPrevention` to `enforced`.",
  see: "https://cloud.google.com/storage/docs/public-access-prevention",
  pass: [{ publicAccessPrevention: "enforced" }, { website: { mainPageSuffix: "index.html" } }],
  fail: [{}, { publicAccessPrevention: "inherited" }],
  unknown: [{ publicAccessPrevention: unknown }],
  check: ({ publicAccessPrevention, website }) => publicAccessPrevention !== "enforced" && !website && "`publicAccessPrevention` isn't `enforced`",
  remedy: () => ({ publicAccessPrevention: "enforced" }),
});

export const bucketUniformAccess = setting(Bucket, {
  id: "gcp-storage-bucket-uniform-access",
  title: "Cloud Storage buckets use uniform bucket-level access",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  controls: { "cis-gcp-1.2": ["5.2"] },
  equivalents: {
    checkov: ["CKV_GCP_29"],
    trivy: ["AVD-GCP-0002"],
    kics: ["bb0db090-5509-4853-a827-75ced0b3caa0"],
    terrascan: ["AC_GCP_0234"],
    regula: ["FG_R00421"],
  },
  why: "Object ACLs grant access that neither IAM nor the organisation's policies show or stop.",
  see: "https://cloud.google.com/storage/docs/uniform-bucket-level-access",
  at: (self) => self.uniformBucketLevelAccess,
  good: [true],
  absent: "bad",
});

export const bucketCustomerKey = customerKey(Bucket, {
  id: "gcp-storage-bucket-customer-key",
  subject: "Cloud Storage buckets",
  at: (self) => self.encryption?.defaultKmsKeyName,
  equivalents: { trivy: ["AVD-GCP-0066"] },
  see: "https://cloud.google.com/storage/docs/encryption/customer-managed-keys",
});

export const bucketLogging = rule(Bucket, {
  id: "gcp-storage-bucket-logging",
  title: "Cloud Storage buckets log access",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_GCP_62"],
    trivy: ["AVD-GCP-0077"],
    kics: ["48f7e44d-d1d1-44c2-b336-9f11b65c4fb0", "d6cabc3a-d57e-48c2-b341-bf3dd4f4a120"],
    terrascan: ["AC_GCP_0233"],
  },
  why: "Without access logs nobody can tell who read the data, and when.",
  fix: "Set `logging.logBucket` to a bucket for logs.",
  see: "https://cloud.google.com/storage/docs/access-logs",
  pass: [{ logging: { logBucket: "logs" } }],
  fail: [{}, { logging: { logObjectPrefix: "web" } }],
  unknown: [{ logging: { logBucket: unknown } }],
  check: ({ logging }) => !logging?.logBucket && "its access isn't logged",
});

export const bucketSelfLogging = rule(Bucket, {
  id: "gcp-storage-bucket-self-logging",
  title: "Cloud Storage buckets don't log to themselves",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV_GCP_63"] },
  why: "Who may change the bucket's objects can remove the traces too, and each log makes further ones.",
  fix: "Set `logging.logBucket` to a bucket that is only for logs.",
  see: "https://cloud.google.com/storage/docs/access-logs",
  pass: [{}, { name: "web", logging: { logBucket: "logs" } }],
  fail: [{ name: "web", logging: { logBucket: "web" } }],
  unknown: [{ name: "web", logging: { logBucket: unknown } }],
  check: ({ name, logging }) => logging?.logBucket !== undefined && logging.logBucket === name && "its access logs are kept in itself",
});

export const bucketVersioning = rule(Bucket, {
  id: "gcp-storage-bucket-versioning",
  title: "Cloud Storage buckets keep earlier versions of objects",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_GCP_78"],
    trivy: ["AVD-GCP-0078"],
    kics: ["e7e961ac-d17e-4413-84bc-8a1fbe242944"],
    terrascan: ["AC_GCP_0241"],
  },
  why: "An object that is overwritten by mistake or in an attack can't be brought back.",
  fix: "Set `versioning.enabled` to `true`.",
  see: "https://cloud.google.com/storage/docs/object-versioning",
  pass: [{ versioning: { enabled: true } }, { retentionPolicy: { retentionPeriod: "2592000" } }],
  fail: [{}, { versioning: { enabled: false } }],
  unknown: [{ versioning: { enabled: unknown } }],
  // A bucket has either versions or a retention policy, under which nothing can be overwritten.
  check: ({ versioning, retentionPolicy }) => !versioning?.enabled && !retentionPolicy && "keeps no earlier versions",
  remedy: () => ({ versioning: { enabled: true } }),
});

export const bucketSoftDelete = rule(Bucket, {
  id: "gcp-storage-bucket-soft-delete",
  title: "Cloud Storage buckets keep deleted objects for a while",
  severity: "low",
  family: "resilience",
  preset: "strict",
  why: "With soft delete turned off, an object that is deleted by mistake or in an attack is lost at once.",
  fix: "Leave `softDeletePolicy` out, which means seven days, or set `retentionDurationSeconds` to `604800` or more.",
  see: "https://cloud.google.com/storage/docs/soft-delete",
  pass: [{}, { softDeletePolicy: { retentionDurationSeconds: 604800 } }, { softDeletePolicy: { retentionDurationSeconds: 0 }, versioning: { enabled: true } }],
  fail: [{ softDeletePolicy: { retentionDurationSeconds: 0 } }],
  unknown: [{ softDeletePolicy: { retentionDurationSeconds: unknown } }],
  check: ({ softDeletePolicy, versioning }) => softDeletePolicy?.retentionDurationSeconds === 0 && !versioning?.enabled && "soft delete is off",
});

export const bucketForceDestroy = setting(Bucket, {
  id: "gcp-storage-bucket-force-destroy",
  title: "Cloud Storage buckets are only destroyed when they are empty",
  severity: "low",
  family: "resilience",
  preset: "strict",
  why: "With `forceDestroy`, a change that replaces the bucket deletes all of its objects.",
  fix: "Leave `forceDestroy` out.",
  see: "https://cloud.google.com/storage/docs/deleting-buckets",
  at: (self) => self.forceDestroy,
  good: [false],
  absent: "good",
});

export const bucketCors = rule(Bucket, {
  id: "gcp-storage-bucket-cors",
  title: "Cloud Storage buckets let only known origins change objects",
  severity: "low",
  family: "access-control",
  preset: "strict",
  why: "Any website that a visitor opens may send requests to the bucket on the visitor's behalf.",
  fix: "Name the origins in `cors[].origins`, or allow no more than `GET`, `HEAD` and `OPTIONS`.",
  see: "https://cloud.google.com/storage/docs/cross-origin",
  pass: [{}, { cors: [{ origins: ["https://example.com"], methods: ["PUT"] }] }, { cors: [{ origins: ["*"], methods: ["GET"] }] }],
  fail: [{ cors: [{ origins: ["*"], methods: ["GET", "PUT"] }] }, { cors: [unknown, { origins: ["*"], methods: ["*"] }] }],
  unknown: [{ cors: [{ origins: [unknown], methods: ["PUT"] }] }],
  check: ({ cors }) =>
    each(
      cors,
      ({ origins, methods }) =>
        some(origins, (origin) => origin === "*") && some(methods, (method) => !/^(get|head|options)$/i.test(method)) && "lets all origins change objects",
    ),
});

export const bucketIpFilter = rule(Bucket, {
  id: "gcp-storage-bucket-ip-filter",
  title: "Cloud Storage IP filters don't let the whole internet in",
  severity: "medium",
  family: "network",
  preset: "strict",
  why: "A filter with a range of all addresses filters nothing.",
  fix: "Name your own ranges in `ipFilter.publicNetworkSource.allowedIpCidrRanges`.",
  see: "https://cloud.google.com/storage/docs/ip-filtering-overview",
  pass: [{}, { ipFilter: { mode: "Enabled", publicNetworkSource: { allowedIpCidrRanges: ["203.0.113.0/24"] } } }],
  fail: [{ ipFilter: { mode: "Enabled", publicNetworkSource: { allowedIpCidrRanges: ["0.0.0.0/0"] } } }],
  unknown: [{ ipFilter: { mode: "Enabled", publicNetworkSource: { allowedIpCidrRanges: [unknown] } } }],
  check: ({ ipFilter }) => someAnywhere(ipFilter?.publicNetworkSource?.allowedIpCidrRanges) && "its IP filter allows all addresses",
});

export const transferLogging = rule(TransferJob, {
  id: "gcp-storage-transfer-logging",
  title: "Storage transfer jobs log what they copy",
  severity: "low",
  family: "logging",
  preset: "strict",
  why: "Nobody can tell which objects were copied, or deleted at the source.",
  fix: "Set `loggingConfig.logActions` and `logActionStates`, or `enableOnPremGcsTransferLogs`.",
  see: "https://cloud.google.com/storage-transfer/docs/read-transfer-logs",
  pass: [
    { loggingConfig: { logActions: ["COPY", "DELETE"], logActionStates: ["SUCCEEDED", "FAILED"] } },
    { loggingConfig: { enableOnPremGcsTransferLogs: true } },
  ],
  fail: [{}, { loggingConfig: { logActions: [] } }],
  unknown: [{ loggingConfig: { logActions: unknown } }],
  check: ({ loggingConfig }) => !loggingConfig?.enableOnPremGcsTransferLogs && !loggingConfig?.logActions?.length && "logs nothing",
});

export const transferAwsKey = rule(TransferJob, {
  id: "gcp-storage-transfer-aws-key",
  title: "Storage transfer jobs read from S3 without an access key",
  severity: "low",
  family: "identity",
  preset: "strict",
  why: "An AWS access key doesn't expire, and works for everybody who has it.",
  fix: "Set `transferSpec.awsS3DataSource.roleArn` to a role that trusts the job's service account.",
  see: "https://cloud.google.com/storage-transfer/docs/source-amazon-s3#federated_identity",
  pass: [{}, { transferSpec: { awsS3DataSource: { bucketName: "b", roleArn: "arn:aws:iam::111122223333:role/r" } } }],
  fail: [{ transferSpec: { awsS3DataSource: { bucketName: "b", awsAccessKey: { accessKeyId: "a", secretAccessKey: "made up" } } } }],
  unknown: [{ transferSpec: { awsS3DataSource: unknown } }],
  check: ({ transferSpec }) => transferSpec?.awsS3DataSource?.awsAccessKey && "signs in to AWS with an access key",
});
