import type { DomainNameArgs } from "@pulumi/aws/apigateway/domainName";
import type { RestApiArgs } from "@pulumi/aws/apigateway/restApi";
import { rsaBits } from "../../../lib/cloud/certificate";
import { policyText, statementsOf } from "../../../lib/cloud/iam-policy";
import { resource, rule, setting, some, unknown } from "../../../lib/rule";

const RestApi = resource<RestApiArgs>("aws:apigateway/restApi:RestApi");
const WithPolicy = resource<Pick<RestApiArgs, "policy">>("aws:apigateway/restApiPolicy:RestApiPolicy", "aws:apigateway/restApi:RestApi");
const DomainName = resource<DomainNameArgs>("aws:apigateway/domainName:DomainName");

const forAll = { Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*" };

export const restApiPolicyPublic = rule(WithPolicy, {
  id: "aws-apigateway-rest-api-policy-public",
  title: "Policies of REST APIs say who may call",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  equivalents: { kics: ["b161c11b-a59b-4431-9a29-4e19f63e6b27"], terrascan: ["AC_AWS_0440"] },
  why: "Everyone on the internet may call the API, and the policy that looks like a protection is none.",
  fix: "Name the accounts or roles in `Principal`, add a condition that says who may call, or deny all others.",
  see: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html",
  pass: [
    {},
    { policy: policyText({ ...forAll, Principal: { AWS: "arn:aws:iam::111122223333:root" } }) },
    { policy: policyText({ ...forAll, Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } } }) },
    { policy: policyText(forAll, { ...forAll, Effect: "Deny", Condition: { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } } }) },
  ],
  fail: [{ policy: policyText(forAll) }, { policy: policyText({ ...forAll, Principal: { AWS: ["*"] }, Action: "*" }) }],
  unknown: [{ policy: unknown }],
  check: ({ policy }) => {
    const statements = statementsOf(policy);
    return (
      some(statements, (statement) => statement.isPublic) &&
      !some(statements, (statement) => statement.denies && statement.isForAnyone && statement.hasConditions) &&
      "its policy lets anyone call"
    );
  },
});

export const restApiPrivate = setting(RestApi, {
  id: "aws-apigateway-rest-api-private",
  title: "REST APIs are reached from VPCs only",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { kics: ["6b2739db-9c49-4db7-b980-7816e0c248c1"], terrascan: ["AC_AWS_0011"] },
  why: "Everyone on the internet reaches the API.",
  see: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html",
  at: ({ endpointConfiguration }) => endpointConfiguration?.types,
  good: ["PRIVATE"],
  bad: ["EDGE", "REGIONAL"],
  absent: "bad",
});

