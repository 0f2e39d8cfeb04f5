import assert from "node:assert/strict";
import { join } from "node:path";
import { secretSignature, signature } from "../../lib/stack/values";
import { program, temporaryFolder, write } from "../source/support";
import { built, stackward } from "../support/built";
import { resource, stateOf } from "../support/state";

/** Made up, and in parts, so that no scanner takes them for real ones. */
const typed = ["CorrectHorse", "9!"].join("");
const kept = ["Tr0ub4dor", "staple"].join("-");
const open = ["Br1ght", "window", "7"].join("-");
const random = ["q8Zr2VxL5n", "Tb9WcK4m"].join("");

const index = `
const { ComponentResource, Config, CustomResource, secret } = require("@pulumi/pulumi");
const { instance } = require("./database/instance");
const config = new Config();
class Random extends CustomResource {
  constructor(name) { super("random:index/randomPassword:RandomPassword", name, { length: 20, result: undefined }); }
}
class Site extends ComponentResource {
  constructor(name, args, outputs) {
    super("shop:index:Site", name, args);
    this.registerOutputs(outputs);
  }
}
instance("literal", "${typed}");
instance("made", new Random("random").result);
instance("configured", config.requireSecret("dbPassword"));
instance("open", config.requireSecret("openPassword"));
instance("environment", secret(process.env.DB_PASSWORD));
new CustomResource("other:thing:Machine", "plain-environment", { userData: "start --with " + process.env.DB_PASSWORD });
new CustomResource("aws:ecs/taskDefinition:TaskDefinition", "plain-literal", { containerDefinitions: JSON.stringify([{ environment: [{ name: "DB_PASSWORD", value: "${typed}" }] }]) });
new CustomResource("azure-native:sql:Server", "plain-open", { administratorLoginPassword: config.require("openPassword") });
new CustomResource("pulumi:providers:github", "provider", { token: "${typed}" });
new Site("component", { adminPassword: "${typed}" });
new Site("registers", {}, { adminPassword: "${typed}", dbPassword: secret("${typed}"), url: "https://shop.example.com" });
exports.adminPassword = "${typed}";
exports.hidden = secret("${typed}");
exports.url = "https://shop.example.com";
`;
const instance = `
const { CustomResource, secret } = require("@pulumi/pulumi");
exports.instance = (name, password) => new CustomResource("aws:rds/instance:Instance", name, { password: secret(password) });
`;

interface Finding {
  readonly rule: string;
  readonly name: string;
  readonly message: string;
}

/** What the rules on secrets find, a line each, without fingerprints. */
const found = (args: readonly string[], env: NodeJS.ProcessEnv = {}): string[] => {
  const { stdout, stderr, status } = stackward(["check", ...args, "--preset", "secrets", "--format", "json"], { env });
  assert.notEqual(status, 2, stderr);
  const findings: Finding[] = JSON.parse(stdout).stacks[0].findings;
  return findings
    .filter(({ rule }) => rule.startsWith("any-"))
    .map(({ rule, name, message }) => `${rule.slice("any-".length)} ${name}: ${message.replace(/ \(fingerprint \w+\)/, "")}`)
    .sort();
};

