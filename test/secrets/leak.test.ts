import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { join } from "node:path";
import * as pb from "@pulumi/pulumi/proto/analyzer_pb";
import { judgeCase } from "../../lib/judge/case";
import { formats } from "../../lib/report/formats";
import { option, resource, rule } from "../../lib/rule";
import { isRecord, secret, secretSignature, signature, unknown } from "../../lib/stack/values";
import { rules } from "../../policies";
import { program, temporaryFolder, write } from "../source/support";
import { analyzeRequest, analyzeStackRequest, bundle, Peer, type Sent } from "../support/analyzer";
import { built, stackward } from "../support/built";
import { resource as raw, stateOf } from "../support/state";

const partLength = 6;

/** Secrets that are nowhere else, not even in part. */
class Secrets {
  private readonly parts = new Set<string>();
  private count = 0;

  make(): string {
    const made = createHash("sha256")
      .update(`leak ${this.count++}`)
      .digest("base64url")
      .replace(/[-_]/g, "x")
      .slice(0, 20);
    for (let i = 0; i + partLength <= made.length; i++) this.parts.add(made.slice(i, i + partLength));
    return made;
  }

  assertNoneIn(text: string, what: string): void {
    for (let i = 0; i + partLength <= text.length; i++)
      if (this.parts.has(text.slice(i, i + partLength))) assert.fail(`${what} prints a part of a secret: ${text.slice(Math.max(0, i - 200), i + 40)}`);
  }
}

/** `value` with other texts. */
const withTexts = (value: unknown, change: (text: string) => unknown): unknown => {
  if (typeof value === "string") return value === unknown ? value : change(value);
  if (Array.isArray(value)) return value.map((element) => withTexts(element, change));
  if (!isRecord(value) || signature in value) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withTexts(inner, change)]));
};

const partsOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

