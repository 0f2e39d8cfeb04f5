import type { AuthorizationRuleArgs } from "@pulumi/aws/ec2clientvpn/authorizationRule";
import type { EndpointArgs } from "@pulumi/aws/ec2clientvpn/endpoint";
import { isAnywhere } from "../../lib/cloud/network";
import { resource, rule, setting, some, unknown } from "../../lib/rule";

const AuthorizationRule = resource<AuthorizationRuleArgs>("aws:ec2clientvpn/authorizationRule:AuthorizationRule");
const Endpoint = resource<EndpointArgs>("aws:ec2clientvpn/endpoint:Endpoint");

export const endpointLogs = setting(Endpoint, {
  id: "aws-ec2clientvpn-endpoint-logs",
  title: "Client VPN endpoints log connections",
  severity: "medium",
  family: "logging",
  preset: "strict",
  why: "Without logs nobody can tell afterwards who was in the network.",
  see: "https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/connection-logging.html",
  at: (endpoint) => endpoint.connectionLogOptions?.enabled,
  good: [true],
  absent: "bad",
});

export const endpointUsers = rule(Endpoint, {
  id: "aws-ec2clientvpn-endpoint-users",
  title: "Client VPN endpoints authenticate users, not only devices",
  severity: "low",
  family: "identity",
  preset: "strict",
  why: "A certificate that was copied from a device lets in whoever has it, and is one for all users where it is shared.",
  fix: "Add an option of the type `federated-authentication` or `directory-service-authentication` to `authenticationOptions`.",
  see: "https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/client-authentication.html",
  pass: [{ authenticationOptions: [{ type: "certificate-authentication" }, { type: "federated-authentication" }] }],
  fail: [{ authenticationOptions: [{ type: "certificate-authentication" }] }],
  unknown: [{ authenticationOptions: [{ type: unknown }] }],
  check: ({ authenticationOptions }) =>
    !some(authenticationOptions, ({ type }) => type !== "certificate-authentication") && "a certificate is all that it asks for",
});

export const authorizationRuleEverywhere = rule(AuthorizationRule, {
  id: "aws-ec2clientvpn-authorization-rule-everywhere",
  title: "Client VPN endpoints don't let all users go everywhere",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  why: "Every user of the VPN reaches everything behind it, and so does who steals one user's credentials.",
  fix: "Set `accessGroupId` instead of `authorizeAllGroups`, or `targetNetworkCidr` to the network that is needed.",
  see: "https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/cvpn-working-rules.html",
  pass: [
    { targetNetworkCidr: "10.1.0.0/16", authorizeAllGroups: true },
    { targetNetworkCidr: "0.0.0.0/0", accessGroupId: "S-1-5-21" },
  ],
  fail: [{ targetNetworkCidr: "0.0.0.0/0", authorizeAllGroups: true }],
  unknown: [{ targetNetworkCidr: unknown, authorizeAllGroups: true }],
  check: ({ targetNetworkCidr, authorizeAllGroups }) => authorizeAllGroups && isAnywhere(targetNetworkCidr) && "it lets all users go everywhere",
});
