import type { BlobContainerArgs } from "@pulumi/azure-native/storage/blobContainer";
import type { EncryptionScopeArgs } from "@pulumi/azure-native/storage/encryptionScope";
import type { FileShareArgs } from "@pulumi/azure-native/storage/fileShare";
import type { TableArgs } from "@pulumi/azure-native/storage/table";
import { same } from "../../../lib/cloud/azure";
import { each, every, resource, rule, setting, unknown } from "../../../lib/rule";

const BlobContainer = resource<BlobContainerArgs>("azure-native:storage:BlobContainer");
const EncryptionScope = resource<EncryptionScopeArgs>("azure-native:storage:EncryptionScope");
const FileShare = resource<FileShareArgs>("azure-native:storage:FileShare");
const Table = resource<TableArgs>("azure-native:storage:Table");

export const containerPrivate = rule(BlobContainer, {
  id: "azure-storage-container-private",
  title: "Blob containers are private",
  severity: "high",
  family: "public-access",
  preset: "recommended",
  controls: { "cis-azure-1.3": ["3.5"] },
  equivalents: {
    checkov: ["CKV_AZURE_34", "CKV2_AZURE_8"],
    trivy: ["AVD-AZU-0007"],
    kics: ["a0ab985d-660b-41f7-ac81-70957ee8e627", "dd5230f8-a577-4bbb-b7ac-f2c2fe7d5299"],
    terrascan: ["AC_AZURE_0366"],
    regula: ["FG_R00207"],
  },
  why: "Anyone on the internet can read the container's blobs.",
  fix: "Leave `publicAccess` out, or set it to `None`.",
  see: "https://learn.microsoft.com/azure/storage/blobs/anonymous-read-access-configure",
  pass: [{}, { publicAccess: "None" }],
  fail: [{ publicAccess: "Blob" }, { publicAccess: "Container" }],
  unknown: [{ publicAccess: unknown }],
  check: ({ publicAccess }) => same(publicAccess, "Blob", "Container") && `\`publicAccess\` is \`${publicAccess}\``,
});

export const scopeCustomerKey = setting(EncryptionScope, {
  id: "azure-storage-scope-customer-key",
  title: "Encryption scopes of storage accounts use a Key Vault key of your own",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  why: "With the provider's key you can't decide who may decrypt, can't revoke it, and don't see its use in your audit log.",
  fix: "Set `source` to `Microsoft.KeyVault`, and `keyVaultProperties.keyUri` to the key.",
  see: "https://learn.microsoft.com/azure/storage/blobs/encryption-scope-overview",
  at: (self) => self.source,
  good: ["Microsoft.KeyVault"],
  bad: ["Microsoft.Storage"],
  absent: "bad",
});

/** Whether the letters of a stored access policy are all that there are. */
const allOf = (letters: string, permission = "") => every([...letters], (letter) => permission.includes(letter));

export const sharePolicies = rule(FileShare, {
  id: "azure-storage-share-policies",
  title: "Stored access policies of file shares grant less than everything",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  equivalents: { kics: ["48bbe0fd-57e4-4678-a4a1-119e79c90fc3"] },
  why: "Whoever holds one signed URL by this policy may read, change and delete everything.",
  fix: "Leave out of `accessPolicy.permission` what the holder doesn't need.",
  see: "https://learn.microsoft.com/rest/api/storageservices/define-stored-access-policy",
  pass: [{}, { signedIdentifiers: [{ id: "app", accessPolicy: { permission: "rl" } }] }],
  fail: [{ signedIdentifiers: [{ id: "app", accessPolicy: { permission: "rwdl" } }] }],
  unknown: [{ signedIdentifiers: [{ id: "app", accessPolicy: { permission: unknown } }] }],
  check: ({ signedIdentifiers }) =>
    each(signedIdentifiers, ({ id, accessPolicy }) => allOf("rwdl", accessPolicy?.permission) && `its access policy \`${id}\` grants everything`),
});

export const tablePolicies = rule(Table, {
  id: "azure-storage-table-policies",
  title: "Stored access policies of tables grant less than everything",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  equivalents: { kics: ["3ac3e75c-6374-4a32-8ba0-6ed69bda404e"] },
  why: "Whoever holds one signed URL by this policy may read, change and delete everything.",
  fix: "Leave out of `accessPolicy.permission` what the holder doesn't need.",
  see: "https://learn.microsoft.com/rest/api/storageservices/define-stored-access-policy",
  pass: [{}, { signedIdentifiers: [{ id: "app", accessPolicy: { permission: "r" } }] }],
  fail: [{ signedIdentifiers: [{ id: "app", accessPolicy: { permission: "raud" } }] }],
  unknown: [{ signedIdentifiers: [{ id: "app", accessPolicy: { permission: unknown } }] }],
  check: ({ signedIdentifiers }) =>
    each(signedIdentifiers, ({ id, accessPolicy }) => allOf("raud", accessPolicy?.permission) && `its access policy \`${id}\` grants everything`),
});
