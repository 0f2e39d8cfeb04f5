import type { ListenerArgs } from "@pulumi/aws/lb/listener";
import type { ListenerRuleArgs } from "@pulumi/aws/lb/listenerRule";
import type { LoadBalancerArgs } from "@pulumi/aws/lb/loadBalancer";
import type { TargetGroupArgs } from "@pulumi/aws/lb/targetGroup";
import type { WebAclAssociationArgs as RegionalAssociationArgs } from "@pulumi/aws/wafregional/webAclAssociation";
import type { WebAclAssociationArgs } from "@pulumi/aws/wafv2/webAclAssociation";
import { hipaa, nist, pci } from "../../lib/cloud/aws-controls";
import { desyncMitigation } from "../../lib/cloud/desync-mitigation";
import { from, known, resource, rule, setting, some, to, unknown } from "../../lib/rule";

/** A certificate of ACM, or what waits until it is valid. */
const Certificate = resource<{}>("aws:acm/certificate:Certificate", "aws:acm/certificateValidation:CertificateValidation");
const Listener = resource<ListenerArgs>("aws:lb/listener:Listener");
const ListenerRule = resource<ListenerRuleArgs>("aws:lb/listenerRule:ListenerRule");
const LoadBalancer = resource<LoadBalancerArgs>("aws:lb/loadBalancer:LoadBalancer");
const RegionalAssociation = resource<RegionalAssociationArgs>("aws:wafregional/webAclAssociation:WebAclAssociation");
const TargetGroup = resource<TargetGroupArgs>("aws:lb/targetGroup:TargetGroup");
const WebAclAssociation = resource<WebAclAssociationArgs>("aws:wafv2/webAclAssociation:WebAclAssociation");

type Balancer = { readonly loadBalancerType?: string };
const isApplication = ({ loadBalancerType = "application" }: Balancer) => loadBalancerType === "application";
const isGateway = ({ loadBalancerType }: Balancer) => loadBalancerType === "gateway";

interface Action {
  readonly type: string;
  readonly redirect?: { readonly protocol?: string };
}
/** A listener of an application load balancer speaks HTTP unless it says otherwise; one of a gateway load balancer has no port. */
const speaksHttp = ({ protocol, port }: { readonly protocol?: string; readonly port?: number }) => protocol === "HTTP" || (!protocol && port !== undefined);
const speaksTls = ({ protocol }: { readonly protocol?: string }) => protocol === "HTTPS" || protocol === "TLS";
const redirects = (actions: readonly Action[] | undefined) =>
  some(actions, ({ type, redirect }) => type === "redirect" && redirect?.protocol?.toUpperCase() === "HTTPS");

const toHttps = { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } };
const forward = { type: "forward", targetGroupArn: "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/0123456789abcdef" };
const https = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html";

export const listenerHttps = rule(Listener, {
  id: "aws-lb-listener-https",
  title: "Load balancers' listeners don't serve plain HTTP",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  equivalents: {
    checkov: ["CKV_AWS_2", "CKV_AWS_103"],
    trivy: ["AVD-AWS-0054"],
    kics: ["de7f5e83-da88-4046-871f-ea18504b1d43"],
    terrascan: ["AC_AWS_0491"],
    "pulumi-compliance": ["aws-alb-listener-disallow-unencrypted-traffic", "aws-lb-listener-disallow-unencrypted-traffic"],
  },
  why: "What goes over plain HTTP, passwords and session cookies included, can be read and changed on the way.",
  fix: "Set `protocol` to `HTTPS` with a `certificateArn`, and let the HTTP listener redirect to it.",
  see: https,
  pass: [
    { port: 443, protocol: "HTTPS", defaultActions: [forward] },
    { port: 80, protocol: "HTTP", defaultActions: [toHttps] },
    { port: 6000, protocol: "TCP", defaultActions: [forward] },
    { defaultActions: [forward] },
  ],
  fail: [
    { port: 80, protocol: "HTTP", defaultActions: [forward] },
    { port: 80, defaultActions: [forward] },
    { port: 80, protocol: "HTTP", defaultActions: [{ type: "redirect", redirect: { host: "example.com", statusCode: "HTTP_301" } }] },
  ],
  unknown: [
    { port: 80, protocol: unknown },
    { port: 80, protocol: "HTTP", defaultActions: unknown },
  ],
  check: (listener) => speaksHttp(listener) && !redirects(listener.defaultActions) && "it serves plain HTTP",
});

