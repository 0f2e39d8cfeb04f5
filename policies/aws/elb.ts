import type { LoadBalancerArgs } from "@pulumi/aws/elb/loadBalancer";
import type { LoadBalancerPolicyArgs } from "@pulumi/aws/elb/loadBalancerPolicy";
import type { SslNegotiationPolicyArgs } from "@pulumi/aws/elb/sslNegotiationPolicy";
import { hipaa, nist } from "../../lib/cloud/aws-controls";
import { desyncMitigation } from "../../lib/cloud/desync-mitigation";
import { each, resource, rule, setting, some, unknown } from "../../lib/rule";

const LoadBalancer = resource<LoadBalancerArgs>("aws:elb/loadBalancer:LoadBalancer");
const Policies = resource<Pick<LoadBalancerPolicyArgs, "policyAttributes"> & Partial<Pick<SslNegotiationPolicyArgs, "attributes">>>(
  "aws:elb/loadBalancerPolicy:LoadBalancerPolicy",
  "aws:elb/sslNegotiationPolicy:SslNegotiationPolicy",
);

const listeners = "https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-listener-config.html";
const configuration = "https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-create-https-ssl-load-balancer.html";
const encrypts = (protocol: string) => /^(https|ssl)$/i.test(protocol);

export const loadbalancerHttps = rule(LoadBalancer, {
  id: "aws-elb-loadbalancer-https",
  title: "Classic load balancers don't serve plain HTTP",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  controls: {
    hipaa: hipaa.tls,
    "nist-800-53-r5": nist.https,
    "pci-dss-3.2.1": ["2.3", "4.1", "8.2.1"],
  },
  equivalents: {
    checkov: ["CKV_AWS_376", "CKV_AWS_127"],
    terrascan: ["AC_AWS_0120"],
    regula: ["FG_R00013"],
    "cdk-nag": [
      "HIPAA.Security-ELBTlsHttpsListenersOnly",
      "NIST.800.53.R4-ELBTlsHttpsListenersOnly",
      "NIST.800.53.R5-ELBTlsHttpsListenersOnly",
      "PCI.DSS.321-ELBTlsHttpsListenersOnly",
      "HIPAA.Security-ELBACMCertificateRequired",
      "NIST.800.53.R4-ELBACMCertificateRequired",
      "NIST.800.53.R5-ELBACMCertificateRequired",
      "PCI.DSS.321-ELBACMCertificateRequired",
    ],
    "pulumi-compliance": ["aws-elb-loadbalancer-disallow-unencrypted-traffic"],
  },
  why: "What goes over plain HTTP, passwords and session cookies included, can be read and changed on the way.",
  fix: "Set the listener's `lbProtocol` to `https`, with an `sslCertificateId`.",
  see: listeners,
  pass: [{ listeners: [{ lbPort: 443, lbProtocol: "https", sslCertificateId: "arn" }] }, { listeners: [{ lbPort: 25, lbProtocol: "tcp" }] }],
  fail: [
    { listeners: [{ lbPort: 80, lbProtocol: "http" }] },
    {
      listeners: [
        { lbPort: 443, lbProtocol: "ssl" },
        { lbPort: 80, lbProtocol: "HTTP" },
      ],
    },
  ],
  unknown: [{ listeners: [{ lbPort: 443, lbProtocol: unknown }] }],
  check: (self) => each(self.listeners, ({ lbPort, lbProtocol }) => /^http$/i.test(lbProtocol) && `its listener on port ${lbPort} serves plain HTTP`),
});

