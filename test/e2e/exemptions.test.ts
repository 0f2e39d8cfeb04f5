import assert from "node:assert/strict";
import { appendFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Engine, needsEngine, type Packs } from "../support/engine";

const bucket = (options: string, name = "site") =>
  `new CustomResource("aws:s3/bucket:Bucket", "${name}", { bucket: "${name}", acl: "public-read" }, ${options});`;
const program = (...lines: string[]) => `
const { ComponentResource, CustomResource } = require("@pulumi/pulumi");
const { exempt } = require("../exempt.js");
${lines.join("\n")}
`;
const acl = "aws-s3-bucket-acl";
const because = `{ reason: "It's our public website.", owner: "Web team" }`;

describe("exemptions, through the real engine", function () {
  this.timeout(180_000);
  let engine: Engine;
  let packs: Packs;
  let projects = 0;

  before(async function () {
    needsEngine.call(this);
    engine = new Engine();
    packs = await engine.packs();
    engine.build("lib/exempt.ts", "exempt.js");
  });

  const project = (...lines: string[]) => engine.project(`website-${++projects}`, program(...lines));

  for (const way of ["folder", "executable"] as const)
    describe(`with the pack's ${way}`, () => {
      const withPack = () => ["--policy-pack", packs[way]];

      it("of the program let a resource and a component through, and change nothing that is deployed", async () => {
        const folder = await project(
          bucket("{}"),
          `const site = new ComponentResource("acme:index:Site", "all", {}, {});`,
          bucket("{ parent: site }", "inside"),
        );
        const refused = await engine.run(["preview", ...withPack()], folder);
        assert.notEqual(refused.status, 0);
        assert.match(refused.text, /aws-s3-bucket-acl.*site\)[\s\S]*aws-s3-bucket-acl.*inside\)|aws-s3-bucket-acl.*inside\)[\s\S]*aws-s3-bucket-acl.*site\)/);
        assert.equal((await engine.run(["up", "--yes", "--skip-preview"], folder)).status, 0);

        const exempted = program(
          bucket(`exempt("${acl}", ${because})`),
          `const site = new ComponentResource("acme:index:Site", "all", {}, exempt("${acl}", ${because}));`,
          bucket("{ parent: site }", "inside"),
        );
        writeFileSync(join(folder, "index.js"), exempted);
        const preview = await engine.run(["preview", "--diff", ...withPack()], folder);
        assert.equal(preview.status, 0, preview.text);
        assert.match(preview.text, /4 unchanged/);
        assert.doesNotMatch(preview.text, /warning|exempt|aws-s3-bucket-acl/);
        const up = await engine.run(["up", "--yes", "--skip-preview", ...withPack()], folder);
        assert.equal(up.status, 0, up.text);
        assert.match(up.text, /4 unchanged/);

        await engine.run(["stack", "export", "--file", "state.json"], folder);
        const analyzed = await engine.run(["policy", "analyze", "--file", "state.json", ...withPack()], folder);
        assert.equal(analyzed.status, 0, analyzed.text);
      });

      it("of the stack's configuration let through what they name", async () => {
        const folder = await project(bucket("{}"), bucket("{}", "other"));
        appendFileSync(
          join(folder, "Pulumi.dev.yaml"),
          `config:\n  stackward:exemptions:\n    - { rule: ${acl}, name: site, reason: public, expires: 9999-12-31 }\n`,
        );
        const { status, text } = await engine.run(["preview", ...withPack()], folder);
        assert.notEqual(status, 0, text);
        assert.match(text, /\[mandatory\].*aws-s3-bucket-acl .*\(aws:s3:Bucket: other\)/);
        assert.doesNotMatch(text, /Bucket: site\)/);
      });

      it("of stackward.yaml let through what they name, and so does the baseline", async () => {
        const folder = await project(bucket("{}"), bucket("{}", "known"), bucket("{}", "other"));
        const name = basename(folder);
        const known = { rule: acl, urn: `urn:pulumi:dev::${name}::aws:s3/bucket:Bucket::known`, finding: "its ACL is `public-read`" };
        writeFileSync(join(folder, "known.json"), JSON.stringify({ version: 1, findings: [known] }));
        writeFileSync(
          join(folder, "stackward.yaml"),
          `baseline: known.json\nexemptions:\n  - { rule: ${acl}, name: site, stacks: [${name}/dev], reason: public }\n`,
        );
        const { status, text } = await engine.run(["preview", ...withPack()], folder);
        assert.notEqual(status, 0, text);
        assert.match(text, /\[mandatory\].*aws-s3-bucket-acl .*\(aws:s3:Bucket: other\)/);
        assert.doesNotMatch(text, /Bucket: (?:site|known)\)/);
      });

      it("that expired or can't be read don't count, and the finding says so", async () => {
        const folder = await project(bucket(`exempt("${acl}", { reason: "public", expires: "2020-02-29" })`), bucket(`exempt("${acl}", {})`, "other"));
        appendFileSync(join(folder, "Pulumi.dev.yaml"), `config:\n  stackward:exemptions:\n    - { rule: aws-s3-bucket-acll, reason: public }\n`);
        const { status, text } = await engine.run(["preview", ...withPack()], folder);
        assert.notEqual(status, 0, text);
        assert.match(text, /Bucket: site\)\s+its ACL is `public-read`\n\s+Its exemption \(program, Bucket site\) doesn't count: it expired on 2020-02-29\./);
        assert.match(text, /Bucket: other\)\s+its ACL is `public-read`\n\s+Its exemption \(program, Bucket other\) doesn't count: it has no `reason`\./);
        assert.match(
          text,
          /\[advisory\].*exemptions .*\n(?:.*\n)*.*stackward:exemptions\[0\].*there is no rule `aws-s3-bucket-acll`, did you mean `aws-s3-bucket-acl`\?/,
        );
      });

      it("that nothing needs are told of once, as advice", async () => {
        const folder = await project(`new CustomResource("aws:s3/bucket:Bucket", "closed", {}, exempt("${acl}", ${because}));`);
        const { status, text } = await engine.run(["preview", ...withPack()], folder);
        assert.equal(status, 0, text);
        assert.match(
          text,
          /\[advisory\].*exemptions .*\n\s+program, Bucket closed: the exemption from `aws-s3-bucket-acl` matches no finding, so it can be removed/,
        );
      });
    });
});
