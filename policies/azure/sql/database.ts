import type { DatabaseArgs } from "@pulumi/azure-native/sql/database";
import type { EncryptionProtectorArgs } from "@pulumi/azure-native/sql/encryptionProtector";
import type { TransparentDataEncryptionArgs } from "@pulumi/azure-native/sql/transparentDataEncryption";
import { same } from "../../../lib/cloud/azure";
import { resource, rule, setting, unknown } from "../../../lib/rule";

const Database = resource<DatabaseArgs>("azure-native:sql:Database");
const EncryptionProtector = resource<EncryptionProtectorArgs>("azure-native:sql:EncryptionProtector");
const TransparentDataEncryption = resource<TransparentDataEncryptionArgs>("azure-native:sql:TransparentDataEncryption");

export const databaseLedger = setting(Database, {
  id: "azure-sql-database-ledger",
  title: "SQL databases are ledger databases",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_224"] },
  why: "Only a ledger proves that nobody, administrators included, changed the data afterwards.",
  fix: "Set `isLedgerOn` to `true` when the database is created.",
  see: "https://learn.microsoft.com/sql/relational-databases/security/ledger/ledger-overview",
  at: (self) => self.isLedgerOn,
  good: [true],
  absent: "bad",
});

export const databaseZones = setting(Database, {
  id: "azure-sql-database-zones",
  title: "SQL databases are spread over availability zones",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_229"] },
  why: "In a single zone, its failure takes the database down.",
  see: "https://learn.microsoft.com/azure/azure-sql/database/high-availability-sla",
  at: (self) => self.zoneRedundant,
  good: [true],
  absent: "bad",
});

export const encryptionEnabled = rule(TransparentDataEncryption, {
  id: "azure-sql-encryption-enabled",
  title: "Transparent encryption of SQL databases is on",
  severity: "high",
  family: "encryption-at-rest",
  preset: "recommended",
  equivalents: { checkov: ["CKV2_AZURE_25"] },
  why: "Without it the database, its backups and its logs lie on the disks in the open.",
  fix: "Set `state` to `Enabled`, or leave the resource out.",
  see: "https://learn.microsoft.com/azure/azure-sql/database/transparent-data-encryption-tde-overview",
  pass: [{ state: "Enabled" }],
  fail: [{ state: "Disabled" }],
  unknown: [{ state: unknown }],
  check: ({ state }) => same(state, "Disabled") && "it is off",
});

export const protectorCustomerKey = setting(EncryptionProtector, {
  id: "azure-sql-protector-customer-key",
  title: "SQL servers are encrypted with a Key Vault key of your own",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  why: "With the provider's key you can't decide who may decrypt, can't revoke it, and don't see its use in your audit log.",
  fix: "Set `serverKeyType` to `AzureKeyVault`, and `serverKeyName` to the name of an `azure-native.sql.ServerKey`.",
  see: "https://learn.microsoft.com/azure/azure-sql/database/transparent-data-encryption-byok-overview",
  at: (self) => self.serverKeyType,
  good: ["AzureKeyVault"],
  bad: ["ServiceManaged"],
  absent: "bad",
});