export const loadbalancerTls = rule(LoadBalancer, {
  id: "aws-elb-loadbalancer-tls",
  title: "Classic load balancers' listeners use TLS",
  severity: "low",
  family: "encryption-in-transit",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_AWS_376", "CKV_AWS_127"],
    terrascan: ["AC_AWS_0120"],
    regula: ["FG_R00013"],
    "cdk-nag": ["AwsSolutions-ELB5"],
    "pulumi-compliance": ["aws-elb-loadbalancer-disallow-unencrypted-traffic"],
  },
  why: "What goes over plain TCP can be read and changed on the way, unless what is behind the balancer encrypts it.",
  fix: "Set each listener's `lbProtocol` to `ssl`, with an `sslCertificateId`.",
  see: listeners,
  pass: [{ listeners: [{ lbPort: 443, lbProtocol: "https", sslCertificateId: "arn" }] }, { listeners: [{ lbPort: 80, lbProtocol: "http" }] }],
  fail: [{ listeners: [{ lbPort: 443, lbProtocol: "tcp" }] }, { listeners: [{ lbPort: 443, lbProtocol: "https", sslCertificateId: "" }] }],
  unknown: [{ listeners: [{ lbPort: 443, lbProtocol: unknown }] }],
  check: (self) =>
    each(
      self.listeners,
      ({ lbPort, lbProtocol, sslCertificateId }) =>
        !/^http$/i.test(lbProtocol) && !(encrypts(lbProtocol) && sslCertificateId) && `its listener on port ${lbPort} doesn't use TLS`,
    ),
});

export const loadbalancerCertificate = rule(LoadBalancer, {
  id: "aws-elb-loadbalancer-certificate",
  title: "Classic load balancers' certificates come from ACM",
  severity: "low",
  family: "encryption-in-transit",
  preset: "strict",
  controls: {
    hipaa: hipaa.tls,
    "nist-800-53-r5": nist.https,
    "pci-dss-3.2.1": ["4.1", "8.2.1"],
  },
  equivalents: {
    "cdk-nag": [
      "HIPAA.Security-ELBACMCertificateRequired",
      "NIST.800.53.R4-ELBACMCertificateRequired",
      "NIST.800.53.R5-ELBACMCertificateRequired",
      "PCI.DSS.321-ELBACMCertificateRequired",
    ],
  },
  why: "ACM renews its certificates; one that was uploaded to IAM expires, and its private key has been on somebody's disk.",
  fix: "Set `sslCertificateId` to the ARN of an `aws.acm.Certificate`.",
  see: configuration,
  pass: [
    {
      listeners: [
        { lbPort: 443, lbProtocol: "https", sslCertificateId: "arn:aws:acm:eu-west-1:111122223333:certificate/c" },
        { lbPort: 80, lbProtocol: "http" },
      ],
    },
  ],
  fail: [{ listeners: [{ lbPort: 443, lbProtocol: "https", sslCertificateId: "arn:aws:iam::111122223333:server-certificate/c" }] }],
  unknown: [{ listeners: [{ lbPort: 443, lbProtocol: "https", sslCertificateId: unknown }] }],
  check: (self) =>
    each(
      self.listeners,
      ({ lbPort, lbProtocol, sslCertificateId }) =>
        encrypts(lbProtocol) && !/^arn:[\w-]+:acm:/.test(sslCertificateId ?? "") && `the certificate on port ${lbPort} isn't ACM's`,
    ),
});

interface Attribute {
  readonly name?: string;
  readonly value?: string;
}
type Policy = { readonly policyAttributes?: readonly Attribute[]; readonly attributes?: readonly Attribute[] };
const attributesOf = (policy: Policy) => policy.policyAttributes ?? policy.attributes;
const isOn = ({ value }: Attribute) => value?.toLowerCase() === "true";

