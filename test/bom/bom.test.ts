import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { inventoryOf } from "../../lib/bom/collect";
import { driftBetween, driftText } from "../../lib/bom/diff";
import { bomOf } from "../../lib/bom/document";
import { typesWithParts } from "../../lib/bom/places";
import { readBom } from "../../lib/bom/read";
import { paint } from "../../lib/report/style";
import { Stack, toResource } from "../../lib/stack/stack";
import { secret, unknown } from "../../lib/stack/values";
import { digestOf, folderOf, removeFolders } from "../evidence/support";
import { resource } from "../support/state";

const schemas = join(__dirname, "../../node_modules/@cyclonedx/cyclonedx-library/res/schema");
const schema = (name: string) => JSON.parse(readFileSync(join(schemas, `${name}.SNAPSHOT.schema.json`), "utf8"));

const provider = resource("pulumi:providers:aws", "default_7_48_0", { version: "7.48.0" }, { id: "1" });
const isOfProvider = { provider: `${provider.urn}::1` };
const resources = [
  provider,
  resource("aws:ec2/instance:Instance", "host", { ami: "ami-0123456789abcdef0" }, isOfProvider),
  resource("aws:lambda/function:Function", "job", {
    layers: ["arn:aws:lambda:eu-west-1:111122223333:layer:insights:14"],
    s3Bucket: "builds",
    s3Key: "job.zip",
    s3ObjectVersion: "v7",
  }),
  resource("aws:ecs/taskDefinition:TaskDefinition", "web", {
    containerDefinitions: JSON.stringify([{ image: `ghcr.io/acme/web:1.4.2@${digestOf("a")}` }, { image: "nginx:1.29.3" }]),
  }),
  resource("gcp:cloudrunv2/service:Service", "web", { template: { containers: [{ image: "nginx:1.29.3" }] } }),
  resource("gcp:compute/instanceTemplate:InstanceTemplate", "worker", { disks: [{ sourceImage: "debian-cloud/debian-12" }, {}] }),
  resource("azure-native:compute:VirtualMachine", "vm", {
    storageProfile: { imageReference: { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" } },
  }),
  resource("kubernetes:helm.sh/v3:Release", "cache", { chart: "redis", version: "22.0.1", repositoryOpts: { repo: "https://charts.example.com" } }),
  resource("aws:eks/addon:Addon", "dns", { addonName: "coredns", addonVersion: "v1.12.4-eksbuild.1" }),
];
const inventory = (...more: ReturnType<typeof resource>[]) => inventoryOf(new Stack([...resources, ...more].map(toResource)));
const bom = (...more: ReturnType<typeof resource>[]) => bomOf({ project: "shop", stack: "dev" }, inventory(...more));
const componentsOf = (text: string) =>
  JSON.parse(text).components as { type: string; name: string; version?: string; properties: { name: string; value: string }[] }[];

describe("a bill of materials", () => {
  after(removeFolders);

  it("is valid CycloneDX 1.6", () => {
    const ajv = new Ajv({ strict: false, formats: { "idn-email": true, "iri-reference": true } });
    addFormats(ajv);
    ajv.addSchema(schema("spdx"), "http://cyclonedx.org/schema/spdx.SNAPSHOT.schema.json");
    ajv.addSchema(schema("jsf-0.82"), "http://cyclonedx.org/schema/jsf-0.82.SNAPSHOT.schema.json");
    const validate = ajv.compile(schema("bom-1.6"));
    for (const text of [bom(), bomOf({ project: "", stack: "" }, { parts: [], missing: [] })]) {
      const document = JSON.parse(text);
      assert.equal(document.specVersion, "1.6");
      assert.ok(validate(document), JSON.stringify(validate.errors, null, 1));
    }
    assert.ok(!validate({ ...JSON.parse(bom()), components: [{ name: "x" }] }), "the schema refuses what it should");
  });

  it("lists what a stack is made of", () =>
    assert.deepEqual(
      componentsOf(bom())
        .map(({ type, name, version }) => [type, name, version].join(" "))
        .sort(),
      [
        "application pulumi-resource-aws 7.48.0",
        "application redis 22.0.1",
        "container docker.io/library/nginx 1.29.3",
        "container ghcr.io/acme/web 1.4.2",
        "library arn:aws:lambda:eu-west-1:111122223333:layer:insights 14",
        "library coredns v1.12.4-eksbuild.1",
        "library s3://builds/job.zip v7",
        "operating-system Canonical:ubuntu-24_04-lts:server latest",
        "operating-system ami-0123456789abcdef0 ",
        "operating-system debian-cloud/debian-12 ",
      ],
    ));

  it("names images by digest and package URL", () => {
    const web: any = componentsOf(bom()).find(({ name }) => name === "ghcr.io/acme/web");
    assert.deepEqual(web.hashes, [{ alg: "SHA-256", content: "a".repeat(64) }]);
    assert.equal(web.purl, `pkg:oci/web@sha256:${"a".repeat(64)}?repository_url=ghcr.io%2Facme%2Fweb&tag=1.4.2`);
  });

  it("links each part to the resources that use it, and the stack to each part", () => {
    const document = JSON.parse(bom());
    const nginx = componentsOf(bom()).find(({ name }) => name.endsWith("nginx"))!;
    assert.deepEqual(
      nginx.properties.filter(({ name }) => name === "stackward:usedBy").map(({ value }) => value),
      ["urn:pulumi:dev::shop::aws:ecs/taskDefinition:TaskDefinition::web", "urn:pulumi:dev::shop::gcp:cloudrunv2/service:Service::web"],
    );
    const stack = document.dependencies.find(({ ref }: { ref: string }) => ref === "stack");
    assert.equal(stack.dependsOn.length, document.components.length);
  });

  it("says what can't be in it, and never shows a secret", () => {
    const layer = "arn:aws:lambda:eu-west-1:111122223333:layer:hidden:14";
    const { missing, parts } = inventory(
      resource("aws:lambda/function:Function", "hidden", { layers: [secret(layer)] }),
      resource("aws:ec2/instance:Instance", "later", { ami: unknown }),
      resource("gcp:cloudrunv2/service:Service", "later", { template: { containers: [{ image: unknown }] } }),
      resource("gcp:cloudrunv2/service:Service", "hidden", { template: { containers: [{ image: secret("ghcr.io/acme/hidden:1") }] } }),
    );
    assert.doesNotMatch(JSON.stringify(parts), /hidden/);
    assert.deepEqual(missing, [
      "urn:pulumi:dev::shop::aws:ec2/instance:Instance::later: `ami` isn't known yet",
      "urn:pulumi:dev::shop::aws:lambda/function:Function::hidden: `layers` is a secret",
      "urn:pulumi:dev::shop::gcp:cloudrunv2/service:Service::hidden: `template.containers[0].image` is a secret",
      "urn:pulumi:dev::shop::gcp:cloudrunv2/service:Service::later: `template.containers[0].image` isn't known yet",
    ]);
  });

  it("bears inputs of any shape", () => {
    const shapes = [null, 5, "", "x", [], [null], {}, { x: 1 }, [[{}]]];
    for (const type of typesWithParts)
      for (const shape of shapes)
        for (const key of [
          "ami",
          "imageId",
          "layers",
          "storageProfile",
          "virtualMachineProfile",
          "disks",
          "bootDisk",
          "buildConfig",
          "chart",
          "repositoryOpts",
          "s3Bucket",
        ])
          inventoryOf(new Stack([toResource(resource(type, "odd", { [key]: shape }))]));
  });

  describe("beside an older one", () => {
    const differs = (before: string, after: string) => {
      const folder = folderOf({});
      const [old, now] = [join(folder, "old.json"), join(folder, "new.json")];
      writeFileSync(old, before);
      writeFileSync(now, after);
      return [...driftText(driftBetween(readBom(old), readBom(now)), paint(false))].join("");
    };
    const without = (text: string, name: string) =>
      JSON.stringify({ ...JSON.parse(text), components: componentsOf(text).filter((each) => !each.name.endsWith(name)) });

    it("is the same", () => assert.equal(differs(bom(), bom()), "0 parts added, 0 removed, 0 changed\n"));
    it("has more", () =>
      assert.equal(differs(without(bom(), "coredns"), bom()), "+ package coredns v1.12.4-eksbuild.1  used by dns\n1 part added, 0 removed, 0 changed\n"));
    it("has less", () =>
      assert.equal(differs(bom(), without(bom(), "coredns")), "- package coredns v1.12.4-eksbuild.1  used by dns\n0 parts added, 1 removed, 0 changed\n"));
    it("has other versions", () =>
      assert.equal(
        differs(bom().replace('"7.48.0"', '"7.47.0"'), bom()),
        "~ provider pulumi-resource-aws: 7.47.0 -> 7.48.0  used by host\n0 parts added, 0 removed, 1 changed\n",
      ));
    it("has another digest of the same version", () =>
      assert.equal(
        differs(bom().replaceAll("a".repeat(64), "b".repeat(64)), bom()),
        `~ image ghcr.io/acme/web: 1.4.2@${digestOf("b")} -> 1.4.2@${digestOf("a")}  used by web\n0 parts added, 0 removed, 1 changed\n`,
      ));
    it("is used by others", () =>
      assert.equal(
        differs(bom(), bom(resource("gcp:cloudrunv2/service:Service", "admin", { template: { containers: [{ image: "nginx:1.29.3" }] } }))),
        "~ image docker.io/library/nginx 1.29.3: now used by admin\n0 parts added, 0 removed, 1 changed\n",
      ));
    it("of another program", () => {
      const folder = folderOf({
        "a.json": { bomFormat: "CycloneDX", specVersion: "1.4", components: [{ type: "library", group: "@acme", name: "x", version: "1" }] },
      });
      assert.deepEqual(readBom(join(folder, "a.json")), [{ kind: "library", name: "@acme/x", version: "1", digest: undefined, usedBy: [] }]);
    });
    for (const [name, content, wanted] of [
      ["none", { deployment: {} }, /a\.json: it isn't a bill of materials \(`stackward bom`\); it seems to be a record of `deployment`$/],
      ["one that is cut off", '{"bomFormat": "CycloneDX", ', /a\.json: it isn't JSON: line 1/],
      ["one with a component without a name", { bomFormat: "CycloneDX", components: [{ type: "library" }] }, /a\.json: `components\[0\]\.name` is missing$/],
    ] as const)
      it(`that is ${name} is refused`, () => assert.throws(() => readBom(join(folderOf({ "a.json": content }), "a.json")), wanted));
  });
});
