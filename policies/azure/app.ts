import type { ContainerAppArgs } from "@pulumi/azure-native/app/containerApp";
import type { ContainerAppsAuthConfigArgs } from "@pulumi/azure-native/app/containerAppsAuthConfig";
import type { JobArgs } from "@pulumi/azure-native/app/job";
import type { ManagedEnvironmentArgs } from "@pulumi/azure-native/app/managedEnvironment";
import { noPublicNetwork, same } from "../../lib/cloud/azure";
import { managedIdentity } from "../../lib/cloud/azure-settings";
import { customerKey, each, isSecret, resource, rule, secret, setting, some, unknown } from "../../lib/rule";

const App = resource<ContainerAppArgs>("azure-native:app:ContainerApp");
const AppOrJob = resource<Pick<ContainerAppArgs | JobArgs, "identity">>("azure-native:app:ContainerApp", "azure-native:app:Job");
const AuthConfig = resource<ContainerAppsAuthConfigArgs>("azure-native:app:ContainerAppsAuthConfig");
const Environment = resource<ManagedEnvironmentArgs>("azure-native:app:ManagedEnvironment");
const Templates = resource<Pick<ContainerAppArgs, "template">>("azure-native:app:ContainerApp", "azure-native:app:Job");

export const appClientCertificates = rule(App, {
  id: "azure-app-app-client-certificates",
  title: "Container apps require client certificates",
  severity: "low",
  family: "identity",
  preset: "strict",
  why: "Without them, every client on the network may speak to the app.",
  fix: "Set `configuration.ingress.clientCertificateMode` to `require`.",
  see: "https://learn.microsoft.com/azure/container-apps/client-certificate-authorization",
  pass: [{}, { configuration: { ingress: { clientCertificateMode: "require" } } }],
  fail: [{ configuration: { ingress: {} } }, { configuration: { ingress: { clientCertificateMode: "accept" } } }],
  unknown: [{ configuration: { ingress: { clientCertificateMode: unknown } } }],
  check: ({ configuration }) =>
    configuration?.ingress && !same(configuration.ingress.clientCertificateMode, "require") && "`configuration.ingress.clientCertificateMode` isn't `require`",
});

export const appCors = rule(App, {
  id: "azure-app-app-cors",
  title: "Container apps name the origins that may call them from a browser",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  why: "With every origin allowed, any page that a user visits reads from the app what the user can.",
  fix: "Name the origins in `configuration.ingress.corsPolicy.allowedOrigins`, without `*`.",
  see: "https://learn.microsoft.com/azure/container-apps/cors",
  pass: [{}, { configuration: { ingress: { corsPolicy: { allowedOrigins: ["https://example.com"] } } } }],
  fail: [{ configuration: { ingress: { corsPolicy: { allowedOrigins: ["https://example.com", "*"] } } } }],
  unknown: [{ configuration: { ingress: { corsPolicy: { allowedOrigins: [unknown] } } } }],
  check: ({ configuration }) =>
    some(configuration?.ingress?.corsPolicy?.allowedOrigins, (origin) => origin === "*") && "its `corsPolicy.allowedOrigins` has `*`",
});

export const appHttps = rule(App, {
  id: "azure-app-app-https",
  title: "Container apps accept HTTPS only",
  severity: "high",
  family: "encryption-in-transit",
  preset: "recommended",
  why: "Over plain HTTP, what users send and get, their sessions included, can be read and changed on the way.",
  fix: "Leave `configuration.ingress.allowInsecure` out, or set it to `false`.",
  see: "https://learn.microsoft.com/azure/container-apps/ingress-overview",
  pass: [{}, { configuration: { ingress: { external: true } } }, { configuration: { ingress: { external: false, allowInsecure: true } } }],
  fail: [{ configuration: { ingress: { external: true, allowInsecure: true } } }],
  unknown: [{ configuration: { ingress: { external: true, allowInsecure: unknown } } }],
  check: ({ configuration }) => configuration?.ingress?.external && configuration.ingress.allowInsecure && "its ingress allows plain HTTP from outside",
});

export const appIdentity = managedIdentity(AppOrJob, {
  id: "azure-app-app-identity",
  subject: "Container apps and jobs",
  see: "https://learn.microsoft.com/azure/container-apps/managed-identity",
});