export const policyProtocols = rule(Policies, {
  id: "aws-elb-policy-protocols",
  title: "Classic load balancers accept TLS 1.2 only",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_213"], kics: ["126c1788-23c2-4a10-906c-ef179f4f96ec"], terrascan: ["AC_AWS_0172"] },
  why: "SSL 3, TLS 1.0 and TLS 1.1 have known weaknesses.",
  fix: "Set the attribute `Reference-Security-Policy` to `ELBSecurityPolicy-TLS-1-2-2017-01`.",
  see: "https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-security-policy-table.html",
  pass: [
    {},
    { policyAttributes: [{ name: "Reference-Security-Policy", value: "ELBSecurityPolicy-TLS-1-2-2017-01" }] },
    {
      attributes: [
        { name: "Protocol-TLSv1.2", value: "true" },
        { name: "Protocol-TLSv1", value: "false" },
      ],
    },
  ],
  fail: [
    { policyAttributes: [{ name: "Protocol-SSLv3", value: "true" }] },
    { attributes: [{ name: "Protocol-TLSv1.1", value: "true" }] },
    { policyAttributes: [{ name: "Reference-Security-Policy", value: "ELBSecurityPolicy-2016-08" }] },
  ],
  unknown: [{ policyAttributes: [{ name: "Protocol-TLSv1", value: unknown }] }],
  check: (self) =>
    each(attributesOf(self), (attribute) => {
      if (attribute.name === "Reference-Security-Policy") return !/-TLS-1-2-/.test(attribute.value ?? "") && `it takes over \`${attribute.value}\``;
      return /^Protocol-(SSL|TLSv1(\.[01])?$)/.test(attribute.name ?? "") && isOn(attribute) && `it accepts \`${attribute.name}\``;
    }),
});

export const policyCiphers = rule(Policies, {
  id: "aws-elb-policy-ciphers",
  title: "Classic load balancers use strong ciphers",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  equivalents: { kics: ["4a800e14-c94a-442d-9067-5a2e9f6c0a4c"], terrascan: ["AC_AWS_0171"] },
  why: "Connections by these ciphers can be read after the fact.",
  fix: "Take the cipher away, or set the attribute `Reference-Security-Policy` to `ELBSecurityPolicy-TLS-1-2-2017-01`.",
  see: "https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-security-policy-table.html",
  pass: [
    {},
    {
      policyAttributes: [
        { name: "ECDHE-RSA-AES128-GCM-SHA256", value: "true" },
        { name: "RC4-SHA", value: "false" },
      ],
    },
  ],
  fail: [{ policyAttributes: [{ name: "RC4-SHA", value: "true" }] }, { attributes: [{ name: "DES-CBC3-SHA", value: "true" }] }],
  unknown: [{ attributes: [{ name: "RC4-SHA", value: unknown }] }],
  check: (self) =>
    each(
      attributesOf(self),
      (attribute) =>
        /(^|-)(RC4|RC2|DES|NULL|EXP|MD5|ADH|AECDH|SEED|KRB5|IDEA|PSK)(-|$)|DES-CBC3/.test(attribute.name ?? "") &&
        isOn(attribute) &&
        `it uses the weak cipher \`${attribute.name}\``,
    ),
});

export const loadbalancerAccessLogs = rule(LoadBalancer, {
  id: "aws-elb-loadbalancer-access-logs",
  title: "Classic load balancers log access",
  severity: "medium",
  family: "logging",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_AWS_92"],
    kics: ["20018359-6fd7-4d05-ab26-d4dffccbdf79"],
    terrascan: ["AC_AWS_0470"],
    "pulumi-compliance": ["aws-elb-loadbalancer-configure-access-logging"],
  },
  why: "Without the log nobody can tell afterwards who asked for what.",
  fix: "Set `accessLogs` with a `bucket`.",
  see: "https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/enable-access-logs.html",
  pass: [{ accessLogs: { bucket: "logs" } }],
  fail: [{}, { accessLogs: { bucket: "logs", enabled: false } }],
  unknown: [{ accessLogs: { bucket: "logs", enabled: unknown } }],
  check: ({ accessLogs }) => (!accessLogs || accessLogs.enabled === false) && "`accessLogs` is off",
});

export const loadbalancerDesync = desyncMitigation(LoadBalancer, {
  id: "aws-elb-loadbalancer-desync",
  subject: "Classic load balancers",
  see: "https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/config-desync-mitigation-mode.html",
});