export const domainNameTls = rule(DomainName, {
  id: "aws-apigateway-domain-name-tls",
  title: "Domain names of REST APIs need TLS 1.2",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_AWS_206"],
    trivy: ["AVD-AWS-0005", "AVD-AWS-0112"],
    kics: ["4e1cc5d3-2811-4fb2-861c-ee9b3cb7f90b"],
    regula: ["FG_R00375"],
    "pulumi-compliance": ["aws-apigateway-domainname-configure-security-policy", "awsnative-apigateway-domainname-configure-security-policy"],
  },
  why: "TLS 1.0 and its ciphers have known weaknesses.",
  fix: "Set `securityPolicy` to `TLS_1_2`.",
  see: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html",
  pass: [{ securityPolicy: "TLS_1_2" }, { securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09" }],
  fail: [{}, { securityPolicy: "TLS_1_0" }],
  unknown: [{ securityPolicy: unknown }],
  check: ({ securityPolicy }) =>
    securityPolicy === undefined ? "`securityPolicy` isn't set" : securityPolicy === "TLS_1_0" && "`securityPolicy` is `TLS_1_0`",
});

const WithCertificate = resource<Pick<DomainNameArgs, "certificateBody">>(
  "aws:apigateway/domainName:DomainName",
  "aws:acm/certificate:Certificate",
  "aws:iam/serverCertificate:ServerCertificate",
);

const certificate = (body: string): string => `-----BEGIN CERTIFICATE-----\n${body.replace(/.{64}/g, "$&\n")}\n-----END CERTIFICATE-----\n`;
const pem1024 = certificate(
  "MIIB9DCCAV2gAwIBAgIUHttgKIgXTn0BakNduUuo1Azn/p0wDQYJKoZIhvcNAQELBQAwDDEKMAgGA1UEAwwBYTAeFw0yNjExMjIwNzM3MjNaFw0yNjExMjMwNzM3MjNaMAwxCjAIBgNVBAMMAWEwgZ8wDQYJKoZIhvcNAQEBBQADgY0AMIGJAoGBALVn2EfCTLgZGfcNjtKTQvL1QKeukB/hi64fRDfPYq++pixqy2VbMbCN1JyWaN+4/VpYrB5hbV/DgkeNmqRXDxljJebA4Y0d+UL02LX/frnXhz4+0eeY/aVkGgRGrWUx79DQp3EhxyrQ5ofmXD5fPGkmYIt0c5R4UweAZeDID1XPAgMBAAGjUzBRMB0GA1UdDgQWBBTDc972XKbNZIaQgBLkzf3bKSHVQDAfBgNVHSMEGDAWgBTDc972XKbNZIaQgBLkzf3bKSHVQDAPBgNVHRMBAf8EBTADAQH/MA0GCSqGSIb3DQEBCwUAA4GBAI4y/Zuo/fDEv1s+3pkxZd4inlaQSVP6cG7nHGyKo8IyfT0w8asQw521+VcMyuX5L+JLwZmQW89JKME6t7QVN/G+xt/zV/DArio0ubuyN//eRxYPb3B//nEdlX3X86unP2bL4erdi58TQ4tT44rV+ggOy63MBV7gUU/dctGJCaQW",
);
const pem2048 = certificate(
  "MIIC+TCCAeGgAwIBAgIUEyUQddyy5T0bF9+iTuQWPIZbvMwwDQYJKoZIhvcNAQELBQAwDDEKMAgGA1UEAwwBYTAeFw0yNjExMjIwNzM3MjRaFw0yNjExMjMwNzM3MjRaMAwxCjAIBgNVBAMMAWEwggEiMA0GCSqGSIb3DQEBAQUAA4IBDwAwggEKAoIBAQCSULr4EpuaXUdpAPOszbLhuTLmqpsieI5KlkF6zF97iM6wNirCnXHa/zL/+cTW7IfeKTHJgzYYVuw9BrxGd7jBJUeYZJkMBi2zeQNFaJzaZsj4yYUQvMXnNIUhZkRqtaIZA7RlGZU2IsddI75OHCz1yZzd5sqqGz1q62rS2F5WzNlZZe4wf4rT+cHgSldzsjGUb4dPrs/zdLMYJMcPRqEgT8OwUrJPRj+/4Twj7TnwMU0YE31sUVrILsF0IKuE5goOzCx94ZrLEep+/JmbuMRzP+lRdWxg7lqerWQeSB64iId+u+9PVw7INtlLNTjt4HnlUwrhIACo+5T9gV4m04ebAgMBAAGjUzBRMB0GA1UdDgQWBBTma+3HmWuFl2Y47vAX8xvpRAtDQTAfBgNVHSMEGDAWgBTma+3HmWuFl2Y47vAX8xvpRAtDQTAPBgNVHRMBAf8EBTADAQH/MA0GCSqGSIb3DQEBCwUAA4IBAQBHNSixRrBEHGojDPUii2MKfGEjZ+d8j6/a37sB2Qosxn1EEvqqHJQpCOb3Veh6ga5+dTB6ku3hCsspNl2efJDCSrIEc1fnU2guvvRbwNFItjZvc3D+NkQmAR5bWAkiku4E/sHctY75fUV2kDCn6x2fcXn6GMvMWkRaAHJSh7Zik8WwHr7BpKTNu9fMD+s4nl3mvP4a6whIBGXmiK2gcfWM9FPULmFuHIPggtRm/AKfhz/S3FM7y7lVvW0xiR/5NL+BuYp/X8Wg6mUfE9WYT4BVeJ2xEI12bNeWeN/BVsKQEv6q1gzLhulYOzAo9fStN0jYp6DGmbocGTNG2j8/tsqI",
);

export const certificateKey = rule(WithCertificate, {
  id: "aws-apigateway-certificate-key",
  title: "Certificates that are uploaded have RSA keys of 2048 bits or more",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  equivalents: { kics: ["874d68a3-bfbe-4a4b-aaa0-9e74d7da634b"] },
  why: "Shorter keys can be broken, and who has the key can pose as the server.",
  fix: "Make a certificate with a key of 2048 bits or more, or let AWS Certificate Manager make one.",
  see: "https://docs.aws.amazon.com/acm/latest/userguide/import-certificate-prerequisites.html",
  pass: [{}, { certificateBody: "-----BEGIN CERTIFICATE-----" }, { certificateBody: pem2048 }],
  fail: [{ certificateBody: pem1024 }],
  unknown: [{ certificateBody: unknown }],
  check: ({ certificateBody }) => {
    const bits = rsaBits(certificateBody ?? "") ?? 2048;
    return bits < 2048 && `its certificate's key has ${bits} bits`;
  },
});

export const restApiCompression = rule(RestApi, {
  id: "aws-apigateway-rest-api-compression",
  title: "REST APIs compress answers",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { kics: ["ed35928e-195c-4405-a252-98ccb664ab7b"], terrascan: ["AC_AWS_0010"] },
  why: "Large answers are slow, and cost more to send.",
  fix: "Set `minimumCompressionSize` to a number of bytes from 0 to 10485760.",
  see: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gzip-compression-decompression.html",
  pass: [{ minimumCompressionSize: "0" }, { minimumCompressionSize: "10485760" }],
  fail: [{}, { minimumCompressionSize: "-1" }, { minimumCompressionSize: "10485761" }],
  unknown: [{ minimumCompressionSize: unknown }],
  check: ({ minimumCompressionSize }) => {
    const bytes = Number(minimumCompressionSize ?? -1);
    return !(bytes >= 0 && bytes <= 10485760) && "it compresses nothing";
  },
});
