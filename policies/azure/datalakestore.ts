import type { AccountArgs } from "@pulumi/azure-native/datalakestore/account";
import { resource, setting } from "../../lib/rule";

const Account = resource<AccountArgs>("azure-native:datalakestore:Account");

export const accountEncryption = setting(Account, {
  id: "azure-datalakestore-account-encryption",
  title: "Data Lake stores are encrypted",
  severity: "high",
  family: "encryption-at-rest",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AZURE_105"], trivy: ["AVD-AZU-0036"] },
  why: "Whoever gets at the disks can read all data.",
  see: "https://learn.microsoft.com/previous-versions/azure/data-lake-store/data-lake-store-encryption",
  at: (account) => account.encryptionState,
  good: ["Enabled"],
  bad: ["Disabled"],
  absent: "good",
});
