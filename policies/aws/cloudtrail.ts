import type { EventDataStoreArgs } from "@pulumi/aws/cloudtrail/eventDataStore";
import type { TrailArgs } from "@pulumi/aws/cloudtrail/trail";
import type { BucketArgs } from "@pulumi/aws/s3/bucket";
import type { BucketAclArgs } from "@pulumi/aws/s3/bucketAcl";
import type { BucketLoggingArgs } from "@pulumi/aws/s3/bucketLogging";
import type { BucketPolicyArgs } from "@pulumi/aws/s3/bucketPolicy";
import type { BucketV2Args } from "@pulumi/aws/s3/bucketV2";
import type { Unwrap } from "@pulumi/pulumi/output";
import { statementsOf } from "../../lib/cloud/iam-policy";
import { all, customerKey, every, from, given, resource, rule, Stack, setting, some, to, unknown } from "../../lib/rule";

const Bucket = resource<BucketArgs & Pick<BucketV2Args, "loggings">>("aws:s3/bucket:Bucket");
const BucketAcl = resource<BucketAclArgs>("aws:s3/bucketAcl:BucketAcl");
const BucketLogging = resource<BucketLoggingArgs>("aws:s3/bucketLogging:BucketLogging");
const BucketPolicy = resource<BucketPolicyArgs>("aws:s3/bucketPolicy:BucketPolicy");
const EventDataStore = resource<EventDataStoreArgs>("aws:cloudtrail/eventDataStore:EventDataStore");
const Trail = resource<TrailArgs>("aws:cloudtrail/trail:Trail");
type Trail = Unwrap<TrailArgs>;

export const trailLogging = setting(Trail, {
  id: "aws-cloudtrail-trail-logging",
  title: "Trails are switched on",
  severity: "medium",
  family: "logging",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_251"], kics: ["4bb76f17-3d63-4529-bdca-2b454529d774"] },
  why: "Nothing of what is done in the account is recorded.",
  see: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-turning-off-logging.html",
  at: (self) => self.enableLogging,
  good: [true],
  absent: "good",
});

export const trailRegions = setting(Trail, {
  id: "aws-cloudtrail-trail-regions",
  title: "Trails record all regions",
  severity: "medium",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_67"], trivy: ["AVD-AWS-0014"], kics: ["8173d5eb-96b5-4aa6-a71b-ecfa153c123d"], terrascan: ["AC_AWS_0034", "AC_AWS_0448"] },
  why: "Who wants to stay unseen works in a region that nobody looks at.",
  see: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/receive-cloudtrail-log-files-from-multiple-regions.html",
  at: (self) => self.isMultiRegionTrail,
  good: [true],
  absent: "bad",
});

export const accountTrail = rule(Stack, {
  id: "aws-cloudtrail-account-trail",
  title: "Accounts with trails have one that records all regions",
  severity: "medium",
  family: "logging",
  preset: "strict",
  why: "Who wants to stay unseen works in a region that nobody looks at.",
  fix: "Set `isMultiRegionTrail` to `true` on one trail that is switched on.",
  see: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/receive-cloudtrail-log-files-from-multiple-regions.html",
  related: { trails: all(Trail) },
  pass: [{}, { trails: [{}, { isMultiRegionTrail: true }] }],
  fail: [{ trails: [{}] }, { trails: [{ isMultiRegionTrail: true, enableLogging: false }] }],
  unknown: [{ trails: [{ isMultiRegionTrail: unknown }] }],
  check: ({ trails }) =>
    trails.length > 0 &&
    !some(trails, ({ isMultiRegionTrail, enableLogging }) => isMultiRegionTrail && enableLogging !== false) &&
    "none of its trails is switched on for all regions",
});

