import type { DistributionArgs } from "@pulumi/aws/cloudfront/distribution";
import type { ResponseHeadersPolicyArgs } from "@pulumi/aws/cloudfront/responseHeadersPolicy";
import type { LogDeliverySourceArgs } from "@pulumi/aws/cloudwatch/logDeliverySource";
import type { BucketArgs } from "@pulumi/aws/s3/bucket";
import { each, every, from, given, known, option, resource, rule, setting, some, to, unknown } from "../../lib/rule";
import type { Meta } from "../../lib/rule/rule";

const Bucket = resource<BucketArgs>("aws:s3/bucket:Bucket");
const Distribution = resource<DistributionArgs>("aws:cloudfront/distribution:Distribution");
const LogDeliverySource = resource<LogDeliverySourceArgs>("aws:cloudwatch/logDeliverySource:LogDeliverySource");
const ResponseHeadersPolicy = resource<ResponseHeadersPolicyArgs>("aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy");

export const distributionViewerHttps = rule(Distribution, {
  id: "aws-cloudfront-distribution-viewer-https",
  title: "CloudFront serves HTTPS only",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  equivalents: {
    checkov: ["CKV_AWS_34"],
    trivy: ["AVD-AWS-0012"],
    kics: ["55af1353-2f62-4fa0-a8e1-a210ca2708f5"],
    regula: ["FG_R00011"],
    "pulumi-compliance": ["aws-cloudfront-distribution-disallow-unencrypted-traffic"],
  },
  why: "What goes over plain HTTP, passwords and session cookies included, can be read and changed on the way.",
  fix: "Set `viewerProtocolPolicy` to `redirect-to-https` or `https-only` in `defaultCacheBehavior` and each of `orderedCacheBehaviors`.",
  see: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-viewers-to-cloudfront.html",
  pass: [{ defaultCacheBehavior: { viewerProtocolPolicy: "redirect-to-https" }, orderedCacheBehaviors: [{ viewerProtocolPolicy: "https-only" }] }],
  fail: [
    { defaultCacheBehavior: { viewerProtocolPolicy: "allow-all" } },
    { defaultCacheBehavior: { viewerProtocolPolicy: "https-only" }, orderedCacheBehaviors: [{ pathPattern: "/api/*", viewerProtocolPolicy: "allow-all" }] },
  ],
  unknown: [{ defaultCacheBehavior: { viewerProtocolPolicy: unknown } }],
  *check({ defaultCacheBehavior, orderedCacheBehaviors }) {
    if (defaultCacheBehavior?.viewerProtocolPolicy === "allow-all") yield "its default behaviour serves plain HTTP";
    yield* each(
      orderedCacheBehaviors,
      ({ pathPattern, viewerProtocolPolicy }) => viewerProtocolPolicy === "allow-all" && `its behaviour for \`${pathPattern}\` serves plain HTTP`,
    );
  },
});

const certificates = "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html";

export const distributionTls = rule(Distribution, {
  id: "aws-cloudfront-distribution-tls",
  title: "CloudFront accepts TLS 1.2 and later only",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  equivalents: {
    checkov: ["CKV_AWS_174"],
    trivy: ["AVD-AWS-0013"],
    kics: ["00e5e55e-c2ff-46b3-a757-a7a1cd802456", "5c0003fb-9aa0-42c1-9da3-eb0e332bef21"],
    terrascan: ["AC_AWS_0023"],
    "cdk-nag": ["AwsSolutions-CFR4"],
    "pulumi-compliance": ["aws-cloudfront-distribution-configure-secure-tls"],
  },
  why: "SSL 3, TLS 1.0 and TLS 1.1 have known weaknesses, and without `minimumProtocolVersion` they are accepted.",
  fix: "Set `viewerCertificate.minimumProtocolVersion` to `TLSv1.2_2021` or a later one.",
  see: certificates,
  pass: [
    { viewerCertificate: { acmCertificateArn: "arn", minimumProtocolVersion: "TLSv1.2_2021" } },
    { viewerCertificate: { acmCertificateArn: "arn", minimumProtocolVersion: "TLSv1.3_2025" } },
    { viewerCertificate: { cloudfrontDefaultCertificate: true } },
  ],
  fail: [
    { viewerCertificate: { acmCertificateArn: "arn" } },
    { viewerCertificate: { iamCertificateId: "c", minimumProtocolVersion: "TLSv1.1_2016" } },
    { viewerCertificate: { cloudfrontDefaultCertificate: false, minimumProtocolVersion: "TLSv1" } },
  ],
  unknown: [{ viewerCertificate: { acmCertificateArn: "arn", minimumProtocolVersion: unknown } }],
  check: ({ viewerCertificate }) => {
    if (!viewerCertificate || viewerCertificate.cloudfrontDefaultCertificate) return false;
    const { minimumProtocolVersion: version } = viewerCertificate;
    return !/^TLSv1\.[23]/.test(version ?? "") && (version ? `\`minimumProtocolVersion\` is \`${version}\`` : "`minimumProtocolVersion` isn't set");
  },
});

