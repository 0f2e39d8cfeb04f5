import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { programFolder } from "../../lib/image/folder";

describe("the folder that a program's paths start from", () => {
  const before_ = process.cwd();
  const pwd = process.env.PWD;
  let root = "";
  const write = (path: string, text: string) => {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const of = (project: string, from: string, user = "") => {
    process.chdir(join(root, from));
    process.env.PWD = user && join(root, user);
    return programFolder({ urn: `urn:pulumi:dev::${project}::a:b:C::d` })?.slice(root.length);
  };

  before(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), "folder-")));
    write("shop/Pulumi.yaml", "name: shop\nruntime: nodejs\n");
    write("shop/deep/er/x", "");
    write("shop/inner/Pulumi.yaml", "name: inner\nruntime: nodejs\nmain: src/\n");
    write("shop/inner/src/index.ts", "");
    write("file/Pulumi.yml", "name: file\nmain: src/index.ts\n");
    write("file/src/index.ts", "");
    write("bad/Pulumi.yaml", "name: [\n");
    write("none/Pulumi.yaml", "name: none\nmain: nowhere\n");
  });
  afterEach(() => {
    process.chdir(before_);
    process.env.PWD = pwd;
  });
  after(() => rmSync(root, { recursive: true }));

  it("is where its Pulumi.yaml is, above the current folder or the user's", () => {
    assert.equal(of("shop", "shop"), "/shop");
    assert.equal(of("shop", "shop/deep/er"), "/shop");
    assert.equal(of("shop", "shop/inner"), "/shop");
    assert.equal(of("shop", "bad", "shop/deep"), "/shop");
  });
  it("is that of its main file", () => {
    assert.equal(of("inner", "shop/inner"), "/shop/inner/src");
    assert.equal(of("file", "file"), "/file/src");
  });
  it("isn't another project's, nor one that can't be read", () => {
    assert.equal(of("other", "shop"), undefined);
    assert.equal(of("bad", "bad"), undefined);
    assert.equal(of("none", "none"), undefined);
  });
  it("is what its source tells", () => assert.equal(programFolder({ urn: "urn:pulumi:dev::shop::a:b:C::d", folder: "/there" }), "/there"));
});