export const loadbalancerHttpRedirect = rule(LoadBalancer, {
  id: "aws-lb-loadbalancer-http-redirect",
  title: "Application load balancers redirect HTTP to HTTPS",
  severity: "low",
  family: "encryption-in-transit",
  preset: "strict",
  controls: {
    hipaa: hipaa.tls,
    "nist-800-53-r5": nist.https,
    "pci-dss-3.2.1": ["2.3", "4.1", "8.2.1"],
  },
  equivalents: {
    checkov: ["CKV2_AWS_20"],
    "cdk-nag": [
      "HIPAA.Security-ALBHttpToHttpsRedirection",
      "NIST.800.53.R4-ALBHttpToHttpsRedirection",
      "NIST.800.53.R5-ALBHttpToHttpsRedirection",
      "PCI.DSS.321-ALBHttpToHttpsRedirection",
    ],
    awsguard: ["alb-http-to-https-redirection"],
  },
  why: "Visitors who type the bare name arrive over plain HTTP, where anyone on the way can answer instead.",
  fix: "Give each HTTP listener a default action of type `redirect` to `HTTPS`.",
  see: https,
  related: { listeners: from(Listener, "loadBalancerArn") },
  pass: [
    {},
    { listeners: [{ port: 80, protocol: "HTTP", defaultActions: [toHttps] }] },
    { listeners: [{ port: 443, protocol: "HTTPS", defaultActions: [forward] }] },
  ],
  fail: [{ listeners: [{ port: 80, protocol: "HTTP", defaultActions: [forward] }] }],
  unknown: [{ listeners: [unknown] }],
  check: (self) =>
    isApplication(self) &&
    some(self.listeners, (listener) => speaksHttp(listener) && !redirects(listener.defaultActions)) &&
    "its HTTP listener doesn't redirect",
});