export const distributionCertificate = rule(Distribution, {
  id: "aws-cloudfront-distribution-certificate",
  title: "CloudFront distributions have a certificate of their own",
  severity: "low",
  family: "encryption-in-transit",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_42", "CKV_AWS_174"], kics: ["3a1e94df-6847-4c0e-a3b6-6c6af4e128ef"], "cdk-nag": ["AwsSolutions-CFR4"] },
  why: "With CloudFront's default certificate viewers may use TLS 1.0, and the name isn't yours.",
  fix: "Set `aliases`, and `viewerCertificate.acmCertificateArn` to a certificate for them.",
  see: certificates,
  pass: [
    { viewerCertificate: { acmCertificateArn: "arn", sslSupportMethod: "sni-only" } },
    { viewerCertificate: { iamCertificateId: "c" } },
    { viewerCertificate: { cloudfrontDefaultCertificate: false } },
  ],
  fail: [{ viewerCertificate: { cloudfrontDefaultCertificate: true } }, { viewerCertificate: {} }],
  unknown: [{ viewerCertificate: { cloudfrontDefaultCertificate: unknown } }],
  check: ({ viewerCertificate }) => {
    const { cloudfrontDefaultCertificate: byDefault, acmCertificateArn, iamCertificateId, sslSupportMethod } = viewerCertificate ?? {};
    return (byDefault ?? !(sslSupportMethod || acmCertificateArn || iamCertificateId)) && "it uses CloudFront's default certificate";
  },
});

const origins = "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-cloudfront-to-custom-origin.html";

export const distributionOriginHttps = rule(Distribution, {
  id: "aws-cloudfront-distribution-origin-https",
  title: "CloudFront asks its origins for HTTPS, whatever viewers use",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  equivalents: {
    checkov: ["CKV2_AWS_72"],
    terrascan: ["AC_AWS_0024"],
    regula: ["FG_R00010"],
    "pulumi-compliance": ["aws-cloudfront-distribution-enable-tls-to-origin"],
  },
  why: "The way from CloudFront to the origin is open, or with `match-viewer` is opened by the first behaviour that serves plain HTTP.",
  fix: "Set `customOriginConfig.originProtocolPolicy` to `https-only` in each of `origins`.",
  see: origins,
  pass: [
    { origins: [{ originId: "web", customOriginConfig: { originProtocolPolicy: "https-only" } }, { originId: "files" }] },
    { enabled: false, origins: [{ originId: "web", customOriginConfig: { originProtocolPolicy: "http-only" } }] },
  ],
  fail: [
    { enabled: true, origins: [{ originId: "web", customOriginConfig: { originProtocolPolicy: "http-only" } }] },
    { enabled: true, origins: [{ originId: "files" }, { originId: "web", customOriginConfig: { originProtocolPolicy: "match-viewer" } }] },
  ],
  unknown: [{ enabled: true, origins: [{ originId: "web", customOriginConfig: { originProtocolPolicy: unknown } }] }],
  check: (self) =>
    self.enabled !== false &&
    each(
      self.origins,
      ({ originId, customOriginConfig: custom }) =>
        custom && custom.originProtocolPolicy !== "https-only" && `the protocol of origin \`${originId}\` is \`${custom.originProtocolPolicy}\``,
    ),
});

