import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { settingsOf } from "../../lib/pulumi/settings";

describe("the pack finds the settings of the program that it's run for", () => {
  let folder: string;
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };

  /** What is found from a folder, and what is said on standard error. */
  function found(from: string, env: NodeJS.ProcessEnv, project = "shop"): { failOn?: string; said: string } {
    const before = { cwd: process.cwd(), env: process.env, write: process.stderr.write };
    let said = "";
    process.env = { ...process.env, PWD: undefined, PULUMI_HOME: join(folder, "home"), ...env };
    process.stderr.write = (text: unknown) => Boolean((said += text));
    mkdirSync(join(folder, from), { recursive: true });
    process.chdir(join(folder, from));
    try {
      return { failOn: settingsOf(project)[0]?.settings.failOn, said };
    } finally {
      process.chdir(before.cwd);
      process.env = before.env;
      process.stderr.write = before.write;
    }
  }

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "stackward-settings-")));
    write("shop/Pulumi.yaml", "runtime:\n  name: nodejs\nname: shop\n");
    write("shop/stackward.yaml", "failOn: low\n");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("above the folder in which it runs, as in the program's node_modules", () => {
    assert.deepEqual(found("shop", {}), { failOn: "low", said: "" });
    assert.deepEqual(found("shop/node_modules/stackward", {}), { failOn: "low", said: "" });
    assert.deepEqual(found("shop", {}, ""), { failOn: "low", said: "" });
  });

  it("above the folder in which the engine was called", () => {
    assert.deepEqual(found("pack", { PWD: join(folder, "shop/sub") }), { failOn: "low", said: "" });
  });

  it("where its Pulumi.yaml is JSON, and its settings are of the checkout", () => {
    rmSync(join(folder, "shop/stackward.yaml"));
    write("shop/infra/Pulumi.json", '{ "runtime": {\n"name": "nodejs" }, "name": "infra" }');
    write("shop/stackward.yml", "failOn: medium\n");
    assert.deepEqual(found("pack", { PWD: join(folder, "shop/infra") }, "infra"), { failOn: "medium", said: "" });
  });

  it("unless they are another project's, which it says", () => {
    const { failOn, said } = found("pack", { PWD: join(folder, "shop") }, "other");
    assert.equal(failOn, undefined);
    assert.match(
      said,
      /^stackward: the folder of the project other can't be told, so \S+\/shop\/stackward\.yaml isn't used; name it in STACKWARD_CONFIG to use it\n$/,
    );
  });

  it("and says nothing where there are none", () => assert.deepEqual(found("pack", { PWD: folder }, "other"), { failOn: undefined, said: "" }));

  it("by STACKWARD_CONFIG, from where the engine was called", () => {
    write("named/it.yaml", "failOn: critical\n");
    assert.deepEqual(found("pack", { STACKWARD_CONFIG: join(folder, "named/it.yaml") }), { failOn: "critical", said: "" });
    assert.deepEqual(found("pack", { STACKWARD_CONFIG: "../named/it.yaml", PWD: join(folder, "shop") }), { failOn: "critical", said: "" });
    assert.throws(() => found("pack", { STACKWARD_CONFIG: "none.yaml" }), /^Error: none\.yaml: there is no such file$/);
  });

  it("not in the program where Pulumi Cloud enforces the pack, but inside of the pack", () => {
    const env = { PWD: join(folder, "shop"), STACKWARD_CONFIG: join(folder, "shop/stackward.yaml") };
    const pack = "home/policies/stackward/1/package";
    assert.deepEqual(found(pack, env), { failOn: undefined, said: "" });
    write(`${pack}/stackward.yaml`, "failOn: critical\n");
    assert.deepEqual(found(pack, env), { failOn: "critical", said: "" });
  });
});