describe("no secret is printed", function () {
  this.timeout(120_000);

  describe("by a rule, in whole or in part, of a text that", () => {
    let secrets: Secrets;
    beforeEach(() => (secrets = new Secrets()));
    const inJson = (text: string): string => {
      const parts = partsOf(text);
      return isRecord(parts) ? JSON.stringify(withTexts(parts, (part) => part + secrets.make())) : text + secrets.make();
    };
    const ways: Readonly<Record<string, (text: string) => string>> = {
      "is a secret": () => secrets.make(),
      "ends with a secret": (text) => text + secrets.make(),
      "starts with a secret": (text) => secrets.make() + text,
      "has secrets in JSON": inJson,
    };
    for (const [way, change] of Object.entries(ways)) {
      it(`${way}, known to Pulumi`, () => {
        let messages = 0;
        for (const rule of rules)
          for (const given of [...rule.pass, ...rule.fail, ...rule.unknown])
            for (const { message } of judgeCase(rule, withTexts(given, (text) => secret(change(text))) as object)) {
              secrets.assertNoneIn(message, rule.id);
              messages++;
            }
        assert.ok(messages > 1000);
      });

      it(`${way}, from the configuration and in plain text`, () => {
        let messages = 0;
        for (const rule of rules)
          for (const given of [...rule.pass, ...rule.fail, ...rule.unknown]) {
            const configuration: Record<string, unknown> = {};
            const changed = withTexts(given, (text) => {
              const made = change(text);
              configuration[`shop:secret${Object.keys(configuration).length}`] = secret(made);
              return made;
            });
            for (const { message } of judgeCase({ ...rule, provenance: { configuration } }, changed as object)) {
              secrets.assertNoneIn(message, rule.id);
              messages++;
            }
          }
        assert.ok(messages > 1000);
      });
    }

    it("has a password in plain text", () => {
      for (const rule of rules)
        for (const given of [...rule.pass, ...rule.fail, ...rule.unknown])
          for (const { message } of judgeCase(rule, withTexts(given, (text) => `${text} --password ${secrets.make()}9!`) as object))
            secrets.assertNoneIn(message, rule.id);
    });

    it("is what a rule of one's own fails at", () => {
      const about = { severity: "low", family: "secrets", preset: "strict", why: "It's a test.", fix: "Do nothing.", see: "https://example.com/test" } as const;
      const text = secrets.make();
      const fails = (check: (text: string) => string) =>
        rule(resource<{ value?: string }>("a:b:C"), {
          ...about,
          id: "any-test-thing-fails",
          title: "It fails",
          options: { longest: option.Integer({ default: 8 }) },
          pass: [{}],
          fail: [{ value: secret(text) }],
          check: ({ value }) => value !== undefined && check(value),
        });
      for (const check of [
        (value: string) => JSON.parse(value),
        (value: string) => new RegExp(`(${value}`).source,
        (value: string) => String(BigInt(value)),
        (value: string) => new URL(value).host,
        (value: string) => {
          throw new Error(`bad ${value}`);
        },
      ]) {
        const [verdict] = judgeCase(fails(check), { value: secret(text) });
        assert.equal(verdict?.outcome, "error");
        secrets.assertNoneIn(verdict!.message, "a rule");
      }
    });
  });

  describe("by the CLI", () => {
    const folder = temporaryFolder();
    const secrets = new Secrets();
    const made = () => secrets.make();
    const env = { GITHUB_TOKEN: `ghp_${createHash("sha256").update("environment").digest("hex").slice(0, 36)}`, SHOP_PASSWORD: made() };
    const token = ["ghp", "7b2Kx9QfLz4mVt8RwYc3NdHs6PjGa1EuTo5X"].join("_");
    const plaintext = () => ({ [signature]: secretSignature, plaintext: JSON.stringify(made()) });
    const assertNoneIn = (args: readonly string[], wantedStatus: number) => {
      const { status, stdout, stderr } = stackward(args, { env });
      assert.equal(status, wantedStatus, stdout + stderr);
      secrets.assertNoneIn(stdout + stderr, args.join(" "));
      for (const value of [env.GITHUB_TOKEN, token]) assert.ok(!(stdout + stderr).includes(value), args.join(" "));
    };
    before(() => built());

    it("in a report of any form", () => {
      const password = made();
      const state = stateOf(
        raw("aws:rds/instance:Instance", "db", { password: plaintext(), username: made(), tags: { password, [`${token}`]: token } }),
        raw("aws:ecs/taskDefinition:TaskDefinition", "task", {
          containerDefinitions: { [signature]: secretSignature, plaintext: JSON.stringify(JSON.stringify([{ name: made(), privileged: true, user: "0" }])) },
        }),
        raw("aws:s3/bucket:Bucket", "bucket", { acl: plaintext() }),
        raw("pulumi:providers:github", "github", { token: made() }),
      );
      write(folder, {
        "state.json": state.replace(
          /username":"(\w+)"/,
          (_, text) => `username":${JSON.stringify({ [signature]: secretSignature, plaintext: JSON.stringify(text) })}`,
        ),
      });
      for (const format of Object.keys(formats)) assertNoneIn(["check", join(folder, "state.json"), "--preset", "strict", "--verbose", "--format", format], 1);
    });

    it("of a program, its configuration and its environment", () => {
      const path = program(join(folder, "program"), {
        "Pulumi.dev.yaml": `config:\n  shop:adminPassword: ${made()}\n  shop:hidden: { secure: ${made()} }\n`,
        "index.js": `
const { Config, CustomResource, secret } = require("@pulumi/pulumi");
const config = new Config();
console.log(config.require("adminPassword"), process.env.SHOP_PASSWORD);
new CustomResource("aws:rds/instance:Instance", "db", { password: secret("${made()}"), masterPassword: "${made()}", acl: process.env.SHOP_PASSWORD });
new CustomResource("aws:acm/certificate:Certificate", "certificate", { options: { certificateTransparencyLoggingPreference: process.env.SHOP_PASSWORD } });
new CustomResource("aws:s3/bucket:Bucket", "bucket", { acl: process.env.GITHUB_TOKEN, bucket: config.require("adminPassword") });
exports.password = "${made()}";
`,
      });
      assertNoneIn(["check", path, "--preset", "strict", "--verbose"], 1);
    });

    it("in what can't be read", () => {
      const broken = program(join(folder, "broken"), {
        "Pulumi.dev.yaml": `config:\n  shop:password: *${made()}\n`,
        "Pulumi.quote.yaml": `config:\n  shop:password: "${made()}\n`,
        "Pulumi.at.yaml": `config:\n  shop:password: @${made()}\n`,
        "index.js": "",
      });
      for (const stack of ["dev", "quote", "at"]) assertNoneIn(["check", broken, "--stack", stack], 2);
      write(folder, {
        "broken.json": `{ "version": 3, "deployment": { "resources": [ { "password": "${made()}" `,
        "word.json": made(),
        "report.json": `{ "stacks": ${made()} }`,
        "signature.json": stateOf(raw("a:b:C", "c", { password: { [signature]: secretSignature, plaintext: made() } })),
      });
      for (const file of ["broken.json", "word.json"]) assertNoneIn(["check", join(folder, file)], 2);
      assertNoneIn(["check", join(folder, "signature.json")], 0);
      assertNoneIn(["merge", join(folder, "report.json")], 2);
    });

    it("in what a program fails with", () => {
      const failing = program(join(folder, "failing"), { "index.js": `throw new Error("can't log in with " + process.env.SHOP_PASSWORD + " or ${token}");` });
      assertNoneIn(["check", failing], 2);
    });
  });

  it("by the analyzer, in findings or in errors", async () => {
    const secrets = new Secrets();
    const peer = await Peer.start(process.execPath, [bundle("test/support/analyzers/ours.ts")]);
    try {
      const [hidden, sealed, json] = [secrets.make(), secrets.make(), secrets.make()];
      const request = new pb.AnalyzerStackConfigureRequest().setProject("test").setConfigSecretKeysList(["test:hidden", "test:json"]);
      request.getConfigMap().set("test:hidden", hidden).set("test:plain", secrets.make()).set("test:json", `{"a":["${json}"`);
      await peer.call("configureStack", request);
      const bucket = (properties: object): Sent => ({ type: "aws:s3/bucket:Bucket", name: "b", properties: properties as Sent["properties"] });
      const wrapped = (value: unknown) => ({ [signature]: secretSignature, value });
      const long = { a: `long ${hidden}`, b: wrapped(`long ${sealed}`), c: `long {"a":["${json}"` };
      await peer.configure({ "test-values-bucket-tags": { level: "REMEDIATE" } });
      const thing = bucket({ acl: hidden, bucket: "fail", bucketPrefix: sealed, tags: long });
      const found = [...(await peer.analyze(thing)), ...(await peer.analyzeStack([thing]))];
      assert.ok(found.some(({ policy }) => policy === "any-secrets-value-unwrapped"));
      for (const { message, policy } of found) if (policy !== "test-secrets-bucket-prefix") secrets.assertNoneIn(message, policy);
      for (const damage of [{ tags: { [signature]: "new", value: hidden } }, { tags: { [signature]: secretSignature, plaintext: hidden } }]) {
        const error = await peer.sendBytes("Analyze", analyzeRequest(bucket(damage)).serializeBinary());
        assert.ok(error);
        secrets.assertNoneIn(error.details, "an error");
      }
      const cut = analyzeStackRequest([bucket({ acl: hidden })])
        .serializeBinary()
        .subarray(0, -5);
      secrets.assertNoneIn((await peer.sendBytes("AnalyzeStack", cut))!.details, "an error");
    } finally {
      peer.stop();
    }
  });
});
