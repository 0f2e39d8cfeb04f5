import type { LogicallyAirGappedVaultArgs } from "@pulumi/aws/backup/logicallyAirGappedVault";
import type { SelectionArgs } from "@pulumi/aws/backup/selection";
import type { VaultArgs } from "@pulumi/aws/backup/vault";
import type { VaultPolicyArgs } from "@pulumi/aws/backup/vaultPolicy";
import type { TableArgs } from "@pulumi/aws/dynamodb/table";
import type { VolumeArgs } from "@pulumi/aws/ebs/volume";
import type { BackupPolicyArgs } from "@pulumi/aws/efs/backupPolicy";
import type { FileSystemArgs } from "@pulumi/aws/efs/fileSystem";
import type { ClusterArgs } from "@pulumi/aws/rds/cluster";
import type { InstanceArgs } from "@pulumi/aws/rds/instance";
import { hipaa, nist } from "../../lib/cloud/aws-controls";
import { matches } from "../../lib/cloud/iam-policy";
import { noPublicPolicy } from "../../lib/cloud/public-policy";
import { all, customerKey, from, known, resource, rule, some, unknown } from "../../lib/rule";

const BackupPolicy = resource<BackupPolicyArgs>("aws:efs/backupPolicy:BackupPolicy");
const Database = resource<Pick<InstanceArgs & ClusterArgs, "tags">>("aws:rds/cluster:Cluster", "aws:rds/instance:Instance");
const FileSystem = resource<FileSystemArgs>("aws:efs/fileSystem:FileSystem");
const LogicallyAirGappedVault = resource<LogicallyAirGappedVaultArgs>("aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault");
const Selection = resource<SelectionArgs>("aws:backup/selection:Selection");
const Table = resource<TableArgs>("aws:dynamodb/table:Table");
const Vault = resource<VaultArgs>("aws:backup/vault:Vault");
const VaultPolicy = resource<VaultPolicyArgs>("aws:backup/vaultPolicy:VaultPolicy");
const Volume = resource<VolumeArgs>("aws:ebs/volume:Volume");

const guide = "https://docs.aws.amazon.com/aws-backup/latest/devguide";

export const vaultCustomerKey = customerKey(Vault, {
  id: "aws-backup-vault-customer-key",
  subject: "Backup vaults",
  equivalents: { checkov: ["CKV_AWS_166"] },
  see: `${guide}/encryption.html`,
  at: (vault) => vault.kmsKeyArn,
});

export const airGappedVaultCustomerKey = customerKey(LogicallyAirGappedVault, {
  id: "aws-backup-air-gapped-vault-customer-key",
  subject: "Logically air-gapped vaults",
  see: `${guide}/logicallyairgappedvault.html`,
  at: (vault) => vault.encryptionKeyArn,
});

export const vaultPolicyPublic = noPublicPolicy(VaultPolicy, {
  id: "aws-backup-vault-policy-public",
  subject: "Backup vaults",
  why: "Anyone with an AWS account can do with the backups what the policy allows: copy them, restore them or delete them.",
  see: `${guide}/create-a-vault-access-policy.html`,
  at: ({ policy }) => policy,
  action: "backup:CopyFromBackupVault",
});

// What is in a backup plan.

const planned = {
  severity: "low",
  family: "resilience",
  preset: "strict",
  why: "Nobody looks after its backups in one place: whether there are any, how long they are kept, and who may delete them.",
  fix: "Name it in the `resources` of an `aws.backup.Selection`.",
  see: `${guide}/assigning-resources.html`,
} as const;

const selections = { naming: from(Selection, "resources"), selections: all(Selection) };
const byArn = { naming: [{}] };
const byTag = { tags: { backup: "daily" }, selections: [{ selectionTags: [{ type: "STRINGEQUALS", key: "backup", value: "daily" }] }] };
const otherTag = { tags: { backup: "none" }, selections: byTag.selections };

interface Planned {
  readonly tags?: Readonly<Record<string, string>>;
  readonly naming: readonly object[];
  readonly selections: readonly {
    readonly resources?: readonly string[];
    readonly selectionTags?: readonly { key: string; value: string }[];
  }[];
}

/** Whether a selection names the resource, has a pattern for all ARNs such as `arn`, or one of the resource's tags. */
const isSelected = ({ tags, naming, selections }: Planned, arn: string): boolean =>
  some(naming) ||
  some(
    selections,
    ({ resources, selectionTags }) =>
      some(known(resources), (pattern) => pattern.endsWith("*") && matches(pattern, arn)) || some(selectionTags, ({ key, value }) => tags?.[key] === value),
  );

