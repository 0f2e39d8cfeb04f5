import type { ServerArgs } from "@pulumi/azure-native/sql/server";
import type { ServerAzureADAdministratorArgs } from "@pulumi/azure-native/sql/serverAzureADAdministrator";
import type { ServerAzureADOnlyAuthenticationArgs } from "@pulumi/azure-native/sql/serverAzureADOnlyAuthentication";
import { noPublicNetwork, privateEndpoint, same } from "../../../lib/cloud/azure";
import { from, resource, rule, some, unknown } from "../../../lib/rule";

const EntraOnly = resource<ServerAzureADOnlyAuthenticationArgs>("azure-native:sql:ServerAzureADOnlyAuthentication");
const Server = resource<ServerArgs>("azure-native:sql:Server");
const ServerAdministrator = resource<ServerAzureADAdministratorArgs>("azure-native:sql:ServerAzureADAdministrator");

/** Names that are tried first by who guesses passwords. */
const isPredictable = (login: string | undefined) =>
  /^(sql|azure|db|server|my)?[-_.]?(admin|administrator|sa|root|user|superuser)[-_.]?(sql|login|user|db)?$/i.test(login ?? "");

export const serverAdministratorName = rule(Server, {
  id: "azure-sql-server-administrator-name",
  title: "SQL servers have an administrator whose name can't be guessed",
  severity: "low",
  family: "identity",
  preset: "strict",
  equivalents: { kics: ["2ab6de9a-0136-415c-be92-79d2e4fd750f"], terrascan: ["AC_AZURE_0377"] },
  why: "Who tries passwords needs the right name as well, and begins with the usual ones.",
  fix: "Choose an `administratorLogin` of your own, or use Entra ID alone.",
  see: "https://learn.microsoft.com/azure/azure-sql/database/logins-create-manage",
  pass: [{}, { administratorLogin: "kestrel" }],
  fail: [{ administratorLogin: "admin" }, { administratorLogin: "sqlAdmin" }],
  unknown: [{ administratorLogin: unknown }],
  check: ({ administratorLogin }) => isPredictable(administratorLogin) && `its administrator is called \`${administratorLogin}\``,
});

export const administratorName = rule(ServerAdministrator, {
  id: "azure-sql-administrator-name",
  title: "Entra ID administrators of SQL servers have a name that can't be guessed",
  severity: "low",
  family: "identity",
  preset: "strict",
  equivalents: { kics: ["bcd3fc01-5902-4f2a-b05a-227f9bbf5450"], terrascan: ["AC_AZURE_0384"] },
  why: "Who tries passwords needs the right name as well, and begins with the usual ones.",
  fix: "Make a user or group with a telling `login` the administrator.",
  see: "https://learn.microsoft.com/azure/azure-sql/database/authentication-aad-configure",
  pass: [{ login: "db-owners@example.com" }],
  fail: [{ login: "sqladmin" }],
  unknown: [{ login: unknown }],
  check: ({ login }) => isPredictable(login) && `it is called \`${login}\``,
});

export const serverEntraAdministrator = rule(Server, {
  id: "azure-sql-server-entra-administrator",
  title: "SQL servers have an Entra ID administrator",
  severity: "medium",
  family: "identity",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AZURE_27", "CKV2_AZURE_7"], kics: ["a3a055d2-9a2e-4cc9-b9fb-12850a1a3a4b"], terrascan: ["AC_AZURE_0378"] },
  why: "Passwords in the database know no second factor and no central sign-out.",
  fix: "Set `administrators`, or add an `azure-native.sql.ServerAzureADAdministrator`.",
  see: "https://learn.microsoft.com/azure/azure-sql/database/authentication-aad-overview",
  related: { separate: from(ServerAdministrator, "serverName") },
  pass: [{ administratorLogin: "kestrel", administrators: { login: "db-owners" } }, { administratorLogin: "kestrel", separate: [{}] }, {}],
  fail: [{ administratorLogin: "kestrel" }, { administratorLogin: unknown }],
  unknown: [
    { administratorLogin: "kestrel", administrators: unknown },
    { administratorLogin: "kestrel", separate: [unknown] },
  ],
  // Azure creates no server without an administrator: one that has no login of SQL has one of Entra ID.
  check: (self) => "administratorLogin" in self && !self.administrators && !some(self.separate) && "it has no Entra ID administrator",
});

export const serverPasswords = rule(Server, {
  id: "azure-sql-server-passwords",
  title: "SQL servers accept Entra ID identities only, no passwords",
  severity: "medium",
  family: "identity",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AZURE_27"] },
  why: "Passwords in the database know no second factor and no central sign-out.",
  fix: "Set `administrators.azureADOnlyAuthentication` to `true`, and leave `administratorLogin` out.",
  see: "https://learn.microsoft.com/azure/azure-sql/database/authentication-azure-ad-only-authentication",
  related: { only: from(EntraOnly, "serverName") },
  pass: [
    {},
    { administratorLogin: "kestrel", administrators: { login: "db-owners", azureADOnlyAuthentication: true } },
    { administratorLogin: "kestrel", only: [{ azureADOnlyAuthentication: true }] },
  ],
  fail: [
    { administratorLogin: "kestrel" },
    { administratorLogin: unknown, administrators: { login: "db-owners" } },
    { administratorLogin: "kestrel", only: [{ azureADOnlyAuthentication: false }] },
  ],
  unknown: [{ administratorLogin: "kestrel", administrators: { azureADOnlyAuthentication: unknown } }],
  check: (self) =>
    "administratorLogin" in self &&
    !self.administrators?.azureADOnlyAuthentication &&
    !some(self.only, ({ azureADOnlyAuthentication }) => azureADOnlyAuthentication) &&
    "it accepts passwords",
});

export const serverTls = rule(Server, {
  id: "azure-sql-server-tls",
  title: "SQL servers require TLS 1.2",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AZURE_52"], trivy: ["AVD-AZU-0026"] },
  why: "TLS 1.0 and 1.1 have known weaknesses, and a client may be made to fall back to them.",
  fix: "Set `minimalTlsVersion` to `1.2` or `1.3`.",
  see: "https://learn.microsoft.com/azure/azure-sql/database/connectivity-settings",
  pass: [{}, { minimalTlsVersion: "1.2" }, { minimalTlsVersion: "1.3" }],
  fail: [{ minimalTlsVersion: "1.1" }, { minimalTlsVersion: "None" }],
  unknown: [{ minimalTlsVersion: unknown }],
  check: ({ minimalTlsVersion: version }) => same(version, "None", "1.0", "1.1") && `\`minimalTlsVersion\` is \`${version}\``,
  remedy: () => ({ minimalTlsVersion: "1.2" }),
});

export const serverPrivateEndpoint = privateEndpoint(Server, {
  id: "azure-sql-server-private-endpoint",
  subject: "SQL servers",
  equivalents: { checkov: ["CKV2_AZURE_45"] },
  see: "https://learn.microsoft.com/azure/azure-sql/database/private-endpoint-overview",
});

export const serverPublicNetwork = noPublicNetwork(Server, {
  id: "azure-sql-server-public-network",
  subject: "SQL servers",
  equivalents: { checkov: ["CKV_AZURE_113"], kics: ["ade36cf4-329f-4830-a83d-9db72c800507"] },
  see: "https://learn.microsoft.com/azure/azure-sql/database/connectivity-settings",
});
