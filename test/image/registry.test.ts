import assert from "node:assert/strict";
import { judge, Resources, toResource } from "../../lib";
import { parseReference } from "../../lib/image";
import { isIn, isPrivateRegistry, registryForm } from "../../lib/image/registry";

const isAllowed = (image: string, place: string) => isIn(parseReference(image)!, place);

describe("a registry that is allowed", () => {
  const has: [string, string][] = [
    ["ghcr.io", "ghcr.io/acme/web:1"],
    ["GHCR.io", "ghcr.io/acme/web:1"],
    ["ghcr.io/acme", "ghcr.io/acme/web"],
    ["ghcr.io/acme/web", "ghcr.io/acme/web"],
    ["docker.io/library", "nginx"],
    ["registry-1.docker.io/acme", "acme/web"],
    ["*.azurecr.io", "shop.azurecr.io/web"],
    ["111122223333.dkr.ecr.*.amazonaws.com", "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web"],
    ["*-docker.pkg.dev/shop-*", "europe-west1-docker.pkg.dev/shop-prod/app/web"],
    ["localhost:5000", "localhost:5000/web"],
    ["ghcr.io/*/web", "ghcr.io/acme/web"],
  ];
  const hasNot: [string, string][] = [
    ["ghcr.io/acme", "ghcr.io/acme-evil/web"],
    ["ghcr.io/acme", "ghcr.io/acme.evil/web"],
    ["ghcr.io", "ghcr.io.evil.com/acme/web"],
    ["ghcr.io", "evil-ghcr.io/acme/web"],
    ["ghcr.io", "ghcr.io:5000/acme/web"],
    ["ghcr.io/acme/web", "ghcr.io/acme"],
    ["ghcr.io/acme", "docker.io/ghcr.io/acme"],
    ["*.azurecr.io", "azurecr.io/web"],
    ["*.azurecr.io", "shop.azurecr.io.evil.com/web"],
    ["*.azurecr.io", "a.b.azurecr.io/web"],
    ["111122223333.dkr.ecr.*.amazonaws.com", "111122223333.dkr.ecr.eu-west-1.evil.amazonaws.com/web"],
    ["*-docker.pkg.dev/shop-*", "europe-west1-docker.pkg.dev/acme/app/web"],
    ["a*a*a.io", "aa.io/web"],
  ];
  for (const [place, image] of has) it(`${place} has ${image}`, () => assert.ok(isAllowed(image, place)));
  for (const [place, image] of hasNot) it(`${place} hasn't ${image}`, () => assert.ok(!isAllowed(image, place)));
  it("is told by its form", () => {
    for (const [place] of [...has, ...hasNot]) assert.match(place, new RegExp(registryForm));
    for (const text of ["", "https://ghcr.io", "ghcr.io/", "ghcr.io/Acme", "ghcr.io//a", "/a", "a b"]) assert.doesNotMatch(text, new RegExp(registryForm));
  });
});

describe("a private registry", () => {
  const hosts: Record<string, string[]> = {
    "aws:x": [
      "111122223333.dkr.ecr.eu-west-1.amazonaws.com",
      "111122223333.dkr.ecr-fips.us-east-1.amazonaws.com",
      "111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn",
      "111122223333.dkr-ecr.eu-west-1.on.aws",
    ],
    "azure-native:x": ["shop.azurecr.io", "shop-a1b2.azurecr.us"],
    "gcp:x": ["gcr.io", "eu.gcr.io", "europe-west1-docker.pkg.dev"],
  };
  for (const [type, own] of Object.entries(hosts)) {
    for (const host of own)
      it(`of ${type} is ${host}, and nothing like it`, () => {
        assert.ok(isPrivateRegistry(host, type));
        assert.ok(isPrivateRegistry(host, "kubernetes:core/v1:Pod"));
        for (const other of [`${host}.evil.com`, `evil${host}:443`, `x.${host}`.replace("x.gcr.io", "xgcr.io")])
          assert.ok(!isPrivateRegistry(other, type), other);
        for (const other of Object.keys(hosts)) if (other !== type) assert.ok(!isPrivateRegistry(host, other));
      });
  }
  it("is none of those that anyone may push to", () => {
    for (const host of ["docker.io", "public.ecr.aws", "mcr.microsoft.com", "ghcr.io", "quay.io", "registry.k8s.io"])
      assert.ok(!isPrivateRegistry(host, "docker:x"));
  });
});

describe("the rules on images", () => {
  const found = (type: string, inputs: object, options: Readonly<Record<string, unknown>> = {}) =>
    judge(new Resources([toResource({ urn: `urn:pulumi:dev::shop::${type}::app`, type, inputs: inputs as Record<string, unknown> })]), {
      only: ["any-image-registry-allowed", "any-image-tag-version", "any-image-reference-form"],
      rules: { "any-image-registry-allowed": options },
    })
      .map(({ rule, outcome, message }) => `${rule.slice("any-image-".length)} ${outcome}: ${message}`)
      .sort();

  it("take the registries that are allowed, and no others", () => {
    const args = { spec: { containers: [{ image: "ghcr.io/acme/web:1" }, { image: "ghcr.io/acme-evil/web:1" }, { image: "shop.azurecr.io/web:1" }] } };
    assert.deepEqual(found("kubernetes:core/v1:Pod", args, { registries: ["ghcr.io/acme"] }), [
      "registry-allowed fail: `spec.containers[1].image` names `ghcr.io/acme-evil/web:1`, which is in none of the registries that are allowed",
      "registry-allowed fail: `spec.containers[2].image` names `shop.azurecr.io/web:1`, which is in none of the registries that are allowed",
    ]);
    assert.equal(found("kubernetes:core/v1:Pod", args).length, 2);
  });
  it("never show a secret", () => {
    const found_ = found("aws:ecs/taskDefinition:TaskDefinition", {
      containerDefinitions: {
        "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
        value: JSON.stringify([{ image: "Quiet!" }, { image: "quiet" }]),
      },
    });
    assert.deepEqual(found_, [
      "reference-form fail: `containerDefinitions[0].image` is a secret image, which names no image",
      "registry-allowed fail: `containerDefinitions[1].image` names a secret image, which isn't in a private registry",
      "tag-version fail: `containerDefinitions[1].image` names a secret image, which has no tag",
    ]);
  });
  it("leave to a chart what it decides, and to a builder", () => {
    assert.deepEqual(found("kubernetes:helm.sh/v3:Release", { values: { image: { repository: "shop.azurecr.io/web" } } }), []);
    assert.equal(found("kubernetes:helm.sh/v3:Release", { values: { image: { repository: "shop.azurecr.io/web", tag: "latest" } } }).length, 1);
    assert.deepEqual(found("gcp:cloudbuild/trigger:Trigger", { build: { steps: [{ name: "gcr.io/cloud-builders/docker" }] } }), []);
  });
  it("cut what is too long", () => {
    const [message = ""] = found("kubernetes:core/v1:Pod", { spec: { containers: [{ image: "X".repeat(100_000) }] } });
    assert.ok(message.length < 300);
  });
});