export const volumePlan = rule(Volume, {
  ...planned,
  id: "aws-backup-volume-plan",
  title: "EBS volumes are in a backup plan",
  controls: {
    hipaa: hipaa.backup,
    "nist-800-53-r5": nist.backup,
  },
  equivalents: {
    checkov: ["CKV2_AWS_9"],
    "cdk-nag": ["HIPAA.Security-EC2EBSInBackupPlan", "NIST.800.53.R4-EC2EBSInBackupPlan", "NIST.800.53.R5-EC2EBSInBackupPlan"],
  },
  related: selections,
  pass: [byArn, byTag, { selections: [{ resources: [unknown, "arn:aws:ec2:*:*:volume/*"] }] }],
  fail: [{}, otherTag, { selections: [{ resources: [unknown] }] }, { selections: [{ resources: ["arn:aws:rds:*:*:db:*"] }] }],
  unknown: [{ naming: [unknown] }, { selections: [{ resources: unknown }] }],
  check: (self) => !isSelected(self, "arn:aws:ec2:region:account:volume/id") && "no backup plan selects it",
});

export const fileSystemPlan = rule(FileSystem, {
  ...planned,
  id: "aws-backup-file-system-plan",
  title: "EFS file systems are in a backup plan",
  controls: {
    hipaa: hipaa.backup,
    "nist-800-53-r5": nist.backup,
  },
  equivalents: { checkov: ["CKV2_AWS_18"], "cdk-nag": ["HIPAA.Security-EFSInBackupPlan", "NIST.800.53.R4-EFSInBackupPlan", "NIST.800.53.R5-EFSInBackupPlan"] },
  fix: "Give the file system an `aws.efs.BackupPolicy` that is `ENABLED`, or name it in the `resources` of an `aws.backup.Selection`.",
  related: { ...selections, policies: from(BackupPolicy, "fileSystemId") },
  pass: [byArn, byTag, { selections: [{ resources: ["*"] }] }, { policies: [{ backupPolicy: { status: "ENABLED" } }] }],
  fail: [{}, otherTag, { policies: [{ backupPolicy: { status: "DISABLED" } }] }],
  unknown: [{ naming: [unknown] }, { policies: [unknown] }],
  check: (self) =>
    !some(self.policies, ({ backupPolicy }) => backupPolicy?.status === "ENABLED") &&
    !isSelected(self, "arn:aws:elasticfilesystem:region:account:file-system/id") &&
    "no backup plan selects it",
});

export const databasePlan = rule(Database, {
  ...planned,
  id: "aws-backup-database-plan",
  title: "Databases are in a backup plan",
  controls: {
    hipaa: hipaa.backup,
    "nist-800-53-r5": nist.backup,
  },
  equivalents: { checkov: ["CKV2_AWS_8"], "cdk-nag": ["HIPAA.Security-RDSInBackupPlan", "NIST.800.53.R4-RDSInBackupPlan", "NIST.800.53.R5-RDSInBackupPlan"] },
  related: selections,
  pass: [byArn, byTag, { selections: [{ resources: ["arn:aws:rds:*:*:*"] }] }],
  fail: [{}, otherTag, { selections: [{ resources: ["arn:aws:dynamodb:*:*:table/*"] }] }],
  unknown: [{ naming: [unknown] }],
  check: (self) =>
    !isSelected(self, "arn:aws:rds:region:account:cluster:id") && !isSelected(self, "arn:aws:rds:region:account:db:id") && "no backup plan selects it",
});

export const tablePlan = rule(Table, {
  ...planned,
  id: "aws-backup-table-plan",
  title: "DynamoDB tables are in a backup plan",
  controls: {
    hipaa: hipaa.backup,
    "nist-800-53-r5": nist.backup,
  },
  equivalents: { "cdk-nag": ["HIPAA.Security-DynamoDBInBackupPlan", "NIST.800.53.R4-DynamoDBInBackupPlan", "NIST.800.53.R5-DynamoDBInBackupPlan"] },
  related: selections,
  pass: [byArn, byTag, { selections: [{ resources: ["arn:aws:dynamodb:*:*:table/*"] }] }],
  fail: [{}, otherTag, { selections: [{ resources: ["arn:aws:ec2:*:*:volume/*"] }] }],
  unknown: [{ naming: [unknown] }],
  check: (self) => !isSelected(self, "arn:aws:dynamodb:region:account:table/id") && "no backup plan selects it",
});