export const loadbalancerCrossZone = setting(LoadBalancer, {
  id: "aws-elb-loadbalancer-cross-zone",
  title: "Classic load balancers balance across zones",
  severity: "low",
  family: "resilience",
  preset: "strict",
  controls: {
    hipaa: hipaa.availability,
    "nist-800-53-r5": ["CP-10", "CP-1a.2", "CP-2a", "CP-2a.6", "CP-2a.7", "CP-2d", "CP-2e", "SC-22"],
  },
  equivalents: {
    checkov: ["CKV_AWS_138"],
    regula: ["FG_R00043"],
    "cdk-nag": [
      "AwsSolutions-ELB4",
      "HIPAA.Security-ELBCrossZoneLoadBalancingEnabled",
      "NIST.800.53.R4-ELBCrossZoneLoadBalancingEnabled",
      "NIST.800.53.R5-ELBCrossZoneLoadBalancingEnabled",
    ],
  },
  why: "Each zone's share goes to its own instances only, however few of them are healthy.",
  see: "https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/enable-disable-crosszone-lb.html",
  at: (balancer) => balancer.crossZoneLoadBalancing,
  good: [true],
  absent: "good",
});

export const loadbalancerConnectionDraining = setting(LoadBalancer, {
  id: "aws-elb-loadbalancer-connection-draining",
  title: "Classic load balancers let requests finish",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { "cdk-nag": ["AwsSolutions-ELB3"] },
  why: "Each deployment cuts off the requests that are being answered.",
  see: "https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/config-conn-drain.html",
  at: (balancer) => balancer.connectionDraining,
  good: [true],
  absent: "bad",
});

export const loadbalancerHealthCheck = rule(LoadBalancer, {
  id: "aws-elb-loadbalancer-health-check",
  title: "Classic load balancers check their instances' health",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { "pulumi-compliance": ["aws-elb-loadbalancer-enable-health-check"] },
  why: "The default check only asks whether a port is open, which says little of the application.",
  fix: "Set `healthCheck` with a `target` that tells whether the application works.",
  see: "https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-healthchecks.html",
  pass: [{ healthCheck: { target: "HTTP:80/health" } }],
  fail: [{}],
  unknown: [{ healthCheck: unknown }],
  check: ({ healthCheck }) => !healthCheck && "it has no `healthCheck`",
});

export const loadbalancerZones = rule(LoadBalancer, {
  id: "aws-elb-loadbalancer-zones",
  title: "Classic load balancers are in two zones",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { "pulumi-compliance": ["aws-elb-loadbalancer-configure-multi-availability-zone"] },
  why: "The failure of the only zone takes the service off the network.",
  fix: "Name two or more `availabilityZones` or `subnets`.",
  see: "https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-manage-subnets.html",
  pass: [{ availabilityZones: ["eu-west-1a", "eu-west-1b"] }, { subnets: ["subnet-1", "subnet-2"] }],
  fail: [{ availabilityZones: ["eu-west-1a"] }, { subnets: ["subnet-1"] }],
  unknown: [{ subnets: unknown }],
  check: ({ availabilityZones, subnets }) => (availabilityZones ?? subnets ?? []).length < 2 && "it is in a single zone",
});

export const loadbalancerHttp = rule(LoadBalancer, {
  id: "aws-elb-loadbalancer-http",
  title: "Web applications aren't behind classic load balancers",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { "cdk-nag": ["AwsSolutions-ELB1"] },
  why: "The classic balancer has no web ACL, no redirects and no TLS 1.3.",
  fix: "Use an `aws.lb.LoadBalancer`.",
  see: "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/migrate-classic-load-balancer.html",
  pass: [{ listeners: [{ lbPort: 25, lbProtocol: "tcp" }] }],
  fail: [{ listeners: [{ lbPort: 80, lbProtocol: "http" }] }, { listeners: [{ lbPort: 443, lbProtocol: "HTTPS" }] }],
  unknown: [{ listeners: [unknown] }],
  check: (self) => some(self.listeners, ({ lbProtocol }) => /^https?$/i.test(lbProtocol)) && "it is a classic load balancer for HTTP",
});