/** The rule against versions of SSL and TLS between CloudFront and an origin. */
const originWithout = (versions: readonly [string, ...string[]], meta: Omit<Meta, "family" | "fix" | "see">) =>
  rule(Distribution, {
    ...meta,
    family: "encryption-in-transit",
    fix: "Set `customOriginConfig.originSslProtocols` to `TLSv1.2` in each of `origins`.",
    see: origins,
    pass: [{ origins: [{ originId: "web", customOriginConfig: { originSslProtocols: ["TLSv1.2"] } }, { originId: "files" }] }],
    fail: [{ origins: [{ originId: "files" }, { originId: "web", customOriginConfig: { originSslProtocols: ["TLSv1.2", versions[0]] } }] }],
    unknown: [{ origins: [{ originId: "web", customOriginConfig: { originSslProtocols: unknown } }] }],
    check: (self) =>
      each(
        self.origins,
        ({ originId, customOriginConfig }) =>
          some(customOriginConfig?.originSslProtocols, (version) => versions.includes(version)) && `origin \`${originId}\` may use ${versions.join(" or ")}`,
      ),
  });

export const distributionOriginSsl = originWithout(["SSLv3"], {
  id: "aws-cloudfront-distribution-origin-ssl",
  title: "CloudFront doesn't speak SSL 3 with its origins",
  severity: "medium",
  preset: "recommended",
  equivalents: {
    checkov: ["CKV2_AWS_54"],
    "cdk-nag": ["AwsSolutions-CFR5"],
    "pulumi-compliance": ["aws-cloudfront-distribution-configure-secure-tls-to-origin"],
  },
  why: "SSL 3 is broken: who sits between CloudFront and the origin can read what is said.",
});

export const distributionOriginTls = originWithout(["TLSv1", "TLSv1.1"], {
  id: "aws-cloudfront-distribution-origin-tls",
  title: "CloudFront speaks TLS 1.2 with its origins",
  severity: "low",
  preset: "strict",
  equivalents: { "cdk-nag": ["AwsSolutions-CFR5"], "pulumi-compliance": ["aws-cloudfront-distribution-configure-secure-tls-to-origin"] },
  why: "TLS 1.0 and 1.1 have known weaknesses.",
});

export const distributionOriginAccess = rule(Distribution, {
  id: "aws-cloudfront-distribution-origin-access",
  title: "CloudFront identifies itself to S3 origins",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_46"], "cdk-nag": ["AwsSolutions-CFR7"] },
  why: "Without an identity of CloudFront's the bucket must be open to everyone, also past CloudFront.",
  fix: "Set `originAccessControlId` in each S3 origin, and let only CloudFront read in the bucket's policy.",
  see: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html",
  related: { buckets: to("origins", Bucket) },
  pass: [
    { origins: [{ originId: "files", originAccessControlId: unknown }] },
    { origins: [{ originId: "files", s3OriginConfig: { originAccessIdentity: "origin-access-identity/cloudfront/E1" } }] },
    {
      origins: [
        { originId: "web", customOriginConfig: { originProtocolPolicy: "https-only" } },
        { originId: "internal", vpcOriginConfig: {} },
      ],
    },
  ],
  fail: [
    { origins: [{ originId: "files" }] },
    { origins: [{ originId: "files", s3OriginConfig: { originAccessIdentity: "" } }] },
    { origins: [{ originId: "site", domainName: unknown, customOriginConfig: { originProtocolPolicy: "http-only" } }], buckets: [{}] },
  ],
  unknown: [{ origins: [{ originId: "files", s3OriginConfig: { originAccessIdentity: unknown } }] }],
  *check({ origins, buckets }) {
    yield* each(
      origins,
      (origin) =>
        !origin.customOriginConfig &&
        !origin.vpcOriginConfig &&
        !("originAccessControlId" in origin) &&
        !origin.s3OriginConfig?.originAccessIdentity &&
        `origin \`${origin.originId}\` must be readable by anyone`,
    );
    if (some(known(buckets)) && every(origins, ({ customOriginConfig }) => customOriginConfig)) yield "its bucket, a custom origin, must be readable by anyone";
  },
});

