import type { EnvironmentArgs } from "@pulumi/gcp/composer/environment";
import { isAnywhere } from "../../lib/cloud/network";
import { ownServiceAccount } from "../../lib/cloud/own-service-account";
import { customerKey, resource, rule, some, unknown } from "../../lib/rule";

const Environment = resource<EnvironmentArgs>("gcp:composer/environment:Environment");

export const environmentCustomerKey = customerKey(Environment, {
  id: "gcp-composer-environment-customer-key",
  subject: "Composer environments",
  at: ({ config }) => config?.encryptionConfig?.kmsKeyName,
  see: "https://cloud.google.com/kms/docs/compatible-services",
  fail: [{ config: {} }],
});

export const environmentPrivate = rule(Environment, {
  id: "gcp-composer-environment-private",
  title: "Composer environments have no public addresses",
  severity: "medium",
  family: "network",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  why: "Nodes with public addresses can be reached from the internet when a firewall rule is wrong.",
  fix: "Set `config.enablePrivateEnvironment` to `true`, or give `config.privateEnvironmentConfig` before Composer 3.",
  see: "https://cloud.google.com/composer/docs/composer-2/configure-private-ip",
  pass: [{ config: { enablePrivateEnvironment: true } }, { config: { privateEnvironmentConfig: { enablePrivateEndpoint: true } } }],
  fail: [{}, { config: {} }, { config: { enablePrivateEnvironment: false } }],
  unknown: [{ config: { enablePrivateEnvironment: unknown } }],
  check: ({ config }) => !config?.enablePrivateEnvironment && !config?.privateEnvironmentConfig && "its nodes have public addresses",
});

export const environmentWebServer = rule(Environment, {
  id: "gcp-composer-environment-web-server",
  title: "The Airflow web server of Composer environments is not open to every address",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  why: "Everyone on the internet can reach the page that runs the workflows, and only its sign-in stands in between.",
  fix: "Name your own ranges in `config.webServerNetworkAccessControl.allowedIpRanges`.",
  see: "https://cloud.google.com/composer/docs/reference/rest/v1/projects.locations.environments",
  pass: [{ config: { webServerNetworkAccessControl: { allowedIpRanges: [{ value: "203.0.113.0/24" }] } } }],
  fail: [
    {},
    { config: {} },
    { config: { webServerNetworkAccessControl: { allowedIpRanges: [{ value: "203.0.113.0/24" }, { value: "0.0.0.0/0" }] } } },
    { config: { webServerNetworkAccessControl: { allowedIpRanges: [{ value: "::0/0" }] } } },
  ],
  unknown: [{ config: { webServerNetworkAccessControl: { allowedIpRanges: [{ value: unknown }] } } }],
  check: ({ config }) =>
    (!config?.webServerNetworkAccessControl || some(config.webServerNetworkAccessControl.allowedIpRanges, ({ value }) => isAnywhere(value))) &&
    "its web server may be reached from every address",
});

export const environmentMasterNetworks = rule(Environment, {
  id: "gcp-composer-environment-master-networks",
  title: "The Kubernetes endpoint of Composer environments is not open to every address",
  severity: "medium",
  family: "public-access",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["SC-7"] },
  why: "The list of authorised networks does nothing when it has the whole internet.",
  fix: "Name only your own ranges in `config.masterAuthorizedNetworksConfig.cidrBlocks`.",
  see: "https://cloud.google.com/composer/docs/reference/rest/v1/projects.locations.environments",
  pass: [{}, { config: { masterAuthorizedNetworksConfig: { enabled: true, cidrBlocks: [{ cidrBlock: "203.0.113.0/24" }] } } }],
  fail: [{ config: { masterAuthorizedNetworksConfig: { enabled: true, cidrBlocks: [{ cidrBlock: "0.0.0.0/0" }] } } }],
  unknown: [{ config: { masterAuthorizedNetworksConfig: { enabled: true, cidrBlocks: [{ cidrBlock: unknown }] } } }],
  check: ({ config }) =>
    some(config?.masterAuthorizedNetworksConfig?.cidrBlocks, ({ cidrBlock }) => isAnywhere(cidrBlock)) && "its authorised networks have the whole internet",
});

export const environmentServiceAccount = ownServiceAccount(Environment, {
  id: "gcp-composer-environment-service-account",
  subject: "Composer environments",
  at: ({ config }) => config?.nodeConfig?.serviceAccount,
  see: "https://cloud.google.com/composer/docs/composer-2/access-control",
});
