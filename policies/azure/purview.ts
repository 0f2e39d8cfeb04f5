import type { AccountArgs } from "@pulumi/azure-native/purview/account";
import { noPublicNetwork } from "../../lib/cloud/azure";
import { resource } from "../../lib/rule";

const Account = resource<AccountArgs>("azure-native:purview:Account");

export const accountPublicNetwork = noPublicNetwork(Account, {
  id: "azure-purview-account-public-network",
  subject: "Purview accounts",
  see: "https://learn.microsoft.com/purview/data-gov-classic-private-link",
});