export const trailValidation = setting(Trail, {
  id: "aws-cloudtrail-trail-validation",
  title: "Trails sign their log files",
  severity: "medium",
  family: "logging",
  preset: "recommended",
  controls: {
    "cis-aws-1.4": ["3.2"],
    hipaa: ["164.312(c)(1)", "164.312(c)(2)"],
    "nist-800-53-r5": ["AU-9a", "CM-6a", "CM-9b", "PM-11b", "PM-17b", "SA-1(1)", "SA-10(1)", "SC-16(1)", "SI-1a.2", "SI-1c.2", "SI-4d", "SI-7(1)", "SI-7(3)"],
    "pci-dss-3.2.1": ["2.2", "10.5", "10.5.2", "10.5.5", "11.5"],
  },
  equivalents: {
    checkov: ["CKV_AWS_36"],
    trivy: ["AVD-AWS-0016"],
    kics: ["52ffcfa6-6c70-4ea6-8376-d828d3961669"],
    terrascan: ["AC_AWS_0446"],
    regula: ["FG_R00027"],
    "cdk-nag": [
      "HIPAA.Security-CloudTrailLogFileValidationEnabled",
      "NIST.800.53.R4-CloudTrailLogFileValidationEnabled",
      "NIST.800.53.R5-CloudTrailLogFileValidationEnabled",
      "PCI.DSS.321-CloudTrailLogFileValidationEnabled",
    ],
  },
  why: "Nobody can tell whether an intruder changed or removed the records.",
  see: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html",
  at: (self) => self.enableLogFileValidation,
  good: [true],
  absent: "bad",
});

export const trailCustomerKey = customerKey(Trail, {
  id: "aws-cloudtrail-trail-customer-key",
  subject: "Trails",
  controls: {
    "cis-aws-1.4": ["3.7"],
    hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"],
    "nist-800-53-r5": ["AU-9(3)", "CM-6a", "CM-9b", "CP-9d", "SC-8(3)", "SC-8(4)", "SC-13a", "SC-28(1)", "SI-19(4)"],
    "pci-dss-3.2.1": ["2.2", "3.4", "10.5"],
  },
  equivalents: {
    checkov: ["CKV_AWS_35"],
    trivy: ["AVD-AWS-0015"],
    kics: ["5d9e3164-9265-470c-9a10-57ae454ac0c7"],
    terrascan: ["AC_AWS_0033"],
    regula: ["FG_R00035"],
    "cdk-nag": [
      "HIPAA.Security-CloudTrailEncryptionEnabled",
      "NIST.800.53.R4-CloudTrailEncryptionEnabled",
      "NIST.800.53.R5-CloudTrailEncryptionEnabled",
      "PCI.DSS.321-CloudTrailEncryptionEnabled",
    ],
  },
  see: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html",
  at: (self) => self.kmsKeyId,
});

export const eventDataStoreCustomerKey = customerKey(EventDataStore, {
  id: "aws-cloudtrail-event-data-store-customer-key",
  subject: "Event data stores",
  equivalents: { checkov: ["CKV_AWS_294"] },
  see: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html",
  at: (self) => self.kmsKeyId,
});

export const trailLogs = given(Trail, {
  id: "aws-cloudtrail-trail-logs",
  title: "Trails are sent to CloudWatch Logs",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: {
    "cis-aws-1.4": ["3.4"],
    hipaa: ["164.308(a)(3)(ii)(A)", "164.312(b)"],
    "nist-800-53-r5": ["AC-2(4)", "AC-3(1)", "AC-3(10)", "AC-4(26)", "AC-6(9)", "AU-2b", "AU-3a", "AU-3b", "AU-3c", "AU-3d", "AU-3e", "AU-3f", "AU-4(1)"],
    "pci-dss-3.2.1": ["2.2", "10.1", "10.2.1", "10.2.2", "10.2.3", "10.2.5", "10.3.1", "10.3.2", "10.3.3", "10.3.4", "10.3.5", "10.3.6", "10.5.3", "10.5.4"],
  },
  equivalents: {
    checkov: ["CKV2_AWS_10"],
    trivy: ["AVD-AWS-0162"],
    kics: ["17b30f8f-8dfb-4597-adf6-57600b6cf25e"],
    regula: ["FG_R00029"],
    "cdk-nag": [
      "HIPAA.Security-CloudTrailCloudWatchLogsEnabled",
      "NIST.800.53.R4-CloudTrailCloudWatchLogsEnabled",
      "NIST.800.53.R5-CloudTrailCloudWatchLogsEnabled",
      "PCI.DSS.321-CloudTrailCloudWatchLogsEnabled",
    ],
  },
  why: "No alarm can tell at once of what is recorded.",
  fix: "Set `cloudWatchLogsGroupArn` and `cloudWatchLogsRoleArn`.",
  see: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/send-cloudtrail-events-to-cloudwatch-logs.html",
  pass: [{ cloudWatchLogsGroupArn: "arn:aws:logs:us-east-1:111122223333:log-group:trail:*" }],
  at: (trail) => trail.cloudWatchLogsGroupArn,
});

