import type { AccessPointArgs } from "@pulumi/aws/efs/accessPoint";
import type { FileSystemArgs } from "@pulumi/aws/efs/fileSystem";
import type { FileSystemPolicyArgs } from "@pulumi/aws/efs/fileSystemPolicy";
import { nist } from "../../lib/cloud/aws-controls";
import { policyText, type Statement, statementsOf } from "../../lib/cloud/iam-policy";
import { customerKey, resource, rule, setting, some, unknown } from "../../lib/rule";

const AccessPoint = resource<AccessPointArgs>("aws:efs/accessPoint:AccessPoint");
const FileSystem = resource<FileSystemArgs>("aws:efs/fileSystem:FileSystem");
const FileSystemPolicy = resource<FileSystemPolicyArgs>("aws:efs/fileSystemPolicy:FileSystemPolicy");

const guide = "https://docs.aws.amazon.com/efs/latest/ug";

// Encryption.

export const fileSystemEncrypted = setting(FileSystem, {
  id: "aws-efs-file-system-encrypted",
  title: "EFS file systems are encrypted at rest",
  severity: "medium",
  family: "encryption-at-rest",
  preset: "recommended",
  controls: {
    hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"],
    "nist-800-53-r5": nist.encryptionAtRest,
    "pci-dss-3.2.1": ["3.4", "8.2.1"],
  },
  equivalents: {
    checkov: ["CKV_AWS_42"],
    trivy: ["AVD-AWS-0037"],
    kics: ["48207659-729f-4b5c-9402-f884257d794f"],
    terrascan: ["AC_AWS_0097"],
    "cdk-nag": ["AwsSolutions-EFS1", "HIPAA.Security-EFSEncrypted", "NIST.800.53.R4-EFSEncrypted", "NIST.800.53.R5-EFSEncrypted", "PCI.DSS.321-EFSEncrypted"],
    "pulumi-compliance": ["aws-efs-filesystem-disallow-unencrypted-file-system", "awsnative-efs-filesystem-disallow-unencrypted-file-system"],
    awsguard: ["efs-encrypted"],
  },
  why: "Without it the storage and the backups hold the files in the clear; it can't be turned on later.",
  see: `${guide}/encryption-at-rest.html`,
  at: (fileSystem) => fileSystem.encrypted,
  good: [true],
  absent: "bad",
});

export const fileSystemCustomerKey = customerKey(FileSystem, {
  id: "aws-efs-file-system-customer-key",
  subject: "EFS file systems",
  equivalents: {
    checkov: ["CKV_AWS_184"],
    kics: ["25d251f3-f348-4f95-845c-1090e41a615c"],
    terrascan: ["AC_AWS_0098"],
    "pulumi-compliance": ["aws-efs-filesystem-configure-customer-managed-key", "awsnative-efs-filesystem-configure-customer-managed-key"],
  },
  see: `${guide}/encryption-at-rest.html`,
  at: (fileSystem) => fileSystem.kmsKeyId,
});

// Who may do what.

const anyone = { Effect: "Allow", Principal: { AWS: "*" }, Action: "elasticfilesystem:ClientMount", Resource: "*" };
const policy = (...statements: object[]) => ({ policy: policyText(...statements) });
const throughMountTarget = { Condition: { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } } };

/** Whether it allows something beyond what EFS allows without a policy, which is everything to clients in the VPC. */
const isOpen = ({ allows, tests }: Statement): boolean =>
  allows && !some(tests, ({ key, values }) => key === "elasticfilesystem:accessedviamounttarget" && some(values, (value) => value.toLowerCase() === "true"));

const isWildcard = (action: string): boolean => /^(elasticfilesystem:)?\*$/i.test(action);

