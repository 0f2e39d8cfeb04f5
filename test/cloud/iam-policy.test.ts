import assert from "node:assert/strict";
import { statementsOf } from "../../lib/cloud/iam-policy";

const statement = (body: object) => statementsOf(JSON.stringify({ Statement: { Effect: "Allow", Action: "s3:GetObject", Resource: "*", ...body } }))[0]!;
const anyone = (Condition?: object) => statement({ Principal: "*", Condition }).isPublic;

describe("a statement of a policy", () => {
  it("is public where anybody is meant and no condition says who", () => {
    assert.ok(anyone());
    assert.ok(statement({ Principal: { AWS: ["*"] } }).isPublic);
    assert.ok(statement({ Principal: { AWS: "arn:aws:iam::*:role/app" } }).isPublic);
    assert.ok(statement({ NotPrincipal: { AWS: "arn:aws:iam::111122223333:root" } }).isPublic);
    assert.ok(!statement({ Principal: { AWS: "111122223333" } }).isPublic);
    assert.ok(!statement({ Effect: "Deny", Principal: "*" }).isPublic);
  });
  it("isn't public where a condition says who", () => {
    for (const condition of [
      { StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } },
      { StringEquals: { "AWS:SourceAccount": ["111122223333", "444455556666"] } },
      { ArnLike: { "aws:SourceArn": "arn:aws:cloudtrail:*:111122223333:trail/*" } },
      { ArnLike: { "aws:SourceArn": "arn:aws:s3:::uploads" } },
      { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-abcdefghij/*" } },
      { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
      { StringLike: { "SNS:Endpoint": "arn:aws:sqs:us-east-1:111122223333:orders" } },
      { Bool: { "aws:SecureTransport": "true" }, StringEquals: { "aws:SourceVpce": "vpce-1" } },
    ])
      assert.ok(!anyone(condition), JSON.stringify(condition));
  });
  it("is public where its condition holds for anybody", () => {
    for (const condition of [
      { Bool: { "aws:SecureTransport": true } },
      { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*" } },
      { ArnLike: { "aws:SourceArn": "*" } },
      { StringLike: { "SNS:Endpoint": "https://*" } },
      { ArnNotEquals: { "aws:PrincipalArn": "arn:aws:iam::111122223333:user/mallory" } },
      { StringEqualsIfExists: { "aws:SourceVpce": "vpce-1" } },
      { IpAddress: { "aws:SourceIp": ["203.0.113.0/24", "0.0.0.0/0"] } },
      { StringEquals: { "aws:Referer": "https://example.com" } },
    ])
      assert.ok(anyone(condition), JSON.stringify(condition));
  });
  it("is for all resources by a wildcard, or by naming only which not", () => {
    assert.ok(statement({}).isForAllResources);
    assert.ok(statement({ Resource: undefined, NotResource: "arn:aws:s3:::logs" }).isForAllResources);
    assert.ok(!statement({ Resource: ["arn:aws:s3:::logs/*"] }).isForAllResources);
  });
});
