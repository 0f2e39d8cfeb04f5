import type { ActiveDirectoryArgs } from "@pulumi/gcp/netapp/activeDirectory";
import type { BackupVaultArgs } from "@pulumi/gcp/netapp/backupVault";
import type { StoragePoolArgs } from "@pulumi/gcp/netapp/storagePool";
import type { VolumeArgs } from "@pulumi/gcp/netapp/volume";
import { someAnywhere } from "../../lib/cloud/network";
import { customerKey, each, resource, rule, some, unknown } from "../../lib/rule";

const Volume = resource<VolumeArgs>("gcp:netapp/volume:Volume");
const ActiveDirectory = resource<ActiveDirectoryArgs>("gcp:netapp/activeDirectory:ActiveDirectory");
const Encrypted = resource<StoragePoolArgs | BackupVaultArgs>("gcp:netapp/storagePool:StoragePool", "gcp:netapp/backupVault:BackupVault");

export const storagePoolCustomerKey = customerKey(Encrypted, {
  id: "gcp-netapp-storage-pool-customer-key",
  subject: "NetApp storage pools and backup vaults",
  at: ({ kmsConfig }) => kmsConfig,
  see: "https://cloud.google.com/netapp/volumes/docs/configure-and-use/cmek/cmek-overview",
});

export const volumeExport = rule(Volume, {
  id: "gcp-netapp-volume-export",
  title: "NetApp volumes are not exported to every address",
  severity: "medium",
  family: "network",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["SC-7"] },
  why: "Every machine that reaches the volume can mount it.",
  fix: "Name only the addresses of the clients in `exportPolicy.rules[].allowedClients`.",
  see: "https://cloud.google.com/netapp/volumes/docs/configure-and-use/volumes/overview",
  pass: [
    {},
    { exportPolicy: { rules: [{ allowedClients: "10.0.0.0/24,10.1.0.4" }] } },
    { exportPolicy: { rules: [{ allowedClients: "0.0.0.0/0", accessType: "READ_NONE" }] } },
  ],
  fail: [{ exportPolicy: { rules: [{ allowedClients: "10.0.0.0/24, 0.0.0.0/0", accessType: "READ_WRITE" }] } }],
  unknown: [{ exportPolicy: { rules: [{ allowedClients: unknown }] } }],
  check: ({ exportPolicy }) =>
    some(exportPolicy?.rules, ({ allowedClients, accessType }) => accessType !== "READ_NONE" && someAnywhere(allowedClients?.split(","))) &&
    "it is exported to every address",
});

export const volumeSmbEncryption = rule(Volume, {
  id: "gcp-netapp-volume-smb-encryption",
  title: "NetApp volumes encrypt SMB connections",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-8"] },
  why: "Anyone on the way can read the files that clients open.",
  fix: "Add `ENCRYPT_DATA` to `smbSettings`.",
  see: "https://cloud.google.com/netapp/volumes/docs/configure-and-use/volumes/overview",
  pass: [{ protocols: ["SMB"], smbSettings: ["ENCRYPT_DATA"] }, { protocols: ["NFSV4"] }],
  fail: [{ protocols: ["SMB"] }, { protocols: ["NFSV3", "SMB"], smbSettings: ["BROWSABLE"] }],
  unknown: [{ protocols: ["SMB"], smbSettings: unknown }],
  check: (self) =>
    some(self.protocols, (protocol) => protocol === "SMB") &&
    !some(self.smbSettings, (setting) => setting === "ENCRYPT_DATA") &&
    "its SMB connections aren't encrypted",
});

export const activeDirectoryEncryption = rule(ActiveDirectory, {
  id: "gcp-netapp-active-directory-encryption",
  title: "NetApp volumes protect their connection to Active Directory",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-8"] },
  why: "Whoever gets between the volumes and the domain controller can read sign-ins, or answer in its place.",
  fix: "Set `aesEncryption`, `encryptDcConnections` and `ldapSigning` to `true`.",
  see: "https://cloud.google.com/netapp/volumes/docs/configure-and-use/active-directory/about-ad",
  pass: [{ aesEncryption: true, encryptDcConnections: true, ldapSigning: true }],
  fail: [{}, { aesEncryption: true, encryptDcConnections: true, ldapSigning: false }],
  unknown: [{ aesEncryption: true, encryptDcConnections: unknown, ldapSigning: true }],
  check: (self) => each(["aesEncryption", "encryptDcConnections", "ldapSigning"] as const, (setting) => !self[setting] && `\`${setting}\` isn't on`),
});
