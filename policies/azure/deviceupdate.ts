import type { AccountArgs } from "@pulumi/azure-native/deviceupdate/account";
import { noPublicNetwork } from "../../lib/cloud/azure";
import { customerKey, resource } from "../../lib/rule";

const Account = resource<AccountArgs>("azure-native:deviceupdate:Account");

export const accountCustomerKey = customerKey(Account, {
  id: "azure-deviceupdate-account-customer-key",
  subject: "Device Update accounts",
  see: "https://learn.microsoft.com/azure/iot-hub-device-update/device-update-data-encryption",
  at: (account) => account.encryption?.keyVaultKeyUri,
});

export const accountPublicNetwork = noPublicNetwork(Account, {
  id: "azure-deviceupdate-account-public-network",
  subject: "Device Update accounts",
  see: "https://learn.microsoft.com/azure/iot-hub-device-update/network-security",
});
