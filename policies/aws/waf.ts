import type { DistributionArgs } from "@pulumi/aws/cloudfront/distribution";
import type { LoadBalancerArgs } from "@pulumi/aws/lb/loadBalancer";
import type { RuleGroupArgs as ClassicRuleGroupArgs } from "@pulumi/aws/waf/ruleGroup";
import type { WebAclArgs as ClassicWebAclArgs } from "@pulumi/aws/waf/webAcl";
import type { WebAclArgs } from "@pulumi/aws/wafv2/webAcl";
import type { WebAclAssociationArgs } from "@pulumi/aws/wafv2/webAclAssociation";
import type { WebAclLoggingConfigurationArgs } from "@pulumi/aws/wafv2/webAclLoggingConfiguration";
import type { WebAclRuleArgs } from "@pulumi/aws/wafv2/webAclRule";
import type { WebAclRuleGroupAssociationArgs } from "@pulumi/aws/wafv2/webAclRuleGroupAssociation";
import { nist, pci } from "../../lib/cloud/aws-controls";
import { each, from, resource, rule, some, to, unknown } from "../../lib/rule";
import type { Meta } from "../../lib/rule/rule";

const ClassicWebAcl = resource<ClassicWebAclArgs>("aws:waf/webAcl:WebAcl", "aws:wafregional/webAcl:WebAcl");
/** What a web ACL can guard. */
const Guarded = resource<Pick<DistributionArgs, "webAclId"> & Pick<LoadBalancerArgs, "internal">>(
  "aws:cloudfront/distribution:Distribution",
  "aws:apigateway/restApi:RestApi",
  "aws:apigateway/stage:Stage",
  "aws:apigatewayv2/api:Api",
  "aws:apigatewayv2/stage:Stage",
  "aws:appsync/graphQLApi:GraphQLApi",
  "aws:lb/loadBalancer:LoadBalancer",
);
const Rules = resource<Pick<WebAclArgs, "rules"> & Pick<ClassicRuleGroupArgs, "activatedRules">>(
  "aws:wafv2/webAcl:WebAcl",
  "aws:wafv2/ruleGroup:RuleGroup",
  "aws:waf/webAcl:WebAcl",
  "aws:wafregional/webAcl:WebAcl",
  "aws:waf/ruleGroup:RuleGroup",
  "aws:wafregional/ruleGroup:RuleGroup",
);
const WebAcl = resource<WebAclArgs>("aws:wafv2/webAcl:WebAcl");
const WebAclAssociation = resource<WebAclAssociationArgs>("aws:wafv2/webAclAssociation:WebAclAssociation");
const WebAclLoggingConfiguration = resource<WebAclLoggingConfigurationArgs>("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration");
const WebAclRule = resource<WebAclRuleArgs>("aws:wafv2/webAclRule:WebAclRule");
const WebAclRuleGroupAssociation = resource<WebAclRuleGroupAssociationArgs>("aws:wafv2/webAclRuleGroupAssociation:WebAclRuleGroupAssociation");

const withRules = { separate: from(WebAclRule, "webAclArn"), groups: from(WebAclRuleGroupAssociation, "webAclArn") };
const isFilled = (value: object | undefined) => value !== undefined && Object.keys(value).length > 0;

const rulesPage = "https://docs.aws.amazon.com/waf/latest/developerguide/web-acl.html";

export const webaclRules = rule(WebAcl, {
  id: "aws-waf-webacl-rules",
  title: "Web ACLs have rules",
  severity: "medium",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_175"] },
  why: "An ACL without rules lets everything through, while it looks as if it protected something.",
  fix: "Add `rules`, for instance AWS's managed rule groups.",
  see: rulesPage,
  related: withRules,
  pass: [{ rules: [{ name: "common", priority: 1 }] }, { ruleJson: "[]" }, { separate: [{}] }, { groups: [{}] }],
  fail: [{}, { rules: [] }, { rules: [{}] }],
  unknown: [{ rules: unknown }, { groups: [unknown] }],
  check: ({ rules, ruleJson, separate, groups }) => !some(rules, isFilled) && !ruleJson && !some(separate) && !some(groups) && "it has no rules",
});

export const classicwebaclRules = rule(ClassicWebAcl, {
  id: "aws-waf-classicwebacl-rules",
  title: "Classic web ACLs have rules",
  severity: "medium",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_175"] },
  why: "An ACL without rules lets everything through, while it looks as if it protected something.",
  fix: "Add `rules`, or better move to an `aws.wafv2.WebAcl`.",
  see: "https://docs.aws.amazon.com/waf/latest/developerguide/classic-web-acl.html",
  pass: [{ rules: [{ ruleId: "r", priority: 1 }] }],
  fail: [{}, { rules: [{}] }],
  unknown: [{ rules: unknown }],
  check: ({ rules }) => !some(rules, isFilled) && "it has no rules",
});