export const appSecretValues = rule(Templates, {
  id: "azure-app-app-secret-values",
  title: "Containers of container apps get secrets by reference",
  severity: "high",
  family: "secrets",
  preset: "recommended",
  why: "Everyone who may look at the app sees its plain environment variables, in the portal and by the API.",
  fix: "Put the secret into `configuration.secrets` and name it in the variable's `secretRef`.",
  see: "https://learn.microsoft.com/azure/container-apps/manage-secrets",
  pass: [
    { template: { containers: [{ env: [{ name: "DATABASE", secretRef: "database" }] }] } },
    { template: { containers: [{ env: [{ name: "LOG_LEVEL", value: "info" }] }] } },
  ],
  fail: [
    { template: { containers: [{ env: [{ name: "DATABASE", value: secret("given") }] }] } },
    { template: { initContainers: [{ env: [{ name: "DATABASE", value: secret("given") }] }] } },
  ],
  unknown: [{ template: unknown }],
  check: ({ template }) =>
    each([...(template?.containers ?? []), ...(template?.initContainers ?? [])], ({ env }) =>
      each(env, (variable) => isSecret(variable, "value") && `the variable \`${variable.name}\` has a secret as its plain \`value\``),
    ),
});

export const authEnabled = setting(AuthConfig, {
  id: "azure-app-auth-enabled",
  title: "Authentication settings of container apps are on",
  severity: "medium",
  family: "identity",
  preset: "strict",
  why: "Settings that are off look like protection and let everyone in.",
  see: "https://learn.microsoft.com/azure/container-apps/authentication",
  at: (config) => config.platform?.enabled,
  good: [true],
  absent: "bad",
});

export const authHttps = setting(AuthConfig, {
  id: "azure-app-auth-https",
  title: "Users of container apps sign in over HTTPS only",
  severity: "high",
  family: "encryption-in-transit",
  preset: "recommended",
  why: "Over plain HTTP, the tokens of users who sign in can be read on the way.",
  see: "https://learn.microsoft.com/azure/container-apps/authentication",
  at: (config) => config.httpSettings?.requireHttps,
  good: [true],
  absent: "good",
});

export const environmentCustomerKey = customerKey(Environment, {
  id: "azure-app-environment-customer-key",
  subject: "Disks of Container Apps environments",
  see: "https://learn.microsoft.com/azure/container-apps/environment",
  at: (environment) => environment.diskEncryptionConfiguration?.keyVaultConfiguration?.keyUrl,
});

export const environmentLogs = rule(Environment, {
  id: "azure-app-environment-logs",
  title: "Container Apps environments keep the logs of their apps",
  severity: "low",
  family: "logging",
  preset: "strict",
  why: "When a container is gone, so are its logs, and with them the traces of an attack.",
  fix: "Set `appLogsConfiguration.destination` to `log-analytics` or `azure-monitor`.",
  see: "https://learn.microsoft.com/azure/container-apps/log-options",
  pass: [{ appLogsConfiguration: { destination: "log-analytics" } }, { appLogsConfiguration: { destination: "azure-monitor" } }],
  fail: [{}, { appLogsConfiguration: { destination: "none" } }],
  unknown: [{ appLogsConfiguration: unknown }],
  check: ({ appLogsConfiguration: logs }) => (!logs?.destination || same(logs.destination, "none")) && "`appLogsConfiguration` names no destination",
});

export const environmentPeers = rule(Environment, {
  id: "azure-app-environment-peers",
  title: "Apps of a Container Apps environment encrypt what they tell each other",
  severity: "low",
  family: "encryption-in-transit",
  preset: "strict",
  why: "Whoever gets into the environment's network can otherwise read what passes between its apps.",
  fix: "Set `peerTrafficConfiguration.encryption.enabled` or `peerAuthentication.mtls.enabled` to `true`.",
  see: "https://learn.microsoft.com/azure/container-apps/networking",
  pass: [{ peerTrafficConfiguration: { encryption: { enabled: true } } }, { peerAuthentication: { mtls: { enabled: true } } }],
  fail: [{}, { peerTrafficConfiguration: { encryption: { enabled: false } } }, { peerAuthentication: { mtls: { enabled: false } } }],
  unknown: [{ peerTrafficConfiguration: unknown }],
  check: ({ peerAuthentication, peerTrafficConfiguration }) =>
    !peerTrafficConfiguration?.encryption?.enabled && !peerAuthentication?.mtls?.enabled && "traffic between its apps isn't encrypted",
});

export const environmentPublicNetwork = noPublicNetwork(Environment, {
  id: "azure-app-environment-public-network",
  subject: "Container Apps environments",
  see: "https://learn.microsoft.com/azure/container-apps/private-endpoints-with-dns",
});

export const environmentZones = setting(Environment, {
  id: "azure-app-environment-zones",
  title: "Container Apps environments are spread over availability zones",
  severity: "low",
  family: "resilience",
  preset: "strict",
  why: "In a single zone, its failure stops all apps.",
  see: "https://learn.microsoft.com/azure/reliability/reliability-azure-container-apps",
  at: (environment) => environment.zoneRedundant,
  good: [true],
  absent: "bad",
});
