import type { FleetArgs } from "@pulumi/aws/gamelift/fleet";
import { isAnywhere } from "../../lib/cloud/network";
import { each, resource, rule, setting, unknown } from "../../lib/rule";

const Fleet = resource<FleetArgs>("aws:gamelift/fleet:Fleet");
const administration = { SSH: 22, RDP: 3389 };
const permission = (fromPort: number, toPort: number, ipRange: string, protocol = "TCP") => ({
  ec2InboundPermissions: [{ fromPort, toPort, ipRange, protocol }],
});

export const fleetAdministration = rule(Fleet, {
  id: "aws-gamelift-fleet-administration",
  title: "GameLift fleets don't open SSH and RDP to the internet",
  severity: "critical",
  family: "public-access",
  preset: "recommended",
  why: "Anyone on the internet can try to sign in to the servers.",
  fix: "Set `ipRange` to the addresses from which the servers are administered, or leave the permission out.",
  see: "https://docs.aws.amazon.com/gameliftservers/latest/apireference/API_IpPermission.html",
  pass: [{}, permission(7777, 7800, "0.0.0.0/0"), permission(22, 22, "192.0.2.0/24"), permission(22, 22, "0.0.0.0/0", "UDP")],
  fail: [permission(22, 22, "0.0.0.0/0"), permission(1026, 60000, "0.0.0.0/0")],
  unknown: [permission(22, 22, unknown)],
  check: ({ ec2InboundPermissions }) =>
    each(ec2InboundPermissions, ({ fromPort, toPort, ipRange, protocol }) =>
      each(
        Object.entries(administration),
        ([name, port]) => protocol === "TCP" && fromPort <= port && port <= toPort && isAnywhere(ipRange) && `port ${port} (${name}) is open to the internet`,
      ),
    ),
});

export const fleetTls = setting(Fleet, {
  id: "aws-gamelift-fleet-tls",
  title: "GameLift fleets have a certificate for TLS",
  severity: "low",
  family: "encryption-in-transit",
  preset: "strict",
  why: "Without a certificate players can't tell the server from another, and talk to it in plain text.",
  see: "https://docs.aws.amazon.com/gameliftservers/latest/apireference/API_CertificateConfiguration.html",
  at: (fleet) => fleet.certificateConfiguration?.certificateType,
  good: ["GENERATED"],
  bad: ["DISABLED"],
  absent: "bad",
});