const badInputs = "AWSManagedRulesKnownBadInputsRuleSet";
const anonymous = "AWSManagedRulesAnonymousIpList";
interface Acting {
  readonly action?: object;
  readonly overrideAction?: object;
  readonly statement?: { readonly managedRuleGroupStatement?: object; readonly ruleGroupReferenceStatement?: object };
}
const managed = { name: "common", overrideAction: { none: {} } };

export const ruleAction = rule(Rules, {
  id: "aws-waf-rule-action",
  title: "Rules of web ACLs do something",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_342"] },
  why: "A rule without an action finds attacks and lets them through.",
  fix: "Give the rule an `action`, or an `overrideAction` if it stands for a rule group.",
  see: "https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-rule-actions.html",
  pass: [
    {},
    { rules: [{ name: "block", action: { block: {} } }] },
    { rules: [managed] },
    { rules: [{ name: "bad-inputs", statement: { managedRuleGroupStatement: { name: badInputs, vendorName: "AWS" } } }] },
    { rules: [{ name: "own", statement: { ruleGroupReferenceStatement: { arn: "arn:aws:wafv2:eu-west-1:111122223333:regional/rulegroup/own/1" } } }] },
    { activatedRules: [{ ruleId: "r", action: { type: "BLOCK" } }] },
  ],
  fail: [
    { rules: [{ name: "block" }] },
    { rules: [{ name: "block", action: {} }] },
    { rules: [{ name: "bad-inputs", overrideAction: {}, statement: { managedRuleGroupStatement: { name: badInputs, vendorName: "AWS" } } }] },
    { activatedRules: [{ ruleId: "r" }] },
  ],
  unknown: [{ rules: [{ name: "block", action: unknown }] }],
  *check({ rules, activatedRules }) {
    // The rules of a group have actions of their own.
    const isGroup = ({ statement }: Acting) => statement?.managedRuleGroupStatement || statement?.ruleGroupReferenceStatement;
    const idle = (rule: Acting) => !isFilled(rule.action) && !isFilled(rule.overrideAction) && ("overrideAction" in rule || !isGroup(rule));
    yield* each(rules, (rule, i) => idle(rule) && `\`rules[${i}]\` has no action`);
    yield* each(activatedRules, (rule, i) => idle(rule) && `\`activatedRules[${i}]\` has no action`);
  },
});

export const webaclLogging = rule(WebAcl, {
  id: "aws-waf-webacl-logging",
  title: "Web ACLs log",
  severity: "medium",
  family: "logging",
  preset: "strict",
  controls: {
    hipaa: ["164.312(b)"],
    "nist-800-53-r5": nist.accessLogs,
    "pci-dss-3.2.1": pci.accessLogs,
  },
  equivalents: {
    checkov: ["CKV2_AWS_31"],
    "cdk-nag": [
      "HIPAA.Security-WAFv2LoggingEnabled",
      "NIST.800.53.R4-WAFv2LoggingEnabled",
      "NIST.800.53.R5-WAFv2LoggingEnabled",
      "PCI.DSS.321-WAFv2LoggingEnabled",
    ],
  },
  why: "Without logs nobody sees what the ACL stopped, or let pass.",
  fix: "Add an `aws.wafv2.WebAclLoggingConfiguration` with the ACL's ARN as `resourceArn`.",
  see: "https://docs.aws.amazon.com/waf/latest/developerguide/logging.html",
  related: { logging: from(WebAclLoggingConfiguration, "resourceArn") },
  pass: [{ logging: [{}] }],
  fail: [{}],
  unknown: [{ logging: [unknown] }],
  check: ({ logging }) => !some(logging) && "no WebAclLoggingConfiguration refers to it",
});

export const classicwebaclLogging = rule(ClassicWebAcl, {
  id: "aws-waf-classicwebacl-logging",
  title: "Classic web ACLs log",
  severity: "medium",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_176"] },
  why: "Without logs nobody sees what the ACL stopped, or let pass.",
  fix: "Set `loggingConfiguration`, or better move to an `aws.wafv2.WebAcl`.",
  see: "https://docs.aws.amazon.com/waf/latest/developerguide/classic-logging.html",
  pass: [{ loggingConfiguration: { logDestination: "arn:aws:firehose:us-east-1:111122223333:deliverystream/aws-waf-logs" } }],
  fail: [{}],
  unknown: [{ loggingConfiguration: unknown }],
  check: ({ loggingConfiguration }) => !loggingConfiguration && "it has no `loggingConfiguration`",
});

type Overrides = readonly { readonly name: string; readonly actionToUse?: { readonly block?: object } }[];
interface ManagedGroup {
  readonly name: string;
  readonly ruleActionOverrides?: Overrides;
}
interface AclRule {
  readonly overrideAction?: { readonly count?: object };
  readonly statement?: { readonly managedRuleGroupStatement?: ManagedGroup };
}
interface Acl {
  readonly rules?: readonly AclRule[];
  readonly ruleJson?: string;
  readonly separate: readonly AclRule[];
  readonly groups: readonly { readonly overrideAction?: string; readonly managedRuleGroup?: ManagedGroup }[];
}

