import type { Input } from "@pulumi/pulumi";
import { customerKey } from "../rule/customer-key";
import type { ResourceType } from "../rule/relation";
import { type Meta, type Rule, rule } from "../rule/rule";
import { setting } from "../rule/setting";
import { unknown } from "../stack/values";
import { type Given, noPublicNetworkAt, privateEndpoint, same } from "./azure";
import { doubleEncryption, geoBackup, minimumTls } from "./azure-settings";

type Text = Input<string | undefined>;

/** What the single servers of MySQL, PostgreSQL and MariaDB have in common. */
type SingleServer = ResourceType<{
  properties?: Input<{
    sslEnforcement?: Text;
    minimalTlsVersion?: Text;
    publicNetworkAccess?: Text;
    storageProfile?: Input<{ geoRedundantBackup?: Text } | undefined>;
  }>;
}>;
type Encrypted = ResourceType<{ properties?: Input<{ infrastructureEncryption?: Text }> }>;

/** A rule that asks a single server to refuse connections in plain text. */
export const singleServerSsl = (type: SingleServer, { subject, ...meta }: Given): Rule =>
  setting(type, {
    ...meta,
    title: `${subject} refuse connections without TLS`,
    severity: "medium",
    family: "encryption-in-transit",
    preset: "strict",
    why: "Without TLS, passwords and data can be read and changed on their way.",
    at: (server) => server.properties?.sslEnforcement,
    good: ["Enabled"],
    bad: ["Disabled"],
    absent: "bad",
  });

/** A rule that asks a single server for TLS 1.2. It accepts any version unless told otherwise. */
export const singleServerTls = (type: SingleServer, given: Given): Rule =>
  minimumTls(type, {
    ...given,
    at: (server) => server.properties?.minimalTlsVersion,
    good: ["TLS1_2"],
    bad: ["TLS1_0", "TLS1_1", "TLSEnforcementDisabled"],
    absent: "bad",
  });

/** A rule that asks a single server to be reached by private endpoints only. */
export const singleServerPublicNetwork = (type: SingleServer, given: Given): Rule =>
  noPublicNetworkAt(type, { ...given, at: (server) => server.properties?.publicNetworkAccess });

/** A rule that asks a single server for backups in another region. */
export const singleServerGeoBackup = (type: SingleServer, given: Given): Rule =>
  geoBackup(type, { ...given, at: (server) => server.properties?.storageProfile?.geoRedundantBackup });

/** A rule that asks a single server for a second layer of encryption. */
export const singleServerDoubleEncryption = (type: Encrypted, given: Given): Rule =>
  doubleEncryption(type, { ...given, at: (server) => server.properties?.infrastructureEncryption, good: ["Enabled"], bad: ["Disabled"], absent: "bad" });

/** What the flexible servers of MySQL and PostgreSQL have in common. */
type FlexibleServer = ResourceType<{
  backup?: Input<{ geoRedundantBackup?: Text } | undefined>;
  dataEncryption?: Input<{ primaryKeyURI?: Text } | undefined>;
  network?: Input<{ delegatedSubnetResourceId?: Text; publicNetworkAccess?: Text } | undefined>;
}>;

/** The inputs of a server in a subnet of its own, which no public network reaches. */
const inSubnet = {
  network: { delegatedSubnetResourceId: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/n/subnets/databases" },
};

/** A rule that asks for a key of one's own to a flexible server's data. */
export const flexibleServerCustomerKey = (type: FlexibleServer, given: Given): Rule =>
  customerKey(type, { ...given, at: (server) => server.dataEncryption?.primaryKeyURI });

/** A rule that asks a flexible server for backups in another region. */
export const flexibleServerGeoBackup = (type: FlexibleServer, given: Given): Rule =>
  geoBackup(type, { ...given, at: (server) => server.backup?.geoRedundantBackup });

/** A rule that asks a flexible server not to be reached by the public network. */
export const flexibleServerPublicNetwork = (type: FlexibleServer, given: Given): Rule =>
  noPublicNetworkAt(type, {
    ...given,
    at: (server) => server.network?.publicNetworkAccess,
    unless: (server) => server.network?.delegatedSubnetResourceId && !server.network.publicNetworkAccess,
    pass: [inSubnet],
  });

/** A rule that asks for a private endpoint to a flexible server. */
export const flexibleServerPrivateEndpoint = (type: FlexibleServer, given: Given): Rule =>
  privateEndpoint(type, { ...given, unless: (server) => server.network?.delegatedSubnetResourceId, pass: [inSubnet] });

/** A rule that asks for a server parameter to stay on, in a resource that sets it. */
export const parameterOn = (
  type: ResourceType<{ configurationName?: Text; value?: Text }>,
  { names, ...meta }: Omit<Meta, "fix"> & { readonly names: readonly [string, ...string[]] },
): Rule =>
  rule(type, {
    ...meta,
    fix: `Set the \`value\` of \`${names[0]}\` to \`on\`.`,
    pass: [{ configurationName: names[0], value: "ON" }, { configurationName: names[0] }, { configurationName: "array_nulls", value: "off" }],
    fail: [{ configurationName: names[0], value: "OFF" }, ...names.map((configurationName) => ({ configurationName, value: "off" }))],
    unknown: [{ configurationName: names[0], value: unknown }],
    check: ({ configurationName, value }) => same(configurationName, ...names) && same(value, "off", "false", "no", "0") && `\`${configurationName}\` is off`,
  });

/** A rule that asks for the server parameter by which MySQL and PostgreSQL refuse connections in plain text to stay on. */
export const parameterSsl = (type: ResourceType<{ configurationName?: Text; value?: Text }>, { subject, ...meta }: Given): Rule =>
  parameterOn(type, {
    ...meta,
    title: `${subject} refuse connections without TLS`,
    severity: "medium",
    family: "encryption-in-transit",
    preset: "recommended",
    why: "Without TLS, passwords and data can be read and changed on their way.",
    names: ["require_secure_transport"],
  });

/** A rule that refuses old versions of TLS in a server parameter that names versions. */
export const parameterTls = (
  type: ResourceType<{ configurationName?: Text; value?: Text }>,
  { subject, name, ...meta }: Given & { readonly name: string },
): Rule =>
  rule(type, {
    ...meta,
    title: `${subject} require TLS 1.2`,
    severity: "medium",
    family: "encryption-in-transit",
    preset: "recommended",
    why: "TLS 1.0 and 1.1 have known weaknesses, and a client may be made to fall back to them.",
    fix: `Set the \`value\` of \`${name}\` to \`TLSv1.2\`.`,
    pass: [
      { configurationName: name, value: "TLSv1.2" },
      { configurationName: name, value: "TLSv1.3" },
      { configurationName: "version", value: "TLSv1" },
    ],
    fail: [
      { configurationName: name, value: "TLSv1" },
      { configurationName: name, value: "TLSv1.1,TLSv1.2" },
    ],
    unknown: [{ configurationName: name, value: unknown }],
    check: ({ configurationName, value }) => same(configurationName, name) && /\bTLSv1(\.[01])?\s*(,|$)/i.test(value ?? "") && `\`${name}\` is \`${value}\``,
  });