export const trailTopic = given(Trail, {
  id: "aws-cloudtrail-trail-topic",
  title: "Trails tell a topic of new log files",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_252"], kics: ["482b7d26-0bdb-4b5f-bf6f-545826c0a3dd"], terrascan: ["AC_AWS_0035"] },
  why: "Nothing that looks at the records hears of new ones.",
  fix: "Set `snsTopicName`.",
  see: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/configure-sns-notifications-for-cloudtrail.html",
  pass: [{ snsTopicName: "trail" }],
  at: (trail) => trail.snsTopicName,
});

// What is recorded: by simple selectors, or by advanced ones on fields.

type Advanced = NonNullable<Trail["advancedEventSelectors"]>[number];

const field = ({ fieldSelectors }: Advanced, name: string): readonly string[] =>
  (fieldSelectors ?? []).filter((selector) => selector.field === name).flatMap((selector) => selector.equals ?? []);

const advanced = (...fields: [string, string][]) => ({
  advancedEventSelectors: [{ fieldSelectors: fields.map(([name, value]) => ({ field: name, equals: [value] })) }],
});

export const trailManagementEvents = rule(Trail, {
  id: "aws-cloudtrail-trail-management-events",
  title: "Trails record management events",
  severity: "medium",
  family: "logging",
  preset: "strict",
  equivalents: { regula: ["FG_R00237"] },
  why: "Who changed what in the account isn't recorded.",
  fix: "Leave `includeManagementEvents` out, or add a selector with the `eventCategory` `Management`.",
  see: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html",
  pass: [{}, { eventSelectors: [{}] }, advanced(["eventCategory", "Management"])],
  fail: [{ eventSelectors: [{ includeManagementEvents: false }] }, advanced(["eventCategory", "Data"])],
  unknown: [{ eventSelectors: [{ includeManagementEvents: unknown }] }],
  check: ({ eventSelectors, advancedEventSelectors }) =>
    (eventSelectors?.length ?? advancedEventSelectors?.length ?? 0) > 0 &&
    !some(eventSelectors, ({ includeManagementEvents }) => includeManagementEvents !== false) &&
    !some(advancedEventSelectors, (selector) => some(field(selector, "eventCategory"), (category) => category === "Management")) &&
    "no selector of it is for management events",
});

const allObjects = /^arn:aws[\w-]*:s3(:::)?$/;

/** Whether a trail records what is read, or written, in all buckets. */
const recordsObjects = ({ eventSelectors, advancedEventSelectors }: Trail, kind: "ReadOnly" | "WriteOnly"): boolean =>
  some(
    eventSelectors,
    ({ dataResources, readWriteType = "All" }) =>
      (readWriteType === "All" || readWriteType === kind) &&
      some(dataResources, ({ type, values }) => type === "AWS::S3::Object" && some(values, (value) => allObjects.test(value))),
  ) ||
  some(
    advancedEventSelectors,
    (selector) =>
      some(field(selector, "resources.type"), (type) => type === "AWS::S3::Object") &&
      every(field(selector, "readOnly"), (value) => value === String(kind === "ReadOnly")) &&
      every(selector.fieldSelectors, ({ field }) => /^(eventCategory|resources\.type|readOnly)$/.test(field)),
  );

