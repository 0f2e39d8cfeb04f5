import { createHash } from "node:crypto";
import { basename } from "node:path";
import { type CheckResult, type CreateResult, type InvokeResult, main, type Provider, type UpdateResult } from "@pulumi/pulumi/provider";
import { policyDocument } from "../../../lib/source/policy-document";

type Values = Record<string, unknown>;

/** A provider of any cloud that creates nothing: a resource's outputs are its inputs, an id and an ARN, a `RandomPassword`'s also a `result`. Its file's name says whose it is. */
const echo: Provider = {
  version: "1.0.0",
  check: async (_urn: string, _olds: Values, news: Values): Promise<CheckResult> => ({ inputs: news, failures: [] }),
  create: async (urn: string, inputs: Values): Promise<CreateResult> => {
    const id = `${urn.split("::").pop()}-1`;
    return { id, outs: { ...inputs, id, arn: `arn:test:::${id}`, ...(urn.includes(":RandomPassword::") && { result: passwordOf(urn) }) } };
  },
  update: async (_id: string, _urn: string, olds: Values, news: Values): Promise<UpdateResult> => ({ outs: { ...olds, ...news } }),
  delete: async () => {},
  invoke: async (token: string, args: Values): Promise<InvokeResult> => ({
    outputs: token === "aws:iam/getPolicyDocument:getPolicyDocument" ? policyDocument(args) : {},
  }),
  getSchema: async () => JSON.stringify({ name: basename(process.argv[1]!).replace("pulumi-resource-", ""), version: "1.0.0" }),
};

const passwordOf = (urn: string): string => createHash("sha256").update(urn).digest("base64url").slice(0, 20);

void main(echo, process.argv.slice(2));
