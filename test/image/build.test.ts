import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { secret, unknown } from "../../lib/rule";
import { found } from "./support";

const inline = (text: string, others: object = {}) =>
  found("docker-build:index:Image", { dockerfile: { inline: text }, ...others }).map((line) => line.replace("dockerfile.inline:", ""));

describe("the images that a build starts from", () => {
  const cases: Record<string, { text: string; others?: object; wanted: string[] }> = {
    "are those of FROM": { text: "# syntax=docker/dockerfile:1\nFROM node:22\n", wanted: ["2: node:22 (base)"] },
    "aren't stages or scratch": {
      text: "FROM node:22 AS Build\nFROM build as test\nFROM scratch\nCOPY --from=BUILD /a /\nCOPY --from=0 /a /\n",
      wanted: ["1: node:22 (base)"],
    },
    "are those that files are copied from": {
      text: "FROM scratch\nCOPY --from=ghcr.io/astral-sh/uv:0.9 /uv /\nRUN --mount=type=bind,from=busybox,target=/b true\nADD --from=x /a /b\n",
      wanted: ["2: ghcr.io/astral-sh/uv:0.9 (base)", "3: busybox (base)"],
    },
    "are in lower case, after a platform, over several lines": {
      text: "from --platform=$BUILDPLATFORM \\\n  # why\n  node:22 \\\n  as build\nFROM build\n",
      wanted: ["1: node:22 (base)"],
    },
    "aren't in what a shell reads": { text: "FROM a:1\nRUN <<EOF\nFROM b:2\nEOF\nRUN echo \\\nFROM c:3\n", wanted: ["1: a:1 (base)"] },
    "have the defaults of arguments in them": {
      text: 'ARG TAG=22\nARG NAME="node" VARIANT=${OTHER:-slim}\nFROM ${NAME}:$TAG-${VARIANT}${SUFFIX:+-x}\n',
      wanted: ["3: node:22-slim (base)"],
    },
    "have the build's arguments in them": {
      text: "ARG TAG=22\nARG HOST\nFROM ${HOST:+$HOST/}node:${TAG}\n",
      others: { buildArgs: { TAG: "24", HOST: "ghcr.io", UNUSED: "x" } },
      wanted: ["3: ghcr.io/node:24 (base)"],
    },
    "know no argument of a stage or one that isn't declared": {
      text: "FROM a\nARG X=1\nFROM b$X\n",
      others: { buildArgs: { X: "2" } },
      wanted: ["1: a (base)", "3: b (base)"],
    },
    "aren't known where an argument isn't": {
      text: "ARG TAG=22\nFROM node:$TAG\nFROM alpine:3\n",
      others: { buildArgs: { TAG: unknown } },
      wanted: ["3: alpine:3 (base)", "`2` isn't known yet"],
    },
    "aren't known where no argument is": {
      text: "ARG TAG=22\nFROM node:$TAG\nFROM alpine:3\n",
      others: { buildArgs: unknown },
      wanted: ["3: alpine:3 (base)", "`2` isn't known yet"],
    },
    "may hold a secret argument": { text: "ARG TAG\nFROM node:$TAG\n", others: { buildArgs: { TAG: secret("22") } }, wanted: ["2: node:22 (base) (secret)"] },
    "may be stages by platform": { text: "FROM a:1 AS b-amd64\nFROM a:2 AS b-arm64\nFROM b-${TARGETARCH}\n", wanted: ["1: a:1 (base)", "2: a:2 (base)"] },
    "aren't known where the platform is in their names": { text: "ARG TARGETARCH\nFROM acme/$TARGETARCH/app\n", wanted: ["`2` isn't known yet"] },
    "may be named contexts": {
      text: "FROM base\nCOPY --from=tools /a /\n",
      others: { context: { location: ".", named: { base: { location: "docker-image://node:22" }, tools: { location: "../tools" } } } },
      wanted: ["1: node:22 (base)"],
    },
    "aren't known where a context isn't": {
      text: "FROM base\nFROM node:22\n",
      others: { context: { location: ".", named: { base: { location: unknown } } } },
      wanted: ["2: node:22 (base)", "`1` isn't known yet"],
    },
    "are judged where they are blank": { text: "ARG BASE\nFROM node:22\nFROM $BASE\n", wanted: ["2: node:22 (base)", "3:  (base)"] },
    "aren't known of a form of variables that few use": { text: "FROM ${A#x}\nFROM ${\nFROM a$-\n", wanted: ["`1` isn't known yet"] },
  };
  for (const [name, { text, others, wanted }] of Object.entries(cases)) it(name, () => assert.deepEqual(inline(text, others), wanted));

  it("aren't in a text that is no Dockerfile", () => {
    assert.deepEqual(found("docker-build:index:Image", { dockerfile: { inline: "FROM a\n".repeat(10_000) } }), [
      "`dockerfile.inline` can't be read: it is larger than 64 KB",
    ]);
    for (const text of ["", "nothing", "\u0000\u0001", "{}"])
      assert.deepEqual(found("docker-build:index:Image", { dockerfile: { inline: text } }), ["`dockerfile.inline` isn't a Dockerfile"]);
    assert.deepEqual(found("docker-build:index:Image", { dockerfile: unknown }), ["`dockerfile.inline` isn't known yet"]);
  });

  it("are found fast, whatever is in the text", () => {
    const start = performance.now();
    inline(
      Array.from({ length: 200 }, (_, i) => `ARG A${i + 1}=$A${i}$A${i}$A${i}$A${i}`)
        .join("\n")
        .replace("ARG A1=", "ARG A0=xxxxxxxx\nARG A1=") + "\nFROM $A200\n",
    );
    inline(`FROM ${"${a:-".repeat(5000)}`);
    inline(`FROM ${"$".repeat(50_000)}`);
    assert.ok(performance.now() - start < 2000);
  });

  describe("in a file", () => {
    let folder = "";
    before(() => {
      folder = mkdtempSync(join(tmpdir(), "build-"));
      mkdirSync(join(folder, "app"));
      writeFileSync(join(folder, "Dockerfile"), "FROM root:1\n");
      writeFileSync(join(folder, "app/Dockerfile"), "\ufeffFROM app:1\r\nRUN true\r\n");
      writeFileSync(join(folder, "app/Test.Dockerfile"), "FROM test:1\n");
      writeFileSync(join(folder, "app/large"), "#".repeat(200_000));
    });
    after(() => rmSync(folder, { recursive: true }));

    const image = (inputs: object) => found("docker-build:index:Image", inputs, folder);
    it("are those of the one that is named, or of the context's own", () => {
      assert.deepEqual(image({}), ["Dockerfile:1: root:1 (base)"]);
      assert.deepEqual(image({ context: { location: "./app" } }), ["app/Dockerfile:1: app:1 (base)"]);
      assert.deepEqual(image({ context: { location: "app" }, dockerfile: { location: "app/Test.Dockerfile" } }), ["app/Test.Dockerfile:1: test:1 (base)"]);
      assert.deepEqual(image({ context: { location: join(folder, "app") } }), [`${folder}/app/Dockerfile:1: app:1 (base)`]);
    });
    it("are those of Docker's own provider too", () => {
      const image = (build: unknown) => found("docker:index/image:Image", { imageName: "a", build }, folder);
      assert.deepEqual(image({ context: "app" }), ["app/Dockerfile:1: app:1 (base)"]);
      assert.deepEqual(image({ context: "app", dockerfile: "app/Test.Dockerfile" }), ["app/Test.Dockerfile:1: test:1 (base)"]);
      assert.deepEqual(image(unknown), ["`build.dockerfile` isn't known yet"]);
    });
    it("are those of a build for a registry, named from its context", () => {
      const image = (type: string, inputs: object) => found(`docker:index/${type}`, { name: "ghcr.io/acme/web:1", ...inputs }, folder);
      for (const type of ["registryImage:RegistryImage", "remoteImage:RemoteImage"]) {
        assert.deepEqual(image(type, { build: { context: "app" } }), ["app/Dockerfile:1: app:1 (base)"]);
        assert.deepEqual(image(type, { build: { context: "app", dockerfile: "Test.Dockerfile" } }), ["app/Test.Dockerfile:1: test:1 (base)"]);
        assert.deepEqual(image(type, { build: { context: "app", additionalContexts: ["app:1=docker-image://other:2", "x"] } }), [
          "app/Dockerfile:1: other:2 (base)",
        ]);
        assert.deepEqual(image(type, { build: { context: ".", remoteContext: "https://github.com/acme/app.git" } }), [
          "`https://github.com/acme/app.git` can't be read: it is on another machine",
        ]);
        assert.deepEqual(image(type, { build: unknown }), ["`build.dockerfile` isn't known yet"]);
      }
      assert.deepEqual(image("remoteImage:RemoteImage", {}), ["name: ghcr.io/acme/web:1"]);
      assert.deepEqual(image("registryImage:RegistryImage", {}), []);
    });
    it("aren't known where it can't be read", () => {
      assert.deepEqual(image({ context: { location: "nothing" } }), ["`nothing/Dockerfile` can't be read: there is no such file"]);
      assert.deepEqual(image({ dockerfile: { location: "app" } }), ["`app` can't be read: it is no file"]);
      assert.deepEqual(image({ dockerfile: { location: "app/large" } }), ["`app/large` can't be read: it is larger than 64 KB"]);
      assert.deepEqual(image({ dockerfile: { location: "a\u0000b" } }).length, 1);
      assert.deepEqual(image({ context: { location: unknown } }), ["`dockerfile.location` isn't known yet"]);
      assert.deepEqual(image({ context: { location: "https://github.com/acme/app.git" } }), [
        "`https://github.com/acme/app.git` can't be read: it is on another machine",
      ]);
      assert.deepEqual(found("docker-build:index:Image", {}), ["`Dockerfile` can't be read: the program's folder isn't known here"]);
    });
  });
});
