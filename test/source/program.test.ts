import assert from "node:assert/strict";
import { join } from "node:path";
import { judge } from "../../lib";
import { readSource } from "../../lib/source/read";
import type { Source } from "../../lib/source/source";
import type { Resource } from "../../lib/stack/stack";
import { isSecretKey, unknown } from "../../lib/stack/values";
import { names, program, refuses, temporaryFolder, write } from "./support";

describe("a stack from a program", function () {
  this.timeout(60_000);
  const root = temporaryFolder();
  let count = 0;
  const make = (files: Readonly<Record<string, string | object>>) => program(join(root, `program-${count++}`), files);
  const find = (source: Source, name: string): Resource => {
    const resource = source.resources.resources.find((each) => each.name === name);
    assert.ok(resource, `${name} is none of ${names(source)}`);
    return resource;
  };

  describe("in TypeScript", () => {
    let source: Source;
    let folder: string;
    before(async () => {
      folder = make({
        "Pulumi.yaml": `
name: shop
runtime: nodejs
config:
  size: { type: integer, default: 3 }
  aws:region: { value: eu-west-1 }
`,
        "Pulumi.prod.yaml": `
config:
  shop:title: Hello
  password: { secure: AAABBB }
  port: { secure: AAACCC }
  database: { user: { secure: AAA }, name: main }
  gcp:project: mine
`,
        "index.ts": `import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";
import { BucketAccessControl } from "@pulumi/gcp/storage";
import { StorageAccount } from "@pulumi/azure-native/storage";

const config = new pulumi.Config();
class Site extends pulumi.ComponentResource {
  readonly bucket: aws.s3.Bucket;
  constructor(name: string) {
    super("shop:index:Site", name);
    this.bucket = new aws.s3.Bucket(\`\${name}-bucket\`, { tags: { title: config.require("title") } }, { parent: this });
    this.registerOutputs({ arn: this.bucket.arn });
  }
}

export = async () => {
  const site = new Site("site");
  new aws.s3.BucketPublicAccessBlock("block", { bucket: site.bucket.id, blockPublicAcls: true });
  new aws.rds.Instance("db", {
    instanceClass: "db.t3.micro",
    allocatedStorage: config.requireNumber("size"),
    password: config.requireSecret("password"),
    port: config.requireSecretNumber("port"),
    username: config.requireSecretObject<{ user: string }>("database").user,
    dbName: config.requireObject<{ name: string }>("database").name,
  });
  const provider = new aws.Provider("tokyo", { region: "ap-northeast-1" });
  const vpc = aws.ec2.Vpc.get("vpc", "vpc-1", undefined, { provider });
  const main = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16", tags: { a: "b" } }, { protect: true });
  new aws.ec2.Subnet("first", { vpcId: vpc.id, cidrBlock: vpc.cidrBlock }, { provider, dependsOn: site });
  new aws.ec2.Subnet("second", { vpcId: main.id, cidrBlock: main.cidrBlock, tags: main.tags.apply((tags) => tags!) });
  new BucketAccessControl("gcp", { bucket: "b", role: "READER", entity: "allUsers" });
  new StorageAccount("azure", { resourceGroupName: "g", kind: "Storage", sku: { name: "Standard_LRS" } });
  const other = new pulumi.StackReference("organization/other/prod");
  new aws.sqs.Queue("queue", { name: other.getOutput("name") }, { parent: site });
  return { arn: site.bucket.arn, stack: pulumi.getStack(), organization: pulumi.getOrganization() };
};
`,
      });
      source = await readSource(folder);
    });

    it("has its name, the only stack's, and all resources", () => {
      assert.deepEqual([source.source, source.project, source.stack, source.warnings], [folder, "shop", "prod", []]);
      for (const name of ["site", "site-bucket", "block", "db", "tokyo", "main", "first", "second", "gcp", "azure", "queue", "shop-prod"]) find(source, name);
      assert.ok(!names(source).includes("vpc"), "what is only read isn't the stack's");
      assert.deepEqual(find(source, "azure").inputs, { kind: "Storage", resourceGroupName: "g", sku: { name: "Standard_LRS" } });
      assert.deepEqual(find(source, "shop-prod").outputs, { arn: unknown, stack: "prod", organization: "organization" });
    });

    it("knows who belongs to whom", () => {
      const bucket = "urn:pulumi:prod::shop::shop:index:Site$aws:s3/bucket:Bucket::site-bucket";
      assert.equal(find(source, "site-bucket").urn, bucket);
      assert.equal(find(source, "site-bucket").parent, find(source, "site").urn);
      assert.equal(find(source, "site").parent, source.resources.root.urn);
      const block = find(source, "block");
      assert.deepEqual([block.inputs.bucket, block.dependencies], [unknown, [bucket]]);
      assert.deepEqual(block.propertyDependencies, { blockPublicAcls: [], bucket: [bucket] });
      assert.ok(find(source, "first").dependencies.includes(bucket), "a dependency on a component is one on its resources");
      assert.deepEqual(find(source, "site").outputs, { arn: unknown });
    });

    it("knows the provider of each", () => {
      const region = (name: string) => source.resources.providerOf(find(source, name))?.inputs.region;
      assert.deepEqual([region("first"), region("second")], ["ap-northeast-1", "eu-west-1"]);
      assert.equal(source.resources.providerOf(find(source, "gcp"))?.inputs.project, "mine");
    });

    it("knows which are protected", () => {
      assert.deepEqual([find(source, "main").protect, find(source, "db").protect], [true, false]);
    });

    it("knows the line of each", () => {
      assert.equal(find(source, "site-bucket").sourcePosition, "project:///index.ts#11,19");
      assert.equal(find(source, "block").sourcePosition, "project:///index.ts#18,3");
      assert.match(find(source, "tokyo").sourcePosition!, /^project:\/\/\/index\.ts#27,/);
    });

    it("has inputs that are known as outputs, and no others", () => {
      const { inputs } = find(source, "second");
      assert.deepEqual(inputs, { cidrBlock: "10.0.0.0/16", tags: unknown, vpcId: unknown });
      assert.deepEqual(find(source, "first").inputs, { cidrBlock: unknown, vpcId: "vpc-1" });
      assert.equal(find(source, "queue").inputs.name, unknown);
    });

    it("keeps secrets, though nobody can read them here", () => {
      const { inputs } = find(source, "db");
      assert.deepEqual([inputs.allocatedStorage, inputs.password, inputs.port, inputs.username, inputs.dbName], [3, unknown, unknown, unknown, "main"]);
      assert.ok(isSecretKey(inputs, "password"));
      assert.ok(isSecretKey(inputs, "username"));
    });
  });

  it("answers calls of provider functions with unknown values, however the program uses them", async () => {
    const source = await readSource(
      make({
        "index.js": `
const pulumi = require("@pulumi/pulumi");
const aws = require("@pulumi/aws");
module.exports = async () => {
  const { accountId, ...others } = await aws.getCallerIdentity();
  const zones = await aws.getAvailabilityZones();
  if (zones.names.length < 2) throw new Error("too few");
  const wanted = zones.names.slice(0, 2).map((zone, i) => new aws.ec2.Subnet("subnet-" + i, { vpcId: "v", availabilityZone: zone }));
  for (const zone of zones.names) if (zone.startsWith("eu")) throw new Error("who knows?");
  const ami = aws.ec2.getAmiOutput({ owners: ["amazon"] });
  const later = pulumi.output(aws.ec2.getAmi({ owners: ["amazon"] }));
  new aws.ec2.Instance("vm", { ami: ami.id, instanceType: later.architecture, tags: { a: later.apply((it) => it.name), b: ami.blockDeviceMappings[0].deviceName } });
  new aws.s3.Bucket("bucket", { bucket: \`logs-\${accountId}\`, acl: accountId.toLowerCase().split("-")[0], tags: { a: JSON.stringify({ accountId }) } });
};`,
      }),
    );
    assert.deepEqual(
      names(source).filter((name) => name.startsWith("subnet")),
      ["subnet-0", "subnet-1"],
    );
    assert.equal(find(source, "subnet-1").inputs.availabilityZone, unknown);
    assert.deepEqual(find(source, "vm").inputs, { ami: unknown, instanceType: unknown, tags: { a: unknown, b: unknown } });
    const bucket = find(source, "bucket").inputs as { tags: { a: string } };
    assert.deepEqual({ ...bucket, tags: JSON.parse(bucket.tags.a) }, { bucket: unknown, acl: unknown, tags: { accountId: unknown } });
  });

  it("makes policy documents, with what is known of them", async () => {
    const source = await readSource(
      make({
        "index.js": `
const pulumi = require("@pulumi/pulumi");
const aws = require("@pulumi/aws");
const bucket = new aws.s3.Bucket("bucket");
const statement = (resource) => ({ statements: [{ actions: ["s3:*"], resources: [resource], principals: [{ type: "*", identifiers: ["*"] }] }] });
new aws.s3.BucketPolicy("output", { bucket: bucket.id, policy: aws.iam.getPolicyDocumentOutput(statement(bucket.arn)).json });
new aws.s3.BucketPolicy("promise", { bucket: bucket.id, policy: aws.iam.getPolicyDocument(statement("*")).then((it) => it.json) });
new aws.s3.BucketPolicy("applied", { bucket: bucket.id, policy: pulumi.output(aws.iam.getPolicyDocument(statement("*"))).apply((it) => it.json) });
new aws.s3.BucketPolicy("hidden", { bucket: bucket.id, policy: aws.iam.getPolicyDocumentOutput(statement(pulumi.secret("hush"))).json });
`,
      }),
    );
    const policy = (name: string) => JSON.parse(find(source, name).inputs.policy as string).Statement;
    const statement = { Effect: "Allow", Action: "s3:*", Principal: "*" };
    assert.deepEqual(policy("output"), [{ ...statement, Resource: unknown }]);
    assert.deepEqual(find(source, "output").propertyDependencies?.policy, [find(source, "bucket").urn]);
    assert.deepEqual(policy("promise"), [{ ...statement, Resource: "*" }]);
    assert.deepEqual(policy("applied"), [{ ...statement, Resource: "*" }]);
    assert.deepEqual(policy("hidden"), [{ ...statement, Resource: "hush" }]);
    assert.ok(isSecretKey(find(source, "hidden").inputs, "policy"));
  });

  it("makes Google's policies, with what is known of them", async () => {
    const source = await readSource(
      make({
        "index.js": `
const gcp = require("@pulumi/gcp");
const account = new gcp.serviceaccount.Account("account", { accountId: "shop" });
const bindings = (member) => ({ bindings: [{ role: "roles/storage.objectViewer", members: ["allUsers", member] }] });
new gcp.storage.BucketIAMPolicy("output", { bucket: "b", policyData: gcp.organizations.getIAMPolicyOutput(bindings(account.member)).policyData });
new gcp.storage.BucketIAMPolicy("promise", { bucket: "b", policyData: gcp.organizations.getIAMPolicy(bindings("user:jane@example.com")).then((it) => it.policyData) });
new gcp.storage.BucketIAMPolicy("nobody", { bucket: "b", policyData: gcp.organizations.getIAMPolicyOutput({}).policyData });
`,
      }),
    );
    const bindings = (name: string) => JSON.parse(find(source, name).inputs.policyData as string).bindings;
    const role = "roles/storage.objectViewer";
    assert.deepEqual(bindings("output"), [{ role, members: ["allUsers", unknown] }]);
    assert.deepEqual(bindings("promise"), [{ role, members: ["allUsers", "user:jane@example.com"] }]);
    assert.deepEqual(bindings("nobody"), []);
    const found = judge(source)
      .filter(({ rule }) => rule.startsWith("gcp-"))
      .map(({ name, message }) => `${name}: ${message}`);
    assert.deepEqual(
      found
        .filter((text) => text.includes("allUsers"))
        .map((text) => text.split(":")[0])
        .sort(),
      ["output", "promise"],
    );
  });

  it("runs modules, transforms, dynamic providers and remote components", async () => {
    const source = await readSource(
      make({
        "package.json": { type: "module" },
        "index.js": `
import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";
pulumi.runtime.registerResourceTransform(({ props, opts }) => ({ props: { ...props, tags: { all: "yes" } }, opts }));
const { accountId } = await aws.getCallerIdentity();
const bucket = new aws.s3.Bucket("bucket", { bucket: accountId }, { transforms: [({ props, opts }) => ({ props: { ...props, acl: "private" }, opts })] });
class Remote extends pulumi.ComponentResource {
  constructor(name, props) { super("awsx:ec2:Vpc", name, { ...props, vpcId: undefined }, {}, true); }
}
const remote = new Remote("remote", { cidrBlock: "10.0.0.0/16", bucket });
new aws.ec2.Subnet("subnet", { vpcId: remote.vpcId });
new pulumi.dynamic.Resource({ create: async () => ({ id: "1" }) }, "dynamic", { a: 1 });
`,
      }),
    );
    assert.deepEqual(find(source, "bucket").inputs, { acl: "private", bucket: unknown, tags: { all: "yes" } });
    assert.equal(find(source, "bucket").sourcePosition, "project:///index.js#6,16");
    assert.equal(find(source, "remote").inputs.cidrBlock, "10.0.0.0/16");
    assert.equal(find(source, "subnet").inputs.vpcId, unknown);
    assert.equal(find(source, "dynamic").inputs.a, 1);
    assert.match(source.warnings.join(), /awsx:ec2:Vpc::remote: its provider makes it/);
  });

  it("takes the stack and the main file that are named", async () => {
    const folder = make({
      "Pulumi.yaml": "name: shop\nmain: src/start.js\nruntime: { name: nodejs, options: { typescript: false, nodeargs: --no-warnings } }\n",
      "Pulumi.one.yaml": "config: { shop:size: 1 }\n",
      "Pulumi.two.yaml": "config: { shop:size: 2 }\nenvironment: [base]\n",
      "src/start.js": `
const pulumi = require("@pulumi/pulumi");
console.log("hello");
exports.all = [new pulumi.Config().get("size"), pulumi.getProject(), pulumi.getOrganization()].join();`,
    });
    let printed = "";
    const source = await readSource(folder, { stack: "acme/shop/two", onOutput: (text) => (printed += text) });
    assert.deepEqual([source.stack, source.resources.root.outputs.all, printed], ["two", "2,shop,acme", "hello\n"]);
    assert.match(source.warnings.join(), /Pulumi\.two\.yaml: environment: /);
    const unnamed = await readSource(folder);
    assert.deepEqual([unnamed.stack, unnamed.resources.root.outputs.all], ["dev", ",shop,organization"]);
    assert.match(unnamed.warnings.join(), /has no Pulumi\.dev\.yaml, only the stacks one, two;/);
  });

  describe("is refused", () => {
    const javascript = (text: string) => ({ "index.js": `const pulumi = require("@pulumi/pulumi");\n${text}` });
    const cases: [string, Record<string, string | object>, RegExp][] = [
      [
        "if it throws",
        javascript("function start() { throw new Error('no way'); }\nstart();"),
        /: its program failed: Error: no way\n\s+at start \(.*index\.js:2:26\)\n(?:\s+at .*index\.js.*\n?)*$/,
      ],
      ["if it throws later", javascript("setTimeout(() => { throw new Error('no way'); }, 10);"), /: its program failed: Error: no way/],
      ["if a promise is rejected", javascript("module.exports = async () => { throw new Error('no way'); };"), /: its program failed: Error: no way/],
      ["if it throws what a user shall see", javascript("throw new pulumi.RunError('no way');"), /: its program failed: no way$/],
      ["if it ends itself", javascript("process.exit(0);"), /: its program ended before it was done$/],
      ["if it ends itself with an error", javascript("console.error('broken'); process.exit(3);"), /: its program failed: broken$/],
      ["if it kills itself", javascript("process.kill(process.pid, 'SIGKILL');"), /: its program ended before it was done, by SIGKILL$/],
      [
        "if a module is missing",
        javascript("require('left-pad-of-nobody');"),
        /Cannot find module 'left-pad-of-nobody'[\s\S]*Run `npm install` in its folder\.$/,
      ],
      ["if configuration is missing", javascript("new pulumi.Config().require('size');"), /'shop:size'[\s\S]*`--stack`\.$/],
      [
        "if it has a mistake in TypeScript",
        { "Pulumi.yaml": "name: a\nruntime: nodejs\n", "index.ts": "const a = ;\n" },
        /: its program failed: [\s\S]*index\.ts[\s\S]*Expression expected/,
      ],
      ["if it has no program", {}, /: its program failed: /],
      [
        "if it is in another language",
        { "Pulumi.yaml": "name: a\nruntime: python\n" },
        /: runtime: only .* not one in python; .*`pulumi preview --json \| stackward check -`$/,
      ],
      ["if it has no runtime", { "Pulumi.yaml": "name: a\n" }, /Pulumi\.yaml: runtime: it is missing$/],
      ["if it has no name", { "Pulumi.yaml": "runtime: nodejs\n" }, /Pulumi\.yaml: name: it is missing$/],
      ["if its Pulumi.yaml is no record", { "Pulumi.yaml": "- a\n" }, /Pulumi\.yaml: it isn't a record$/],
      ["if its Pulumi.yaml is no YAML", { "Pulumi.yaml": "name: a\nruntime: [\n" }, /Pulumi\.yaml: .* at line 3, column 1$/],
      ["if its configuration is no YAML", { "Pulumi.dev.yaml": "config: }\n" }, /Pulumi\.dev\.yaml: .* at line 1, column 9$/],
    ];
    for (const [name, files, message] of cases) it(name, () => refuses(make(files), message));

    it("if its modules aren't installed", () =>
      refuses(
        write(join(root, "bare"), { "Pulumi.yaml": "name: a\nruntime: nodejs\n" }),
        /: its program's modules aren't installed: run `npm install` in it$/,
      ));

    it("if it never ends, together with all that it started", async () => {
      const started = Date.now();
      const waits = javascript("require('child_process').spawn('sleep', ['60'], { stdio: 'inherit' }); setInterval(() => {}, 1000);");
      await refuses(make(waits), /: its program didn't end within 2 s$/, { timeout: 2000 });
      await refuses(make(javascript("for (;;);")), /: its program didn't end within 2 s$/, { timeout: 2000 });
      assert.ok(Date.now() - started < 10_000);
    });
  });
});