/** Whether the ACL has a managed group, by any of the ways to add one, for which `acts` holds; `counts` says that it only counts. */
const hasGroup = (acl: Acl, name: string, acts: (group: ManagedGroup, counts: boolean) => boolean = () => true) => {
  const inRule = ({ statement, overrideAction }: AclRule) => {
    const group = statement?.managedRuleGroupStatement;
    return group?.name === name && acts(group, Boolean(overrideAction?.count));
  };
  return (
    some(acl.rules, inRule) ||
    some(acl.separate, inRule) ||
    some(acl.groups, ({ managedRuleGroup: group, overrideAction }) => group?.name === name && acts(group, overrideAction === "count")) ||
    acl.ruleJson?.includes(name)
  );
};
const blocksLog4Shell = ({ ruleActionOverrides }: ManagedGroup, counts: boolean) =>
  !counts && !some(ruleActionOverrides, ({ name, actionToUse }) => name?.startsWith("Log4JRCE") && !actionToUse?.block);

const badInputsPage = "https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html";
const withGroup = (name: string) => ({
  rules: [{ name: "managed", overrideAction: { none: {} }, statement: { managedRuleGroupStatement: { name, vendorName: "AWS" } } }],
});
const inRules = withGroup(badInputs);
const counting = { rules: [{ ...inRules.rules[0], overrideAction: { count: {} } }] };
const excluding = {
  rules: [
    {
      name: "bad-inputs",
      statement: {
        managedRuleGroupStatement: { name: badInputs, ruleActionOverrides: [{ name: "Log4JRCE_HEADER", actionToUse: { count: {} } }] },
      },
    },
  ],
};

export const webaclLog4shell = rule(WebAcl, {
  id: "aws-waf-webacl-log4shell",
  title: "Web ACLs block Log4Shell and other known bad inputs",
  severity: "medium",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_192"], regula: ["FG_R00500"] },
  why: "One request with the right text in it takes over a server whose Log4j is old; scanners try it all day.",
  fix: "Add the managed rule group `AWSManagedRulesKnownBadInputsRuleSet` with `overrideAction` `none`.",
  see: badInputsPage,
  related: withRules,
  pass: [
    inRules,
    { separate: [inRules.rules[0]!] },
    { groups: [{ overrideAction: "none", managedRuleGroup: { name: badInputs, vendorName: "AWS" } }] },
    { ruleJson: `[{"Statement":{"ManagedRuleGroupStatement":{"Name":"${badInputs}"}}}]` },
  ],
  fail: [{}, counting, excluding, withGroup(anonymous)],
  unknown: [{ rules: unknown }, { groups: [unknown] }],
  check: (acl) => !hasGroup(acl, badInputs, blocksLog4Shell) && `it doesn't block by \`${badInputs}\``,
});

/** The rule that asks for a managed group in the web ACL of what the internet reaches. Whether the group blocks is the ACL's own finding. */
const guardedBy = (group: string, meta: Pick<Meta, "id" | "title" | "why" | "see">) =>
  rule(Guarded, {
    ...meta,
    severity: "low",
    family: "network",
    preset: "strict",
    equivalents: { checkov: ["CKV2_AWS_47", "CKV2_AWS_76", "CKV2_AWS_77", "CKV2_AWS_78"] },
    fix: `Add the managed rule group \`${group}\` to the web ACL.`,
    related: { acls: to("webAclId", WebAcl, withRules), associations: from(WebAclAssociation, "resourceArn", { acls: to("webAclArn", WebAcl, withRules) }) },
    pass: [
      {},
      { acls: [withGroup(group)] },
      { acls: [{ rules: [{ ...withGroup(group).rules[0], overrideAction: { count: {} } }] }] },
      { associations: [{ acls: [withGroup(group)] }] },
      { internal: true, associations: [{ acls: [{}] }] },
    ],
    fail: [{ acls: [{}] }, { associations: [{ acls: [{}] }] }],
    unknown: [{ acls: [unknown] }, { associations: [unknown] }],
    check: ({ internal, acls, associations }) => {
      if (internal) return false;
      const lacks = (acl: Acl) => !hasGroup(acl, group);
      return (some(acls, lacks) || some(associations, (association) => some(association.acls, lacks))) && `its web ACL lacks \`${group}\``;
    },
  });

export const guardedLog4shell = guardedBy(badInputs, {
  id: "aws-waf-guarded-log4shell",
  title: "What a web ACL guards from the internet is guarded against known bad inputs",
  why: "The ACL in front of it lets requests pass that take over a server with an old library.",
  see: badInputsPage,
});

export const guardedAnonymous = guardedBy(anonymous, {
  id: "aws-waf-guarded-anonymous",
  title: "What a web ACL guards from the internet is guarded against senders who hide",
  why: "Most scans for known holes come by way of Tor, proxies and rented machines, which tell nobody who is behind them.",
  see: "https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-ip-rep.html",
});
