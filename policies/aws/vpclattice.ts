import type { AccessLogSubscriptionArgs } from "@pulumi/aws/vpclattice/accessLogSubscription";
import type { AuthPolicyArgs } from "@pulumi/aws/vpclattice/authPolicy";
import type { ListenerArgs } from "@pulumi/aws/vpclattice/listener";
import type { ResourcePolicyArgs } from "@pulumi/aws/vpclattice/resourcePolicy";
import type { ServiceArgs } from "@pulumi/aws/vpclattice/service";
import type { ServiceNetworkArgs } from "@pulumi/aws/vpclattice/serviceNetwork";
import type { TargetGroupArgs } from "@pulumi/aws/vpclattice/targetGroup";
import { statementsOf } from "../../lib/cloud/iam-policy";
import { noPublicPolicy } from "../../lib/cloud/public-policy";
import { from, resource, rule, setting, some, unknown } from "../../lib/rule";

const AccessLogSubscription = resource<AccessLogSubscriptionArgs>("aws:vpclattice/accessLogSubscription:AccessLogSubscription");
const AuthPolicy = resource<AuthPolicyArgs>("aws:vpclattice/authPolicy:AuthPolicy");
const Listener = resource<ListenerArgs>("aws:vpclattice/listener:Listener");
const ResourcePolicy = resource<ResourcePolicyArgs>("aws:vpclattice/resourcePolicy:ResourcePolicy");
const Service = resource<ServiceArgs>("aws:vpclattice/service:Service");
const ServiceNetwork = resource<ServiceNetworkArgs>("aws:vpclattice/serviceNetwork:ServiceNetwork");
const TargetGroup = resource<TargetGroupArgs>("aws:vpclattice/targetGroup:TargetGroup");

const authPolicies = "https://docs.aws.amazon.com/vpc-lattice/latest/ug/auth-policies.html";
const iamAuth = {
  severity: "medium",
  family: "identity",
  preset: "strict",
  see: authPolicies,
  good: ["AWS_IAM"],
  bad: ["NONE"],
  absent: "bad",
} as const;

export const serviceIam = setting(Service, {
  ...iamAuth,
  id: "aws-vpclattice-service-iam",
  title: "VPC Lattice services ask who calls",
  why: "Everything in the network's VPCs may call the service.",
  at: (service) => service.authType,
});

export const serviceNetworkIam = setting(ServiceNetwork, {
  ...iamAuth,
  id: "aws-vpclattice-service-network-iam",
  title: "VPC Lattice service networks ask who calls",
  why: "Everything in the network's VPCs may call all of its services that don't ask themselves.",
  at: (network) => network.authType,
});

const policy = (Principal: unknown, Condition?: object) => ({
  policy: JSON.stringify({ Version: "2012-10-17", Statement: { Effect: "Allow", Principal, Action: "vpc-lattice-svcs:Invoke", Resource: "*", Condition } }),
});

export const authPolicyOpen = rule(AuthPolicy, {
  id: "aws-vpclattice-auth-policy-open",
  title: "VPC Lattice services are called by known callers only",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  why: "A policy that lets anyone call leaves nothing of the authentication that it belongs to.",
  fix: "Name the roles in `Principal`, or add a condition that says who may call.",
  see: authPolicies,
  pass: [
    policy({ AWS: "arn:aws:iam::111122223333:role/app" }),
    policy("*", { StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } }),
    policy("*", { StringNotEqualsIgnoreCase: { "aws:PrincipalType": "anonymous" } }),
    policy("*", { StringEquals: { "vpc-lattice-svcs:SourceVpc": "vpc-1" } }),
  ],
  fail: [policy("*"), policy({ AWS: ["*"] })],
  unknown: [{ policy: unknown }, policy(unknown)],
  check: ({ policy }) => some(statementsOf(policy), (statement) => statement.isPublic && !statement.hasConditions) && "its policy lets anyone call",
});

export const resourcePolicyPublic = noPublicPolicy(ResourcePolicy, {
  id: "aws-vpclattice-resource-policy-public",
  subject: "Service networks of VPC Lattice",
  why: "Anyone with an AWS account can connect a VPC or a service of theirs to the network.",
  see: "https://docs.aws.amazon.com/vpc-lattice/latest/ug/sharing.html",
  at: (resourcePolicy) => resourcePolicy.policy,
  action: "vpc-lattice:CreateServiceNetworkVpcAssociation",
});

const tls = { severity: "medium", family: "encryption-in-transit", preset: "strict", why: "Requests pass through the network in plain text." } as const;

export const listenerTls = setting(Listener, {
  ...tls,
  id: "aws-vpclattice-listener-tls",
  title: "VPC Lattice listeners use TLS",
  see: "https://docs.aws.amazon.com/vpc-lattice/latest/ug/listeners.html",
  at: (listener) => listener.protocol,
  good: ["HTTPS", "TLS_PASSTHROUGH"],
  bad: ["HTTP"],
  absent: "bad",
});

export const targetGroupTls = setting(TargetGroup, {
  ...tls,
  id: "aws-vpclattice-target-group-tls",
  title: "VPC Lattice talks to targets by TLS",
  see: "https://docs.aws.amazon.com/vpc-lattice/latest/ug/target-groups.html",
  at: (group) => group.config?.protocol,
  good: ["HTTPS", "TCP"],
  bad: ["HTTP"],
  absent: "bad",
  unless: ({ type }) => type === "LAMBDA",
  pass: [{ type: "LAMBDA" }],
});

export const serviceNetworkLogs = rule(ServiceNetwork, {
  id: "aws-vpclattice-service-network-logs",
  title: "VPC Lattice service networks keep access logs",
  severity: "low",
  family: "logging",
  preset: "strict",
  why: "Without logs nobody can tell afterwards who called which service.",
  fix: "Give the service network an `aws.vpclattice.AccessLogSubscription`.",
  see: "https://docs.aws.amazon.com/vpc-lattice/latest/ug/monitoring-access-logs.html",
  related: { subscriptions: from(AccessLogSubscription, "resourceIdentifier") },
  pass: [{ subscriptions: [{ destinationArn: "arn:aws:s3:::logs" }] }],
  fail: [{}],
  unknown: [{ subscriptions: [unknown] }],
  check: ({ subscriptions }) => !some(subscriptions) && "no AccessLogSubscription refers to it",
});
