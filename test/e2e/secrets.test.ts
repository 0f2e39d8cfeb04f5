import assert from "node:assert/strict";
import { Engine, needsEngine, type Packs } from "../support/engine";

/** Made up, and in parts, so that no scanner takes them for real ones. */
const typed = ["CorrectHorse", "9!"].join("");
const kept = ["Tr0ub4dor", "staple"].join("-");
const open = ["Br1ght", "window", "7"].join("-");
const exported = ["Gr3en", "meadow", "5"].join("-");
const token = ["ghp", "7b2Kx9QfLz4mVt8RwYc3NdHs6PjGa1EuTo5X"].join("_");

const program = `
const { Config, CustomResource, secret } = require("@pulumi/pulumi");
const config = new Config();
class RandomPassword extends CustomResource {
  constructor(name) { super("aws:random:RandomPassword", name, { length: 20, result: undefined }, { additionalSecretOutputs: ["result"] }); }
}
const instance = (name, password) => new CustomResource("aws:rds/instance:Instance", name, { password: secret(password) });
instance("literal", "${typed}");
instance("made", new RandomPassword("random").result);
instance("configured", config.requireSecret("dbPassword"));
instance("open", config.requireSecret("openPassword"));
instance("environment", process.env.SHOP_DB_PASSWORD);
new CustomResource("aws:ec2/instance:Instance", "unwrapped", { userData: "start --with " + config.require("dbPassword") });
new CustomResource("aws:s3/bucket:Bucket", "environment-plain", { tags: { note: process.env.SHOP_DB_PASSWORD } });
new CustomResource("aws:s3/bucket:Bucket", "token", { acl: "${kept}", tags: { owner: "${token}" } });
exports.adminPassword = "${typed}";
exports.hidden = secret("${typed}");
`;

describe("the real engine and secrets", function () {
  this.timeout(180_000);
  let engine: Engine;
  let project: string;
  let packs: Packs;

  before(async function () {
    needsEngine.call(this);
    process.env.SHOP_DB_PASSWORD = exported;
    engine = new Engine();
    packs = await engine.packs("secrets/pack");
    project = await engine.project("secrets", program);
    for (const args of [
      ["--secret", "dbPassword", kept],
      ["openPassword", open],
      ["size", "3"],
    ])
      assert.equal((await engine.run(["config", "set", ...args], project)).status, 0);
  });
  after(() => void delete process.env.SHOP_DB_PASSWORD);

  for (const way of ["folder", "executable"] as const)
    describe(`with the pack's ${way}`, () => {
      const outcome = async (...args: string[]): Promise<string[]> => {
        const config = engine.write("config.json", JSON.stringify({ all: "disabled", ...levels }));
        const { text } = await engine.run([...args, "--policy-pack", packs[way], "--policy-pack-config", config], project);
        // The engine itself prints the outputs.
        for (const value of [typed, kept, open, exported, token]) assert.ok(!text.split("\nOutputs:")[0]!.includes(value), text);
        return [...text.matchAll(/any-([\w-]+) {2}\(.*: ([\w-]+)\)\s+(.*)\n/g)]
          .map(([, rule, name, message]) => `${rule} ${name}: ${message!.replace(/ \(fingerprint \w+\)/, "")}`)
          .sort();
      };
      const levels = Object.fromEntries(
        [
          "secrets-value-format",
          "secrets-value-password",
          "secrets-value-literal",
          "secrets-value-unwrapped",
          "secrets-default-password",
          "stack-configuration-secret",
          "stack-output-secret",
        ].map((rule) => [`any-${rule}`, "advisory"]),
      );
      const wanted = [
        "secrets-value-format token: `tags.owner` holds a GitHub token, written in `index.js`; AWS Secrets Manager is a place for it",
        "secrets-value-literal literal: `password` holds a password, written in `index.js`; `manageMasterUserPassword` lets AWS Secrets Manager make and keep it",
        "secrets-value-unwrapped environment-plain: `tags.note` holds the environment variable `SHOP_DB_PASSWORD` in plain text",
        "secrets-value-unwrapped token: `acl` holds the configuration's secret `secrets:dbPassword` in plain text",
        "secrets-value-unwrapped unwrapped: `userData` holds the configuration's secret `secrets:dbPassword` in plain text",
        "stack-configuration-secret secrets-dev: the configuration's `secrets:openPassword` holds a password in plain text",
        "stack-output-secret secrets-dev: the output `adminPassword` holds a password in plain text",
      ];

      it("tells at preview where each came from", async () => assert.deepEqual(await outcome("preview"), wanted));

      it("tells it of what is deployed, where a password that another resource makes is known", async () => {
        assert.deepEqual(await outcome("up", "--yes", "--skip-preview"), wanted);
        assert.deepEqual(await outcome("preview"), wanted);
      });
    });
});
