import assert from "node:assert/strict";
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { parseJson } from "../../lib/source/json";
import { readSource } from "../../lib/source/read";
import { isSecretKey, unknown } from "../../lib/stack/values";
import { bucket, names, refuses, state, temporaryFolder, write } from "./support";

describe("a stack from a file", () => {
  const folder = temporaryFolder();
  let count = 0;
  const file = (content: string | Buffer | object) => {
    const name = `input-${count++}`;
    return join(write(folder, { [name]: content }), name);
  };
  const read = (content: string | Buffer | object) => readSource(file(content));

  describe("of a state", () => {
    it("has its resources, its project and its stack", async () => {
      const path = file(state(bucket("a", { id: "a-1", propertyDependencies: { acl: null }, sourcePosition: "project:///index.ts#4,13" }), bucket("b")));
      const { source, project, stack, resources, warnings } = await readSource(path);
      assert.deepEqual({ source, project, stack, warnings }, { source: path, project: "shop", stack: "dev", warnings: [] });
      const [a] = resources.resources;
      assert.deepEqual(
        [a?.name, a?.type, a?.inputs, a?.id, a?.propertyDependencies, a?.sourcePosition],
        ["a", "aws:s3/bucket:Bucket", { acl: "private" }, "a-1", { acl: [] }, "project:///index.ts#4,13"],
      );
    });

    it("tells which resources are protected", async () => {
      const { resources } = await read(state(bucket("a", { protect: true }), bucket("b")));
      assert.deepEqual(
        resources.resources.map(({ protect }) => protect),
        [true, false],
      );
    });

    it("may be of version 4, or as a file backend keeps it, zipped too", async () => {
      const checkpoint = { version: 3, checkpoint: { stack: "organization/shop/dev", latest: { resources: [bucket("a")] } } };
      assert.deepEqual(names(await read({ ...state(bucket("a")), version: 4, features: ["refreshBeforeUpdate"] })), ["a"]);
      assert.deepEqual(names(await read(checkpoint)), ["a"]);
      assert.deepEqual(names(await read(gzipSync(JSON.stringify(checkpoint)))), ["a"]);
      assert.match((await read({ version: 3, checkpoint: { stack: "organization/shop/dev" } })).warnings[0]!, /it has no resources$/);
    });

    it("leaves out what the stack doesn't manage any more, or never did", async () => {
      const source = await read(
        state(bucket("a"), bucket("read", { external: true }), bucket("old", { delete: true }), bucket("gone", { pendingReplacement: true })),
      );
      assert.deepEqual(names(source), ["a"]);
      assert.deepEqual(source.warnings, []);
    });

    it("keeps secrets in any form", async () => {
      const signature = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
      for (const [value, known] of [
        [{ ...signature, ciphertext: "AAA" }, unknown],
        [{ ...signature, plaintext: '"hush"' }, "hush"],
        ["[secret]", unknown],
      ]) {
        const { resources } = await read(state(bucket("a", { inputs: { password: value } })));
        const { inputs } = resources.resources[0]!;
        assert.equal(inputs.password, known);
        assert.ok(isSecretKey(inputs, "password"));
      }
    });
  });

  describe("of a preview", () => {
    const step = (op: string, name: string, more: object = { newState: bucket(name) }) => ({ op, urn: bucket(name).urn, ...more });

    it("has what there will be, once each", async () => {
      const source = await read({
        steps: [
          step("create", "a"),
          step("same", "b", { oldState: bucket("b") }),
          step("create-replacement", "c"),
          step("replace", "c", { newState: bucket("c", { inputs: { acl: "public-read" } }) }),
          step("delete-replaced", "c", { oldState: bucket("c") }),
          step("refresh", "d"),
          step("delete", "d", { oldState: bucket("d") }),
          step("read", "e", { newState: bucket("e", { external: true }) }),
          step("discard", "f"),
        ],
        changeSummary: { create: 1 },
      });
      assert.deepEqual(names(source), ["a", "b", "c"]);
      assert.equal(source.resources.resources[2]?.inputs.acl, "public-read");
      assert.deepEqual(source.warnings, []);
    });

    it("tells that it isn't whole where the preview failed", async () => {
      const { warnings } = await read({ steps: [step("create", "a")], diagnostics: [{ severity: "error", message: "no such thing\nat all\n" }] });
      assert.match(warnings.join(), /: the preview failed: no such thing$/);
      assert.match((await read({ duration: 1, changeSummary: {} })).warnings.join(), /no resources/);
    });

    it("is found between lines of a log", async () => {
      const text = JSON.stringify({ steps: [step("create", "a")] }, undefined, 4);
      assert.deepEqual(names(await read(`Previewing update (dev):\n\n${text}\nwarning: a new version is there\n`)), ["a"]);
      const path = file(`Previewing update (dev):\n${text.replace('"op"', "op")}\n`);
      await refuses(path, /line 5, column 13: JSON can't have "o" here$/);
    });

    it("may be a stream of the engine's events", async () => {
      const event = (op: string, name: string) => ({ metadata: { op, urn: bucket(name).urn, type: bucket(name).type, old: null, new: bucket(name) } });
      const events = [
        { preludeEvent: { config: {} } },
        { resourcePreEvent: event("create", "a") },
        { resOutputsEvent: event("create", "a") },
        { resourcePreEvent: { metadata: { op: "delete", urn: bucket("b").urn, new: null, old: bucket("b") } } },
        { diagnosticEvent: { severity: "error", message: "broken" } },
      ];
      const source = await read(events.map((it, sequence) => `${JSON.stringify({ sequence, ...it })}\n`).join(""));
      assert.deepEqual(names(source), ["a"]);
      assert.match(source.warnings.join(), /: the preview failed: broken$/);
    });
  });

  it("may have any encoding that a shell writes", async () => {
    const text = JSON.stringify(state(bucket("ä")), undefined, 2);
    const little = Buffer.from(`\ufeff${text}`, "utf16le");
    for (const bytes of [Buffer.from(`\ufeff${text}`), little, Buffer.from(little).swap16()]) assert.deepEqual(names(await read(bytes)), ["ä"]);
  });

  it("may come from standard input", async () => {
    const source = await readSource("-", {
      stdin: (async function* () {
        yield Buffer.from(JSON.stringify(state(bucket("a"))));
      })(),
    });
    assert.deepEqual([source.source, ...names(source)], ["-", "a"]);
  });

  it("names what it can't judge, and judges the rest", async () => {
    let deep: unknown = 1;
    for (let i = 0; i < 1000; i++) deep = [deep];
    const { resources, warnings } = await read(
      state(7, { type: "t" }, { urn: "urn:pulumi:dev::shop::t::n" }, bucket("x", { inputs: [] }), bucket("y", { inputs: { deep } }), bucket("a")),
    );
    assert.equal(resources.resources.length, 1);
    for (const [i, problem] of [
      /deployment\.resources\[0\]: it isn't judged: this resource isn't a record$/,
      /deployment\.resources\[1\]: .*no `urn`$/,
      /deployment\.resources\[2\] \(urn:pulumi:dev::shop::t::n\): .*no `type`$/,
      /deployment\.resources\[3\] \(.*::x\): .*`inputs` aren't a record$/,
      /deployment\.resources\[4\]: .*::y: `inputs\.deep\[0\]/,
    ].entries())
      assert.match(warnings[i]!, problem);
  });

  describe("is refused", () => {
    const cases: [string, string | Buffer | object, RegExp][] = [
      ["empty", "", /: it is empty$/],
      ["nothing but space", " \n ".repeat(3000), /: it is empty$/],
      ["no JSON", "hello\n", /: line 1, column 1: JSON can't have "h" here$/],
      ["a mistake in JSON", '{\n  "version": 3,\n  "deployment": {"resources": [1,]}\n}', /: line 3, column 34: JSON can't have "\]" here$/],
      ["a text after the end", '{"version": 3}\n}', /: line 2, column 1: JSON can't have "}" here$/],
      ["cut off", '{"version": 3, "deployment": {"resources": [{"urn": "urn:pu', /: line 1, column 53: the text ends too early/],
      ["cut off between values", '{\n  "version": 3,\n', /: line 3, column 1: the text ends too early/],
      ["a list", [], /it seems to be a list$/],
      ["a very deep list", "[".repeat(100_000) + "]".repeat(100_000), /it seems to be a list$/],
      ["a text", '"x"', /it seems to be a string$/],
      ["an empty record", {}, /it seems to be an empty record$/],
      ["another record", { a: 1, b: 2 }, /it seems to be a record of `a`, `b`$/],
      ["a Terraform state", { version: 4, terraform_version: "1.9.0", resources: [] }, /it seems to be a Terraform state$/],
      ["a Terraform plan", { format_version: "1.2", terraform_version: "1.9.0", planned_values: {} }, /it seems to be a Terraform plan$/],
      ["a CloudFormation template", { Resources: { a: { Type: "AWS::S3::Bucket" } } }, /it seems to be a CloudFormation template$/],
      ["a package.json", { name: "x", scripts: {} }, /it seems to be a package\.json$/],
      ["an update plan", { manifest: {}, resourcePlans: {} }, /it seems to be a Pulumi update plan/],
      ["a state of another version", { ...state(), version: 9 }, /: version: a state of version 9 can't be read, only of 3 and 4/],
      ["a state without version", { deployment: {} }, /: version: a state of version undefined can't be read/],
      ["a state whose resources are no list", { version: 3, deployment: { resources: {} } }, /: deployment\.resources: it isn't a list$/],
      ["a damaged zip", Buffer.from([0x1f, 0x8b, 8, 0, 1]), /: it can't be unzipped: /],
    ];
    for (const [name, content, message] of cases) it(`if it is ${name}`, () => refuses(file(content), message));

    it("if it isn't there, can't be read, or is a folder of something else", async () => {
      await refuses(join(folder, "nothing"), /: there is no such file or folder$/);
      await refuses(folder, /: it has no Pulumi\.yaml, so it isn't a Pulumi program's folder$/);
      const path = file(state());
      chmodSync(path, 0);
      if (process.getuid?.() !== 0) await refuses(path, /: it can't be read, for lack of permission$/);
    });
  });

  it("crashes nobody by depth", async () => {
    const text = JSON.stringify(state(bucket("a", { inputs: { deep: "@" } }), bucket("b")));
    const source = await read(text.replace('"@"', '{"a":['.repeat(100_000) + "]}".repeat(100_000)));
    assert.deepEqual(names(source), ["b"]);
    assert.match(source.warnings.join(), /::a: `inputs\.deep/);
    assert.ok(source.warnings[0]!.length < 1000);
  });
});

describe("a large JSON document", () => {
  const document = { a: ["resources", { resources: [1] }], deployment: { resources: [{ a: 'x\\"],[' }, 2, [3, [4]], "five"], after: true }, steps: [] };
  const parse = (text: string) => parseJson(Buffer.from(text), 0);

  for (const space of [0, 2])
    it(`is parsed by its elements${space ? ", with spaces" : ""}`, () => {
      const json = parse(JSON.stringify(document, undefined, space));
      const read = json.document as typeof document;
      assert.deepEqual({ ...read, deployment: { ...read.deployment, resources: [...json.elements(read.deployment.resources)] } }, document);
    });

  it("names the place of a mistake", () => {
    const json = parse('{"resources": [1,\n 2,\n {"a": b}]}');
    assert.throws(() => [...json.elements((json.document as { resources: unknown[] }).resources)], { line: 3, column: 8 });
    assert.throws(() => parse('{"resources": [1,\n 2'), /line 2, column 3: the text ends too early/);
    assert.throws(() => parse('{"resources": [1,\n "2'), /line 2, column \d: the text ends too early/);
    assert.throws(() => parse('{"resources": [1,\n 2]]'), /line 2, column 4/);
  });
});
