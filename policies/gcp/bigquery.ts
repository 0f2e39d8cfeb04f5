import type { ConnectionArgs } from "@pulumi/gcp/bigquery/connection";
import type { DatasetArgs } from "@pulumi/gcp/bigquery/dataset";
import type { DatasetAccessArgs } from "@pulumi/gcp/bigquery/datasetAccess";
import type { DataTransferConfigArgs } from "@pulumi/gcp/bigquery/dataTransferConfig";
import type { TableArgs } from "@pulumi/gcp/bigquery/table";
import { isPublic } from "../../lib/cloud/google-iam";
import { customerKey, each, resource, rule, setting, some, to, unknown } from "../../lib/rule";

const Connection = resource<ConnectionArgs>("gcp:bigquery/connection:Connection");
const Dataset = resource<DatasetArgs>("gcp:bigquery/dataset:Dataset");
const DatasetAccess = resource<DatasetAccessArgs>("gcp:bigquery/datasetAccess:DatasetAccess");
const DataTransferConfig = resource<DataTransferConfigArgs>("gcp:bigquery/dataTransferConfig:DataTransferConfig");
const Table = resource<TableArgs>("gcp:bigquery/table:Table");

const key = "projects/p/locations/eu/keyRings/r/cryptoKeys/k";

interface Access {
  readonly role?: string;
  readonly specialGroup?: string;
  readonly iamMember?: string;
}

/** The public that an access entry names. */
const publicOf = ({ specialGroup, iamMember }: Access): string | undefined =>
  specialGroup !== undefined && isPublic(specialGroup) ? specialGroup : iamMember !== undefined && isPublic(iamMember) ? iamMember : undefined;

/** Older exports write `allUsers` as an entry that has a role and nobody to have it. */
const isForNobody = (access: object): boolean => "role" in access && Object.keys(access).length === 1;

export const datasetPublic = rule(Dataset, {
  id: "gcp-bigquery-dataset-public",
  title: "BigQuery datasets are not public",
  severity: "critical",
  family: "public-access",
  preset: "recommended",
  controls: { "cis-gcp-1.2": ["7.1"] },
  equivalents: {
    checkov: ["CKV_GCP_15"],
    trivy: ["AVD-GCP-0046"],
    kics: ["e576ce44-dd03-4022-a8c0-3906acca2ab4"],
    terrascan: ["AC_GCP_0230"],
    regula: ["FG_R00437"],
  },
  why: "Anybody, or anybody with a Google account, can query the dataset's tables.",
  fix: "Name users, groups or domains in `accesses`.",
  see: "https://cloud.google.com/bigquery/docs/control-access-to-resources-iam",
  pass: [
    {},
    { accesses: [{ role: "READER", specialGroup: "projectReaders" }, { role: "OWNER", userByEmail: "jane@example.com" }, { view: { datasetId: "d" } }] },
    { accesses: [{ role: "READER", iamMember: "principalSet://iam.googleapis.com/x" }] },
  ],
  fail: [
    { accesses: [{ role: "READER", specialGroup: "allAuthenticatedUsers" }] },
    {
      accesses: [
        { role: "OWNER", userByEmail: unknown },
        { role: "READER", iamMember: "allUsers" },
      ],
    },
    { accesses: [{ role: "READER" }] },
  ],
  unknown: [{ accesses: [{ role: "READER", specialGroup: unknown }] }],
  check: ({ accesses }) =>
    each(accesses, (access) => {
      if (isForNobody(access)) return "`accesses` has a role for nobody in particular";
      const who = publicOf(access);
      return who && `\`accesses\` lets \`${who}\` in`;
    }),
});