export const distributionAccessLogs = rule(Distribution, {
  id: "aws-cloudfront-distribution-access-logs",
  title: "CloudFront distributions log access",
  severity: "medium",
  family: "logging",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_AWS_86"],
    trivy: ["AVD-AWS-0010"],
    kics: ["94690d79-b3b0-43de-b656-84ebef5753e5"],
    terrascan: ["AC_AWS_0025"],
    regula: ["FG_R00067"],
    "cdk-nag": ["AwsSolutions-CFR3"],
    "pulumi-compliance": ["aws-cloudfront-distribution-configure-access-logging", "aws-cloudfront-distribution-enable-access-logging"],
  },
  why: "Without the log nobody can tell afterwards who asked for what.",
  fix: "Set `loggingConfig.bucket`, or add an `aws.cloudwatch.LogDeliverySource` with the distribution's ARN.",
  see: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/AccessLogs.html",
  related: { deliveries: from(LogDeliverySource, "resourceArn") },
  pass: [{ loggingConfig: { bucket: "logs.s3.amazonaws.com" } }, { loggingConfig: { bucket: unknown } }, { deliveries: [{}] }],
  fail: [{}, { loggingConfig: { includeCookies: false } }],
  unknown: [{ loggingConfig: unknown }, { deliveries: [unknown] }],
  check: ({ loggingConfig, deliveries }) => !(loggingConfig && "bucket" in loggingConfig) && !some(deliveries) && "it logs nowhere",
});

export const distributionWaf = given(Distribution, {
  id: "aws-cloudfront-distribution-waf",
  title: "CloudFront distributions have a web ACL",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_AWS_68", "CKV2_AWS_47"],
    trivy: ["AVD-AWS-0011"],
    kics: ["1419b4c6-6d5c-4534-9cf6-6a5266085333"],
    terrascan: ["AC_AWS_0032"],
    regula: ["FG_R00073"],
    "cdk-nag": ["AwsSolutions-CFR2"],
    "pulumi-compliance": ["aws-cloudfront-distribution-configure-waf"],
  },
  why: "Known attacks on web applications reach the application itself.",
  fix: "Set `webAclId` to an `aws.wafv2.WebAcl` of scope `CLOUDFRONT`.",
  see: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-web-awswaf.html",
  pass: [{ webAclId: "arn:aws:wafv2:us-east-1:111122223333:global/webacl/web/1" }],
  fail: [{ webAclId: "" }],
  at: ({ webAclId }) => webAclId,
});

export const distributionRootObject = rule(Distribution, {
  id: "aws-cloudfront-distribution-root-object",
  title: "CloudFront distributions have a default root object",
  severity: "low",
  family: "public-access",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7(11)", "SC-7(16)"] },
  equivalents: { checkov: ["CKV_AWS_305"] },
  why: "A request for `/` may be answered with the list of all files of the origin.",
  fix: "Set `defaultRootObject`, to `index.html` for instance.",
  see: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DefaultRootObject.html",
  pass: [{ defaultRootObject: "index.html" }],
  fail: [{}],
  unknown: [{ defaultRootObject: unknown }],
  check: ({ defaultRootObject }) => !defaultRootObject && "it has no `defaultRootObject`",
});

export const distributionEnabled = setting(Distribution, {
  id: "aws-cloudfront-distribution-enabled",
  title: "CloudFront distributions are on",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_216"], kics: ["1bc367f6-901d-4870-ad0c-71d79762ef52"] },
  why: "Names that point to a distribution which is off answer nothing, and are easily forgotten.",
  fix: "Set `enabled` to `true`, or take the distribution away.",
  see: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HowToDeleteDistribution.html",
  at: (distribution) => distribution.enabled,
  good: [true],
  absent: "bad",
});

