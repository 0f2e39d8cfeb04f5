import type { ApiArgs } from "@pulumi/aws/apigatewayv2/api";
import type { DomainNameArgs } from "@pulumi/aws/apigatewayv2/domainName";
import type { RouteArgs } from "@pulumi/aws/apigatewayv2/route";
import type { StageArgs } from "@pulumi/aws/apigatewayv2/stage";
import { hipaa, nist } from "../../lib/cloud/aws-controls";
import { given, resource, rule, setting, some, to, unknown } from "../../lib/rule";

const Api = resource<ApiArgs>("aws:apigatewayv2/api:Api");
const Stage = resource<StageArgs>("aws:apigatewayv2/stage:Stage");
const Route = resource<RouteArgs>("aws:apigatewayv2/route:Route");
const DomainName = resource<DomainNameArgs>("aws:apigatewayv2/domainName:DomainName");

export const routeAuthorization = setting(Route, {
  id: "aws-apigatewayv2-route-authorization",
  title: "Routes of HTTP and WebSocket APIs ask who calls",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AC-3", "CM-2", "CM-2(2)"] },
  equivalents: { checkov: ["CKV_AWS_309"] },
  why: "Everyone who reaches the API may call what is behind it.",
  see: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html",
  at: ({ authorizationType }) => authorizationType,
  good: ["JWT", "AWS_IAM", "CUSTOM"],
  bad: ["NONE"],
  absent: "bad",
  // Who may connect is asked once; a browser asks with OPTIONS what it may do, and never says who it is.
  unless: ({ routeKey = "" }) => routeKey === "$disconnect" || routeKey.startsWith("OPTIONS "),
  pass: [{ routeKey: "$disconnect" }, { routeKey: "OPTIONS /orders" }],
  fail: [{ routeKey: "GET /orders", authorizationType: "NONE" }],
});

export const apiCors = rule(Api, {
  id: "aws-apigatewayv2-api-cors",
  title: "HTTP APIs answer known websites only",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  equivalents: { terrascan: ["AC_AWS_0441"] },
  why: "Any website can call the API from its visitors' browsers, and read the answers.",
  fix: "Name the websites in `corsConfiguration.allowOrigins`.",
  see: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html",
  pass: [{}, { corsConfiguration: { allowOrigins: ["https://example.com"] } }],
  fail: [{ corsConfiguration: { allowOrigins: ["*"] } }, { corsConfiguration: { allowOrigins: [unknown, "https://*"] } }],
  unknown: [{ corsConfiguration: { allowOrigins: [unknown] } }],
  check: ({ corsConfiguration }) => some(corsConfiguration?.allowOrigins, (origin) => /^(https?:\/\/)?\*$/.test(origin)) && "it answers any website",
});

export const domainNameTls = setting(DomainName, {
  id: "aws-apigatewayv2-domain-name-tls",
  title: "Domain names of HTTP and WebSocket APIs need TLS 1.2",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  equivalents: {
    regula: ["FG_R00376"],
    "pulumi-compliance": ["aws-apigatewayv2-domainname-configure-domain-name-security-policy", "aws-apigatewayv2-domainname-enable-domain-name-configuration"],
  },
  why: "TLS 1.0 and its ciphers have known weaknesses.",
  see: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html",
  at: ({ domainNameConfiguration }) => domainNameConfiguration?.securityPolicy,
  good: ["TLS_1_2"],
  bad: ["TLS_1_0"],
  absent: "bad",
});

export const stageClientCertificate = rule(Stage, {
  id: "aws-apigatewayv2-stage-client-certificate",
  title: "WebSocket APIs show a client certificate to what is behind them",
  severity: "low",
  family: "encryption-in-transit",
  preset: "strict",
  controls: {
    hipaa: hipaa.tls,
    "nist-800-53-r5": nist.clientCertificates,
    "pci-dss-3.2.1": ["2.3", "4.1", "8.2.1"],
  },
  equivalents: { checkov: ["CKV2_AWS_51"] },
  why: "The server behind the API can't tell its requests from those that go around it.",
  fix: "Set `clientCertificateId` to an `aws.apigateway.ClientCertificate`.",
  see: "https://docs.aws.amazon.com/apigateway/latest/developerguide/getting-started-client-side-ssl-authentication.html",
  related: { apis: to("apiId", Api) },
  pass: [
    { clientCertificateId: "a1b2c3", apis: [{ protocolType: "WEBSOCKET" }] },
    { clientCertificateId: unknown, apis: [{ protocolType: "WEBSOCKET" }] },
    { apis: [{ protocolType: "HTTP" }] },
  ],
  fail: [{ apis: [{ protocolType: "WEBSOCKET" }] }],
  unknown: [{ apis: [unknown] }],
  check: (self) => !("clientCertificateId" in self) && some(self.apis, ({ protocolType }) => protocolType === "WEBSOCKET") && "`clientCertificateId` isn't set",
});

export const stageThrottling = given(Stage, {
  id: "aws-apigatewayv2-stage-throttling",
  title: "HTTP and WebSocket APIs limit how often they are called",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { "cdk-nag": ["Serverless-APIGWDefaultThrottling"] },
  why: "One caller takes all requests of the account, and stops its other APIs.",
  fix: "Set `defaultRouteSettings.throttlingRateLimit` and `throttlingBurstLimit`.",
  see: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html",
  at: ({ defaultRouteSettings }) => defaultRouteSettings?.throttlingRateLimit,
  pass: [{ defaultRouteSettings: { throttlingRateLimit: 100, throttlingBurstLimit: 50 } }],
});
