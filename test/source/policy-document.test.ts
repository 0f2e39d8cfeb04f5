import assert from "node:assert/strict";
import { policyDocument } from "../../lib/source/policy-document";
import { unknown } from "../../lib/stack/values";

const documentOf = (args: Record<string, unknown>) => JSON.parse(policyDocument(args)!.minifiedJson);

describe("a policy document", () => {
  it("is what aws.iam.getPolicyDocument makes of statements", () => {
    const statements = [
      {
        sid: "Read",
        actions: ["s3:GetObject"],
        resources: ["arn:aws:s3:::a/*", "arn:aws:s3:::b/&{aws:username}"],
        principals: [
          { type: "AWS", identifiers: ["arn:aws:iam::1:root"] },
          { type: "AWS", identifiers: ["arn:aws:iam::2:root"] },
          { type: "Service", identifiers: ["ec2.amazonaws.com"] },
        ],
        conditions: [
          { test: "Bool", variable: "aws:SecureTransport", values: ["true"] },
          { test: "StringEquals", variable: "aws:SourceAccount", values: ["1", "2"] },
        ],
      },
      { effect: "Deny", notActions: ["iam:*"], notResources: ["*"], notPrincipals: [{ type: "*", identifiers: ["*"] }] },
    ];
    assert.deepEqual(documentOf({ statements, policyId: "mine" }), {
      Version: "2012-10-17",
      Id: "mine",
      Statement: [
        {
          Sid: "Read",
          Effect: "Allow",
          Action: "s3:GetObject",
          Resource: ["arn:aws:s3:::a/*", "arn:aws:s3:::b/${aws:username}"],
          Principal: { AWS: ["arn:aws:iam::1:root", "arn:aws:iam::2:root"], Service: "ec2.amazonaws.com" },
          Condition: { Bool: { "aws:SecureTransport": "true" }, StringEquals: { "aws:SourceAccount": ["1", "2"] } },
        },
        { Effect: "Deny", NotAction: "iam:*", NotResource: "*", NotPrincipal: "*" },
      ],
    });
  });

  it("joins source and overriding documents by their statements' ids", () => {
    const text = (...Statement: object[]) => JSON.stringify({ Statement });
    const { Statement } = documentOf({
      sourcePolicyDocuments: [text({ Sid: "A", Action: "a" }), JSON.stringify({ Statement: { Sid: "B", Action: "b" } })],
      statements: [{ sid: "C", actions: ["c"] }],
      overridePolicyDocuments: [text({ Sid: "A", Action: "other" }, { Action: "d" })],
    });
    assert.deepEqual(
      Statement.map((each: { Action: string }) => each.Action),
      ["other", "b", "c", "d"],
    );
  });

  it("keeps what is known beside the unknown", () => {
    const { Statement } = documentOf({
      statements: [{ actions: ["s3:*"], resources: unknown, principals: [{ type: "AWS", identifiers: [unknown] }], conditions: unknown }, unknown],
    });
    assert.deepEqual(Statement, [{ Effect: "Allow", Action: "s3:*", Resource: unknown, Principal: { AWS: unknown }, Condition: unknown }, unknown]);
  });

  it("can't be told where its statements or its sources aren't known", () => {
    for (const args of [{ statements: unknown }, { sourceJson: unknown }, { overridePolicyDocuments: unknown }, { sourcePolicyDocuments: ["["] }])
      assert.equal(policyDocument(args), undefined);
  });
});