export const datasetAccessPublic = rule(DatasetAccess, {
  id: "gcp-bigquery-dataset-access-public",
  title: "BigQuery access entries are not for the public",
  severity: "critical",
  family: "public-access",
  preset: "recommended",
  controls: { "cis-gcp-1.2": ["7.1"] },
  why: "Anybody, or anybody with a Google account, can query the dataset's tables.",
  fix: "Name a user, a group or a domain.",
  see: "https://cloud.google.com/bigquery/docs/control-access-to-resources-iam",
  pass: [{ role: "READER", domain: "example.com" }],
  fail: [{ specialGroup: "allAuthenticatedUsers" }, { iamMember: "allUsers" }],
  unknown: [{ iamMember: unknown }],
  check: (self) => {
    const who = publicOf(self);
    return who && `lets \`${who}\` in`;
  },
});

export const datasetCustomerKey = customerKey(Dataset, {
  id: "gcp-bigquery-dataset-customer-key",
  subject: "BigQuery datasets",
  at: (self) => self.defaultEncryptionConfiguration?.kmsKeyName,
  unless: ({ externalDatasetReference }) => externalDatasetReference,
  equivalents: { checkov: ["CKV_GCP_81"] },
  see: "https://cloud.google.com/bigquery/docs/customer-managed-encryption",
});

export const tableCustomerKey = rule(Table, {
  id: "gcp-bigquery-table-customer-key",
  title: "BigQuery tables are encrypted with a Cloud KMS key of your own",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { checkov: ["CKV_GCP_80"] },
  why: "With the provider's key you can't decide who may decrypt, can't revoke it, and don't see its use in your audit log.",
  fix: "Set the dataset's `defaultEncryptionConfiguration`, or the table's `encryptionConfiguration.kmsKeyName`, to a Cloud KMS key of your own.",
  see: "https://cloud.google.com/bigquery/docs/customer-managed-encryption",
  related: { datasets: to("datasetId", Dataset) },
  pass: [
    { encryptionConfiguration: { kmsKeyName: unknown } },
    { datasets: [{ defaultEncryptionConfiguration: { kmsKeyName: key } }] },
    { view: { query: "select 1" } },
  ],
  fail: [{}, { datasets: [{}] }],
  unknown: [{ datasets: [unknown] }],
  check: ({ encryptionConfiguration, view, datasets }) =>
    !encryptionConfiguration &&
    !view &&
    !some(datasets, ({ defaultEncryptionConfiguration }) => defaultEncryptionConfiguration !== undefined) &&
    "neither it nor its dataset names a key",
});

export const tableDeletionProtection = setting(Table, {
  id: "gcp-bigquery-table-deletion-protection",
  title: "BigQuery tables are protected from deletion",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_GCP_121"] },
  why: "A change that replaces the table deletes its data.",
  fix: "Leave `deletionProtection` on.",
  see: "https://cloud.google.com/bigquery/docs/managing-tables#deleting_a_table",
  at: (self) => self.deletionProtection,
  good: [true],
  absent: "good",
});

export const datasetDelete = setting(Dataset, {
  id: "gcp-bigquery-dataset-delete",
  title: "BigQuery datasets are only destroyed when they are empty",
  severity: "low",
  family: "resilience",
  preset: "strict",
  why: "With `deleteContentsOnDestroy`, a change that replaces the dataset deletes all of its tables.",
  fix: "Leave `deleteContentsOnDestroy` out.",
  see: "https://cloud.google.com/bigquery/docs/managing-datasets#delete-datasets",
  at: (self) => self.deleteContentsOnDestroy,
  good: [false],
  absent: "good",
});

export const connectionCustomerKey = customerKey(Connection, {
  id: "gcp-bigquery-connection-customer-key",
  subject: "BigQuery connections",
  at: (self) => self.kmsKeyName,
  unless: ({ cloudResource, cloudSpanner, spark, aws, azure }) => cloudResource || cloudSpanner || spark || aws || azure,
  see: "https://cloud.google.com/bigquery/docs/customer-managed-encryption",
  pass: [{ cloudResource: {} }],
});

export const transferCustomerKey = customerKey(DataTransferConfig, {
  id: "gcp-bigquery-transfer-customer-key",
  subject: "BigQuery data transfers",
  at: (self) => self.encryptionConfiguration?.kmsKeyName,
  see: "https://cloud.google.com/bigquery/docs/customer-managed-encryption",
});
