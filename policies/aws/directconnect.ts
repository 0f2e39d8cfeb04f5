import type { ConnectionArgs } from "@pulumi/aws/directconnect/connection";
import type { PrivateVirtualInterfaceArgs } from "@pulumi/aws/directconnect/privateVirtualInterface";
import { secretArgument } from "../../lib/cloud/secret-argument";
import { resource, setting } from "../../lib/rule";

const Connection = resource<ConnectionArgs>("aws:directconnect/connection:Connection");
const VirtualInterface = resource<Pick<PrivateVirtualInterfaceArgs, "bgpAuthKey">>(
  "aws:directconnect/bgpPeer:BgpPeer",
  "aws:directconnect/hostedPrivateVirtualInterface:HostedPrivateVirtualInterface",
  "aws:directconnect/hostedPublicVirtualInterface:HostedPublicVirtualInterface",
  "aws:directconnect/hostedTransitVirtualInterface:HostedTransitVirtualInterface",
  "aws:directconnect/privateVirtualInterface:PrivateVirtualInterface",
  "aws:directconnect/publicVirtualInterface:PublicVirtualInterface",
  "aws:directconnect/transitVirtualInterface:TransitVirtualInterface",
);
const macsec = "https://docs.aws.amazon.com/directconnect/latest/UserGuide/MACsec.html";

export const connectionMacsec = setting(Connection, {
  id: "aws-directconnect-connection-macsec",
  title: "Direct Connect connections that can use MACsec do",
  severity: "low",
  family: "encryption-in-transit",
  preset: "strict",
  why: "Without MACsec what passes the line is readable at every place where the line is patched through.",
  see: macsec,
  at: (connection) => connection.requestMacsec,
  good: [true],
  absent: "bad",
  // Only these have MACsec, and of these only dedicated ones.
  unless: ({ bandwidth }) => bandwidth !== undefined && !/^(10|100|400)Gbps$/.test(bandwidth),
  pass: [{ bandwidth: "1Gbps" }],
  fail: [{ bandwidth: "100Gbps" }],
});

export const connectionMustEncrypt = setting(Connection, {
  id: "aws-directconnect-connection-must-encrypt",
  title: "Direct Connect connections with MACsec send nothing unencrypted",
  severity: "low",
  family: "encryption-in-transit",
  preset: "strict",
  why: "Where encryption isn't a must, the line goes on in plain text when the keys don't match.",
  see: macsec,
  at: (connection) => connection.encryptionMode,
  good: ["must_encrypt"],
  bad: ["should_encrypt", "no_encrypt"],
  absent: "good",
});

export const virtualInterfaceSecret = secretArgument(VirtualInterface, {
  id: "aws-directconnect-virtual-interface-secret",
  subject: "BGP keys of Direct Connect",
  see: "https://docs.aws.amazon.com/directconnect/latest/UserGuide/WorkingWithVirtualInterfaces.html",
  at: (virtualInterface) => virtualInterface.bgpAuthKey,
});
