import type { AccountArgs } from "@pulumi/azure-native/maps/account";
import { noLocalAuthAt } from "../../lib/cloud/azure-settings";
import { resource } from "../../lib/rule";

const Account = resource<AccountArgs>("azure-native:maps:Account");

export const accountLocalAuth = noLocalAuthAt(Account, {
  id: "azure-maps-account-local-auth",
  subject: "Maps accounts",
  see: "https://learn.microsoft.com/azure/azure-maps/azure-maps-authentication",
  at: (account) => account.properties?.disableLocalAuth,
});