export const listenerTlsPolicy = rule(Listener, {
  id: "aws-lb-listener-tls-policy",
  title: "Load balancers accept TLS 1.2 and later only",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  equivalents: {
    checkov: ["CKV2_AWS_74", "CKV_AWS_103"],
    trivy: ["AVD-AWS-0047"],
    "pulumi-compliance": ["aws-alb-listener-configure-secure-tls", "aws-lb-listener-configure-secure-tls"],
  },
  why: "TLS 1.0 and 1.1 have known weaknesses, and the default policy still accepts them.",
  fix: "Set `sslPolicy` to `ELBSecurityPolicy-TLS13-1-2-2021-06` or a later one.",
  see: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html",
  pass: [
    { protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06" },
    { protocol: "TLS", sslPolicy: "ELBSecurityPolicy-FS-1-2-Res-2020-10" },
    { protocol: "TLS", sslPolicy: "ELBSecurityPolicy-TLS-1-2-2017-01" },
    { protocol: "HTTP" },
    { protocol: "TCP" },
  ],
  fail: [
    { protocol: "HTTPS" },
    { protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-2016-08" },
    { protocol: "TLS", sslPolicy: "ELBSecurityPolicy-TLS13-1-1-2021-06" },
    { protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-FS-2018-06" },
  ],
  unknown: [{ protocol: "HTTPS", sslPolicy: unknown }],
  check: (self) =>
    speaksTls(self) &&
    !/^ELBSecurityPolicy-(TLS13-1-[23]|(TLS|FS)-1-2)-/.test(self.sslPolicy ?? "") &&
    (self.sslPolicy ? `\`sslPolicy\` is \`${self.sslPolicy}\`` : "`sslPolicy` isn't set"),
});

export const listenerCertificate = rule(Listener, {
  id: "aws-lb-listener-certificate",
  title: "Load balancers' certificates come from ACM",
  severity: "low",
  family: "encryption-in-transit",
  preset: "strict",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"], "nist-800-53-r5": ["SC-23(5)", "SC-8(1)"], "pci-dss-3.2.1": ["4.1"] },
  equivalents: {
    "cdk-nag": ["HIPAA.Security-ELBv2ACMCertificateRequired", "NIST.800.53.R5-ELBv2ACMCertificateRequired", "PCI.DSS.321-ELBv2ACMCertificateRequired"],
  },
  why: "ACM renews its certificates; one that was uploaded to IAM expires, and its private key has been on somebody's disk.",
  fix: "Set `certificateArn` to the ARN of an `aws.acm.Certificate`.",
  see: https,
  related: { certificates: to("certificateArn", Certificate) },
  pass: [
    { protocol: "HTTPS", certificateArn: "arn:aws:acm:eu-west-1:111122223333:certificate/c" },
    { protocol: "HTTPS", certificateArn: unknown, certificates: [{}] },
    { protocol: "HTTP" },
    { protocol: "TCP" },
  ],
  fail: [{ protocol: "HTTPS" }, { protocol: "TLS", certificateArn: "arn:aws:iam::111122223333:server-certificate/c" }],
  unknown: [{ protocol: "HTTPS", certificateArn: unknown }],
  check: (self) => speaksTls(self) && !some(known(self.certificates)) && !/^arn:[\w-]+:acm:/.test(self.certificateArn ?? "") && "its certificate isn't ACM's",
});

export const loadbalancerAccessLogs = rule(LoadBalancer, {
  id: "aws-lb-loadbalancer-access-logs",
  title: "Load balancers log access",
  severity: "medium",
  family: "logging",
  preset: "strict",
  controls: {
    hipaa: ["164.312(b)"],
    "nist-800-53-r5": nist.accessLogs,
    "pci-dss-3.2.1": pci.accessLogs,
  },
  equivalents: {
    checkov: ["CKV_AWS_91"],
    regula: ["FG_R00066"],
    "cdk-nag": [
      "AwsSolutions-ELB2",
      "HIPAA.Security-ELBLoggingEnabled",
      "NIST.800.53.R4-ELBLoggingEnabled",
      "NIST.800.53.R5-ELBLoggingEnabled",
      "PCI.DSS.321-ELBLoggingEnabled",
    ],
    "pulumi-compliance": [
      "aws-alb-loadbalancer-configure-access-logging",
      "aws-alb-loadbalancer-enable-access-logging",
      "aws-lb-loadbalancer-configure-access-logging",
      "aws-lb-loadbalancer-enable-access-logging",
    ],
    awsguard: ["elb-logging-enabled"],
  },
  why: "Without the log nobody can tell afterwards who asked for what.",
  fix: "Set `accessLogs` with a `bucket` and `enabled`.",
  see: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html",
  pass: [{ accessLogs: { bucket: "logs", enabled: true } }, { loadBalancerType: "gateway" }],
  fail: [{}, { accessLogs: { bucket: "logs" } }, { accessLogs: { bucket: "logs", enabled: false } }],
  unknown: [{ accessLogs: { bucket: "logs", enabled: unknown } }],
  check: (self) => !isGateway(self) && !self.accessLogs?.enabled && "`accessLogs.enabled` is off",
});

export const loadbalancerInvalidHeaders = setting(LoadBalancer, {
  id: "aws-lb-loadbalancer-invalid-headers",
  title: "Application load balancers drop invalid headers",
  severity: "low",
  family: "network",
  preset: "strict",
  controls: { hipaa: hipaa.tls, "pci-dss-3.2.1": ["4.1", "8.2.1"] },
  equivalents: {
    checkov: ["CKV_AWS_131"],
    trivy: ["AVD-AWS-0052"],
    kics: ["6e3fd2ed-5c83-4c68-9679-7700d224d379"],
    "cdk-nag": [
      "HIPAA.Security-ALBHttpDropInvalidHeaderEnabled",
      "NIST.800.53.R4-ALBHttpDropInvalidHeaderEnabled",
      "PCI.DSS.321-ALBHttpDropInvalidHeaderEnabled",
    ],
  },
  why: "Headers that the balancer and the server read differently let an attacker smuggle a request past it.",
  see: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html",
  at: (balancer) => balancer.dropInvalidHeaderFields,
  good: [true],
  absent: "bad",
  unless: (balancer) => !isApplication(balancer),
  pass: [{ loadBalancerType: "network" }],
});

export const loadbalancerDesync = desyncMitigation(LoadBalancer, {
  id: "aws-lb-loadbalancer-desync",
  subject: "Application load balancers",
  see: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html",
});

export const loadbalancerDeletionProtection = setting(LoadBalancer, {
  id: "aws-lb-loadbalancer-deletion-protection",
  title: "Load balancers are protected from deletion",
  severity: "low",
  family: "resilience",
  preset: "strict",
  controls: {
    hipaa: hipaa.availability,
    "nist-800-53-r5": ["CM-2a", "CM-3a", "CP-1a.2", "CP-2a", "CP-2a.6", "CP-2a.7", "CP-2d", "CP-2e"],
  },
  equivalents: {
    checkov: ["CKV_AWS_150"],
    kics: ["afecd1f1-6378-4f7e-bb3b-60c35801fdd4"],
    "cdk-nag": ["HIPAA.Security-ELBDeletionProtectionEnabled", "NIST.800.53.R4-ELBDeletionProtectionEnabled", "NIST.800.53.R5-ELBDeletionProtectionEnabled"],
    awsguard: ["elb-deletion-protection-enabled"],
  },
  why: "One wrong call takes all services behind it off the network.",
  see: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html",
  at: (balancer) => balancer.enableDeletionProtection,
  good: [true],
  absent: "bad",
});

export const loadbalancerCrossZone = rule(LoadBalancer, {
  id: "aws-lb-loadbalancer-cross-zone",
  title: "Network and gateway load balancers balance across zones",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_152"] },
  why: "Each zone's share goes to its own targets only, however few of them are healthy.",
  fix: "Set `enableCrossZoneLoadBalancing` to `true`.",
  see: "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html",
  pass: [{}, { loadBalancerType: "network", enableCrossZoneLoadBalancing: true }],
  fail: [{ loadBalancerType: "network" }, { loadBalancerType: "gateway", enableCrossZoneLoadBalancing: false }],
  unknown: [{ loadBalancerType: "network", enableCrossZoneLoadBalancing: unknown }],
  check: (self) => !isApplication(self) && !self.enableCrossZoneLoadBalancing && "`enableCrossZoneLoadBalancing` is off",
});

export const loadbalancerInternal = setting(LoadBalancer, {
  id: "aws-lb-loadbalancer-internal",
  title: "Load balancers are internal",
  severity: "low",
  family: "public-access",
  preset: "strict",
  equivalents: { trivy: ["AVD-AWS-0053"] },
  why: "Whatever is behind an internet-facing balancer can be reached by anyone.",
  see: "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html",
  at: (balancer) => balancer.internal,
  good: [true],
  absent: "bad",
  unless: (balancer) => isGateway(balancer),
  pass: [{ loadBalancerType: "gateway" }],
});

export const loadbalancerWaf = rule(LoadBalancer, {
  id: "aws-lb-loadbalancer-waf",
  title: "Public application load balancers have a web ACL",
  severity: "low",
  family: "network",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AC-4(21)"], "pci-dss-3.2.1": ["6.6"] },
  equivalents: {
    checkov: ["CKV2_AWS_28"],
    kics: ["0afa6ab8-a047-48cf-be07-93a2f8c34cf7"],
    "cdk-nag": ["NIST.800.53.R4-ALBWAFEnabled", "NIST.800.53.R5-ALBWAFEnabled", "PCI.DSS.321-ALBWAFEnabled"],
  },
  why: "Known attacks on web applications reach the application itself.",
  fix: "Add an `aws.wafv2.WebAclAssociation` with the balancer's ARN as `resourceArn`.",
  see: "https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-associating-aws-resource.html",
  related: { associations: from(WebAclAssociation, "resourceArn"), regional: from(RegionalAssociation, "resourceArn") },
  pass: [{ associations: [{}] }, { regional: [{}] }, { internal: true }, { loadBalancerType: "network" }],
  fail: [{}, { internal: false, loadBalancerType: "application" }],
  unknown: [{ associations: [unknown] }, { internal: unknown }],
  check: (self) => isApplication(self) && !self.internal && !some(self.associations) && !some(self.regional) && "it has no web ACL",
});

const forwarding = { listeners: to("listenerArn", Listener) };

export const targetgroupProtocol = rule(TargetGroup, {
  id: "aws-lb-targetgroup-protocol",
  title: "Target groups that speak HTTP are behind HTTPS listeners",
  severity: "low",
  family: "encryption-in-transit",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_378"], terrascan: ["AC_AWS_0492"] },
  why: "What goes over plain HTTP can be read and changed on the way.",
  fix: "Set `protocol` to `HTTPS`, or forward to the group from an HTTPS listener.",
  see: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html",
  related: { listeners: from(Listener, "defaultActions"), rules: from(ListenerRule, "actions", forwarding) },
  pass: [
    { protocol: "HTTPS" },
    { protocol: "TCP" },
    { targetType: "lambda" },
    { protocol: "HTTP", listeners: [{ protocol: "HTTPS" }] },
    { protocol: "HTTP", rules: [{ listeners: [{ protocol: "HTTPS" }] }] },
  ],
  fail: [{ protocol: "HTTP" }, { protocol: "HTTP", listeners: [{ protocol: "HTTP" }] }],
  unknown: [{ protocol: "HTTP", listeners: [unknown] }, { protocol: unknown }],
  check: ({ protocol, listeners, rules }) =>
    protocol === "HTTP" && !some(listeners, speaksTls) && !some(rules, (rule) => some(rule.listeners, speaksTls)) && "it is served over plain HTTP",
});

export const targetgroupHealthCheck = rule(TargetGroup, {
  id: "aws-lb-targetgroup-health-check",
  title: "Target groups for HTTP check their targets' health",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_261"] },
  why: "The default check asks for `/` only, which says little of the application.",
  fix: "Set `healthCheck` with a `path` that tells whether the application works.",
  see: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
  pass: [{ protocol: "HTTP", healthCheck: { path: "/health" } }, { protocol: "TCP" }, { targetType: "lambda" }],
  fail: [{ protocol: "HTTP" }, { protocol: "HTTP", healthCheck: { interval: 10 } }, { protocol: "HTTPS", healthCheck: { enabled: false, path: "/" } }],
  unknown: [{ protocol: "HTTP", healthCheck: unknown }],
  check: ({ protocol = "", healthCheck }) =>
    /^HTTPS?$/.test(protocol) && (!healthCheck?.path || healthCheck.enabled === false) && "it has no `healthCheck` with a `path`",
});
