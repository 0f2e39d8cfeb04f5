import assert from "node:assert/strict";
import { type Image, imagesIn } from "../../lib/image";
import { imagePlaces } from "../../lib/image/places";
import { secret, unknown } from "../../lib/rule";
import { UnknownValue } from "../../lib/stack/values";
import { inputsOf } from "../support/sdk";
import { found } from "./support";

const nested = (path: readonly string[], value: unknown): object => {
  const [key, ...rest] = path;
  return { [key!]: rest.length ? nested(rest, value) : value };
};

describe("the images that a stack names", () => {
  for (const [type, places] of Object.entries(imagePlaces))
    describe(type, () => {
      it("is a type of the SDK with these inputs", () => {
        const inputs = inputsOf(type);
        assert.ok(inputs, type);
        for (const { path } of places) assert.ok(inputs.has(path[0]!), path[0]);
      });
      for (const { path, read } of places)
        it(`names one at ${path.join(".")}`, () => {
          const text = `${read?.("x") === undefined && read ? "DOCKER|" : ""}ghcr.io/acme/app:1`;
          assert.deepEqual(
            [...imagesIn(type, nested(path, text))].map((image: Image) => [image.text, image.at]),
            [["ghcr.io/acme/app:1", path.join(".")]],
          );
          assert.throws(() => [...imagesIn(type, nested(path, unknown))], new UnknownValue(path.join(".")));
          assert.deepEqual(found(type, {}), []);
          for (const strange of [null, 5, true, "", [], {}, [null], [[]]])
            assert.doesNotThrow(() => [found(type, nested(path, strange)), found(type, nested(path.slice(0, 1), strange))], JSON.stringify(strange));
        });
    });

  it("are read from JSON texts, with names in any case", () => {
    const type = "aws:ecs/taskDefinition:TaskDefinition";
    assert.deepEqual(found(type, { containerDefinitions: JSON.stringify([{ image: "a:1" }, { Image: "b:2" }, {}, null]) }), [
      "containerDefinitions[0].image: a:1",
      "containerDefinitions[1].Image: b:2",
    ]);
    assert.deepEqual(found(type, { containerDefinitions: `[{"image":"${unknown}"},{"image":"b:2"}]` }), [
      "containerDefinitions[1].image: b:2",
      "`containerDefinitions[0].image` isn't known yet",
    ]);
    assert.deepEqual(found(type, { containerDefinitions: secret('[{"image":"b:2"}]') }), ["containerDefinitions[0].image: b:2 (secret)"]);
    assert.deepEqual(found(type, { containerDefinitions: "[{" }), []);
  });

  it("are all of a list, unknown ones or not", () => {
    const type = "azure-native:app/v20240301:ContainerApp";
    const template = { containers: [{ image: "a:1" }, unknown, { image: "c:3" }], initContainers: unknown };
    assert.deepEqual(found(type, { template }), [
      "template.containers[0].image: a:1",
      "template.containers[2].image: c:3",
      "`template.containers[1]` isn't known yet",
    ]);
    assert.deepEqual(found(type, { template: unknown }), ["`template` isn't known yet"]);
  });

  it("aren't what a service has under names of its own", () => {
    assert.deepEqual(found("azure-native:web:WebApp", { siteConfig: { linuxFxVersion: "NODE|22-lts" } }), []);
    assert.deepEqual(found("azure-native:web:WebApp", { siteConfig: { linuxFxVersion: "docker|nginx:1.27" } }), ["siteConfig.linuxFxVersion: nginx:1.27"]);
    assert.deepEqual(found("aws:codebuild/project:Project", { environment: { image: "aws/codebuild/standard:7.0" } }), []);
    assert.deepEqual(found("aws:codebuild/project:Project", { environment: { image: "node:22" } }), ["environment.image: node:22 (build)"]);
    assert.deepEqual(found("aws:lightsail/containerServiceDeploymentVersion:ContainerServiceDeploymentVersion", { containers: [{ image: ":web.app.3" }] }), []);
    assert.deepEqual(found("docker:index/container:Container", { image: `sha256:${"a".repeat(64)}` }), []);
    assert.deepEqual(found("aws:imagebuilder/containerRecipe:ContainerRecipe", { parentImage: "arn:aws:imagebuilder:eu-west-1:aws:image/al2023/x.x.x" }), []);
    assert.deepEqual(found("aws:s3/bucket:Bucket", { image: "nginx" }), []);
    assert.deepEqual(found("gcp:cloudbuild/trigger:Trigger", { build: { steps: [{ name: "gcr.io/$PROJECT_ID/builder" }, { name: "node:22" }] } }), [
      "build.steps[1].name: node:22 (build)",
      "`build.steps[0].name` isn't known yet",
    ]);
  });

  it("may be written in parts", () =>
    assert.deepEqual(found("gcp:workbench/instance:Instance", { gceSetup: { containerImage: { repository: "gcr.io/acme/notebook", tag: "1" } } }), [
      "gceSetup.containerImage: gcr.io/acme/notebook:1",
    ]));

  describe("in Kubernetes", () => {
    const pod = {
      containers: [{ image: "a:1" }],
      initContainers: [{ image: "b:2" }],
      ephemeralContainers: [{ image: "c:3" }],
      volumes: [{ emptyDir: {} }, { image: { reference: "d:4" } }],
    };
    const at = (prefix: string) => [
      `${prefix}.containers[0].image: a:1`,
      `${prefix}.initContainers[0].image: b:2`,
      `${prefix}.ephemeralContainers[0].image: c:3`,
      `${prefix}.volumes[1].image.reference: d:4`,
    ];
    const workloads: Record<string, string> = {
      "core/v1:Pod": "spec",
      "core/v1:PodPatch": "spec",
      "core/v1:PodTemplate": "template.spec",
      "core/v1:ReplicationController": "spec.template.spec",
      "apps/v1:DaemonSet": "spec.template.spec",
      "apps/v1:Deployment": "spec.template.spec",
      "apps/v1:ReplicaSet": "spec.template.spec",
      "apps/v1:StatefulSet": "spec.template.spec",
      "extensions/v1beta1:Deployment": "spec.template.spec",
      "batch/v1:Job": "spec.template.spec",
      "batch/v1:CronJob": "spec.jobTemplate.spec.template.spec",
      "batch/v1:CronJobPatch": "spec.jobTemplate.spec.template.spec",
    };
    for (const [type, prefix] of Object.entries(workloads))
      it(`are those of a ${type}`, () => {
        assert.deepEqual(found(`kubernetes:${type}`, nested(prefix.split("."), pod)), at(prefix));
        assert.deepEqual(found(`kubernetes:${type}`, nested(prefix.split("."), unknown)), [`\`${prefix}\` isn't known yet`]);
      });

    it("are those of each element of a list", () =>
      assert.deepEqual(found("kubernetes:apps/v1:DeploymentList", { items: [{ spec: { template: { spec: pod } } }] }), at("items[0].spec.template.spec")));

    it("are those of the containers in a custom resource", () => {
      assert.deepEqual(
        found("kubernetes:argoproj.io/v1alpha1:Rollout", { metadata: unknown, spec: { template: { spec: { containers: [{ image: "a:1" }] } } } }),
        ["spec.template.spec.containers[0].image: a:1"],
      );
      const templates = [{ container: { image: "a:1" } }, { script: { image: "{{inputs.parameters.image}}" } }, { sidecars: [{ image: "c:3" }, unknown] }];
      assert.deepEqual(found("kubernetes:argoproj.io/v1alpha1:Workflow", { spec: { templates } }), [
        "spec.templates[0].container.image: a:1",
        "spec.templates[2].sidecars[0].image: c:3",
        "`spec.templates[1].script.image` isn't known yet",
      ]);
      assert.deepEqual(found("kubernetes:example.com/v1:Machine", { spec: { image: "ubuntu-24-04" } }), []);
    });

    it("are those that a release's values name", () => {
      const values = {
        image: { registry: "quay.io", repository: "acme/app", tag: "1.2" },
        sidecar: { image: { repository: "acme/proxy" } },
        metrics: { image: "acme/metrics", imageTag: "3" },
        proxyImage: "ghcr.io/acme/proxy:4",
        image2: "x",
        deep: [{ image: { tag: "7" } }, { image: { repository: "acme/job", tag: unknown } }],
      };
      assert.deepEqual(found("kubernetes:helm.sh/v3:Release", { chart: "app", values }), [
        "values.image: quay.io/acme/app:1.2 (partial)",
        "values.sidecar.image: acme/proxy (partial)",
        "values.metrics.image: acme/metrics:3 (partial)",
        "values.proxyImage: ghcr.io/acme/proxy:4 (partial)",
        "`values.deep[1].image` isn't known yet",
      ]);
      assert.deepEqual(
        found("kubernetes:helm.sh/v3:Release", {
          values: { global: { imageRegistry: "mirror.acme.eu" }, image: { registry: "docker.io", repository: "a/b", tag: 1 } },
        }),
        ["values.image: mirror.acme.eu/a/b:1 (partial)"],
      );
      assert.deepEqual(found("kubernetes:helm.sh/v3:Release", { chart: "app" }), []);
    });
  });
});
