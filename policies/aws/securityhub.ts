import type { AccountArgs } from "@pulumi/aws/securityhub/account";
import type { ConnectorV2Args } from "@pulumi/aws/securityhub/connectorV2";
import type { FindingAggregatorArgs } from "@pulumi/aws/securityhub/findingAggregator";
import type { OrganizationConfigurationArgs } from "@pulumi/aws/securityhub/organizationConfiguration";
import type { StandardsControlArgs } from "@pulumi/aws/securityhub/standardsControl";
import type { StandardsControlAssociationArgs } from "@pulumi/aws/securityhub/standardsControlAssociation";
import type { StandardsSubscriptionArgs } from "@pulumi/aws/securityhub/standardsSubscription";
import { all, customerKey, resource, rule, setting, some, unknown } from "../../lib/rule";

const Account = resource<AccountArgs>("aws:securityhub/account:Account");
const Connector = resource<ConnectorV2Args>("aws:securityhub/connectorV2:ConnectorV2");
const ControlAssociation = resource<StandardsControlAssociationArgs>("aws:securityhub/standardsControlAssociation:StandardsControlAssociation");
const FindingAggregator = resource<FindingAggregatorArgs>("aws:securityhub/findingAggregator:FindingAggregator");
const OrganizationConfiguration = resource<OrganizationConfigurationArgs>("aws:securityhub/organizationConfiguration:OrganizationConfiguration");
const StandardsControl = resource<StandardsControlArgs>("aws:securityhub/standardsControl:StandardsControl");
const StandardsSubscription = resource<StandardsSubscriptionArgs>("aws:securityhub/standardsSubscription:StandardsSubscription");

export const accountStandards = rule(Account, {
  id: "aws-securityhub-account-standards",
  title: "Security Hub checks the account by a standard",
  severity: "medium",
  family: "logging",
  preset: "strict",
  why: "Without a standard Security Hub runs no checks of its own.",
  fix: "Leave `enableDefaultStandards` out, or add an `aws.securityhub.StandardsSubscription`.",
  see: "https://docs.aws.amazon.com/securityhub/latest/userguide/enable-standards.html",
  related: { subscriptions: all(StandardsSubscription) },
  pass: [{}, { enableDefaultStandards: false, subscriptions: [{ standardsArn: "arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0" }] }],
  fail: [{ enableDefaultStandards: false }],
  unknown: [{ enableDefaultStandards: unknown }],
  check: ({ enableDefaultStandards, subscriptions }) =>
    enableDefaultStandards === false && !some(subscriptions, () => true) && "`enableDefaultStandards` is off, and the stack subscribes to no standard",
});

export const accountControls = setting(Account, {
  id: "aws-securityhub-account-controls",
  title: "Security Hub turns new controls on",
  severity: "low",
  family: "logging",
  preset: "strict",
  why: "What AWS adds to a standard is never checked.",
  see: "https://docs.aws.amazon.com/securityhub/latest/userguide/controls-auto-enable.html",
  at: (account) => account.autoEnableControls,
  good: [true],
  absent: "good",
});

export const connectorCustomerKey = customerKey(Connector, {
  id: "aws-securityhub-connector-customer-key",
  subject: "Connectors of Security Hub",
  see: "https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_CreateConnectorV2.html",
  at: (connector) => connector.kmsKeyArn,
});

export const controlReason = rule(StandardsControl, {
  id: "aws-securityhub-control-reason",
  title: "Controls of Security Hub that are off have a reason",
  severity: "low",
  family: "logging",
  preset: "strict",
  why: "Nobody can tell a decision from a mistake.",
  fix: "Say why in `disabledReason`.",
  see: "https://docs.aws.amazon.com/securityhub/latest/userguide/disable-controls-overview.html",
  pass: [{ controlStatus: "ENABLED" }, { controlStatus: "DISABLED", disabledReason: "We use no root user" }],
  fail: [{ controlStatus: "DISABLED" }],
  unknown: [{ controlStatus: unknown }],
  check: ({ controlStatus, disabledReason }) => controlStatus === "DISABLED" && !disabledReason && "it is off without a `disabledReason`",
});

export const associationReason = rule(ControlAssociation, {
  id: "aws-securityhub-association-reason",
  title: "Controls that are off in a standard have a reason",
  severity: "low",
  family: "logging",
  preset: "strict",
  why: "Nobody can tell a decision from a mistake.",
  fix: "Say why in `updatedReason`.",
  see: "https://docs.aws.amazon.com/securityhub/latest/userguide/disable-controls-standard.html",
  pass: [{ associationStatus: "ENABLED" }, { associationStatus: "DISABLED", updatedReason: "We use no root user" }],
  fail: [{ associationStatus: "DISABLED" }],
  unknown: [{ associationStatus: unknown }],
  check: ({ associationStatus, updatedReason }) => associationStatus === "DISABLED" && !updatedReason && "it is off without an `updatedReason`",
});

export const aggregatorRegions = setting(FindingAggregator, {
  id: "aws-securityhub-aggregator-regions",
  title: "Security Hub gathers the findings of all regions",
  severity: "low",
  family: "logging",
  preset: "strict",
  why: "Who wants to stay unseen works in a region that nobody looks at.",
  see: "https://docs.aws.amazon.com/securityhub/latest/userguide/finding-aggregation.html",
  at: (aggregator) => aggregator.linkingMode,
  good: ["ALL_REGIONS"],
  bad: ["SPECIFIED_REGIONS", "ALL_REGIONS_EXCEPT_SPECIFIED"],
  absent: "bad",
});

export const organizationAccounts = rule(OrganizationConfiguration, {
  id: "aws-securityhub-organization-accounts",
  title: "Security Hub is on in new accounts of the organization",
  severity: "medium",
  family: "logging",
  preset: "strict",
  why: "New accounts are where nobody has looked yet.",
  fix: "Set `autoEnable` to `true`, or configure accounts centrally by policies.",
  see: "https://docs.aws.amazon.com/securityhub/latest/userguide/accounts-orgs-auto-enable.html",
  pass: [{ autoEnable: true }, { autoEnable: false, organizationConfiguration: { configurationType: "CENTRAL" } }],
  fail: [{ autoEnable: false }, { autoEnable: false, organizationConfiguration: { configurationType: "LOCAL" } }],
  unknown: [{ autoEnable: unknown }],
  check: ({ autoEnable, organizationConfiguration }) => !autoEnable && organizationConfiguration?.configurationType !== "CENTRAL" && "`autoEnable` is off",
});