describe("stackward check tells where a secret came from", function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  before(() => built());

  it("of a program's", () => {
    const path = program(join(folder, "shop"), {
      "Pulumi.dev.yaml": `
config:
  shop:dbPassword: { secure: AAABBB }
  shop:openPassword: ${open}
  shop:size: 3
  shop:cache: { user: app, password: { secure: AAACCC } }
`,
      "index.js": index,
      "database/instance.js": instance,
    });
    const manage = "`manageMasterUserPassword` lets AWS Secrets Manager make and keep it";
    assert.deepEqual(found([path], { DB_PASSWORD: kept }), [
      "secrets-value-literal literal: `password` holds a password, written in `index.js`; " + manage,
      "secrets-value-literal registers: `dbPassword` holds a password, written in `index.js`; Pulumi ESC is a place for it",
      "secrets-value-password component: `adminPassword` holds a password, written in `index.js`; Pulumi ESC is a place for it",
      "secrets-value-password plain-literal: `containerDefinitions[0].environment[0].value` holds a password, written in `index.js`; `secrets` with `valueFrom` takes it from AWS Secrets Manager",
      "secrets-value-password plain-open: `administratorLoginPassword` holds a password, which is in plain text in the configuration, as `shop:openPassword`; Azure Key Vault is a place for it",
      "secrets-value-password provider: `token` holds a key or token, written in `index.js`; short-lived credentials, as Pulumi ESC gets them by OpenID Connect, make it needless",
      "secrets-value-password registers: `adminPassword` holds a password, written in `index.js`; Pulumi ESC is a place for it",
      "secrets-value-unwrapped plain-environment: `userData` holds the environment variable `DB_PASSWORD` in plain text",
      "stack-configuration-secret shop-dev: the configuration's `shop:openPassword` holds a password in plain text",
      "stack-output-secret shop-dev: the output `adminPassword` holds a password in plain text",
    ]);
  });

  it("of a program's, in a file that isn't code", () => {
    const path = program(join(folder, "manifest"), {
      "index.js": `const { CustomResource, secret } = require("@pulumi/pulumi");
new CustomResource("kubernetes:core/v1:Secret", "db", { data: secret(JSON.parse(require("fs").readFileSync("db.yaml", "utf8"))) });`,
      "db.yaml": JSON.stringify({ password: Buffer.from(typed).toString("base64") }),
      "Pulumi.prod.yaml": "",
      "state.json": stateOf(resource("a:b:C", "c", { password: typed })),
    });
    assert.deepEqual(found([path]), [
      "secrets-value-literal db: `data.password` holds a password, written in `db.yaml`; an operator such as External Secrets can fill it from the cloud's secret manager",
    ]);
  });

  it("of a state's or a preview's, where nobody knows", () => {
    const sealed = { [signature]: secretSignature, plaintext: JSON.stringify(typed) };
    const state = stateOf(
      resource("aws:rds/instance:Instance", "plain", { password: typed }),
      resource("aws:rds/instance:Instance", "sealed", { password: sealed }),
      resource("aws:rds/instance:Instance", "known", { password: { ...sealed, plaintext: JSON.stringify("P@ssw0rd1") } }),
    );
    const plain = "secrets-value-password plain: `password` holds a password; `manageMasterUserPassword` lets AWS Secrets Manager make and keep it";
    write(folder, { "state.json": state });
    assert.deepEqual(found([join(folder, "state.json")]), ["secrets-default-password known: `password` is a password that everybody knows", plain]);

    const step = (urn: string, type: string, more: object) => ({ op: "create", urn, newState: { urn, type, custom: true, ...more } });
    const urn = (type: string, name: string) => `urn:pulumi:dev::shop::${type}::${name}`;
    write(folder, {
      "preview.json": {
        steps: [
          step(urn("pulumi:pulumi:Stack", "shop-dev"), "pulumi:pulumi:Stack", { outputs: { clientSecret: random, other: "[secret]" } }),
          step(urn("aws:rds/instance:Instance", "plain"), "aws:rds/instance:Instance", { inputs: { password: typed }, outputs: { adminPassword: typed } }),
          step(urn("shop:index:Site", "site"), "shop:index:Site", { custom: false, outputs: { adminPassword: typed } }),
          step(urn("aws:rds/instance:Instance", "sealed"), "aws:rds/instance:Instance", { inputs: { password: "[secret]" } }),
        ],
      },
    });
    assert.deepEqual(found([join(folder, "preview.json")]), [
      plain,
      "secrets-value-password site: `adminPassword` holds a password; Pulumi ESC is a place for it",
      "stack-output-secret shop-dev: the output `clientSecret` holds a key or token in plain text",
    ]);
  });
});