export const fileSystemPolicyPublic = rule(FileSystemPolicy, {
  id: "aws-efs-file-system-policy-public",
  title: "Policies of EFS file systems name who may do what",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  equivalents: { kics: ["fae52418-bb8b-4ac2-b287-0b9082d6a3fd"], terrascan: ["AC_AWS_0464"] },
  why: "Anyone who reaches the file system may read and change its files, from whatever account.",
  fix: "Name the principals and actions that you mean, or add the condition `elasticfilesystem:AccessedViaMountTarget`.",
  see: `${guide}/access-control-block-public-access.html`,
  pass: [
    policy({ ...anyone, Principal: { AWS: "arn:aws:iam::111122223333:role/app" } }),
    policy({ ...anyone, ...throughMountTarget }),
    policy({ ...anyone, Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
    policy({ ...anyone, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1234567890" } } }),
  ],
  fail: [
    policy(anyone),
    policy({ ...anyone, Principal: "*" }),
    policy({ ...anyone, Condition: { Bool: { "aws:SecureTransport": "true" } } }),
    policy({ ...anyone, Principal: { AWS: "arn:aws:iam::111122223333:role/app" }, Action: "elasticfilesystem:*" }),
  ],
  unknown: [{ policy: unknown }],
  check: (self) => {
    const statements = statementsOf(self.policy);
    if (some(statements, (statement) => isOpen(statement) && statement.isPublic)) return "its policy lets anyone in";
    return some(statements, (statement) => isOpen(statement) && some(statement.actions, isWildcard)) && "its policy allows all actions";
  },
});

export const fileSystemPolicyLockout = setting(FileSystemPolicy, {
  id: "aws-efs-file-system-policy-lockout",
  title: "Policies of EFS file systems can't lock their own administrators out",
  severity: "low",
  family: "access-control",
  preset: "strict",
  equivalents: { "pulumi-compliance": ["awsnative-efs-filesystem-disallow-bypass-policy-lockout-safety-check"] },
  why: "A mistaken policy then takes the right to correct it away, and only the account's root user has it back.",
  see: `${guide}/create-file-system-policy.html`,
  at: (self) => self.bypassPolicyLockoutSafetyCheck,
  good: [false],
  absent: "good",
});

export const accessPointRoot = rule(AccessPoint, {
  id: "aws-efs-access-point-root",
  title: "EFS access points lead to a directory of their own",
  severity: "low",
  family: "access-control",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AC-6(10)"] },
  equivalents: { checkov: ["CKV_AWS_329"] },
  why: "Whoever uses the access point sees the whole file system, the files of others too.",
  fix: "Set `rootDirectory.path` to the directory that is needed.",
  see: `${guide}/efs-access-points.html`,
  pass: [{ rootDirectory: { path: "/data" } }],
  fail: [{}, { rootDirectory: { path: "/" } }, { rootDirectory: {} }],
  unknown: [{ rootDirectory: { path: unknown } }],
  check: ({ rootDirectory }) => (rootDirectory?.path ?? "/") === "/" && "it leads to the file system's root",
});

export const accessPointUser = rule(AccessPoint, {
  id: "aws-efs-access-point-user",
  title: "EFS access points say as which user files are used",
  severity: "low",
  family: "access-control",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AC-6(2)"] },
  equivalents: { checkov: ["CKV_AWS_330"] },
  why: "Each client says itself which user it is, and may say root.",
  fix: "Set `posixUser`.",
  see: `${guide}/efs-access-points.html`,
  pass: [{ posixUser: { uid: 1000, gid: 1000 } }, { posixUser: unknown }],
  fail: [{}],
  check: (self) => !("posixUser" in self) && "`posixUser` isn't set",
});

// Not losing data.

export const fileSystemZones = rule(FileSystem, {
  id: "aws-efs-file-system-zones",
  title: "EFS file systems are in several zones",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { "pulumi-compliance": ["aws-efs-filesystem-disallow-single-availability-zone", "awsnative-efs-filesystem-disallow-single-availability-zone"] },
  why: "When the zone fails, the files are gone until it is back, or for good.",
  fix: "Leave `availabilityZoneName` out.",
  see: `${guide}/API_CreateFileSystem.html`,
  pass: [{}],
  fail: [{ availabilityZoneName: "us-east-1a" }, { availabilityZoneName: unknown }],
  check: (self) => "availabilityZoneName" in self && "`availabilityZoneName` keeps it in one zone",
});