const objects = (readWriteType?: string) => ({ eventSelectors: [{ readWriteType, dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3"] }] }] });
const objectEvents = "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html";

export const trailObjectWrites = rule(Trail, {
  id: "aws-cloudtrail-trail-object-writes",
  title: "Trails record changes of S3 objects",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "cis-aws-1.4": ["3.10"] },
  equivalents: { trivy: ["AVD-AWS-0171"], kics: ["a8fc2180-b3ac-4c93-bd0d-a55b974e4b07"], regula: ["FG_R00354"] },
  why: "Who changed or deleted an object isn't recorded.",
  fix: "Add a selector for data events of `AWS::S3::Object` in all buckets.",
  see: objectEvents,
  pass: [objects(), objects("WriteOnly"), advanced(["eventCategory", "Data"], ["resources.type", "AWS::S3::Object"], ["readOnly", "false"])],
  fail: [{}, objects("ReadOnly"), advanced(["eventCategory", "Data"], ["resources.type", "AWS::S3::Object"], ["readOnly", "true"])],
  unknown: [objects(unknown)],
  check: (self) => !recordsObjects(self, "WriteOnly") && "it doesn't record changes of S3 objects",
});

export const trailObjectReads = rule(Trail, {
  id: "aws-cloudtrail-trail-object-reads",
  title: "Trails record reading of S3 objects",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "cis-aws-1.4": ["3.11"] },
  equivalents: { trivy: ["AVD-AWS-0172"], regula: ["FG_R00355"] },
  why: "Who read an object isn't recorded.",
  fix: "Add a selector for data events of `AWS::S3::Object` in all buckets.",
  see: objectEvents,
  pass: [objects(), objects("ReadOnly"), advanced(["eventCategory", "Data"], ["resources.type", "AWS::S3::Object"])],
  fail: [{}, objects("WriteOnly"), advanced(["eventCategory", "Data"], ["resources.type", "AWS::Lambda::Function"])],
  unknown: [objects(unknown)],
  check: (self) => !recordsObjects(self, "ReadOnly") && "it doesn't record reading of S3 objects",
});

// Where the records are kept.

export const trailBucketLogging = rule(Trail, {
  id: "aws-cloudtrail-trail-bucket-logging",
  title: "The buckets of trails log requests",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "cis-aws-1.4": ["3.6"] },
  equivalents: { trivy: ["AVD-AWS-0163"], kics: ["ee9e50e8-b2ed-4176-ad42-8fc0cf7593f4"], regula: ["FG_R00031"] },
  why: "Nobody can tell who read or removed the records.",
  fix: "Give the trail's bucket an `aws.s3.BucketLogging`.",
  see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html",
  related: { buckets: to("s3BucketName", Bucket, { split: from(BucketLogging, "bucket") }) },
  pass: [{}, { buckets: [{ split: [{ targetBucket: "logs" }] }] }, { buckets: [{ logging: { targetBucket: "logs" } }] }],
  fail: [{ buckets: [{}] }],
  unknown: [{ buckets: [unknown] }],
  check: ({ buckets }) =>
    some(buckets, ({ logging, loggings, split }) => !logging && !loggings?.length && !split.length) && "requests to its bucket aren't logged",
});

const anyone = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" };

export const trailBucketPublic = rule(Trail, {
  id: "aws-cloudtrail-trail-bucket-public",
  title: "The buckets of trails aren't public",
  severity: "critical",
  family: "public-access",
  preset: "recommended",
  controls: { "cis-aws-1.4": ["3.3"] },
  equivalents: { trivy: ["AVD-AWS-0161"], kics: ["bd0088a5-c133-4b20-b129-ec9968b16ef3"], regula: ["FG_R00028"] },
  why: "The records tell an intruder all about the account, and who can write them hides what he did.",
  fix: "Leave public ACLs and principals out of the bucket's ACL and policy.",
  see: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html",
  related: { buckets: to("s3BucketName", Bucket, { acls: from(BucketAcl, "bucket"), policies: from(BucketPolicy, "bucket") }) },
  pass: [{}, { buckets: [{ acl: "private" }] }, { buckets: [{ policies: [{ policy: { Statement: [{ ...anyone, Effect: "Deny" }] } }] }] }],
  fail: [
    { buckets: [{ acl: "public-read" }] },
    { buckets: [{ acls: [{ acl: "authenticated-read" }] }] },
    { buckets: [{ policy: JSON.stringify({ Statement: anyone }) }] },
    { buckets: [{ policies: [{ policy: JSON.stringify({ Statement: anyone }) }] }] },
  ],
  unknown: [{ buckets: [{ acl: unknown }] }],
  check: ({ buckets }) =>
    some(
      buckets,
      (bucket) =>
        some([bucket, ...bucket.acls], ({ acl }) => acl !== undefined && /^(public|authenticated)-/.test(acl)) ||
        some([bucket, ...bucket.policies], ({ policy }) => some(statementsOf(policy), (statement) => statement.isPublic)),
    ) && "its bucket is public",
});