export const distributionGeoRestriction = setting(Distribution, {
  id: "aws-cloudfront-distribution-geo-restriction",
  title: "CloudFront distributions serve chosen countries only",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_374"], terrascan: ["AC_AWS_0026"], regula: ["FG_R00018"], "cdk-nag": ["AwsSolutions-CFR1"] },
  why: "A service for one country needn't be attacked from all others.",
  fix: "Set `restrictions.geoRestriction` to a `whitelist` of `locations`.",
  see: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/georestrictions.html",
  at: (distribution) => distribution.restrictions?.geoRestriction?.restrictionType,
  good: ["whitelist", "blacklist"],
  bad: ["none"],
  absent: "bad",
});

export const distributionFailover = rule(Distribution, {
  id: "aws-cloudfront-distribution-failover",
  title: "CloudFront distributions have a second origin",
  severity: "low",
  family: "resilience",
  preset: "strict",
  controls: { "nist-800-53-r5": ["CP-10", "SC-36"] },
  equivalents: { checkov: ["CKV_AWS_310"] },
  why: "When the only origin fails, so does everything that isn't in the cache.",
  fix: "Add an origin group with `failoverCriteria` and two `members`.",
  see: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html",
  pass: [{ originGroups: [{ failoverCriteria: { statusCodes: [500, 503] }, members: [{ originId: "a" }, { originId: "b" }] }] }],
  fail: [
    {},
    { originGroups: [{ members: [{ originId: "a" }, { originId: "b" }] }] },
    { originGroups: [{ failoverCriteria: { statusCodes: [500] }, members: [{ originId: "a" }] }] },
  ],
  unknown: [{ originGroups: unknown }],
  check: ({ originGroups }) =>
    !some(originGroups, ({ failoverCriteria, members }) => failoverCriteria && (members?.length ?? 0) > 1) && "no origin group has two members",
});

export const distributionHeaders = given(Distribution, {
  id: "aws-cloudfront-distribution-headers",
  title: "CloudFront sends security headers",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_32"] },
  why: "Headers tell browsers to insist on HTTPS and not to show the site inside of another.",
  fix: "Set `defaultCacheBehavior.responseHeadersPolicyId` to the id of an `aws.cloudfront.ResponseHeadersPolicy`.",
  see: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html",
  pass: [{ defaultCacheBehavior: { responseHeadersPolicyId: "67f7725c-6f97-4210-82d7-5512b31e9d03" } }],
  fail: [{ defaultCacheBehavior: { viewerProtocolPolicy: "https-only" } }],
  at: ({ defaultCacheBehavior }) => defaultCacheBehavior.responseHeadersPolicyId,
});

const hsts = { accessControlMaxAgeSec: 31536000, includeSubdomains: true, override: true };

export const headerspolicyHsts = rule(ResponseHeadersPolicy, {
  id: "aws-cloudfront-headerspolicy-hsts",
  title: "Response headers policies make browsers insist on HTTPS",
  severity: "low",
  family: "encryption-in-transit",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_259"] },
  why: "Visitors who type the bare name arrive over plain HTTP, where anyone on the way can answer instead.",
  fix: "Set `securityHeadersConfig.strictTransportSecurity` to a year, with `includeSubdomains`.",
  see: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html",
  options: { seconds: option.Integer({ default: 31536000, minimum: 1, description: "How long browsers remember at least, in seconds." }) },
  pass: [{ securityHeadersConfig: { strictTransportSecurity: hsts } }],
  fail: [
    {},
    { securityHeadersConfig: { strictTransportSecurity: { ...hsts, accessControlMaxAgeSec: 300 } } },
    { securityHeadersConfig: { strictTransportSecurity: { ...hsts, includeSubdomains: false } } },
  ],
  unknown: [{ securityHeadersConfig: { strictTransportSecurity: unknown } }],
  check: ({ securityHeadersConfig }, { options }) => {
    const hsts = securityHeadersConfig?.strictTransportSecurity;
    if (!hsts) return "it sets no `strictTransportSecurity`";
    if (hsts.accessControlMaxAgeSec < options.seconds) return `\`strictTransportSecurity\` lasts ${hsts.accessControlMaxAgeSec} seconds only`;
    return !hsts.includeSubdomains && "`strictTransportSecurity` leaves subdomains out";
  },
});
