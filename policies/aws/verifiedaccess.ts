import type { EndpointArgs } from "@pulumi/aws/verifiedaccess/endpoint";
import type { GroupArgs } from "@pulumi/aws/verifiedaccess/group";
import type { InstanceLoggingConfigurationArgs } from "@pulumi/aws/verifiedaccess/instanceLoggingConfiguration";
import type { TrustProviderArgs } from "@pulumi/aws/verifiedaccess/trustProvider";
import { permitsEverything } from "../../lib/cloud/cedar";
import { secretArgument } from "../../lib/cloud/secret-argument";
import { customerKey, resource, rule, some, unknown } from "../../lib/rule";

const Group = resource<GroupArgs>("aws:verifiedaccess/group:Group");
const InstanceLogging = resource<InstanceLoggingConfigurationArgs>("aws:verifiedaccess/instanceLoggingConfiguration:InstanceLoggingConfiguration");
const TrustProvider = resource<TrustProviderArgs>("aws:verifiedaccess/trustProvider:TrustProvider");
const WithKey = resource<Pick<EndpointArgs, "sseSpecification">>("aws:verifiedaccess/endpoint:Endpoint", "aws:verifiedaccess/trustProvider:TrustProvider");
const WithPolicy = resource<Pick<GroupArgs, "policyDocument">>("aws:verifiedaccess/group:Group", "aws:verifiedaccess/endpoint:Endpoint");

const encryption = "https://docs.aws.amazon.com/verified-access/latest/ug/encryption-at-rest.html";
const trust = "https://docs.aws.amazon.com/verified-access/latest/ug/user-trust.html";

export const endpointCustomerKey = customerKey(WithKey, {
  id: "aws-verifiedaccess-endpoint-customer-key",
  subject: "Endpoints and trust providers of Verified Access",
  see: encryption,
  at: (endpoint) => endpoint.sseSpecification?.kmsKeyArn,
});

export const groupCustomerKey = customerKey(Group, {
  id: "aws-verifiedaccess-group-customer-key",
  subject: "Groups of Verified Access",
  see: encryption,
  at: (group) => group.sseConfiguration?.kmsKeyArn,
});

export const groupPolicyOpen = rule(WithPolicy, {
  id: "aws-verifiedaccess-group-policy-open",
  title: "Verified Access asks something of those whom it lets in",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  why: "Everyone whom the trust provider knows reaches the application, whoever they are and whatever device they use.",
  fix: "Add a `when` clause to the policy that says who may come in.",
  see: "https://docs.aws.amazon.com/verified-access/latest/ug/auth-policies-policy-statement-struct.html",
  pass: [{}, { policyDocument: 'permit(principal, action, resource) when { context.idp.groups.contains("finance") };' }],
  fail: [{ policyDocument: "permit(principal, action, resource);" }],
  unknown: [{ policyDocument: unknown }],
  check: ({ policyDocument }) => policyDocument && permitsEverything(policyDocument) && "its policy lets everyone in whom the trust provider knows",
});

export const instanceLogs = rule(InstanceLogging, {
  id: "aws-verifiedaccess-instance-logs",
  title: "Verified Access keeps access logs",
  severity: "low",
  family: "logging",
  preset: "strict",
  why: "Without logs nobody can tell afterwards who came in, and who tried.",
  fix: "Set `enabled` to `true` for a destination in `accessLogs`.",
  see: "https://docs.aws.amazon.com/verified-access/latest/ug/access-logs.html",
  pass: [{ accessLogs: { cloudwatchLogs: { enabled: true } } }, { accessLogs: { s3: { enabled: true } } }],
  fail: [{ accessLogs: {} }, { accessLogs: { kinesisDataFirehose: { enabled: false } } }],
  unknown: [{ accessLogs: unknown }],
  check: ({ accessLogs }) =>
    !some([accessLogs?.cloudwatchLogs, accessLogs?.kinesisDataFirehose, accessLogs?.s3], (destination) => destination?.enabled) && "its logs go nowhere",
});

export const trustProviderSecret = secretArgument(TrustProvider, {
  id: "aws-verifiedaccess-trust-provider-secret",
  subject: "Client secrets of Verified Access",
  see: trust,
  at: (provider) => provider.oidcOptions?.clientSecret,
});

export const trustProviderNativeSecret = secretArgument(TrustProvider, {
  id: "aws-verifiedaccess-trust-provider-native-secret",
  subject: "Client secrets of native applications in Verified Access",
  see: trust,
  at: (provider) => provider.nativeApplicationOidcOptions?.clientSecret,
});
